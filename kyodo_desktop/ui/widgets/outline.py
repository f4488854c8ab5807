"""A tree from a flat list of lines with depths: the model behind an outline that numbers itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kyodo_desktop.i18n import _
from kyodo_desktop.ui.widgets.table import ROW_ROLE, Column

Line = TypeVar("Line")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class OutlineModel(QAbstractItemModel, Generic[Line]):
    """Lines in the order of print, with depths from 0; an index carries the line's place in the list."""

    def __init__(
        self,
        columns: Sequence[Column[Line]],
        key: Callable[[Line], Hashable],
        depth: Callable[[Line], int],
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key
        self._depth = depth
        self._lines: tuple[Line, ...] = ()
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {-1: []}

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines in the order of print."""
        return self._lines

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines; the outline's shape is read from their depths."""
        if self._shape(lines) == self._shape(self._lines):
            self._lines = tuple(lines)
            for at in range(len(lines)):
                self.dataChanged.emit(self.index_of(at), self.index_of(at, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self._parents, self._children, open_at = [], {-1: []}, [-1]
        for at, line in enumerate(self._lines):
            del open_at[self._depth(line) + 1 :]
            self._parents.append(open_at[-1])
            self._children.setdefault(open_at[-1], []).append(at)
            open_at.append(at)
        self.endResetModel()

    def _shape(self, lines: Sequence[Line]) -> list[tuple[Hashable, int]]:
        return [(self._key(line), self._depth(line)) for line in lines]

    def index_of(self, at: int, column: int = 0) -> QModelIndex:
        """The index of the line at a place in the list."""
        row = self._children[self._parents[at]].index(at)
        return self.createIndex(row, column, at)

    def find(self, key: Hashable) -> QModelIndex:
        """The index of the line with this key; invalid when there is none."""
        at = next((n for n, line in enumerate(self._lines) if self._key(line) == key), None)
        return QModelIndex() if at is None else self.index_of(at)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        children = self._children.get(int(parent.internalId()) if parent.isValid() else -1, [])
        if 0 <= row < len(children) and 0 <= column < len(self.columns):
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: Index | None = None) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        if index is None:
            return QObject.parent(self)
        above = self._parents[int(index.internalId())] if index.isValid() else -1
        return self.index_of(above) if above >= 0 else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid() and parent.column() > 0:
            return 0
        return len(self._children.get(int(parent.internalId()) if parent.isValid() else -1, []))

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002
        return len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[int(index.internalId())]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[index.column()].text(line)
        return line if role == ROW_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].title)
        return None
