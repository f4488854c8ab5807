"""The room of a meeting as its record has it: who was in it, who was counted, and what the quorum was."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kyodo_desktop.domain import presence
from kyodo_desktop.domain.dated import in_force
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.presence import OPENING, Course, Event, Moment
from kyodo_desktop.domain.records import (
    AgendaItem,
    Appointment,
    Attendance,
    AttendanceMethod,
    Category,
    Meeting,
    Office,
    PersonName,
    PresenceInterval,
    VoterState,
    Withdrawal,
)
from kyodo_desktop.domain.rules import MeetingFacts, quorum
from kyodo_desktop.domain.rules.entitlement import MemberFacts, Way, entitled, quorum_presence
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.agenda import agenda
from kyodo_desktop.services.laws import law_on
from kyodo_desktop.services.refusal import absent, refused
from kyodo_desktop.services.register import categories, name_among, require_term
from kyodo_desktop.storage import Store

_WAYS: Mapping[AttendanceMethod | None, Way] = {
    None: "absent",
    AttendanceMethod.IN_ROOM: "room",
    AttendanceMethod.ONLINE: "online",
    AttendanceMethod.WRITTEN: "written",
    AttendanceMethod.PROXY: "proxy",
}


@dataclass(frozen=True, slots=True)
class MemberAt:
    """A member in office at a moment, under the name of the day. `sure` is False where the record leaves open
    whether they were there: they aren't counted then.
    """

    appointment: Appointment
    name: str
    state: VoterState
    method: AttendanceMethod | None = None
    sure: bool = True

    @property
    def counted(self) -> bool:
        """Whether the member counts as present for what is decided."""
        return self.state is VoterState.VOTING


def seats_on(store: Store, committee: Id, day: dt.date) -> tuple[Appointment, ...]:
    """The appointments in force on a day, in the roster's order: the members in office (現在員)."""
    return store.once(("seats", committee, day), lambda: _seats_on(store, committee, day))


def _seats_on(store: Store, committee: Id, day: dt.date) -> tuple[Appointment, ...]:
    term = require_term(store, committee, day)
    numbers = {one.id: one.number for one in store.find(Category, committee=committee)}
    found = in_force(store.find(Appointment, term=term.id), day)
    return tuple(sorted(found, key=lambda seat: (numbers[seat.category], seat.order, seat.since, seat.id)))


def statutory_number(store: Store, committee: Id, day: dt.date, law: Law) -> int | None:
    """The number of seats laid down (定数): the text's, else the categories' sum where each has one."""
    if law.seats is not None:
        return law.seats
    numbers = [one.seats for one in in_force(categories(store, committee), day)]
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def counts(law: Law, method: AttendanceMethod) -> bool:
    """Whether attending by this method is attendance: only in the room, unless a text says otherwise."""
    return method is AttendanceMethod.IN_ROOM or getattr(law, _WAYS[method]) == "on"


class Room:
    """One meeting's record, read once. Later changes of the record need another Room."""

    def __init__(self, store: Store, meeting: Meeting, law: Law | None = None) -> None:
        self.store = store
        self.meeting = meeting
        self.law = law or law_on(store, meeting.committee, meeting.date)
        self.items: tuple[AgendaItem, ...] = tuple(line.item for line in agenda(store, meeting.id))
        self._places = {item.id: place for place, item in enumerate(self.items)}
        opened = meeting.opened_at or meeting.starts_at
        self.course = Course([item.began_at for item in self.items], opened, meeting.closed_at)
        self.attendances: dict[Id, list[Attendance]] = defaultdict(list)
        for one in store.find(Attendance, meeting=meeting.id):
            self.attendances[one.appointment].append(one)
        several = [one for some in self.attendances.values() for one in some]
        self._from_opening = {one.id for one in several if one.from_opening}
        self._present: dict[tuple[tuple[Event, ...], Moment], bool | None] = {}
        self._members: dict[tuple[Moment, Id | None], tuple[MemberAt, ...]] = {}

    # --- what it was read from

    @cached_property
    def seats(self) -> tuple[Appointment, ...]:
        """The members in office on the day."""
        return seats_on(self.store, self.meeting.committee, self.meeting.date)

    @cached_property
    def number(self) -> int | None:
        """The statutory number of the day (定数)."""
        return statutory_number(self.store, self.meeting.committee, self.meeting.date, self.law)

    @cached_property
    def names(self) -> dict[Id, str]:
        """What each member in office was called on the day, by appointment."""
        known: dict[Id, list[PersonName]] = defaultdict(list)
        for name in self.store.find_in(PersonName, "person", [seat.person for seat in self.seats]):
            known[name.person].append(name)
        return {seat.id: name_among(known[seat.person], self.meeting.date).name for seat in self.seats}

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """The offices that were ever held in the term."""
        if not self.seats:
            return ()
        seats = self.store.find(Appointment, term=self.seats[0].term)
        return self.store.find_in(Office, "appointment", [seat.id for seat in seats])

    @cached_property
    def withdrawn(self) -> dict[Id, frozenset[Id]]:
        """The members who withdrew for interest, by item."""
        found: dict[Id, set[Id]] = defaultdict(set)
        for one in self.store.find_in(Withdrawal, "item", [item.id for item in self.items]):
            found[one.item].add(one.appointment)
        return {item: frozenset(who) for item, who in found.items()}

    @cached_property
    def intervals(self) -> dict[Id, tuple[PresenceInterval, ...]]:
        """Each attendance's intervals."""
        found: dict[Id, list[PresenceInterval]] = defaultdict(list)
        ids = [one.id for several in self.attendances.values() for one in several]
        for one in self.store.find_in(PresenceInterval, "attendance", ids):
            found[one.attendance].append(one)
        return {key: tuple(several) for key, several in found.items()}

    # --- moments

    def place(self, item: Id) -> int:
        """An item's place in the agenda, from 0. Raises `NotFound`."""
        if item not in self._places:
            raise absent(
                msg("議事項目が見つかりません"),
                msg("この会議の次第にない項目です。"),
                msg("同じ会議の項目を選んでください。"),
            )
        return self._places[item]

    def moment(self, item: Id | None = None, at: dt.time | None = None) -> Moment:
        """While an item was under way, at a time, or both; neither is the opening."""
        if item is None:
            return self.course.opening if at is None else Moment(None, at)
        return Moment(self.place(item), at)

    def start(self, item: Id) -> Moment:
        """When an item began."""
        place = self.place(item)
        return Moment(place, self.items[place].began_at)

    def event(self, at: dt.time | None, before: Id | None) -> Moment:
        """When somebody entered or left: at a time, before an item, or both."""
        return Moment(None if before is None else self.place(before), at)

    def item_of(self, event: Moment | None) -> Id | None:
        """The item before which an event happened, where it is known by one."""
        return None if event is None or event.item is None or event == OPENING else self.items[event.item].id

    def events(self, attendance: Id) -> tuple[Event, ...]:
        """What is on record of an attendance: enterings and leavings."""
        found = [Event(True, OPENING)] if attendance in self._from_opening else []
        for one in self.intervals.get(attendance, ()):
            if one.entered_at is not None or one.entered_before is not None:
                found.append(Event(True, self.event(one.entered_at, one.entered_before)))
            if one.left_at is not None or one.left_before is not None:
                found.append(Event(False, self.event(one.left_at, one.left_before)))
        return tuple(found)

    # --- who was there

    def members(self, moment: Moment, item: Id | None = None) -> tuple[MemberAt, ...]:
        """Every member in office, and their state at `moment` for what is decided under `item`."""
        known = self._members.get((moment, item))
        if known is None:
            away = self.withdrawn.get(item, frozenset()) if item is not None else frozenset[Id]()
            known = tuple(self._member(seat, moment, away) for seat in self.seats)
            self._members[moment, item] = known
        return known

    def _member(self, seat: Appointment, moment: Moment, away: frozenset[Id]) -> MemberAt:
        name = self.names[seat.id]
        recorded = self.attendances.get(seat.id, ())
        if not recorded:
            return MemberAt(seat, name, VoterState.ABSENT)
        answers = [(one, self._there(one, moment)) for one in recorded]
        there = sorted(
            (one.method for one, answer in answers if answer),
            key=lambda method: (not counts(self.law, method), method.value),
        )
        sure = bool(there and counts(self.law, there[0])) or all(answer is not None for _, answer in answers)
        if not there:
            return MemberAt(seat, name, VoterState.ABSENT, None, sure)
        if not counts(self.law, there[0]):
            return MemberAt(seat, name, VoterState.NOT_COUNTED, there[0], sure)
        return MemberAt(
            seat, name, VoterState.WITHDRAWN if seat.id in away else VoterState.VOTING, there[0], sure
        )

    def _there(self, attendance: Attendance, moment: Moment) -> bool | None:
        if attendance.method is AttendanceMethod.WRITTEN:
            return True
        events = self.events(attendance.id)  # the same of most members
        if (events, moment) not in self._present:
            self._present[events, moment] = presence.present(self.course, events, moment)
        return self._present[events, moment]

    # --- the quorum

    def why(self, member: MemberAt, *, kind: str = "ordinary", presides: bool = False) -> Ruling:
        """Why a member had a vote on a motion of a kind, or had none."""
        away = member.state is VoterState.WITHDRAWN
        way = _WAYS[member.method]
        return entitled(self.law, MemberFacts(way=way, interested=away, presides=presides, kind=kind))

    def facts(self, members: Sequence[MemberAt]) -> MeetingFacts:
        """Who could be there and who is; who withdrew counts only where a text gives relief."""
        here = sum(one.counted for one in members)
        away = sum(one.state is VoterState.WITHDRAWN for one in members)
        present = quorum_presence(self.law, here, away)
        return MeetingFacts(seats=self.number, in_office=len(members), present=present)

    def quorum(self, members: Sequence[MemberAt]) -> Ruling:
        """The ruling on the quorum with these members."""
        return quorum(self.law, self.facts(members))

    def require_sure(self, members: Sequence[MemberAt], what: Message) -> None:
        """Refuse to go on where the record leaves open whether a member was there."""
        unsure = [one.name for one in members if not one.sure]
        if unsure:
            raise refused(
                what,
                msg("{names}がその時に在席していたかどうか、記録から分かりません。", names=tuple(unsure)),
                msg("採決の時刻か議事項目を始めた時刻を入力するか、入退室を議事項目で記録してください。"),
                "voted_at",
            )


def room_of(store: Store, meeting: Id) -> Room:
    """The room of a meeting. Raises `NotFound`."""
    return store.once(("room", meeting), lambda: Room(store, store.get(Meeting, meeting)))


def called_meeting(meeting: Meeting) -> str:
    """A meeting as sentences call it: 第1回."""
    return meeting_number(meeting.number)
