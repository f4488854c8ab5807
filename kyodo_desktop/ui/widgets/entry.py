"""Text fields that leave the input method alone: nothing is judged or saved while it composes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

_KEPT_OPEN = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


def _left_to_window(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
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

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _KEPT_OPEN and not self._composing:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        if _left_to_window(event, self.isUndoAvailable(), self.isRedoAvailable()):
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
        if event.reason() not in _KEPT_OPEN and not self._composing:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        document = self.document()
        if _left_to_window(event, document.isUndoAvailable(), document.isRedoAvailable()):
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
