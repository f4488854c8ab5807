"""Who came, when they entered and left, who stayed away: entered in whatever order the clerk gets to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import zip_longest

from kyodo_desktop.domain import presence
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.presence import OPENING, Event
from kyodo_desktop.domain.records import (
    AgendaItem,
    Appointment,
    Attendance,
    AttendanceMethod,
    Meeting,
    PresenceInterval,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.held import require_in_office, require_unclosed, require_under_way
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.room import Room
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.storage import Change, Draft, Store


@dataclass(frozen=True, slots=True)
class _Told:
    """Of whom an act was told something, and how it begins when it refuses."""

    meeting: Meeting
    seat: Appointment
    name: str
    what: Message


def check_in(
    store: Store,
    meeting: Id,
    appointment: Id,
    *,
    at: dt.time | None = None,
    before: Id | None = None,
    method: AttendanceMethod = AttendanceMethod.IN_ROOM,
    proxy: str = "",
) -> Change:
    """Record that a member came: at a time, before an item, or (neither said) when the meeting began.

    Coming late and coming back are the same act. `proxy` names who came in the member's place (代理).
    """
    told = _told(store, meeting, appointment)
    with store.change(msg("{name}委員の出席を記録", name=told.name)) as draft:
        _check(store, told)
        _check_proxy(method, proxy, told.what)
        attendance = _attendance(store, draft, told, method)
        if attendance.proxy != proxy or attendance.absence_reason:
            attendance = draft.save(replace(attendance, proxy=proxy, absence_reason=""))
        room = Room(store, told.meeting)
        if at is not None or before is not None:
            _add_event(room, draft, told, attendance, Event(True, room.event(at, before)))
        elif method is not AttendanceMethod.WRITTEN:
            _from_opening(draft, told, attendance)
    return draft.change


def leave(
    store: Store,
    meeting: Id,
    appointment: Id,
    *,
    at: dt.time | None = None,
    before: Id | None = None,
    method: AttendanceMethod | None = None,
    disconnected: bool = False,
) -> Change:
    """Record that a member left, at a time or before an item; a lost connection (`disconnected`) is leaving.

    `method` None is the one that is on record of the member, or the room where nothing is yet.
    """
    told = _told(store, meeting, appointment)
    act = msg("{name}委員の接続の切断を記録", name=told.name)
    with store.change(act if disconnected else msg("{name}委員の退席を記録", name=told.name)) as draft:
        _check(store, told)
        if at is None and before is None:
            raise refused(
                told.what,
                msg("退席した時刻も、その直後の議事項目も入力されていません。"),
                msg("どちらかを入力してください。"),
                "left_at",
            )
        known = store.find(Attendance, meeting=meeting, appointment=appointment)
        if method is None and len(known) == 1:
            method = known[0].method
        attendance = _attendance(store, draft, told, method or AttendanceMethod.IN_ROOM)
        room = Room(store, told.meeting)
        _add_event(room, draft, told, attendance, Event(False, room.event(at, before)), disconnected)
    return draft.change


def record_absence(store: Store, meeting: Id, appointment: Id, reason: str = "") -> Change:
    """Record that a member didn't come, and why."""
    told = _told(store, meeting, appointment)
    with store.change(msg("{name}委員の欠席を記録", name=told.name)) as draft:
        _check(store, told)
        known = store.find(Attendance, meeting=meeting, appointment=appointment)
        if any(came(store, one) for one in known):
            raise refused(
                told.what,
                msg("{name}委員の出席が、すでに記録されています。", name=told.name),
                msg("出席が誤りであれば、先にその出席の記録を取り消してください。"),
            )
        if known:
            draft.save(replace(known[0], absence_reason=reason))
        else:
            _enter(draft, told, AttendanceMethod.IN_ROOM, reason)
    return draft.change


def record_other_absences(store: Store, meeting: Id) -> Change:
    """Record that everybody of whom nothing is on record didn't come: one act, after the checking in."""
    room = Room(store, store.get(Meeting, meeting))
    what = msg("残りの委員の欠席を記録できません")
    with store.change(msg("残りの委員の欠席を記録")) as draft:
        require_unclosed(room.meeting, what)
        for seat in room.seats:
            if seat.id not in room.attendances:
                _enter(draft, _Told(room.meeting, seat, room.names[seat.id], what), AttendanceMethod.IN_ROOM)
    return draft.change


def withdraw_attendance(store: Store, attendance: Id) -> Change:
    """取消: what was recorded of a member's attendance by one method never was."""
    stored = store.get(Attendance, attendance)
    told = _told(store, stored.meeting, stored.appointment)
    with store.change(msg("{name}委員の出欠の記録を取消", name=told.name)) as draft:
        require_unclosed(told.meeting, told.what)
        for interval in store.find(PresenceInterval, attendance=stored.id):
            draft.remove(interval)
        draft.remove(stored)
    return draft.change


def begin_item(store: Store, item: Id, at: dt.time | None) -> Change:
    """Record when an item was begun; None where that isn't known after all."""
    stored = store.get(AgendaItem, item)
    meeting = store.get(Meeting, stored.meeting)
    what = msg("「{title}」を始めた時刻を記録できません", title=stored.title)
    with store.change(msg("議事項目「{title}」を始めた時刻を記録", title=stored.title)) as draft:
        require_under_way(meeting, what)
        if at is not None:
            _check_begin(Room(store, meeting), stored, at, what)
        draft.save(replace(stored, began_at=at))
    return draft.change


def came(store: Store, attendance: Attendance) -> bool:
    """Whether an attendance says that the member took part; otherwise it records an absence."""
    if attendance.method is AttendanceMethod.WRITTEN or attendance.from_opening:
        return True
    return bool(store.find(PresenceInterval, attendance=attendance.id))


def require_not_absent(store: Store, meeting: Meeting, seat: Appointment, name: str, what: Message) -> None:
    """Refuse somebody of whom it is on record that they didn't come."""
    known = store.find(Attendance, meeting=meeting.id, appointment=seat.id)
    if known and not any(came(store, one) for one in known):
        raise refused(
            what,
            msg("{name}委員は、欠席と記録されています。", name=name),
            msg("欠席が誤りであれば、先に出席を記録してください。"),
            "appointment",
        )


# --- events


def _add_event(
    room: Room,
    draft: Draft,
    told: _Told,
    attendance: Attendance,
    event: Event,
    disconnected: bool = False,
) -> None:
    """Put one more event on record: the intervals are formed anew from all of them."""
    known = room.events(attendance.id)
    if any(event.when == one.when for one in known):
        raise refused(
            told.what,
            msg("{name}委員の入退室が、同じ時に記録されています。", name=told.name),
            msg("時刻か議事項目を確かめてください。"),
            "entered_at" if event.entered else "left_at",
        )
    rows = room.intervals.get(attendance.id, ())
    cut = {room.event(one.left_at, one.left_before) for one in rows if one.disconnected}
    if disconnected:
        cut.add(event.when)
    spans = [one for one in presence.paired(room.course, (*known, event)) if one != (OPENING, None)]
    for row, span in zip_longest(rows, spans):
        if span is None:
            draft.remove(row)
            continue
        entered, left = span
        interval = PresenceInterval(
            id=row.id if row else draft.new_id(),
            version=row.version if row else 0,
            attendance=attendance.id,
            entered_at=entered and entered.at,
            entered_before=room.item_of(entered),
            left_at=left and left.at,
            left_before=room.item_of(left),
            disconnected=left in cut,
        )
        _ = draft.save(interval) if row else draft.add(interval)


def _from_opening(draft: Draft, told: _Told, attendance: Attendance) -> None:
    if attendance.from_opening:
        raise refused(
            told.what,
            msg("{name}委員は、開会から在席したと記録されています。", name=told.name),
            msg("途中で入室したときは、時刻か議事項目を入力してください。"),
            "entered_at",
        )
    draft.save(replace(attendance, from_opening=True))


# --- attendances


def _told(store: Store, meeting: Id, appointment: Id) -> _Told:
    owner, seat = store.get(Meeting, meeting), store.get(Appointment, appointment)
    name = name_of(store, seat, owner.date)
    return _Told(owner, seat, name, msg("{name}委員の出欠を記録できません", name=name))


def _check(store: Store, told: _Told) -> None:
    require_unclosed(told.meeting, told.what)
    require_in_office(store, told.meeting, told.seat, told.name, told.what)


def _check_proxy(method: AttendanceMethod, proxy: str, what: Message) -> None:
    if (method is AttendanceMethod.PROXY) is not bool(proxy):
        raise refused(
            what,
            msg("代理の人の氏名は、代理の出席のときだけ、必ず入力します。"),
            msg("出席の方法と代理の人の氏名を確かめてください。"),
            "proxy",
        )


def _attendance(store: Store, draft: Draft, told: _Told, method: AttendanceMethod) -> Attendance:
    """The member's attendance by a method; one that recorded an absence becomes it."""
    known = store.find(Attendance, meeting=told.meeting.id, appointment=told.seat.id)
    for one in known:
        if one.method is method:
            return one
        if not came(store, one):
            return draft.save(replace(one, method=method))
    return _enter(draft, told, method)


def _enter(draft: Draft, told: _Told, method: AttendanceMethod, reason: str = "") -> Attendance:
    return draft.add(
        Attendance(
            id=draft.new_id(),
            meeting=told.meeting.id,
            appointment=told.seat.id,
            method=method,
            absence_reason=reason,
        )
    )


def _check_begin(room: Room, item: AgendaItem, at: dt.time, what: Message) -> None:
    place = room.place(item.id)
    opened = room.meeting.opened_at
    before = [one.began_at for one in room.items[:place] if one.began_at] + ([opened] if opened else [])
    after = [one.began_at for one in room.items[place + 1 :] if one.began_at]
    if any(at < one for one in before) or any(one < at for one in after):
        raise refused(
            what,
            msg("議事の順序と合わない時刻です。"),
            msg("前後の議事項目を始めた時刻と、開会の時刻を確かめてください。"),
            "began_at",
        )
