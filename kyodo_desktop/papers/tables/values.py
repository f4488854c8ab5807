"""What a table holds: typed values under columns, frozen, whatever file it is written into."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final, TypeAlias

from kyodo_desktop.domain import wareki

Value: TypeAlias = "str | int | Fraction | dt.date | dt.time | None"
"""One cell: a Fraction is a share, None is nothing on record."""

INTERNAL: Final = "【内部用】"
"""Stands before the name of whatever holds what isn't for the public."""


class Shown(Enum):
    """How a column shows its days and its numbers."""

    PLAIN = "plain"
    GROUPED = "grouped"
    """Whole numbers as 1,234: yen."""
    ERA = "era"
    """Days as 令和7年10月1日."""
    ERA_SHORT = "era_short"
    """Days as R7.10.1."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how wide in half-width characters (0: as its texts need), how it shows values.

    A column that is `centred` has short marks; numbers and days stand in their own place anyway.
    """

    head: str
    wide: float = 0
    shown: Shown = Shown.PLAIN
    centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """Everything a table shows; `totals` stand below what is filtered and sorted.

    `day` dates the file. The first `frozen` columns stay in sight. `internal`: it isn't for the public, and
    says so on each page and in its name.
    """

    title: str
    day: dt.date
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: tuple[tuple[Value, ...], ...] = ()
    frozen: int = 0
    internal: bool = False

    def __post_init__(self) -> None:
        assert all(len(row) == len(self.columns) for row in (*self.rows, *self.totals))

    @property
    def name(self) -> str:
        """What the table is called, its mark before it where it isn't for the public."""
        return INTERNAL + self.title if self.internal else self.title


def said(value: Value, column: Column) -> str:
    """A value in words, as its column shows it."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        if column.shown is Shown.ERA:
            return wareki.long(value)
        if column.shown is Shown.ERA_SHORT:
            return wareki.short(value)
        return f"{value.year}/{value.month:02}/{value.day:02}"
    if isinstance(value, dt.time):
        return f"{value.hour}:{value.minute:02}"
    if isinstance(value, Fraction):
        return f"{percent(value)}%"
    if isinstance(value, int) and column.shown is Shown.GROUPED:
        return f"{value:,}"
    return str(value)


def percent(share: Fraction) -> str:
    """A share in hundredths with one decimal, halves rounded up: 66.7."""
    tenths = (share * 1000 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"
