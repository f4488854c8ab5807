"""Failing, talking, closing and reopening; nothing is written into a closed record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import Attendance, Meeting, MeetingStatus, VoteMethod, VoterState
from kyodo_desktop.services import meetings
from kyodo_desktop.services.meetings import Counted
from kyodo_desktop.storage import Store
from tests.services import asking
from tests.services.day import Day, ballot_day, hands

LATER = dt.date(2026, 3, 2)


def closed(store: Store) -> Day:
    """A meeting whose record is closed."""
    day = ballot_day(store)
    meetings.record_vote(store, day.motion, Counted(method=VoteMethod.NO_OBJECTION))
    meetings.postpone_item(store, day.election)
    meetings.close_meeting(store, day.meeting, at=dt.time(16))
    return day


def test_nothing_is_written_into_a_closed_record(sample: Store) -> None:
    day = closed(sample)
    stored = sample.get(Meeting, day.meeting)
    acts = [
        lambda: meetings.record_vote(sample, day.motion, hands(12, 0)),
        lambda: meetings.check_in(sample, day.meeting, day.seats[0], at=dt.time(15)),
        lambda: meetings.leave(sample, day.meeting, day.seats[0], at=dt.time(15)),
        lambda: meetings.withdraw_from(sample, day.item, day.seats[0], ""),
        lambda: meetings.add_motion(sample, day.item, "追加"),
        lambda: meetings.remove_motion(sample, day.motion),
        lambda: meetings.add_item(sample, day.meeting, "追加"),
        lambda: meetings.remove_item(sample, day.item),
        lambda: meetings.move_item(sample, day.item, -1),
        lambda: meetings.begin_item(sample, day.item, dt.time(15)),
        lambda: meetings.postpone_item(sample, day.item),
        lambda: meetings.record_other_absences(sample, day.meeting),
        lambda: meetings.choose_provisional_chair(sample, day.meeting, name="課長"),
        lambda: meetings.edit_meeting(sample, replace(stored, venue="別の部屋")),
        lambda: meetings.remove_meeting(sample, day.meeting),
        lambda: meetings.open_meeting(sample, day.meeting),
        lambda: meetings.close_meeting(sample, day.meeting),
        lambda: meetings.fail_meeting(sample, day.meeting, counted=True),
        lambda: meetings.make_informal(sample, day.meeting),
    ]
    before = sample.journal(1)
    for act in acts:
        with pytest.raises(KyodoError):
            act()
    assert sample.journal(1) == before


def test_reopening_keeps_its_reason(sample: Store) -> None:
    day = closed(sample)
    meetings.reopen_meeting(sample, day.meeting, "賛否の数え違い", LATER)
    meetings.record_vote(sample, day.motion, hands(11, 1))
    meetings.close_meeting(sample, day.meeting)
    (found,) = meetings.reopenings(sample, day.meeting)
    assert (found.reopened_on, found.reason) == (LATER, "賛否の数え違い")
    stored = sample.get(Meeting, day.meeting)
    assert (stored.status, stored.closed_at) == (MeetingStatus.HELD, dt.time(16))
    meetings.reopen_meeting(sample, day.meeting, "もう一度", LATER)
    with pytest.raises(KyodoError, match="閉じていません"):
        meetings.reopen_meeting(sample, day.meeting, "重ねて", LATER)


def test_a_change_of_presence_after_the_vote_is_noticed(sample: Store) -> None:
    day = ballot_day(sample)
    meetings.postpone_item(sample, day.election)
    meetings.record_vote(sample, day.motion, hands(12, 0), at=dt.time(14, 30))
    assert meetings.closing_obstacles(sample, day.meeting) == ()
    meetings.leave(sample, day.meeting, day.seats[4], at=dt.time(14, 20))
    (obstacle,) = meetings.closing_obstacles(sample, day.meeting)
    assert "出欠の記録が変わっています" in obstacle.sentence.text()
    meetings.record_vote(sample, day.motion, hands(11, 0), at=dt.time(14, 30))
    meetings.close_meeting(sample, day.meeting)


@pytest.mark.parametrize(("value", "counted"), [("counted", True), ("not_counted", False)])
def test_a_failed_meeting_keeps_its_number_as_settled(sample: Store, value: str, counted: bool) -> None:
    owner = asking.committee(sample).id
    meetings.choose_reading(sample, owner, "failed_meeting", value, asking.FIRST)
    day = ballot_day(sample, opened=False)
    for one in sample.find(Attendance, meeting=day.meeting)[5:]:
        meetings.withdraw_attendance(sample, one.id)
    meetings.fail_meeting(sample, day.meeting)
    assert sample.get(Meeting, day.meeting).counted is counted
    assert meetings.next_number(sample, owner, LATER) == (3 if counted else 2)


def test_a_quorate_meeting_doesnt_fail(sample: Store) -> None:
    day = ballot_day(sample, opened=False)
    with pytest.raises(KyodoError, match="会議は成立しています"):
        meetings.fail_meeting(sample, day.meeting, counted=True)
    assert sample.get(Meeting, day.meeting).status is MeetingStatus.PLANNED


def test_a_talk_that_was_never_opened_ends_as_one(sample: Store) -> None:
    day = ballot_day(sample, opened=False)
    meetings.make_informal(sample, day.meeting, counted=False)
    for item in (day.item, day.election):
        meetings.postpone_item(sample, item)
    meetings.close_meeting(sample, day.meeting)
    stored = sample.get(Meeting, day.meeting)
    assert (stored.status, stored.closed) == (MeetingStatus.INFORMAL, True)
    with pytest.raises(KyodoError, match="閉じています"):
        meetings.open_meeting(sample, day.meeting)


def test_withdrawing_is_taken_back(sample: Store) -> None:
    day = ballot_day(sample)
    made = meetings.withdraw_from(sample, day.item, day.seats[3], "本人のため").pairs[0].subject.id
    assert meetings.present_at(sample, day.meeting, item=day.item)[3].state is VoterState.WITHDRAWN
    assert meetings.quorum_at(sample, day.meeting, item=day.item).margin == 5
    assert meetings.quorum_at(sample, day.meeting).margin == 6
    meetings.remove_withdrawal(sample, made)
    assert meetings.quorum_at(sample, day.meeting, item=day.item).margin == 6
