"""The day on the whole screen (F11), larger: for the projector, or for whoever sits away from the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kyodo_desktop.i18n import _
from kyodo_desktop.ui.load import part

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting import MeetingScreen
    from kyodo_desktop.ui.screens.meeting_day import DayPart

LARGER: Final = 1.35


class Stage:
    """Takes the page's form to a window of its own, and back."""

    def __init__(self, day: DayPart) -> None:
        self._part = day
        self._window: _Window | None = None

    @property
    def on(self) -> bool:
        """Whether the day fills the screen."""
        return self._window is not None

    def toggle(self) -> None:
        """Fill the screen, or go back to the page."""
        if self.on:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Fill the screen."""
        self._window = _Window(self)
        self._window.setWindowTitle(_("当日"))
        points = self._part.font().pointSizeF() * LARGER
        self._window.setStyleSheet(f"* {{ font-size: {points:.1f}pt; }}")  # a font alone isn't handed on
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self._part.desk.undo),
            (QKeySequence(QKeySequence.StandardKey.Redo), self._part.desk.redo),
            (QKeySequence(Qt.Key.Key_Escape), self.leave),
        ):
            QShortcut(keys, self._window).activated.connect(lambda do=do: do())
        self._move(self._window)
        self._window.showFullScreen()
        self._part.clock.run(running=True)
        self._part.room.list.setFocus()

    def leave(self) -> None:
        """Go back to the page."""
        window, self._window = self._window, None
        if window is None:
            return
        self._move(self._part)
        window.hide()
        window.deleteLater()
        self._part.room.list.setFocus()

    def _move(self, to: QWidget) -> None:
        layout = to.layout()
        assert layout is not None
        layout.addWidget(self._part.form)
        self._part.form.show()
        self._part.room.list.fit()


def make_room(screen: MeetingScreen, *, wide: bool) -> None:
    """Let the list of meetings give way to a page that needs the room, or come back."""
    beside = part(QSplitter, "across", screen.form).widget(0)
    if beside is not None:
        beside.setVisible(not wide)


class _Window(QWidget):
    """The window that fills the screen; closing it goes back to the page."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage._part, Qt.WindowType.Window)
        self._stage = stage
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stage.leave()
        event.accept()
