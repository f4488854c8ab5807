"""Where the window stands: as it was left, and wholly on its screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtWidgets import QWidget

from kyodo_desktop.ui.settings import Settings

USUAL: Final = QSize(1280, 820)
FRAME: Final = QMargins(4, 32, 4, 4)  # what a window manager may put around a window, until we have seen it
_GEOMETRY, _FRAME = "window/geometry", "window/frame"


def keep(window: QWidget, settings: Settings) -> None:
    """Remember where the window stands, and how wide the frame is that was put around it."""
    settings.keep(_GEOMETRY, window.saveGeometry())
    inner, outer = window.geometry(), window.frameGeometry()
    edges = (
        inner.left() - outer.left(),
        inner.top() - outer.top(),
        outer.right() - inner.right(),
        outer.bottom() - inner.bottom(),
    )
    if not window.isMaximized() and not window.isFullScreen():
        settings.keep(_FRAME, " ".join(str(edge) for edge in edges))


def restore(window: QWidget, settings: Settings) -> None:
    """Let the window stand as it was left; the first time in the middle of the screen.

    The place is that of the window without its frame: the frame is unknown before it is shown.
    """
    known = window.restoreGeometry(settings.state(_GEOMETRY))
    if window.isMaximized() or window.isFullScreen():
        return
    room = window.screen().availableGeometry().marginsRemoved(_frame(settings))
    where = window.geometry() if known else QRect(room.topLeft(), USUAL.boundedTo(room.size() * 0.95))
    if not known:
        where.moveCenter(room.center())
    fitted = within(where, room)
    if not known or fitted != where:
        window.setGeometry(fitted)


def within(where: QRect, room: QRect) -> QRect:
    """`where` made smaller and moved as little as needed to lie in `room`."""
    made = QRect(where.topLeft(), where.size().boundedTo(room.size()))
    made.moveLeft(max(min(made.left(), room.right() + 1 - made.width()), room.left()))
    made.moveTop(max(min(made.top(), room.bottom() + 1 - made.height()), room.top()))
    return made


def _frame(settings: Settings) -> QMargins:
    try:
        left, top, right, bottom = (int(edge) for edge in settings.text(_FRAME).split())
    except ValueError:
        return FRAME
    return QMargins(left, top, right, bottom)
