"""Who came to which meeting: members by meetings of a term."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.records import Attendance, AttendanceMethod, EndReason, MeetingStatus
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import attendances, roster
from kyodo_desktop.services.attendances import Absence
from kyodo_desktop.storage import Store
from tests.services import asking, holding


def found(store: Store, day: dt.date = dt.date(2026, 3, 31)) -> attendances.Attendances:
    return attendances.of_term(store, asking.committee(store).id, day)


@pytest.fixture
def held(sample: Store) -> Store:
    """The first meeting held, eleven of twelve there; a second one without an attendance on record."""
    holding.hold(sample)
    first = asking.meeting(sample)
    with sample.change(msg("試験")) as draft:
        later = replace(first, id=draft.new_id(), number=2, date=dt.date(2026, 2, 1), version=0)
        draft.add(replace(later, status=MeetingStatus.HELD))
    return sample


def test_each_member_has_a_mark_for_each_meeting(held: Store) -> None:
    table = found(held)
    assert [one.number for one in table.meetings] == [1, 2]
    assert len(table.lines) == 12
    assert all(line.marks[1] is Absence.UNRECORDED for line in table.lines)
    came = [line for line in table.lines if line.came]
    assert len(came) == 11
    assert {line.rate for line in came} == {Fraction(1)}
    (away,) = [line for line in table.lines if not line.came]
    assert (away.marks[0], away.called, away.rate) == (Absence.AWAY, 1, Fraction(0))
    assert list(attendances.came_to(table)) == [11, None]


def test_a_meeting_after_the_day_is_not_counted(held: Store) -> None:
    assert [one.number for one in found(held, dt.date(2026, 1, 31)).meetings] == [1]
    assert found(held, dt.date(2025, 11, 1)).meetings == ()


def test_who_left_is_not_called_to_what_came_later(held: Store) -> None:
    line = found(held).lines[0]
    roster.resign(held, line.member.appointment.id, dt.date(2026, 1, 10), EndReason.RESIGNED)
    left = next(one for one in found(held).lines if one.member.appointment.id == line.member.appointment.id)
    assert left.marks[1] is Absence.NOT_IN_OFFICE
    assert left.called == line.called


def test_ways_of_taking_part_are_told(held: Store) -> None:
    line = next(one for one in found(held).lines if one.came)
    (one,) = held.find(Attendance, appointment=line.member.appointment.id)
    with held.change(msg("試験")) as draft:
        draft.save(replace(one, method=AttendanceMethod.ONLINE))
    assert found(held).lines[0].marks[0] == (AttendanceMethod.ONLINE,)


def test_a_fiscal_year_has_its_own_meetings(held: Store) -> None:
    owner = asking.committee(held).id
    assert len(attendances.of_year(held, owner, dt.date(2026, 3, 31)).meetings) == 2
    assert attendances.of_year(held, owner, dt.date(2026, 4, 1)).meetings == ()


def test_between_terms_there_is_nothing_to_ask(held: Store) -> None:
    with pytest.raises(NotFound):
        found(held, dt.date(2010, 1, 1))
