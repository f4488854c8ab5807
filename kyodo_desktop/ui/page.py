"""What a screen and a part of one have in common: they reload what was touched, save, and draw icons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QToolButton, QWidget

from kyodo_desktop.domain.fields import Record
from kyodo_desktop.ui.desk import Change, Desk
from kyodo_desktop.ui.icons import icon
from kyodo_desktop.ui.load import load, part

if TYPE_CHECKING:
    from kyodo_desktop.ui.widgets.form import RecordForm


class Page(QWidget):
    """Filled from the form of its `key`. `shows` are the records whose change makes it reload."""

    key: ClassVar[str]
    shows: ClassVar[tuple[type[Record], ...]]
    icons: ClassVar[Mapping[str, str]] = {}
    """The drawing on each tool button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.stale = True
        self.form = load(desk.paths.screens / f"{self.key}.ui", self._body())
        self._draw_icons()
        desk.changed.connect(self._on_changed)

    def _body(self) -> QWidget:
        """The widget that the form fills."""
        return self

    # --- what a page says of itself

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

    def touch(self) -> None:
        """What is shown may be out of date: reload now, or when the page is next seen."""
        self.stale = True
        if self.isVisible():
            self.refresh()

    def _on_changed(self, change: Change) -> None:
        if any(change.touches(cls) for cls in self.shows) or (not change.pairs and Record in self.shows):
            self.touch()
