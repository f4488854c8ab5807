"""A person's course through the register: what they were called, where they belonged, when they sat."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    Category,
    Committee,
    Office,
    Person,
    PersonName,
    PriorService,
    Term,
)
from kyodo_desktop.services.careers import careers_of, held
from kyodo_desktop.services.register import (
    affiliations_of,
    name_on,
    names_of,
    prior_service,
    terms,
)
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class Service:
    """One appointment of a person, with all that explains it. `periods` counts the terms up to it."""

    committee: Committee
    term: Term
    category: Category
    appointment: Appointment
    offices: tuple[Office, ...]
    periods: int


@dataclass(frozen=True, slots=True)
class History:
    """All that the register holds about a person, each list the oldest first."""

    person: Person
    names: tuple[PersonName, ...]
    affiliations: tuple[Affiliation, ...]
    prior: tuple[PriorService, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class PersonOn:
    """A person on a day: the name and affiliation of that day, and the seats held then."""

    person: Person
    day: dt.date
    name: PersonName
    affiliation: Affiliation | None
    services: tuple[Service, ...]


def history_of(store: Store, person: Id) -> History:
    """A person's history. Raises `NotFound`."""
    return History(
        person=store.get(Person, person),
        names=names_of(store, person),
        affiliations=affiliations_of(store, person),
        prior=store.find(PriorService, person=person),
        services=_services(store, person),
    )


def person_on(store: Store, person: Id, day: dt.date) -> PersonOn:
    """A person as they were on `day`. Raises `NotFound`."""
    return PersonOn(
        person=store.get(Person, person),
        day=day,
        name=name_on(store, person, day),
        affiliation=next((a for a in affiliations_of(store, person) if holds_on(a, day)), None),
        services=tuple(one for one in _services(store, person) if holds_on(one.appointment, day)),
    )


def _services(store: Store, person: Id) -> tuple[Service, ...]:
    seats = sorted(store.find(Appointment, person=person), key=lambda seat: (seat.since, seat.id))
    return tuple(_service(store, seat, tuple(seats)) for seat in seats)


def _service(store: Store, seat: Appointment, seats: tuple[Appointment, ...]) -> Service:
    term = store.get(Term, seat.term)
    careers = careers_of(store, term.committee, terms(store, term.committee), seat.since)
    return Service(
        committee=store.get(Committee, term.committee),
        term=term,
        category=store.get(Category, seat.category),
        appointment=seat,
        offices=store.find(Office, appointment=seat.id),
        periods=careers.periods(held(seats), prior_service(store, term.committee, seat.person), term.id),
    )
