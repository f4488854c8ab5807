"""The recommendations of a report, and what was deliberated after it, put in order or taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import DEPTHS
from kyodo_desktop.domain.records import Consultation, ContinuedDeliberation, FollowUp, Recommendation
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.places import moved
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.storage import Change, Store


def move_recommendation(store: Store, recommendation: Id, by: int) -> Change:
    """Move a recommendation up (negative) or down among those beside it, at most to the end."""
    stored = store.get(Recommendation, recommendation)
    with store.change(msg("答申の意見「{title}」を移動", title=stored.title)) as draft:
        siblings = store.find(Recommendation, report=stored.report, parent=stored.parent)
        for one in moved(siblings, stored, by):
            draft.save(one)
    return draft.change


def indent_recommendation(store: Store, recommendation: Id) -> Change:
    """Put a recommendation, with all under it, last under the one above it; the first stays where it is."""
    stored = store.get(Recommendation, recommendation)
    with store.change(msg("答申の意見「{title}」を移動", title=stored.title)) as draft:
        known = store.find(Recommendation, report=stored.report)
        siblings = _row(known, stored.parent)
        here = [one.id for one in siblings].index(stored.id)
        if here:
            above = siblings[here - 1]
            if _depth(known, above) + _height(known, stored.id) > DEPTHS:
                raise refused(
                    msg("答申の意見「{title}」を移動できません", title=stored.title),
                    msg("答申の意見は{depths}段までです。", depths=DEPTHS),
                    msg("もっと上の意見の下に置いてください。"),
                )
            last = max((one.order for one in _row(known, above.id)), default=0)
            draft.save(replace(stored, parent=above.id, order=last + 1))
    return draft.change


def outdent_recommendation(store: Store, recommendation: Id) -> Change:
    """Put a recommendation, with all under it, right after the one it was under; at the top nothing."""
    stored = store.get(Recommendation, recommendation)
    with store.change(msg("答申の意見「{title}」を移動", title=stored.title)) as draft:
        if stored.parent is not None:
            before = store.get(Recommendation, stored.parent)
            row = list(_row(store.find(Recommendation, report=stored.report), before.parent))
            moving = replace(stored, parent=before.parent)
            row.insert([one.id for one in row].index(before.id) + 1, moving)
            for order, one in enumerate(row, 1):
                if one is moving or one.order != order:
                    draft.save(replace(one, order=order))
    return draft.change


def remove_recommendation(store: Store, recommendation: Id) -> Change:
    """Remove a recommendation and all under it; one that has been followed up isn't lost unasked."""
    stored = store.get(Recommendation, recommendation)
    with store.change(msg("答申の意見「{title}」を削除", title=stored.title)) as draft:
        gone = (stored, *_under(store.find(Recommendation, report=stored.report), stored.id))
        followed = store.find_in(FollowUp, "recommendation", [one.id for one in gone])
        if followed:
            title = next(one.title for one in gone if one.id == followed[0].recommendation)
            raise refused(
                msg("答申の意見「{title}」を削除できません", title=stored.title),
                msg("「{title}」には実施状況が記録されています。", title=title),
                msg("誤りであれば、先にその実施状況の記録を取り消してください。"),
            )
        for one in reversed(gone):
            draft.remove(one)
    return draft.change


def move_continued(store: Store, continued: Id, by: int) -> Change:
    """Move a continued deliberation up (negative) or down, at most to the end."""
    stored = store.get(ContinuedDeliberation, continued)
    asked = store.get(Consultation, stored.consultation)
    with store.change(msg("諮問{number}の継続審議を移動", number=asked.number)) as draft:
        for one in moved(store.find(ContinuedDeliberation, consultation=asked.id), stored, by):
            draft.save(one)
    return draft.change


def remove_continued(store: Store, continued: Id) -> Change:
    """Remove a continued deliberation entered by mistake."""
    stored = store.get(ContinuedDeliberation, continued)
    asked = store.get(Consultation, stored.consultation)
    with store.change(msg("諮問{number}の継続審議を削除", number=asked.number)) as draft:
        draft.remove(stored)
    return draft.change


def _row(known: Sequence[Recommendation], parent: Id | None) -> tuple[Recommendation, ...]:
    """The recommendations beside one another under `parent`, in their order."""
    found = (one for one in known if one.parent == parent)
    return tuple(sorted(found, key=lambda one: (one.order, one.id)))


def _depth(known: Sequence[Recommendation], one: Recommendation) -> int:
    """How many levels down it stands: 1 at the top."""
    above = next((other for other in known if other.id == one.parent), None)
    return 1 if above is None else 1 + _depth(known, above)


def _height(known: Sequence[Recommendation], parent: Id) -> int:
    """How many levels it has, itself included."""
    return 1 + max((_height(known, one.id) for one in known if one.parent == parent), default=0)


def _under(known: Sequence[Recommendation], parent: Id) -> tuple[Recommendation, ...]:
    """All recommendations under one, each after that above it."""
    children = [one for one in known if one.parent == parent]
    return tuple(below for child in children for below in (child, *_under(known, child.id)))
