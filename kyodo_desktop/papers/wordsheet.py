"""Reports for Word: their pieces in the styles and measures that `sheet` sets them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kyodo_desktop.papers.forms import Type
from kyodo_desktop.papers.pieces import Figure, Grid, Pairs, Piece, Point, Section, Speech, Text
from kyodo_desktop.papers.press.style import with_digits
from kyodo_desktop.papers.press.table import Table
from kyodo_desktop.papers.sheet import SheetLook, grid_table, pairs_table
from kyodo_desktop.papers.wordpieces import (
    MM,
    WIDTH,
    Block,
    Part,
    Run,
    Shape,
    Sort,
    Words,
    Written,
    ems,
    words,
)
from kyodo_desktop.papers.wordtable import CELLS

_LEVELS: Final = 5
_SMALLER: Final = 0.93
_LESSER: Final = 0.5


def written(said: str, these: Sequence[Piece], look: SheetLook, day: dt.date | None = None) -> Written:
    """The report under its title, 見出し1, with its sections as 見出し2 and below. Charts stay in the PDF."""
    blocks = (words(said, "Heading1"), *(block for one in these for block in _blocks(one, look)))
    return Written(title=said, day=day, sorts=sorts(look), parts=(Part(look.margins, blocks),))


def sorts(look: SheetLook) -> tuple[Sort, ...]:
    """The styles of a report."""
    spacing, em = look.spacing, look.body.size * MM
    speaker = look.speaker * em
    body = Shape(line=spacing.line)
    heading = Shape(align="center", after=spacing.title, keep=True, line=look.heading.size * MM * 1.5)
    speech = Shape(align="justify", left=speaker, first=-speaker, before=spacing.speech)
    note = Shape(align="justify", left=em, before=spacing.speech)
    point = Shape(align="justify", left=2 * em, first=-em, before=spacing.speech)
    return (
        Sort(key="Normal", name="Normal", kind=look.body, shape=body),
        Sort(key="Heading1", name="heading 1", kind=look.heading, shape=heading, level=1),
        *(_heading(level, look) for level in range(2, _LEVELS + 1)),
        Sort(key="Speech", name="発言", kind=look.body, shape=speech),
        Sort(key="Note", name="ト書き", kind=look.body, shape=note),
        Sort(key="Point", name="箇条書き", kind=look.body, shape=point),
        Sort(key=CELLS, name="表", kind=look.cells),
    )


def _heading(level: int, look: SheetLook) -> Sort:
    size = look.sections.size * (1 if level == 2 else _SMALLER)
    above = look.spacing.section * (1 if level == 2 else _LESSER)
    shape = Shape(
        left=(level - 2) * size * MM,
        before=above,
        after=look.spacing.inner / 2,
        line=look.sections.size * MM * 1.5,
        keep=True,
    )
    kind = Type(face=look.sections.face, size=size)
    return Sort(key=f"Heading{level}", name=f"heading {level}", kind=kind, shape=shape, level=level)


def _blocks(piece: Piece, look: SheetLook) -> Iterator[Block]:
    em, width = look.body.size * MM, WIDTH - look.margins.left - look.margins.right
    match piece:
        case Section():
            yield words(piece.text, f"Heading{min(_LEVELS, piece.level + 1)}")
        case Text():
            align = "justify" if piece.align == "left" else piece.align
            for line in _lines(piece.text, look):
                yield words(line, "Normal", Shape(align=align, first=piece.indent * em))
        case Speech():
            yield from _speech(piece, look)
        case Point():
            first, *rest = _lines(piece.text, look)
            yield words(with_digits(piece.mark, look.digits) + first, "Point")
            for line in rest:
                yield words(line, "Point", Shape(first=0, before=0))
        case Pairs():
            yield from _table(pairs_table(piece, look, width), look)
        case Grid():
            yield from _table(grid_table(piece, look, width), look)
        case Figure():
            return


def _lines(text: str, look: SheetLook) -> list[str]:
    return with_digits(text, look.digits).split("\n")


def _speech(one: Speech, look: SheetLook) -> Iterator[Words]:
    """The speaker before what is said, in a line above it where it is long; a note further in."""
    first, *rest = _lines(one.body, look)
    if not one.speaker:
        for place, line in enumerate((first, *rest)):
            yield words(line, "Note", Shape(before=0) if place else Shape())
        return
    parted = "\n" if ems(one.speaker) > look.speaker - 0.5 else "\t"
    yield Words((Run(with_digits(one.speaker, look.digits)), Run(parted), Run(first)), "Speech")
    for line in rest:
        yield words(line, "Speech", Shape(first=0, before=0))


def _table(table: Table, look: SheetLook) -> Iterator[Block]:
    if table.rows:
        yield replace(table, look=replace(table.look, padding_y=look.spacing.padding))
