"""The committee as it was on a day: the roster (委員名簿), and the seats that stood empty."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.dated import holds_on, in_force
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    Category,
    Committee,
    Office,
    OfficeRole,
    PersonName,
    PriorService,
    Term,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.refusal import absent
from kyodo_desktop.services.register import (
    categories,
    name_among,
    periods_served,
    require_term,
    term_among,
    terms,
)
from kyodo_desktop.storage import Store

_MARKS = {OfficeRole.CHAIR: "◎", OfficeRole.VICE_CHAIR: "○"}


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One member as the roster of a day shows them. `periods` counts the terms served up to this one."""

    appointment: Appointment
    category: Category
    name: PersonName
    affiliation: Affiliation | None
    office: Office | None
    periods: int

    @property
    def mark(self) -> str:
        """◎ for the chair, ○ for a vice-chair."""
        return _MARKS[self.office.role] if self.office else ""

    @property
    def standing(self) -> str:
        """新, or 2期 …"""
        return numbering.standing(self.periods)


@dataclass(frozen=True, slots=True)
class Roster:
    """The members on a day, by category number and then in the roster's own order."""

    committee: Committee
    term: Term
    day: dt.date
    lines: tuple[RosterLine, ...]

    @property
    def elected(self) -> bool:
        """Whether anybody holds an office (互選後)."""
        return any(line.office for line in self.lines)


@dataclass(frozen=True, slots=True)
class Vacancy:
    """How a category's seats are filled on a day; `seats` is None where no number is laid down."""

    category: Category
    seats: int | None
    members: int

    @property
    def vacant(self) -> int | None:
        """Seats without a member; negative when there are more members than seats."""
        return None if self.seats is None else self.seats - self.members


def roster_on(store: Store, committee: Id, day: dt.date) -> Roster:
    """The roster of `day`, with the names, affiliations and offices of that day. Raises `NotFound`."""
    owner = store.get(Committee, committee)
    known = terms(store, committee)
    term = term_among(known, day)
    seated = in_force(store.find(Appointment, term=term.id), day)
    lines = _lines(store, committee, known, term, seated, day)
    return Roster(owner, term, day, tuple(sorted(lines, key=_place)))


def vacancies(store: Store, committee: Id, day: dt.date) -> tuple[Vacancy, ...]:
    """The categories in force on `day`, with their seats and members. Raises `NotFound` between terms."""
    term = require_term(store, committee, day)
    seated = in_force(store.find(Appointment, term=term.id), day)
    return tuple(
        Vacancy(category, category.seats, sum(1 for seat in seated if seat.category == category.id))
        for category in in_force(categories(store, committee), day)
    )


def _place(line: RosterLine) -> tuple[int, int, dt.date, Id]:
    seat = line.appointment
    return line.category.number, seat.order, seat.since, seat.id


def _lines(
    store: Store,
    committee: Id,
    known: tuple[Term, ...],
    term: Term,
    seated: tuple[Appointment, ...],
    day: dt.date,
) -> list[RosterLine]:
    people = [seat.person for seat in seated]
    names = _by_person(store.find_in(PersonName, "person", people))
    affiliations = _by_person(store.find_in(Affiliation, "person", people))
    careers = _by_person(store.find_in(Appointment, "person", people))
    prior = {
        one.person: one for one in store.find_in(PriorService, "person", people) if one.committee == committee
    }
    offices = store.find_in(Office, "appointment", [seat.id for seat in seated])
    held = {office.appointment: office for office in in_force(offices, day)}
    kinds = {category.id: category for category in categories(store, committee)}
    terms_by_id = {one.id: one for one in known}
    return [
        RosterLine(
            appointment=seat,
            category=_known(kinds, seat.category),
            name=name_among(names[seat.person], day),
            affiliation=next((a for a in affiliations[seat.person] if holds_on(a, day)), None),
            office=held.get(seat.id),
            periods=periods_served(careers[seat.person], terms_by_id, prior.get(seat.person), term),
        )
        for seat in seated
    ]


def _known(kinds: dict[Id, Category], category: Id) -> Category:
    if category not in kinds:
        raise absent(
            msg("委員区分が見つかりません"),
            msg("委員の区分が、この委員会の区分ではありません。"),
            msg("台帳を点検し、異常があればバックアップから復元してください。"),
        )
    return kinds[category]


P = TypeVar("P", PersonName, Affiliation, Appointment)


def _by_person(records: Iterable[P]) -> dict[Id, list[P]]:
    grouped: dict[Id, list[P]] = defaultdict(list)
    for one in records:
        grouped[one.person].append(one)
    return grouped
