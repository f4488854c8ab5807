"""Files dropped on a part of a window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


def dropped(data: QMimeData) -> list[Path]:
    """The files that are dragged, those of this machine alone."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class Drops(QObject):
    """Takes files dropped anywhere on a page."""

    def __init__(self, page: QWidget, take: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(page)
        self._take = take
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
            QEvent.Type.Drop,
        ):
            files = dropped(event.mimeData())
            if files:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self._take(files)
                return True
        return False
