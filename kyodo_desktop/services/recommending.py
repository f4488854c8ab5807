"""The recommendations of a report, and what was deliberated after it, put in order or taken out."""

from __future__ import annotations

from collections.abc import Sequence

from kyodo_desktop.domain.fields import Id
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


def _under(known: Sequence[Recommendation], parent: Id) -> tuple[Recommendation, ...]:
    """All recommendations under one, each after that above it."""
    children = [one for one in known if one.parent == parent]
    return tuple(below for child in children for below in (child, *_under(known, child.id)))
