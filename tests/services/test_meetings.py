"""Meetings: called, numbered, put right."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.records import (
    RECORDS,
    AgendaItem,
    Attachment,
    BodyText,
    Material,
    Meeting,
    MeetingStatus,
    Numbering,
)
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.storage import Store
from tests.services import asking

SECOND = dt.date(2026, 2, 20)
THIRD = dt.date(2026, 5, 20)


def numbers(store: Store) -> list[int]:
    """The numbers of all meetings, the oldest first."""
    return [m.number for m in meetings.meetings(store, asking.committee(store).id)]


def test_the_next_meeting_takes_the_next_number(sample: Store) -> None:
    owner = asking.committee(sample).id
    act = meetings.call_meeting(sample, owner, date=SECOND, starts_at=dt.time(10), venue="市役所").act
    assert act.text() == "第2回会議の招集を記録"
    assert numbers(sample) == [1, 2]
    made = meetings.meetings(sample, owner)[1]
    assert (made.starts_at, made.venue, made.status) == (dt.time(10), "市役所", MeetingStatus.PLANNED)


@pytest.mark.parametrize("numbering", list(Numbering))
def test_a_number_is_given_once_in_its_count(sample: Store, numbering: Numbering) -> None:
    roster.correct(sample, replace(asking.committee(sample), numbering=numbering))
    with pytest.raises(InvalidRecord, match="第1回は") as caught:
        meetings.call_meeting(sample, asking.committee(sample).id, number=1, date=SECOND)
    assert caught.value.problems[0][0] == "number"


@pytest.mark.parametrize(
    ("numbering", "next_year", "next_term"),
    [(Numbering.TERM, 2, 1), (Numbering.FISCAL_YEAR, 1, 1), (Numbering.TOTAL, 2, 2)],
)
def test_the_count_starts_anew(sample: Store, numbering: Numbering, next_year: int, next_term: int) -> None:
    owner = asking.committee(sample)
    roster.correct(sample, replace(owner, numbering=numbering))
    roster.open_term(sample, owner.id, since=dt.date(2027, 10, 1), until=dt.date(2029, 9, 30))
    assert meetings.next_number(sample, owner.id, SECOND) == 2
    assert meetings.next_number(sample, owner.id, THIRD) == next_year
    assert meetings.next_number(sample, owner.id, dt.date(2027, 11, 1)) == next_term
    meetings.call_meeting(sample, owner.id, number=next_term, date=dt.date(2027, 11, 1))


def test_a_meeting_between_terms_is_refused(sample: Store) -> None:
    with pytest.raises(InvalidRecord, match="任期が登録されていません") as caught:
        meetings.call_meeting(sample, asking.committee(sample).id, number=2, date=dt.date(2027, 10, 1))
    assert caught.value.problems[0][0] == "date"


def test_number_zero_is_refused(sample: Store) -> None:
    with pytest.raises(InvalidRecord):
        meetings.call_meeting(sample, asking.committee(sample).id, number=0, date=SECOND)


def test_a_cancelled_meeting_gives_its_number_back(sample: Store) -> None:
    owner = asking.committee(sample).id
    first = asking.meeting(sample)
    act = meetings.edit_meeting(sample, replace(first, status=MeetingStatus.CANCELLED)).act
    assert act.text() == "第1回会議の内容を変更"
    meetings.call_meeting(sample, owner, number=1, date=SECOND)
    with pytest.raises(InvalidRecord, match="第1回は"):
        meetings.edit_meeting(sample, replace(sample.get(Meeting, first.id), status=MeetingStatus.PLANNED))


def test_a_meeting_is_put_right(sample: Store) -> None:
    first = asking.meeting(sample)
    meetings.edit_meeting(sample, replace(first, venue="第二本庁舎\n大会議室"))
    assert asking.meeting(sample).venue == "第二本庁舎\n大会議室"
    with pytest.raises(InvalidRecord, match="任期"):
        meetings.edit_meeting(sample, replace(asking.meeting(sample), date=dt.date(2024, 1, 1)))
    with pytest.raises(NotFound):
        meetings.edit_meeting(sample, replace(first, id="nowhere"))


def test_the_next_meeting(sample: Store) -> None:
    owner = asking.committee(sample).id
    meetings.call_meeting(sample, owner, date=SECOND)

    def nearest(today: dt.date) -> int | None:
        found = meetings.next_meeting(sample, owner, today)
        return found and found.number

    assert nearest(dt.date(2025, 11, 1)) == 1
    assert nearest(asking.DAY) == 1
    assert nearest(asking.DAY + dt.timedelta(days=1)) == 2
    assert nearest(SECOND + dt.timedelta(days=1)) is None
    meetings.edit_meeting(sample, replace(asking.meeting(sample), status=MeetingStatus.CANCELLED))
    assert nearest(asking.DAY) == 2


def test_a_meeting_is_removed_with_all_it_has(sample: Store) -> None:
    first = asking.meeting(sample)
    paper = meetings.materials(sample, first.id)[2].material
    meetings.attach(sample, paper.id, "a.pdf", b"%PDF", "application/pdf", asking.DAY)
    meetings.remove_meeting(sample, first.id)
    assert [sample.find(cls) for cls in (Meeting, AgendaItem, Material, Attachment, BodyText)] == [()] * 5
    sample.undo()
    assert len(sample.find(AgendaItem)) == 10
    assert sample.verify() == ()


def test_a_meeting_that_was_held_isnt_removed(sample: Store) -> None:
    for line in roster.roster_on(sample, asking.committee(sample).id, asking.DAY).lines[:6]:
        meetings.check_in(sample, asking.meeting(sample).id, line.appointment.id)
    meetings.open_meeting(sample, asking.meeting(sample).id)
    before = [sample.find(cls) for cls in RECORDS]
    with pytest.raises(InvalidRecord, match="開会中"):
        meetings.remove_meeting(sample, asking.meeting(sample).id)
    assert [sample.find(cls) for cls in RECORDS] == before
