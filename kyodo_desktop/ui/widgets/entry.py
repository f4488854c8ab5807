"""Text fields that leave the input method alone: nothing is judged or saved while it composes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionFrame

KEPT_OPEN: Final = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why a field may lose the keyboard without being left."""

_EDGE: Final = 2  # what a line edit keeps free at both ends of its text
_FRAME: Final = 40  # more than a frame and its padding take, in pixels


def left_to_window(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Whether a field with nothing to take back leaves Ctrl+Z or Ctrl+Y to the window's undo."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return (event.matches(QKeySequence.StandardKey.Undo) and not can_undo) or (
        event.matches(QKeySequence.StandardKey.Redo) and not can_redo
    )


class LineEntry(QLineEdit):
    """One line. `left` tells that the clerk has gone on to something else, or pressed Enter."""

    left = Signal()
    touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self.textEdited.connect(self.touched)
        self.returnPressed.connect(self.left)

    @property
    def composing(self) -> bool:
        """Whether the input method holds text that isn't committed yet."""
        return self._composing

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self.touched.emit()

    def paintEvent(self, arg__1: QPaintEvent) -> None:
        """Draw the line; where nobody types in it and it is too long, its beginning and …."""
        whole = self.text()
        wide = self.fontMetrics().horizontalAdvance(whole)
        clear = wide + _FRAME <= self.width()  # told without the style, whose names are slow to load
        if clear or self.hasFocus() or self._composing or wide <= (room := self._room()):
            super().paintEvent(arg__1)
            return
        from PySide6.QtWidgets import QStyle, QStylePainter

        option = self._option()
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option)
        inside = self._inside(option).adjusted(_EDGE, 0, -_EDGE, 0)
        painter.setPen(self.palette().text().color())
        short = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), short)

    def _option(self) -> QStyleOptionFrame:
        from PySide6.QtWidgets import QStyleOptionFrame

        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _inside(self, option: QStyleOptionFrame) -> QRect:
        from PySide6.QtWidgets import QStyle

        made = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return made.marginsRemoved(self.textMargins())

    def _room(self) -> int:
        return self._inside(self._option()).width() - 2 * _EDGE

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in KEPT_OPEN and not self._composing:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        if left_to_window(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class LinesEntry(QPlainTextEdit):
    """Several lines; Tab goes on to the next field."""

    left = Signal()
    touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.touched)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 14)

    @property
    def composing(self) -> bool:
        """Whether the input method holds text that isn't committed yet."""
        return self._composing

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self.touched.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in KEPT_OPEN and not self._composing:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        document = self.document()
        if left_to_window(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class ChoiceEntry(QComboBox):
    """A list to choose from, which the wheel doesn't change in passing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()
