"""What binding found to tell the clerk: a signature lost, a page number moved aside, a file repaired."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem

from kyodo_desktop.i18n import Message, _
from kyodo_desktop.ui.load import part

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.packet import PacketScreen

_KEY: Final = "packet/notes"
_TITLE: Final = Qt.ItemDataRole.UserRole


class PacketNotes(QObject):
    """Lists the notes of the last binding; choosing one shows the part that it is about."""

    def __init__(self, screen: PacketScreen, go: Callable[[str], object]) -> None:
        super().__init__(screen)
        self._screen = screen
        self._go = go
        self.box = part(QCheckBox, "notes_shown", screen.form)
        self.view = part(QListWidget, "notes", screen.form)
        self.box.setChecked(screen.settings.text(_KEY, "shown") == "shown")
        self.box.toggled.connect(self._show)
        self.view.itemActivated.connect(self._on_activated)
        self.view.itemClicked.connect(self._on_activated)
        self.tell(())

    def tell(self, notes: Sequence[Message]) -> None:
        """Show these notes, and no other."""
        self.view.clear()
        for note in notes:
            item = QListWidgetItem(note.text())
            item.setData(_TITLE, str(dict(note.args).get("title", "")))
            self.view.addItem(item)
        self.box.setText(_("綴じたときの注意（{count}件）").format(count=len(notes)))
        self._show()

    def keep_state(self) -> None:
        """Remember whether the list is open."""
        self._screen.settings.keep(_KEY, "shown" if self.box.isChecked() else "")

    def _show(self) -> None:
        count = self.view.count()
        self.box.setVisible(count > 0)
        self.view.setVisible(count > 0 and self.box.isChecked())
        row = self.view.sizeHintForRow(0) if count else 0
        self.view.setFixedHeight(min(count, 3) * row + 2 * self.view.frameWidth() + 2)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self._go(item.data(_TITLE))
