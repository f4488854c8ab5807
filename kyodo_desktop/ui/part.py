"""A page of the meeting screen with a form of its own, made when it is first shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QToolButton, QWidget

from kyodo_desktop.domain.fields import Record
from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.ui.desk import Change
from kyodo_desktop.ui.icons import icon
from kyodo_desktop.ui.load import load, part
from kyodo_desktop.ui.widgets.form import RecordForm

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting import MeetingScreen


class Part(QWidget):
    """Shows something of one meeting. `shows` are the records whose change makes it reload."""

    key: ClassVar[str]
    shows: ClassVar[tuple[type[Record], ...]]
    icons: ClassVar[Mapping[str, str]] = {}
    """The drawing on each tool button."""

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__()
        self.owner = screen
        self.desk = screen.desk
        self.meeting: Meeting | None = None
        self.stale = True
        self.form = load(self.desk.paths.screens / f"{self.key}.ui", self)
        self._draw_icons()
        self.desk.changed.connect(self._on_changed)

    # --- what a part says of itself

    def reload(self) -> None:
        """Show what the register holds now of `self.meeting`, which may be None."""
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

    # --- reloading

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Show this meeting, now or when the page is next seen."""
        self.meeting = meeting
        self.stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Reload if something was touched since the last time."""
        if self.stale:
            self.stale = False
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _on_changed(self, change: Change) -> None:
        if any(change.touches(cls) for cls in self.shows):
            self.stale = True
            if self.isVisible():
                self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "form"):
            self._draw_icons()

    def _draw_icons(self) -> None:
        folder = self.desk.paths.resources / "icons"
        for name, drawing in self.icons.items():
            part(QToolButton, name, self.form).setIcon(icon(folder, drawing, self.palette()))
