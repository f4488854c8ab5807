"""Labels that wrap within tabs: a tab doesn't ask how high its words are at its width, so each says it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QWidget


class Wrapped(QObject):
    """Keeps the wrapping labels of a form at least as high as their words."""

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        for label in form.findChildren(QLabel):
            if label.wordWrap():
                label.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Paint) and isinstance(watched, QLabel):
            needed = max(watched.heightForWidth(watched.width()), 0)
            if watched.minimumHeight() != needed:
                watched.setMinimumHeight(needed)
        return False
