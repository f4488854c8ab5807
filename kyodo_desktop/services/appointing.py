"""Whom the papers of an appointment are for: who is newly appointed, who has left, which bodies are asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.dated import in_force
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    Appointment,
    Category,
    EndReason,
    Meeting,
    MeetingStatus,
    Office,
    OfficeRole,
    Person,
    PersonName,
    Selection,
    Term,
)
from kyodo_desktop.services.register import name_among, names_of, terms
from kyodo_desktop.services.sitting import RosterLine, roster_on
from kyodo_desktop.storage import Store

_RECENT = dt.timedelta(days=366)
_UNTHANKED = frozenset({EndReason.DIED, EndReason.DISMISSED, EndReason.RECATEGORISED})
_BODY = "団体"


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who has left, with the days of service that end with it unbroken, and the offices held in it."""

    appointment: Appointment
    person: Person
    name: PersonName
    since: dt.date
    until: dt.date
    roles: tuple[OfficeRole, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """An organisation that is asked to recommend members of a category: as many as it has now."""

    organisation: str
    category: Category
    members: tuple[RosterLine, ...]


@dataclass(frozen=True, slots=True)
class NextTerm:
    """The term after one: as it is on record, or as long again; `until` None where no years can be told."""

    since: dt.date
    until: dt.date | None


def newcomers(
    store: Store, committee: Id, day: dt.date, only: Collection[Id] | None = None
) -> tuple[RosterLine, ...]:
    """The members in office on `day` whose appointments began after the term's last meeting before it.

    Before a term's first meeting these are all; with `only`, those of these appointments. Raises `NotFound`
    where no term holds on that day.
    """
    roster = roster_on(store, committee, day)
    if only is not None:
        return tuple(line for line in roster.lines if line.appointment.id in only)
    met = [
        one.date
        for one in store.find(Meeting, committee=committee)
        if roster.term.since <= one.date < day and one.status is not MeetingStatus.CANCELLED
    ]
    last = max(met, default=None)
    return tuple(line for line in roster.lines if last is None or line.appointment.since > last)


def leavers(
    store: Store, committee: Id, day: dt.date, only: Collection[Id] | None = None
) -> tuple[Leaver, ...]:
    """Who left within the year before `day` and isn't a member on it, the latest first.

    Whoever died or was dismissed is not among them. With `only`, those of these appointments.
    """
    own = [term.id for term in terms(store, committee)]
    seats = store.find_in(Appointment, "term", own)
    serving = {seat.person for seat in in_force(seats, day)}
    found = [
        seat
        for seat in _last_of_each(seat for seat in seats if seat.until < day)
        if (seat.id in only if only is not None else _thanked(seat, day, serving))
    ]
    found.sort(key=lambda seat: (-seat.until.toordinal(), seat.order, seat.id))
    return tuple(_leaver(store, seat, seats, day) for seat in found)


def asked_bodies(
    store: Store, committee: Id, day: dt.date, only: Collection[Id] | None = None
) -> tuple[Asked, ...]:
    """The organisations whose recommendation members of `day` have, in the roster's order.

    Where it isn't recorded how a member was chosen, the category tells: 民間団体から選出された者.
    """
    lines = [
        line
        for line in roster_on(store, committee, day).lines
        if line.affiliation is not None
        and _recommended(line)
        and (only is None or line.appointment.id in only)
    ]
    several: dict[tuple[int, str], list[RosterLine]] = {}
    for line in lines:
        name = line.affiliation.organisation if line.affiliation else ""
        several.setdefault((line.category.number, name), []).append(line)
    return tuple(Asked(name, found[0].category, tuple(found)) for (_, name), found in several.items())


def next_term(store: Store, term: Term) -> NextTerm:
    """The term that follows `term`."""
    since = term.until + dt.timedelta(days=1)
    known = next((one for one in terms(store, term.committee) if one.since > term.until), None)
    if known is not None:
        return NextTerm(known.since, known.until)
    years = wareki.whole_years(term.since, term.until)
    whole = years > 0 and wareki.term_end(term.since, years) == term.until
    return NextTerm(since, wareki.term_end(since, years) if whole else None)


def _recommended(line: RosterLine) -> bool:
    chosen = line.appointment.selection
    return chosen is Selection.RECOMMENDED or (chosen is None and _BODY in line.category.qualification)


def _thanked(seat: Appointment, day: dt.date, serving: Collection[Id]) -> bool:
    recent = day - seat.until <= _RECENT
    return recent and seat.person not in serving and seat.end_reason not in _UNTHANKED


def _last_of_each(seats: Iterable[Appointment]) -> list[Appointment]:
    """The last appointment of each person."""
    known = sorted(seats, key=lambda seat: (seat.person, seat.until))
    return [list(several)[-1] for _, several in groupby(known, key=lambda seat: seat.person)]


def _leaver(store: Store, seat: Appointment, seats: Iterable[Appointment], day: dt.date) -> Leaver:
    own = sorted((one for one in seats if one.person == seat.person), key=lambda one: one.until, reverse=True)
    served = [seat]
    for one in own:
        if one.until == served[-1].since - dt.timedelta(days=1):
            served.append(one)
    names = names_of(store, seat.person)
    offices = store.find_in(Office, "appointment", [one.id for one in served])
    held = {office.role for office in offices}
    return Leaver(
        appointment=seat,
        person=store.get(Person, seat.person),
        name=(in_force(names, day) or (name_among(names, seat.until),))[0],
        since=served[-1].since,
        until=seat.until,
        roles=tuple(role for role in OfficeRole if role in held),
    )
