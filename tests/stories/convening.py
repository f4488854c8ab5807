"""What the clerk of the stories does on the day of a meeting, and in the weeks before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    AgendaItem,
    AttendanceMethod,
    Meeting,
    Motion,
    OfficeRole,
    ReplyAnswer,
    VoteCast,
    VoteMethod,
)
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services.meetings import Counted, Frozen, Poll
from tests.stories.clerk import Clerk

TWO = dt.time(14)


class Day:
    """The clerk at one meeting; members are called by their names, items by their titles."""

    def __init__(self, clerk: Clerk, meeting: Meeting) -> None:
        self.clerk = clerk
        self._id = meeting.id

    @property
    def meeting(self) -> Meeting:
        """The meeting as it stands now."""
        return self.clerk.store.get(Meeting, self._id)

    def seat(self, name: str) -> Id:
        """A member's appointment."""
        return self.clerk.finds(name, self.meeting.date).appointment.id

    def names(self) -> list[str]:
        """Every member of the day, in the roster's order."""
        lines = roster.roster_on(self.clerk.store, self.meeting.committee, self.meeting.date).lines
        return [line.name.name for line in lines]

    def item(self, title: str) -> AgendaItem:
        """The item with this title."""
        lines = meetings.agenda(self.clerk.store, self._id)
        return next(one.item for one in lines if one.item.title == title)

    # --- before the day

    def receives(self, name: str, answer: ReplyAnswer) -> None:
        """出欠回答."""
        meetings.record_reply(self.clerk.store, self._id, self.seat(name), answer)

    # --- coming and going

    def checks_in(self, *names: str, at: dt.time | None = None, before: str = "") -> None:
        """受付."""
        item = self.item(before).id if before else None
        for name in names:
            meetings.check_in(self.clerk.store, self._id, self.seat(name), at=at, before=item)

    def connects(self, name: str, at: dt.time | None = None) -> None:
        """A member attends online."""
        meetings.check_in(self.clerk.store, self._id, self.seat(name), at=at, method=AttendanceMethod.ONLINE)

    def loses_connection(self, name: str, at: dt.time) -> None:
        """A member's connection is lost."""
        meetings.leave(self.clerk.store, self._id, self.seat(name), at=at, disconnected=True)

    def leaves(self, *names: str, at: dt.time | None = None, before: str = "") -> None:
        """退席."""
        item = self.item(before).id if before else None
        for name in names:
            meetings.leave(self.clerk.store, self._id, self.seat(name), at=at, before=item)

    def withdraws(self, name: str, title: str, reason: str) -> None:
        """退席の申出 for interest."""
        meetings.withdraw_from(self.clerk.store, self.item(title).id, self.seat(name), reason)

    def records_absence(self, name: str, reason: str) -> None:
        """欠席."""
        meetings.record_absence(self.clerk.store, self._id, self.seat(name), reason)

    def records_the_rest_absent(self) -> None:
        """欠席 of everybody else."""
        meetings.record_other_absences(self.clerk.store, self._id)

    # --- the course of it

    def opens(self, at: dt.time | None = None) -> None:
        """開会."""
        meetings.open_meeting(self.clerk.store, self._id, at=at)

    def begins(self, title: str, at: dt.time) -> None:
        """An item is begun."""
        meetings.begin_item(self.clerk.store, self.item(title).id, at)

    def fails(self, *, counted: bool | None = None) -> None:
        """流会."""
        meetings.fail_meeting(self.clerk.store, self._id, counted=counted)

    def goes_on_informally(self, *, counted: bool | None = None) -> None:
        """懇談."""
        meetings.make_informal(self.clerk.store, self._id, counted=counted)

    def postpones(self, title: str) -> None:
        """次回へ継続."""
        meetings.postpone_item(self.clerk.store, self.item(title).id)

    def closes(self, at: dt.time | None = None) -> None:
        """閉会."""
        meetings.close_meeting(self.clerk.store, self._id, at=at)

    def reopens(self, reason: str, on: dt.date) -> None:
        """再開 of a closed record."""
        meetings.reopen_meeting(self.clerk.store, self._id, reason, on)

    # --- deciding

    def names_provisional_chair(self, name: str = "", *, secretary: str = "") -> None:
        """仮議長: a member, or one of the secretariat."""
        seat = self.seat(name) if name else None
        meetings.choose_provisional_chair(self.clerk.store, self._id, seat, name=secretary)

    def elects(self, title: str, role: OfficeRole, name: str, *, objections: int = 0) -> None:
        """指名推選."""
        poll = Poll(nominee=self.seat(name), objections=objections)
        meetings.record_election(self.clerk.store, self.item(title).id, role, poll)

    def ballots(self, title: str, role: OfficeRole, votes: Mapping[str, int], *, invalid: int = 0) -> None:
        """投票."""
        poll = Poll(votes={self.seat(name): n for name, n in votes.items()}, invalid=invalid)
        meetings.record_election(self.clerk.store, self.item(title).id, role, poll)

    def draws_lot(self, title: str, winner: str) -> None:
        """くじ."""
        last = meetings.elections(self.clerk.store, self.item(title).id)[-1]
        meetings.draw_lot(self.clerk.store, last.id, self.seat(winner))

    def moves(self, title: str, wording: str, *, kind: str = "ordinary") -> Motion:
        """A motion is put under an item."""
        change = meetings.add_motion(self.clerk.store, self.item(title).id, wording, kind=kind)
        made = change.pairs[0].after
        assert isinstance(made, Motion)
        return made

    def votes(
        self,
        motion: Motion,
        ayes: int,
        noes: int | None = None,
        abstentions: int = 0,
        *,
        at: dt.time | None = None,
        casting: VoteCast | None = None,
    ) -> str:
        """挙手; returns the sentence to be read out."""
        counted = Counted(
            method=VoteMethod.HANDS, ayes=ayes, noes=noes, abstentions=abstentions, chair_casting=casting
        )
        meetings.record_vote(self.clerk.store, motion.id, counted, at=at)
        return self.frozen(motion).snapshot.sentence

    def finds_no_objection(self, motion: Motion, *, objections: int = 0) -> str:
        """異議なし; returns the sentence to be read out."""
        counted = Counted(method=VoteMethod.NO_OBJECTION, objections=objections)
        meetings.record_vote(self.clerk.store, motion.id, counted)
        return self.frozen(motion).snapshot.sentence

    def hears_casting_vote(self, motion: Motion, casting: VoteCast) -> str:
        """議長の裁決; returns the sentence to be read out."""
        meetings.cast_vote(self.clerk.store, motion.id, casting)
        return self.frozen(motion).snapshot.sentence

    def frozen(self, motion: Motion) -> Frozen:
        """What a vote was judged on."""
        found = meetings.snapshot_of(self.clerk.store, motion=motion.id)
        assert found is not None
        return found

    def presider(self, title: str) -> str:
        """Who presides at an item."""
        return meetings.presider_at(self.clerk.store, self.item(title).id).name

    def present(self, title: str) -> int:
        """How many count as present at an item."""
        item = self.item(title).id
        return sum(one.counted for one in meetings.present_at(self.clerk.store, self._id, item=item))
