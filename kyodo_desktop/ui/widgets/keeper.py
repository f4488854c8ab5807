"""Keeps a scroll area as wide as what is in it: it scrolls down only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QScrollArea, QWidget

LEAST: Final = 340


class Keeper(QObject):
    """Follows the contents of a scroll area when they are laid out anew."""

    def __init__(self, area: QScrollArea, body: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._body = body
        body.installEventFilter(self)
        self.fit()

    def fit(self) -> None:
        """Give the area the width its contents need, the scroll bar beside them."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumWidth(max(LEAST, self._body.minimumSizeHint().width() + bar + 2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Polish):
            self.fit()
        return False
