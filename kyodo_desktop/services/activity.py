"""What a committee did in a period: its meetings, who came, of whom it was made up, what it was asked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Attendance, ItemKind, Meeting, MeetingStatus, Minutes, Person
from kyodo_desktop.services.agenda import agenda
from kyodo_desktop.services.attending import came
from kyodo_desktop.services.consultations import ConsultationLine, ledger
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.services.register import require_term
from kyodo_desktop.services.sitting import RosterLine, roster_on
from kyodo_desktop.storage import Store

_OVER = (MeetingStatus.HELD, MeetingStatus.INFORMAL, MeetingStatus.FAILED)
_TOPICS = (ItemKind.REPORT, ItemKind.DISCUSSION, ItemKind.DECISION, ItemKind.ELECTION)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that is over: how many of the members then in office came, how many listened, its topics."""

    meeting: Meeting
    came: int
    in_office: int
    observers: int | None
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """A member and of how many meetings, while in office, the member came to how many."""

    member: RosterLine
    came: int
    called: int


@dataclass(frozen=True, slots=True)
class Activity:
    """A period of a committee, both days inclusive. `roster` are those in office on its `day`.

    `counts` are shares of that roster by heading: 委員区分, 在任期数, 選任の方法, 性別 where it is on record.
    """

    since: dt.date
    until: dt.date
    day: dt.date
    meetings: tuple[Held, ...]
    members: tuple[Came, ...]
    roster: tuple[RosterLine, ...]
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    consultations: tuple[ConsultationLine, ...]


def of_term(store: Store, committee: Id, day: dt.date) -> Activity:
    """What was done in the term that `day` lies in. Raises `NotFound` between terms."""
    term = require_term(store, committee, day)
    return _activity(store, committee, (term.since, term.until), day)


def of_year(store: Store, committee: Id, day: dt.date) -> Activity:
    """What was done in the fiscal year that `day` lies in (地方自治法208条)."""
    opening = wareki.fiscal_year(day)
    return _activity(store, committee, (dt.date(opening, 4, 1), dt.date(opening + 1, 3, 31)), day)


def _activity(store: Store, committee: Id, span: tuple[dt.date, dt.date], day: dt.date) -> Activity:
    since, until = span
    held = [
        one
        for one in store.find(Meeting, committee=committee)
        if since <= one.date <= until and one.status in _OVER
    ]
    held.sort(key=lambda one: (one.date, one.number, one.id))
    told = [_Sitting(store, one) for one in held]
    roster = roster_on(store, committee, day).lines
    return Activity(
        since=since,
        until=until,
        day=day,
        meetings=tuple(one.held() for one in told),
        members=_members(told),
        roster=roster,
        counts=_counts(store, roster),
        consultations=tuple(line for line in ledger(store, committee) if _touches(line, since, until)),
    )


class _Sitting:
    """One meeting: who was in office, and who came."""

    def __init__(self, store: Store, meeting: Meeting) -> None:
        self._store = store
        self.meeting = meeting
        self.lines = roster_on(store, meeting.committee, meeting.date).lines
        found = store.find(Attendance, meeting=meeting.id)
        self.there = {one.appointment for one in found if came(store, one)}

    def held(self) -> Held:
        """The meeting in figures."""
        stored = next(iter(self._store.find(Minutes, meeting=self.meeting.id)), None)
        quotes = Quotes(self._store, self.meeting.committee)
        topics = (line.item for line in agenda(self._store, self.meeting.id) if line.item.kind in _TOPICS)
        return Held(
            meeting=self.meeting,
            came=sum(1 for line in self.lines if line.appointment.id in self.there),
            in_office=len(self.lines),
            observers=stored.observers if stored else None,
            topics=tuple(quotes.said(item.title) for item in topics),
        )


def _members(told: Sequence[_Sitting]) -> tuple[Came, ...]:
    """Everybody who was in office at a meeting, in the roster's order."""
    lines: dict[Id, RosterLine] = {}
    for one in told:
        lines.update({line.appointment.id: line for line in one.lines})
    found = [
        Came(
            line,
            sum(1 for one in told if who in one.there),
            sum(1 for one in told if any(who == other.appointment.id for other in one.lines)),
        )
        for who, line in lines.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.member.category.number, one.member.appointment.order)))


def _counts(store: Store, lines: Sequence[RosterLine]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """The roster counted by category, standing, selection and sex; the last two where anybody's is known."""
    people = {one.id: one for one in store.find_in(Person, "id", [one.appointment.person for one in lines])}
    sexes = [people[one.appointment.person].sex for one in lines]
    chosen = [one.appointment.selection for one in lines]
    found = [
        ("委員区分", _counted(one.category.name for one in lines)),
        ("在任期数", _counted(one.standing for one in sorted(lines, key=lambda one: one.periods))),
    ]
    if any(chosen):
        found.append(("選任の方法", _counted(one.label if one else "記録なし" for one in chosen)))
    if any(sexes):
        found.append(("性別", _counted(one.label if one else "記録なし" for one in sexes)))
    return tuple(found)


def _counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(words).items())


def _touches(line: ConsultationLine, since: dt.date, until: dt.date) -> bool:
    """Whether a consultation was open in the period: asked before its end and not answered before it."""
    answered = line.report.reported_on if line.report else None
    return line.consultation.asked_on <= until and (answered is None or answered >= since)
