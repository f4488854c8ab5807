"""What the clerk of the stories does with consultations."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.records import FollowUpState, Recommendation
from kyodo_desktop.papers.agenda import Agenda
from kyodo_desktop.papers.paper import of_meeting
from kyodo_desktop.services import consultations, roster
from kyodo_desktop.services.consultations import ConsultationLine, Course
from tests.stories.clerk import Clerk


class Consulting:
    """The clerk at the ledger of consultations."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk

    def finds(self, title: str) -> ConsultationLine:
        """The consultation of this title."""
        found = consultations.ledger(self.clerk.store, self.clerk.committee.id)
        return next(one for one in found if one.consultation.title == title)

    def receives(self, title: str, on: dt.date) -> None:
        """諮問."""
        consultations.record_consultation(self.clerk.store, self.clerk.committee.id, title, asked_on=on)

    def retitles(self, title: str, to: str) -> None:
        """Put the title right."""
        stored = self.finds(title).consultation
        consultations.edit_consultation(self.clerk.store, replace(stored, title=to))

    def deliberates(self, title: str, *, at: str) -> None:
        """審議, at an item of the next meeting."""
        item = self.clerk.finds_item(at)
        consultations.deliberate(self.clerk.store, self.finds(title).consultation.id, item.id)

    def answers(self, title: str, on: dt.date, *advice: str) -> None:
        """答申."""
        asked = self.finds(title).consultation.id
        report = consultations.record_report(self.clerk.store, asked, reported_on=on).pairs[0].subject
        for one in advice:
            consultations.add_recommendation(self.clerk.store, report.id, one)

    def moves(self, title: str, advice: str, by: int) -> None:
        """Move a recommendation."""
        consultations.move_recommendation(self.clerk.store, self._advice(advice, title).id, by)

    def continues(self, title: str, matter: str, *, outcome: str) -> None:
        """継続審議."""
        asked = self.finds(title).consultation.id
        consultations.add_continued(self.clerk.store, asked, matter, outcome=outcome)

    def follows_up(self, advice: str, on: dt.date, state: FollowUpState) -> None:
        """実施状況."""
        (one,) = (one for one in self.clerk.store.find(Recommendation) if one.title == advice)
        consultations.add_follow_up(self.clerk.store, one.id, on=on, state=state)

    def opens_term(self, since: dt.date, until: dt.date) -> None:
        """The next term."""
        roster.open_term(self.clerk.store, self.clerk.committee.id, since=since, until=until)

    def reads_open(self, on: dt.date) -> list[str]:
        """Those not answered on a day."""
        found = consultations.open_consultations(self.clerk.store, self.clerk.committee.id, on)
        return [f"諮問{one.consultation.number} {one.consultation.title}：{self._told(one)}" for one in found]

    def reads_course(self, title: str, on: dt.date) -> str:
        """How long it took, at which meetings, in how many terms."""
        asked = self.finds(title).consultation.id
        return self._told(consultations.course(self.clerk.store, asked, on))

    def reads_advice(self, title: str, on: dt.date) -> list[str]:
        """The recommendations and how they stand on a day."""
        line = self.finds(title)
        found: list[str] = []
        for one in line.recommendations:
            state = line.state_of(one.recommendation.id, on)
            found.append(
                f"{one.number} {one.recommendation.title}{f'（{state.state.label}）' if state else ''}"
            )
        return found

    def reads_printed_agenda(self) -> list[str]:
        """The agenda as it would be printed."""
        occasion = of_meeting(self.clerk.store, self.clerk.meeting.id)
        return [f"{row.number} {row.title}" for row in Agenda().compose(self.clerk.store, occasion).items]

    def _advice(self, advice: str, title: str) -> Recommendation:
        lines = self.finds(title).recommendations
        return next(one.recommendation for one in lines if one.recommendation.title == advice)

    @staticmethod
    def _told(course: Course) -> str:
        sat = "・".join(f"第{one.number}回" for one in course.meetings)
        return f"{course.days}日、{sat}、{len(course.terms)}期"
