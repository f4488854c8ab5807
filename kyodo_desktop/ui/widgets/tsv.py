"""Rows as Excel puts them on the clipboard and takes them: tabs between cells, quotes where needed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kyodo_desktop.ui.widgets.table import Table


def written(rows: Iterable[Sequence[str]]) -> str:
    """The rows as text; a cell with a tab, a line break or a quotation mark is quoted."""
    return "\n".join("\t".join(_cell(cell) for cell in row) for row in rows)


def _cell(cell: str) -> str:
    if any(one in cell for one in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def read(text: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a text from the clipboard; an empty last line is none."""
    rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    return rows[:-1] if rows and not any(rows[-1]) else rows


def chosen(table: Table[Any]) -> str:
    """The rows that are selected, as they are seen: columns in their order, hidden ones left out."""
    view, proxy, header = table.view, table.proxy, table.view.horizontalHeader()
    rows = sorted({index.row() for index in view.selectionModel().selectedIndexes()})
    current = view.currentIndex().row()
    if not rows and current >= 0:
        rows = [current]
    places = sorted(range(proxy.columnCount()), key=header.visualIndex)
    shown = [at for at in places if not header.isSectionHidden(at)]
    return written([str(proxy.index(row, at).data() or "") for at in shown] for row in rows)


def headings(table: Table[Any]) -> tuple[str, ...]:
    """What the columns that are seen are called, in their order."""
    header, columns = table.view.horizontalHeader(), table.model.columns
    places = sorted(range(len(columns)), key=header.visualIndex)
    return tuple(columns[at].spoken or columns[at].title for at in places if not header.isSectionHidden(at))
