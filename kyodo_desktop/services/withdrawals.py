"""取消: it never was. A record entered by mistake is taken out, and what stood around it closes up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TypeAlias

from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    BankAccount,
    ConcurrentPost,
    Office,
    PayTerms,
    Person,
    PersonName,
    PriorService,
    SpecialNeed,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.corrections import Spell, called
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.register import affiliations_of, names_of
from kyodo_desktop.services.seats import name_of, offices_of
from kyodo_desktop.storage import Change, Draft, Store

Withdrawable: TypeAlias = PersonName | Affiliation | Office | Appointment

_A_DAY = dt.timedelta(days=1)


def withdraw(store: Store, record: Withdrawable) -> Change:
    """Take a record out as if it had never been entered. What came to an end is `resign`, `leave_office`."""
    match record:
        case PersonName():
            return _name(store, record)
        case Affiliation():
            return _affiliation(store, record)
        case Office():
            return _office(store, record)
        case Appointment():
            return _appointment(store, record)


def _name(store: Store, record: PersonName) -> Change:
    names = names_of(store, record.person)
    with store.change(msg("委員の氏名「{name}」の記録を取消", name=record.name)) as draft:
        if len(names) == 1:
            raise refused(
                msg("氏名「{name}」を取り消せません", name=record.name),
                msg("この人の氏名はこれだけです。"),
                msg("氏名を直すときは「訂正」をしてください。"),
            )
        _close_up(draft, record, names)
    return draft.change


def _affiliation(store: Store, record: Affiliation) -> Change:
    name = called(store, record.person, record.since)
    with store.change(msg("委員 {name}の所属の記録を取消", name=name)) as draft:
        _close_up(draft, record, affiliations_of(store, record.person))
    return draft.change


def _office(store: Store, record: Office) -> Change:
    name = name_of(store, store.get(Appointment, record.appointment), record.since)
    role = Message(record.role.label)
    with store.change(msg("{role} {name}の記録を取消", role=role, name=name)) as draft:
        draft.remove(record)
    return draft.change


def _appointment(store: Store, record: Appointment) -> Change:
    name = name_of(store, record, record.since)
    with store.change(msg("委員 {name}の委嘱の記録を取消", name=name)) as draft:
        for heir in store.find(Appointment, predecessor=record.id):
            draft.save(replace(heir, predecessor=None))
        for office in offices_of(store, record):
            draft.remove(office)
        for pay in store.find(PayTerms, appointment=record.id):
            draft.remove(pay)
        draft.remove(record)
        if not store.find(Appointment, person=record.person):
            _forget(store, draft, record)
    return draft.change


def _forget(store: Store, draft: Draft, record: Appointment) -> None:
    """Remove a person for whom nothing is left but what was entered with the appointment."""
    for prior in store.find(PriorService, person=record.person):
        draft.remove(prior)
    for kind in (ConcurrentPost, BankAccount, SpecialNeed):
        for one in store.find(kind, person=record.person):
            draft.remove(one)
    for affiliation in affiliations_of(store, record.person):
        draft.remove(affiliation)
    for name in names_of(store, record.person):
        draft.remove(name)
    draft.remove(store.get(Person, record.person))


def _close_up(draft: Draft, gone: Spell, spells: tuple[Spell, ...]) -> None:
    """Remove `gone`; the one before it, or else the one after, takes over its days."""
    draft.remove(gone)
    before = [s for s in spells if s.until is not None and gone.since == s.until + _A_DAY]
    after = [s for s in spells if s.since is not None and gone.until == s.since - _A_DAY]
    if before:
        draft.save(replace(before[0], until=gone.until))
    elif after:
        draft.save(replace(after[0], since=gone.since))
