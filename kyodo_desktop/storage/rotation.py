"""Which of the copies stay as time goes by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

RECENT, HOURLY, DAILY, WEEKLY, MONTHLY = 8, 24, 14, 12, 24


def keepers(times: Iterable[dt.datetime]) -> frozenset[dt.datetime]:
    """Which stay: the last 8, and the newest of each of the last 24 hours, 14 days, 12 weeks, 24 months."""
    newest_first = sorted(times, reverse=True)
    return frozenset(
        kept
        for period, count in (
            (_itself, RECENT),
            (_hour, HOURLY),
            (_day, DAILY),
            (_week, WEEKLY),
            (_month, MONTHLY),
        )
        for kept in _newest_of_each(newest_first, period, count)
    )


def _newest_of_each(
    newest_first: Iterable[dt.datetime], period: Callable[[dt.datetime], object], count: int
) -> tuple[dt.datetime, ...]:
    found: dict[object, dt.datetime] = {}
    for time in newest_first:
        found.setdefault(period(time), time)
    return tuple(found.values())[:count]


def _itself(time: dt.datetime) -> object:
    return time


def _hour(time: dt.datetime) -> object:
    return (time.date(), time.hour)


def _day(time: dt.datetime) -> object:
    return time.date()


def _week(time: dt.datetime) -> object:
    return time.isocalendar()[:2]


def _month(time: dt.datetime) -> object:
    return (time.year, time.month)
