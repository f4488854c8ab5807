"""A committee on plain sets and integers: what its register must say, worked out independently."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

FIRST, LAST = dt.date(2025, 10, 1), dt.date(2027, 9, 30)
SECRETARY = "事務局長"
DECIDED = ("carried", "rejected", "no_majority")


@dataclass
class Judged:
    """A vote or an election: when, by whom, among whom."""

    minute: int
    office: frozenset[str]
    present: frozenset[str]
    presider: str
    verdict: str
    ayes: int = 0
    noes: int = 0


@dataclass
class MeetingModel:
    """A meeting; minutes count from midnight, events are (minute, entered)."""

    day: dt.date
    number: int
    status: str = "planned"
    opened: bool = False
    closed: bool = False
    counted: bool = True
    events: dict[str, set[tuple[int, bool]]] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    elections: list[tuple[str, Judged]] = field(default_factory=list)
    vote: Judged | None = None
    postponed: set[str] = field(default_factory=set)
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether its record is closed."""
        return self.status == "held" or (self.status == "informal" and self.closed)

    @property
    def may_record(self) -> bool:
        """Whether comings and goings may still be recorded."""
        return self.status in ("planned", "open", "informal") and not self.over

    def there(self, name: str, minute: int) -> bool:
        """Whether somebody was in the room: what happened last holds."""
        events = sorted(self.events.get(name, ()))
        past = [entered for at, entered in events if at <= minute]
        if past:
            return past[-1]
        return bool(events) and not events[0][1]

    def fits(self, name: str) -> bool:
        """Whether somebody's comings and goings take turns, an entering first."""
        turns = [entered for _, entered in sorted(self.events.get(name, ()))]
        return turns == [place % 2 == 0 for place in range(len(turns))]


@dataclass
class Model:
    """The committee: members with their days, offices as (member, role, since), meetings by their days."""

    members: dict[str, tuple[dt.date, dt.date]] = field(default_factory=dict)
    offices: list[tuple[str, str, dt.date]] = field(default_factory=list)
    meetings: list[MeetingModel] = field(default_factory=list)
    seats: dict[str, str] = field(default_factory=dict)

    def office_on(self, day: dt.date) -> list[str]:
        """The members in office on a day."""
        return [name for name, (since, until) in self.members.items() if since <= day <= until]

    def present(self, meeting: MeetingModel, minute: int) -> frozenset[str]:
        """The members in office who were in the room."""
        return frozenset(one for one in self.office_on(meeting.day) if meeting.there(one, minute))

    def quorate(self, meeting: MeetingModel, minute: int) -> bool:
        """Whether at least half of those in office were there."""
        return 2 * len(self.present(meeting, minute)) >= len(self.office_on(meeting.day))

    def next_number(self) -> int:
        """The number of the next meeting of the term."""
        return max((one.number for one in self.meetings if one.counted), default=0) + 1

    def number_free(self, meeting: MeetingModel) -> bool:
        """Whether nobody else has the meeting's number."""
        return not any(
            one is not meeting and one.counted and one.number == meeting.number for one in self.meetings
        )

    def holders(self, role: str, day: dt.date) -> list[str]:
        """Who holds an office on a day."""
        return [
            name
            for name, held, since in self.offices
            if held == role and since <= day <= self.members[name][1]
        ]

    def may_hold(self, name: str, role: str, since: dt.date) -> bool:
        """Whether an office from `since` on stands beside the others: one chair, one office a member."""
        until = self.members[name][1]
        for other, held, began in self.offices:
            meets = max(since, began) <= min(until, self.members[other][1])
            if meets and (other == name or held == role == "chair"):
                return False
        return True

    def presider(self, meeting: MeetingModel, minute: int, during: str) -> str:
        """Who presides during "chair", "vice_chair" (the elections, under one item) or "vote"."""
        day, here = meeting.day, self.present(meeting, minute)
        known = {"chair": (), "vice_chair": ("chair",), "vote": ("chair", "vice_chair")}[during]
        for role in ("chair", "vice_chair"):
            for name in self.holders(role, day):
                new = (name, role, day) in self.offices
                if name in here and (role in known or not new):
                    return name
        return SECRETARY

    def judge(self, meeting: MeetingModel, minute: int, during: str, verdict: str) -> Judged:
        """What is frozen of a decision."""
        office, here = frozenset(self.office_on(meeting.day)), self.present(meeting, minute)
        return Judged(minute, office, here, self.presider(meeting, minute, during), verdict)

    def whole(self, meeting: MeetingModel) -> bool:
        """Whether nothing stands in the way of closing."""
        office = self.office_on(meeting.day)
        recorded = all(meeting.events.get(name) or name in meeting.absent for name in office)
        fitting = all(meeting.fits(name) for name in office)
        roles = {role for role, _ in meeting.elections}
        filled = {role for role, one in meeting.elections if one.verdict == "elected"}
        elected = "elections" in meeting.postponed or (bool(filled) and filled == roles)
        voted = "vote" in meeting.postponed or (meeting.vote is not None and meeting.vote.verdict in DECIDED)
        judged = [one for _, one in meeting.elections] + ([meeting.vote] if meeting.vote else [])
        fresh = all(
            one.office == frozenset(office) and one.present == self.present(meeting, one.minute)
            for one in judged
        )
        return recorded and fitting and elected and voted and fresh


def verdict(present: int, ayes: int, noes: int) -> str:
    """What a vote comes to: a majority of those present; equal ayes and noes are a tie."""
    if 2 * ayes > present:
        return "carried"
    if ayes == noes and ayes:
        return "tie"
    return "rejected" if 2 * noes > present else "no_majority"
