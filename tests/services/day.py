"""An open meeting with everybody there, an election and a motion on its agenda, and the chair presiding."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import ItemKind, Meeting, Motion, OfficeRole, VoteMethod
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services.meetings import Counted
from kyodo_desktop.storage import Store
from tests.services import asking

TWO = dt.time(14)


@dataclass(frozen=True)
class Day:
    """The meeting's id and day, its items' and its motion's, and the members' appointments in order."""

    date: dt.date
    meeting: Id
    election: Id
    item: Id
    motion: Id
    seats: tuple[Id, ...]


def ballot_day(store: Store, *, chair: bool = True, opened: bool = True) -> Day:
    """A second meeting; the member listed first is the chair, if there is one."""
    date = dt.date(2026, 2, 20)
    owner = asking.committee(store).id
    seats = tuple(line.appointment.id for line in roster.roster_on(store, owner, date).lines)
    if chair:
        roster.take_office(store, seats[0], OfficeRole.CHAIR, asking.DAY)
    made = meetings.call_meeting(store, owner, date=date, starts_at=TWO).pairs[0].after
    assert isinstance(made, Meeting)
    election = meetings.add_item(store, made.id, "互選", kind=ItemKind.ELECTION).pairs[0].subject.id
    item = meetings.add_item(store, made.id, "議事", kind=ItemKind.DECISION).pairs[0].subject.id
    motion = meetings.add_motion(store, item, "原案のとおり").pairs[0].after
    assert isinstance(motion, Motion)
    for seat in seats:
        meetings.check_in(store, made.id, seat)
    if not chair:
        meetings.choose_provisional_chair(store, made.id, name="事務局長")
    if opened:
        meetings.open_meeting(store, made.id)
    return Day(date, made.id, election, item, motion.id, seats)


def hands(ayes: int, noes: int | None, abstentions: int = 0) -> Counted:
    """A show of hands."""
    return Counted(method=VoteMethod.HANDS, ayes=ayes, noes=noes, abstentions=abstentions)
