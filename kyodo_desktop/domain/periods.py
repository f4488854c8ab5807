"""Times in a plan as an office writes them: 令和8年2月～3月頃, 令和8年夏, 令和8年度中, or a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import InvalidDate
from kyodo_desktop.domain.wareki import YEAR, Written, month_end, never_was, unreadable, written_in
from kyodo_desktop.i18n import msg


class Shape(Enum):
    """What a period is written in."""

    DAY = "day"  # 令和8年2月20日
    DAY_WITH_WEEKDAY = "day_with_weekday"  # 令和8年2月20日（金）
    MONTHS = "months"  # 令和8年2月, 令和8年2月～3月
    SEASON = "season"  # 令和8年春
    FISCAL_YEAR = "fiscal_year"  # 令和8年度
    WITHIN_FISCAL_YEAR = "within_fiscal_year"  # 令和8年度中


@dataclass(frozen=True, slots=True)
class Period:
    """A time in a plan, as loosely as it was written: all days from `since` to `until`, 頃 when `about`.

    `parse_period` makes one; stored as its `text`, nothing of it is lost.
    """

    since: dt.date
    until: dt.date
    about: bool = False
    shape: Shape = Shape.MONTHS

    @property
    def first(self) -> dt.date:
        """The earliest day it can mean."""
        return self.since

    @property
    def last(self) -> dt.date:
        """The latest day it can mean."""
        return self.until

    def text(self) -> str:
        """令和8年2月～3月頃, 令和8年度中, … as it is printed."""
        return _PRINTED[self.shape](self.since, self.until) + ("頃" if self.about else "")


# 気象庁's seasons by the month that opens them, three months each; the winter of a year runs into the next.
_SEASONS: Final = {3: "春", 6: "夏", 9: "秋", 12: "冬"}
_SHAPES: Final = {None: Shape.MONTHS, "度": Shape.FISCAL_YEAR, "度中": Shape.WITHIN_FISCAL_YEAR}
_MONTH: Final = r"(?P<month>\d{1,2})月"
_SPAN: Final = rf"{YEAR}年(?:(?P<kind>度中?|[春夏秋冬])|{_MONTH}(?:(?:[~-]|から)(?P<tail>.+?)(?:まで)?)?)"
_TAIL: Final = rf"(?:{YEAR}年)?{_MONTH}"
_ABOUT: Final = r"(?:頃|ごろ)\s*$"


def parse_period(text: str) -> Period:
    """The period that `text` writes: 令和8年2月～3月頃, 令和8年夏, 令和8年度中, or a day.

    Raises `InvalidDate` as `wareki.parse` does, with `nearest` in the form that was written.
    """
    bare = re.sub(_ABOUT, "", text)
    try:
        found = _read(bare)
    except InvalidDate as error:
        if bare == text or error.nearest is None:
            raise
        raise never_was(text, error.why, f"{error.nearest}頃") from error
    if found is None:
        raise unreadable(text, "「令和8年2月～3月頃」「令和8年度」「令和8年2月20日」")
    return replace(found, about=bare != text)


def _read(text: str) -> Period | None:
    """The period of a text without 頃; None when it is none."""
    match = re.fullmatch(_SPAN, wareki.folded(text), re.ASCII)
    if match:
        return _span(text, match)
    found = wareki.day_in(text)
    if found is None:
        return None
    day, with_weekday = found
    return Period(day, day, shape=Shape.DAY_WITH_WEEKDAY if with_weekday else Shape.DAY)


def _span(text: str, match: re.Match[str]) -> Period | None:
    """Months, a season or a fiscal year; None where it would run past the year 9999."""
    groups = match.groupdict()
    shape = _SHAPES.get(groups["kind"], Shape.SEASON)
    if shape is Shape.MONTHS:
        return _months(text, groups)
    written = written_in(text, groups, lambda day: _PRINTED[shape](day, day))
    if written is None or written.counted == dt.MAXYEAR:
        return None
    if shape is Shape.SEASON:
        opens = next(month for month, name in _SEASONS.items() if name == groups["kind"])
        since = written.day(opens, 1)
        until = month_end(since + dt.timedelta(days=62))  # into the third month
        written.inside(since, _of_its_year(since, until))
        return Period(since, until, shape=shape)
    # 平成31年度 and 令和元年度 were both written: some day of that calendar year's part must bear the name.
    since = written.inside(written.day(4, 1), written.day(12, 31))
    return Period(since, dt.date(since.year + 1, 3, 31), shape=shape)


def _months(text: str, groups: dict[str, str | None]) -> Period | None:
    """A month, or months to the one in the tail, which is of the same year unless it says another."""
    tail = groups["tail"]
    after = re.fullmatch(_TAIL, tail, re.ASCII) if tail else None
    opening = written_in(text, groups, lambda day: _joined(day, tail if after else None))
    if opening is None or (tail and after is None):
        return None
    since = opening.month(int(groups["month"] or 0))
    if after is None:
        return Period(since, month_end(since))
    own_year = bool(after["ad"] or after["era"])
    closing = written_in(text, after.groupdict() if own_year else groups, lambda day: _until(since, day))
    return None if closing is None else _to(closing, since, int(after["month"]), own_year=own_year)


def _to(closing: Written, since: dt.date, month: int, *, own_year: bool) -> Period:
    until = month_end(closing.month(month))
    if until >= since:
        return Period(since, until)
    year_after = until.replace(day=1, year=min(until.year + 1, dt.MAXYEAR))
    meant = (until, since) if own_year else (since, year_after)
    raise never_was(closing.text, msg("終わりの月が始まりの月より前です。"), _months_name(*meant))


def _joined(day: dt.date, tail: str | None) -> str:
    """The month of `day`, and on to the month in `tail` as far as that can be so."""
    opening = _months_name(day, day)
    if tail is None:
        return opening
    try:
        return parse_period(f"{opening}～{tail}").text()
    except InvalidDate as error:
        return error.nearest or opening


def _until(since: dt.date, day: dt.date) -> str:
    return _months_name(since, max(since, day))


def _of_its_year(since: dt.date, until: dt.date) -> dt.date:
    """The last day of a season in the year that names it: a winter's is 31 December."""
    return min(until, dt.date(since.year, 12, 31))


def _season_name(since: dt.date, until: dt.date) -> str:
    """令和8年冬; a season in which the era changes bears the new one."""
    named = _SEASONS.get(since.month)
    closing = max(until, month_end(since + dt.timedelta(days=62))) if named else until
    return wareki.year(_of_its_year(since, closing)) + (named or f"{since.month}月")


def _months_name(since: dt.date, until: dt.date) -> str:
    """令和8年12月～令和9年2月; a month in which the era changes bears the new one."""
    opening, closing = wareki.year(month_end(since)), wareki.year(month_end(until))
    if opening != closing:
        return f"{opening}{since.month}月～{closing}{until.month}月"
    return f"{opening}{since.month}月" + (f"～{until.month}月" if since.month != until.month else "")


_PRINTED: Final[dict[Shape, Callable[[dt.date, dt.date], str]]] = {
    Shape.DAY: lambda since, _: wareki.long(since),
    Shape.DAY_WITH_WEEKDAY: lambda since, _: wareki.long_with_weekday(since),
    Shape.MONTHS: _months_name,
    Shape.SEASON: _season_name,
    Shape.FISCAL_YEAR: lambda since, _: wareki.fiscal_year_name(since.year),
    Shape.WITHIN_FISCAL_YEAR: lambda since, _: wareki.fiscal_year_name(since.year) + "中",
}
