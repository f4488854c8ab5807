"""渡した相手: who has which edition, and the act that records to whom one was handed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableWidget, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Handover, IssuedPaper, Meeting
from kyodo_desktop.i18n import _, listed, mark
from kyodo_desktop.services import editions
from kyodo_desktop.services.correspondence import To, recipients
from kyodo_desktop.services.editions import Holder
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.dialogs.checklist import Checklist, Ticked
from kyodo_desktop.ui.dialogs.sheet import FormDialog
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.widgets.dayfield import DayField
from kyodo_desktop.ui.widgets.entry import LinesEntry

TITLES: Final = (mark("氏名"), mark("持っている版"), mark("渡した日"), mark("渡し方"))
_NAMED: Final = 6  # of the holders of an old edition, the rest as a number


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody who may be handed a packet, and what they have."""

    to: To
    has: Holder | None


class HandingDialog(FormDialog):
    """Stands over the window; what it records is an act of the clerk each time."""

    def __init__(self, parent: QWidget, desk: Desk, meeting: Id, chosen: IssuedPaper) -> None:
        super().__init__(parent, desk, "handing", _("渡した相手"), (46, 42))
        self._meeting = meeting
        self._people: tuple[_Person, ...] = ()
        self.say("title", _("渡した相手"))
        self._find_parts(max(desk.today, chosen.issued_on))
        for one in reversed(desk.read(editions.editions_of, meeting)):
            self.edition.addItem(_("第{edition}版").format(edition=one.edition), one)
            if one.id == chosen.id:
                self.edition.setCurrentIndex(self.edition.count() - 1)
        self.how.addItem(_("（記録しない）"), None)
        for how in Handover:
            self.how.addItem(_(how.label), how)
        self._wire()
        self.show_people()

    def _find_parts(self, day: dt.date) -> None:
        form = self.form
        self.list = Checklist(part(QTableWidget, "people", form), TITLES, 3)
        self.edition, self.how = part(QComboBox, "edition", form), part(QComboBox, "how", form)
        self.others = LinesEntry()
        self.others.setObjectName("others")
        self.others.setAccessibleName(_("ほかの人（1行に1人）"))
        self.others.setPlaceholderText(_("1行に1人（例：市長室、傍聴人控え）"))
        fill(part(QWidget, "others_place", form), self.others)
        part(QLabel, "others_label", form).setBuddy(self.others)
        self.day = DayField(day, _("渡した日"))
        fill(part(QWidget, "day_place", form), self.day)
        part(QLabel, "day_label", form).setBuddy(self.day)
        self.hand = part(QPushButton, "hand", form)
        for before, after in ((self.others, self.day), (self.day, self.how)):
            QWidget.setTabOrder(before, after)

    def _wire(self) -> None:
        self.edition.currentIndexChanged.connect(self.show_people)
        self.day.chosen.connect(self._on_day)
        self.list.ticked.connect(self._allow)
        self.others.textChanged.connect(self._allow)
        part(QPushButton, "all", self.form).clicked.connect(lambda: self.list.tick(range(len(self._people))))
        part(QPushButton, "none", self.form).clicked.connect(lambda: self.list.tick(()))
        part(QPushButton, "close", self.form).clicked.connect(self.reject)
        self.hand.clicked.connect(self._hand)

    def _on_day(self, day: dt.date) -> None:
        self.day.show_day(day)

    @property
    def issued(self) -> IssuedPaper:
        """The edition that was handed out."""
        return self.edition.currentData()

    def show_people(self) -> None:
        """Show who has what now; nobody is ticked."""
        desk = self.desk
        have = desk.read(editions.holders, self._meeting)
        self._people = tuple(_people(desk, desk.get(Meeting, self._meeting), have))
        self.list.show([_row(one, self.issued.edition) for one in self._people])
        old = desk.read(editions.outdated_holders, self._meeting)
        told = _("旧い版を持っている人：{names}")
        self.say("told", told.format(names=_named(old)) if old else "")
        self.say("problem", "")
        self._allow()

    def _names(self) -> list[str]:
        return [line for line in self.others.toPlainText().splitlines() if line.strip()]

    def _allow(self) -> None:
        count = len(self.list.chosen) + len(self._names())
        self.say("count", _("{count}人").format(count=count))
        self.hand.setEnabled(count > 0 and not self.desk.read_only)

    def _hand(self) -> None:
        if self.others.composing or self.day.composing:
            return
        to = [*(self._people[at].to for at in self.list.chosen), *(To(name) for name in self._names())]
        try:
            self.desk.do(editions.handed_out, self.issued, to, self.day.day, self.how.currentData())
        except KyodoError as error:
            self.say("problem", str(error))
            return
        self.others.clear()
        self.show_people()


def _people(desk: Desk, meeting: Meeting, have: tuple[Holder, ...]) -> Iterator[_Person]:
    """The members of the meeting's day, then everybody else who has a packet."""
    try:
        members = desk.read(recipients, meeting.committee, meeting.date)
    except KyodoError:
        members = ()  # no term holds on that day: names alone are left
    known = {one.appointment: one for one in have if one.appointment}
    for one in members:
        yield _Person(To(one.name.name, one.appointment), known.pop(one.appointment, None))
    for one in have:
        if one.appointment is None or one.appointment in known:
            yield _Person(To(one.addressee, one.appointment), one)


def _row(one: _Person, edition: int) -> Ticked:
    has = one.has
    if has is None:
        return Ticked((one.to.addressee, "", "", ""))
    on = wareki.short(has.on) if has.on else ""
    words = _("第{edition}版").format(edition=has.edition)
    return Ticked(
        (one.to.addressee, words, on, _(has.how.label) if has.how else ""), free=has.edition < edition
    )


def _named(old: tuple[Holder, ...]) -> str:
    said = [
        _("{name}（第{edition}版）").format(name=one.addressee, edition=one.edition) for one in old[:_NAMED]
    ]
    more = len(old) - len(said)
    return listed([*said, _("ほか{count}人").format(count=more)] if more else said)
