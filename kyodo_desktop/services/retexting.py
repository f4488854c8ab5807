"""A regulation's text on record put right, or taken off again: never under a vote that rests on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.errors import StillNeeded
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.records import Committee, RegulationVersion, VoteSnapshot
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.laws import law_on
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.regulations import regulations, version_of
from kyodo_desktop.storage import Change, Store

_A_DAY = dt.timedelta(days=1)


def correct_regulation(store: Store, version: Id, source: str) -> Change:
    """Put right a text on record; it holds on the same days. Raises `InvalidRecord`, `UnknownReading`.

    Refused where a vote that was judged by it would then have been judged by other numbers.
    """
    stored = store.get(RegulationVersion, version)
    owner = store.get(Committee, stored.committee)
    what = msg("規則の本文（{since}施行）を直せません", since=said(stored.since))
    new = version_of(source, owner.id, file=owner.name)
    with store.change(msg("規則の本文（{since}施行）を訂正", since=said(stored.since))) as draft:
        if new.since != stored.since:
            raise refused(
                what,
                msg("施行日（since）が、登録した本文の{since}と違います。", since=said(stored.since)),
                msg("施行日が誤りであれば、この本文を取り消し、正しい施行日で登録し直してください。"),
                "since",
            )
        days = sorted({one.taken_on for one in store.find(VoteSnapshot, regulation=stored.id)})
        before = {day: _judged_by(law_on(store, owner.id, day)) for day in days}
        draft.save(replace(new, id=stored.id, version=stored.version, until=stored.until))
        for day, numbers in before.items():
            if _judged_by(law_on(store, owner.id, day)) != numbers:
                raise refused(
                    what,
                    msg("{day}の採決は、直す前の数字で記録されています。", day=said(day)),
                    msg("割合、定数、読み方は変えずに、字句だけを直してください。"),
                    "law",
                )
    return draft.change


def remove_regulation(store: Store, version: Id) -> Change:
    """Take off a text put on record by mistake: the one before it holds on. Raises `StillNeeded`."""
    stored = store.get(RegulationVersion, version)
    with store.change(msg("規則の本文（{since}施行）の登録を取消", since=said(stored.since))) as draft:
        for vote in store.find(VoteSnapshot, regulation=stored.id):
            raise StillNeeded(
                msg("規則の本文（{since}施行）の登録を取り消せません", since=said(stored.since)),
                msg("{day}の採決が、この本文で判定されています。", day=said(vote.taken_on)),
                msg("字句の誤りであれば、本文を訂正してください。"),
            )
        draft.remove(stored)
        for other in regulations(store, stored.committee):
            if other.until == stored.since - _A_DAY:
                draft.save(replace(other, until=stored.until))
    return draft.change


def _judged_by(law: Law) -> tuple[object, ...]:
    """All of a law that a vote depends on."""
    return law.quorum, dict(law.decisions), law.seats, law.seats_are_limit, law.readings


__all__ = ["correct_regulation", "remove_regulation"]
