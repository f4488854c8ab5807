"""The fields of records as columns of a table, and their values as its cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.domain.fields import Choice, Kind, Record, shape
from kyodo_desktop.papers.tables.values import Column, Shown, Value


@dataclass(frozen=True, slots=True)
class Entry:
    """How a field of one kind stands in its column."""

    shown: Shown = Shown.PLAIN
    centred: bool = False


_TEXT: Final = Entry()
CELLS: Final[Mapping[Kind, Entry]] = {
    Kind.TEXT: _TEXT,
    Kind.LINES: _TEXT,
    Kind.NAME: _TEXT,
    Kind.KANA: _TEXT,
    Kind.INTEGER: _TEXT,
    Kind.FLAG: Entry(centred=True),
    Kind.DAY: Entry(Shown.ERA),
    Kind.CLOCK: _TEXT,
    Kind.CHOICE: Entry(centred=True),
    Kind.REFERENCE: _TEXT,
    Kind.DIGEST: _TEXT,
}
"""Every kind of field as a cell."""
_YES: Final = "○"


def column(record: type[Record], name: str, wide: float = 0) -> Column:
    """The column of a field: its label, and how its kind is shown."""
    one = shape(record).field(name)
    entry = CELLS[one.kind]
    return Column(one.label, wide, entry.shown, entry.centred)


def value(record: Record | None, name: str) -> Value:
    """A field's value as a cell: a choice by its word, a flag that is set as ○; None where nothing is."""
    held: object = None if record is None else getattr(record, name)
    if isinstance(held, Choice):
        return held.label
    if isinstance(held, bool):
        return _YES if held else None
    if held is None or isinstance(held, str | int | dt.date | dt.time):
        return held
    raise TypeError(f"no cell for {held!r}")
