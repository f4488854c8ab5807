"""The days on which the roster turns into another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kyodo_desktop.domain.dated import Dated
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Affiliation, Appointment, Office, PersonName
from kyodo_desktop.services import roster
from kyodo_desktop.ui.desk import Store

_A_DAY = dt.timedelta(days=1)


def turning_days(store: Store, committee: Id) -> tuple[dt.date, ...]:
    """Every day whose roster differs from that of the day before, the earliest first."""
    terms = roster.terms(store, committee)
    seats = store.find_in(Appointment, "term", [term.id for term in terms])
    people = {seat.person for seat in seats}
    dated: list[Dated] = [
        *terms,
        *seats,
        *store.find_in(Office, "appointment", [seat.id for seat in seats]),
        *store.find_in(PersonName, "person", people),
        *store.find_in(Affiliation, "person", people),
    ]
    first = min((term.since for term in terms), default=dt.date.min)
    return tuple(sorted(day for day in set(_turns(dated)) if day >= first))


def _turns(dated: Iterable[Dated]) -> Iterable[dt.date]:
    for one in dated:
        if one.since is not None:
            yield one.since
        if one.until is not None and one.until < dt.date.max:
            yield one.until + _A_DAY
