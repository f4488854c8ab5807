"""The office's calendar: holidays as the law has them, the turn of the year, and the office's own days."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import ClosedDay
from kyodo_desktop.services import calendar
from kyodo_desktop.storage import Store
from tests.services import asking

FOUNDING = dt.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2025-11-14", ""),
        ("2025-11-15", "土曜日"),
        ("2025-11-16", "日曜日"),
        ("2025-11-03", "文化の日"),
        ("2026-05-06", "憲法記念日 振替休日"),
        ("2026-09-22", "国民の休日"),
        ("2025-12-28", "日曜日"),
        ("2026-12-28", ""),
        ("2025-12-29", "年末年始"),
        ("2025-12-31", "年末年始"),
        ("2026-01-01", "元日"),
        ("2026-01-02", "年末年始"),
        ("2026-01-03", "年末年始"),
        ("2026-01-05", ""),
        ("2026-11-03", "文化の日"),
    ],
)
def test_why_the_office_is_closed(sample: Store, day: str, why: str) -> None:
    ours = calendar.calendar_of(sample, asking.committee(sample).id)
    assert ours.closed(dt.date.fromisoformat(day)) == why
    assert ours.is_working(dt.date.fromisoformat(day)) is not bool(why)


def test_the_nearest_working_days(sample: Store) -> None:
    ours = calendar.calendar_of(sample, asking.committee(sample).id)
    assert ours.next_working_day(dt.date(2025, 12, 26)) == dt.date(2026, 1, 5)
    assert ours.previous_working_day(dt.date(2026, 1, 5)) == dt.date(2025, 12, 26)


def test_the_office_names_days_of_its_own(sample: Store) -> None:
    owner = asking.committee(sample).id
    assert calendar.calendar_of(sample, owner).closed(FOUNDING) == ""
    act = calendar.add_exception(sample, owner, FOUNDING, "市制記念日").act
    assert act.text() == "令和8年4月1日を開庁日の例外に登録"
    calendar.add_exception(sample, owner, dt.date(2026, 5, 6), "臨時開庁", working=True)
    ours = calendar.calendar_of(sample, owner)
    assert (ours.closed(FOUNDING), ours.closed(dt.date(2026, 5, 6))) == ("市制記念日", "")
    assert [one.name for one in calendar.exceptions(sample, owner)] == ["市制記念日", "臨時開庁"]


def test_a_day_of_its_own_is_put_right_and_taken_back(sample: Store) -> None:
    owner = asking.committee(sample).id
    calendar.add_exception(sample, owner, FOUNDING, "市制記念日")
    (stored,) = sample.find(ClosedDay)
    change = calendar.edit_exception(sample, replace(stored, name="開庁記念日", committee="elsewhere"))
    assert change.act.text() == "令和8年4月1日の開庁日の例外を変更"
    assert calendar.calendar_of(sample, owner).closed(FOUNDING) == "開庁記念日"
    calendar.remove_exception(sample, stored.id)
    assert calendar.calendar_of(sample, owner).closed(FOUNDING) == ""
    sample.undo()
    assert calendar.calendar_of(sample, owner).closed(FOUNDING) == "開庁記念日"


def test_a_day_is_named_once(sample: Store) -> None:
    owner = asking.committee(sample).id
    calendar.add_exception(sample, owner, FOUNDING, "市制記念日")
    with pytest.raises(InvalidRecord, match="すでに開庁日の例外") as caught:
        calendar.add_exception(sample, owner, FOUNDING, "開庁記念日")
    assert caught.value.problems[0][0] == "date"
    calendar.add_exception(sample, owner, FOUNDING + dt.timedelta(1), "予備日")
    second = calendar.exceptions(sample, owner)[1]
    with pytest.raises(InvalidRecord, match="すでに開庁日の例外"):
        calendar.edit_exception(sample, replace(second, date=FOUNDING))
