"""What every screen is: one page of the window, that reloads when what it shows was touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QToolButton, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id, Record
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.desk import Change, Desk
from kyodo_desktop.ui.icons import icon
from kyodo_desktop.ui.load import fill, load, part
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.form import RecordForm

STANDS_MS: Final = 50  # after this a window has been painted, and what can wait for it is done


class Screen(QWidget):
    """A page filled from its form. `shows` are the records whose change makes it reload."""

    key: ClassVar[str]
    shows: ClassVar[tuple[type[Record], ...]]
    icons: ClassVar[Mapping[str, str]] = {}
    """The drawing on each tool button."""

    notified = Signal(str, str, object)
    """A sentence for the notice bar, with the words of a button and what it does."""

    jumped = Signal(object, object)
    """A finding's place to be shown, and the meeting that it was found at."""

    asked = Signal(str, str)
    """Another screen to be shown, by its key, and the id of the record to be chosen there ("" for none)."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.stale = True
        self.form = load(desk.paths.screens / f"{self.key}.ui", self._scrolled())
        self._draw_icons()
        desk.changed.connect(self._on_changed)
        desk.committee_chosen.connect(self._on_committee)

    def _scrolled(self) -> QWidget:
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

    def reload(self) -> None:
        """Show what the register holds now."""
        raise NotImplementedError

    def forms(self) -> tuple[RecordForm, ...]:
        """The forms that save by themselves."""
        return ()

    def flush(self) -> bool:
        """Save what is pending; False when something can't be saved, and the complaint is showing."""
        done = [form.flush() for form in self.forms()]
        return all(done)

    def discard(self) -> None:
        """Forget what was typed and not saved."""
        for form in self.forms():
            form.revert()

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

    # --- looks

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "form"):
            self._draw_icons()

    def _draw_icons(self) -> None:
        folder = self.desk.paths.resources / "icons"
        for name, drawing in self.icons.items():
            part(QToolButton, name, self.form).setIcon(icon(folder, drawing, self.palette()))

    # --- reloading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Reload if something was touched since the last time."""
        if self.stale:
            self.stale = False
            self.reload()

    def _on_changed(self, change: Change) -> None:
        if any(change.touches(cls) for cls in self.shows):
            self._on_committee()

    def _on_committee(self) -> None:
        self.stale = True
        if self.isVisible():
            self.refresh()
