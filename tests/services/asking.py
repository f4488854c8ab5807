"""Short ways to find what the sample holds."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.records import Affiliation, Appointment, Category, Committee, Meeting, Term
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services.roster import RosterLine
from kyodo_desktop.storage import Change, Store

DAY = dt.date(2025, 11, 14)
FIRST = dt.date(2025, 10, 1)
LAST = dt.date(2027, 9, 30)


def committee(store: Store) -> Committee:
    """The sample's committee."""
    return next(one for one in roster.committees(store) if one.name == "川口市協働推進委員会")


def term(store: Store) -> Term:
    """The sample's term."""
    found = roster.term_on(store, committee(store).id, DAY)
    assert found is not None
    return found


def category(store: Store, number: int) -> Category:
    """The category with this number."""
    return next(c for c in roster.categories(store, committee(store).id) if c.number == number)


def line(store: Store, name: str, day: dt.date = DAY) -> RosterLine:
    """A member's line of the roster of `day`."""
    found = [one for one in roster.roster_on(store, committee(store).id, day).lines if one.name.name == name]
    assert found, f"{name} isn't on the roster of {day}"
    return found[0]


def names(store: Store, day: dt.date = DAY) -> list[str]:
    """The names of the roster of `day`, in its order."""
    return [one.name.name for one in roster.roster_on(store, committee(store).id, day).lines]


def affiliation(store: Store, name: str, day: dt.date = DAY) -> Affiliation:
    """A member's affiliation of `day`."""
    found = line(store, name, day).affiliation
    assert found is not None
    return found


def meeting(store: Store) -> Meeting:
    """The sample's meeting."""
    return meetings.meetings(store, committee(store).id)[0]


def seat_of(change: Change) -> Appointment:
    """The appointment that an act made."""
    return next(p.after for p in change.pairs if p.before is None and isinstance(p.after, Appointment))
