"""The members' answers to the notice of a meeting (出欠回答), and the quorum they foretell."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Appointment, Meeting, Reply, ReplyAnswer
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.forecasts import Forecast, forecast
from kyodo_desktop.services.held import TAKES_RECORD, is_closed, require_in_office, require_unclosed
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.storage import Change, Store


def replies(store: Store, meeting: Id) -> tuple[Reply, ...]:
    """The answers to the notice, one for each member who has answered."""
    return store.find(Reply, meeting=meeting)


def record_reply(
    store: Store,
    meeting: Id,
    appointment: Id,
    answer: ReplyAnswer,
    *,
    received_on: dt.date | None = None,
    opinion: str = "",
) -> Change:
    """Record a member's answer; a later one takes the place of the earlier."""
    owner, seat = store.get(Meeting, meeting), store.get(Appointment, appointment)
    name = name_of(store, seat, owner.date)
    what = msg("{name}委員の出欠回答を記録できません", name=name)
    with store.change(msg("{name}委員の出欠回答を記録", name=name)) as draft:
        require_unclosed(owner, what)
        require_in_office(store, owner, seat, name, what)
        before = store.find(Reply, meeting=meeting, appointment=appointment)
        if before:
            draft.save(replace(before[0], answer=answer, received_on=received_on, opinion=opinion))
        else:
            draft.add(
                Reply(
                    id=draft.new_id(),
                    meeting=meeting,
                    appointment=appointment,
                    answer=answer,
                    received_on=received_on,
                    opinion=opinion,
                )
            )
    return draft.change


def withdraw_reply(store: Store, reply: Id) -> Change:
    """取消: the member hasn't answered after all."""
    stored = store.get(Reply, reply)
    owner, seat = store.get(Meeting, stored.meeting), store.get(Appointment, stored.appointment)
    name = name_of(store, seat, owner.date)
    with store.change(msg("{name}委員の出欠回答を取消", name=name)) as draft:
        require_unclosed(owner, msg("{name}委員の出欠回答を取り消せません", name=name))
        draft.remove(stored)
    return draft.change


def takes_replies(meeting: Meeting) -> bool:
    """Whether answers may still be recorded: until the meeting is over or called off."""
    return meeting.status in TAKES_RECORD and not is_closed(meeting)


def reply_forecast(store: Store, meeting: Id) -> Forecast:
    """The quorum that the meeting is going to have, at least and at most, by the answers so far."""
    owner = store.get(Meeting, meeting)
    answers = ((one.appointment, one.answer) for one in replies(store, meeting))
    return forecast(store, owner.committee, owner.date, answers)
