"""What only the secretariat may read of a person: the account that pay goes to, and needs at a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    AccountKind,
    Appointment,
    BankAccount,
    PayTerms,
    Person,
    SpecialNeed,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.corrections import called
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.storage import Change, Store

_A_DAY = dt.timedelta(days=1)


def add_account(
    store: Store,
    person: Id,
    *,
    bank: str,
    number: str,
    holder: str,
    branch: str = "",
    kind: AccountKind = AccountKind.ORDINARY,
) -> Change:
    """Record the account that a person's pay goes to. A person has one: the one on record is edited."""
    owner = store.get(Person, person)
    name = called(store, owner.id, None)
    with store.change(msg("委員 {name}の口座を登録", name=name)) as draft:
        if store.find(BankAccount, person=owner.id):
            raise refused(
                msg("{name}の口座を登録できません", name=name),
                msg("口座がすでに登録されています。"),
                msg("登録されている口座を訂正してください。"),
            )
        draft.add(
            BankAccount(
                id=draft.new_id(),
                person=owner.id,
                bank=bank,
                branch=branch,
                kind=kind,
                number=number,
                holder=holder,
            )
        )
    return draft.change


def edit_account(store: Store, account: BankAccount) -> Change:
    """Save an account as the clerk has put it."""
    stored = store.get(BankAccount, account.id)
    with store.change(msg("委員 {name}の口座を変更", name=called(store, stored.person, None))) as draft:
        draft.save(replace(account, person=stored.person))
    return draft.change


def remove_account(store: Store, account: Id) -> Change:
    """Take an account out of the register."""
    stored = store.get(BankAccount, account)
    with store.change(msg("委員 {name}の口座を削除", name=called(store, stored.person, None))) as draft:
        draft.remove(stored)
    return draft.change


def add_need(store: Store, person: Id, need: str) -> Change:
    """Record what a person needs at a meeting."""
    owner = store.get(Person, person)
    with store.change(msg("委員 {name}の配慮事項を登録", name=called(store, owner.id, None))) as draft:
        draft.add(SpecialNeed(id=draft.new_id(), person=owner.id, need=need))
    return draft.change


def edit_need(store: Store, need: SpecialNeed) -> Change:
    """Save a need as the clerk has put it."""
    stored = store.get(SpecialNeed, need.id)
    with store.change(msg("委員 {name}の配慮事項を変更", name=called(store, stored.person, None))) as draft:
        draft.save(replace(need, person=stored.person))
    return draft.change


def remove_need(store: Store, need: Id) -> Change:
    """Take a need out of the register."""
    stored = store.get(SpecialNeed, need)
    with store.change(msg("委員 {name}の配慮事項を削除", name=called(store, stored.person, None))) as draft:
        draft.remove(stored)
    return draft.change


def withdraw_pay_terms(store: Store, terms: Id) -> Change:
    """Take out pay terms entered by mistake; those that ended the day before hold on in their place."""
    stored = store.get(PayTerms, terms)
    seat = store.get(Appointment, stored.appointment)
    with store.change(
        msg("{name}委員の支給区分を取消", name=name_of(store, seat, stored.since or seat.since))
    ) as draft:
        draft.remove(stored)
        for other in store.find(PayTerms, appointment=seat.id):
            if other.until is not None and stored.since == other.until + _A_DAY:
                draft.save(replace(other, until=stored.until))
    return draft.change
