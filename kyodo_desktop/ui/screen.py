"""What every screen is: one page of the window, that reloads when what it shows was touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.desk import Change, Desk
from kyodo_desktop.ui.load import fill
from kyodo_desktop.ui.page import Page
from kyodo_desktop.ui.settings import Settings

STANDS_MS: Final = 50  # after this a window has been painted, and what can wait for it is done


class Screen(Page):
    """A page of the window, scrolled where it doesn't fit."""

    notified = Signal(str, str, object)
    """A sentence for the notice bar, with the words of a button and what it does."""

    jumped = Signal(object, object)
    """A finding's place to be shown, and the meeting that it was found at."""

    asked = Signal(str, str)
    """Another screen to be shown, by its key, and the id of the record to be chosen there ("" for none)."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk)
        self.settings = settings
        desk.committee_chosen.connect(self.touch)

    def _body(self) -> QWidget:
        """The body of the page: what doesn't fit a small screen is scrolled to."""
        area, body = QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        fill(self, area)
        return body

    # --- what a screen says of itself

    def keep_state(self) -> None:
        """Remember what is chosen, for the next sitting."""

    def show_record(self, record: Id) -> None:
        """Choose a record that this screen shows, for another screen that leads to it."""

    # --- for the screens

    def kept(self, key: str) -> str:
        """A value this screen kept for this register."""
        return self.settings.text(Settings.of(self.desk.location, f"{self.key}/{key}"))

    def keep(self, key: str, value: str) -> None:
        """Keep a value of this screen for this register."""
        self.settings.keep(Settings.of(self.desk.location, f"{self.key}/{key}"), value)

    def tell_undo(self, change: Change | None) -> None:
        """After a removal: say what was done and offer to take it back, and that alone."""
        if change is not None and change.pairs:
            act = change.act.text()
            self.notified.emit(act, _("元に戻す：{act}").format(act=act), lambda: self.desk.undo(change))

    def attempt(self, do: Callable[[], object]) -> bool:
        """Do something; where it fails, say so in the notice bar."""
        try:
            do()
        except KyodoError as error:
            self.desk.failed.emit(error)
            return False
        return True
