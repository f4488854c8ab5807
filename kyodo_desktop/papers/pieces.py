"""What reports are made of: frozen pieces in their order, for a page or for the web."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kyodo_desktop.papers.charts import Datum

Align: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over what follows it; `level` 1 is the highest."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, its first line `indent` ems in."""

    text: str
    indent: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with what belongs to each: 開催日時, 開催場所 …"""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its heading, its width in millimetres (0: a share of the rest), how its cells are set."""

    text: str
    width: float = 0.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table under headings; `caption` names it where it can't be seen, `total`: the last row is a sum.

    `merged`: what the first column says is said once for the rows that have it in common.
    """

    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    total: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """What somebody said; a note (ト書き) has no speaker."""

    speaker: str
    body: str


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list, after `mark`."""

    text: str
    mark: str = "・"


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart of what the table beside it says."""

    kind: Literal["pie", "bars"]
    data: tuple[Datum, ...]


Piece: TypeAlias = Section | Text | Pairs | Grid | Speech | Point | Figure


def texts(pieces: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    """Every text in `pieces` after the part it plays: section, body, cells or chart."""
    for piece in pieces:
        match piece:
            case Section():
                yield "section", piece.text
            case Text():
                yield "body", piece.text
            case Pairs():
                yield from (("cells", cell) for row in piece.rows for cell in row)
            case Grid():
                yield from (("cells", head.text) for head in piece.heads)
                yield from (("cells", cell) for row in piece.rows for cell in row)
            case Speech():
                yield "body", piece.speaker
                yield "body", piece.body
            case Point():
                yield "body", piece.mark + piece.text
            case Figure():
                yield from (("chart", one.label) for one in piece.data)
