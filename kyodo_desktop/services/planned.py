"""The plan of deliberation against what came of it: each line's period, and the meeting that was held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.errors import InvalidDate
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.grouping import grouped
from kyodo_desktop.domain.periods import Period, parse_period
from kyodo_desktop.domain.records import Meeting, MeetingStatus, PlanEntry, Term
from kyodo_desktop.services.convening import meetings
from kyodo_desktop.services.planning import edit_plan_entry, plan
from kyodo_desktop.services.register import terms
from kyodo_desktop.storage import Change, Store


class Standing(Enum):
    """How a line of the plan stands against what came of it."""

    AS_PLANNED = "as_planned"
    EARLIER = "earlier"
    LATER = "later"
    DONE = "done"  # without a meeting: a training, a survey
    AHEAD = "ahead"
    OVERDUE = "overdue"
    OPEN = "open"  # no period is said, and no meeting is known


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of the plan, its period as days, and the meeting it came to.

    `recorded` says that the clerk has linked the meeting; otherwise it is the one with the line's number in
    the term of the period. `slip` is the days by which the meeting lies outside the period, negative before.
    """

    entry: PlanEntry
    period: Period | None
    meeting: Meeting | None
    recorded: bool
    standing: Standing
    slip: int


def plan_against_actual(store: Store, committee: Id, today: dt.date) -> tuple[PlanLine, ...]:
    """Each line of the plan with what came of it by `today`."""
    called = [one for one in meetings(store, committee) if one.status is not MeetingStatus.CANCELLED]
    held = _Held(
        {one.id: one for one in called}, grouped(called, lambda one: one.number), terms(store, committee)
    )
    return tuple(_line(entry, held, today) for entry in plan(store, committee))


def link_meeting(store: Store, entry: Id, meeting: Id | None) -> Change:
    """Record which meeting a line of the plan came to; None takes the link back."""
    return edit_plan_entry(store, replace(store.get(PlanEntry, entry), meeting=meeting))


def mark_done(store: Store, entry: Id, *, done: bool = True) -> Change:
    """Record that what a line plans was done without a meeting, or that it wasn't."""
    return edit_plan_entry(store, replace(store.get(PlanEntry, entry), done=done))


@dataclass(frozen=True, slots=True)
class _Held:
    """The meetings of a committee that weren't called off, by id and by number, and its terms."""

    by_id: Mapping[Id, Meeting]
    numbered: Mapping[int, Sequence[Meeting]]
    terms: Sequence[Term]


def _line(entry: PlanEntry, held: _Held, today: dt.date) -> PlanLine:
    period = _period(entry)
    linked = held.by_id.get(entry.meeting) if entry.meeting is not None else None
    meeting = linked or _numbered(entry, period, held)
    slip = _slip(meeting.date, period) if meeting and period else 0
    return PlanLine(
        entry, period, meeting, linked is not None, _standing(entry, meeting, period, slip, today), slip
    )


def _period(entry: PlanEntry) -> Period | None:
    try:
        return parse_period(entry.period)
    except InvalidDate:  # nothing is said of it, or an older register says it in words that nobody can read
        return None


def _numbered(entry: PlanEntry, period: Period | None, held: _Held) -> Meeting | None:
    """The meeting with the line's number in the term in which the period begins."""
    if entry.meeting_number is None or period is None:
        return None
    term = next((term for term in held.terms if holds_on(term, period.first)), None)
    if term is None:
        return None
    numbered = held.numbered.get(entry.meeting_number, ())
    return next((one for one in numbered if holds_on(term, one.date)), None)


def _slip(date: dt.date, period: Period) -> int:
    if date < period.first:
        return (date - period.first).days
    return max((date - period.last).days, 0)


def _standing(
    entry: PlanEntry, meeting: Meeting | None, period: Period | None, slip: int, today: dt.date
) -> Standing:
    if meeting is not None:
        return Standing.EARLIER if slip < 0 else Standing.LATER if slip else Standing.AS_PLANNED
    if entry.done:
        return Standing.DONE
    if period is None:
        return Standing.OPEN
    return Standing.OVERDUE if today > period.last else Standing.AHEAD
