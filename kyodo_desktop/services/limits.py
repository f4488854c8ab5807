"""The limits of composition that a city has set itself, and the other bodies its members sit on (兼職)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.dated import overlap
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Committee, CompositionLimit, ConcurrentPost, LimitKind, Person
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.corrections import called
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.storage import Change, Store

_PERCENTAGES = (LimitKind.PUBLIC_CALL_LEAST, LimitKind.WOMEN_LEAST, LimitKind.EITHER_SEX_LEAST)


def limits(store: Store, committee: Id) -> tuple[CompositionLimit, ...]:
    """Every limit that was ever set for the committee, the oldest first."""
    return store.find(CompositionLimit, committee=committee)


def set_limit(
    store: Store,
    committee: Id,
    kind: LimitKind,
    value: int,
    *,
    basis: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Change:
    """Set a limit from a day until a day; `basis` is where the city has written it."""
    owner = store.get(Committee, committee)
    with store.change(msg("構成の基準「{kind}」を登録", kind=Message(kind.label))) as draft:
        limit = CompositionLimit(
            id=draft.new_id(),
            committee=owner.id,
            kind=kind,
            value=value,
            basis=basis,
            since=since,
            until=until,
        )
        _check(store, limit)
        draft.add(limit)
    return draft.change


def edit_limit(store: Store, limit: CompositionLimit) -> Change:
    """Save a limit as the clerk has put it."""
    stored = store.get(CompositionLimit, limit.id)
    with store.change(msg("構成の基準「{kind}」を変更", kind=Message(stored.kind.label))) as draft:
        limit = replace(limit, committee=stored.committee)
        _check(store, limit)
        draft.save(limit)
    return draft.change


def remove_limit(store: Store, limit: Id) -> Change:
    """Take a limit away as if it had never been set; one that ended has its last day saved instead."""
    stored = store.get(CompositionLimit, limit)
    with store.change(msg("構成の基準「{kind}」を取消", kind=Message(stored.kind.label))) as draft:
        draft.remove(stored)
    return draft.change


def _check(store: Store, limit: CompositionLimit) -> None:
    what = msg("構成の基準「{kind}」を登録できません", kind=Message(limit.kind.label))
    if limit.kind in _PERCENTAGES and limit.value > 100:
        raise refused(
            what,
            msg("割合が100％を超えています。"),
            msg("0から100までの数を入力してください。"),
            "value",
        )
    for other in store.find(CompositionLimit, committee=limit.committee, kind=limit.kind):
        if other.id != limit.id and overlap(other, limit):
            raise refused(
                what,
                msg("同じ期間に、同じ種類の基準が登録されています。"),
                msg("前の基準の「いつまで」を先に入力してください。"),
                "since",
            )


def add_post(
    store: Store, person: Id, body: str, *, since: dt.date | None = None, until: dt.date | None = None
) -> Change:
    """Record that a person sits on another body of the city too."""
    owner = store.get(Person, person)
    with store.change(msg("委員 {name}の兼職を記録", name=called(store, owner.id, since))) as draft:
        draft.add(ConcurrentPost(id=draft.new_id(), person=owner.id, body=body, since=since, until=until))
    return draft.change


def edit_post(store: Store, post: ConcurrentPost) -> Change:
    """Save another post as the clerk has put it: when it ended, for one."""
    stored = store.get(ConcurrentPost, post.id)
    with store.change(msg("委員 {name}の兼職を変更", name=called(store, stored.person, None))) as draft:
        draft.save(replace(post, person=stored.person))
    return draft.change


def remove_post(store: Store, post: Id) -> Change:
    """Take out another post that was entered by mistake."""
    stored = store.get(ConcurrentPost, post)
    with store.change(msg("委員 {name}の兼職を取消", name=called(store, stored.person, None))) as draft:
        draft.remove(stored)
    return draft.change
