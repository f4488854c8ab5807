"""What a vote was judged on, frozen: who was entitled and present, the law of the day, the rulings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import SnapshotMember, VoterState, VoteSnapshot
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.services import rulingjson
from kyodo_desktop.services.presiding import Presider
from kyodo_desktop.services.regulations import regulation_on
from kyodo_desktop.services.room import MemberAt, Room
from kyodo_desktop.storage import Draft, Store


@dataclass(frozen=True, slots=True)
class Judged:
    """All that a decision was judged on, before it is frozen.

    `presider_votes` is False where the presiding member has no vote of a member's on it.
    """

    room: Room
    members: tuple[MemberAt, ...]
    presider: Presider
    quorum: Ruling
    ruling: Ruling
    presider_votes: bool = True


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen decision, read back."""

    snapshot: VoteSnapshot
    members: tuple[SnapshotMember, ...]
    quorum: Ruling
    ruling: Ruling


def freeze(
    store: Store, draft: Draft, judged: Judged, *, motion: Id | None = None, election: Id | None = None
) -> VoteSnapshot:
    """Freeze a decision; one that was frozen for the same motion or election gives way (a correction)."""
    thaw(store, draft, motion=motion, election=election)
    room = judged.room
    version = regulation_on(store, room.meeting.committee, room.meeting.date)
    states = [(one, _state(one, judged)) for one in judged.members]
    snapshot = draft.add(
        VoteSnapshot(
            id=draft.new_id(),
            motion=motion,
            election=election,
            taken_on=room.meeting.date,
            regulation=version.id,
            text_hash=hashlib.sha256(version.source.encode()).hexdigest(),
            readings=json.dumps(room.law.readings, ensure_ascii=False, sort_keys=True),
            in_office=len(judged.members),
            present=sum(one.counted for one in judged.members),
            presider=judged.presider.appointment,
            presider_name=judged.presider.name,
            verdict=judged.ruling.verdict,
            article=judged.ruling.article,
            sentence=judged.ruling.read_out,
            quorum=rulingjson.written(judged.quorum),
            ruling=rulingjson.written(judged.ruling),
        )
    )
    for member, state in states:
        draft.add(
            SnapshotMember(
                id=draft.new_id(),
                snapshot=snapshot.id,
                appointment=member.appointment.id,
                name=member.name,
                state=state,
                method=member.method,
            )
        )
    return snapshot


def thaw(store: Store, draft: Draft, *, motion: Id | None = None, election: Id | None = None) -> None:
    """Remove what was frozen for a motion or an election; the journal keeps it."""
    for snapshot in found(store, motion=motion, election=election):
        for member in store.find(SnapshotMember, snapshot=snapshot.id):
            draft.remove(member)
        draft.remove(snapshot)


def found(store: Store, *, motion: Id | None = None, election: Id | None = None) -> tuple[VoteSnapshot, ...]:
    """What was frozen for a motion or for an election: one, or none yet."""
    if motion is not None:
        return store.find(VoteSnapshot, motion=motion)
    return store.find(VoteSnapshot, election=election) if election is not None else ()


def snapshot_of(store: Store, *, motion: Id | None = None, election: Id | None = None) -> Frozen | None:
    """What a motion or an election was judged on; None as long as it isn't decided."""
    for snapshot in found(store, motion=motion, election=election):
        members = store.find(SnapshotMember, snapshot=snapshot.id)
        return Frozen(snapshot, members, rulingjson.read(snapshot.quorum), rulingjson.read(snapshot.ruling))
    return None


def agrees(snapshot: VoteSnapshot, frozen: Sequence[SnapshotMember], members: Sequence[MemberAt]) -> bool:
    """Whether the record of the day still says what a decision was judged on, where it says anything."""

    def plain(state: VoterState) -> VoterState:
        presiding = (VoterState.CASTING_ONLY, VoterState.NO_VOTE)
        return VoterState.VOTING if state in presiding else state

    then = {one.appointment: (plain(one.state), one.method) for one in frozen}
    now = {one.appointment.id: (one.state, one.method) if one.sure else None for one in members}
    return (
        then.keys() == now.keys()
        and len(then) == snapshot.in_office
        and all(state is None or then[who] == state for who, state in now.items())
    )


def _state(member: MemberAt, judged: Judged) -> VoterState:
    presides = member.counted and member.appointment.id == judged.presider.appointment
    if not presides or judged.presider_votes:
        return member.state
    casts = judged.room.law.chair_votes == "casting_only"
    return VoterState.CASTING_ONLY if casts else VoterState.NO_VOTE
