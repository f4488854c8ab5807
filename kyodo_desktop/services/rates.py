"""What the office lays down about pay, one line at a time: rates, the tax table, terms of members."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TypeVar

from kyodo_desktop.domain.dated import overlap
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Appointment, Committee, PayRate, PayTerms, TaxBracket, TaxTable
from kyodo_desktop.domain.wareki import FIRST_DAY
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.services.sitting import roster_on
from kyodo_desktop.storage import Change, Store

Laid = TypeVar("Laid", PayRate, PayTerms)


@dataclass(frozen=True, slots=True)
class NamedTerms:
    """A member's terms of pay, and what the member was called when they began."""

    terms: PayTerms
    name: str


def rates(store: Store, committee: Id) -> tuple[PayRate, ...]:
    """Every rate that was ever in force, by role, the newest first."""
    found = store.find(PayRate, committee=committee)
    order = {role: at for at, role in enumerate(("chair", "vice_chair", "member"))}
    return tuple(sorted(found, key=lambda one: (order[one.role.value], -one.since.toordinal(), one.id)))


def edit_rate(store: Store, rate: PayRate) -> Change:
    """Put a rate right (訂正); from another day on is a rate of its own (`pay.set_rate`)."""
    stored = store.get(PayRate, rate.id)
    rate = replace(rate, committee=stored.committee)
    with store.change(msg("{role}の報酬額を訂正", role=Message(stored.role.label))) as draft:
        same = [one for one in store.find(PayRate, committee=stored.committee) if one.role is rate.role]
        _alone(same, rate, msg("{role}の報酬額を訂正できません", role=Message(rate.role.label)))
        draft.save(rate)
    return draft.change


def remove_rate(store: Store, rate: Id) -> Change:
    """Take out a rate entered by mistake."""
    stored = store.get(PayRate, rate)
    with store.change(msg("{role}の報酬額を取消", role=Message(stored.role.label))) as draft:
        draft.remove(stored)
    return draft.change


def brackets(store: Store, committee: Id) -> tuple[TaxBracket, ...]:
    """Every line of the tax tables ever recorded, the newest table first, each from the least pay up."""
    found = store.find(TaxBracket, committee=committee)
    return tuple(sorted(found, key=lambda one: (-one.since.toordinal(), one.least, one.id)))


def add_bracket(
    store: Store,
    committee: Id,
    *,
    table: TaxTable,
    least: int,
    below: int | None,
    rate: int,
    amount: int | None,
    basis: str,
    since: dt.date,
) -> Change:
    """Add a line of the tax table as the accounting section has confirmed it (rate: of 100,000)."""
    owner = store.get(Committee, committee)
    with store.change(msg("源泉徴収税額表の行を追加")) as draft:
        made = TaxBracket(
            id=draft.new_id(),
            committee=owner.id,
            table=table,
            least=least,
            below=below,
            rate=rate,
            amount=amount,
            basis=basis,
            since=since,
        )
        _check_bracket(store, made)
        draft.add(made)
    return draft.change


def edit_bracket(store: Store, bracket: TaxBracket) -> Change:
    """Put a line of the tax table right (訂正)."""
    stored = store.get(TaxBracket, bracket.id)
    bracket = replace(bracket, committee=stored.committee)
    with store.change(msg("源泉徴収税額表の行を訂正")) as draft:
        _check_bracket(store, bracket)
        draft.save(bracket)
    return draft.change


def remove_bracket(store: Store, bracket: Id) -> Change:
    """Take out a line of the tax table entered by mistake."""
    stored = store.get(TaxBracket, bracket)
    with store.change(msg("源泉徴収税額表の行を取消")) as draft:
        draft.remove(stored)
    return draft.change


def terms_of_pay(store: Store, committee: Id, day: dt.date) -> tuple[NamedTerms, ...]:
    """The terms of pay of those in office on `day`, in the roster's order.

    Raises `NotFound` where no term holds on that day.
    """
    found: list[NamedTerms] = []
    for line in roster_on(store, committee, day).lines:
        own = store.find(PayTerms, appointment=line.appointment.id)
        ordered = sorted(own, key=lambda one: one.since or FIRST_DAY)
        found += [NamedTerms(one, line.name.name) for one in ordered]
    return tuple(found)


def edit_pay_terms(store: Store, terms: PayTerms) -> Change:
    """Put a member's terms of pay right (訂正)."""
    stored = store.get(PayTerms, terms.id)
    terms = replace(terms, appointment=stored.appointment)
    name = _name(store, stored)
    with store.change(msg("{name}委員の支給区分を訂正", name=name)) as draft:
        same = store.find(PayTerms, appointment=stored.appointment)
        _alone(list(same), terms, msg("{name}委員の支給区分を訂正できません", name=name))
        draft.save(terms)
    return draft.change


def remove_pay_terms(store: Store, terms: Id) -> Change:
    """Take out a member's terms of pay: the rate of the office holds without exception."""
    stored = store.get(PayTerms, terms)
    with store.change(msg("{name}委員の支給区分を取消", name=_name(store, stored))) as draft:
        draft.remove(stored)
    return draft.change


def _name(store: Store, terms: PayTerms) -> str:
    seat = store.get(Appointment, terms.appointment)
    return name_of(store, seat, terms.since or seat.since)


def _alone(known: list[Laid], one: Laid, what: Message) -> None:
    """Refuse two at the same time: a payment wouldn't know which to take."""
    if any(other.id != one.id and overlap(other, one) for other in known):
        raise refused(
            what,
            msg("同じ期間に、別の登録があります。"),
            msg("前の登録の「いつまで」を先に入力してください。"),
            "since",
        )


def _check_bracket(store: Store, one: TaxBracket) -> None:
    """Refuse pay that two lines would tax, and two tables at a time."""
    what = msg("源泉徴収税額表の行を登録できません")
    for other in store.find(TaxBracket, committee=one.committee):
        if other.id == one.id or not overlap(other, one):
            continue
        if other.table is not one.table:
            raise refused(
                what,
                msg("{since}からの行は、別の税額表です。", since=said(other.since)),
                msg("同じ期間の行は、1つの税額表にそろえてください。"),
                "table",
            )
        if (one.below is None or other.least < one.below) and (
            other.below is None or one.least < other.below
        ):
            raise refused(
                what,
                msg("支給額の範囲が重なっています。"),
                msg("「以上」「未満」の額を確かめてください。"),
                "least",
            )
