"""確定、公開、再開: minutes made final, published word for word, and opened again with a reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    CorrectionState,
    Minutes,
    MinutesEdition,
    MinutesReopening,
    MinutesState,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.minutes.drafting import require_current, utterances
from kyodo_desktop.services.minutes.edition import edition, speakers
from kyodo_desktop.services.minutes.guards import called, require
from kyodo_desktop.services.minutes.reviewing import corrections, reviews
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.storage import Change, Store


def finalise(store: Store, minutes: Id, *, on: dt.date, reason: str = "") -> Change:
    """委員確認 → 確定. Corrections still open stop it, unless the deadline has passed and `reason` says why.

    Who spoke is written down as the roster of the meeting's day has it now, so that no later change of the
    roster changes confirmed minutes.
    """
    stored = store.get(Minutes, minutes)
    number = called(store, stored)
    what = msg("{number}会議の会議録を確定できません", number=number)
    with store.change(msg("{number}会議の会議録を確定", number=number)) as draft:
        require(stored, (MinutesState.REVIEW,), what)
        _check_text(store, stored, what)
        _check_review(store, stored, on, reason, what)
        for line, speaker in speakers(store, stored.id):
            draft.save(replace(line, confirmed_speaker=speaker))
        draft.save(
            replace(stored, state=MinutesState.FINAL, finalised_on=on, finalised_reason=reason.strip())
        )
    return draft.change


def publish(store: Store, minutes: Id, *, on: dt.date) -> Change:
    """確定 → 公開: keep the public edition as it goes out, word for word (第1版 …)."""
    stored = store.get(Minutes, minutes)
    number = called(store, stored)
    what = msg("{number}会議の会議録を公開できません", number=number)
    with store.change(msg("{number}会議の会議録を公開", number=number)) as draft:
        require(stored, (MinutesState.FINAL,), what)
        require_current(store, stored, what)
        if stored.finalised_on is not None and on < stored.finalised_on:
            raise refused(
                what,
                msg("確定日（{day}）より前の日です。", day=said(stored.finalised_on)),
                msg("公開日を確かめてください。"),
                "published_on",
            )
        if not stored.public and not stored.closed_reason.strip():
            raise refused(
                what,
                msg("会議を公開しなかった理由が入力されていません。"),
                msg("会議録を再開して「非公開の理由」を入力してください。"),
                "closed_reason",
            )
        draft.add(
            MinutesEdition(
                id=draft.new_id(),
                minutes=stored.id,
                edition=len(editions(store, stored.id)) + 1,
                published_on=on,
                body=edition(store, stored.id, public=True).text(),
            )
        )
        draft.save(replace(stored, state=MinutesState.PUBLISHED, published_on=on))
    return draft.change


def reopen(store: Store, minutes: Id, *, on: dt.date, reason: str) -> Change:
    """Open confirmed minutes again, back to 委員確認, with the reason; what was published stays kept."""
    stored = store.get(Minutes, minutes)
    number = called(store, stored)
    what = msg("{number}会議の会議録を再開できません", number=number)
    with store.change(msg("{number}会議の会議録を再開", number=number)) as draft:
        require(stored, (MinutesState.FINAL, MinutesState.PUBLISHED), what)
        draft.add(MinutesReopening(id=draft.new_id(), minutes=stored.id, reopened_on=on, reason=reason))
        draft.save(
            replace(
                stored,
                state=MinutesState.REVIEW,
                finalised_on=None,
                finalised_reason="",
                published_on=None,
            )
        )
    return draft.change


def editions(store: Store, minutes: Id) -> tuple[MinutesEdition, ...]:
    """What was published, the first edition first."""
    return tuple(sorted(store.find(MinutesEdition, minutes=minutes), key=lambda one: one.edition))


def _check_text(store: Store, minutes: Minutes, what: Message) -> None:
    if not any(not one.omitted for one in utterances(store, minutes.id)):
        raise refused(what, msg("会議録に何も書かれていません。"), msg("発言を入力してください。"))
    require_current(store, minutes, what)


def _check_review(store: Store, minutes: Minutes, on: dt.date, reason: str, what: Message) -> None:
    due = minutes.corrections_due
    passed = due is not None and on > due
    waiting = [one for one in reviews(store, minutes.id) if one.answered_on is None]
    if waiting and not passed:
        raise refused(
            what,
            msg("確認の期限（{day}）の前で、{n}人の回答がありません。", day=_day(due), n=len(waiting)),
            msg("回答を記録するか、期限が過ぎるのを待ってください。"),
        )
    unsettled = corrections(store, minutes.id, (CorrectionState.OPEN,))
    if unsettled and not (passed and reason.strip()):
        raise refused(
            what,
            msg("取扱いを決めていない修正の申出が{n}件あります。", n=len(unsettled)),
            msg("申出の取扱いを決めてください。期限を過ぎていれば、理由を添えて確定できます。"),
            "finalised_reason",
        )


def _day(due: dt.date | None) -> str:
    return "" if due is None else said(due)
