"""これまでの委員: everybody the register knows, found by name, reading or affiliation."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QTableView, QWidget

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services.people import PersonLine, matching, people_ever
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.roster_shown import span
from kyodo_desktop.ui.widgets.entry import LineEntry
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

SEARCH_MS: Final = 120  # after the last key, where many are searched
COLUMNS: Final[tuple[Column[PersonLine], ...]] = (
    Column(
        title=mark("氏名"),
        text=lambda one: one.name.name,
        sort=lambda one: one.name.kana or one.name.name,
        width=8,
        least=7,
    ),
    Column(
        title=mark("在任"),
        text=lambda one: span(one.since, one.until) if one.since else _("この委員会の委嘱なし"),
        sort=lambda one: one.since or dt.date.min,
        width=13,
        least=9,
    ),
    Column(title=mark("区分"), text=lambda one: one.category, width=6, least=4, spare=True),
    Column(title=mark("所属"), text=lambda one: one.affiliation, width=14, least=6, stretch=True),
)


class PeopleList(QObject):
    """The search field and the table. `turned` when another person is chosen."""

    turned = Signal()

    def __init__(self, desk: Desk, form: QWidget) -> None:
        super().__init__(form)
        self._desk = desk
        self._known: tuple[PersonLine, ...] | None = None
        self.shown = False
        self.find = LineEntry()
        self.find.setPlaceholderText(_("氏名、ふりがな、所属で探す"))
        self.find.setAccessibleName(_("これまでの委員を探す"))
        self.find.setClearButtonEnabled(True)
        fill(part(QWidget, "find_place", form), self.find)
        self.table: Table[PersonLine] = Table(
            part(QTableView, "people", form), TableModel(COLUMNS, key=lambda one: one.person)
        )
        self._filling = False
        self.table.view.selectionModel().currentRowChanged.connect(self._on_row)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SEARCH_MS)
        self._later.timeout.connect(self._fill)
        self.find.textChanged.connect(lambda _text: self._later.start())
        self.show(False)

    @property
    def person(self) -> Id | None:
        """The person who is chosen."""
        line = self.table.chosen()
        return line.person if line is not None else None

    def show(self, shown: bool) -> None:
        """Stand in place of the day's roster, or not."""
        self.shown = shown
        self.find.setVisible(shown)
        self.table.view.setVisible(shown)

    def forget(self) -> None:
        """Ask anew: the register has changed."""
        self._known = None

    def reload(self) -> None:
        """Show everybody who is found; the same person stays chosen."""
        if self._known is None:
            committee = self._desk.committee
            self._known = self._desk.read(people_ever, committee.id) if committee else ()
        self._filling = True
        self.table.show(matching(self._known, self.find.text()))
        self._filling = False

    def choose(self, person: Id) -> bool:
        """Choose a person, whatever is searched for."""
        if not self.table.choose(person):
            self.find.clear()
            self._later.stop()
            self.reload()
        return self.table.choose(person)

    def _fill(self) -> None:
        if self.shown:
            self.reload()
            self.turned.emit()

    def _on_row(self) -> None:
        if not self._filling:
            self.turned.emit()
