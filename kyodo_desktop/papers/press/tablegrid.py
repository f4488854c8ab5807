"""The grid of a table: its cells, how the whole looks, and which piece of a cell stands on which page.
Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kyodo_desktop.papers.press.setting import Align
from kyodo_desktop.papers.press.style import Style

BODY: Final = Style("mincho", 10.5)
HEAD: Final = Style("gothic", 10.5)
CELL_LEADING: Final = 1.35
"""Line distance inside cells, in ems, where a style doesn't say."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell. It reaches over `rows` rows and `columns` columns.

    `vertical` is 縦書き, set horizontally where its piece on a page is a single row. `fill` is how light its
    ground is: 0 black, 1 white. `inset` is how many ems its text stands in, `hang` how many more
    a paragraph's lines after its first; a `joined` cell has no rule between it and the one above.
    """

    text: str = ""
    align: Align | None = None
    style: Style | None = None
    vertical: bool = False
    rows: int = 1
    columns: int = 1
    fill: float | None = None
    ems: float = 0.0
    hang: float = 0.0
    inset: float = 0.0
    joined: bool = False
    head: bool | None = None
    """Whether it heads its row; None: it does where its ground is shaded and no heading stands above, or at
    the left of several rows.
    """


@dataclass(frozen=True, slots=True)
class Look:
    """How a table looks. Millimetres, but rules and `least` (the smallest type that wrapped text shrinks
    to) points.
    """

    style: Style = BODY
    head_style: Style = HEAD
    row_height: float = 10.0
    head_height: float = 9.0
    padding: float = 2.0
    padding_y: float = 1.0
    upright_padding_y: float = 2.0
    inner: float = 0.5
    outer: float = 1.0
    head_fill: float = 0.9
    least: float = 8.0
    middle: bool = True
    """Whether a text stands in the middle of its cell's height, or at its top."""
    together: bool = False
    """Whether rows that a cell reaches over stay on one page where they fit on one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a cell that stands on one page: its first row and column there and how many it covers.

    `again`: it began on the page before, and is said again here.
    """

    cell: Cell
    row: int
    column: int
    rows: int
    columns: int
    again: bool = False


Grid = Sequence[Sequence[Cell | None]]


def pieces(grid: Grid, start: int, stop: int) -> tuple[Piece, ...]:
    """The cells that show in rows start..stop; one that began above is repeated, label and all."""
    found: list[Piece] = []
    for place, cell, column in _placed(grid[:stop]):
        first, last = max(place, start), min(place + cell.rows, stop)
        if last > first:
            found.append(Piece(cell, first - start, column, last - first, cell.columns, place < start))
    return tuple(found)


def check(grid: Grid, columns: int) -> None:
    """Raise ValueError unless every place is covered exactly once: a table that says otherwise is our
    mistake.
    """
    covered = [[0] * columns for _ in grid]
    for place, cell, column in _placed(grid):
        for row in range(place, place + cell.rows):
            for across in range(column, column + cell.columns):
                if row >= len(grid) or across >= columns:
                    raise ValueError(f"the cell at row {place}, column {column} reaches out of the table")
                covered[row][across] += 1
    if any(count != 1 for row in covered for count in row):
        raise ValueError("a place of the table is covered twice or not at all")


def stretch(grid: Grid, row: int, chunks: Sequence[Sequence[Cell | None]]) -> list[list[Cell | None]]:
    """`grid` with `row` replaced by several, the cells that reach over it reaching over all of them."""
    extra = len(chunks) - 1
    made: list[list[Cell | None]] = []
    for place, cells in enumerate(grid):
        if place == row:
            made += [list(chunk) for chunk in chunks]
            continue
        longer = [
            replace(cell, rows=cell.rows + extra)
            if cell is not None and place < row < place + cell.rows
            else cell
            for cell in cells
        ]
        made.append(longer)
    return made


def _placed(grid: Grid) -> Iterator[tuple[int, Cell, int]]:
    for place, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            if cell is not None:
                yield place, cell, column
