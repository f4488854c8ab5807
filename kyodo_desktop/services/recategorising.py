"""A member who goes over to another category (区分の変更): one appointment ends and another begins."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Appointment, Category, EndReason, Office, Selection
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.appointments import end_appointment, seat_member
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.seats import name_of, offices_of
from kyodo_desktop.storage import Change, Store

_A_DAY = dt.timedelta(days=1)


def change_category(
    store: Store,
    appointment: Id,
    category: Id,
    on: dt.date,
    *,
    selection: Selection | None = None,
    keep_office: bool = False,
) -> Change:
    """Appoint a member in another category from `on`; the appointment of before ends the day before.

    The category is what a member was appointed for, so another one needs another appointment; the term
    counts as one period all the same. Offices end with the appointment; with `keep_office` the member goes
    on in them.
    """
    seat = store.get(Appointment, appointment)
    entered = store.get(Category, category)
    name = name_of(store, seat, on)
    what = msg("{name}の区分を変更できません", name=name)
    with store.change(
        msg("委員 {name}の区分を「{category}」に変更", name=name, category=entered.name)
    ) as draft:
        if seat.category == entered.id:
            raise refused(
                what,
                msg("すでに「{category}」の委員です。", category=entered.name),
                msg("別の区分を選んでください。"),
                "category",
            )
        held = [one for one in offices_of(store, seat) if one.until is None or one.until >= on]
        end_appointment(store, draft, seat, on - _A_DAY, EndReason.RECATEGORISED, what)
        new = seat_member(
            store, draft, seat.term, entered.id, seat.person, since=on, name=name, selection=selection
        )
        draft.save(replace(new, order=seat.order))
        for office in held if keep_office else ():
            draft.add(Office(id=draft.new_id(), appointment=new.id, role=office.role, since=on))
    return draft.change
