"""経歴: a person's terms drawn and listed, and every name and affiliation they had."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Affiliation, PersonName
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import roster
from kyodo_desktop.services.roster import History, Service
from kyodo_desktop.ui.screens.roster_dated import DatedActs
from kyodo_desktop.ui.screens.roster_shown import span
from kyodo_desktop.ui.widgets.rows import Deed, Rows
from kyodo_desktop.ui.widgets.table import Column
from kyodo_desktop.ui.widgets.timeline import Band, Bar, Tick, Timeline

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.roster import RosterScreen

_SPAN: Final = 12  # 字
SERVICES: Final[tuple[Column[Service], ...]] = (
    Column(
        title=mark("任期"),
        text=lambda one: span(one.appointment.since, one.appointment.until),
        width=_SPAN,
        least=8,
    ),
    Column(title=mark("区分"), text=lambda one: _standing(one), width=10, least=5, stretch=True),
    Column(title=mark("期"), text=lambda one: numbering.standing(one.periods), width=3, centred=True),
)
NAMES: Final[tuple[Column[PersonName], ...]] = (
    Column(title=mark("氏名"), text=lambda one: one.name, width=9, least=6, stretch=True),
    Column(title=mark("期間"), text=lambda one: span(one.since, one.until), width=_SPAN, least=7),
)
AFFILIATIONS: Final[tuple[Column[Affiliation], ...]] = (
    Column(title=mark("所属"), text=lambda one: one.printed, width=9, least=6, stretch=True),
    Column(title=mark("期間"), text=lambda one: span(one.since, one.until), width=_SPAN, least=7),
)


class CareerPage:
    """Fills the place that the roster's form leaves for it, for one person at a time."""

    def __init__(self, screen: RosterScreen, place: QWidget) -> None:
        self._screen = screen
        self._person: Id = ""
        self.line = Timeline(_("任期の年表"), _("任期の記録がありません。"))
        self.line.chosen.connect(self._on_bar)
        self.prior = QLabel()
        self.prior.setProperty("role", "soft")
        self.prior.setWordWrap(True)
        acts = DatedActs(screen, lambda: self._person)
        self.services: Rows[Service] = Rows(
            _("任期"),
            SERVICES,
            lambda one: one.appointment.id,
            (
                Deed(words=_("この任期の名簿"), do=self._go, writes=False),
                Deed(words=_("委嘱を訂正…"), do=self._correct),
            ),
            empty=_("任期の記録がありません。"),
        )
        self.names: Rows[PersonName] = Rows(
            _("氏名の移り変わり"), NAMES, lambda one: one.id, acts.deeds(PersonName), empty=""
        )
        self.affiliations: Rows[Affiliation] = Rows(
            _("所属の移り変わり"),
            AFFILIATIONS,
            lambda one: one.id,
            acts.deeds(Affiliation),
            empty=_("所属の記録がありません。"),
        )
        layout = place.layout() or QVBoxLayout(place)
        for one in (self.line, self.prior, self.services, self.names, self.affiliations):
            layout.addWidget(one)

    def show_person(self, person: Id) -> None:
        """Show a person's history. Raises `NotFound`."""
        desk = self._screen.desk
        found = desk.read(roster.history_of, person)
        self._person = person
        writable = not desk.read_only
        self._draw(found)
        periods = sum(one.periods for one in found.prior)
        self.prior.setText(_("この台帳より前に{n}期（日付不明）").format(n=periods))
        self.prior.setVisible(periods > 0)
        self.services.show_rows(tuple(reversed(found.services)), writable=writable)
        self.names.show_rows(tuple(reversed(found.names)), writable=writable)
        self.affiliations.show_rows(tuple(reversed(found.affiliations)), writable=writable)

    def _draw(self, found: History) -> None:
        desk, committee = self._screen.desk, self._screen.desk.committee
        known = desk.read(roster.terms, committee.id) if committee else ()
        bands = [
            Band(
                wareki.short(term.since),
                term.since,
                term.until,
                _("任期 {span}").format(span=span(term.since, term.until)),
            )
            for term in known
        ]
        bars = [
            Bar(
                key=one.appointment.id,
                name=numbering.standing(one.periods),
                title=_standing(one),
                since=one.appointment.since,
                until=one.appointment.until,
                told="　".join((one.committee.name, _standing(one), _days(one))),
                marks=tuple(office.since for office in one.offices),
            )
            for one in found.services
        ]
        ticks = [Tick(day, told) for day, told in _turns(found)]
        self.line.show_time(bands if bars else (), bars, ticks, desk.today)

    def _correct(self, service: Service) -> None:
        screen = self._screen
        screen.begin(lambda: screen.acts.corrected_seat(service.appointment))

    def _on_bar(self, key: str) -> None:
        self.services.table.choose(key)

    def _go(self, service: Service) -> None:
        """Show the roster of a term: the day shown if it lies in it, else its first."""
        seat, day = service.appointment, self._screen.day.day
        committee = self._screen.desk.committee
        if committee is None or service.committee.id != committee.id:
            self._screen.desk.choose_committee(service.committee.id)
        self._screen.show_seat(seat.id, day if seat.since <= day <= seat.until else seat.since)


def _standing(service: Service) -> str:
    """The category, the offices held, and how it ended."""
    seat = service.appointment
    parts = [service.category.name]
    parts += [_(office.role.label) for office in service.offices]
    if seat.end_reason is not None:
        parts.append(_(seat.end_reason.label))
    return " ".join(parts)


def _days(service: Service) -> str:
    return span(service.appointment.since, service.appointment.until)


def _turns(found: History) -> list[tuple[dt.date, str]]:
    """The days from which a name or an affiliation holds."""
    names = [(one.since, one.name) for one in found.names]
    places = [(one.since, one.printed) for one in found.affiliations]
    return [(day, f"{wareki.short(day)}　{told}") for day, told in (*names, *places) if day is not None]
