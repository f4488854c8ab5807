"""The quorum at every moment of a meeting, and the moment at which it broke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.presence import Moment
from kyodo_desktop.domain.records import AgendaItem, VoterState
from kyodo_desktop.domain.rules.quorum import broken
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.room import MemberAt, Room, room_of
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class QuorumMark:
    """The quorum when an item began, or when somebody came or went; at the opening both are None.

    `sentence` is what is read out: where this moment broke the quorum, that it did. Of those `unsure` the
    record leaves open whether they were there; they count as they did a moment before.
    """

    item: AgendaItem | None
    at: dt.time | None
    ruling: Ruling
    sentence: Message
    entered: tuple[str, ...]
    left: tuple[str, ...]
    unsure: tuple[str, ...]
    broke: bool


def present_at(
    store: Store, meeting: Id, *, item: Id | None = None, at: dt.time | None = None
) -> tuple[MemberAt, ...]:
    """Every member in office and their state: during an item, at a time, or (neither) at the opening."""
    room = room_of(store, meeting)
    return room.members(room.moment(item, at), item)


def quorum_at(store: Store, meeting: Id, *, item: Id | None = None, at: dt.time | None = None) -> Ruling:
    """The quorum during an item, at a time, or at the opening. Refused where the record leaves it open."""
    room = room_of(store, meeting)
    members = room.members(room.moment(item, at), item)
    room.require_sure(members, msg("定足数を判定できません"))
    return room.quorum(members)


def quorum_timeline(store: Store, meeting: Id) -> tuple[QuorumMark, ...]:
    """The quorum at the opening, as each item began, and each time somebody came or went."""
    room = room_of(store, meeting)
    marks: list[QuorumMark] = []
    before: frozenset[str] = frozenset()
    for moment, item in _moments(room):
        members = _as_before(room.members(moment, item.id if item else None), before)
        here = frozenset(one.appointment.id for one in members if _here(one))
        mark = _mark(room, moment, item, members, (before, here), marks)
        marks.append(mark)
        before = here
    return tuple(marks)


def broke_at(timeline: Iterable[QuorumMark]) -> QuorumMark | None:
    """The mark at which a meeting that had its quorum lost it."""
    return next((mark for mark in timeline if mark.broke), None)


def require_quorum(room: Room, members: tuple[MemberAt, ...], what: Message) -> Ruling:
    """The ruling on the quorum for a decision. Refused where it isn't met, with what is to be read out."""
    room.require_sure(members, what)
    ruling = room.quorum(members)
    if ruling.verdict != "met" and room.law.quorum_checked == "throughout":
        raise refused(
            what,
            ruling.sentence,
            msg("委員が揃うまで休憩とするか、流会又は懇談への切替えを記録してください。"),
            "present",
        )
    return ruling


def require_opening(room: Room, members: tuple[MemberAt, ...], what: Message) -> Ruling:
    """The ruling on the quorum with which a meeting opens. Refused where it isn't met."""
    room.require_sure(members, what)
    ruling = room.quorum(members)
    if ruling.verdict != "met":
        raise refused(
            what,
            ruling.sentence,
            msg("委員が揃うのを待つか、流会又は懇談への切替えを記録してください。"),
            "present",
        )
    return ruling


def _moments(room: Room) -> Iterator[tuple[Moment, AgendaItem | None]]:
    """The opening, then the items and the comings and goings, in the order in which they came."""
    yield room.course.opening, None
    items: list[tuple[Moment, AgendaItem | None]] = [(room.start(item.id), item) for item in room.items]
    began = {item.began_at for item in room.items}
    opened = room.course.opening.at or dt.time.min
    clocks = {
        event.when.at
        for several in room.attendances.values()
        for one in several
        for event in room.events(one.id)
        if event.when.at is not None and event.when.at > opened
    }
    clocked: list[tuple[Moment, AgendaItem | None]] = [(Moment(None, at), None) for at in clocks - began]
    yield from sorted(items + clocked, key=lambda one: room.course.place(one[0]))


def _mark(
    room: Room,
    moment: Moment,
    item: AgendaItem | None,
    members: tuple[MemberAt, ...],
    change: tuple[frozenset[Id], frozenset[Id]],
    marks: list[QuorumMark],
) -> QuorumMark:
    before, here = change
    ruling = room.quorum(members)
    left = _named(room, before - here)
    away = tuple(one.name for one in members if one.state is VoterState.WITHDRAWN)
    broke = bool(marks) and marks[-1].ruling.verdict == "met" and ruling.verdict != "met"
    gone = "、".join(msg("{name}委員", name=name).japanese() for name in (*left, *away))
    return QuorumMark(
        item=item,
        at=moment.at,
        ruling=ruling,
        sentence=broken(room.law, room.facts(members), gone) if broke and gone else ruling.sentence,
        entered=_named(room, here - before),
        left=left,
        unsure=tuple(one.name for one in members if not one.sure),
        broke=broke,
    )


def _as_before(members: tuple[MemberAt, ...], before: frozenset[Id]) -> tuple[MemberAt, ...]:
    return tuple(
        replace(one, state=VoterState.VOTING)
        if not one.sure and one.state is VoterState.ABSENT and one.appointment.id in before
        else one
        for one in members
    )


def _here(member: MemberAt) -> bool:
    """Whether a member was in the meeting, whatever they withdrew from."""
    return member.state in (VoterState.VOTING, VoterState.WITHDRAWN)


def _named(room: Room, seats: frozenset[Id]) -> tuple[str, ...]:
    """The names of these members, in the roster's order."""
    return tuple(room.names[seat.id] for seat in room.seats if seat.id in seats)
