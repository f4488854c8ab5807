"""Dividing a table's rows between pages and finding each row's height. Millimetres throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.tablefit import Fitted, fit_cell
from kyodo_desktop.papers.press.tablegrid import Cell, Grid, Look, Piece, check, pieces, stretch
from kyodo_desktop.papers.press.undivided import MOST, within

_NEARLY: Final = 1e-6
_BEARABLE: Final = 1.001


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows start..stop on one page under the head: every piece there and each row's height, the head's
    first.

    `skip`: nothing fits where the table was to begin, so it begins on the next page.
    """

    start: int
    stop: int
    pieces: tuple[Piece, ...]
    heights: tuple[float, ...]
    skip: bool = False

    @property
    def height(self) -> float:
        return sum(self.heights)


class Plan:
    """A table's rows with what is needed to place them on pages. Raises TextTooLong."""

    def __init__(self, page: Page, widths: Sequence[float], heads: Grid, rows: Grid, look: Look) -> None:
        check(heads, len(widths))
        check(rows, len(widths))
        self.page = page
        self.widths = tuple(widths)
        self.heads = heads
        self.look = look
        self._rows = rows
        self.origins = list(range(len(rows)))
        """For each row that is placed, which of the table's own it belongs to."""
        self._fitted: dict[tuple[Cell, float, float], Fitted] = {}
        self._head = pieces(heads, 0, len(heads))
        self._head_heights = self._heights(self._head, [look.head_height] * len(heads))
        longest = max((piece.cell.text for piece in self._head), key=len, default="")
        within(sum(self._head_heights), page.height * MOST, longest)

    @property
    def count(self) -> int:
        """How many rows are placed, a row too tall for a page counting once for each part of it."""
        return len(self._rows)

    def width_of(self, piece: Piece) -> float:
        """The width of all the columns that `piece` covers."""
        return sum(self.widths[piece.column : piece.column + piece.columns])

    def fit(self, piece: Piece, height: float) -> Fitted:
        """The text of `piece` set horizontally in its width and `height`."""
        key = (piece.cell, self.width_of(piece), round(height, 6))
        if key not in self._fitted:
            self._fitted[key] = fit_cell(self.page, piece.cell, key[1], height, self.look)
        return self._fitted[key]

    def stands(self, piece: Piece, height: float) -> bool:
        """Whether `piece` is 縦書き on this page: it covers several rows and fits upright."""
        if not piece.cell.vertical or piece.rows < 2:
            return False
        style = piece.cell.style or self.look.style
        inner = self.width_of(piece) - self.look.padding, height - 2 * self.look.upright_padding_y
        return self.page.fit_vertical(piece.cell.text, *inner, style) is not None

    def whole(self) -> Slice:
        """All the rows undivided, as on a page without end."""
        return self._slice(0, len(self._rows))

    def slices(self, first: float, later: float) -> list[Slice]:
        """The rows divided between a page with `first` millimetres left and others with `later`."""
        head = sum(self._head_heights)
        self._divide_tall(later - head)
        found: list[Slice] = []
        start, room, skip = 0, first, False
        while start < len(self._rows):
            part = self._kept_together(self._fill(start, room, skip=skip), later)
            if part is None and not found and not skip and later > first:
                room, skip = later, True
                continue
            part = part or self._fill(start, room, skip=skip) or self._alone(start, later, skip=skip)
            found.append(part)
            start, room, skip = part.stop, later, False
        return found or [Slice(0, 0, self._head, self._head_heights)]

    def _fill(self, start: int, room: float, *, skip: bool) -> Slice | None:
        """As many rows from `start` as fit into `room`, or None if not one does."""
        best: Slice | None = None
        for stop in range(start + 1, len(self._rows) + 1):
            tried = self._slice(start, stop, skip=skip)
            if tried.height > room + _NEARLY:
                return best
            best = tried
        return best

    def _kept_together(self, part: Slice | None, later: float) -> Slice | None:
        """The same less the rows at its foot that a cell binds to the next page's, where they fit there
        together; None where no others are left.
        """
        if part is None or not self.look.together or part.stop == len(self._rows):
            return part
        begin = max(row for row in range(part.stop + 1) if row == part.start or self._begins(row))
        ends = (row for row in range(part.stop, len(self._rows)) if self._begins(row))
        if begin == part.stop or self._slice(begin, next(ends, len(self._rows))).height > later + _NEARLY:
            return part
        return self._slice(part.start, begin, skip=part.skip) if begin > part.start else None

    def _begins(self, row: int) -> bool:
        """Whether no cell reaches over from the row above."""
        above = enumerate(self._rows[:row])
        return all(cell is None or at + cell.rows <= row for at, cells in above for cell in cells)

    def _alone(self, row: int, room: float, *, skip: bool) -> Slice:
        """A row for which not even a page of its own has room. Raises TextTooLong where a cell that reaches
        over several rows asks for more.
        """
        part = self._slice(row, row + 1, skip=skip)
        over = [piece.cell.text for piece in part.pieces if piece.cell.rows > 1]
        within(part.height, room * _BEARABLE, max(over, key=len, default=""))
        return part

    def _slice(self, start: int, stop: int, *, skip: bool = False) -> Slice:
        body = pieces(self._rows, start, stop)
        heights = self._heights(body, [self.look.row_height] * (stop - start))
        down = len(self.heads)
        moved = tuple(replace(piece, row=piece.row + down) for piece in body)
        return Slice(start, stop, self._head + moved, self._head_heights + heights, skip)

    def _heights(self, parts: Sequence[Piece], least: list[float]) -> tuple[float, ...]:
        """Each row's height: what its own cells need first, then what the cells over several rows still
        lack.
        """
        heights = list(least)
        for piece in sorted(parts, key=lambda piece: piece.rows):
            covered = slice(piece.row, piece.row + piece.rows)
            have = sum(heights[covered])
            if not self.stands(piece, have):
                own = sum(least[covered]) if piece.rows == 1 else have
                lack = self.fit(piece, own).height + 2 * self.look.padding_y - have
                heights[piece.row + piece.rows - 1] += max(0.0, lack)
        return tuple(heights)

    def _divide_tall(self, room: float) -> None:
        """Replace each row that is taller than a page by several that aren't."""
        row = 0
        while row < len(self._rows):
            alone = [p for p in pieces(self._rows, row, row + 1) if self._rows[row][p.column] is p.cell]
            height = self._heights(alone, [self.look.row_height])[0]
            if height > room + _NEARLY:
                self._rows = stretch(self._rows, row, self._chunks(row, room))
                self.origins.insert(row, self.origins[row])
            row += 1

    def _chunks(self, row: int, room: float) -> list[list[Cell | None]]:
        """The cells of a tall row cut into a part that fills `room` and the rest, which is cut again in its
        turn.
        """
        first: list[Cell | None] = []
        rest: list[Cell | None] = []
        inner = room - 2 * self.look.padding_y
        for column, cell in enumerate(self._rows[row]):
            if cell is None or cell.rows > 1:
                first.append(cell if cell is None else replace(cell, rows=cell.rows + 1))
                rest.append(None)
                continue
            fitted = self.fit(Piece(cell, 0, column, 1, cell.columns), self.look.row_height)
            take = max(1, int(inner / (fitted.height / len(fitted.lines)))) if fitted.lines else 0
            ends = [line.text + ("\n" if line.last else "") for line in fitted.lines]
            style = fitted.style
            head, tail = "".join(ends[:take]).removesuffix("\n"), "".join(ends[take:]).removesuffix("\n")
            if not fitted.lines:
                head, tail = cell.text, ""
            first.append(replace(cell, text=head, style=style))
            rest.append(replace(cell, text=tail, style=style))
        return [first, rest]
