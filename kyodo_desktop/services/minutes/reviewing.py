"""委員確認: the draft goes to the members, who answer and ask for corrections until a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    Appointment,
    CorrectionState,
    Meeting,
    Minutes,
    MinutesCorrection,
    MinutesReview,
    MinutesState,
    Utterance,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.held import require_in_office
from kyodo_desktop.services.minutes.drafting import require_current
from kyodo_desktop.services.minutes.guards import called, require, workable
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.storage import Change, Store


def send_for_review(store: Store, minutes: Id, to: Sequence[Id], *, on: dt.date, due: dt.date) -> Change:
    """案 → 委員確認: record to which members (appointments) the draft was sent, and until when they answer.

    Sent once more, it asks those named anew; `due` is then the new deadline for all.
    """
    stored = store.get(Minutes, minutes)
    number = called(store, stored)
    what = msg("{number}会議の会議録を委員確認に出せません", number=number)
    with store.change(msg("{number}会議の会議録を委員確認に送付", number=number)) as draft:
        workable(store, stored.id, what)
        _check_sending(store, stored, to, on, due, what)
        known = {one.appointment: one for one in store.find(MinutesReview, minutes=stored.id)}
        for appointment in dict.fromkeys(to):
            if appointment in known:
                draft.save(replace(known[appointment], sent_on=on, answered_on=None))
            else:
                draft.add(
                    MinutesReview(id=draft.new_id(), minutes=stored.id, appointment=appointment, sent_on=on)
                )
        draft.save(replace(stored, state=MinutesState.REVIEW, corrections_due=due))
    return draft.change


def record_answer(store: Store, review: Id, on: dt.date | None) -> Change:
    """Record that a member has answered (確認済); None takes that back."""
    stored = store.get(MinutesReview, review)
    owner = store.get(Minutes, stored.minutes)
    name = _name(store, owner, stored.appointment)
    what = msg("{name}委員の確認の回答を記録できません", name=name)
    with store.change(msg("{name}委員の確認の回答を記録", name=name)) as draft:
        require(owner, (MinutesState.REVIEW,), what)
        _check_after(on, stored.sent_on, what)
        draft.save(replace(stored, answered_on=on))
    return draft.change


def receive_correction(
    store: Store, minutes: Id, appointment: Id, request: str, *, on: dt.date, utterance: Id | None = None
) -> Change:
    """Record what a member asked to have corrected; the member has then answered."""
    owner = store.get(Minutes, minutes)
    name = _name(store, owner, appointment)
    what = msg("{name}委員の修正の申出を記録できません", name=name)
    with store.change(msg("{name}委員の修正の申出を記録", name=name)) as draft:
        require(owner, (MinutesState.REVIEW,), what)
        sent = store.find(MinutesReview, minutes=owner.id, appointment=appointment)
        if not sent:
            raise refused(
                what,
                msg("{name}委員には、確認を依頼していません。", name=name),
                msg("先に、この委員への送付を記録してください。"),
                "appointment",
            )
        _check_after(on, sent[0].sent_on, what)
        if utterance is not None and store.get(Utterance, utterance).minutes != owner.id:
            raise refused(
                what,
                msg("別の会議録の発言です。"),
                msg("この会議録の発言を選んでください。"),
                "utterance",
            )
        draft.add(
            MinutesCorrection(
                id=draft.new_id(),
                minutes=owner.id,
                appointment=appointment,
                utterance=utterance,
                request=request,
                received_on=on,
            )
        )
        if sent[0].answered_on is None:
            draft.save(replace(sent[0], answered_on=on))
    return draft.change


def decide_correction(
    store: Store, correction: Id, state: CorrectionState, *, on: dt.date, note: str = ""
) -> Change:
    """Record what becomes of a correction: accepted, declined (with a note why), or open again.

    The minutes are put into other words by `edit_line`; this records that it was decided.
    """
    stored = store.get(MinutesCorrection, correction)
    owner = store.get(Minutes, stored.minutes)
    name = _name(store, owner, stored.appointment)
    what = msg("{name}委員の修正の申出の取扱いを記録できません", name=name)
    with store.change(msg("{name}委員の修正の申出の取扱いを記録", name=name)) as draft:
        require(owner, (MinutesState.REVIEW,), what)
        _check_after(on, stored.received_on, what)
        if state is CorrectionState.DECLINED and not note.strip():
            raise refused(
                what,
                msg("反映しない理由が入力されていません。"),
                msg("申し出た委員に説明できる理由を入力してください。"),
                "note",
            )
        decided = None if state is CorrectionState.OPEN else on
        draft.save(replace(stored, state=state, decided_on=decided, note=note))
    return draft.change


def reviews(store: Store, minutes: Id) -> tuple[MinutesReview, ...]:
    """To whom the draft was sent, in the order of sending."""
    return tuple(sorted(store.find(MinutesReview, minutes=minutes), key=lambda one: (one.sent_on, one.id)))


def corrections(
    store: Store, minutes: Id, states: Collection[CorrectionState] = tuple(CorrectionState)
) -> tuple[MinutesCorrection, ...]:
    """The corrections asked for, the oldest first."""
    found = (one for one in store.find(MinutesCorrection, minutes=minutes) if one.state in states)
    return tuple(sorted(found, key=lambda one: (one.received_on, one.id)))


def _check_sending(
    store: Store, minutes: Minutes, to: Sequence[Id], on: dt.date, due: dt.date, what: Message
) -> None:
    meeting = store.get(Meeting, minutes.meeting)
    require_current(store, minutes, what)
    if not to:
        raise refused(what, msg("送る委員が選ばれていません。"), msg("確認を依頼する委員を選んでください。"))
    for appointment in to:
        seat = store.get(Appointment, appointment)
        require_in_office(store, meeting, seat, name_of(store, seat, meeting.date), what)
    if due <= on or on < meeting.date:
        raise refused(
            what,
            msg("送付日と確認の期限が、会議の日から順に並んでいません。"),
            msg("送付日は会議の日以後、期限は送付日より後の日にしてください。"),
            "corrections_due",
        )


def _check_after(on: dt.date | None, first: dt.date, what: Message) -> None:
    if on is not None and on < first:
        raise refused(
            what,
            msg("{day}より前の日です。", day=said(first)),
            msg("日付を確かめてください。"),
            "on",
        )


def _name(store: Store, minutes: Minutes, appointment: Id) -> str:
    seat = store.get(Appointment, appointment)
    return name_of(store, seat, store.get(Meeting, minutes.meeting).date)
