"""The nearest working day, before and after, over closed days that are passed in."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain import workdays

FRIDAY, MONDAY = dt.date(2025, 11, 14), dt.date(2025, 11, 17)


def closed(day: dt.date) -> str:
    """Closed at weekends."""
    return "週末" if day.weekday() >= 5 else ""


@pytest.mark.parametrize("day", [dt.date(2025, 11, 15), dt.date(2025, 11, 16)])
def test_a_closed_day_gives_way_to_the_nearest_working_day(day: dt.date) -> None:
    assert workdays.on_or_before(day, closed) == workdays.previous(day, closed) == FRIDAY
    assert workdays.on_or_after(day, closed) == workdays.following(day, closed) == MONDAY


def test_a_working_day_stays_where_it_is() -> None:
    assert workdays.on_or_before(FRIDAY, closed) == workdays.on_or_after(FRIDAY, closed) == FRIDAY
    assert (workdays.previous(MONDAY, closed), workdays.following(FRIDAY, closed)) == (FRIDAY, MONDAY)


def test_an_office_that_is_always_closed_has_no_working_day() -> None:
    with pytest.raises(OverflowError):
        workdays.on_or_before(dt.date(1, 1, 5), lambda day: "休")
