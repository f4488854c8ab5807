"""The plan against the meetings, and consultations against their reports."""

from __future__ import annotations

from collections.abc import Iterator

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.errors import InvalidDate
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit, at
from kyodo_desktop.domain.periods import parse_period
from kyodo_desktop.domain.records import Meeting, MeetingStatus, PlanEntry
from kyodo_desktop.i18n import msg


def plan_numbers(facts: Facts) -> Iterator[Hit]:
    """A line of the plan names another number than the meeting that came of it."""
    for entry, meeting in _met(facts):
        if entry.meeting_number is not None and entry.meeting_number != meeting.number:
            yield Hit(
                msg(
                    "審議予定では{planned}ですが、実際の会議は{number}です（{content}）。",
                    planned=numbering.meeting_number(entry.meeting_number),
                    number=numbering.meeting_number(meeting.number),
                    content=entry.content.partition("\n")[0],
                ),
                msg("審議予定の「回」か「実際の会議」を直してください。"),
                at(entry, "meeting_number"),
            )


def plan_periods(facts: Facts) -> Iterator[Hit]:
    """A meeting is held outside of the period that the plan gives it; 頃 leaves a month on either side."""
    for entry, meeting in _met(facts):
        try:
            period = parse_period(entry.period)
        except InvalidDate:
            continue
        slack = 31 if period.about else 0
        if (period.first - meeting.date).days > slack or (meeting.date - period.last).days > slack:
            yield Hit(
                msg(
                    "{number}会議（{day}）が、審議予定の「{period}」の外にあります。",
                    number=numbering.meeting_number(meeting.number),
                    day=wareki.long(meeting.date),
                    period=entry.period,
                ),
                msg("審議予定の日程を改めるか、開催日を確かめてください。"),
                at(entry, "period"),
            )


def answered_before_asked(facts: Facts) -> Iterator[Hit]:
    """A report is dated before its consultation."""
    asked = {one.id: one for one in facts.consultations}
    for report in facts.reports:
        one = asked.get(report.consultation)
        if one is not None and report.reported_on < one.asked_on:
            yield Hit(
                msg(
                    "諮問{number}の答申日（{reported}）が、諮問日（{asked}）より前です。",
                    number=one.number,
                    reported=wareki.long(report.reported_on),
                    asked=wareki.long(one.asked_on),
                ),
                msg("諮問日と答申日を文書で確かめて直してください。"),
                at(report, "reported_on"),
            )


def never_answered(facts: Facts) -> Iterator[Hit]:
    """The term in which a consultation was put has ended, and there is no report."""
    answered = {one.consultation for one in facts.reports}
    for one in facts.consultations:
        if one.id in answered:
            continue
        ended = next(
            (term.until for term in facts.terms if holds_on(term, one.asked_on) and term.until < facts.day),
            None,
        )
        if ended is not None:
            yield Hit(
                msg(
                    "諮問{number}「{title}」は、任期が{ended}に満了しましたが、答申がありません。",
                    number=one.number,
                    title=one.title,
                    ended=wareki.long(ended),
                ),
                msg("答申を登録するか、次の任期でも審議を続ける場合は理由を記録してください。"),
                at(one),
            )


def _met(facts: Facts) -> Iterator[tuple[PlanEntry, Meeting]]:
    """Each line of the plan with its meeting: the one it names, else the term's of the same number."""
    term = facts.term()
    known = {one.id: one for one in facts.meetings if one.status is not MeetingStatus.CANCELLED}
    linked = {entry.meeting for entry in facts.plan}
    for entry in facts.plan:
        meeting = known.get(entry.meeting or "")
        if meeting is None and entry.meeting_number is not None and term is not None:
            meeting = next(
                (
                    one
                    for one in known.values()
                    if one.number == entry.meeting_number
                    and holds_on(term, one.date)
                    and one.id not in linked
                ),
                None,
            )
        if meeting is not None:
            yield entry, meeting
