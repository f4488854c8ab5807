"""A received file that asks for a password: asked here, kept while the program runs, nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton

from kyodo_desktop.i18n import _
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.screens.packet_rows import PartRow

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.packet import PacketScreen


class PacketLocked(QObject):
    """Asks for the password of the first file that is locked."""

    def __init__(self, screen: PacketScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._row: PartRow | None = None
        form = screen.form
        self.card = part(QFrame, "locked", form)
        self._label = part(QLabel, "locked_label", form)
        self._problem = part(QLabel, "locked_problem", form)
        self.word = part(QLineEdit, "password", form)
        self.open = part(QPushButton, "unlock", form)
        self.open.clicked.connect(self._unlock)
        self.word.returnPressed.connect(self._unlock)
        self.word.textChanged.connect(lambda text: self.open.setEnabled(bool(text)))
        self.open.setEnabled(False)
        self.card.hide()

    @property
    def problem(self) -> str:
        """What is wrong with the password that was given."""
        return "" if self._problem.isHidden() else self._problem.text()

    def show(self, locked: Sequence[PartRow]) -> None:
        """Ask for the first of these, or for nothing."""
        self._row = row = locked[0] if locked else None
        self.card.setVisible(row is not None)
        if row is None or row.file is None:
            self._problem.hide()
            return
        words = _("{number}のファイル「{name}」のパスワード")
        self._label.setText(words.format(number=row.number, name=row.file.name))
        wrong = row.found is not None and row.found.refusal == "wrong"
        self._problem.setText(_("パスワードが違います。") if wrong else "")
        self._problem.setVisible(wrong)
        self.word.setAccessibleDescription(self._problem.text())

    def _unlock(self) -> None:
        row, word = self._row, self.word.text()
        if row is None or row.file is None or not word:
            return
        self.word.clear()
        self._screen.binder().unlock(row.file.sha256, word)
        self._screen.build()
        self._screen.findings.again()
