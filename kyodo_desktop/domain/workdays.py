"""Working days: the nearest one where a day falls on a closed one. What is closed is passed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

Closed: TypeAlias = Callable[[dt.date], str]
"""Why the office is closed on a day (土曜日, 文化の日 …); an empty text for a working day."""

_A_DAY = dt.timedelta(days=1)


def on_or_before(day: dt.date, closed: Closed) -> dt.date:
    """`day`, or the last working day before it. Raises `OverflowError` where the calendar has none."""
    while closed(day):
        day -= _A_DAY
    return day


def on_or_after(day: dt.date, closed: Closed) -> dt.date:
    """`day`, or the first working day after it. Raises `OverflowError` where the calendar has none."""
    while closed(day):
        day += _A_DAY
    return day


def previous(day: dt.date, closed: Closed) -> dt.date:
    """The last working day before `day`."""
    return on_or_before(day - _A_DAY, closed)


def following(day: dt.date, closed: Closed) -> dt.date:
    """The first working day after `day`."""
    return on_or_after(day + _A_DAY, closed)
