"""Tables: what a paper says of one, and drawing it over as many pages as it needs.

Widths, heights and paddings are millimetres; rules are points.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.setting import Align
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.tabledraw import draw_slice
from kyodo_desktop.papers.press.tablegrid import Cell, Look
from kyodo_desktop.papers.press.tableplan import Plan
from kyodo_desktop.papers.press.tabletags import TableTags

__all__ = ["Cell", "Column", "Look", "Row", "Table"]

Row: TypeAlias = "Sequence[Cell | str | None]"
"""One entry a column; None where a cell above or to the left reaches over it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its width, its heading, and how its cells are set unless a cell says otherwise."""

    width: float
    head: str = ""
    align: Align = "left"
    style: Style | None = None
    vertical: bool = False
    ems: float = 0.0
    """For `spread` and `grid`: over how many ems the text is set, in the middle of the cell; 0: the whole
    cell.
    """
    head_align: Align = "center"
    head_ems: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading that is repeated on every page. `heads` replaces the row made of the columns'
    own.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    heads: Sequence[Row] | None = None
    look: Look = field(default_factory=Look)

    @property
    def width(self) -> float:
        return sum(column.width for column in self.columns)

    def height(self, page: Page) -> float:
        """The height the whole table would take if it weren't divided."""
        plan = Plan(page, [c.width for c in self.columns], *self.settled(), self.look)
        return plan.whole().height

    def settled(self) -> tuple[list[list[Cell | None]], list[list[Cell | None]]]:
        """The rows of the heading and those below, how each cell is set taken from its column and the
        table.
        """
        return self._heads(), self._body()

    def draw(
        self,
        page: Page,
        x: float,
        y: float,
        *,
        bottom: float,
        top: float | None = None,
        turn: Callable[[Page], float] | None = None,
    ) -> Generator[Progress, None, float]:
        """Draw from (x, y) down to `bottom`, going on at `top` (default: `y`) of the following pages.

        `turn` begins a page itself and returns where the table goes on there; it must return `top`'s value or
        less. Yields after every page; returns the y below the table's last row.
        """
        above = y if top is None else top
        plan = Plan(page, [c.width for c in self.columns], *self.settled(), self.look)
        slices = plan.slices(bottom - y, bottom - above)
        tags = TableTags(page, plan)
        for place, part in enumerate(slices):
            if place or part.skip:
                y = turn(page) if turn is not None else _turn(page, above)
            draw_slice(page, x, y, plan, part, tags)
            y += part.height
            done, total = part.stop, plan.count
            label = msg("表の{total}行のうち{done}行を組みました", done=done, total=total)
            yield Progress(done, total, label)
        return y

    def _heads(self) -> list[list[Cell | None]]:
        look = self.look
        if self.heads is not None:
            return [self._row(row, head=True) for row in self.heads]
        if not any(column.head for column in self.columns):
            return []
        return [
            [
                Cell(c.head, c.head_align, look.head_style, fill=look.head_fill, ems=c.head_ems)
                for c in self.columns
            ]
        ]

    def _body(self) -> list[list[Cell | None]]:
        return [self._row(row, head=False) for row in self.rows]

    def _row(self, row: Row, *, head: bool) -> list[Cell | None]:
        if len(row) != len(self.columns):
            raise ValueError(f"a row has {len(row)} cells for {len(self.columns)} columns")
        return [
            entry if entry is None else self._cell(entry, column, head=head)
            for entry, column in zip(row, self.columns, strict=True)
        ]

    def _cell(self, entry: Cell | str, column: Column, *, head: bool) -> Cell:
        cell = entry if isinstance(entry, Cell) else Cell(entry)
        style = self.look.head_style if head else column.style or self.look.style
        return Cell(
            cell.text,
            cell.align or (column.head_align if head else column.align),
            cell.style or style,
            vertical=cell.vertical or (column.vertical and not head),
            rows=cell.rows,
            columns=cell.columns,
            fill=self.look.head_fill if head and cell.fill is None else cell.fill,
            ems=cell.ems or (column.head_ems if head else column.ems),
            hang=cell.hang,
            inset=cell.inset,
            joined=cell.joined,
            head=cell.head,
        )


def _turn(page: Page, top: float) -> float:
    page.new_page()
    return top
