"""Everything the chair's script shows: the meeting, its items, and what the rules have said at each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import (
    ItemKind,
    Meeting,
    MeetingStatus,
    Person,
    ProvisionalChair,
    ReplyAnswer,
)
from kyodo_desktop.papers import seated
from kyodo_desktop.papers.paper import Occasion
from kyodo_desktop.papers.seated import Sitter
from kyodo_desktop.services import meetings, speaking
from kyodo_desktop.services.minutes.naming import surnames
from kyodo_desktop.services.planning import plan
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.services.speaking import ItemSpoken, QuorumSpoken
from kyodo_desktop.storage import Store

MEMBER: Final = "委員"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptItem:
    """An item of the agenda: `number` as it is said (6（1）ア), its materials' numbers, when it began."""

    number: str
    depth: int
    title: str
    kind: ItemKind
    said: ItemSpoken
    materials: tuple[str, ...] = ()
    began_at: dt.time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A material: its number, its title, and whether it is handed out apart from the packet."""

    number: str
    title: str
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptView:
    """Everything the script shows. `presides` and `deputy` cite who presides.

    `provisional` is who presides before the election, where that is known; `way` how it is settled: chosen,
    eldest or secretariat. `coming` is when the next meeting is.
    """

    committee: str
    number: int
    day: dt.date
    starts_at: dt.time | None
    chair: str
    vice: str
    presides: str
    deputy: str
    way: str
    quorum: QuorumSpoken
    items: tuple[ScriptItem, ...]
    materials: tuple[Handed, ...] = ()
    absent: tuple[str, ...] = ()
    opinions: tuple[tuple[str, str], ...] = ()
    provisional: str = ""
    coming: str = ""
    base_forms: tuple[str, ...] = ()


def compose(store: Store, occasion: Occasion) -> ScriptView:
    """The view of a meeting's script. Raises what asking its regulation raises."""
    meeting = occasion.meeting
    if meeting is None:
        raise ValueError("a script belongs to a meeting")
    said = speaking.spoken(store, meeting.id)
    sitting = seated.members(store, occasion)
    names = _called(sitting)
    told = meetings.replies(store, meeting.id)
    away = [one for one in told if one.answer is ReplyAnswer.ABSENT and one.appointment in names]
    order = list(names)
    away.sort(key=lambda one: order.index(one.appointment))
    law = said.law
    return ScriptView(
        committee=occasion.committee.name,
        number=meeting.number,
        day=meeting.date,
        starts_at=meeting.starts_at,
        chair=law.chair_title,
        vice=law.vice_title,
        presides=law.cite("presides") or law.cited_as,
        deputy=law.cite("deputy") or law.cited_as,
        way=law.provisional_chair,
        quorum=said.quorum,
        items=_items(store, occasion, meeting, said),
        materials=_materials(store, occasion, meeting),
        absent=tuple(names[one.appointment] for one in away),
        opinions=tuple((names[one.appointment], one.opinion) for one in away if one.opinion.strip()),
        provisional=_provisional(store, occasion, meeting, sitting, law.provisional_chair),
        coming=_coming(store, occasion, meeting),
        base_forms=tuple(one.name for one in sitting if one.base_form),
    )


def _called(sitting: tuple[Sitter, ...]) -> dict[Id, str]:
    """What each member is called in the meeting: 中本委員長, 梶原委員."""
    known = surnames({one.appointment: one.name for one in sitting})
    return {one.appointment: known[one.appointment] + (one.role or MEMBER) for one in sitting}


def _items(
    store: Store, occasion: Occasion, meeting: Meeting, said: speaking.Spoken
) -> tuple[ScriptItem, ...]:
    quotes = Quotes(store, occasion.committee.id)
    handed: dict[Id, list[str]] = {}
    for line in meetings.materials(store, meeting.id):
        if line.material.item is not None:
            handed.setdefault(line.material.item, []).append(line.number)
    path: list[str] = []
    items: list[ScriptItem] = []
    for line in meetings.agenda(store, meeting.id):
        path = [*path[: line.depth], line.number]
        spoken = said.items[line.item.id]
        items.append(
            ScriptItem(
                number="".join(path),
                depth=line.depth,
                title=quotes.said(line.item.title),
                kind=line.item.kind,
                said=spoken,
                materials=tuple(handed.get(line.item.id, ())),
                began_at=line.item.began_at,
            )
        )
    return tuple(items)


def _materials(store: Store, occasion: Occasion, meeting: Meeting) -> tuple[Handed, ...]:
    quotes = Quotes(store, occasion.committee.id)
    return tuple(
        Handed(number=line.number, title=quotes.said(line.material.title), apart=line.material.handed_apart)
        for line in meetings.materials(store, meeting.id)
    )


def _provisional(
    store: Store, occasion: Occasion, meeting: Meeting, sitting: tuple[Sitter, ...], way: str
) -> str:
    """Who presides before the election: as recorded, else the eldest where that is the custom and known."""
    names = _called(sitting)
    for one in store.find(ProvisionalChair, meeting=meeting.id):
        return one.name or names.get(one.appointment or "", "")
    if way != "eldest":
        return ""
    found = meetings.replies(store, meeting.id)
    away = {one.appointment for one in found if one.answer is ReplyAnswer.ABSENT}
    lines = seated_people(store, occasion)
    born = {seat: person.born_on for seat, person in lines.items() if seat not in away}
    if not born or None in born.values():
        return ""
    return names[min(born, key=lambda seat: born[seat] or dt.date.max)]


def seated_people(store: Store, occasion: Occasion) -> dict[Id, Person]:
    """The persons who sit on the occasion's day, by appointment."""
    seats = [line.appointment for line in seated.lines(store, occasion)]
    people = {one.id: one for one in store.find_in(Person, "id", [seat.person for seat in seats])}
    return {seat.id: people[seat.person] for seat in seats}


def _coming(store: Store, occasion: Occasion, meeting: Meeting) -> str:
    """When the next meeting is: its date, else the period that the plan has for it; else empty."""
    known = meetings.meetings(store, occasion.committee.id)
    later = [one for one in known if one.date > meeting.date and one.status is not MeetingStatus.CANCELLED]
    if later:
        after = min(later, key=lambda one: one.date)
        hour = "" if after.starts_at is None else wareki.clock(after.starts_at)
        return f"{wareki.long_with_weekday(after.date)}{hour}"
    planned = (one for one in plan(store, occasion.committee.id) if one.meeting_number == meeting.number + 1)
    entry = next(planned, None)
    return f"{meeting_number(meeting.number + 1)}として、{entry.period}" if entry and entry.period else ""
