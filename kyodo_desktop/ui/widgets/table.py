"""Tables from Columns: one model for every list of rows, with roles to sort by and to reach the row."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    QTimer,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kyodo_desktop.i18n import _
from kyodo_desktop.ui.widgets import tsv
from kyodo_desktop.ui.widgets.columns import Columns

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

SORT_ROLE: Final = int(Qt.ItemDataRole.UserRole)
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE: Final = QModelIndex()
_SAVE: Final = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_S
)


@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """One column: its title, the words in it, what it sorts by, and its width in characters."""

    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    width: int = 10
    least: int = 0  # how narrow it may become where there is little room; 0 means not at all
    spare: bool = False  # whether it goes altogether where even the least is too much
    stretch: bool = False
    centred: bool = False
    whole: Callable[[Row], str] | None = None  # for a saved table: more than the cell has room for
    spoken: str = ""  # what a screen reader says for a title that is a mark or empty


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows under Columns. `key` tells whether two rows stand for the same thing."""

    def __init__(self, columns: Sequence[Column[Row]], key: Callable[[Row], Hashable]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are shown."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; where they stand for the same things in the same order, the selection stays."""
        same = [self._key(row) for row in rows] == [self._key(row) for row in self._rows]
        if same:
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def place_of(self, key: Hashable) -> int | None:
        """The row number of the thing with this key."""
        return next((at for at, row in enumerate(self._rows) if self._key(row) == key), None)

    def key_at(self, at: int) -> Hashable:
        """The key of a row."""
        return self._key(self._rows[at])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(row)
        if role == SORT_ROLE:
            return column.sort(row) if column.sort else column.text(row)
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole and column.centred:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(column.title)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _(column.spoken or column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter if column.centred else _LEFT
        return None


_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Table(Generic[Row]):
    """A QTableView of a form, made ours: calm rows, sorting that a third click takes back, copying as TSV."""

    def __init__(self, view: QTableView, model: TableModel[Row], *, sortable: bool = True) -> None:
        self.view = view
        self.model = model
        self.proxy = QSortFilterProxyModel(view)
        self.proxy.setSourceModel(model)
        self.proxy.setSortRole(SORT_ROLE)
        model.setParent(view)
        view.setModel(self.proxy)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 18)
        self.show_rows(3)
        self._widths: list[int] = []
        self._least: list[int] = []
        self.widths: dict[int, int] = {}  # those that the clerk has set
        self.hidden: set[int] = set()  # the columns that the clerk leaves out
        self.pasted: Callable[[str], object] | None = None
        self._dress_header(view.horizontalHeader(), sortable)
        self.columns = Columns(self)
        self._keys = _Keys(self)
        self._fit = _Fit(view, self.fit)
        self._held = QTimer(view)
        self._held.setSingleShot(True)
        self._held.timeout.connect(self._select_current)

    def show_rows(self, rows: int) -> None:
        """Be never lower than this many rows need."""
        view = self.view
        view.setMinimumHeight(
            view.fontMetrics().height() + 22 + view.verticalHeader().defaultSectionSize() * rows
        )

    def _dress_header(self, header: QHeaderView, sortable: bool) -> None:
        header.setHighlightSections(False)
        header.setSectionsClickable(sortable)
        header.setMinimumSectionSize(24)
        self.view.setSortingEnabled(sortable)
        if sortable:
            header.setSortIndicatorClearable(True)
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.proxy.sort(-1)
        metrics = self.view.fontMetrics()
        for at, column in enumerate(self.model.columns):
            wanted = metrics.horizontalAdvance("あ") * column.width + 18
            title = metrics.horizontalAdvance(_(column.title)) + 30 if column.title else 0
            self._widths.append(max(wanted, title))
            least = metrics.horizontalAdvance("あ") * column.least + 18 if column.least else wanted
            self._least.append(min(max(least, title), self._widths[-1]))
            header.resizeSection(at, self._widths[-1])
            if column.stretch:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def natural_width(self) -> int:
        """How wide the view must be for every column to have its own width."""
        return sum(self._widths) + self.view.frameWidth() * 2

    def set_width(self, at: int, width: int) -> None:
        """Give a column the width that the clerk has drawn."""
        self.set_widths({**self.widths, at: width})
        self.fit()

    def set_widths(self, widths: dict[int, int]) -> None:
        """Give these columns their widths, and the others their own again."""
        self.widths = dict(widths)

    def fit(self) -> None:
        """Share the room there is: a spare column gives way first, then the widest, then the others."""
        header, room = self.view.horizontalHeader(), self.view.viewport().width()
        columns = self.model.columns
        widths = [self.widths.get(at, own) for at, own in enumerate(self._widths)]
        shown = [at not in self.hidden for at in range(len(columns))]
        yielding = sorted(
            (at for at, one in enumerate(columns) if one.least),
            key=lambda at: (not columns[at].spare, not columns[at].stretch),
        )
        for at in yielding:
            over = sum(w for w, seen in zip(widths, shown, strict=True) if seen) - room
            widths[at] = max(min(self._least[at], widths[at]), widths[at] - max(over, 0))
        for at, one in enumerate(columns):
            if one.spare and sum(w for w, seen in zip(widths, shown, strict=True) if seen) > room:
                shown[at] = False
        rest = room - sum(w for w, seen in zip(widths, shown, strict=True) if seen)
        for at, one in enumerate(columns):
            header.setSectionHidden(at, not shown[at])
            if one.stretch:
                tight = rest < 0
                mode = QHeaderView.ResizeMode
                header.setSectionResizeMode(at, mode.Interactive if tight else mode.Stretch)
            if shown[at]:
                header.resizeSection(at, widths[at])
        current = self.view.currentIndex()
        if current.isValid() and header.isSectionHidden(current.column()):
            self._set_current(current)

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows and choose the same thing as before, else the first."""
        before = self.chosen_key()
        self.model.show(rows)
        if before is None or not self.choose(before):
            self.choose_first()

    def chosen(self) -> Row | None:
        """The row that is chosen."""
        index = self.view.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def chosen_key(self) -> Hashable:
        """The key of the row that is chosen, or None."""
        index = self.proxy.mapToSource(self.view.currentIndex())
        return self.model.key_at(index.row()) if index.isValid() else None

    def choose(self, key: Hashable) -> bool:
        """Choose the row with this key, if it is there."""
        at = self.model.place_of(key)
        if at is None:
            return False
        index = self.proxy.mapFromSource(self.model.index(at, 0))
        self._set_current(index)
        self.view.scrollTo(index)
        return True

    def _set_current(self, index: QModelIndex) -> None:
        """Choose a row and no other, whatever keys are held down; arrows go on from a column that is seen."""
        flag, header = QItemSelectionModel.SelectionFlag, self.view.horizontalHeader()
        places = (header.logicalIndex(at) for at in range(header.count()))
        seen = next((at for at in places if not header.isSectionHidden(at)), index.column())
        chosen = index.siblingAtColumn(seen)
        self.view.selectionModel().setCurrentIndex(chosen, flag.ClearAndSelect | flag.Rows)

    def hold(self, key: Hashable) -> None:
        """Choose a row again that the clerk may not leave; a click selects its own row only afterwards."""
        self.choose(key)
        self._held.start()

    def _select_current(self) -> None:
        flag = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().select(self.view.currentIndex(), flag.ClearAndSelect | flag.Rows)

    def choose_first(self) -> None:
        """Choose the first row as it is sorted now."""
        if self.proxy.rowCount():
            self._set_current(self.proxy.index(0, 0))


class _Fit(QObject):
    """Shares a table's room among its columns whenever it has another width."""

    def __init__(self, view: QTableView, fit: Callable[[], None]) -> None:
        super().__init__(view)
        self._fit = fit
        self._later = QTimer(self)  # when the view has its new size: what is chosen stays in sight
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(lambda: view.scrollTo(view.currentIndex()))
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if isinstance(event, QResizeEvent):
            if event.size().width() != event.oldSize().width():
                self._fit()
            if event.size().height() < event.oldSize().height():
                self._later.start()
        return False


class _Keys(QObject):
    """Copies the chosen rows as Excel takes them, pastes and saves, by keys and from the table's menu."""

    def __init__(self, table: Table[Any]) -> None:
        super().__init__(table.view)
        self._table = table
        self._view = table.view
        table.view.installEventFilter(self)
        table.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.view.customContextMenuRequested.connect(self._offer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if isinstance(event, QKeyEvent):
            does = self._meant(event)
            if does is not None:
                if event.type() is QEvent.Type.KeyPress:
                    does()
                event.accept()
                return True
        return False

    def _meant(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(QKeySequence.StandardKey.Copy):
            return self._copy
        if event.matches(QKeySequence.StandardKey.Paste) and self._table.pasted is not None:
            return self._paste
        return self._save if event.keyCombination() == _SAVE else None

    def _offer(self, at: QPoint) -> None:
        from PySide6.QtWidgets import QMenu  # seldom needed

        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(_("行をコピー"), self._copy)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(self._view.currentIndex().isValid())
        if self._table.pasted is not None:
            paste = menu.addAction(_("行を貼り付け"), self._paste)
            paste.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
            paste.setEnabled(bool(QGuiApplication.clipboard().text().strip()))
        self._table.columns.fill(menu.addMenu(_("表示する列")))
        menu.addAction(_("表を保存(&T)…"), self._save).setShortcut(QKeySequence(_SAVE))
        menu.popup(self._view.viewport().mapToGlobal(at))

    def _copy(self) -> None:
        text = tsv.chosen(self._table)
        if text:
            QGuiApplication.clipboard().setText(text)

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if self._table.pasted is not None and text.strip():
            self._table.pasted(text)

    def _save(self) -> None:
        from kyodo_desktop.ui import tableexport  # and with it all that writes Excel

        tableexport.pick(self._table)
