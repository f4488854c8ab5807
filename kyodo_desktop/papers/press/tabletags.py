"""The structure of a table: its rows and cells, each once, over however many pages they are set."""

from __future__ import annotations

from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.structure import ARTIFACT, Element
from kyodo_desktop.papers.press.tablegrid import Piece
from kyodo_desktop.papers.press.tableplan import Plan


class TableTags:
    """One table in the structure. Headings and labels that a later page says again are artifacts there."""

    def __init__(self, page: Page, plan: Plan) -> None:
        self._plan = plan
        self._table = page.element("Table")
        self._rows: dict[int, Element] = {}
        self._cells: dict[tuple[int, int], Element] = {}

    def element(self, piece: Piece, start: int) -> Element:
        """What `piece` is, on a page that begins with row `start`; a cell cut in parts is one in all."""
        heads = len(self._plan.heads)
        if piece.row < heads:
            again = start > 0 and (piece.row, piece.column) in self._cells
            return ARTIFACT if again else self._cell(piece, piece.row, "Column")
        if piece.again:
            return ARTIFACT
        return self._cell(piece, heads + self._plan.origins[start + piece.row - heads], "")

    def _cell(self, piece: Piece, row: int, scope: str) -> Element:
        known = self._cells.get((row, piece.column))
        if known is not None:
            return known
        if row not in self._rows:
            self._rows[row] = self._table.add("TR")
        heads = bool(scope) or self._heads_row(piece)
        made = self._rows[row].add("TH" if heads else "TD")
        made.kind = (scope or "Row") if heads else ""
        made.rows, made.columns = self._reach(piece, row), piece.columns
        self._cells[row, piece.column] = made
        return made

    def _heads_row(self, piece: Piece) -> bool:
        """Whether a cell below the heading heads its row, or the several rows at its right."""
        cell = piece.cell
        if cell.head is not None:
            return cell.head
        shaded = cell.fill is not None and not self._plan.heads
        return shaded or (piece.column == 0 and cell.rows > 1)

    def _reach(self, piece: Piece, row: int) -> int:
        """Over how many of the table's own rows a cell reaches, whatever parts they were cut in."""
        heads = len(self._plan.heads)
        if row < heads:
            return piece.cell.rows
        first = self._plan.origins.index(row - heads)
        covered = self._plan.origins[first : first + piece.cell.rows]
        return len(set(covered))
