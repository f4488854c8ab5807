"""What the mayor asked (諮問), what the committee answered (答申), and what became of each recommendation."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.errors import InvalidDate
from kyodo_desktop.domain.fields import (
    Choice,
    Id,
    Record,
    choice,
    day,
    flag,
    integer,
    lines,
    record,
    reference,
    text,
)
from kyodo_desktop.i18n import Message, mark


class FollowUpState(Choice):
    """How far a recommendation has been carried out."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    NOT_TAKEN_UP = "not_taken_up"

    @property
    def label(self) -> str:
        return {
            FollowUpState.NOT_STARTED: mark("未着手"),
            FollowUpState.UNDER_WAY: mark("実施中"),
            FollowUpState.DONE: mark("実施済"),
            FollowUpState.NOT_TAKEN_UP: mark("実施しない"),
        }[self]


def a_period(value: str) -> Message | None:
    """A check: empty, or a day, months or a year as an office writes them (令和8年2月～3月頃)."""
    if not value:
        return None
    from kyodo_desktop.domain.periods import parse_period  # a start knows no periods

    try:
        parse_period(value)
    except InvalidDate as error:
        return error.why
    return None


@record("諮問")
class Consultation(Record):
    """A question that the mayor put to the committee, in the words of the letter."""

    committee: Id = reference("委員会", "Committee")
    number: int = integer("諮問番号", least=1, most=9999)
    title: str = text("件名", search=True)
    asked_on: dt.date = day("諮問日")
    document_number: str = text("文書番号", default="")
    subject: str = lines("諮問事項", default="", search=True)
    question: str = lines("諮問の本文", default="", search=True)
    term_note: str = text("任期の注記", default="", help="例：R5.7.1～R7.6.30")


@record("答申")
class Report(Record):
    """The committee's answer to a consultation, in the words of the letter."""

    consultation: Id = reference("諮問", "Consultation")
    reported_on: dt.date = day("答申日")
    document_number: str = text("文書番号", default="")
    body: str = lines("答申の本文", default="", search=True)
    reasons: str = lines("理由等", default="", search=True)


@record("答申の意見")
class Recommendation(Record):
    """One of a report's recommendations, with those under it; its number follows from its place."""

    report: Id = reference("答申", "Report")
    parent: Id | None = reference("上の意見", "Recommendation", default=None)
    order: int = integer("順序", default=0)
    title: str = text("意見", search=True)
    body: str = lines("説明", default="", search=True)


@record("継続審議")
class ContinuedDeliberation(Record):
    """What the committee went on to deliberate after its report, and the outcome."""

    consultation: Id = reference("諮問", "Consultation")
    order: int = integer("順序", default=0)
    matter: str = lines("審議の内容", search=True)
    outcome: str = lines("結果", default="", search=True)


@record("審議")
class Deliberation(Record):
    """An agenda item at which a consultation was deliberated."""

    consultation: Id = reference("諮問", "Consultation")
    item: Id = reference("議事項目", "AgendaItem")


@record("実施状況")
class FollowUp(Record):
    """What was done on a recommendation, as of a day."""

    recommendation: Id = reference("答申の意見", "Recommendation")
    on: dt.date = day("確認日")
    state: FollowUpState = choice("状況", FollowUpState)
    note: str = lines("内容", default="", search=True)


@record("審議予定")
class PlanEntry(Record):
    """A line of the plan of deliberation; a period as it is written, for nothing is fixed yet."""

    committee: Id = reference("委員会", "Committee")
    order: int = integer("順序", default=0)
    meeting_number: int | None = integer("回", default=None, least=1, most=9999)
    content: str = lines("内容", search=True)
    period: str = text("日程", default="", checks=(a_period,), help="例：令和8年2月～3月頃")
    meeting: Id | None = reference("実際の会議", "Meeting", default=None)
    done: bool = flag("済み", default=False)
