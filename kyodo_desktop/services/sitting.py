"""The committee as it was on a day: the roster (委員名簿), and the seats that stood empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.dated import in_force
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
from kyodo_desktop.services.careers import careers_of, held_by
from kyodo_desktop.services.refusal import absent
from kyodo_desktop.services.register import (
    categories,
    name_among,
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
    return store.once(("roster", committee, day), lambda: _roster(store, committee, day))


def _roster(store: Store, committee: Id, day: dt.date) -> Roster:
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
    names = _held_by_person(store.find_in(PersonName, "person", people), day)
    affiliations = _held_by_person(store.find_in(Affiliation, "person", people), day)
    served = held_by(store, people)
    careers = careers_of(store, committee, known, day)
    prior = {
        one.person: one for one in store.find_in(PriorService, "person", people) if one.committee == committee
    }
    offices = store.find_in(Office, "appointment", [seat.id for seat in seated])
    held = {office.appointment: office for office in in_force(offices, day)}
    kinds = {category.id: category for category in categories(store, committee)}
    return [
        RosterLine(
            appointment=seat,
            category=kinds[seat.category] if seat.category in kinds else _no_category(),
            name=names[seat.person] if seat.person in names else name_among((), day),
            affiliation=affiliations.get(seat.person),
            office=held.get(seat.id),
            periods=careers.periods(served[seat.person], prior.get(seat.person), term.id),
        )
        for seat in seated
    ]


def _no_category() -> NoReturn:
    raise absent(
        msg("委員区分が見つかりません"),
        msg("委員の区分が、この委員会の区分ではありません。"),
        msg("台帳を点検し、異常があればバックアップから復元してください。"),
    )


S = TypeVar("S", PersonName, Affiliation)


def _held_by_person(records: Iterable[S], day: dt.date) -> dict[Id, S]:
    """The first record of each person that is in force on `day`."""
    found: dict[Id, S] = {}
    for one in in_force(records, day):
        found.setdefault(one.person, one)
    return found
