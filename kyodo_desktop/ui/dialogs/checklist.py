"""A table whose rows are chosen by ticking them: by a click, or by Space."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from kyodo_desktop.i18n import _

_AIR: Final = 14


@dataclass(frozen=True, slots=True)
class Ticked:
    """A row: what its cells say, whether it is ticked, whether it may be."""

    cells: tuple[str, ...]
    ticked: bool = False
    free: bool = True


class Checklist(QObject):
    """Fills a QTableWidget. `ticked` when a tick was set or taken, `moved` with the row that is chosen."""

    ticked = Signal()
    moved = Signal(int)

    def __init__(self, table: QTableWidget, titles: Sequence[str], wide: int) -> None:
        super().__init__(table)
        self.table = table
        table.setColumnCount(len(titles))
        table.setHorizontalHeaderLabels([_(one) for one in titles])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + _AIR)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at in range(len(titles)):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(at, mode.Stretch if at >= wide else mode.ResizeToContents)
        table.itemChanged.connect(lambda _item: self.ticked.emit())
        table.currentCellChanged.connect(lambda row, *_rest: self.moved.emit(row))

    def show(self, rows: Sequence[Ticked]) -> None:
        """Show these rows in place of the others."""
        with QSignalBlocker(self.table):
            self.table.setRowCount(len(rows))
            for at, row in enumerate(rows):
                self._fill(at, row)
        if rows and self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)
        self.ticked.emit()

    def _fill(self, at: int, row: Ticked) -> None:
        for column, text in enumerate(row.cells):
            item = QTableWidgetItem(text.replace("\n", " "))
            item.setToolTip(text)
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
            if column == 0:
                state = Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
                flags = flags | Qt.ItemFlag.ItemIsUserCheckable if row.free else Qt.ItemFlag.ItemIsSelectable
                item.setCheckState(state)
            item.setFlags(flags)
            self.table.setItem(at, column, item)

    def say(self, at: int, cells: Sequence[str]) -> None:
        """Show other words in a row; its tick stays."""
        with QSignalBlocker(self.table):
            for column, text in enumerate(cells):
                item = self.table.item(at, column)
                if item is not None:
                    item.setText(text.replace("\n", " "))
                    item.setToolTip(text)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The rows that are ticked and may be."""
        return tuple(at for at in range(self.table.rowCount()) if self._is_chosen(at))

    def _is_chosen(self, at: int) -> bool:
        item = self.table.item(at, 0)
        free = item is not None and bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        return free and item is not None and item.checkState() is Qt.CheckState.Checked

    def tick(self, rows: Iterable[int]) -> None:
        """Tick these rows, where they may be, and no other."""
        wanted = set(rows)
        with QSignalBlocker(self.table):
            for at in range(self.table.rowCount()):
                item = self.table.item(at, 0)
                if item is not None and item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                    item.setCheckState(Qt.CheckState.Checked if at in wanted else Qt.CheckState.Unchecked)
        self.ticked.emit()
