"""Dates asked about and replies to the notice, with the quorum that the answers foretell."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import CandidateDate, DateAnswer, EndReason, Meeting, Reply, ReplyAnswer
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.storage import Store
from tests.services import asking

ATTENDS, ONLINE = ReplyAnswer.ATTENDS, ReplyAnswer.ONLINE
ABSENT, UNDECIDED = ReplyAnswer.ABSENT, ReplyAnswer.UNDECIDED
MONDAY, TUESDAY = dt.date(2026, 2, 16), dt.date(2026, 2, 17)


def seats(store: Store) -> list[str]:
    """The members' appointments."""
    owner = asking.committee(store).id
    return [line.appointment.id for line in roster.roster_on(store, owner, MONDAY).lines]


def test_the_quorum_that_each_date_would_have(sample: Store) -> None:
    owner = asking.committee(sample).id
    for day in (TUESDAY, MONDAY):
        meetings.add_candidate(sample, owner, day, starts_at=dt.time(14))
    first, second = meetings.candidates(sample, owner)
    assert (first.date, second.date) == (MONDAY, TUESDAY)
    for seat in seats(sample)[:7]:
        meetings.answer_date(sample, first.id, seat, ABSENT)
        meetings.answer_date(sample, second.id, seat, ABSENT)
        meetings.answer_date(sample, second.id, seat, ATTENDS)
    monday, tuesday = meetings.date_forecasts(sample, owner)
    assert (monday.forecast.minimum.verdict, monday.forecast.maximum.verdict) == ("not_met", "not_met")
    assert (tuesday.forecast.minimum.verdict, tuesday.forecast.attends) == ("met", 7)
    assert len(tuesday.forecast.unanswered) == 5
    assert monday.forecast.certain

    act = meetings.decide_date(sample, second.id).act
    assert act.text() == "開催日を令和8年2月17日に決定"
    assert meetings.candidates(sample, owner) == ()
    (made,) = [one for one in sample.find(Meeting) if one.date == TUESDAY]
    assert (made.number, made.starts_at) == (2, dt.time(14))
    assert {one.meeting for one in sample.find(CandidateDate)} == {made.id}
    with pytest.raises(KyodoError, match="すでに決まっています"):
        meetings.answer_date(sample, first.id, seats(sample)[0], ATTENDS)
    meetings.remove_meeting(sample, made.id)
    assert len(meetings.candidates(sample, owner)) == 2


def test_a_date_is_asked_about_once(sample: Store) -> None:
    owner = asking.committee(sample).id
    meetings.add_candidate(sample, owner, MONDAY)
    with pytest.raises(KyodoError, match="すでにあります"):
        meetings.add_candidate(sample, owner, MONDAY)
    with pytest.raises(KyodoError):
        meetings.add_candidate(sample, owner, dt.date(2030, 1, 1))
    (one,) = meetings.candidates(sample, owner)
    meetings.answer_date(sample, one.id, seats(sample)[0], ATTENDS)
    meetings.remove_candidate(sample, one.id)
    assert sample.find(CandidateDate) == sample.find(DateAnswer) == ()


def test_replies_foretell_the_quorum(sample: Store) -> None:
    meeting = asking.meeting(sample)
    everybody = seats(sample)
    for seat, answer in zip(everybody, [ATTENDS] * 5 + [ONLINE, UNDECIDED] + [ABSENT] * 4, strict=False):
        meetings.record_reply(sample, meeting.id, seat, answer, received_on=asking.DAY)
    found = meetings.reply_forecast(sample, meeting.id)
    assert (found.attends, found.online, found.undecided, found.absent) == (5, 1, 1, 4)
    assert found.unanswered == (everybody[11],)
    assert (found.minimum.verdict, found.maximum.verdict) == ("not_met", "met")
    assert not found.certain
    assert (found.minimum.margin, found.maximum.margin) == (-1, 1)

    owner = asking.committee(sample).id
    meetings.record_decision(
        sample, owner, "オンライン", "…", since=asking.FIRST, reading_settled="online", value="on"
    )
    assert meetings.reply_forecast(sample, meeting.id).minimum.verdict == "met"
    meetings.record_reply(sample, meeting.id, everybody[0], ABSENT, opinion="賛成します。")
    assert meetings.reply_forecast(sample, meeting.id).minimum.verdict == "not_met"
    assert len(sample.find(Reply)) == 11


def test_nobody_answers_for_a_committee_they_arent_in(sample: Store) -> None:
    seat = seats(sample)[0]
    later = meetings.call_meeting(sample, asking.committee(sample).id, date=TUESDAY).pairs[0].subject.id
    roster.resign(sample, seat, MONDAY, EndReason.RESIGNED)
    with pytest.raises(KyodoError, match="この委員会の委員ではありません"):
        meetings.record_reply(sample, later, seat, ATTENDS)
    assert sample.find(Reply) == ()
