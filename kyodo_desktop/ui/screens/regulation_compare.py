"""Two texts of the regulation side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QPushButton, QTextBrowser

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.regulation_text import RegulationText
from kyodo_desktop.i18n import _
from kyodo_desktop.services import amendments
from kyodo_desktop.ui.desk import Store
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.screens.regulation_page import Page
from kyodo_desktop.ui.screens.regulation_words import AIR, comparison
from kyodo_desktop.ui.widgets.editors import said

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.regulation import RegulationScreen


class ComparePage(Page):
    """The texts on record, any two of them compared."""

    def __init__(self, screen: RegulationScreen) -> None:
        super().__init__(screen)
        self._texts: tuple[RegulationText, ...] = ()
        self.old = part(QComboBox, "old_text", self.form)
        self.new = part(QComboBox, "new_text", self.form)
        self.words = part(QTextBrowser, "compared", self.form)
        self.words.document().setDefaultStyleSheet(AIR)
        for box in (self.old, self.new):
            box.activated.connect(self._show)
        self._print = part(QPushButton, "print_comparison", self.form)
        self._print.clicked.connect(self.print_comparison)

    def reload(self) -> None:
        before = tuple(self._texts)
        try:
            self._texts = self.desk.read(_texts, self.committee) if self.committee else ()
        except KyodoError as error:
            self._texts = ()
            self.words.setPlainText(said(error).text())
            return
        if before != self._texts:
            self._offer()
        self._show()

    def _offer(self) -> None:
        for box, at in ((self.old, len(self._texts) - 2), (self.new, len(self._texts) - 1)):
            box.clear()
            for text in self._texts:
                box.addItem(_("{day}施行").format(day=wareki.long(text.since)))
            box.setCurrentIndex(max(at, 0) if self._texts else -1)

    def _show(self) -> None:
        several = len(self._texts) > 1
        for widget in (self.old, self.new, self._print):
            widget.setEnabled(several)
        if not several:
            self.words.setPlainText(
                _(
                    "比べられる本文がありません。「本文」の「改正を登録」で改正後の本文を登録すると、ここで比べられます。"
                )
            )
            return
        old, new = self._texts[self.old.currentIndex()], self._texts[self.new.currentIndex()]
        self.words.setHtml(comparison(amendments.compared(old, new)))

    def print_comparison(self) -> None:
        """Lead to where the comparison is shown and printed."""
        self.screen.asked.emit("papers", "comparison")


def _texts(store: Store, committee: str) -> tuple[RegulationText, ...]:
    return tuple(amendments.texts(store, committee))
