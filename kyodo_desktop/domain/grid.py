"""What a file of tables holds once it has been read: cells in rows in sheets, nothing interpreted yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

Cell: TypeAlias = "str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta"
"""A cell as the file has it; an empty one is ""."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows from the first on, each as long as it is; merged cells all hold what they show."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False

    @property
    def width(self) -> int:
        """The cells of the longest row."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Grid:
    """A file's sheets. `kind` says what it was (a key of the reader's), `since_1904` how it counts days."""

    name: str
    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    since_1904: bool = False
    unread: int = 0  # cells whose formula has failed or was never worked out: they are read as empty

    def sheet(self, name: str) -> Sheet | None:
        """The sheet called `name`; for "" the first that isn't hidden and holds something, else the first."""
        if name:
            return next((one for one in self.sheets if one.name == name), None)
        shown = (one for one in self.sheets if not one.hidden and one.rows)
        return next(shown, self.sheets[0] if self.sheets else None)


def is_blank(cell: Cell) -> bool:
    """Whether nothing is to be seen in a cell."""
    return isinstance(cell, str) and not cell.strip()
