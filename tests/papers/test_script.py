"""The chair's script: everything is said, by the right one, in the order of the agenda."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.records import ItemKind, Meeting, OfficeRole, VoteMethod
from kyodo_desktop.papers.paper import of_meeting
from kyodo_desktop.papers.script import Script, kept
from kyodo_desktop.papers.scriptlines import lines
from kyodo_desktop.papers.scriptview import ScriptView
from kyodo_desktop.papers.scriptvotes import vote
from kyodo_desktop.papers.scriptwords import Line
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.storage import Store
from tests.papers import day_samples as day
from tests.papers.reading import pages, squeezed
from tests.papers.samples import FORMS

FORM = Script().read(FORMS)


def spoken(view: ScriptView) -> list[tuple[str, str]]:
    return [(line.speaker, line.text) for line in lines(view, FORM) if line.kind == "said"]


def speaker_of(view: ScriptView, part: str) -> list[str]:
    return [speaker for speaker, text in spoken(view) if part in text]


def test_every_item_is_a_heading_in_order_with_its_time() -> None:
    headings = [line for line in lines(day.SCRIPT, FORM) if line.kind == "heading"]
    assert [line.text.split("\u3000")[0] for line in headings] == [one.number for one in day.SCRIPT.items]
    assert [line.time for line in headings] == [
        "14:00", "14:05", "14:10", "14:15", "14:20", "14:35", "", "", "14:55", "15:00"
    ]  # fmt: skip


def test_the_secretariat_leads_then_the_provisional_chair_then_the_chair() -> None:
    assert speaker_of(day.SCRIPT, "開会いたします") == ["事務局"]
    assert speaker_of(day.SCRIPT, "互選の方法はいかがいたしましょうか") == ["仮議長", "委員長"]
    assert speaker_of(day.SCRIPT, "委員長に決定いたします") == ["仮議長"] * 2 + ["委員長"] * 2
    assert speaker_of(day.SCRIPT, "議長を交代いたします") == ["仮議長"]
    assert speaker_of(day.SCRIPT, "本件の報告を終わります") == ["委員長"]
    assert speaker_of(day.SCRIPT, "閉会いたします") == ["事務局"]


def test_the_election_follows_the_custom() -> None:
    texts = [text for _, text in spoken(day.SCRIPT)]
    wanted = [
        "互選の方法はいかが",
        "「事務局一任」の声",
        "事務局案として",
        "「異議なし」の声あり",
        "異議なしと認め",
    ]
    places = [next(n for n, text in enumerate(texts) if part in text) for part in wanted]
    first = texts.index(next(text for text in texts if "互選の方法はいかが" in text))
    after = [n for n, text in enumerate(texts) if "「異議なし」の声あり" in text and n > first]
    places[3] = after[0]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("way", "name", "said", "speaker"),
    [
        ("chosen", "", "仮議長を、＿＿＿＿委員にお願い", "仮議長"),
        ("chosen", "梶原委員", "仮議長を、梶原委員にお願い", "仮議長"),
        ("eldest", "布施委員", "年長の布施委員に仮議長を", "仮議長"),
        ("secretariat", "", "事務局が議事の進行を務めさせて", "事務局"),
    ],
)
def test_who_presides_before_the_election(way: str, name: str, said: str, speaker: str) -> None:
    view = replace(day.SCRIPT, way=way, provisional=name)
    assert speaker_of(view, said) == ["事務局"]
    assert speaker_of(view, "互選の方法はいかがいたしましょうか")[0] == speaker


def test_a_ballot_where_the_committee_elects_by_ballot() -> None:
    items = list(day.SCRIPT.items)
    said = items[4].said
    balloted = replace(said, elections=tuple(replace(one, by_ballot=True) for one in said.elections))
    items[4] = replace(items[4], said=balloted)
    view = replace(day.SCRIPT, items=tuple(items))
    assert not speaker_of(view, "事務局案として")
    assert speaker_of(view, "投票の結果") == ["仮議長", "委員長"]
    assert not any(line.inset for line in lines(view, FORM))


def test_the_deputy_takes_the_chair_and_why() -> None:
    texts = [line.text for line in lines(day.LATER, FORM)]
    assert any("委員長に事故があるため" in text for text in texts)
    assert any("規則第2条第3項の規定により、副委員長が議長" in text for text in texts)
    assert "副委員長" in speaker_of(day.LATER, "採決いたします")
    assert speaker_of(day.LATER, "本日は委員12名のうち11名") == ["事務局"]
    assert any("見込みです" in text for text in texts)
    assert speaker_of(day.LATER, "御欠席の中本委員長から") == ["事務局"]
    assert "研修は、窓口の職員から始めてはどうか。" in texts


def test_the_next_meeting_is_told_once() -> None:
    for view in (day.SCRIPT, day.LATER):
        assert speaker_of(view, "次回の会議は") == ["事務局"]
    assert speaker_of(replace(day.SCRIPT, coming=""), "改めて御連絡") == ["事務局"]
    short = replace(day.SCRIPT, items=day.SCRIPT.items[:2])
    assert speaker_of(short, "次回の会議は") == ["事務局"]


def test_an_agenda_without_opening_and_closing_is_opened_and_closed() -> None:
    view = replace(day.SCRIPT, items=day.SCRIPT.items[7:8], starts_at=None)
    found = [line for line in lines(view, FORM) if line.kind == "heading"]
    assert [line.text for line in found] == [
        "開\u3000会",
        "6（1）ア\u3000川口市における協働の現状について",
        "閉\u3000会",
    ]
    assert {line.time for line in found} == {""}
    empty = replace(view, items=(), materials=())
    assert speaker_of(empty, "閉会いたします") == ["事務局"]


@pytest.mark.parametrize(
    ("method", "first", "then"),
    [
        (VoteMethod.NO_OBJECTION, "御異議ありませんか", ["挙手により", "記名投票により"]),
        (VoteMethod.HANDS, "挙手により", ["記名投票により"]),
        (VoteMethod.STANDING, "起立により", ["記名投票により"]),
        (VoteMethod.NAMED, "記名投票により", []),
        (VoteMethod.BALLOT, "無記名投票により", []),
    ],
)
def test_a_vote_by_its_method_and_what_follows(method: VoteMethod, first: str, then: list[str]) -> None:
    found = list(vote(day.vote(method), "委員長", FORM))
    said = [line for line in found if line.kind == "said"]
    assert first in said[0].text
    assert not said[0].inset
    later = [next(n for n, line in enumerate(said) if part in line.text) for part in then]
    assert later == sorted(later)
    assert all(said[n].inset for n in later)
    ties = [line.text for line in said if "可否同数であります" in line.text]
    assert ["可決と決します" in text for text in ties] == [True, False]
    assert any("賛成6人以上が必要です（規則第3条第3項）" in line.text for line in found)


def test_without_a_casting_vote_nothing_is_said_on_a_tie() -> None:
    found = list(vote(replace(day.vote(VoteMethod.HANDS), ties=()), "委員長", FORM))
    assert not any("可否同数" in line.text for line in found)


@pytest.mark.parametrize("view", [day.SCRIPT, day.LATER], ids=["first", "later"])
def test_the_pages_hold_every_line_whole(view: ScriptView) -> None:
    text = squeezed("".join(pages(day.drawn(Script(), view))))
    for number in range(1, 9):
        text = text.replace(f"-{number}-", "")
    for line in lines(view, FORM):
        assert squeezed(line.text) in text
    assert "None" not in text


def test_no_heading_and_no_case_is_left_alone_at_the_foot() -> None:
    for count in range(1, 12):
        extra = tuple(
            day.item(str(n), f"議案第{n}号", ItemKind.DECISION, said=day.LATER.items[3].said)
            for n in range(count)
        )
        view = replace(day.LATER, items=(*day.LATER.items[:2], *extra))
        for page in pages(day.drawn(Script(), view))[:-1]:
            last = [squeezed(line) for line in page.split("\n") if line.strip()][-2]
            assert not last.startswith("（異議があったとき")
            assert not last.startswith("（可否同数のとき")
            assert "議案第" not in last or "。" in last or "」" in last


def test_what_is_kept_with_the_next_line() -> None:
    row = (Line("heading", "1"), Line("said", "a", "b"), Line("note", "c"), Line("said", "d", "e"))
    assert list(kept(row)) == [True, True, False, False]


def test_a_crowded_script_is_printed() -> None:
    many = replace(
        day.LATER,
        absent=tuple(f"委員{n}委員" for n in range(199)),
        materials=day.SCRIPT.materials * 20,
        opinions=tuple((f"委員{n}", "意見" * 100) for n in range(30)),
    )
    assert "委員198委員" in squeezed("".join(pages(day.drawn(Script(), many))))


# --- from the register


def _meeting(store: Store) -> Meeting:
    (held,) = store.find(Meeting)
    return held


def test_the_sample_gives_the_first_script(sample: Store) -> None:
    view = Script().compose(sample, of_meeting(sample, _meeting(sample).id))
    assert [one.number for one in view.items] == [one.number for one in day.SCRIPT.items]
    assert view.quorum == day.BLANK_QUORUM
    assert view.materials == day.SCRIPT.materials
    assert view.coming == day.SCRIPT.coming
    assert view.items[7].materials == ("資料2",)
    assert [one.office for one in view.items[4].said.elections] == ["委員長", "副委員長"]
    assert spoken(view)[0][1].startswith("定刻となりましたので")
    assert speaker_of(view, "互選の方法はいかがいたしましょうか") == ["仮議長", "委員長"]


def test_the_next_meeting_on_record_is_told_with_its_day(sample: Store) -> None:
    held = _meeting(sample)
    meetings.call_meeting(sample, held.committee, date=dt.date(2026, 2, 20), starts_at=dt.time(10))
    view = Script().compose(sample, of_meeting(sample, held.id))
    assert view.coming == "令和8年2月20日（金）午前10時00分"


def test_the_provisional_chair_on_record_is_named(sample: Store) -> None:
    held = _meeting(sample)
    lines_ = roster.roster_on(sample, held.committee, held.date).lines
    meetings.choose_provisional_chair(sample, held.id, lines_[4].appointment.id)
    assert Script().compose(sample, of_meeting(sample, held.id)).provisional == "布施委員"
    meetings.choose_provisional_chair(sample, held.id, name="事務 局子")
    assert Script().compose(sample, of_meeting(sample, held.id)).provisional == "事務 局子"


def test_officers_are_called_by_their_office(sample: Store) -> None:
    held = _meeting(sample)
    seats = {
        one.name.name: one.appointment.id for one in roster.roster_on(sample, held.committee, held.date).lines
    }
    roster.take_office(sample, seats["中本 進一"], OfficeRole.CHAIR, held.date)
    meetings.call_meeting(sample, held.committee, date=dt.date(2026, 2, 20))
    later = next(one for one in sample.find(Meeting) if one.id != held.id)
    from kyodo_desktop.domain.records import ReplyAnswer

    meetings.record_reply(sample, later.id, seats["中本 進一"], ReplyAnswer.ABSENT, opinion="賛成です。")
    meetings.record_reply(sample, later.id, seats["梶原 純"], ReplyAnswer.ABSENT)
    view = Script().compose(sample, of_meeting(sample, later.id))
    assert view.absent == ("梶原委員", "中本委員長")
    assert view.opinions == (("中本委員長", "賛成です。"),)
