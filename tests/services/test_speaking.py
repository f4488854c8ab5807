"""What the rules have said in a meeting: its figures, who presides, its votes and elections."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.records import (
    AgendaItem,
    Appointment,
    ItemKind,
    Meeting,
    OfficeRole,
    ReplyAnswer,
    VoteMethod,
)
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services.speaking import BLANK, Spoken, spoken
from kyodo_desktop.storage import Store


def _first(store: Store) -> Meeting:
    return min(store.find(Meeting), key=lambda one: one.date)


def _seats(store: Store) -> tuple[Appointment, ...]:
    held = _first(store)
    return tuple(one.appointment for one in roster.roster_on(store, held.committee, held.date).lines)


def _second(store: Store, *officers: OfficeRole) -> Meeting:
    """A second meeting, after these offices were filled by the first members."""
    held = _first(store)
    for seat, role in zip(_seats(store), officers, strict=False):
        roster.take_office(store, seat.id, role, held.date)
    meetings.call_meeting(store, held.committee, date=dt.date(2026, 2, 20), starts_at=dt.time(14))
    return max(store.find(Meeting), key=lambda one: one.date)


def _add(store: Store, meeting: Meeting, title: str, kind: ItemKind) -> AgendaItem:
    meetings.add_item(store, meeting.id, title, kind=kind)
    return next(one for one in store.find(AgendaItem, meeting=meeting.id) if one.title == title)


def _reply(store: Store, meeting: Meeting, attend: int, absent: int = 0) -> None:
    answers = [ReplyAnswer.ATTENDS] * attend + [ReplyAnswer.ABSENT] * absent
    for seat, answer in zip(_seats(store), answers, strict=False):
        meetings.record_reply(store, meeting.id, seat.id, answer)


def test_without_answers_the_figure_is_blank(sample: Store) -> None:
    told = spoken(sample, _first(sample).id).quorum
    assert told.figures == "blank"
    assert f"委員12名のうち{BLANK}名の" in told.report
    assert (told.needed, told.in_office, told.article, told.warning) == (6, 12, "規則第3条第2項", "")


@pytest.mark.parametrize(
    ("attend", "absent", "figures", "warned"),
    [(5, 0, "blank", False), (6, 0, "foreseen", False), (11, 1, "foreseen", False), (4, 7, "blank", True)],
)
def test_answers_foretell_the_figure(
    sample: Store, attend: int, absent: int, figures: str, warned: bool
) -> None:
    held = _first(sample)
    _reply(sample, held, attend, absent)
    told = spoken(sample, held.id).quorum
    assert told.figures == figures
    assert (f"のうち{attend}名の" in told.report) is (figures == "foreseen")
    assert bool(told.warning) is warned
    assert told.needed == 6


def test_attendance_on_record_is_counted(sample: Store) -> None:
    held = _first(sample)
    for seat in _seats(sample)[:7]:
        meetings.check_in(sample, held.id, seat.id)
    assert spoken(sample, held.id).quorum.figures == "blank"
    meetings.open_meeting(sample, held.id, at=dt.time(14))
    told = spoken(sample, held.id).quorum
    assert (told.figures, told.present) == ("counted", 7)
    assert "のうち7名の" in told.report


def _presiding(told: Spoken, *items: AgendaItem) -> list[str]:
    return [told.items[one.id].presiding for one in items]


def test_before_the_election_the_chair_is_provisional_and_after_it_the_chair_presides(sample: Store) -> None:
    held = _first(sample)
    told = spoken(sample, held.id)
    lines = meetings.agenda(sample, held.id)
    found = [told.items[line.item.id].presiding for line in lines]
    assert found == ["provisional"] * 5 + ["chair"] * 5


@pytest.mark.parametrize(("absent", "presiding"), [(0, "chair"), (1, "vice_chair"), (2, "provisional")])
def test_officers_who_are_absent_do_not_preside(sample: Store, absent: int, presiding: str) -> None:
    later = _second(sample, OfficeRole.CHAIR, OfficeRole.VICE_CHAIR)
    for seat in _seats(sample)[:absent]:
        meetings.record_reply(sample, later.id, seat.id, ReplyAnswer.ABSENT)
    item = _add(sample, later, "議事", ItemKind.HEADING)
    told = spoken(sample, later.id)
    assert _presiding(told, item) == [presiding]
    assert told.items[item.id].why


@pytest.mark.parametrize(
    ("title", "offices"),
    [
        ("正副委員長の選任（互選）について", ["委員長", "副委員長"]),
        ("委員長及び副委員長の選任について", ["委員長", "副委員長"]),
        ("役員の互選", ["委員長", "副委員長"]),
        ("委員長の選任について", ["委員長"]),
        ("副委員長の選任について", ["副委員長"]),
    ],
)
def test_an_elections_title_says_which_offices(sample: Store, title: str, offices: list[str]) -> None:
    later = _second(sample)
    item = _add(sample, later, title, ItemKind.ELECTION)
    found = spoken(sample, later.id).items[item.id].elections
    assert [one.office for one in found] == offices
    for one in found:
        assert one.article == "規則第2条第1項"
        assert one.announced.endswith(f"委員を{one.office}に決定いたします。")
        assert "投票によります" in one.objected
        assert one.balloted.startswith("投票の結果、")


def test_a_decision_is_put_as_the_item_until_a_motion_is_on_record(sample: Store) -> None:
    later = _second(sample, OfficeRole.CHAIR)
    item = _add(sample, later, "研修内容（案）", ItemKind.DECISION)
    (asked,) = spoken(sample, later.id).items[item.id].votes
    assert (asked.wording, asked.method) == ("研修内容（案）", VoteMethod.NO_OBJECTION)
    assert asked.agreed == "異議なしと認め、原案のとおり決定いたします。"
    assert (asked.present, asked.needed, asked.share) == (12, 7, "過半数")
    assert asked.ties == (
        "可否同数であります。規則第3条第3項の規定により、議長において可決と決します。",
        "可否同数であります。規則第3条第3項の規定により、議長において否決と決します。",
    )
    meetings.add_motion(sample, item.id, "研修を年2回行うこと")
    assert [one.wording for one in spoken(sample, later.id).items[item.id].votes] == ["研修を年2回行うこと"]


def test_only_a_decision_is_put_to_the_vote(sample: Store) -> None:
    later = _second(sample, OfficeRole.CHAIR)
    for kind in (ItemKind.REPORT, ItemKind.DISCUSSION, ItemKind.PROCEDURE):
        item = _add(sample, later, kind.label, kind)
        assert not spoken(sample, later.id).items[item.id].votes


@pytest.mark.parametrize(
    ("value", "voting", "needed", "ties"),
    [
        ("member_and_casting", 12, 7, 2),
        ("casting_only", 11, 6, 2),
        ("member_only", 12, 7, 0),
        ("none", 11, 6, 0),
    ],
)
def test_the_chairs_votes_are_read_as_the_committee_reads_them(
    sample: Store, value: str, voting: int, needed: int, ties: int
) -> None:
    later = _second(sample, OfficeRole.CHAIR)
    item = _add(sample, later, "研修内容（案）", ItemKind.DECISION)
    meetings.choose_reading(sample, later.committee, "chair_votes", value, dt.date(2025, 12, 1))
    (asked,) = spoken(sample, later.id).items[item.id].votes
    assert (asked.present, asked.needed, len(asked.ties)) == (voting, needed, ties)
