"""A consultation or an answer that was put on record by mistake, taken out of the ledger."""

from __future__ import annotations

from collections.abc import Collection

from kyodo_desktop.domain.errors import StillNeeded
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.quotation import Quotable, quoted
from kyodo_desktop.domain.records import (
    Consultation,
    ContinuedDeliberation,
    Deliberation,
    FollowUp,
    Recommendation,
    Report,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.quotations import quoting_texts
from kyodo_desktop.services.telling import called
from kyodo_desktop.storage import Change, Store


def remove_consultation(store: Store, consultation: Id) -> Change:
    """Remove a consultation, with what was deliberated on it. Raises `StillNeeded` once it is answered.

    Also where another text quotes it by reference.
    """
    stored = store.get(Consultation, consultation)
    with store.change(
        msg("諮問{number}「{title}」を削除", number=stored.number, title=stored.title)
    ) as draft:
        what = msg("諮問{number}を削除できません", number=stored.number)
        if store.find(Report, consultation=stored.id):
            raise StillNeeded(
                what,
                msg("この諮問には、答申が記録されています。"),
                msg("誤りであれば、先にその答申を削除してください。"),
            )
        gone = (
            *store.find(Deliberation, consultation=stored.id),
            *store.find(ContinuedDeliberation, consultation=stored.id),
            stored,
        )
        _check_unquoted(store, stored, {one.id for one in gone}, tuple(Quotable), what)
        for one in gone:
            draft.remove(one)
    return draft.change


def remove_report(store: Store, report: Id) -> Change:
    """Remove an answer with its recommendations. Raises `StillNeeded` once one of them was followed up.

    Also where another text quotes its day by reference.
    """
    stored = store.get(Report, report)
    asked = store.get(Consultation, stored.consultation)
    with store.change(msg("諮問{number}の答申を削除", number=asked.number)) as draft:
        what = msg("諮問{number}の答申を削除できません", number=asked.number)
        advice = store.find(Recommendation, report=stored.id)
        for one in store.find_in(FollowUp, "recommendation", [one.id for one in advice]):
            title = next(other.title for other in advice if other.id == one.recommendation)
            raise StillNeeded(
                what,
                msg("「{title}」には実施状況が記録されています。", title=title),
                msg("誤りであれば、先にその実施状況の記録を取り消してください。"),
            )
        gone = (*advice, stored)
        _check_unquoted(store, asked, {one.id for one in gone}, (Quotable.REPORTED_ON,), what)
        for one in gone:
            draft.remove(one)
    return draft.change


def _check_unquoted(
    store: Store, asked: Consultation, gone: Collection[Id], what: tuple[Quotable, ...], refusal: Message
) -> None:
    """Refuse where a text that stays would quote what isn't there any more."""
    for record, _field, text in quoting_texts(store, asked.committee):
        if record.id not in gone and quoted(text, asked.number) & set(what):
            raise StillNeeded(
                refusal,
                msg("「{name}」の文で引用されています。", name=called(store, record)),
                msg("先にその引用を消すか、別の諮問の引用に直してください。"),
            )
