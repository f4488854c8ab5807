"""Who came to which meeting of a period, member by member."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Attendance, AttendanceMethod, Meeting, MeetingStatus
from kyodo_desktop.services.attending import came
from kyodo_desktop.services.register import require_term
from kyodo_desktop.services.sitting import RosterLine, roster_on
from kyodo_desktop.storage import Store

_OVER: Final = (MeetingStatus.HELD, MeetingStatus.INFORMAL, MeetingStatus.FAILED)


class Absence(Enum):
    """Why a member isn't down as having come to a meeting."""

    AWAY = "away"
    """In office and not there."""
    NOT_IN_OFFICE = "not_in_office"
    UNRECORDED = "unrecorded"
    """Nobody's attendance of the meeting is on record."""


Came = tuple[AttendanceMethod, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A member and each meeting: the ways in which they took part, or why not."""

    member: RosterLine
    marks: tuple[Came | Absence, ...]

    @property
    def came(self) -> int:
        """To how many meetings the member came."""
        return sum(1 for one in self.marks if not isinstance(one, Absence))

    @property
    def called(self) -> int:
        """How many meetings, with an attendance on record, were held while the member was in office."""
        return sum(1 for one in self.marks if one not in (Absence.NOT_IN_OFFICE, Absence.UNRECORDED))

    @property
    def rate(self) -> Fraction | None:
        """The share of those meetings to which the member came; None where there were none."""
        return Fraction(self.came, self.called) if self.called else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendances:
    """The meetings of a period, the oldest first; everybody in office at one of them or on its last day."""

    meetings: tuple[Meeting, ...]
    lines: tuple[Kept, ...]


def of_term(store: Store, committee: Id, day: dt.date) -> Attendances:
    """Who came in the term that `day` lies in, to the meetings up to that day. Raises `NotFound`."""
    term = require_term(store, committee, day)
    return _between(store, committee, term.since, min(day, term.until))


def of_year(store: Store, committee: Id, day: dt.date) -> Attendances:
    """Who came in the fiscal year that `day` lies in (地方自治法208条), to the meetings up to that day."""
    return _between(store, committee, dt.date(wareki.fiscal_year(day), 4, 1), day)


def _between(store: Store, committee: Id, since: dt.date, until: dt.date) -> Attendances:
    found = store.find(Meeting, committee=committee)
    held = [one for one in found if since <= one.date <= until and one.status in _OVER]
    held.sort(key=lambda one: (one.date, one.number, one.id))
    rosters = [roster_on(store, committee, one.date).lines for one in held]
    known = [_known(store, one) for one in held]
    members: dict[Id, RosterLine] = {}
    for lines in (*rosters, roster_on(store, committee, until).lines):
        members.update({line.appointment.id: line for line in lines})
    seated = [frozenset(line.appointment.id for line in lines) for lines in rosters]
    lines = sorted(members.values(), key=_place)
    return Attendances(
        meetings=tuple(held),
        lines=tuple(
            Kept(
                member=line,
                marks=tuple(
                    _mark(line.appointment.id, there, present)
                    for there, present in zip(seated, known, strict=True)
                ),
            )
            for line in lines
        ),
    )


def _place(line: RosterLine) -> tuple[int, int, dt.date, Id]:
    seat = line.appointment
    return line.category.number, seat.order, seat.since, seat.id


def _known(store: Store, meeting: Meeting) -> dict[Id, Came]:
    """How each member on record took part, by appointment; nothing for who is on record as away."""
    ways: dict[Id, Came] = {}
    for one in sorted(store.find(Attendance, meeting=meeting.id), key=lambda one: one.id):
        seen = ways.setdefault(one.appointment, ())
        if came(store, one) and one.method not in seen:
            ways[one.appointment] = (*seen, one.method)
    return ways


def _mark(appointment: Id, seated: frozenset[Id], known: dict[Id, Came]) -> Came | Absence:
    if appointment not in seated:
        return Absence.NOT_IN_OFFICE
    if not known:
        return Absence.UNRECORDED
    return known.get(appointment, ()) or Absence.AWAY


def came_to(found: Attendances) -> Sequence[int | None]:
    """How many came to each meeting; None where nobody's attendance is on record."""
    columns = [[line.marks[at] for line in found.lines] for at in range(len(found.meetings))]
    return [
        None
        if any(one is Absence.UNRECORDED for one in marks)
        else sum(1 for one in marks if not isinstance(one, Absence))
        for marks in columns
    ]
