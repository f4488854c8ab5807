"""A table as WordprocessingML: its heading repeated on every page, its cells merged as they are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from kyodo_desktop.papers.forms import Type
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.table import Cell, Look, Table
from kyodo_desktop.papers.wordpieces import MM, Align, Boxes, Run, Shape, Words, ems
from kyodo_desktop.papers.wordxml import Writer, shaded, tag, twips

CELLS: Final = "Cells"
"""The style of what stands in a table."""
_ALIGNS: Final[dict[str, Align]] = {"left": "left", "center": "center", "right": "right"}
_LINE: Final = 1.35  # ems from line to line, where a cell doesn't say


@dataclass(slots=True)
class _Over:
    """A cell that reaches over the rows below it: how many are left."""

    rows: int
    columns: int


@dataclass(slots=True)
class _Sheet:
    """A table being written; `over` are the cells that reach into the row at hand, by their column."""

    writer: Writer
    look: Look
    widths: Sequence[float]
    over: dict[int, _Over] = field(default_factory=dict[int, _Over])


def table(writer: Writer, made: Table | Boxes, *, joined: bool = False) -> str:
    """The whole table; one `joined` to the table above it has no rule at its top. Raises MissingGlyph."""
    one = made.table if isinstance(made, Boxes) else made
    look, widths = one.look, [column.width for column in one.columns]
    heads, rows = one.settled()
    sheet = _Sheet(writer, look, widths)
    edge = round(look.outer * 8)
    sides = [("top", 0 if joined else edge), *((side, edge) for side in ("left", "bottom", "right"))]
    sides += [("insideH", round(look.inner * 8)), ("insideV", round(look.inner * 8))]
    rules = tag("tblBorders", *(_rule(side, size) for side, size in sides))
    above, beside = twips(look.padding_y), twips(look.padding)
    white = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    return tag(
        "tbl",
        tag(
            "tblPr",
            tag("tblStyle", val="TableGrid"),
            tag("tblW", w=twips(sum(widths)), type="dxa"),
            rules,
            tag("tblLayout", type="fixed"),
            tag("tblCellMar", *(tag(side, w=size, type="dxa") for side, size in white)),
        ),
        tag("tblGrid", *(tag("gridCol", w=twips(width)) for width in widths)),
        *(_row(sheet, row, look.head_height, look.middle, head=True) for row in heads),
        *(_row(sheet, row, *_height(made, place, look)) for place, row in enumerate(rows)),
    )


def _rule(side: str, size: int) -> str:
    if not size:
        return tag(side, val="nil")
    return tag(side, val="single", sz=size, space=0, color="auto")


def _height(made: Table | Boxes, row: int, look: Look) -> tuple[float, bool]:
    """How high a row is at least, and whether words stand in the middle of its height."""
    if isinstance(made, Boxes):
        return made.heights[row], row not in made.tops
    return look.row_height, look.middle


def _row(
    sheet: _Sheet, row: Sequence[Cell | None], height: float, middle: bool, *, head: bool = False
) -> str:
    tall = tag("trHeight", val=twips(height), hRule="atLeast")
    told = tag("trPr", tag("cantSplit"), tall, tag("tblHeader") if head else "")
    return tag("tr", told, *_cells(sheet, row, middle))


def _cells(sheet: _Sheet, row: Sequence[Cell | None], middle: bool) -> Iterator[str]:
    skip = 0
    for column, cell in enumerate(row):
        if skip:
            skip -= 1
            continue
        above = sheet.over.get(column)
        if cell is None and above is not None:
            above.rows -= 1
            if not above.rows:
                del sheet.over[column]
            skip = above.columns - 1
            yield _cell(sheet, Cell(columns=above.columns), column, "continue", middle)
        else:
            cell = cell or Cell()
            if cell.rows > 1:
                sheet.over[column] = _Over(cell.rows - 1, cell.columns)
            skip = cell.columns - 1
            yield _cell(sheet, cell, column, "restart" if cell.rows > 1 else "", middle)


def _cell(
    sheet: _Sheet, cell: Cell, column: int, merged: Literal["restart", "continue", ""], middle: bool
) -> str:
    width = sum(sheet.widths[column : column + cell.columns])
    told = tag(
        "tcPr",
        tag("tcW", w=twips(width), type="dxa"),
        tag("gridSpan", val=cell.columns) if cell.columns > 1 else "",
        tag("vMerge", val=merged) if merged else "",
        "" if cell.fill is None else shaded(cell.fill),
        tag("vAlign", val="center") if middle or cell.fill is not None else "",
    )
    return tag("tc", told, sheet.writer.paragraph(_words(sheet, cell, width)))


def _words(sheet: _Sheet, cell: Cell, width: float) -> Words:
    style = cell.style or Style(sheet.look.style.face, sheet.look.style.size)
    em, kind = style.size * MM, Type(face=style.face, size=style.size)
    text = style.spell(cell.text)
    fit = 0.0
    if cell.align in ("spread", "grid") and "\n" not in text:
        room = cell.ems * em or width - 2 * sheet.look.padding
        fit = room if ems(text) * em < room else 0.0
    align = _ALIGNS.get(cell.align or "left", "center" if fit else "left")
    shape = Shape(
        align=align,
        line=style.leading * MM or em * _LINE,
        left=cell.inset * em + cell.hang * em if cell.inset or cell.hang else None,
        first=-cell.hang * em if cell.hang else None,
    )
    return Words((Run(text, fit, kind),), CELLS, shape)
