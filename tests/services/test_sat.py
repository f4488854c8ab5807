"""An appointment covers the closed meetings in which its holder sat."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import Appointment, Attendance, EndReason, OfficeRole
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services.meetings import Poll
from kyodo_desktop.storage import Store
from tests.services.day import ballot_day, hands

A_DAY = dt.timedelta(days=1)


def test_nobody_had_left_before_a_meeting_in_which_they_sat(sample: Store) -> None:
    day = ballot_day(sample)
    absent = day.seats[5]
    (attendance,) = sample.find(Attendance, meeting=day.meeting, appointment=absent)
    meetings.withdraw_attendance(sample, attendance.id)
    meetings.record_absence(sample, day.meeting, absent)
    sat, before = day.seats[4], day.date - A_DAY
    meetings.record_vote(sample, day.motion, hands(11, 0))
    meetings.record_election(sample, day.election, OfficeRole.VICE_CHAIR, Poll(nominee=day.seats[1]))
    meetings.close_meeting(sample, day.meeting)
    with pytest.raises(InvalidRecord, match="第2回会議（令和8年2月20日）に出席した記録があります。"):
        roster.resign(sample, sat, before, EndReason.RESIGNED)
    seat = sample.get(Appointment, sat)
    with pytest.raises(InvalidRecord, match="出席した記録"):
        roster.correct(sample, replace(seat, until=before, end_reason=EndReason.RESIGNED))
    with pytest.raises(InvalidRecord, match="出席した記録"):
        roster.correct(sample, replace(seat, since=day.date + A_DAY))
    roster.resign(sample, absent, before, EndReason.RESIGNED)
    roster.resign(sample, sat, day.date, EndReason.RESIGNED)
    assert sample.get(Appointment, sat).until == day.date
