"""Figures that can't be are refused by name, and no verdict is given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kyodo_desktop.domain.errors import RuleError
from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.rules import (
    ElectionFacts,
    MeetingFacts,
    MemberFacts,
    VoteFacts,
    decide,
    elect,
    eligible,
    entitled,
    quorum,
    quorum_presence,
)
from tests.domain.rules.laws import KAWAGUCHI, LAWS

SEATS = replace(KAWAGUCHI, quorum_base="seats")
CASTING = replace(KAWAGUCHI, chair_votes="casting_only")
OVER = "賛成・反対・棄権・無効を合わせた13が、表決に加わる12人を超えています。"
NO_TIE = "可否同数ではないため、議長の裁決はありません。"
NO_VOTE = "議長は、委員としての票を持ちません。"
NONE = replace(KAWAGUCHI, chair_votes="none")


@pytest.mark.parametrize(
    ("law", "facts", "figure", "why"),
    [
        (KAWAGUCHI, MeetingFacts(12, 0, 0), "in_office", "現在員が0人です。"),
        (KAWAGUCHI, MeetingFacts(12, -1, 0), "in_office", "現在員が-1で、0より小さくなっています。"),
        (KAWAGUCHI, MeetingFacts(12, 12, -1), "present", "出席が-1で、0より小さくなっています。"),
        (KAWAGUCHI, MeetingFacts(-1, 12, 6), "seats", "定数が-1で、0より小さくなっています。"),
        (KAWAGUCHI, MeetingFacts(12, 10, 11), "present", "出席11人が、現在員10人を超えています。"),
        (
            SEATS,
            MeetingFacts(None, 12, 6),
            "seats",
            "定数を基準としますが、定数が分からないか、上限だけが定められています。",
        ),
        (
            SEATS,
            MeetingFacts(0, 12, 6),
            "seats",
            "定数を基準としますが、定数が分からないか、上限だけが定められています。",
        ),
        (
            replace(SEATS, seats_are_limit=True),
            MeetingFacts(12, 12, 6),
            "seats",
            "定数を基準としますが、定数が分からないか、上限だけが定められています。",
        ),
    ],
)
def test_a_quorum_on_figures_that_cannot_be(law: Law, facts: MeetingFacts, figure: str, why: str) -> None:
    with pytest.raises(RuleError) as caught:
        quorum(law, facts)
    assert caught.value.figure == figure
    assert caught.value.why.text() == why
    assert caught.value.what.text() == "この数では判定できません"
    seats_unknown = "定数を登録するか、定足数の基準の読み方を選び直してください。"
    unknown = figure == "seats" and "基準" in why
    assert caught.value.remedy.text() == (seats_unknown if unknown else "人数と票数を確かめてください。")


@pytest.mark.parametrize(
    ("law", "facts", "figure", "why"),
    [
        (KAWAGUCHI, VoteFacts(12, 7, 6), "votes", OVER),
        (KAWAGUCHI, VoteFacts(12, 6, 4, 2, 1), "votes", OVER),
        (KAWAGUCHI, VoteFacts(12, 13, None), "votes", OVER),
        (
            CASTING,
            VoteFacts(12, 6, 6),
            "votes",
            "賛成・反対・棄権・無効を合わせた12が、表決に加わる11人を超えています。",
        ),
        (KAWAGUCHI, VoteFacts(0, 0, 0), "present", "出席0人で、表決に加わる委員がいません。"),
        (CASTING, VoteFacts(1, 0, 0), "present", "出席1人で、表決に加わる委員がいません。"),
        (KAWAGUCHI, VoteFacts(-1, 0, 0), "present", "出席が-1で、0より小さくなっています。"),
        (KAWAGUCHI, VoteFacts(12, -1, 0), "ayes", "賛成が-1で、0より小さくなっています。"),
        (KAWAGUCHI, VoteFacts(12, 0, -1), "noes", "反対が-1で、0より小さくなっています。"),
        (KAWAGUCHI, VoteFacts(12, 6, 4, -1), "abstentions", "棄権が-1で、0より小さくなっています。"),
        (KAWAGUCHI, VoteFacts(12, 6, 4, 0, -1), "invalid", "無効が-1で、0より小さくなっています。"),
        (
            KAWAGUCHI,
            VoteFacts(12, 7, 5, kind="special"),
            "kind",
            "「special」という議決の種別は、規則にありません。",
        ),
        (KAWAGUCHI, VoteFacts(12, 7, 5, chair_casting="aye"), "chair_casting", NO_TIE),
        (KAWAGUCHI, VoteFacts(12, 6, None, chair_casting="aye"), "chair_casting", NO_TIE),
        (LAWS["汐見"], VoteFacts(12, 6, 6, kind="plan", chair_casting="aye"), "chair_casting", NO_TIE),
        (CASTING, VoteFacts(12, 6, 5, chair_vote="aye"), "chair_vote", NO_VOTE),
        (NONE, VoteFacts(12, 6, 5, chair_vote="no"), "chair_vote", NO_VOTE),
        (
            KAWAGUCHI,
            VoteFacts(12, 0, 12, chair_vote="aye"),
            "chair_vote",
            "議長の票が賛成とありますが、賛成は0です。",
        ),
        (
            KAWAGUCHI,
            VoteFacts(12, 12, 0, chair_vote="no"),
            "chair_vote",
            "議長の票が反対とありますが、反対は0です。",
        ),
        (
            KAWAGUCHI,
            VoteFacts(12, 12, None, chair_vote="no"),
            "chair_vote",
            "議長の票が反対とありますが、反対は0です。",
        ),
        (
            KAWAGUCHI,
            VoteFacts(12, 6, 6, chair_vote="abstain"),
            "chair_vote",
            "議長の票が棄権とありますが、棄権した委員はいません。",
        ),
        (
            KAWAGUCHI,
            VoteFacts(12, 6, 6, presider_is_member=False, chair_vote="aye"),
            "chair_vote",
            "議長が委員でないため、議長の票はありません。",
        ),
    ],
)
def test_a_vote_on_figures_that_cannot_be(law: Law, facts: VoteFacts, figure: str, why: str) -> None:
    with pytest.raises(RuleError) as caught:
        decide(law, facts)
    assert caught.value.figure == figure
    assert caught.value.why.text() == why
    assert caught.value.what.text() == "この数では判定できません"
    assert caught.value.remedy.text() == "人数と票数を確かめてください。"


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("chair_vote", "yes", "議長の票は、賛成、反対、棄権のいずれかです。"),
        ("chair_casting", "abstain", "議長の裁決は、賛成か反対です。"),
    ],
)
def test_a_vote_of_the_chair_that_is_none(field: str, value: Any, why: str) -> None:
    facts = replace(VoteFacts(12, 6, 6), **{field: value})
    with pytest.raises(RuleError) as caught:
        decide(KAWAGUCHI, facts)
    assert (caught.value.figure, caught.value.why.text()) == (field, why)


def test_a_chair_whose_hand_is_among_the_uncounted_may_have_been_against() -> None:
    facts = VoteFacts(12, 6, None, chair_vote="no")
    assert [one.verdicts for one in decide(KAWAGUCHI, facts).alternatives] == [("carried",), ("carried",)]


def test_a_reading_that_leaves_nobody_to_vote_is_told() -> None:
    ruling = decide(KAWAGUCHI, VoteFacts(1, 1, 0))
    assert ruling.alternatives == ()
    assert [note.japanese() for note in ruling.notes] == [
        "議長が裁決権のみを持つ取扱いでは、表決に加わる委員がいません。",
        "議長が議決に加わらない取扱いでは、表決に加わる委員がいません。",
    ]


def test_who_may_vote_is_counted() -> None:
    assert eligible(KAWAGUCHI, VoteFacts(12, 0, 0)) == 12
    assert eligible(CASTING, VoteFacts(12, 0, 0)) == 11
    assert eligible(CASTING, VoteFacts(12, 0, 0, presider_is_member=False)) == 12
    assert eligible(LAWS["汐見"], VoteFacts(12, 0, 0, kind="plan")) == 12


@pytest.mark.parametrize(
    ("facts", "figure", "why"),
    [
        (
            ElectionFacts("nomination", 0, nominee="梶原委員"),
            "present",
            "出席0人で、互選に加わる委員がいません。",
        ),
        (
            ElectionFacts("nomination", -1, nominee="梶原委員"),
            "present",
            "出席が-1で、0より小さくなっています。",
        ),
        (ElectionFacts("nomination", 12), "nominee", "指名された委員が示されていません。"),
        (
            ElectionFacts("nomination", 12, nominee="梶原委員", objections=13),
            "objections",
            "不同意13人が、出席12人を超えています。",
        ),
        (
            ElectionFacts("nomination", 12, nominee="梶原委員", objections=-1),
            "objections",
            "不同意が-1で、0より小さくなっています。",
        ),
        (ElectionFacts("lot", 12), "method", "互選の方法は、指名推選か投票です。"),  # type: ignore[arg-type]
        (
            ElectionFacts("ballot", 12, votes={"梶原委員": 12}, invalid=1),
            "votes",
            "投票13票が、出席12人を超えています。",
        ),
        (ElectionFacts("ballot", 12, votes={"梶原委員": -1}), "votes", "梶原委員の得票が-1です。"),
        (
            ElectionFacts("ballot", 12, votes={"梶原委員": 5}, invalid=-1),
            "invalid",
            "無効が-1で、0より小さくなっています。",
        ),
        (
            ElectionFacts("ballot", 12, votes={"梶原委員": 6, "布施委員": 5}, lot="梶原委員"),
            "lot",
            "得票が同数ではないため、くじは行いません。",
        ),
        (
            ElectionFacts("ballot", 12, votes={"梶原委員": 6, "布施委員": 6}, lot="松本委員"),
            "lot",
            "くじの当選者が、同数の最多得票者ではありません。",
        ),
    ],
)
def test_an_election_on_figures_that_cannot_be(facts: ElectionFacts, figure: str, why: str) -> None:
    with pytest.raises(RuleError) as caught:
        elect(KAWAGUCHI, facts)
    assert (caught.value.figure, caught.value.why.text()) == (figure, why)


def test_an_unknown_kind_of_motion_entitles_nobody() -> None:
    with pytest.raises(RuleError) as caught:
        entitled(KAWAGUCHI, MemberFacts(kind="special"))
    assert caught.value.figure == "kind"
    assert caught.value.why.text() == "「special」という議決の種別は、規則にありません。"


def test_relief_keeps_who_withdrew_in_the_quorum() -> None:
    assert quorum_presence(KAWAGUCHI, 5, 2) == 5
    assert quorum_presence(LAWS["汐見"], 7, 2) == 9
    with pytest.raises(RuleError) as caught:
        quorum_presence(KAWAGUCHI, 5, -1)
    assert caught.value.figure == "withdrawn"


@pytest.mark.parametrize("odd", [6.5, True, "6"])
def test_a_figure_is_a_whole_number(odd: object) -> None:
    for facts in (VoteFacts(12, odd, 5), VoteFacts(odd, 6, 5)):  # type: ignore[arg-type]
        with pytest.raises(RuleError, match="整数ではありません") as caught:
            decide(KAWAGUCHI, facts)
        assert caught.value.figure in ("ayes", "present")
    with pytest.raises(RuleError, match="整数ではありません"):
        quorum(KAWAGUCHI, MeetingFacts(None, 12, odd))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "figure", "why"),
    [
        (ElectionFacts("ballot", 12, votes={" ": 7}), "votes", "得票した委員の名前がありません。"),
        (
            ElectionFacts("nomination", 12, nominee="梶原委員", votes={"梶原委員": 7}),
            "votes",
            "指名推選に、得票やくじはありません。",
        ),
        (
            ElectionFacts("nomination", 12, nominee="梶原委員", lot="梶原委員"),
            "votes",
            "指名推選に、得票やくじはありません。",
        ),
        (
            ElectionFacts("ballot", 12, votes={"甲委員": 5, "乙委員": 4, "丙委員": 3}, runoff=True),
            "votes",
            "決選投票は2人で行います。3人に票があります。",
        ),
    ],
)
def test_an_election_that_cannot_be(facts: ElectionFacts, figure: str, why: str) -> None:
    with pytest.raises(RuleError) as caught:
        elect(KAWAGUCHI, facts)
    assert (caught.value.figure, caught.value.why.text()) == (figure, why)
