"""Everybody whom the register knows, of whatever term: to find who isn't on the roster of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.grouping import grouped
from kyodo_desktop.domain.names import search_key
from kyodo_desktop.domain.records import Affiliation, Appointment, PersonName
from kyodo_desktop.services.register import categories, terms
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person by the newest name, and when they sat on a committee: from the first day to the last.

    `since` and `until` are None for somebody who never sat on this one. `found_by` is every name, reading
    and affiliation they ever had, folded for the search.
    """

    person: Id
    name: PersonName
    category: str
    affiliation: str
    since: dt.date | None
    until: dt.date | None
    seats: int
    found_by: str


def people_ever(store: Store, committee: Id) -> tuple[PersonLine, ...]:
    """Everybody of the register, by reading; those of other committees and of none last."""
    names = grouped(store.find(PersonName), lambda one: one.person)
    places = grouped(store.find(Affiliation), lambda one: one.person)
    seats = _seats(store, committee)
    lines = [_line(person, called, places.get(person, ()), seats) for person, called in names.items()]
    return tuple(sorted(lines, key=_place))


def matching(lines: Sequence[PersonLine], words: str) -> tuple[PersonLine, ...]:
    """The lines that every word of `words` is found in, blind to kana, width and glyph variants."""
    keys = [search_key(word) for word in words.split()]
    return tuple(one for one in lines if all(key in one.found_by for key in keys))


def _place(line: PersonLine) -> tuple[bool, str, Id]:
    return line.since is None, line.name.kana or line.name.name, line.person


def _seats(store: Store, committee: Id) -> Mapping[Id, list[tuple[dt.date, dt.date, str]]]:
    """Who sat on the committee: from when until when, and in which category."""
    called = {one.id: one.name for one in categories(store, committee)}
    found: dict[Id, list[tuple[dt.date, dt.date, str]]] = {}
    asked = ("person", "since", "until", "category")
    rows: Sequence[Sequence[Any]] = store.values_in(
        Appointment, asked, "term", [one.id for one in terms(store, committee)]
    )
    for person, since, until, category in rows:
        found.setdefault(person, []).append((since, until, called.get(category, "")))
    return found


def _line(
    person: Id,
    names: Sequence[PersonName],
    places: Sequence[Affiliation],
    seats: Mapping[Id, Sequence[tuple[dt.date, dt.date, str]]],
) -> PersonLine:
    newest = max(names, key=_begins)
    held = seats.get(person, ())
    last = max(held, default=None)
    place = max(places, key=_begins, default=None)
    told = [word for one in names for word in (one.name, one.kana, one.substitute)]
    told += [one.printed for one in places]
    return PersonLine(
        person=person,
        name=newest,
        category=last[2] if last else "",
        affiliation=place.printed if place else "",
        since=min((one[0] for one in held), default=None),
        until=max((one[1] for one in held), default=None),
        seats=len(held),
        found_by="\n".join(search_key(word) for word in told if word),
    )


def _begins(dated: PersonName | Affiliation) -> dt.date:
    return dated.since or dt.date.min
