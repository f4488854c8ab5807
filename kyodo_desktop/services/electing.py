"""Elections (互選): nomination with everyone's consent, else ballot, run-off or lot; then the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    AgendaItem,
    Appointment,
    Ballot,
    Election,
    ElectionMethod,
    ItemKind,
    Meeting,
    Office,
    OfficeRole,
)
from kyodo_desktop.domain.rules import ElectionFacts, elect
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.held import (
    meeting_of,
    require_after_opening,
    require_in_office,
    require_open,
)
from kyodo_desktop.services.officers import officers_on
from kyodo_desktop.services.presiding import require_presider
from kyodo_desktop.services.quorums import require_quorum
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.room import Room
from kyodo_desktop.services.seats import check_office, name_of
from kyodo_desktop.services.snapshots import Judged, found, freeze, thaw
from kyodo_desktop.storage import Change, Draft, Store


def _no_votes() -> Mapping[Id, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """How it was chosen: a `nominee` and how many objected, or `votes` by appointment and invalid ones."""

    nominee: Id | None = None
    objections: int = 0
    votes: Mapping[Id, int] = field(default_factory=_no_votes)
    invalid: int = 0

    @property
    def method(self) -> ElectionMethod:
        """指名推選 where somebody is nominated, else 投票."""
        return ElectionMethod.BALLOT if self.nominee is None else ElectionMethod.NOMINATION

    @property
    def candidates(self) -> tuple[Id, ...]:
        """Everybody named, by appointment."""
        return tuple(self.votes) if self.nominee is None else (self.nominee,)


def elections(store: Store, item: Id) -> tuple[Election, ...]:
    """The elections under an item, round by round."""
    return store.find(Election, item=item)


def record_election(
    store: Store, item: Id, role: OfficeRole, poll: Poll, *, at: dt.time | None = None
) -> Change:
    """Record a round of an election; who is elected holds the office from the day of the meeting on.

    An objection to the nominee sends it to a ballot, a ballot without a winner to a run-off or to the lot.
    Refused without a quorum. Raises `RuleError` for figures that can't be.
    """
    title = Message(role.label)
    with store.change(msg("{role}の互選を記録", role=title)) as draft:
        what = msg("{role}の互選を記録できません", role=title)
        judged, election = _balloted(store, item, role, poll, at, draft.new_id())
        room = judged.room
        if judged.ruling.verdict == "elected":
            election = replace(election, elected=_winner(poll))
            _take_office(store, draft, room, election, what)
        election = draft.add(election)
        _keep_ballots(draft, election, poll, tied=judged.ruling.verdict == "lot")
        freeze(store, draft, judged, election=election.id)
    return draft.change


def foreseen(store: Store, item: Id, role: OfficeRole, poll: Poll, *, at: dt.time | None = None) -> Ruling:
    """What `record_election` would find of this round. Nothing is kept; refused for the same reasons."""
    return _balloted(store, item, role, poll, at, "")[0].ruling


def draw_lot(store: Store, election: Id, winner: Id) -> Change:
    """Record on whom the lot fell after equal votes (くじ); never a casting vote."""
    stored = store.get(Election, election)
    title = Message(stored.role.label)
    what = msg("{role}のくじの結果を記録できません", role=title)
    with store.change(msg("{role}のくじの結果を記録", role=title)) as draft:
        owner = store.get(AgendaItem, stored.item)
        room = Room(store, store.get(Meeting, owner.meeting))
        require_open(room.meeting, what)
        if _verdict(store, stored) != "lot":
            raise refused(
                what,
                msg("得票が同数ではないため、くじは行いません。"),
                msg("互選の記録を確かめてください。"),
            )
        ballots = store.find(Ballot, election=stored.id)
        poll = Poll(votes={one.appointment: one.votes for one in ballots}, invalid=stored.invalid)
        facts = _facts(room, stored, poll, _is_runoff(store, stored), what)
        names = _names(room, (*poll.candidates, winner), what)
        judged = _judge(room, owner, stored, replace(facts, lot=names[winner]), what)
        drawn = replace(stored, method=ElectionMethod.LOT, elected=winner)
        _take_office(store, draft, room, drawn, what)
        draft.save(drawn)
        freeze(store, draft, judged, election=stored.id)
    return draft.change


def withdraw_election(store: Store, election: Id) -> Change:
    """取消: the last round of an election under an item never was; an office that came of it goes too."""
    stored = store.get(Election, election)
    meeting, title = meeting_of(store, stored.item), Message(stored.role.label)
    what = msg("{role}の互選の記録を取り消せません", role=title)
    with store.change(msg("{role}の互選の記録を取消", role=title)) as draft:
        require_open(meeting, what)
        if _rounds(store, stored.item, stored.role)[-1].id != stored.id:
            raise refused(
                what,
                msg("この投票の後に、次の投票が記録されています。"),
                msg("後の投票から順に取り消してください。"),
            )
        thaw(store, draft, election=stored.id)
        for ballot in store.find(Ballot, election=stored.id):
            draft.remove(ballot)
        draft.remove(stored)
        if stored.elected is not None:
            seat = store.find(Office, appointment=stored.elected, role=stored.role, since=meeting.date)
            for office in seat:
                draft.remove(office)
    return draft.change


def decided(store: Store, item: Id) -> bool:
    """Whether every office that was voted on under an item has been filled, and one was."""
    held = elections(store, item)
    filled = {one.role for one in held if one.elected is not None}
    return bool(filled) and filled == {one.role for one in held}


# --- what may be elected here and now


def _rounds(store: Store, item: Id, role: OfficeRole) -> tuple[Election, ...]:
    return tuple(one for one in elections(store, item) if one.role is role)


def _check_item(store: Store, room: Room, item: AgendaItem, role: OfficeRole, what: Message) -> None:
    if item.kind is not ItemKind.ELECTION:
        raise refused(
            what,
            msg("「{title}」は選任の項目ではありません。", title=item.title),
            msg("議事項目の種別を「選任」にしてください。"),
            "item",
        )
    held = [office for office, _ in officers_on(store, room.meeting.committee, room.meeting.date)]
    chairs = [one for one in held if one.role is OfficeRole.CHAIR]
    if role is OfficeRole.VICE_CHAIR and not chairs:
        raise refused(
            what,
            msg("委員長がまだ互選されていません。"),
            msg("先に委員長の互選を記録してください。"),
            "role",
        )
    most = room.law.vice_chairs if role is OfficeRole.VICE_CHAIR else 1
    if len([one for one in held if one.role is role]) >= most:
        raise refused(
            what,
            msg("{role}は、すでに{n}人が在職しています。", role=Message(role.label), n=most),
            msg("交代のときは、先に退任を記録してください。"),
            "role",
        )


def _check_round(store: Store, room: Room, rounds: tuple[Election, ...], poll: Poll, what: Message) -> bool:
    """Whether this round is a run-off. Refused where it can't follow the round before it."""
    last = rounds[-1] if rounds else None
    verdict = _verdict(store, last) if last else ""
    nominated = poll.method is ElectionMethod.NOMINATION
    if nominated and (room.law.election_method == "ballot" or verdict in ("to_ballot", "runoff", "lot")):
        raise refused(
            what,
            msg("この互選は投票によります。"),
            msg("投票の結果を入力してください。"),
            "method",
        )
    if verdict == "lot":
        raise refused(
            what,
            msg("最多得票が同数のため、くじで決めます。"),
            msg("くじの結果を入力してください。"),
            "method",
        )
    if verdict == "runoff" and last is not None:
        _check_runoff(store, last, poll, what)
    return verdict == "runoff"


def _check_runoff(store: Store, last: Election, poll: Poll, what: Message) -> None:
    """Two go on to the run-off, and nobody who had fewer votes than one left out."""
    ballots = {one.appointment: one.votes for one in store.find(Ballot, election=last.id)}
    going = set(poll.votes)
    least = min((ballots.get(one, -1) for one in going), default=-1)
    if len(going) != 2 or least < 0 or any(n > least for one, n in ballots.items() if one not in going):
        raise refused(
            what,
            msg("決選投票は、前の投票で得票の多かった2人で行います。"),
            msg("候補者の2人を確かめてください。"),
            "votes",
        )


def _verdict(store: Store, election: Election) -> str:
    return next((one.verdict for one in found(store, election=election.id)), "")


def _is_runoff(store: Store, election: Election) -> bool:
    rounds = _rounds(store, election.item, election.role)
    before = [one for one in rounds if one.order < election.order]
    return bool(before) and _verdict(store, before[-1]) == "runoff"


# --- judging it


def _balloted(
    store: Store, item: Id, role: OfficeRole, poll: Poll, at: dt.time | None, election: Id
) -> tuple[Judged, Election]:
    """What a round comes to, and its record. Nothing is kept yet."""
    owner = store.get(AgendaItem, item)
    what = msg("{role}の互選を記録できません", role=Message(role.label))
    room = Room(store, store.get(Meeting, owner.meeting))
    require_open(room.meeting, what)
    require_after_opening(room.meeting, at, what)
    rounds = _rounds(store, item, role)
    _check_item(store, room, owner, role, what)
    runoff = _check_round(store, room, rounds, poll, what)
    made = Election(
        id=election,
        item=item,
        role=role,
        method=poll.method,
        order=len(rounds) + 1,
        nominee=poll.nominee,
        objections=poll.objections,
        invalid=poll.invalid,
        voted_at=at,
    )
    return _judge(room, owner, made, _facts(room, made, poll, runoff, what), what), made


def _judge(room: Room, item: AgendaItem, election: Election, facts: ElectionFacts, what: Message) -> Judged:
    members = room.members(room.moment(item.id, election.voted_at), item.id)
    ruled = require_quorum(room, members, what)
    presider = require_presider(room, item, members, what, election.role)
    present = sum(one.counted for one in members)
    ruling: Ruling = elect(room.law, replace(facts, present=present))
    return Judged(room, members, presider, ruled, ruling)


def _facts(room: Room, election: Election, poll: Poll, runoff: bool, what: Message) -> ElectionFacts:
    names = _names(room, poll.candidates, what)
    return ElectionFacts(
        method="nomination" if poll.nominee is not None else "ballot",
        present=0,
        office=election.role.label,
        nominee=names[poll.nominee] if poll.nominee is not None else "",
        objections=poll.objections,
        votes={names[one]: votes for one, votes in poll.votes.items()},
        invalid=poll.invalid,
        runoff=runoff,
    )


def _names(room: Room, candidates: tuple[Id, ...], what: Message) -> dict[Id, str]:
    """What sentences call the candidates; who shares a name is told apart by the roster's order."""
    named: dict[Id, str] = {}
    for place, seat in enumerate(room.seats, 1):
        if seat.id in candidates:
            called = f"{room.names[seat.id]}委員"
            named[seat.id] = called if called not in named.values() else f"{called}（名簿{place}番）"
    for one in candidates:
        if one not in named:
            seat = room.store.get(Appointment, one)
            name = name_of(room.store, seat, room.meeting.date)
            require_in_office(room.store, room.meeting, seat, name, what)
    return named


def _winner(poll: Poll) -> Id:
    return poll.nominee or max(poll.votes, key=lambda one: poll.votes[one])


def _take_office(store: Store, draft: Draft, room: Room, election: Election, what: Message) -> None:
    assert election.elected is not None
    office = Office(
        id=draft.new_id(), appointment=election.elected, role=election.role, since=room.meeting.date
    )
    check_office(store, office, what)
    draft.add(office)


def _keep_ballots(draft: Draft, election: Election, poll: Poll, *, tied: bool) -> None:
    most = max(poll.votes.values(), default=0)
    for appointment, votes in poll.votes.items():
        draft.add(
            Ballot(
                id=draft.new_id(),
                election=election.id,
                appointment=appointment,
                votes=votes,
                in_lot=tied and votes == most,
            )
        )
