"""What became of each recommendation (実施状況): looked at on a day, and how it then stood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import FollowUp, FollowUpState, Recommendation, Report
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.storage import Change, Store


def add_follow_up(
    store: Store, recommendation: Id, *, on: dt.date, state: FollowUpState, note: str = ""
) -> Change:
    """Record how far a recommendation had been carried out when it was looked at on `on` (確認日)."""
    advice = store.get(Recommendation, recommendation)
    with store.change(msg("「{title}」の実施状況を記録", title=advice.title)) as draft:
        made = FollowUp(id=draft.new_id(), recommendation=advice.id, on=on, state=state, note=note)
        _check(store, advice, made)
        draft.add(made)
    return draft.change


def edit_follow_up(store: Store, follow_up: FollowUp) -> Change:
    """Save a follow-up as the clerk has put it; it stays with its recommendation."""
    stored = store.get(FollowUp, follow_up.id)
    advice = store.get(Recommendation, stored.recommendation)
    with store.change(msg("「{title}」の実施状況を変更", title=advice.title)) as draft:
        follow_up = replace(follow_up, recommendation=advice.id)
        _check(store, advice, follow_up)
        draft.save(follow_up)
    return draft.change


def remove_follow_up(store: Store, follow_up: Id) -> Change:
    """Remove a follow-up entered by mistake."""
    stored = store.get(FollowUp, follow_up)
    advice = store.get(Recommendation, stored.recommendation)
    with store.change(msg("「{title}」の実施状況の記録を取消", title=advice.title)) as draft:
        draft.remove(stored)
    return draft.change


def follow_ups(store: Store, recommendation: Id) -> tuple[FollowUp, ...]:
    """Everything recorded on a recommendation, the oldest first."""
    return tuple(sorted(store.find(FollowUp, recommendation=recommendation), key=lambda one: one.on))


def latest(known: Iterable[FollowUp], recommendation: Id, on: dt.date) -> FollowUp | None:
    """How a recommendation stood on a day: the last record up to it, None where nobody had looked."""
    found = (one for one in known if one.recommendation == recommendation and one.on <= on)
    return max(found, key=lambda one: one.on, default=None)


def _check(store: Store, advice: Recommendation, follow_up: FollowUp) -> None:
    what: Message = msg("「{title}」の実施状況を記録できません", title=advice.title)
    report = store.get(Report, advice.report)
    if follow_up.on < report.reported_on:
        raise refused(
            what,
            msg("確認日が、答申日（{day}）より前になっています。", day=said(report.reported_on)),
            msg("確認日を確かめてください。"),
            "on",
        )
    for other in store.find(FollowUp, recommendation=advice.id):
        if other.id != follow_up.id and other.on == follow_up.on:
            raise refused(
                what,
                msg("{day}の実施状況は、すでに記録されています。", day=said(other.on)),
                msg("その記録を直すか、別の確認日を入力してください。"),
                "on",
            )
