"""A few records below one another with buttons beneath: what a person has several of."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

Row = TypeVar("Row")
_MOST: Final = 6  # rows that are seen at once


@dataclass(frozen=True, kw_only=True)
class Deed(Generic[Row]):
    """A button: its words, and what it does with the row that is chosen. `when` tells whether it may.

    Without `chosen` it needs no row, and `do` and `when` get None where there is none.
    """

    words: str
    do: Callable[[Any], object]
    chosen: bool = True
    writes: bool = True
    when: Callable[[Row], bool] = lambda _row: True


class Rows(QWidget, Generic[Row]):
    """Shows rows under a heading; where there is none, `empty` says so."""

    def __init__(
        self,
        title: str,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        deeds: Sequence[Deed[Row]],
        *,
        empty: str,
    ) -> None:
        super().__init__()
        self._deeds = tuple(deeds)
        self._writable = False
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        view = QTableView()
        view.setAccessibleName(title)
        view.setObjectName("rows")
        heading.setBuddy(view)
        self.table: Table[Row] = Table(view, TableModel(columns, key), sortable=False)
        self._empty = QLabel(empty)
        self._empty.setProperty("role", "soft")
        self._empty.setWordWrap(True)
        place = QWidget()
        self.buttons = [self._button(place, deed) for deed in self._deeds]
        flow(place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for one in (heading, view, self._empty, place):
            layout.addWidget(one)
        place.setVisible(bool(self.buttons))
        view.selectionModel().currentRowChanged.connect(self._offer)

    def _button(self, place: QWidget, deed: Deed[Row]) -> QPushButton:
        button = QPushButton(deed.words, place)
        button.setAccessibleName(deed.words)
        button.clicked.connect(lambda: deed.do(self.table.chosen()))
        return button

    def show_rows(self, rows: Sequence[Row], *, writable: bool) -> None:
        """Show these rows, as high as they need; without `writable` nothing can be changed."""
        self._writable = writable
        view = self.table.view
        self.table.show(rows)
        view.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        seen = min(max(len(rows), 1), _MOST)
        height = view.fontMetrics().height() + 22 + view.verticalHeader().defaultSectionSize() * seen
        view.setFixedHeight(height)
        self._offer()

    def _offer(self) -> None:
        row = self.table.chosen()
        for deed, button in zip(self._deeds, self.buttons, strict=True):
            may = self._writable or not deed.writes
            button.setEnabled(may and (not deed.chosen if row is None else deed.when(row)))
