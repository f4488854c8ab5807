"""Keeps a scroll area as wide as what is in it, but never wider than its share of what it stands in."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QScrollArea, QWidget

LEAST: Final = 340
MOST_SHARE: Final = 0.38


class Keeper(QObject):
    """Follows the contents of a scroll area when they are laid out anew, and the room around it."""

    def __init__(self, area: QScrollArea, body: QWidget, around: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._body = body
        self._around = around
        body.installEventFilter(self)
        around.installEventFilter(self)
        self.fit()

    def fit(self) -> None:
        """Give the area the width its contents need, the scroll bar beside them, within its share."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        share = round(self._around.width() * MOST_SHARE)
        needed = max(LEAST, self._body.minimumSizeHint().width() + bar + 2)
        self._area.setMinimumWidth(min(needed, share))
        self._area.setMaximumWidth(max(share, 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (
            (QEvent.Type.LayoutRequest, QEvent.Type.Polish)
            if watched is self._body
            else (QEvent.Type.Resize,)
        )
        if event.type() in kinds:
            self.fit()
        return False
