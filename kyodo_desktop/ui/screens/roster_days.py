"""The days on which the roster turns into another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain

from kyodo_desktop.domain.records import Affiliation, Appointment, Office, PersonName, Term
from kyodo_desktop.services import roster
from kyodo_desktop.ui.desk import Store

_A_DAY = dt.timedelta(days=1)


def turning_days(store: Store, committee: str) -> tuple[dt.date, ...]:
    """Every day whose roster differs from that of the day before, the earliest first."""
    terms = roster.terms(store, committee)
    ids = [term.id for term in terms]
    spans = chain(
        store.spans(Term, "id", ids),
        store.spans(Appointment, "term", ids),
        store.spans(Office, "term", ids, "appointment", (Appointment, "id")),
        store.spans(PersonName, "term", ids, "person", (Appointment, "person")),
        store.spans(Affiliation, "term", ids, "person", (Appointment, "person")),
    )
    first = min((term.since for term in terms), default=dt.date.min)
    return tuple(sorted(day for day in set(_turns((since, until) for since, until in spans)) if day >= first))


def _turns(spans: Iterable[tuple[dt.date | None, dt.date | None]]) -> Iterator[dt.date]:
    for since, until in spans:
        if since is not None:
            yield since
        if until is not None and until < dt.date.max:
            yield until + _A_DAY
