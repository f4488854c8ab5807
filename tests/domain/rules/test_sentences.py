"""The sentences that the office's guide gives, word for word, and the notes and words spoken beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kyodo_desktop import i18n
from kyodo_desktop.domain.rules import (
    MeetingFacts,
    MemberFacts,
    PresidingFacts,
    Ruling,
    VoteFacts,
    broken,
    decide,
    entitled,
    preside,
    quorum,
)
from tests.domain.rules.laws import KAWAGUCHI, LAWS
from tests.house.catalogue import LOCALE

MET = (
    "委員12人(現在員)の半数以上である6人以上の出席が必要です。"
    "出席7人のため会議は成立しています(規則第3条第2項)。"
)
NOT_MET = (
    "出席5人で、半数(6人)に達しないため、会議を開くことができません(規則第3条第2項)。"
    "懇談に切り替えた場合、議決はできません。"
)
NO_MAJORITY = (
    "賛成6・反対4・棄権2。出席12人の過半数(7人)に達しないため可決となりません"
    "(規則第3条第3項。棄権を出席に含める取扱い)。"
)
CASTING = "賛成6・反対6の可否同数のため、議長の決するところにより可決しました(規則第3条第3項)。"
SEATS = "出席5人は現在員10人の半数ですが、定数12人の半数(6人)には1人足りません。法制担当に確認してください。"
BROKEN = (
    "○○委員の退席により出席5人となり、半数(6人)を下回りました。"
    "休憩又は散会とし、以後の議決はできません(規則第3条第2項)。"
)
PROXY = "規則に代理の定めがないため、代理の方は出席委員に数えません。"
DEPUTY = "委員長に事故があるため、副委員長が職務を代理し、議長となります(規則第2条第3項)。"

Facts = MeetingFacts | VoteFacts | MemberFacts | PresidingFacts
JUDGES: dict[type, Callable[[Any, Any], Ruling]] = {
    MeetingFacts: quorum,
    VoteFacts: decide,
    MemberFacts: entitled,
    PresidingFacts: preside,
}


def judged(law: str, facts: Facts) -> Ruling:
    """The ruling on the facts, made by the test itself and not while the tests are gathered."""
    return JUDGES[type(facts)](LAWS[law], facts)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (MeetingFacts(12, 12, 7), MET),
        (MeetingFacts(12, 12, 5), NOT_MET),
        (VoteFacts(12, 6, 4, 2), NO_MAJORITY),
        (VoteFacts(12, 6, 6, chair_casting="aye"), CASTING),
        (MemberFacts(way="proxy"), PROXY),
        (PresidingFacts("absent", "present"), DEPUTY),
    ],
)
def test_the_guide_is_quoted_word_for_word(facts: Facts, sentence: str) -> None:
    assert judged("川口", facts).read_out == sentence


def test_the_guide_is_quoted_beside_a_ruling() -> None:
    (other,) = quorum(KAWAGUCHI, MeetingFacts(12, 10, 5)).alternatives
    assert other.sentence.japanese() == SEATS
    assert (other.reading, other.value, other.verdicts) == ("quorum_base", "seats", ("not_met",))
    assert broken(KAWAGUCHI, MeetingFacts(12, 12, 5), "○○委員").japanese() == BROKEN


@pytest.mark.parametrize(
    ("present", "notes"),
    [
        (5, ["あと1人の出席が必要です。"]),
        (6, ["あと1人でも退席すると、定足数を欠きます。"]),
        (7, ["あと1人まで退席できます。", "注意：定足数の余裕は1人です。入退室の時刻を記録してください。"]),
        (8, ["あと2人まで退席できます。"]),
    ],
)
def test_the_margin_is_told(present: int, notes: list[str]) -> None:
    ruling = quorum(KAWAGUCHI, MeetingFacts(12, 12, present))
    assert [note.japanese() for note in ruling.notes] == notes
    assert ruling.margin == present - 6


def test_where_the_quorum_is_checked_at_opening_nobody_is_held_back() -> None:
    ruling = quorum(replace(KAWAGUCHI, quorum_checked="opening"), MeetingFacts(12, 12, 7))
    assert [note.japanese() for note in ruling.notes] == ["定足数は、開会のときだけ確かめます。"]


@pytest.mark.parametrize(
    ("law", "facts", "arithmetic"),
    [
        ("川口", MeetingFacts(12, 11, 6), "現在員11人×1/2以上の最少の人数＝6人。出席6人≧6人。"),
        ("汐見", MeetingFacts(15, 13, 7), "定数15人×1/2を超える最少の人数＝8人。出席7人＜8人。"),
        ("高嶺", MeetingFacts(None, 18, 13), "現在員18人×2/3以上の最少の人数＝12人。出席13人≧12人。"),
        ("川口", VoteFacts(12, 6, 4, 2), "出席12人×1/2を超える最少の数＝7。賛成6＜7。"),
        (
            "汐見",
            VoteFacts(13, 7, 5),
            "出席13人のうち議長を除く12人×1/2を超える最少の数＝7。賛成7≧7。",
        ),
        ("汐見", VoteFacts(13, 9, 4, kind="plan"), "出席13人×2/3以上の最少の数＝9。賛成9≧9。"),
        ("高嶺", VoteFacts(15, 0, 0, 14), "有効投票0票。"),
        (
            "高嶺",
            VoteFacts(15, 8, None),
            "有効投票は、賛成8票に反対を加えた、最も多くて14票。賛成8≧その過半数(8票)。",
        ),
    ],
)
def test_the_arithmetic_is_shown(law: str, facts: Facts, arithmetic: str) -> None:
    assert judged(law, facts).arithmetic.japanese() == arithmetic


def test_what_is_spoken_has_its_set_form() -> None:
    report = quorum(KAWAGUCHI, MeetingFacts(12, 12, 10)).script
    assert report is not None
    assert report.japanese() == (
        "本日は委員12名のうち10名の御出席をいただいており、規則第3条第2項の規定により"
        "会議が成立しておりますことを御報告いたします。"
    )
    assert quorum(KAWAGUCHI, MeetingFacts(12, 12, 5)).script is None
    tie = VoteFacts(12, 6, 6)
    assert _spoken(replace(tie, chair_casting="aye")) == (
        "可否同数であります。規則第3条第3項の規定により、議長において可決と決します。"
    )
    assert _spoken(replace(tie, chair_casting="no")) == (
        "可否同数であります。規則第3条第3項の規定により、議長において否決と決します。"
    )
    assert _spoken(tie) is None
    assert _spoken(replace(tie, presider_is_member=False, chair_casting="aye")) is None
    assert _spoken(VoteFacts(12, 7, 5)) is None


def _spoken(facts: VoteFacts) -> str | None:
    script = decide(KAWAGUCHI, facts).script
    return script and script.japanese()


@pytest.mark.parametrize(
    ("law", "facts", "note"),
    [
        (KAWAGUCHI, VoteFacts(12, 4, 6, 2), "賛成も反対も過半数に達していません。"),
        (LAWS["汐見"], VoteFacts(12, 8, 4, kind="plan"), "特別多数の議決のため"),
        (
            replace(KAWAGUCHI, chair_votes="member_only"),
            VoteFacts(12, 6, 6, chair_casting="aye"),
            "議長に裁決権がないため、議長の裁決は数えていません。",
        ),
        (
            KAWAGUCHI,
            VoteFacts(12, 6, 6, presider_is_member=False, chair_casting="no"),
            "議長に裁決権がないため、議長の裁決は数えていません。",
        ),
    ],
)
def test_what_the_clerk_should_know_is_noted(law: object, facts: VoteFacts, note: str) -> None:
    (found,) = decide(law, facts).notes  # type: ignore[arg-type]
    assert found.japanese().startswith(note)


def test_a_tie_rests_on_the_article_that_decides_it() -> None:
    law = replace(KAWAGUCHI, provisions={"tie": "規則第9条"})
    assert decide(law, VoteFacts(12, 6, 6)).article == "規則第9条"
    assert decide(law, VoteFacts(12, 7, 5)).article == "規則第3条第3項"
    assert decide(replace(law, provisions={}), VoteFacts(12, 6, 6)).article == "規則第3条第3項"


def test_a_chair_is_replaced_by_the_article_that_says_so() -> None:
    cited = {"presides": "規則第4条", "deputy": "規則第5条", "vacancy": "規則第6条"}
    law = replace(KAWAGUCHI, provisions=cited)
    assert preside(law, PresidingFacts("present", "present")).article == "規則第4条"
    assert preside(law, PresidingFacts("absent", "present")).article == "規則第5条"
    assert preside(law, PresidingFacts("vacant", "present")).article == "規則第6条"
    assert preside(law, PresidingFacts("absent", "absent")).article == ""
    without = replace(KAWAGUCHI, provisions={"presides": "規則第4条"})
    assert preside(without, PresidingFacts("absent", "absent")).article == ""
    assert preside(without, PresidingFacts("vacant", "present")).article == ""


def test_a_withdrawal_rests_on_the_decision_that_settled_it() -> None:
    decision = "令和7年11月14日委員会決定（規則第6条）"
    law = KAWAGUCHI.with_readings({"interest": "by_request"}, {"interest": decision})
    assert entitled(law, MemberFacts(interested=True)).article == decision
    assert entitled(KAWAGUCHI, MemberFacts(interested=True)).article == ""


def test_a_ruling_is_read_out_in_japanese_whatever_the_screens_speak() -> None:
    ruling = decide(KAWAGUCHI, VoteFacts(12, 6, 4, 2))
    i18n.use("en", LOCALE)
    try:
        assert ruling.read_out == NO_MAJORITY
        assert ruling.sentence.text() != NO_MAJORITY
    finally:
        i18n.use("ja", LOCALE)
