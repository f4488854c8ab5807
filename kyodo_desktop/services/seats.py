"""When an appointment or an office may stand: within its days, and beside the others of its term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kyodo_desktop.domain.dated import holds_on, overlap
from kyodo_desktop.domain.records import Appointment, Category, Office, OfficeRole, Term
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.register import name_on
from kyodo_desktop.storage import Store


def check_seat(store: Store, seat: Appointment, what: Message) -> None:
    """Refuse an appointment that can't stand beside the others of its term."""
    term = store.get(Term, seat.term)
    _check_days(seat, term, what)
    _check_category(store, seat, term, what)
    _check_predecessor(store, seat, what)
    for other in store.find(Appointment, term=seat.term, person=seat.person):
        if other.id != seat.id and overlap(other, seat):
            raise refused(
                what,
                msg("同じ人が、この任期に{day}から委嘱されています。", day=said(other.since)),
                msg("先の委嘱の終わりを記録するか、委嘱日を変えてください。"),
                "person",
            )


def _check_days(seat: Appointment, term: Term, what: Message) -> None:
    for day, field in ((seat.since, "since"), (seat.until, "until")):
        if not holds_on(term, day):
            span = f"{said(term.since)}～{said(term.until)}"
            raise refused(
                what,
                msg("{day}は任期（{span}）の外です。", day=said(day), span=span),
                msg("任期の中の日を入力してください。"),
                field,
            )
    if seat.until < seat.since:
        raise refused(
            what,
            msg("任期の終わりが委嘱日より前になっています。"),
            msg("委嘱日と任期の終わりを確かめてください。"),
            "until",
        )
    if seat.end_reason is None and seat.until < term.until:
        raise refused(
            what,
            msg("任期の途中で終わる委嘱に、終了の理由がありません。"),
            msg("辞任などの理由を選ぶか、任期の終わりを{day}にしてください。", day=said(term.until)),
            "end_reason",
        )


def _check_category(store: Store, seat: Appointment, term: Term, what: Message) -> None:
    category = store.get(Category, seat.category)
    if category.committee != term.committee:
        raise refused(
            what,
            msg("「{name}」は別の委員会の区分です。", name=category.name),
            msg("この委員会の区分を選んでください。"),
            "category",
        )
    if not holds_on(category, seat.since):
        raise refused(
            what,
            msg("「{name}」は{day}には設けられていません。", name=category.name, day=said(seat.since)),
            msg("その日にある区分を選ぶか、区分の期間を訂正してください。"),
            "category",
        )


def _check_predecessor(store: Store, seat: Appointment, what: Message) -> None:
    if seat.predecessor is None:
        return
    before = store.get(Appointment, seat.predecessor)
    field = "predecessor"
    if before.id == seat.id or (before.term, before.category) != (seat.term, seat.category):
        raise refused(
            what,
            msg("前任者は、同じ任期の同じ区分の委員でなければなりません。"),
            msg("前任者と区分を確かめてください。"),
            field,
        )
    if before.end_reason is None or before.until >= seat.since:
        raise refused(
            what,
            msg("前任者が{day}にまだ在任しています。", day=said(seat.since)),
            msg("先に前任者の辞任などを記録するか、委嘱日を退任の翌日以後にしてください。"),
            field,
        )
    for other in store.find(Appointment, predecessor=before.id):
        if other.id != seat.id and overlap(other, seat):
            raise refused(
                what,
                msg("この前任者の補欠は、すでに委嘱されています。"),
                msg("前任者の選択を確かめてください。"),
                field,
            )


def check_office(store: Store, office: Office, what: Message) -> None:
    """Refuse an office outside its holder's appointment, a second chair, a member's second office."""
    seat = store.get(Appointment, office.appointment)
    for day, field in ((office.since, "since"), (office.until, "until")):
        if day is not None and not holds_on(seat, day):
            raise refused(
                what,
                msg(
                    "{day}は委員の在任期間（{since}～{until}）の外です。",
                    day=said(day),
                    since=said(seat.since),
                    until=said(seat.until),
                ),
                msg("在任期間の中の日を入力してください。"),
                field,
            )
    _check_rivals(store, office, seat, what)


def _check_rivals(store: Store, office: Office, seat: Appointment, what: Message) -> None:
    others = {one.id: one for one in store.find(Appointment, term=seat.term)}
    for other in store.find_in(Office, "appointment", list(others)):
        holder = others[other.appointment]
        if other.id == office.id or not overlap(_served(other, holder), _served(office, seat)):
            continue
        if holder.id == seat.id:
            raise refused(
                what,
                msg("この委員は、同じ期間に{role}の職にあります。", role=Message(other.role.label)),
                msg("先にその職の退任を記録してください。"),
                "role",
            )
        if other.role is OfficeRole.CHAIR and office.role is OfficeRole.CHAIR:
            raise refused(
                what,
                msg("同じ期間に、{name}が委員長の職にあります。", name=name_of(store, holder, other.since)),
                msg("先に前の委員長の退任を記録してください。"),
                "role",
            )


def _served(office: Office, holder: Appointment) -> Office:
    """An office with its end said: an open one ends with the appointment."""
    if office.until is not None:
        return office
    return Office(
        id=office.id,
        appointment=office.appointment,
        role=office.role,
        since=office.since,
        until=holder.until,
    )


def name_of(store: Store, seat: Appointment, day: dt.date) -> str:
    """What a member was called on `day`, or on the nearest day of the appointment."""
    return name_on(store, seat.person, min(max(day, seat.since), seat.until)).name


def offices_of(store: Store, seat: Appointment) -> Sequence[Office]:
    """The offices an appointment held."""
    return store.find(Office, appointment=seat.id)
