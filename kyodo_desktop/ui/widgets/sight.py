"""Bringing what has just appeared into sight, where it stands in something that is scrolled."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

AIR: Final = 12  # pixels left under what is brought into sight
WAITS_MS: Final = (
    0,
    40,
)  # a scroll bar that appears narrows the fields, and their labels move above them


def into_sight(widget: QWidget, *, beside: QWidget | None = None) -> None:
    """Scroll to `widget` once it is laid out; the field within `beside` that is typed in stays in sight."""

    def scroll() -> None:
        area = _area(widget)
        if area is None or widget.isHidden():
            return
        area.ensureWidgetVisible(widget, 0, AIR)
        field = QApplication.focusWidget()
        if field is not None and beside is not None and beside.isAncestorOf(field):
            area.ensureWidgetVisible(field, 0, AIR)

    for wait in WAITS_MS:
        QTimer.singleShot(wait, widget, scroll)


def _area(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above
