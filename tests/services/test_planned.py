"""The plan against what came of it: the meeting linked or found by its number, early, late or overdue."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.services import meetings, planned, planning, roster
from kyodo_desktop.services.planned import PlanLine, Standing
from kyodo_desktop.storage import Store
from tests.services import asking


def plan_of(store: Store, today: dt.date = asking.DAY) -> tuple[PlanLine, ...]:
    """The sample's plan."""
    return planned.plan_against_actual(store, asking.committee(store).id, today)


def line(store: Store, content: str, today: dt.date = asking.DAY) -> PlanLine:
    """The line with this content."""
    return next(one for one in plan_of(store, today) if one.entry.content == content)


def add(store: Store, content: str, period: str = "", number: int | None = None) -> None:
    """Add a line."""
    planning.add_plan_entry(store, asking.committee(store).id, content, period=period, meeting_number=number)


def test_the_sample_lies_ahead_and_falls_overdue(sample: Store) -> None:
    found = plan_of(sample)
    second = next(one for one in found if one.entry.meeting_number == 2)
    assert (second.standing, second.meeting, second.slip) == (Standing.AHEAD, None, 0)
    late = plan_of(sample, dt.date(2026, 4, 1))
    assert next(one for one in late if one.entry.meeting_number == 2).standing is Standing.OVERDUE


@pytest.mark.parametrize(
    ("date", "standing", "slip"),
    [
        (dt.date(2026, 2, 1), Standing.AS_PLANNED, 0),
        (dt.date(2026, 3, 31), Standing.AS_PLANNED, 0),
        (dt.date(2026, 4, 2), Standing.LATER, 2),
        (dt.date(2026, 1, 29), Standing.EARLIER, -3),
    ],
)
def test_a_meeting_is_found_by_its_number(
    sample: Store, date: dt.date, standing: Standing, slip: int
) -> None:
    meetings.call_meeting(sample, asking.committee(sample).id, date=date)
    add(sample, "試験", "令和8年2月～3月頃", 2)
    found = line(sample, "試験")
    assert (found.standing, found.slip, found.recorded) == (standing, slip, False)
    assert found.meeting is not None and found.meeting.date == date


def test_a_linked_meeting_counts_before_the_number(sample: Store) -> None:
    add(sample, "試験", "令和7年10月", 2)
    act = planned.link_meeting(sample, line(sample, "試験").entry.id, asking.meeting(sample).id).act
    assert act.text() == "審議予定「試験」を変更"
    found = line(sample, "試験")
    assert (found.standing, found.slip, found.recorded) == (Standing.LATER, 14, True)
    planned.link_meeting(sample, found.entry.id, None)
    assert line(sample, "試験").standing is Standing.OVERDUE


def test_a_meeting_called_off_is_none(sample: Store) -> None:
    add(sample, "試験", "令和7年11月", 1)
    assert line(sample, "試験").standing is Standing.AS_PLANNED
    held = asking.meeting(sample)
    meetings.edit_meeting(sample, replace(held, status=type(held.status).CANCELLED))
    assert line(sample, "試験", dt.date(2025, 12, 1)).standing is Standing.OVERDUE


def test_what_needs_no_meeting_is_marked_done(sample: Store) -> None:
    add(sample, "研修", "令和7年10月")
    entry = line(sample, "研修").entry.id
    assert line(sample, "研修").standing is Standing.OVERDUE
    planned.mark_done(sample, entry)
    assert line(sample, "研修").standing is Standing.DONE
    planned.mark_done(sample, entry, done=False)
    assert line(sample, "研修").standing is Standing.OVERDUE


def test_without_a_period_a_line_stays_open(sample: Store) -> None:
    add(sample, "試験", "", 1)
    assert (line(sample, "試験").standing, line(sample, "試験").period) == (Standing.OPEN, None)
    planned.link_meeting(sample, line(sample, "試験").entry.id, asking.meeting(sample).id)
    assert (line(sample, "試験").standing, line(sample, "試験").slip) == (Standing.AS_PLANNED, 0)


def test_a_period_outside_every_term_has_no_meeting(sample: Store) -> None:
    add(sample, "試験", "令和5年10月", 1)
    assert line(sample, "試験").meeting is None
    owner = asking.committee(sample).id
    roster.open_term(sample, owner, since=dt.date(2023, 7, 1), until=dt.date(2025, 6, 30))
    assert line(sample, "試験").meeting is None
