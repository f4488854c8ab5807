"""What the record of a meeting tells its minutes: plain values, without the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    ElectionMethod,
    MeetingStatus,
    OfficeRole,
    SpeakerKind,
    VoteCast,
    VoteMethod,
)


@dataclass(frozen=True, slots=True)
class Presided:
    """Who presided: as what, the member or else the name; `reason` where it wasn't the chair."""

    kind: SpeakerKind = SpeakerKind.CHAIR
    appointment: Id | None = None
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A member came or went after the opening; `n` counts what this member did (from 1)."""

    appointment: Id
    n: int
    entered: bool
    at: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Withdrew:
    """A member's withdrawal from an item for interest; `id` is the record's."""

    id: Id
    appointment: Id
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attended:
    """Somebody who isn't a member, for this item; `role` in words (説明員)."""

    id: Id
    role: str
    name: str
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voted:
    """A motion and, once it is decided, what was found (`sentence`) and what was spoken (`script`)."""

    id: Id
    wording: str
    method: VoteMethod
    at: dt.time | None = None
    ayes: int | None = None
    noes: int | None = None
    abstentions: int | None = None
    invalid: int | None = None
    named: Mapping[VoteCast, tuple[Id, ...]] | None = None
    sentence: str = ""
    script: str = ""
    presided: Presided = Presided()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An election and, once it is decided, what was found (`sentence`) and what was spoken (`script`)."""

    id: Id
    role: OfficeRole
    method: ElectionMethod
    nominee: Id | None = None
    objections: int = 0
    ballots: tuple[tuple[Id, int], ...] = ()
    invalid: int = 0
    sentence: str = ""
    script: str = ""
    presided: Presided = Presided()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTold:
    """What happened under an item: before it began (`before`), while it was under way (`during`)."""

    id: Id
    title: str
    presided: Presided | None = None
    before: tuple[Moved, ...] = ()
    during: tuple[Moved, ...] = ()
    withdrawals: tuple[Withdrew, ...] = ()
    guests: tuple[Attended, ...] = ()
    motions: tuple[Voted, ...] = ()
    elections: tuple[Chosen, ...] = ()
    postponed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the record tells of a whole meeting. `names` are the members' on its day, by appointment.

    `presided` is who did at the opening; `early` came or went before any item that is known.
    """

    names: Mapping[Id, str]
    status: MeetingStatus
    opened_at: dt.time | None = None
    closed_at: dt.time | None = None
    quorum: str = ""
    presided: Presided | None = None
    early: tuple[Moved, ...] = ()
    guests: tuple[Attended, ...] = ()
    items: tuple[ItemTold, ...] = ()
