"""What may still be done with a meeting: before it, while it is open, and no longer once it is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import AgendaItem, Appointment, Meeting, MeetingStatus, Term
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.storage import Store

TAKES_RECORD: Final = (MeetingStatus.PLANNED, MeetingStatus.OPEN, MeetingStatus.INFORMAL)
"""The states of a meeting in which something may still be recorded of it."""
_REMEDIES = {
    MeetingStatus.PLANNED: msg("先に開会を記録してください。"),
    MeetingStatus.OPEN: msg("会議の状態を確かめてください。"),
    MeetingStatus.INFORMAL: msg("定足数を満たしたら、開会を記録してください。"),
    MeetingStatus.HELD: msg("記録を直すときは、理由を添えて会議の記録を再開してください。"),
    MeetingStatus.FAILED: msg("集まった委員で話し合うときは、懇談への切替えを記録してください。"),
    MeetingStatus.CANCELLED: msg("中止が誤りであれば、会議の状態を「予定」に戻してください。"),
}
_REASONS = {
    MeetingStatus.PLANNED: msg("この会議はまだ開会していません。"),
    MeetingStatus.OPEN: msg("この会議は開会中です。"),
    MeetingStatus.INFORMAL: msg("この会議は懇談に切り替わっています。懇談では議決できません。"),
    MeetingStatus.HELD: msg("この会議の記録は閉じています。"),
    MeetingStatus.FAILED: msg("この会議は流会となりました。"),
    MeetingStatus.CANCELLED: msg("この会議は中止されました。"),
}


def is_closed(meeting: Meeting) -> bool:
    """Whether a meeting's record is closed: a meeting held, or an informal talk that is over."""
    return meeting.status is MeetingStatus.HELD or (
        meeting.closed and meeting.status is MeetingStatus.INFORMAL
    )


def require_unclosed(meeting: Meeting, what: Message) -> None:
    """Refuse an act on a meeting that is over: held, failed or called off."""
    require_status(meeting, TAKES_RECORD, what)


def require_under_way(meeting: Meeting, what: Message) -> None:
    """Refuse an act on a meeting that hasn't begun, or is over."""
    require_status(meeting, (MeetingStatus.OPEN, MeetingStatus.INFORMAL), what)


def require_open(meeting: Meeting, what: Message) -> None:
    """Refuse to decide anything in a meeting that isn't open."""
    require_status(meeting, (MeetingStatus.OPEN,), what)


def require_after_opening(meeting: Meeting, at: dt.time | None, what: Message) -> None:
    """Refuse a vote at a time before the meeting was opened."""
    if at is not None and meeting.opened_at is not None and at < meeting.opened_at:
        raise refused(
            what,
            msg("採決の時刻が、開会の時刻（{time}）より前です。", time=wareki.clock(meeting.opened_at)),
            msg("採決の時刻を確かめてください。"),
            "voted_at",
        )


def require_closed(meeting: Meeting, what: Message) -> None:
    """Refuse to reopen what isn't closed."""
    if not is_closed(meeting):
        raise refused(
            what,
            msg("この会議の記録は閉じていません。"),
            msg("そのまま記録を続けてください。"),
            "status",
        )


def require_status(meeting: Meeting, allowed: Collection[MeetingStatus], what: Message) -> None:
    """Refuse an act on a meeting that hasn't come so far, or whose record is closed."""
    status = MeetingStatus.HELD if is_closed(meeting) else meeting.status
    if status not in allowed:
        raise refused(what, _REASONS[status], _REMEDIES[status], "status")


def require_in_office(store: Store, meeting: Meeting, seat: Appointment, name: str, what: Message) -> None:
    """Refuse somebody who isn't a member of the committee on the meeting's day."""
    if holds_on(seat, meeting.date) and store.get(Term, seat.term).committee == meeting.committee:
        return
    raise refused(
        what,
        msg("{name}は、{day}にこの委員会の委員ではありません。", name=name, day=said(meeting.date)),
        msg("委員名簿を確かめてください。"),
        "appointment",
    )


def meeting_of(store: Store, item: Id) -> Meeting:
    """The meeting that an agenda item belongs to. Raises `NotFound`."""
    return store.get(Meeting, store.get(AgendaItem, item).meeting)
