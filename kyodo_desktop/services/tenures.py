"""How long members have served (在任), ruled upon from the register's appointments."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Appointment, Term
from kyodo_desktop.domain.rules.tenure import Years, remaining, tenure, years_served
from kyodo_desktop.domain.rules.terms import Fault, faults
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.domain.served import TermDays
from kyodo_desktop.services.careers import careers_of, held
from kyodo_desktop.services.register import prior_service, terms
from kyodo_desktop.storage import Store


def tenure_of(store: Store, appointment: Id) -> Ruling:
    """How many periods a member has served with this appointment, with the arithmetic and other readings."""
    seat = store.get(Appointment, appointment)
    term = store.get(Term, seat.term)
    careers = careers_of(store, term.committee, terms(store, term.committee), seat.since)
    prior = prior_service(store, term.committee, seat.person)
    facts = careers.facts(held(store.find(Appointment, person=seat.person)), prior, term.id)
    return tenure(facts, careers.reading)


def years_of(store: Store, appointment: Id, until: dt.date) -> Years:
    """The time that a member has served on the committee up to `until`, as far as this register knows."""
    seat = store.get(Appointment, appointment)
    owner = store.get(Term, seat.term).committee
    own = {term.id for term in terms(store, owner)}
    seats = [one for one in store.find(Appointment, person=seat.person) if one.term in own]
    return years_served([TermDays(one.since, one.until) for one in seats], until)


def term_faults(store: Store, committee: Id) -> tuple[Fault, ...]:
    """The gaps and overlaps between the committee's terms."""
    return faults(TermDays(term.since, term.until) for term in terms(store, committee))


def remaining_term(store: Store, predecessor: Id, since: dt.date) -> Ruling:
    """The term that a substitute would serve from `since`: what remained of the predecessor's (残任期間).

    Raises `ValueError` for a day outside the term.
    """
    seat = store.get(Appointment, predecessor)
    term = store.get(Term, seat.term)
    return remaining(TermDays(term.since, term.until), seat.until, since)
