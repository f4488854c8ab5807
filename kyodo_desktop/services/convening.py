"""Meetings themselves: called, put right, and asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import (
    AgendaItem,
    Attendance,
    CandidateDate,
    Committee,
    Material,
    Meeting,
    MeetingStatus,
    Numbering,
    PreparationStep,
    PresenceInterval,
    PrintRun,
    ProvisionalChair,
    Reply,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.conveners import convener_on
from kyodo_desktop.services.files import drop_unused
from kyodo_desktop.services.held import is_closed, require_unclosed
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.register import term_on
from kyodo_desktop.services.texts import drop_body
from kyodo_desktop.storage import Change, Draft, Store


def meetings(store: Store, committee: Id) -> tuple[Meeting, ...]:
    """Every meeting of the committee, the oldest first."""
    return store.once(
        ("meetings", committee), lambda: tuple(sorted(store.find(Meeting, committee=committee), key=_when))
    )


def next_meeting(store: Store, committee: Id, today: dt.date) -> Meeting | None:
    """The nearest meeting still planned, `today`'s included."""
    planned = (m for m in meetings(store, committee) if m.status is MeetingStatus.PLANNED)
    return next((meeting for meeting in planned if meeting.date >= today), None)


def next_number(store: Store, committee: Id, date: dt.date) -> int:
    """The number that a meeting called for `date` would have, as the committee counts (任期・年度・通算)."""
    owner = store.get(Committee, committee)
    peers = _same_count(store, owner, date, meetings(store, committee))
    return max((meeting.number for meeting in peers), default=0) + 1


def call_meeting(
    store: Store,
    committee: Id,
    *,
    number: int | None = None,
    date: dt.date,
    starts_at: dt.time | None = None,
    venue: str = "",
) -> Change:
    """Call a meeting (招集); `number` None takes the next one. Who convenes it is recorded with it."""
    n = next_number(store, committee, date) if number is None else number
    with store.change(msg("{number}会議の招集を記録", number=meeting_number(n))) as draft:
        enter_meeting(store, draft, committee, number=n, date=date, starts_at=starts_at, venue=venue)
    return draft.change


def enter_meeting(
    store: Store,
    draft: Draft,
    committee: Id,
    *,
    number: int | None,
    date: dt.date,
    starts_at: dt.time | None,
    venue: str,
) -> Meeting:
    """Enter a called meeting within an act, and return it."""
    n = next_number(store, committee, date) if number is None else number
    meeting = Meeting(
        id=draft.new_id(),
        committee=committee,
        number=n,
        date=date,
        starts_at=starts_at,
        venue=venue,
    )
    check_meeting(store, meeting, msg("{number}会議を招集できません", number=meeting_number(n)))
    return draft.add(replace(meeting, convener=convener_on(store, committee, date)))


def edit_meeting(store: Store, meeting: Meeting) -> Change:
    """Save a meeting as the clerk has put it: its number, day, time and place, and whether it is called off.

    How far it has come otherwise follows from opening it, closing it and so on.
    """
    stored = store.get(Meeting, meeting.id)
    number = meeting_number(stored.number)
    what = msg("{number}会議を変更できません", number=number)
    with store.change(msg("{number}会議の内容を変更", number=number)) as draft:
        edited = replace(
            stored,
            version=meeting.version,
            number=meeting.number,
            date=meeting.date,
            starts_at=meeting.starts_at,
            venue=meeting.venue,
            status=meeting.status,
        )
        _check_status(stored, edited, what)
        check_meeting(store, edited, what)
        draft.save(edited)
    return draft.change


def remove_meeting(store: Store, meeting: Id) -> Change:
    """Remove a meeting entered by mistake, with all it has. One called off is 中止, not removed."""
    stored = store.get(Meeting, meeting)
    number = meeting_number(stored.number)
    with store.change(msg("{number}会議を削除", number=number)) as draft:
        if stored.status not in (MeetingStatus.PLANNED, MeetingStatus.CANCELLED):
            raise refused(
                msg("{number}会議を削除できません", number=number),
                msg("この会議は、開催の記録があります（{status}）。", status=Message(stored.status.label)),
                msg("開催の記録が誤りであれば、先にその記録を元に戻してください。"),
                "status",
            )
        for material in store.find(Material, meeting=meeting):
            drop_body(store, draft, material.id)
            draft.remove(material)
            drop_unused(store, draft, material.attachment)
        _drop_answers(store, draft, stored)
        for item in store.find(AgendaItem, meeting=meeting):
            draft.remove(item)
        draft.remove(stored)
    return draft.change


def _drop_answers(store: Store, draft: Draft, meeting: Meeting) -> None:
    """Remove what members answered and who checked in; the dates asked about are open again."""
    attendances = store.find(Attendance, meeting=meeting.id)
    for interval in store.find_in(PresenceInterval, "attendance", [one.id for one in attendances]):
        draft.remove(interval)
    for one in (
        *attendances,
        *store.find(Reply, meeting=meeting.id),
        *store.find(ProvisionalChair, meeting=meeting.id),
        *store.find(PreparationStep, meeting=meeting.id),
        *store.find(PrintRun, meeting=meeting.id),
    ):
        draft.remove(one)
    for candidate in store.find(CandidateDate, meeting=meeting.id):
        draft.save(replace(candidate, meeting=None))


def _check_status(stored: Meeting, meeting: Meeting, what: Message) -> None:
    """A form may call a meeting off or take that back; every other state comes of an act of its own."""
    free = (MeetingStatus.PLANNED, MeetingStatus.CANCELLED)
    if is_closed(stored):
        require_unclosed(stored, what)
    if meeting.status is not stored.status and not {meeting.status, stored.status} <= set(free):
        raise refused(
            what,
            msg(
                "会議の状態を「{before}」から「{after}」に書き換えることはできません。",
                before=Message(stored.status.label),
                after=Message(meeting.status.label),
            ),
            msg("開会、閉会、流会、懇談への切替えは、それぞれの操作で記録してください。"),
            "status",
        )
    if meeting.date != stored.date and stored.status not in free:
        raise refused(
            what,
            msg("この会議には、{day}の開催の記録があります。", day=said(stored.date)),
            msg("日付が誤りであれば、先に開会の記録を元に戻してください。"),
            "date",
        )


def _when(meeting: Meeting) -> tuple[dt.date, dt.time, int, Id]:
    return meeting.date, meeting.starts_at or dt.time.min, meeting.number, meeting.id


def check_meeting(store: Store, meeting: Meeting, what: Message) -> None:
    """Refuse a meeting between terms, and a number that another meeting of its series has."""
    owner = store.get(Committee, meeting.committee)
    if term_on(store, owner.id, meeting.date) is None:
        raise refused(
            what,
            msg("{day}を含む任期が登録されていません。", day=said(meeting.date)),
            msg("開催日を確かめるか、先に任期を追加してください。"),
            "date",
        )
    if not _numbered(meeting):
        return
    others = [m for m in meetings(store, owner.id) if m.id != meeting.id]
    for other in _same_count(store, owner, meeting.date, others):
        if other.number == meeting.number:
            raise refused(
                what,
                msg(
                    "{number}は、{day}の会議の番号です（{numbering}に数えています）。",
                    number=meeting_number(other.number),
                    day=said(other.date),
                    numbering=Message(owner.numbering.label),
                ),
                msg("別の回数を入力してください。"),
                "number",
            )


def _numbered(meeting: Meeting) -> bool:
    """Whether a meeting has its number for itself: not one called off, nor a failed one not counted."""
    return meeting.status is not MeetingStatus.CANCELLED and meeting.counted


def _same_count(store: Store, committee: Committee, date: dt.date, among: Iterable[Meeting]) -> list[Meeting]:
    """The meetings numbered in one series with one on `date`; those called off have given theirs back."""
    valid = [meeting for meeting in among if _numbered(meeting)]
    match committee.numbering:
        case Numbering.TOTAL:
            return valid
        case Numbering.FISCAL_YEAR:
            year = wareki.fiscal_year(date)
            return [meeting for meeting in valid if wareki.fiscal_year(meeting.date) == year]
        case Numbering.TERM:
            term = term_on(store, committee.id, date)
            return [meeting for meeting in valid if term and term.since <= meeting.date <= term.until]
