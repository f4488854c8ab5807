"""The roster as a list: for everybody, and for the secretariat with what only it may know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import fields
from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    Category,
    Person,
    PersonName,
    PriorService,
    SpecialNeed,
)
from kyodo_desktop.papers.paper import Occasion
from kyodo_desktop.papers.roster import Group, Member, RosterPaper, RosterView
from kyodo_desktop.papers.tables.cells import column, value
from kyodo_desktop.papers.tables.values import Column, Shown, TableView, Value
from kyodo_desktop.services import roster
from kyodo_desktop.services.sitting import RosterLine
from kyodo_desktop.storage import Store

_TITLE: Final = "{committee}委員名簿"
_PUBLIC: Final = (
    Column("区分番号", 10),
    Column("区分", 12),
    column(Category, "qualification", 32),
    column(PersonName, "name", 20),
    column(PersonName, "kana", 24),
    column(Affiliation, "organisation", 40),
    column(Affiliation, "post", 20),
    Column("◎○", 7, centred=True),
    Column("委員会での役職", 16),
    Column("在任期数", 10),
    Column("備考", 8),
    Column("任期開始", 13),
    Column("任期開始（和暦）", 20),
    Column("任期終了", 13),
    Column("任期終了（和暦）", 20),
)
_NAMED: Final = 4
_INTERNAL: Final = (
    Column("区分番号", 10),
    Column("区分", 12),
    Column("名簿順", 9),
    column(PersonName, "name", 20),
    column(PersonName, "kana", 24),
    column(PersonName, "substitute", 20),
    column(PersonName, "glyph_note", 20),
    column(Affiliation, "organisation", 40),
    column(Affiliation, "post", 20),
    column(Affiliation, "confirmed_on", 18),
    Column("委員会での役職", 16),
    Column("就任日", 18, Shown.ERA),
    Column("在任期数", 10),
    column(PriorService, "periods", 12),
    column(Appointment, "selection", 14),
    column(Appointment, "since", 18),
    column(Appointment, "until", 18),
    column(Appointment, "end_reason", 13),
)
PERSONAL: Final = tuple(one.name for one in fields(Person) if one.personal and one.name != "note")
"""The columns that are added only when they are asked for; the secretariat's own notes never leave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insider:
    """A member as the secretariat knows them; `needs` are what they need at a meeting."""

    line: RosterLine
    person: Person
    prior: PriorService | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalView:
    """Everything the internal list shows. `personal`: addresses, telephones, days of birth were asked for."""

    committee: str
    day: dt.date
    members: tuple[Insider, ...]
    personal: bool = False


def public(store: Store, occasion: Occasion) -> TableView:
    """The roster for everybody: nothing personal is in it. Raises NotFound between terms."""
    return members(RosterPaper().compose(store, occasion))


def members(view: RosterView) -> TableView:
    """One row a member, to be sorted and filtered; names are as they are stored."""
    return TableView(
        title=_TITLE.format(committee=view.committee),
        day=view.day,
        columns=_PUBLIC,
        rows=tuple(_row(group, one) for group in view.groups for one in group.members),
        frozen=_NAMED,
    )


def _row(group: Group, one: Member) -> tuple[Value, ...]:
    return (
        group.number,
        group.name,
        group.qualification,
        one.name,
        one.kana,
        one.organisation,
        one.post,
        one.mark,
        one.role,
        one.periods,
        one.standing,
        one.since,
        wareki.long(one.since),
        one.until,
        wareki.long(one.until),
    )


def internal(store: Store, occasion: Occasion, *, personal: bool) -> TableView:
    """The secretariat's own list, what is personal in it only where that was asked for. Raises NotFound."""
    return insiders(known(store, occasion, personal=personal))


def known(store: Store, occasion: Occasion, *, personal: bool) -> InternalView:
    """What the secretariat knows of the members on the occasion's day. Raises NotFound between terms."""
    found = roster.roster_on(store, occasion.committee.id, occasion.day)
    ids = [one.appointment.person for one in found.lines]
    people = {one.id: one for one in store.find_in(Person, "id", ids)}
    prior = {
        one.person: one
        for one in store.find_in(PriorService, "person", ids)
        if one.committee == occasion.committee.id
    }
    needs: dict[str, tuple[str, ...]] = {}
    for one in store.find_in(SpecialNeed, "person", ids) if personal else ():
        needs[one.person] = (*needs.get(one.person, ()), one.need)
    return InternalView(
        committee=found.committee.name,
        day=found.day,
        members=tuple(
            Insider(
                line=one,
                person=people[one.appointment.person],
                prior=prior.get(one.appointment.person),
                needs=needs.get(one.appointment.person, ()),
            )
            for one in found.lines
        ),
        personal=personal,
    )


def insiders(view: InternalView) -> TableView:
    """One row a member; the personal columns stand at the right."""
    columns = _INTERNAL
    if view.personal:
        columns += (*(column(Person, name) for name in PERSONAL), column(SpecialNeed, "need"))
    return TableView(
        title=_TITLE.format(committee=view.committee),
        day=view.day,
        columns=columns,
        rows=tuple(_inside(one, personal=view.personal) for one in view.members),
        frozen=_NAMED,
        internal=True,
    )


def _inside(one: Insider, *, personal: bool) -> tuple[Value, ...]:
    line = one.line
    row: tuple[Value, ...] = (
        line.category.number,
        line.category.name,
        line.appointment.order,
        *(value(line.name, name) for name in ("name", "kana", "substitute", "glyph_note")),
        *(value(line.affiliation, name) for name in ("organisation", "post", "confirmed_on")),
        value(line.office, "role"),
        value(line.office, "since"),
        line.periods,
        value(one.prior, "periods"),
        *(value(line.appointment, name) for name in ("selection", "since", "until", "end_reason")),
    )
    if not personal:
        return row
    return (*row, *(value(one.person, name) for name in PERSONAL), "\n".join(one.needs))
