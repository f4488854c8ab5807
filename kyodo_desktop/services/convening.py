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
    Committee,
    Material,
    Meeting,
    MeetingStatus,
    Numbering,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.files import drop_unused
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.register import term_on
from kyodo_desktop.services.texts import drop_body
from kyodo_desktop.storage import Change, Store


def meetings(store: Store, committee: Id) -> tuple[Meeting, ...]:
    """Every meeting of the committee, the oldest first."""
    return tuple(sorted(store.find(Meeting, committee=committee), key=_when))


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
    """Call a meeting (招集); `number` None takes the next one."""
    n = next_number(store, committee, date) if number is None else number
    with store.change(msg("{number}会議の招集を記録", number=meeting_number(n))) as draft:
        meeting = Meeting(
            id=draft.new_id(),
            committee=committee,
            number=n,
            date=date,
            starts_at=starts_at,
            venue=venue,
        )
        _check(store, meeting, msg("{number}会議を招集できません", number=meeting_number(n)))
        draft.add(meeting)
    return draft.change


def edit_meeting(store: Store, meeting: Meeting) -> Change:
    """Save a meeting as the clerk has put it."""
    stored = store.get(Meeting, meeting.id)
    number = meeting_number(stored.number)
    with store.change(msg("{number}会議の内容を変更", number=number)) as draft:
        meeting = replace(meeting, committee=stored.committee)
        _check(store, meeting, msg("{number}会議を変更できません", number=number))
        draft.save(meeting)
    return draft.change


def remove_meeting(store: Store, meeting: Id) -> Change:
    """Remove a meeting entered by mistake, with all it has. One called off is 中止, not removed."""
    stored = store.get(Meeting, meeting)
    number = meeting_number(stored.number)
    with store.change(msg("{number}会議を削除", number=number)) as draft:
        if stored.status is MeetingStatus.HELD:
            raise refused(
                msg("{number}会議を削除できません", number=number),
                msg("この会議は開催済です。"),
                msg("開催の記録が誤りであれば、先に「状態」を直してください。"),
                "status",
            )
        for material in store.find(Material, meeting=meeting):
            drop_body(store, draft, material.id)
            draft.remove(material)
            drop_unused(store, draft, material.attachment)
        for item in store.find(AgendaItem, meeting=meeting):
            draft.remove(item)
        draft.remove(stored)
    return draft.change


def _when(meeting: Meeting) -> tuple[dt.date, dt.time, int, Id]:
    return meeting.date, meeting.starts_at or dt.time.min, meeting.number, meeting.id


def _check(store: Store, meeting: Meeting, what: Message) -> None:
    owner = store.get(Committee, meeting.committee)
    if term_on(store, owner.id, meeting.date) is None:
        raise refused(
            what,
            msg("{day}を含む任期が登録されていません。", day=said(meeting.date)),
            msg("開催日を確かめるか、先に任期を追加してください。"),
            "date",
        )
    if meeting.status is MeetingStatus.CANCELLED:
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


def _same_count(store: Store, committee: Committee, date: dt.date, among: Iterable[Meeting]) -> list[Meeting]:
    """The meetings numbered in one series with one on `date`; those called off have given theirs back."""
    valid = [meeting for meeting in among if meeting.status is not MeetingStatus.CANCELLED]
    match committee.numbering:
        case Numbering.TOTAL:
            return valid
        case Numbering.FISCAL_YEAR:
            year = wareki.fiscal_year(date)
            return [meeting for meeting in valid if wareki.fiscal_year(meeting.date) == year]
        case Numbering.TERM:
            term = term_on(store, committee.id, date)
            return [meeting for meeting in valid if term and term.since <= meeting.date <= term.until]
