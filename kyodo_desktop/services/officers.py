"""The offices that members fill by election (互選): taken, and left."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.dated import holds_on, in_force
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Appointment, Office, OfficeRole
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.register import term_on
from kyodo_desktop.services.seats import check_office, name_of
from kyodo_desktop.storage import Change, Store


def officers_on(store: Store, committee: Id, day: dt.date) -> tuple[tuple[Office, Appointment], ...]:
    """The offices held on a day, with the appointments of who holds them; none between terms."""
    term = term_on(store, committee, day)
    seats = {one.id: one for one in store.find(Appointment, term=term.id)} if term else {}
    held = in_force(store.find_in(Office, "appointment", list(seats)), day)
    return tuple(
        (office, seats[office.appointment]) for office in held if holds_on(seats[office.appointment], day)
    )


def take_office(store: Store, appointment: Id, role: OfficeRole, on: dt.date) -> Change:
    """Record that a member holds an office from `on`, until the appointment ends."""
    seat = store.get(Appointment, appointment)
    name, title = name_of(store, seat, on), Message(role.label)
    with store.change(msg("{role} {name}の就任を記録", role=title, name=name)) as draft:
        office = Office(id=draft.new_id(), appointment=appointment, role=role, since=on)
        check_office(store, office, msg("{name}の{role}就任を記録できません", name=name, role=title))
        draft.add(office)
    return draft.change


def leave_office(store: Store, office: Id, on: dt.date) -> Change:
    """Record that an office was left: `on` is the last day. The appointment goes on."""
    held = store.get(Office, office)
    seat = store.get(Appointment, held.appointment)
    name, title = name_of(store, seat, on), Message(held.role.label)
    what = msg("{name}の{role}退任を記録できません", name=name, role=title)
    with store.change(msg("{role} {name}の退任を記録", role=title, name=name)) as draft:
        if held.until is not None:
            raise refused(
                what,
                msg("{day}にすでに退任しています。", day=said(held.until)),
                msg("退任日を直すときは、役職の「訂正」をしてください。"),
            )
        if on < held.since:
            raise refused(
                what,
                msg("{day}は就任日（{since}）より前です。", day=said(on), since=said(held.since)),
                msg("就任日以後の日を、在職の最終日として入力してください。"),
                "on",
            )
        left = replace(held, until=on)
        check_office(store, left, what)
        draft.save(left)
    return draft.change
