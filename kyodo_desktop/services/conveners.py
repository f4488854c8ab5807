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
    owner = store.get(Committee, stored.committee)
    convener = stored.convener or convener_on(store, owner.id, stored.date)
    if convener is Convener.MAYOR:
        return mayor_on(store, owner.id, stored.date)
    role = OfficeRole.CHAIR if convener is Convener.CHAIR else OfficeRole.VICE_CHAIR
    holders = [seat for office, seat in officers_on(store, owner.id, stored.date) if office.role is role]
    name = name_of(store, holders[0], stored.date) if holders else ""
    return Signature(f"{owner.name}{role.label}", name)


def mayor_on(store: Store, committee: Id, date: dt.date) -> Signature:
    """Who signs in the city's name on a day; the mayor's title alone where nobody is on record."""
    owner = store.get(Committee, committee)
    found = in_force(store.find(Sender, committee=owner.id), date)
    return Signature(found[0].title, found[0].name) if found else Signature(f"{owner.city}長", "")
