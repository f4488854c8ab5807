"""Opening a meeting and ending it: held with a whole record, failed for want of a quorum, or a talk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kyodo_desktop.domain import presence
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    AgendaItem,
    ItemKind,
    Meeting,
    MeetingStatus,
    Motion,
    Reopening,
    SnapshotMember,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.convening import check_meeting
from kyodo_desktop.services.electing import decided, elections
from kyodo_desktop.services.held import meeting_of, require_closed, require_status, require_under_way
from kyodo_desktop.services.quorums import require_opening
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.room import Room, called_meeting
from kyodo_desktop.services.snapshots import agrees, found
from kyodo_desktop.services.voting import DECIDED
from kyodo_desktop.services.wordings import short
from kyodo_desktop.storage import Change, Store


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of closing a meeting's record, and the item or the member it is about."""

    sentence: Message
    item: Id | None = None
    appointment: Id | None = None


def open_meeting(store: Store, meeting: Id, *, at: dt.time | None = None) -> Change:
    """Open a meeting (開会), at `at` or when it was to start. Refused without a quorum, with the sentence.

    An informal talk is opened so too, once enough members have come.
    """
    stored = store.get(Meeting, meeting)
    number = called_meeting(stored)
    what = msg("{number}会議を開会できません", number=number)
    with store.change(msg("{number}会議の開会を記録", number=number)) as draft:
        require_status(stored, (MeetingStatus.PLANNED, MeetingStatus.INFORMAL), what)
        time = at or stored.opened_at or stored.starts_at
        if time is None:
            raise refused(
                what,
                msg("開会の時刻が分かりません。"),
                msg("開会の時刻を入力してください。"),
                "opened_at",
            )
        first = stored.opened_at or time
        opened = replace(stored, status=MeetingStatus.OPEN, opened_at=first, counted=True)
        check_meeting(store, opened, what)
        room = Room(store, draft.save(opened))
        require_opening(room, room.members(room.moment(at=time)), what)
    return draft.change


def fail_meeting(store: Store, meeting: Id, *, counted: bool | None = None) -> Change:
    """Record that a meeting failed for want of a quorum (流会).

    `counted` says whether it keeps its number; None takes what the committee has settled, and is refused
    where that is to be asked each time (`Law.failed_meeting`).
    """
    stored = store.get(Meeting, meeting)
    number = called_meeting(stored)
    what = msg("{number}会議の流会を記録できません", number=number)
    with store.change(msg("{number}会議の流会を記録", number=number)) as draft:
        require_status(stored, (MeetingStatus.PLANNED,), what)
        room = Room(store, stored)
        ruling = room.quorum(room.members(room.moment()))
        if ruling.verdict == "met":
            raise refused(
                what,
                ruling.sentence,
                msg("会議を開かないことにしたときは、中止を記録してください。"),
                "present",
            )
        draft.save(replace(stored, status=MeetingStatus.FAILED, counted=_counted(room, counted, what)))
    return draft.change


def make_informal(store: Store, meeting: Id, *, counted: bool | None = None) -> Change:
    """Go on as an informal talk (懇談): nothing can be decided in it.

    Of a meeting that hadn't been opened, `counted` says whether it keeps its number, as for one that failed.
    """
    stored = store.get(Meeting, meeting)
    number = called_meeting(stored)
    what = msg("{number}会議を懇談に切り替えられません", number=number)
    with store.change(msg("{number}会議の懇談への切替えを記録", number=number)) as draft:
        allowed = (MeetingStatus.PLANNED, MeetingStatus.OPEN, MeetingStatus.FAILED)
        require_status(stored, allowed, what)
        talk = replace(stored, status=MeetingStatus.INFORMAL)
        if stored.status is MeetingStatus.PLANNED:
            talk = replace(talk, counted=_counted(Room(store, stored), counted, what))
        draft.save(talk)
    return draft.change


def close_meeting(store: Store, meeting: Id, *, at: dt.time | None = None) -> Change:
    """Close a meeting's record (閉会). Refused as long as `closing_obstacles` finds anything, with the list.

    An informal talk that was never opened stays one, and is over.
    """
    stored = store.get(Meeting, meeting)
    number = called_meeting(stored)
    what = msg("{number}会議の記録を閉じられません", number=number)
    with store.change(msg("{number}会議の閉会を記録", number=number)) as draft:
        require_under_way(stored, what)
        closed_at = at or stored.closed_at
        if closed_at and stored.opened_at and closed_at < stored.opened_at:
            raise refused(
                what,
                msg("閉会の時刻が、開会の時刻より前になっています。"),
                msg("時刻を確かめてください。"),
                "closed_at",
            )
        closed = draft.save(replace(stored, status=_ended(stored), closed_at=closed_at, closed=True))
        _require_whole(_obstacles(Room(store, closed)), what)
    return draft.change


def _ended(meeting: Meeting) -> MeetingStatus:
    """A meeting that was opened has been held, even where it ended as an informal talk."""
    opened = meeting.status is MeetingStatus.OPEN or meeting.opened_at is not None
    return MeetingStatus.HELD if opened else MeetingStatus.INFORMAL


def _require_whole(obstacles: tuple[Obstacle, ...], what: Message) -> None:
    if obstacles:
        raise refused(
            what,
            msg(
                "まだ{n}件が残っています。{list}",
                n=len(obstacles),
                list="".join(one.sentence.text() for one in obstacles),
            ),
            msg("それぞれを記録してから、閉会を記録してください。決めなかった議事は、次回へ継続とします。"),
            "status",
        )


def postpone_item(store: Store, item: Id, *, postponed: bool = True) -> Change:
    """Leave an item that decides to the next meeting (継続), or take that back."""
    stored = store.get(AgendaItem, item)
    what = msg("「{title}」を次回へ継続とできません", title=stored.title)
    act = msg("議事項目「{title}」を次回へ継続", title=stored.title)
    back = msg("議事項目「{title}」の継続を取消", title=stored.title)
    with store.change(act if postponed else back) as draft:
        require_under_way(meeting_of(store, item), what)
        draft.save(replace(stored, postponed=postponed))
    return draft.change


def closing_obstacles(store: Store, meeting: Id) -> tuple[Obstacle, ...]:
    """What is still to be recorded before a meeting can be closed; nothing, where it can."""
    return _obstacles(Room(store, store.get(Meeting, meeting)))


def reopen_meeting(store: Store, meeting: Id, reason: str, on: dt.date) -> Change:
    """Open a closed meeting's record again, to put something right; the reason is kept with the meeting."""
    stored = store.get(Meeting, meeting)
    number = called_meeting(stored)
    what = msg("{number}会議の記録を再開できません", number=number)
    with store.change(msg("{number}会議の記録を再開", number=number)) as draft:
        require_closed(stored, what)
        if on < stored.date:
            raise refused(
                what,
                msg("再開した日が、会議の日（{day}）より前です。", day=said(stored.date)),
                msg("日付を確かめてください。"),
                "reopened_on",
            )
        draft.add(Reopening(id=draft.new_id(), meeting=stored.id, reopened_on=on, reason=reason))
        held = stored.status is MeetingStatus.HELD
        status = MeetingStatus.OPEN if held else stored.status
        draft.save(replace(stored, status=status, closed=False))
    return draft.change


def reopenings(store: Store, meeting: Id) -> tuple[Reopening, ...]:
    """When and why a meeting's record was opened again, in that order."""
    return tuple(sorted(store.find(Reopening, meeting=meeting), key=lambda one: (one.reopened_on, one.id)))


def _counted(room: Room, counted: bool | None, what: Message) -> bool:
    settled = room.law.failed_meeting
    if counted is not None:
        return counted
    if settled == "ask":
        raise refused(
            what,
            msg("流会となった回を1回と数えるかどうかが、決められていません。"),
            msg("数えるかどうかを選んでください。規則の読み方で決めておくこともできます。"),
            "counted",
        )
    return settled == "counted"


# --- obstacles


def _obstacles(room: Room) -> tuple[Obstacle, ...]:
    return (*_attendance(room), *_hours(room), *_items(room), *_stale(room))


def _attendance(room: Room) -> Iterator[Obstacle]:
    """Members of whom nothing is on record, and comings and goings that don't fit together."""
    for seat in room.seats:
        name = room.names[seat.id]
        known = room.attendances.get(seat.id, ())
        if not known:
            yield Obstacle(msg("{name}委員の出欠が記録されていません。", name=name), appointment=seat.id)
        for one in known:
            spans = presence.paired(room.course, room.events(one.id))
            if presence.unpaired(spans):
                yield Obstacle(msg("{name}委員の入退室の記録が合いません。", name=name), appointment=seat.id)


def _hours(room: Room) -> Iterator[Obstacle]:
    """What was recorded at a time at which the meeting was over, or a vote before it was open."""
    opened, closed = room.meeting.opened_at, room.meeting.closed_at
    for seat in room.seats:
        for one in room.attendances.get(seat.id, ()):
            if _after(closed, *(event.when.at for event in room.events(one.id))):
                name = room.names[seat.id]
                late = msg("{name}委員の入退室の時刻が、閉会より後です。", name=name)
                yield Obstacle(late, appointment=seat.id)
    for item in room.items:
        if _after(closed, item.began_at):
            yield Obstacle(msg("「{title}」の開始の時刻が、閉会より後です。", title=item.title), item.id)
        held = (*room.store.find(Motion, item=item.id), *elections(room.store, item.id))
        if _after(closed, *(one.voted_at for one in held)):
            yield Obstacle(msg("「{title}」の採決の時刻が、閉会より後です。", title=item.title), item.id)
        if opened and any(one.voted_at and one.voted_at < opened for one in held):
            yield Obstacle(msg("「{title}」の採決の時刻が、開会より前です。", title=item.title), item.id)


def _after(closed: dt.time | None, *times: dt.time | None) -> bool:
    return closed is not None and any(one is not None and one > closed for one in times)


def _items(room: Room) -> Iterator[Obstacle]:
    """Items that decide and haven't, and aren't left to the next meeting."""
    for item in (one for one in room.items if not one.postponed):
        if item.kind is ItemKind.ELECTION and not decided(room.store, item.id):
            yield Obstacle(msg("「{title}」の選任が決まっていません。", title=item.title), item.id)
        if item.kind is ItemKind.DECISION:
            yield from _motions(room, item)


def _motions(room: Room, item: AgendaItem) -> Iterator[Obstacle]:
    motions = room.store.find(Motion, item=item.id)
    if not motions:
        yield Obstacle(msg("「{title}」に議案がありません。", title=item.title), item.id)
    for motion in motions:
        if not any(one.verdict in DECIDED for one in found(room.store, motion=motion.id)):
            wording = short(motion.wording)
            yield Obstacle(msg("議案「{wording}」の採決が決まっていません。", wording=wording), item.id)


def _stale(room: Room) -> Iterator[Obstacle]:
    """Votes and elections judged on another presence than the one on record now."""
    for item in room.items:
        for motion in room.store.find(Motion, item=item.id):
            for snapshot in found(room.store, motion=motion.id):
                members = room.members(room.moment(item.id, motion.voted_at), item.id)
                frozen = room.store.find(SnapshotMember, snapshot=snapshot.id)
                if not agrees(snapshot, frozen, members):
                    yield _changed(item, msg("議案「{wording}」", wording=short(motion.wording)))
        for election in elections(room.store, item.id):
            for snapshot in found(room.store, election=election.id):
                members = room.members(room.moment(item.id, election.voted_at), item.id)
                frozen = room.store.find(SnapshotMember, snapshot=snapshot.id)
                if not agrees(snapshot, frozen, members):
                    yield _changed(item, msg("{role}の互選", role=Message(election.role.label)))


def _changed(item: AgendaItem, about: Message) -> Obstacle:
    return Obstacle(
        msg(
            "{about}の後に、出欠の記録が変わっています。採決の記録を確かめ、入力し直してください。",
            about=about,
        ),
        item.id,
    )
