"""A text's table laid out: columns as wide as their words ask for, the head repeated where it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final, Literal

from kyodo_desktop.papers.blockflow import Cut, Laid, Lines, Stack
from kyodo_desktop.papers.blocks import Align, Grid, Words, plain
from kyodo_desktop.papers.blocktext import Lettering, natural, set_words
from kyodo_desktop.papers.press.canvas import Shade
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.undivided import MOST, within

_NEARLY: Final = 1e-6
_LEAST_EMS: Final = 2.0
_PADDING: Final = (0.55, 0.38)  # ems left and right of a cell's words, above and below them
_INNER: Final = 0.5
_OUTER: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Laid):
    """One row: what stands in each cell, how wide the cells are and the white around their words.

    `heads` is what it has headings of: of every column, or its first cell of the row.
    """

    cells: tuple[Laid, ...]
    widths: tuple[float, ...]
    padding: tuple[float, float]
    ground: Shade | None = None
    heads: Literal["", "Row", "Column"] = ""

    @property
    def height(self) -> float:
        return max(cell.height for cell in self.cells) + 2 * self.padding[1]

    def draw(self, page: Page, x: float, y: float) -> None:
        across, down = self.padding
        tall = self.height
        if self.ground is not None:
            page.box(x, y, sum(self.widths), tall, 0, self.ground)
        again = self.heads == "Column" and page.began(self.mark)
        with page.within("Artifact") if again else page.within("TR", self.mark):
            for place, (cell, width) in enumerate(zip(self.cells, self.widths, strict=True)):
                role = "TH" if self.heads == "Column" or (self.heads and not place) else "TD"
                with page.within(role, (self.mark, place), self.heads):
                    cell.draw(page, x + across, y + max(down, (tall - cell.height) / 2))
                x += width

    def split(self, room: float, *, force: bool = False) -> Cut:
        inner = room - 2 * self.padding[1]
        heads: list[Laid] = []
        tails: list[Laid] = []
        for cell in self.cells:
            head, tail = (cell, None) if cell.height <= inner else cell.split(inner, force=force)
            if head is None:
                return None, self
            heads.append(head)
            tails.append(tail if tail is not None else Stack(parts=()))
        return replace(self, cells=tuple(heads)), replace(self, cells=tuple(tails))


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidGrid(Laid):
    """Rows under a head, ruled."""

    head: Row | None
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    edge: Shade = 0.0

    @property
    def _all(self) -> tuple[Row, ...]:
        return ((self.head,) if self.head is not None else ()) + self.rows

    @property
    def height(self) -> float:
        return sum(row.height for row in self._all)

    def draw(self, page: Page, x: float, y: float) -> None:
        heights = [row.height for row in self._all]
        down = list(accumulate(heights, initial=y))
        with page.within("Table", self.mark):
            for row, top in zip(self._all, down, strict=False):
                row.draw(page, x, top)
        right, bottom = x + sum(self.widths), down[-1]
        for level in down[1:-1]:
            page.rule(x, level, right, level, _INNER)
        for at in list(accumulate(self.widths, initial=x))[1:-1]:
            page.rule(at, y, at, bottom, _INNER)
        page.box(x, y, right - x, bottom - y, _OUTER)

    def split(self, room: float, *, force: bool = False) -> Cut:
        left = room - (self.head.height if self.head is not None else 0.0)
        place = 0
        for row in self.rows:
            if row.height > left + _NEARLY:
                break
            left -= row.height
            place += 1
        head: Laid | None = None
        tail: Laid | None = None
        if place < len(self.rows) and not place:
            head, tail = self.rows[0].split(left, force=force)
        if isinstance(head, Row) and isinstance(tail, Row):
            rows = (tail, *self.rows[1:])
            return replace(self, rows=(head,), keep=False), replace(self, rows=rows, before=0.0)
        if not place:
            return None, self
        above, below = self.rows[:place], self.rows[place:]
        return replace(self, rows=above, keep=False), replace(self, rows=below, before=0.0) if below else None


def laid_grid(page: Page, grid: Grid, look: Lettering, width: float, shade: Shade, before: float) -> LaidGrid:
    """`grid` laid out over the whole `width`."""
    padding = (look.em * _PADDING[0], look.em * _PADDING[1])
    count = len(grid.aligns)
    head_look = replace(look.bold(), align="center")
    columns: list[list[float]] = [[] for _ in range(count)]
    for row in _even(([grid.head] if grid.head else []), count):
        for column, cell in zip(columns, row, strict=True):
            column.append(natural(page, cell, head_look))
    for row in _even(grid.rows, count):
        for column, cell in zip(columns, row, strict=True):
            column.append(natural(page, cell, look))
    wanted = [max([*column, look.em * _LEAST_EMS]) + 2 * padding[0] + look.em * 0.1 for column in columns]
    widths = shared(wanted, width, look.em * (_LEAST_EMS + 2 * _PADDING[0]))
    looks = [_aligned(look, align) for align in grid.aligns]
    head = None
    if grid.head:
        cells = _cells(page, grid.head, [head_look] * count, widths, padding[0])
        head = Row(cells=cells, widths=widths, padding=padding, ground=shade, heads="Column")
        within(head.height, page.height * MOST, max((plain(cell) for cell in grid.head), key=len))
    heads: Literal["", "Row"] = "" if head else "Row"
    rows = tuple(
        Row(cells=_cells(page, row, looks, widths, padding[0]), widths=widths, padding=padding, heads=heads)
        for row in _even(grid.rows, count)
    )
    return LaidGrid(before=before, head=head, rows=rows, widths=widths)


def shared(wanted: Sequence[float], width: float, least: float) -> tuple[float, ...]:
    """`width` divided: what is narrow gets what it asks for, the rest is shared by what asks for more.

    Where there is room for all, each is widened in proportion.
    """
    total = sum(wanted)
    if total <= width:
        return tuple(one * width / total for one in wanted)
    found = [0.0] * len(wanted)
    rest, open_ = width, set(range(len(wanted)))
    while open_:
        fair = rest / len(open_)
        narrow = {n for n in open_ if wanted[n] <= fair}
        if not narrow:
            break
        for n in narrow:
            found[n] = wanted[n]
            rest -= wanted[n]
        open_ -= narrow
    weight = sum(wanted[n] ** 0.5 for n in open_)
    for n in open_:
        found[n] = max(least, rest * wanted[n] ** 0.5 / weight)
    scale = width / sum(found)
    return tuple(one * scale for one in found)


def _even(rows: Iterable[Sequence[Words]], count: int) -> list[tuple[Words, ...]]:
    """Each row with exactly as many cells as there are columns."""
    return [(*row, *[()] * count)[:count] for row in rows]


def _aligned(look: Lettering, align: Align) -> Lettering:
    return replace(look, indent=0.0, align="justify" if align == "left" else align)


def _cells(
    page: Page, cells: Sequence[Words], looks: Sequence[Lettering], widths: Sequence[float], padding: float
) -> tuple[Laid, ...]:
    """What stands in each cell of a row, `padding` inside its sides."""
    made: list[Laid] = []
    for words, look, width in zip(cells, looks, widths, strict=True):
        inner = width - 2 * padding
        tight = look.contained()
        made.append(Lines(lines=set_words(page, words, tight, inner), look=tight, width=inner))
    return tuple(made)
