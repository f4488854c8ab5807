"""In whose name a meeting is convened (招集者), and who signs its notice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kyodo_desktop.domain.dated import in_force
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Committee, Convener, Meeting, OfficeRole, Sender
from kyodo_desktop.services.officers import officers_on
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class Signature:
    """In whose name a meeting is called: the title, and the name where one is on record."""

    title: str
    name: str


def convener_on(store: Store, committee: Id, date: dt.date) -> Convener:
    """Who convenes a meeting on `date`: the mayor where nobody had been elected before that day."""
    held = officers_on(store, committee, date)
    roles = {office.role for office, _ in held if office.since < date}
    if OfficeRole.CHAIR in roles:
        return Convener.CHAIR
    return Convener.VICE_CHAIR if OfficeRole.VICE_CHAIR in roles else Convener.MAYOR


def signature_of(store: Store, meeting: Id) -> Signature:
    """Who signs the notice of a meeting as it was convened; by the officers of now where that isn't said."""
    stored = store.get(Meeting, meeting)
    return signature_on(store, stored.committee, stored.date, stored.convener)


def signature_on(store: Store, committee: Id, date: dt.date, convener: Convener | None = None) -> Signature:
    """Who signs what is about a meeting on `date`; without `convener`, who would convene it."""
    convener = convener or convener_on(store, committee, date)
    if convener is Convener.MAYOR:
        return mayor_on(store, committee, date)
    role = OfficeRole.CHAIR if convener is Convener.CHAIR else OfficeRole.VICE_CHAIR
    holders = [seat for office, seat in officers_on(store, committee, date) if office.role is role]
    name = name_of(store, holders[0], date) if holders else ""
    return Signature(f"{store.get(Committee, committee).name}{role.label}", name)


def mayor_on(store: Store, committee: Id, date: dt.date) -> Signature:
    """Who signs in the city's name on a day; the mayor's title alone where nobody is on record."""
    owner = store.get(Committee, committee)
    found = in_force(store.find(Sender, committee=owner.id), date)
    return Signature(found[0].title, found[0].name) if found else Signature(f"{owner.city}長", "")
