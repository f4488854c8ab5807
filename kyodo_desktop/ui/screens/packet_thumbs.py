"""The packet's pages as thumbnails: those in sight are drawn in a child process, the window shows them."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColorConstants, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QListView

from kyodo_desktop.i18n import _
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.task import Task

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.papers.thumbnails import Thumbnail, Thumbnailer
    from kyodo_desktop.ui.screens.packet import PacketScreen

Index = QModelIndex | QPersistentModelIndex
SIDE: Final = 8.0  # 字: how wide and high a thumbnail may be
AT_ONCE: Final = 8
KEPT: Final = 400
SOON_MS: Final = 30
_NOWHERE: Final = QModelIndex()


class ThumbModel(QAbstractListModel):
    """A row for each page; a picture that isn't there yet is asked for when the view wants to draw it."""

    wanted = Signal(int)

    def __init__(self, parent: QObject, side: int) -> None:
        super().__init__(parent)
        self.blank = QPixmap(side, side)
        self.blank.fill(Qt.GlobalColor.transparent)
        self._count = 0
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._old: set[int] = set()

    def show(self, count: int) -> None:
        """Another document of so many pages; its pages look like the last one's until they are drawn."""
        if count != self._count:
            self.beginResetModel()
            self._count = count
            self.endResetModel()
        self._old = {page for page in self._pictures if page <= count}
        self._pictures = OrderedDict((page, one) for page, one in self._pictures.items() if page <= count)
        if count:
            self.dataChanged.emit(self.index(0), self.index(count - 1))

    def put(self, page: int, picture: QPixmap) -> None:
        """The picture of a page, from 1."""
        if page > self._count:
            return
        self._pictures[page] = picture
        self._pictures.move_to_end(page)
        self._old.discard(page)
        while len(self._pictures) > KEPT:
            self._old.discard(self._pictures.popitem(last=False)[0])
        at = self.index(page - 1)
        self.dataChanged.emit(at, at)

    def lacks(self, page: int) -> bool:
        """Whether a page's picture, as it is now, isn't there."""
        return page not in self._pictures or page in self._old

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        page = index.row() + 1
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{page}ページ目").format(page=page)
        if role == Qt.ItemDataRole.DecorationRole:
            if self.lacks(page):
                self.wanted.emit(page)
            return self._pictures.get(page, self.blank)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        return None


class PacketThumbs(QObject):
    """Shows the thumbnails and has those in sight drawn; `chosen` when the clerk chooses a page."""

    chosen = Signal(int)

    def __init__(self, screen: PacketScreen) -> None:
        super().__init__(screen)
        self.view = part(QListView, "thumbs", screen.form)
        self._side = round(self.view.fontMetrics().horizontalAdvance("あ") * SIDE)
        self.model = ThumbModel(self, self._side)
        self._data: bytes | None = None
        self._drawer: Thumbnailer | None = None
        self._task: Task[tuple[Thumbnail, ...]] | None = None
        self._failed: set[int] = set()
        self._following = False
        self._dress()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._draw)
        self.model.wanted.connect(lambda _page: self._soon.isActive() or self._soon.start())
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.clicked.connect(lambda index: self.chosen.emit(index.row() + 1))

    def _dress(self) -> None:
        view, label = self.view, self.view.fontMetrics().height() + 20
        view.setModel(self.model)
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setMovement(QListView.Movement.Static)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setUniformItemSizes(True)
        view.setIconSize(QSize(self._side, self._side))
        view.setGridSize(QSize(self._side + 20, self._side + label))
        view.setWordWrap(False)
        view.setMinimumHeight(self._side + label + 8)

    # --- the document

    def show(self, data: bytes, count: int) -> None:
        """Show the pages of these bytes."""
        self._data = data
        self._failed.clear()
        self.model.show(count)

    def clear(self) -> None:
        """Show nothing."""
        self._data = None
        self.model.show(0)

    def follow(self, page: int) -> None:
        """Mark the page that is shown large, and bring it into sight."""
        index = self.model.index(page - 1)
        if index.isValid() and index != self.view.currentIndex():
            self._following = True
            self.view.setCurrentIndex(index)
            self._following = False

    def end(self) -> None:
        """Draw nothing more, and leave no process behind."""
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()
        if self._drawer is not None:
            self._drawer.kill()

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and not self._following:
            self.chosen.emit(index.row() + 1)

    # --- drawing

    def seen(self) -> list[int]:
        """The pages in sight that aren't drawn yet, the first ones at most."""
        room = self.view.viewport().rect()
        first = self._first(room)
        found: list[int] = []
        for row in range(first, self.model.rowCount()):
            where: QRect = self.view.visualRect(self.model.index(row))
            if where.top() > room.bottom():
                break
            if where.intersects(room) and self.model.lacks(row + 1) and row + 1 not in self._failed:
                found.append(row + 1)
        return found[:AT_ONCE]

    def _first(self, room: QRect) -> int:
        """The row from which on there may be something in sight: rows stand in their order."""
        low, high = 0, self.model.rowCount()
        while low < high:
            middle = (low + high) // 2
            if self.view.visualRect(self.model.index(middle)).bottom() < room.top():
                low = middle + 1
            else:
                high = middle
        return low

    def _draw(self) -> None:
        data = self._data
        if data is None or self._task is not None or not self.view.isVisible():
            return
        pages = self.seen()
        if not pages:
            return
        from kyodo_desktop.papers.thumbnails import Thumbnailer

        drawer = self._drawer = self._drawer or Thumbnailer()
        side = round(self._side * self.view.devicePixelRatioF())
        self._task = task = Task(lambda: drawer.draw(data, pages, side))
        task.finished.connect(lambda found: self._on_drawn(data, pages, found))
        task.failed.connect(lambda _error: self._on_drawn(data, pages, ()))
        task.cancelled.connect(self._rest)
        task.start()

    def _rest(self) -> None:
        self._task = None

    def _on_drawn(self, data: bytes, pages: list[int], found: tuple[Thumbnail, ...]) -> None:
        self._rest()
        if data is self._data:
            for one in found:
                self.model.put(one.page, _framed(one, self.view))
            self._failed |= set(pages) - {one.page for one in found}
        self._soon.start()


def _framed(one: Thumbnail, view: QListView) -> QPixmap:
    """The page on white, with a line around it, in the middle of the room that a thumbnail has."""
    sheet = QImage(one.rows, one.width, one.height, one.width * 4, QImage.Format.Format_RGB32)
    ratio = view.devicePixelRatioF()
    side = round(view.iconSize().width() * ratio)
    made = QPixmap(side, side)
    made.fill(QColorConstants.Transparent)
    left, top = (side - one.width) // 2, side - one.height
    painter = QPainter(made)
    painter.drawImage(left, top, sheet)
    painter.setPen(view.palette().color(QPalette.ColorRole.Mid))
    painter.drawRect(left, top, one.width - 1, one.height - 1)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
