"""The reception (受付) on the day: where every member stands now, and the one act that checks in and out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.presence import OPENING, Event, Moment
from kyodo_desktop.domain.records import (
    Appointment,
    Attendance,
    AttendanceMethod,
    Meeting,
    MeetingStatus,
    PresenceInterval,
    Reply,
    VoterState,
)
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.services.attending import came, check_in, leave, withdraw_attendance
from kyodo_desktop.services.held import require_unclosed
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.room import MemberAt, Room, room_of
from kyodo_desktop.services.roster import RosterLine, roster_on
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.storage import Change, Store


class Standing(Enum):
    """Where a member stands after all that is on record of the day."""

    EXPECTED = "expected"
    IN_ROOM = "in_room"
    ONLINE = "online"
    PROXY = "proxy"
    WRITTEN = "written"
    WITHDRAWN = "withdrawn"
    LEFT = "left"
    CUT = "cut"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        return {
            Standing.EXPECTED: mark("未着"),
            Standing.IN_ROOM: mark("出席中"),
            Standing.ONLINE: mark("オンライン"),
            Standing.PROXY: mark("代理"),
            Standing.WRITTEN: mark("書面"),
            Standing.WITHDRAWN: mark("利害関係により退席"),
            Standing.LEFT: mark("退席"),
            Standing.CUT: mark("通信の切断"),
            Standing.ABSENT: mark("欠席"),
        }[self]


_BY_METHOD = {
    AttendanceMethod.IN_ROOM: Standing.IN_ROOM,
    AttendanceMethod.ONLINE: Standing.ONLINE,
    AttendanceMethod.PROXY: Standing.PROXY,
    AttendanceMethod.WRITTEN: Standing.WRITTEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A member at the reception. `at` is when they last came or went, where that is known by the clock.

    `counted` says whether they count for the quorum; `attendance` is what is on record of them, if anything.
    """

    line: RosterLine
    standing: Standing
    counted: bool
    at: dt.time | None = None
    proxy: str = ""
    reason: str = ""
    attendance: Id | None = None
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Reception:
    """Every member in office in the roster's order, and the quorum that they make now."""

    arrivals: tuple[Arrival, ...]
    quorum: Ruling


def reception(store: Store, meeting: Id, item: Id | None = None) -> Reception:
    """The members as they stand now, for what is decided under `item`. Raises `KyodoError`: no quorum can be
    judged where nobody is in office, or where the regulation of the day isn't on record.
    """
    room = room_of(store, meeting)
    members = room.members(_now(room), item)
    lines = roster_on(store, room.meeting.committee, room.meeting.date).lines
    answers = {one.appointment: one for one in store.find(Reply, meeting=meeting)}
    known = {one.appointment.id: one for one in members}
    arrivals = tuple(
        _arrival(room, line, known[line.appointment.id], answers.get(line.appointment.id))
        for line in lines
        if line.appointment.id in known
    )
    return Reception(arrivals, room.quorum(members))


def toggle(store: Store, meeting: Id, appointment: Id, at: dt.time) -> Change:
    """Check a member in who isn't there, and out who is: in an opened meeting at the time `at`.

    Before the opening, who is checked in counts from the opening on, and checking out takes that back. Who
    came or went in this very minute has it taken back too. Refused at a time before the last coming or going.
    """
    room = room_of(store, meeting)
    known = room.attendances.get(appointment, ())
    here = _here(room, known)
    if room.meeting.status is MeetingStatus.PLANNED:
        return check_in(store, meeting, appointment) if here is None else withdraw_attendance(store, here.id)
    last = _last(room, known)
    if last is not None and last[1].when.at is not None:
        time = last[1].when.at
        if time == at:
            return _take_back(store, room.meeting, last[0], last[1])
        _check_order(store, room.meeting, appointment, time, at)
    if here is not None and here.method is not AttendanceMethod.WRITTEN:
        _check_order(store, room.meeting, appointment, room.meeting.opened_at, at)
        return leave(store, meeting, appointment, at=at, method=here.method)
    if last is None:
        return check_in(store, meeting, appointment, at=at)
    return check_in(store, meeting, appointment, at=at, method=last[0].method, proxy=last[0].proxy)


def _check_order(
    store: Store, meeting: Meeting, appointment: Id, before: dt.time | None, at: dt.time
) -> None:
    if before is None or before <= at:
        return
    name = name_of(store, store.get(Appointment, appointment), meeting.date)
    raise refused(
        msg("{name}委員の出欠を記録できません", name=name),
        msg("{time}以後の時刻でなければなりません。", time=wareki.clock(before)),
        msg("時刻を確かめてください。"),
        "at",
    )


def _take_back(store: Store, meeting: Meeting, attendance: Attendance, event: Event) -> Change:
    """Take the last coming or going of a member back."""
    name = name_of(store, store.get(Appointment, attendance.appointment), meeting.date)
    with store.change(msg("{name}委員の入退室を取消", name=name)) as draft:
        require_unclosed(meeting, msg("{name}委員の入退室を取り消せません", name=name))
        rows = store.find(PresenceInterval, attendance=attendance.id)
        side = "entered_at" if event.entered else "left_at"
        row = next(one for one in rows if getattr(one, side) == event.when.at)
        if event.entered:
            draft.remove(row)
            if len(rows) == 1 and not attendance.from_opening:
                draft.remove(attendance)
        elif row.entered_at is None and row.entered_before is None:
            draft.remove(row)
        else:
            draft.save(replace(row, left_at=None, left_before=None, disconnected=False))
    return draft.change


# --- where they stand


def _now(room: Room) -> Moment:
    """After all that is on record."""
    return Moment(len(room.items) - 1 if room.items else None, dt.time.max)


def _arrival(room: Room, line: RosterLine, member: MemberAt, reply: Reply | None) -> Arrival:
    known = room.attendances.get(line.appointment.id, ())
    last, one = _last(room, known), _chief(room, known, member.method)
    standing = Standing.EXPECTED
    if member.state is VoterState.WITHDRAWN:
        standing = Standing.WITHDRAWN
    elif member.method is not None:
        standing = _BY_METHOD[member.method]
    elif last is not None:
        standing = Standing.CUT if _cut(room, last) else Standing.LEFT
    elif one is not None and not came(room.store, one):
        standing = Standing.ABSENT
    return Arrival(
        line=line,
        standing=standing,
        counted=member.counted,
        at=last[1].when.at if last is not None else None,
        proxy=one.proxy if one is not None else "",
        reason=one.absence_reason if one is not None else "",
        attendance=one.id if one is not None else None,
        reply=reply,
    )


def _chief(room: Room, known: Sequence[Attendance], method: AttendanceMethod | None) -> Attendance | None:
    """The attendance that counts, else the one that something was last recorded of."""
    last = _last(room, known)
    counting = next((one for one in known if one.method is method), None)
    return counting or (last[0] if last is not None else next(iter(known), None))


def _here(room: Room, known: Sequence[Attendance]) -> Attendance | None:
    """The attendance by which a member is there now."""
    methods = {one.method for one in known if one.method is AttendanceMethod.WRITTEN or _inside(room, one.id)}
    return next((one for one in known if one.method in methods), None)


def _inside(room: Room, attendance: Id) -> bool:
    events = sorted(room.events(attendance), key=lambda one: room.course.place(one.when))
    return bool(events) and events[-1].entered


def _last(room: Room, known: Sequence[Attendance]) -> tuple[Attendance, Event] | None:
    """What happened last of a member, and in which attendance."""
    events = [(one, event) for one in known for event in room.events(one.id)]
    return max(events, key=lambda pair: _place(room, pair[1]), default=None)


def _place(room: Room, event: Event) -> tuple[dt.time, int]:
    return (dt.time.min, -2) if event.when == OPENING else room.course.place(event.when)


def _cut(room: Room, last: tuple[Attendance, Event]) -> bool:
    rows = room.intervals.get(last[0].id, ())
    return any(one.disconnected and one.left_at == last[1].when.at for one in rows)
