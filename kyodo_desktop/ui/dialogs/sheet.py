"""What dialogs made from a form have in common."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import load, part

_EDGE: Final = 60  # of the screen, left free around a dialog


class FormDialog(QDialog):
    """Stands over the window, filled from `forms/screens/NAME.ui`; `letters` is its size in letters."""

    def __init__(self, parent: QWidget, desk: Desk, name: str, title: str, letters: tuple[int, int]) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        place = QWidget()
        self.form = load(desk.paths.screens / f"{name}.ui", place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(place)
        letter, room = self.fontMetrics().horizontalAdvance("あ"), self.screen().availableSize()
        wide, tall = (count * letter for count in letters)
        self.resize(min(wide, room.width() - _EDGE), min(tall, room.height() - _EDGE))

    def say(self, name: str, words: str) -> None:
        """Show words in the label called `name`; without words it isn't there."""
        label = part(QLabel, name, self.form)
        label.setText(words)
        label.setVisible(bool(words))
