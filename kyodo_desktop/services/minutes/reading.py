"""The record of a meeting read for its minutes: who presided, who came and went, how each vote went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.presence import Moment
from kyodo_desktop.domain.records import (
    AgendaItem,
    Ballot,
    Election,
    Guest,
    Meeting,
    Motion,
    SpeakerKind,
    Vote,
    VoteCast,
    VoteMethod,
    VoteSnapshot,
    Withdrawal,
)
from kyodo_desktop.services.minutes.told import (
    Attended,
    Chosen,
    ItemTold,
    Moved,
    Presided,
    Told,
    Voted,
    Withdrew,
)
from kyodo_desktop.services.presiding import presider_of
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.services.room import room_of
from kyodo_desktop.services.snapshots import Frozen, snapshot_of
from kyodo_desktop.storage import Store

_KINDS = {
    "chair": SpeakerKind.CHAIR,
    "vice_chair": SpeakerKind.VICE_CHAIR,
    "provisional": SpeakerKind.PROVISIONAL,
}


def told_of(store: Store, meeting: Id) -> Told:
    """All that the record of a meeting tells its minutes. Raises `NotFound` without a law of its day."""
    return _Reader(store, store.get(Meeting, meeting)).told()


class _Reader:
    def __init__(self, store: Store, meeting: Meeting) -> None:
        self._store = store
        self._meeting = meeting
        self._room = room_of(store, meeting.id)
        self._ids = [item.id for item in self._room.items]
        self._quotes = Quotes(store, meeting.committee)
        self._guests = store.find(Guest, meeting=meeting.id)

    def told(self) -> Told:
        room, before, during = (
            self._room,
            defaultdict[int, list[Moved]](list),
            defaultdict[int, list[Moved]](list),
        )
        for moment, one in self._moves():
            if moment.item is not None:
                before[moment.item].append(one)
            else:
                during[self._under_way(moment)].append(one)
        items = tuple(
            self._item(item, tuple(before[at]), tuple(during[at])) for at, item in enumerate(room.items)
        )
        return Told(
            names=room.names,
            status=self._meeting.status,
            opened_at=self._meeting.opened_at,
            closed_at=self._meeting.closed_at,
            quorum=self._quorum(),
            presided=items[0].presided if items else None,
            early=tuple(during[-1]),
            guests=self._attended(None),
            items=items,
        )

    def _quorum(self) -> str:
        """What was reported of the quorum at the opening; nothing where no attendance is on record."""
        room = self._room
        if not room.attendances or not room.seats:
            return ""
        ruling = room.quorum(room.members(room.moment()))
        return (ruling.script or ruling.sentence).japanese()

    # --- who came and went

    def _moves(self) -> list[tuple[Moment, Moved]]:
        """Who came or went after the opening and before the close, the earliest first."""
        found: list[tuple[Moment, Moved]] = []
        for seat in self._room.seats:
            known = [
                event
                for attendance in self._room.attendances.get(seat.id, ())
                for event in self._room.events(attendance.id)
            ]
            later = [event for event in dict.fromkeys(known) if self._after_opening(event.when)]
            ordered = sorted(later, key=lambda event: (*self._place(event.when), event.entered))
            found += [
                (event.when, Moved(seat.id, n, event.entered, event.when.at))
                for n, event in enumerate(ordered, 1)
            ]
        return sorted(found, key=lambda one: self._place(one[0]))

    def _place(self, moment: Moment) -> tuple[object, ...]:
        return self._room.course.place(moment)

    def _after_opening(self, moment: Moment) -> bool:
        closed = self._meeting.closed_at
        if moment.at is not None and closed is not None and moment.at >= closed:
            return False
        return not self._room.course.happened(moment, self._room.course.opening)

    def _under_way(self, moment: Moment) -> int:
        """The place of the item that was under way, as far as beginnings are known; -1 before any."""
        began = [
            at
            for at, item in enumerate(self._room.items)
            if item.began_at is not None and moment.at is not None and item.began_at <= moment.at
        ]
        return max(began, default=-1)

    # --- an item

    def _item(self, item: AgendaItem, before: tuple[Moved, ...], during: tuple[Moved, ...]) -> ItemTold:
        store = self._store
        presided = self._presided(item)
        return ItemTold(
            id=item.id,
            title=self._quotes.said(item.title),
            postponed=item.postponed,
            presided=presided,
            before=before,
            during=during,
            withdrawals=tuple(
                Withdrew(one.id, one.appointment, one.reason)
                for one in self._in_roster(store.find(Withdrawal, item=item.id))
            ),
            guests=self._attended(item.id),
            motions=tuple(
                self._motion(one, presided or Presided())
                for one in sorted(store.find(Motion, item=item.id), key=lambda one: (one.order, one.id))
            ),
            elections=tuple(
                self._election(one, presided or Presided())
                for one in sorted(store.find(Election, item=item.id), key=lambda one: (one.order, one.id))
            ),
        )

    def _presided(self, item: AgendaItem) -> Presided | None:
        members = self._room.members(self._room.moment(item.id), item.id)
        presider = presider_of(self._room, item, members)
        kind = _KINDS[presider.ruling.verdict]
        if not presider.known:
            return None
        reason = "" if kind is SpeakerKind.CHAIR else presider.ruling.read_out
        return Presided(kind, presider.appointment, presider.name, reason)

    def _attended(self, item: Id | None) -> tuple[Attended, ...]:
        return tuple(
            Attended(one.id, one.role.label, one.name, one.organisation)
            for one in self._guests
            if one.item == item
        )

    def _in_roster(self, withdrawals: Iterable[Withdrawal]) -> list[Withdrawal]:
        places = {seat.id: at for at, seat in enumerate(self._room.seats)}
        return sorted(withdrawals, key=lambda one: (places.get(one.appointment, len(places)), one.id))

    # --- what was decided

    def _motion(self, one: Motion, presided: Presided) -> Voted:
        frozen = snapshot_of(self._store, motion=one.id)
        named = one.method is VoteMethod.NAMED
        return Voted(
            id=one.id,
            wording=one.wording,
            method=one.method,
            at=one.voted_at,
            ayes=one.ayes,
            noes=one.noes,
            abstentions=one.abstentions,
            invalid=one.invalid,
            named=self._votes(one.id) if named else None,
            sentence=frozen.snapshot.sentence if frozen else "",
            script=_script(frozen),
            presided=_presider(frozen.snapshot, presided) if frozen else presided,
        )

    def _votes(self, motion: Id) -> dict[VoteCast, tuple[Id, ...]]:
        cast = {one.appointment: one.cast for one in self._store.find(Vote, motion=motion)}
        return {
            kind: tuple(seat.id for seat in self._room.seats if cast.get(seat.id) is kind)
            for kind in VoteCast
        }

    def _election(self, one: Election, presided: Presided) -> Chosen:
        frozen = snapshot_of(self._store, election=one.id)
        places = {seat.id: at for at, seat in enumerate(self._room.seats)}
        ballots = sorted(
            self._store.find(Ballot, election=one.id),
            key=lambda ballot: (-ballot.votes, places.get(ballot.appointment, len(places))),
        )
        return Chosen(
            id=one.id,
            role=one.role,
            method=one.method,
            nominee=one.nominee,
            objections=one.objections,
            ballots=tuple((ballot.appointment, ballot.votes) for ballot in ballots),
            invalid=one.invalid,
            sentence=frozen.snapshot.sentence if frozen else "",
            script=_script(frozen),
            presided=_presider(frozen.snapshot, presided) if frozen else presided,
        )


def _script(frozen: Frozen | None) -> str:
    """What was spoken, where there is a set form of it."""
    return "" if frozen is None or frozen.ruling.script is None else frozen.ruling.script.japanese()


def _presider(snapshot: VoteSnapshot, presided: Presided) -> Presided:
    """Who presided when the vote was taken, as it was frozen; `presided` as the record has it now."""
    if snapshot.presider == presided.appointment and snapshot.presider_name == presided.name:
        return presided
    return Presided(presided.kind, snapshot.presider, snapshot.presider_name)
