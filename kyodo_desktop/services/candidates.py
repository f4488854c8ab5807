"""Candidate dates (日程照会): asked about, answered, judged by the quorum each would have, decided on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Appointment, CandidateDate, Committee, DateAnswer, ReplyAnswer
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.convening import enter_meeting
from kyodo_desktop.services.forecasts import Forecast, forecast
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.register import require_term
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.storage import Change, Store


@dataclass(frozen=True, slots=True)
class DateForecast:
    """A candidate date, and the quorum it would have."""

    candidate: CandidateDate
    forecast: Forecast


def candidates(store: Store, committee: Id, meeting: Id | None = None) -> tuple[CandidateDate, ...]:
    """The dates asked about for the meeting to be, the earliest first; with `meeting` those it came of."""
    found = store.find(CandidateDate, committee=committee, meeting=meeting)
    return tuple(sorted(found, key=lambda one: (one.date, one.starts_at or dt.time.min, one.id)))


def add_candidate(
    store: Store,
    committee: Id,
    date: dt.date,
    *,
    starts_at: dt.time | None = None,
    venue: str = "",
) -> Change:
    """Ask about one more date."""
    owner = store.get(Committee, committee)
    require_term(store, owner.id, date)
    with store.change(msg("候補日（{day}）を追加", day=said(date))) as draft:
        same = [one for one in candidates(store, owner.id) if (one.date, one.starts_at) == (date, starts_at)]
        if same:
            raise refused(
                msg("候補日（{day}）を追加できません", day=said(date)),
                msg("同じ日時の候補が、すでにあります。"),
                msg("別の日時を入力してください。"),
                "date",
            )
        draft.add(
            CandidateDate(id=draft.new_id(), committee=owner.id, date=date, starts_at=starts_at, venue=venue)
        )
    return draft.change


def remove_candidate(store: Store, candidate: Id) -> Change:
    """Ask about a date no longer; its answers go with it."""
    stored = store.get(CandidateDate, candidate)
    with store.change(msg("候補日（{day}）を削除", day=said(stored.date))) as draft:
        _require_open(stored, msg("候補日（{day}）を削除できません", day=said(stored.date)))
        for answer in store.find(DateAnswer, candidate=stored.id):
            draft.remove(answer)
        draft.remove(stored)
    return draft.change


def answer_date(store: Store, candidate: Id, appointment: Id, answer: ReplyAnswer) -> Change:
    """Record a member's answer about a date; a later one takes the place of the earlier."""
    stored, seat = store.get(CandidateDate, candidate), store.get(Appointment, appointment)
    name = name_of(store, seat, stored.date)
    with store.change(msg("{name}委員の日程の回答を記録", name=name)) as draft:
        _require_open(stored, msg("{name}委員の日程の回答を記録できません", name=name))
        before = store.find(DateAnswer, candidate=stored.id, appointment=seat.id)
        if before:
            draft.save(replace(before[0], answer=answer))
        else:
            draft.add(DateAnswer(id=draft.new_id(), candidate=stored.id, appointment=seat.id, answer=answer))
    return draft.change


def date_answers(store: Store, candidate: Id) -> dict[Id, ReplyAnswer]:
    """What each member answered about a date, by appointment."""
    return {one.appointment: one.answer for one in store.find(DateAnswer, candidate=candidate)}


def date_forecasts(store: Store, committee: Id, meeting: Id | None = None) -> tuple[DateForecast, ...]:
    """The quorum that each date asked about would have, the earliest first; as in `candidates`."""
    return tuple(
        DateForecast(
            one,
            forecast(store, committee, one.date, date_answers(store, one.id).items()),
        )
        for one in candidates(store, committee, meeting)
    )


def decide_date(store: Store, candidate: Id, *, number: int | None = None) -> Change:
    """Call the meeting for a date asked about: the asking is over, and its dates stay with the meeting."""
    stored = store.get(CandidateDate, candidate)
    with store.change(msg("開催日を{day}に決定", day=said(stored.date))) as draft:
        _require_open(stored, msg("開催日を{day}に決定できません", day=said(stored.date)))
        meeting = enter_meeting(
            store,
            draft,
            stored.committee,
            number=number,
            date=stored.date,
            starts_at=stored.starts_at,
            venue=stored.venue,
        )
        for one in candidates(store, stored.committee):
            draft.save(replace(one, meeting=meeting.id))
    return draft.change


def _require_open(candidate: CandidateDate, what: Message) -> None:
    if candidate.meeting is not None:
        raise refused(
            what,
            msg("この日程照会では、開催日がすでに決まっています。"),
            msg("会議の開催日を変えるときは、会議を直してください。"),
        )
