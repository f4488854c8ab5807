"""The columns of a received table, each with its heading, its first words and what it is taken in as."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from kyodo_desktop.domain.grid import Sheet, is_blank
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import importing
from kyodo_desktop.services.importing import Plan

_TITLES: Final = (mark("見出し"), mark("例"), mark("取り込む項目"))
_NOT: Final = mark("取り込まない")
_EXAMPLES: Final = 3


class MappingTable(QObject):
    """`changed` when the clerk has said of a column what it is."""

    changed = Signal()

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        self._table = table
        self._boxes: list[QComboBox] = []
        table.setColumnCount(len(_TITLES))
        table.setHorizontalHeaderLabels([_(one) for one in _TITLES])
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        row = table.fontMetrics().height() + 14
        table.verticalHeader().setDefaultSectionSize(row)
        table.setMinimumHeight(row * 4)

    def show(self, sheet: Sheet, plan: Plan) -> None:
        """Show the columns of a sheet as the plan has them."""
        named = importing.headings(sheet, plan)
        self._table.setRowCount(sheet.width)
        self._boxes = []
        for at in range(sheet.width):
            self._table.setItem(at, 0, QTableWidgetItem(named[at]))
            self._table.setItem(at, 1, QTableWidgetItem(_examples(sheet, plan, at)))
            box = self._box(plan, at, named[at])
            self._table.setCellWidget(at, 2, box)
            self._boxes.append(box)

    def columns(self) -> tuple[str, ...]:
        """What each column is taken in as; "" for not at all."""
        return tuple(box.currentData() for box in self._boxes)

    def _box(self, plan: Plan, at: int, heading: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("「{heading}」の列を取り込む項目").format(heading=heading or at + 1))
        box.addItem(_(_NOT), "")
        for key, target in importing.targets(plan.purpose).items():
            box.addItem(_(target.label), key)
        box.setCurrentIndex(max(box.findData(plan.columns[at] if at < len(plan.columns) else ""), 0))
        box.activated.connect(lambda _index, box=box: self._on_choice(box))
        return box

    def _on_choice(self, chosen: QComboBox) -> None:
        """A meaning belongs to one column: another that had it lets it go."""
        for box in self._boxes:
            if box is not chosen and chosen.currentData() and box.currentData() == chosen.currentData():
                box.setCurrentIndex(0)
        self.changed.emit()


def _examples(sheet: Sheet, plan: Plan, at: int) -> str:
    rows = sheet.rows[plan.header + plan.depth :]
    found: list[str] = []
    for row in rows:
        if at < len(row) and not is_blank(row[at]):
            found.append(importing.written(row[at]).replace("\n", " "))
        if len(found) == _EXAMPLES:
            break
    return "、".join(found)
