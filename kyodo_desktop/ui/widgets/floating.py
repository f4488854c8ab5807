"""A notice that floats over a page: it comes and goes without moving what the clerk is about to click."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from kyodo_desktop.ui.widgets.notice import NoticeBar

AIR: Final = 12  # pixels between it and the edges of the page


class FloatingNotice(NoticeBar):
    """Stands at the lower right of `over`, as wide as its words, above everything there."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("floating", True)
        over.installEventFilter(self)

    def place(self) -> None:
        """Take the room the words need, at most that of the page."""
        layout = self.layout()
        if layout is None:
            return
        most = max(self._over.width() - 2 * AIR, 0)
        layout.invalidate()
        width = min(self.natural_width(), most)
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        at = self._over.rect()
        self.setGeometry(at.right() - AIR - width, at.bottom() - AIR - height, width, height)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.Resize, QEvent.Type.ChildAdded)
        if watched is self._over and event.type() in kinds and not self.isHidden():
            self.place()
        return False

    def _stand(self) -> None:
        self.show()
        self.place()
