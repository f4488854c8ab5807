"""How many periods members have served, as a roster shows it: counted from the register's appointments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    Appointment,
    PriorService,
    Reading,
    RegulationVersion,
    StandingDecision,
    Term,
)
from kyodo_desktop.domain.served import USUAL, Seat, TenureFacts, TenureReading, TermDays, periods
from kyodo_desktop.storage import Store

_READINGS: Final = ("tenure_run", "tenure_substitute")

Held: TypeAlias = tuple[Id, Id | None]
"""What counts of an appointment: its term, and its predecessor's appointment if it was a substitute's."""


def held(seats: Iterable[Appointment]) -> list[Held]:
    """What counts of appointments."""
    return [(seat.term, seat.predecessor) for seat in seats]


def held_by(store: Store, people: Sequence[Id]) -> Mapping[Id, list[Held]]:
    """What counts of all appointments, of whatever committee, that each of these people ever had."""
    found: dict[Id, list[Held]] = {person: [] for person in people}
    rows = store.values_in(Appointment, ("person", "term", "predecessor"), "person", people)
    for person, term, predecessor in rows:
        found[person].append((term, predecessor))
    return found


@dataclass(frozen=True, slots=True)
class Careers:
    """A committee's terms, the oldest first, and how its members' periods are counted.

    Most members of a roster have had the same career as others, so a count is kept for the next.
    """

    places: Mapping[Id, int]
    days: tuple[TermDays, ...]
    reading: TenureReading
    _counted: dict[tuple[object, ...], int] = field(default_factory=dict[tuple[object, ...], int])

    @staticmethod
    def of(known: Sequence[Term], reading: TenureReading) -> Careers:
        """The careers in the terms of a committee, given the oldest first."""
        return Careers(
            {term.id: place for place, term in enumerate(known)},
            tuple(TermDays(term.since, term.until) for term in known),
            reading,
        )

    def facts(self, seats: Sequence[Held], prior: PriorService | None, term: Id) -> TenureFacts:
        """What the rule judges of a person; `seats` are all they ever had, of whatever committee."""
        last = self.places[term] + 1
        own = tuple(Seat(place, substitute) for place, substitute in self._seats(seats))
        return TenureFacts(terms=self.days[:last], seats=own, prior=prior.periods if prior is not None else 0)

    def periods(self, seats: Sequence[Held], prior: PriorService | None, term: Id) -> int:
        """How many periods a person has served up to `term`, in which they sit: 1 is 新."""
        key = (term, prior.periods if prior is not None else 0, *self._seats(seats))
        if key not in self._counted:
            self._counted[key] = periods(self.facts(seats, prior, term), self.reading)
        return self._counted[key]

    def _seats(self, seats: Iterable[Held]) -> list[tuple[int, bool]]:
        """The places of the terms in which seats of this committee were held, and whether as a substitute."""
        places = self.places
        return [(places[term], predecessor is not None) for term, predecessor in seats if term in places]


def careers_of(store: Store, committee: Id, known: Sequence[Term], day: dt.date) -> Careers:
    """The careers of a committee's members, counted as the committee counts on `day`."""
    return Careers.of(known, tenure_reading(store, committee, day))


def tenure_reading(store: Store, committee: Id, day: dt.date) -> TenureReading:
    """How the committee counts periods on `day`; as is usual where no text of that day can be read.

    A text that is missing or has a fault is told where it is asked for; a roster prints without it. The law
    is read only where something on record speaks of tenure: a roster opens sooner without it.
    """
    if not _spoken_of(store, committee, day):
        return USUAL
    from kyodo_desktop.services.laws import law_on

    try:
        law = law_on(store, committee, day)
    except (NotFound, InvalidRecord):
        return USUAL
    return TenureReading(law.tenure_run, law.tenure_substitute)


def _spoken_of(store: Store, committee: Id, day: dt.date) -> bool:
    """Whether a reading chosen, a decision or the text of the day says anything of how periods count."""
    if store.values_in(Reading, ("id",), "name", _READINGS):
        return True
    if store.values_in(StandingDecision, ("id",), "reading", _READINGS):
        return True
    rows = store.values_in(RegulationVersion, ("source", "since", "until"), "committee", [committee])
    texts = (source for source, since, until in rows if since <= day and (until is None or day <= until))
    return any("tenure_" in source or "\\" in source for source in texts)
