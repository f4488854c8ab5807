"""Answers to the notice taken back, and until when answers are taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import MeetingStatus, Reply, ReplyAnswer
from kyodo_desktop.services import meetings
from kyodo_desktop.storage import Store
from tests.services import asking, holding


def test_an_answer_is_taken_back_by_name_and_undo_brings_it_again(sample: Store) -> None:
    meeting = asking.meeting(sample)
    seat = asking.line(sample, "梶原 純").appointment.id
    meetings.record_reply(sample, meeting.id, seat, ReplyAnswer.ABSENT, opinion="賛成します。")
    (stored,) = sample.find(Reply)
    act = meetings.withdraw_reply(sample, stored.id).act
    assert act.text() == "梶原 純委員の出欠回答を取消"
    assert sample.find(Reply) == ()
    assert len(meetings.reply_forecast(sample, meeting.id).unanswered) == 12
    sample.undo()
    (again,) = sample.find(Reply)
    assert (again.answer, again.opinion) == (ReplyAnswer.ABSENT, "賛成します。")


@pytest.mark.parametrize("status", list(MeetingStatus))
def test_answers_are_taken_until_the_meeting_is_over(sample: Store, status: MeetingStatus) -> None:
    meeting = replace(asking.meeting(sample), status=status)
    taken = status in (MeetingStatus.PLANNED, MeetingStatus.OPEN, MeetingStatus.INFORMAL)
    assert meetings.takes_replies(meeting) is taken
    informal = replace(meeting, closed=True)
    assert meetings.takes_replies(informal) is (taken and status is not MeetingStatus.INFORMAL)


def test_no_answer_of_a_meeting_that_was_held_is_taken_back(sample: Store) -> None:
    seat = asking.line(sample, "梶原 純").appointment.id
    meetings.record_reply(sample, asking.meeting(sample).id, seat, ReplyAnswer.ATTENDS)
    holding.hold(sample)
    (stored,) = sample.find(Reply)
    with pytest.raises(KyodoError, match="取り消せません"):
        meetings.withdraw_reply(sample, stored.id)
    assert sample.find(Reply) == (stored,)
