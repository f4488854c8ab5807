"""Readings and standing decisions put right: a choice taken back, a decision's words mended or withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.readings import reading
from kyodo_desktop.domain.records import Reading, StandingDecision
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.laws import check_votes, decisions, law_on, readings
from kyodo_desktop.storage import Change, Draft, Store

_A_DAY = dt.timedelta(days=1)

Settled = TypeVar("Settled", Reading, StandingDecision)


def take_back_reading(store: Store, chosen: Id) -> Change:
    """Take back a reading chosen by mistake: the choice before it, which it ended, holds on.

    Refused where a vote was judged under it.
    """
    stored = store.get(Reading, chosen)
    label = Message(reading(stored.name).label)
    what = msg("「{label}」の選択を取り消せません", label=label)
    with store.change(msg("規則の読み方「{label}」の選択を取消", label=label)) as draft:
        draft.remove(stored)
        _open_again(
            draft, (one for one in readings(store, stored.committee) if one.name == stored.name), stored
        )
        _check(store, stored.committee, stored.name, stored.since, what)
    return draft.change


def edit_decision(store: Store, decision: StandingDecision) -> Change:
    """Save a standing decision's words and where it was taken; its days and its reading stay as they are."""
    stored = store.get(StandingDecision, decision.id)
    with store.change(msg("委員会の決定「{title}」を変更", title=stored.title)) as draft:
        draft.save(
            replace(
                decision,
                committee=stored.committee,
                since=stored.since,
                until=stored.until,
                reading=stored.reading,
                value=stored.value,
            )
        )
    return draft.change


def remove_decision(store: Store, decision: Id) -> Change:
    """Remove a standing decision entered by mistake: the one that it ended holds on.

    Refused where a vote was judged under the reading that it settles.
    """
    stored = store.get(StandingDecision, decision)
    what = msg("委員会の決定「{title}」を削除できません", title=stored.title)
    with store.change(msg("委員会の決定「{title}」を削除", title=stored.title)) as draft:
        draft.remove(stored)
        if stored.reading:
            same = (one for one in decisions(store, stored.committee) if one.reading == stored.reading)
            _open_again(draft, same, stored)
            _check(store, stored.committee, stored.reading, stored.since, what)
    return draft.change


def _open_again(draft: Draft, others: Iterable[Settled], gone: Settled) -> None:
    """Let what ended the day before `gone` hold as long as `gone` would have."""
    for other in others:
        if other.until == gone.since - _A_DAY:
            draft.save(replace(other, until=gone.until))


def _check(store: Store, committee: Id, name: str, since: dt.date, what: Message) -> None:
    value = str(law_on(store, committee, since).readings[name])
    check_votes(store, committee, name, value, since, what)


__all__ = ["edit_decision", "remove_decision", "take_back_reading"]
