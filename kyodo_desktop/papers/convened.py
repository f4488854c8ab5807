"""What the letters and papers before a meeting say of it: when, where, what of, and dates counted back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.domain import wareki, workdays
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.law import TextNotOnRecord
from kyodo_desktop.domain.records import AttendanceMethod, Committee, ItemKind, Meeting
from kyodo_desktop.papers.forms import say
from kyodo_desktop.services import meetings
from kyodo_desktop.services.correspondence import closed_before
from kyodo_desktop.services.laws import law_on
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.services.room import counts
from kyodo_desktop.storage import Store

TOPICS: Final = frozenset({ItemKind.REPORT, ItemKind.DISCUSSION, ItemKind.DECISION, ItemKind.ELECTION})
"""The kinds of item that a notice names: what isn't procedure or a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Convened:
    """A meeting as its papers name it."""

    committee: str
    number: int
    day: dt.date
    starts_at: dt.time | None = None
    venue: str = ""

    def when(self, form: str) -> str:
        """The day and the hour in a form's words, {day} and {time}; the day alone where no hour is set."""
        day = wareki.long_with_weekday(self.day)
        return day if self.starts_at is None else say(form, day=day, time=wareki.clock(self.starts_at))

    def days_before(self, days: int, closed: Collection[dt.date]) -> dt.date:
        """The day so many days before the meeting, or the working day before it where that one is closed."""
        return workdays.on_or_before(
            self.day - dt.timedelta(days=days), lambda day: "closed" if day in closed else ""
        )


def convened(committee: Committee, meeting: Meeting) -> Convened:
    """A meeting as its papers name it."""
    venue = "\n".join(line for line in meeting.venue.split("\n") if line.strip())
    return Convened(
        committee=committee.name,
        number=meeting.number,
        day=meeting.date,
        starts_at=meeting.starts_at,
        venue=venue,
    )


def topics(store: Store, committee: Id, meeting: Id) -> tuple[str, ...]:
    """What a meeting deals with, an item a line, numbered（1）… where there are several."""
    quotes = Quotes(store, committee)
    named = [
        quotes.said(line.item.title) for line in meetings.agenda(store, meeting) if line.item.kind in TOPICS
    ]
    if len(named) == 1:
        return tuple(named)
    return tuple(f"（{place}）{title}" for place, title in enumerate(named, 1))


def before(store: Store, committee: Id, day: dt.date) -> frozenset[dt.date]:
    """The days before a meeting on which the office is closed."""
    return closed_before(store, committee, day)


def online_counts(store: Store, committee: Id, day: dt.date) -> bool:
    """Whether who attends online counts as present under the rules of that day."""
    try:
        return counts(law_on(store, committee, day), AttendanceMethod.ONLINE)
    except TextNotOnRecord:
        return False
