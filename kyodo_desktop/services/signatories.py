"""Who signs letters in the city's name (発信者) and whom to ask (担当), each from a day on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TypeVar

from kyodo_desktop.domain.dated import overlap
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Committee, Contact, Sender
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.storage import Change, Draft, Store

Spell = TypeVar("Spell", Sender, Contact)

_A_DAY = dt.timedelta(days=1)


def senders(store: Store, committee: Id) -> tuple[Sender, ...]:
    """Everybody who ever signed in the city's name, the earliest first."""
    return _in_order(store.find(Sender, committee=committee))


def contacts(store: Store, committee: Id) -> tuple[Contact, ...]:
    """Everybody whom one ever asked, the earliest first."""
    return _in_order(store.find(Contact, committee=committee))


def name_sender(store: Store, committee: Id, title: str, name: str, since: dt.date | None = None) -> Change:
    """Record who signs from `since` on (None: always so far); whoever signed before ends the day before."""
    owner = store.get(Committee, committee)
    with store.change(msg("発信者を「{title} {name}」に", title=title, name=name)) as draft:
        made = Sender(id=draft.new_id(), committee=owner.id, title=title, name=name, since=since)
        _follow(draft, senders(store, owner.id), made, msg("発信者を登録できません"))
    return draft.change


def name_contact(store: Store, contact: Contact) -> Change:
    """Record whom to ask from its `since` on; its id is given here. Whoever was asked before ends then."""
    owner = store.get(Committee, contact.committee)
    with store.change(msg("担当を「{section}」に", section=contact.section)) as draft:
        made = replace(contact, id=draft.new_id(), version=0, committee=owner.id)
        _follow(draft, contacts(store, owner.id), made, msg("担当を登録できません"))
    return draft.change


def edit_sender(store: Store, sender: Sender) -> Change:
    """Put a sender right (訂正)."""
    stored = store.get(Sender, sender.id)
    sender = replace(sender, committee=stored.committee)
    with store.change(msg("発信者「{title}」を訂正", title=stored.title)) as draft:
        _alone(senders(store, stored.committee), sender, msg("発信者を訂正できません"))
        draft.save(sender)
    return draft.change


def edit_contact(store: Store, contact: Contact) -> Change:
    """Put a contact right (訂正)."""
    stored = store.get(Contact, contact.id)
    contact = replace(contact, committee=stored.committee)
    with store.change(msg("担当「{section}」を訂正", section=stored.section)) as draft:
        _alone(contacts(store, stored.committee), contact, msg("担当を訂正できません"))
        draft.save(contact)
    return draft.change


def remove_sender(store: Store, sender: Id) -> Change:
    """Take out a sender entered by mistake; whoever ended the day before signs on as before."""
    stored = store.get(Sender, sender)
    with store.change(msg("発信者「{title}」を取消", title=stored.title)) as draft:
        _reopen(draft, senders(store, stored.committee), stored)
        draft.remove(stored)
    return draft.change


def remove_contact(store: Store, contact: Id) -> Change:
    """Take out a contact entered by mistake; whoever ended the day before is asked as before."""
    stored = store.get(Contact, contact)
    with store.change(msg("担当「{section}」を取消", section=stored.section)) as draft:
        _reopen(draft, contacts(store, stored.committee), stored)
        draft.remove(stored)
    return draft.change


def _in_order(found: tuple[Spell, ...]) -> tuple[Spell, ...]:
    return tuple(sorted(found, key=lambda one: (one.since or dt.date.min, one.id)))


def _follow(draft: Draft, known: tuple[Spell, ...], made: Spell, what: Message) -> None:
    """Keep `made`; the one open before it ends the day before it begins."""
    before = next((one for one in known if one.until is None), None)
    if before is not None and made.since is not None and (before.since or dt.date.min) < made.since:
        ended = replace(before, until=made.since - _A_DAY)
        draft.save(ended)
        known = tuple(ended if one.id == before.id else one for one in known)
    _alone(known, made, what)
    draft.add(made)


def _reopen(draft: Draft, known: tuple[Spell, ...], gone: Spell) -> None:
    """The one before lasts as long as the one that goes would have."""
    last = None if gone.since is None else gone.since - _A_DAY
    before = next((one for one in known if last is not None and one.until == last), None)
    if before is not None:
        draft.save(replace(before, until=gone.until))


def _alone(known: tuple[Spell, ...], one: Spell, what: Message) -> None:
    """Refuse two at the same time: a letter wouldn't know which to name."""
    for other in known:
        if other.id != one.id and overlap(other, one):
            since = msg("以前から") if other.since is None else msg("{day}から", day=said(other.since))
            raise refused(
                what,
                msg("同じ期間に、{since}の登録があります。", since=since),
                msg("いつからかを確かめるか、登録済みの記録を訂正してください。"),
                "since",
            )
