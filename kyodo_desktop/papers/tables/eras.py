"""Excel's formats for days in Japanese eras. Its own know no 元年, which is put in by the day's number."""

from __future__ import annotations

import datetime as dt
from typing import Final

from kyodo_desktop.domain import wareki

FIRST: Final = dt.date(1900, 3, 1)
"""Before it Excel counts its days wrongly, or not at all."""
WESTERN: Final = "yyyy/mm/dd"
SHORT: Final = "[$-411]ge.m.d"
_LONG: Final = '[$-411]ggge"年"m"月"d"日"'
_ZERO: Final = dt.date(1899, 12, 30)


def long(day: dt.date) -> str:
    """The format that shows `day`, and any other day typed over it in the same era, as 令和7年10月1日.

    A format has two conditions at most, so it knows the first year of one era: the day's own.
    """
    era = wareki.era_of(day)
    if era.first < FIRST:
        return _LONG
    begins, ends = _number(era.first), _number(dt.date(era.first.year + 1, 1, 1))
    return f'[<{begins}]{_LONG};[<{ends}]"{era.name}元年"m"月"d"日";{_LONG}'


def _number(day: dt.date) -> int:
    return (day - _ZERO).days
