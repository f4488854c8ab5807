"""A row of buttons that goes on in a second row where the first is full: words grow in other languages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_SPACING = 8


class FlowLayout(QLayout):
    """Sets its widgets side by side, at their own size, and breaks the row at the edge."""

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, arg__1: QLayoutItem) -> None:
        self._items.append(arg__1)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, arg__1: int) -> int:
        return self._set(QRect(0, 0, arg__1, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def setGeometry(self, arg__1: QRect) -> None:
        super().setGeometry(arg__1)
        self._set(arg__1, move=True)

    def _set(self, room: QRect, *, move: bool) -> int:
        """Set the items into `room`, or only find how high it must be; those of a row share its middle."""
        top = room.top()
        for row in self._split(room.width()):
            left, tall = room.left(), max(size.height() for _item, size in row)
            for item, size in row:
                if move:
                    item.setGeometry(QRect(QPoint(left, top + (tall - size.height()) // 2), size))
                left += size.width() + _SPACING
            top += tall + _SPACING
        return max(top - _SPACING - room.top(), 0)

    def _split(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items row by row, as many in each as there is room for."""
        made: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            size = item.sizeHint()
            if not made or left + size.width() > width:
                made.append([])
                left = 0
            made[-1].append((item, size))
            left += size.width() + _SPACING
        return made


class _Rows(QObject):
    """Keeps room for every row: what stands around a flow asks for its least height alone."""

    def __init__(self, place: QWidget, layout: FlowLayout) -> None:
        super().__init__(place)
        self._place = place
        self._layout = layout
        place.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            rows = self._layout.heightForWidth(self._place.width())
            if rows != self._place.minimumHeight():
                self._place.setMinimumHeight(rows)
        return False


def flow(place: QWidget) -> None:
    """Let the widgets that a form has put in `place` flow."""
    layout = FlowLayout(place)
    _Rows(place, layout)
    for child in place.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        layout.addWidget(child)
