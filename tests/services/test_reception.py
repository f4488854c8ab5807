"""The reception: where everybody stands, in and out by one act, and mistakes of a minute taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import Attendance, AttendanceMethod, PresenceInterval, ReplyAnswer
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services.reception import Arrival, Standing, reception, toggle
from kyodo_desktop.storage import Store
from tests.services import asking
from tests.services.day import TWO, Day, ballot_day

AT, LATER = dt.time(14, 20), dt.time(14, 45)


def empty_day(store: Store) -> Day:
    """A called meeting for which nobody has come yet."""
    day = ballot_day(store, opened=False)
    for one in store.find(Attendance, meeting=day.meeting):
        meetings.withdraw_attendance(store, one.id)
    return day


def of(store: Store, day: Day, at: int = 0) -> Arrival:
    return reception(store, day.meeting).arrivals[at]


def test_before_the_opening_a_member_counts_from_it_and_checking_out_takes_that_back(sample: Store) -> None:
    day = empty_day(sample)
    assert {one.standing for one in reception(sample, day.meeting).arrivals} == {Standing.EXPECTED}
    toggle(sample, day.meeting, day.seats[0], AT)
    assert of(sample, day).standing is Standing.IN_ROOM
    (kept,) = sample.find(Attendance, meeting=day.meeting)
    assert kept.from_opening
    assert sample.find(PresenceInterval, attendance=kept.id) == ()
    toggle(sample, day.meeting, day.seats[0], AT)
    assert of(sample, day).standing is Standing.EXPECTED
    assert sample.find(Attendance, meeting=day.meeting) == ()


def test_the_quorum_follows_who_is_there_now(sample: Store) -> None:
    day = empty_day(sample)
    for seat in day.seats[:5]:
        toggle(sample, day.meeting, seat, AT)
    ruling = reception(sample, day.meeting).quorum
    assert (ruling.verdict, ruling.margin) == ("not_met", -1)
    toggle(sample, day.meeting, day.seats[5], AT)
    assert reception(sample, day.meeting).quorum.verdict == "met"
    meetings.open_meeting(sample, day.meeting)
    toggle(sample, day.meeting, day.seats[0], AT)
    found = reception(sample, day.meeting)
    assert found.quorum.margin == -1
    assert (found.arrivals[0].standing, found.arrivals[0].at) == (Standing.LEFT, AT)


def test_in_an_open_meeting_coming_and_going_is_stamped(sample: Store) -> None:
    day = ballot_day(sample)
    seat = day.seats[2]
    toggle(sample, day.meeting, seat, AT)
    assert of(sample, day, 2).standing is Standing.LEFT
    toggle(sample, day.meeting, seat, LATER)
    assert (of(sample, day, 2).standing, of(sample, day, 2).at) == (Standing.IN_ROOM, LATER)
    (kept,) = sample.find(Attendance, meeting=day.meeting, appointment=seat)
    spans = sample.find(PresenceInterval, attendance=kept.id)
    assert sorted((one.entered_at or dt.time.min, one.left_at) for one in spans) == [
        (dt.time.min, AT),
        (LATER, None),
    ]


def test_a_mistake_of_the_same_minute_is_taken_back(sample: Store) -> None:
    day = ballot_day(sample)
    seat = day.seats[2]
    before = of(sample, day, 2)
    toggle(sample, day.meeting, seat, AT)
    assert toggle(sample, day.meeting, seat, AT).act.text().endswith("入退室を取消")
    assert of(sample, day, 2) == before
    toggle(sample, day.meeting, seat, AT)
    toggle(sample, day.meeting, seat, LATER)
    toggle(sample, day.meeting, seat, LATER)
    assert (of(sample, day, 2).standing, of(sample, day, 2).at) == (Standing.LEFT, AT)


def test_who_came_by_mistake_is_expected_again(sample: Store) -> None:
    day = ballot_day(sample)
    seat = day.seats[11]
    meetings.withdraw_attendance(sample, sample.find(Attendance, appointment=seat)[0].id)
    toggle(sample, day.meeting, seat, AT)
    assert of(sample, day, 11).standing is Standing.IN_ROOM
    toggle(sample, day.meeting, seat, AT)
    assert of(sample, day, 11).standing is Standing.EXPECTED


def test_time_doesnt_run_backwards(sample: Store) -> None:
    day = ballot_day(sample)
    with pytest.raises(KyodoError, match="午後2時00分以後"):
        toggle(sample, day.meeting, day.seats[0], dt.time(13, 30))
    toggle(sample, day.meeting, day.seats[0], LATER)
    with pytest.raises(KyodoError, match="午後2時45分以後"):
        toggle(sample, day.meeting, day.seats[0], AT)


def test_every_standing_has_its_word(sample: Store) -> None:
    day = empty_day(sample)
    seats, meeting = day.seats, day.meeting
    meetings.record_reply(sample, meeting, seats[0], ReplyAnswer.ATTENDS)
    meetings.check_in(sample, meeting, seats[1], method=AttendanceMethod.ONLINE)
    meetings.check_in(sample, meeting, seats[2], method=AttendanceMethod.PROXY, proxy="代理 花子")
    meetings.record_absence(sample, meeting, seats[3], "公務のため")
    meetings.check_in(sample, meeting, seats[4])
    meetings.withdraw_from(sample, day.item, seats[4], "委託先の役員であるため")
    meetings.check_in(sample, meeting, seats[5], method=AttendanceMethod.ONLINE)
    meetings.leave(sample, meeting, seats[5], at=AT, disconnected=True)
    meetings.check_in(sample, meeting, seats[6], method=AttendanceMethod.WRITTEN)
    found = reception(sample, meeting, day.item).arrivals
    assert [one.standing for one in found[:7]] == [
        Standing.EXPECTED,
        Standing.ONLINE,
        Standing.PROXY,
        Standing.ABSENT,
        Standing.WITHDRAWN,
        Standing.CUT,
        Standing.WRITTEN,
    ]
    assert (found[2].proxy, found[3].reason) == ("代理 花子", "公務のため")
    assert found[0].reply is not None
    assert [one.counted for one in found[:7]] == [False] * 7
    assert len({one.label for one in Standing}) == len(Standing)
    absent = roster.roster_on(sample, asking.committee(sample).id, day.date).lines[3]
    toggle(sample, meeting, absent.appointment.id, AT)
    assert of(sample, day, 3).standing is Standing.IN_ROOM


def test_who_came_online_comes_back_online(sample: Store) -> None:
    day = ballot_day(sample)
    seat = day.seats[2]
    meetings.withdraw_attendance(sample, sample.find(Attendance, appointment=seat)[0].id)
    meetings.check_in(sample, day.meeting, seat, at=TWO, method=AttendanceMethod.ONLINE)
    toggle(sample, day.meeting, seat, AT)
    toggle(sample, day.meeting, seat, LATER)
    assert of(sample, day, 2).standing is Standing.ONLINE


def test_a_closed_meeting_takes_nobody_in_or_out(sample: Store) -> None:
    day = ballot_day(sample)
    for item in (day.election, day.item):
        meetings.postpone_item(sample, item)
    meetings.close_meeting(sample, day.meeting, at=dt.time(16))
    with pytest.raises(KyodoError, match="記録は閉じています"):
        toggle(sample, day.meeting, day.seats[0], AT)
