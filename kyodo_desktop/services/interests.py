"""Withdrawals from an item for interest (利害関係): recorded per item, never assumed."""

from __future__ import annotations

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Appointment, Withdrawal
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.attending import require_not_absent
from kyodo_desktop.services.held import meeting_of, require_in_office, require_unclosed
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.room import Room
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.storage import Change, Store


def withdraw_from(store: Store, item: Id, appointment: Id, reason: str) -> Change:
    """Record a member's withdrawal from an item for interest: they count neither as present nor as voting."""
    meeting, seat = meeting_of(store, item), store.get(Appointment, appointment)
    name = name_of(store, seat, meeting.date)
    what = msg("{name}委員の退席の申出を記録できません", name=name)
    with store.change(msg("{name}委員の退席の申出を記録", name=name)) as draft:
        require_unclosed(meeting, what)
        require_in_office(store, meeting, seat, name, what)
        if not reason.strip():
            raise refused(
                what,
                msg("退席の理由が入力されていません。"),
                msg("どのような利害関係があるのかを入力してください。"),
                "reason",
            )
        require_not_absent(store, meeting, seat, name, what)
        room = Room(store, meeting)
        if room.law.interest == "off":
            raise refused(
                what,
                msg("この規則では、利害関係による退席を取り扱いません。"),
                msg("取り扱うときは、規則の読み方を選び直してください。"),
            )
        if seat.id in room.withdrawn.get(item, ()):
            raise refused(
                what,
                msg("この項目からの退席が、すでに記録されています。"),
                msg("記録を確かめてください。"),
            )
        draft.add(Withdrawal(id=draft.new_id(), item=item, appointment=appointment, reason=reason))
    return draft.change


def remove_withdrawal(store: Store, withdrawal: Id) -> Change:
    """取消: the member never withdrew from the item."""
    stored = store.get(Withdrawal, withdrawal)
    meeting, seat = meeting_of(store, stored.item), store.get(Appointment, stored.appointment)
    name = name_of(store, seat, meeting.date)
    with store.change(msg("{name}委員の退席の申出を取消", name=name)) as draft:
        require_unclosed(meeting, msg("{name}委員の退席の申出を取り消せません", name=name))
        draft.remove(stored)
    return draft.change
