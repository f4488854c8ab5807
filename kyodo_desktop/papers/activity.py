"""任期の報告書 and 年度の報告書: what the committee did, in tables and charts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import MeetingStatus
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import sheet
from kyodo_desktop.papers.activityform import ACTIVITY, ActivityForm, ActivityWords
from kyodo_desktop.papers.charts import Datum
from kyodo_desktop.papers.forms import say
from kyodo_desktop.papers.paper import Occasion, Paper, Printed, Takes
from kyodo_desktop.papers.pieces import Figure, Grid, Head, Piece, Section, Text
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.services import activity
from kyodo_desktop.services.activity import Activity
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.storage import Store

__all__ = ["ACTIVITY", "ActivityForm", "ActivityView", "TermReport", "YearReport"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sat:
    """A meeting's line."""

    number: int
    day: dt.date
    state: str
    came: int
    in_office: int
    observers: int | None
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """A member's line: came to so many of so many meetings."""

    name: str
    category: str
    role: str
    came: int
    called: int
    base_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A consultation's line; how many of its recommendations stand how, by the last look at each."""

    number: int
    title: str
    asked_on: dt.date
    reported_on: dt.date | None
    advice: int
    states: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView:
    """Everything a report shows: the period, and how things stood on `day`."""

    committee: str
    since: dt.date
    until: dt.date
    day: dt.date
    meetings: tuple[Sat, ...]
    members: tuple[Attended, ...]
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    consultations: tuple[Asked, ...]


class TermReport(Paper[ActivityView, ActivityForm]):
    """任期の活動報告書."""

    key: ClassVar = "term_report"
    title: ClassVar = mark("任期の活動報告書")
    form: ClassVar = "term_report.toml"
    as_material: ClassVar = True
    takes: ClassVar = (Takes.DAY,)
    layout = ActivityForm

    def compose(self, store: Store, occasion: Occasion) -> ActivityView:
        return _view(store, occasion, activity.of_term(store, occasion.committee.id, occasion.day))

    def heading(self, view: ActivityView, form: ActivityForm) -> str:
        return _heading(view, form)

    def printed(self, view: ActivityView, form: ActivityForm) -> Iterator[Printed]:
        yield from _printed(view, form)

    def draw(self, view: ActivityView, page: Page, form: ActivityForm) -> Iterator[Progress]:
        yield from sheet.draw(page, _heading(view, form), pieces(view, form.words), form.look)


class YearReport(Paper[ActivityView, ActivityForm]):
    """年度の活動報告書."""

    key: ClassVar = "year_report"
    title: ClassVar = mark("年度の活動報告書")
    form: ClassVar = "year_report.toml"
    as_material: ClassVar = True
    takes: ClassVar = (Takes.DAY,)
    layout = ActivityForm

    def compose(self, store: Store, occasion: Occasion) -> ActivityView:
        return _view(store, occasion, activity.of_year(store, occasion.committee.id, occasion.day))

    def heading(self, view: ActivityView, form: ActivityForm) -> str:
        return _heading(view, form)

    def printed(self, view: ActivityView, form: ActivityForm) -> Iterator[Printed]:
        yield from _printed(view, form)

    def draw(self, view: ActivityView, page: Page, form: ActivityForm) -> Iterator[Progress]:
        yield from sheet.draw(page, _heading(view, form), pieces(view, form.words), form.look)


def _heading(view: ActivityView, form: ActivityForm) -> str:
    year = wareki.fiscal_year_name(wareki.fiscal_year(view.since))
    return say(form.title, committee=view.committee, year=year)


def _printed(view: ActivityView, form: ActivityForm) -> Iterator[Printed]:
    for one in view.members:
        yield Printed(one.name, form.look.cells.face, msg("{name} の氏名", name=one.name), one.base_form)
    names = frozenset(one.name for one in view.members if one.base_form)
    yield from sheet.printed(_heading(view, form), pieces(view, form.words), form.look, names)


# --- composing


def _view(store: Store, occasion: Occasion, found: Activity) -> ActivityView:
    quotes = Quotes(store, occasion.committee.id)
    return ActivityView(
        committee=occasion.committee.name,
        since=found.since,
        until=found.until,
        day=found.day,
        meetings=tuple(
            Sat(
                number=one.meeting.number,
                day=one.meeting.date,
                state="" if one.meeting.status is MeetingStatus.HELD else one.meeting.status.label,
                came=one.came,
                in_office=one.in_office,
                observers=one.observers,
                topics=one.topics,
            )
            for one in found.meetings
        ),
        members=tuple(
            Attended(
                name=one.member.name.name,
                category=one.member.category.name,
                role=one.member.office.role.label if one.member.office else "",
                came=one.came,
                called=one.called,
                base_form=one.member.name.base_form_accepted,
            )
            for one in found.members
        ),
        counts=found.counts,
        consultations=_asked(found, quotes),
    )


def _asked(found: Activity, quotes: Quotes) -> tuple[Asked, ...]:
    made: list[Asked] = []
    for line in found.consultations:
        report = line.report if line.report and line.report.reported_on <= found.until else None
        last = [line.state_of(one.recommendation.id, found.day) for one in line.recommendations]
        states = [one.state.label for one in last if one is not None]
        counted = tuple((state, states.count(state)) for state in dict.fromkeys(states))
        made.append(
            Asked(
                number=line.consultation.number,
                title=quotes.said(line.consultation.title),
                asked_on=line.consultation.asked_on,
                reported_on=report.reported_on if report else None,
                advice=len(line.recommendations) if report else 0,
                states=counted if report else (),
            )
        )
    return tuple(made)


# --- what stands under the title


def pieces(view: ActivityView, words: ActivityWords) -> tuple[Piece, ...]:
    """The period, then meetings, attendance, composition and consultations."""
    span = say(words.span, since=wareki.long(view.since), until=wareki.long(view.until))
    return (
        Text(span, 0, "right"),
        Section(words.meetings),
        *_meetings(view, words),
        Section(words.attendance),
        *_attendance(view, words),
        Section(say(words.composition, day=wareki.long(view.day))),
        *_composition(view, words),
        Section(words.consultations),
        *_consultations(view, words),
    )


def share(part: int, whole: int) -> int:
    """A percentage, rounded half up; 0 of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def _meetings(view: ActivityView, words: ActivityWords) -> Iterator[Piece]:
    if not view.meetings:
        yield Text(words.no_meetings)
        return
    done = [one for one in view.meetings if not one.state]
    percent = share(sum(one.came for one in done), sum(one.in_office for one in done))
    yield Text(say(words.held, count=len(done), percent=percent) if done else words.no_meetings)
    wide = words.widths
    heads = (
        Head(words.number, wide.number, "center"),
        Head(words.day, wide.day),
        Head(words.topics),
        Head(words.came, wide.figure, "right"),
        Head(words.rate, wide.figure, "right"),
        Head(words.observers, wide.figure, "right"),
    )
    rows = tuple(
        (
            meeting_number(one.number) + (f"\n（{one.state}）" if one.state else ""),
            wareki.long(one.day),
            "\n".join(one.topics),
            f"{one.came}/{one.in_office}",
            f"{share(one.came, one.in_office)}%",
            "" if one.observers is None else f"{one.observers:,}",
        )
        for one in view.meetings
    )
    yield Grid(heads, rows, words.meetings)
    yield Figure(
        "bars",
        tuple(
            Datum(meeting_number(one.number), one.came, share(one.came, one.in_office))
            for one in view.meetings
        ),
    )


def _attendance(view: ActivityView, words: ActivityWords) -> Iterator[Piece]:
    if not view.members:
        yield Text(words.no_meetings)
        return
    wide = words.widths
    heads = (
        Head(words.category, wide.category),
        Head(words.name),
        Head(words.role, wide.role, "center"),
        Head(words.called, wide.figure, "right"),
        Head(words.attended, wide.figure, "right"),
        Head(words.rate, wide.figure, "right"),
    )
    rows = [
        (one.category, one.name, one.role, str(one.called), str(one.came), f"{share(one.came, one.called)}%")
        for one in view.members
    ]
    came, called = sum(one.came for one in view.members), sum(one.called for one in view.members)
    rows.append(("", words.total, "", str(called), str(came), f"{share(came, called)}%"))
    yield Grid(heads, tuple(rows), words.attendance, total=True)


def _composition(view: ActivityView, words: ActivityWords) -> Iterator[Piece]:
    wide = words.widths
    heads = (
        Head(words.kind, wide.category * 1.4),
        Head(words.group),
        Head(words.people, wide.figure, "right"),
        Head(words.percent, wide.figure, "right"),
    )
    rows: list[tuple[str, ...]] = []
    for kind, groups in view.counts:
        whole = sum(count for _, count in groups)
        rows += [(kind, group, str(count), f"{share(count, whole)}%") for group, count in groups]
    yield Grid(heads, tuple(rows), words.kind, merged=True)
    if view.counts:
        groups = view.counts[0][1]
        whole = sum(count for _, count in groups)
        yield Figure("pie", tuple(Datum(group, count, share(count, whole)) for group, count in groups))


def _consultations(view: ActivityView, words: ActivityWords) -> Iterator[Piece]:
    if not view.consultations:
        yield Text(words.no_consultations)
        return
    answered = [one for one in view.consultations if one.reported_on is not None]
    yield Text(say(words.asked_and_answered, asked=len(view.consultations), answered=len(answered)))
    wide = words.widths
    heads = (
        Head(words.consultation, wide.number, "center"),
        Head(words.subject),
        Head(words.asked, wide.day),
        Head(words.reported, wide.day),
        Head(words.advice, wide.figure, "right"),
        Head(words.states, wide.states),
    )
    rows = tuple(
        (
            str(one.number),
            one.title,
            wareki.long(one.asked_on),
            wareki.long(one.reported_on) if one.reported_on else words.pending,
            str(one.advice) if one.reported_on else "",
            "\n".join(say(words.state, state=state, count=count) for state, count in one.states),
        )
        for one in view.consultations
    )
    yield Grid(heads, rows, words.consultations)
    totals: dict[str, int] = {}
    for one in view.consultations:
        for state, count in one.states:
            totals[state] = totals.get(state, 0) + count
    whole = sum(totals.values())
    if whole:
        yield Figure("bars", tuple(Datum(state, n, share(n, whole)) for state, n in totals.items()))
