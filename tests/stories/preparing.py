"""What the clerk of the stories does by the checklist of a meeting, T-60 … T+60."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import CandidateDate, Meeting, Minutes, ReplyAnswer
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import checklist, meetings, minutes, roster
from kyodo_desktop.services.calendar import calendar_of
from kyodo_desktop.services.checklist import ChecklistLine, Progress
from tests.stories.clerk import Clerk
from tests.stories.convening import TWO

STEPS = checklist.steps(Paths.find().checklist)


class Preparing:
    """The clerk with the checklist of one meeting in hand, a day at a time."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk

    def asks_dates(self, *days: dt.date) -> None:
        """日程候補."""
        for day in days:
            meetings.add_candidate(self.clerk.store, self.clerk.committee.id, day, starts_at=TWO)

    def receives_dates(self, day: dt.date, attending: int) -> None:
        """日程の回答: so many members can come on a day, the others can't."""
        candidate = self._candidate(day)
        for n, seat in enumerate(self.seats(day)):
            answer = ReplyAnswer.ATTENDS if n < attending else ReplyAnswer.ABSENT
            meetings.answer_date(self.clerk.store, candidate.id, seat, answer)

    def decides(self, day: dt.date) -> None:
        """開催日の決定."""
        meetings.decide_date(self.clerk.store, self._candidate(day).id)

    def _candidate(self, day: dt.date) -> CandidateDate:
        found = meetings.candidates(self.clerk.store, self.clerk.committee.id)
        return next(one for one in found if one.date == day)

    def seats(self, day: dt.date) -> list[Id]:
        """The appointments of a day."""
        lines = roster.roster_on(self.clerk.store, self.clerk.committee.id, day).lines
        return [line.appointment.id for line in lines]

    # --- the checklist

    @property
    def meeting(self) -> Meeting:
        """The meeting in hand: the latest one called."""
        return meetings.meetings(self.clerk.store, self.clerk.committee.id)[-1]

    def lines(self) -> tuple[ChecklistLine, ...]:
        """The checklist."""
        return checklist.checklist(self.clerk.store, self.meeting.id, STEPS)

    def comes_to(self, key: str) -> None:
        """Turn to the first day of a step: a working day, on which it is due."""
        line = next(one for one in self.lines() if one.step.key == key)
        self.clerk.today = line.since
        assert calendar_of(self.clerk.store, self.clerk.committee.id).is_working(line.since)
        assert line.progress(line.since) is Progress.DUE

    def ticks(self, *keys: str) -> None:
        """Tick steps off, as of today."""
        for key in keys:
            step = next(one for one in STEPS if one.key == key)
            checklist.tick(self.clerk.store, self.meeting.id, step, self.clerk.today)

    def due(self) -> list[str]:
        """What the checklist asks for today."""
        return [line.step.key for line in checklist.due(self.lines(), self.clerk.today)]

    # --- the minutes

    @property
    def minutes(self) -> Minutes:
        """The minutes of the meeting."""
        found = minutes.minutes_of(self.clerk.store, self.meeting.id)
        assert found is not None
        return found
