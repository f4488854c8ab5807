"""Whom the roster screen shows beside its table: a member of the day, or anybody the register knows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Affiliation, PersonName
from kyodo_desktop.i18n import _
from kyodo_desktop.services import roster
from kyodo_desktop.services.roster import RosterLine
from kyodo_desktop.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Shown:
    """A person as of a day; `line` is their line of that day's roster, None for who isn't on it."""

    person: Id
    day: dt.date
    name: PersonName
    affiliation: Affiliation | None
    line: RosterLine | None


def of_line(line: RosterLine, day: dt.date) -> Shown:
    """A member of the day's roster."""
    return Shown(line.appointment.person, day, line.name, line.affiliation, line)


def of_person(desk: Desk, person: Id, day: dt.date, line: RosterLine | None) -> Shown:
    """Anybody, on the roster of the day or not. Raises `NotFound`."""
    if line is not None:
        return of_line(line, day)
    found = desk.read(roster.person_on, person, day)
    return Shown(person, day, found.name, found.affiliation, None)


def standing(shown: Shown) -> str:
    """What the member is on that day, in a line or two."""
    line = shown.line
    if line is None:
        return _("{day}には委員ではありません。").format(day=wareki.short(shown.day))
    seat = line.appointment
    parts = [f"{line.category.name} {line.category.qualification}".strip()]
    if line.office is not None:
        since = wareki.short(line.office.since)
        parts.append(_("{role}（{since}～）").format(role=_(line.office.role.label), since=since))
    parts.append(_("委嘱 {span}").format(span=wareki.span_short(seat.since, seat.until)))
    if seat.end_reason is not None:
        parts.append(_(seat.end_reason.label))
    parts.append(line.standing)
    return "　".join(parts)


def span(since: dt.date | None, until: dt.date | None) -> str:
    """From a day until a day, either of them perhaps open."""
    if since is None and until is None:
        return _("期間の定めなし")
    said = [
        wareki.short(day) if day is not None and day >= wareki.FIRST_DAY else "" for day in (since, until)
    ]
    return "～".join(said)
