"""The editor of a long text: airy lines, and help on how it is written at F1."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit

from kyodo_desktop.i18n import _
from kyodo_desktop.ui.widgets.editors import LinesEditor
from kyodo_desktop.ui.widgets.entry import KEPT_OPEN, left_to_window

LINES: Final = 12
"""How many lines of a text are seen at least."""
LEADING: Final = 140  # per cent: Japanese faces bring no air of their own


class SourceEntry(QTextEdit):
    """Plain text of many lines; Tab goes on to the next field. A QPlainTextEdit can't space its lines."""

    left = Signal()
    touched = Signal()
    asked_help = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._composing = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * LINES * LEADING // 100 + 14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._space()
        self.textChanged.connect(self.touched)

    def setPlainText(self, text: str) -> None:
        super().setPlainText(text)
        self._space()

    def _space(self) -> None:
        """Space the lines, which the field's own undo needn't know of; lines typed later take after them."""
        document = self.document()
        blocked = self.blockSignals(True)
        document.setUndoRedoEnabled(False)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        every = QTextCursor(document)
        every.select(QTextCursor.SelectionType.Document)
        every.mergeBlockFormat(spaced)
        document.setUndoRedoEnabled(True)
        self.blockSignals(blocked)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.asked_help.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        document = self.document()
        if left_to_window(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
            return False
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1:
            event.accept()  # the help on how a text is written goes before the screen's own
            return True
        return super().event(event)


class SourceEditor(LinesEditor):
    """Many lines, as many as there is room for."""

    def make_entry(self) -> SourceEntry:
        made = SourceEntry()
        made.setPlaceholderText(_("# 見出し\n本文\n- 箇条書き\n| 表の見出し | 内容 |\n| --- | --- |"))
        return made
