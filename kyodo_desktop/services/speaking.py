"""What the rules have said in a meeting, before it: the quorum's report, the words of votes and elections.

The figures are those on record, else those that the replies foretell, else blank to be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.grouping import grouped
from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.records import (
    AgendaItem,
    Appointment,
    ItemKind,
    MeetingStatus,
    Motion,
    Office,
    OfficeRole,
    ReplyAnswer,
    VoteMethod,
)
from kyodo_desktop.domain.rules import ElectionFacts, MeetingFacts, VoteFacts, decide, elect, quorum
from kyodo_desktop.domain.rules.presiding import Officer, PresidingFacts, preside
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import Message
from kyodo_desktop.services.presiding import presider_at
from kyodo_desktop.services.quorums import quorum_timeline
from kyodo_desktop.services.replies import replies, reply_forecast
from kyodo_desktop.services.room import Room, room_of
from kyodo_desktop.services.voting import motions, unanimous
from kyodo_desktop.storage import Store

BLANK: Final = "＿＿"
"""A number that is filled in by hand on the day."""
NOBODY: Final = "＿＿＿＿"
"""A name that is filled in by hand."""
_USUAL: Final = "ordinary"
Presiding = Literal["chair", "vice_chair", "provisional"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumSpoken:
    """The report on the quorum. `figures` says where its figures are from; `warning` that it may fail."""

    report: str
    figures: Literal["counted", "foreseen", "blank"]
    needed: int
    in_office: int
    present: int
    article: str
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteSpoken:
    """A motion to be put. `needed` ayes carry it where `present` vote; `ties` are what the chair may say."""

    wording: str
    method: VoteMethod
    share: str
    article: str
    present: int
    needed: int
    agreed: str
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionSpoken:
    """An office to be filled: what is announced, and what follows where somebody objects."""

    role: OfficeRole
    office: str
    article: str
    by_ballot: bool
    announced: str
    objected: str
    balloted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSpoken:
    """Who presides over an item and why, and what is decided under it."""

    presiding: Presiding
    why: str
    votes: tuple[VoteSpoken, ...] = ()
    elections: tuple[ElectionSpoken, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Everything the rules have said in a meeting, its items by their ids."""

    law: Law
    quorum: QuorumSpoken
    items: Mapping[Id, ItemSpoken]


def spoken(store: Store, meeting: Id) -> Spoken:
    """What is to be said. Raises `NotFound` without a text of the regulation, `RuleError` without members."""
    room = room_of(store, meeting)
    told = _quorum(store, room)
    put = grouped(motions(store, meeting), lambda motion: motion.item)
    items: dict[Id, ItemSpoken] = {}
    filled: set[OfficeRole] = set()
    for item in room.items:
        presiding, why = _presiding(store, room, item, OfficeRole.CHAIR in filled)
        items[item.id] = ItemSpoken(
            presiding=presiding,
            why=why,
            votes=tuple(_votes(room.law, item, put.get(item.id, ()), told.present)),
            elections=tuple(_elections(room.law, item, told.present)),
        )
        filled.update(one.role for one in items[item.id].elections)
    return Spoken(law=room.law, quorum=told, items=items)


# --- the quorum


def _quorum(store: Store, room: Room) -> QuorumSpoken:
    total = len(room.seats)
    everybody = quorum(room.law, MeetingFacts(seats=room.number, in_office=total, present=total))
    needed = total - (everybody.margin or 0)
    if room.attendances and room.meeting.status is not MeetingStatus.PLANNED:
        return _told(room, quorum_timeline(store, room.meeting.id)[0].ruling, "counted", needed)
    foreseen = reply_forecast(store, room.meeting.id)
    if foreseen.attends + foreseen.online and foreseen.minimum.verdict == "met":
        return _told(room, foreseen.minimum, "foreseen", needed)
    told = _told(room, everybody, "blank", needed)
    failing = foreseen.maximum.verdict != "met"
    return replace(told, warning=foreseen.maximum.read_out if failing else told.warning)


def _told(
    room: Room, ruling: Ruling, figures: Literal["counted", "foreseen", "blank"], needed: int
) -> QuorumSpoken:
    script = ruling.script
    if script is not None and figures == "blank":
        script = _blanked(script, "present")
    return QuorumSpoken(
        report=script.japanese() if script else "",
        figures=figures,
        needed=needed,
        in_office=len(room.seats),
        present=needed + (ruling.margin or 0),
        article=ruling.article,
        warning="" if ruling.verdict == "met" else ruling.read_out,
    )


def _blanked(said: Message, name: str) -> Message:
    """A sentence with one of its figures left blank."""
    return Message(said.key, tuple((key, BLANK if key == name else value) for key, value in said.args))


# --- who presides


def _presiding(store: Store, room: Room, item: AgendaItem, elected: bool) -> tuple[Presiding, str]:
    """By the record of a meeting that has begun, else as the officers' replies foretell it."""
    if room.meeting.status is not MeetingStatus.PLANNED and room.attendances:
        ruling = presider_at(store, item.id).ruling
    else:
        ruling = preside(room.law, _foreseen(store, room))
    if elected and ruling.verdict == "provisional":
        return "chair", ""
    found: dict[str, Presiding] = {"chair": "chair", "vice_chair": "vice_chair"}
    return found.get(ruling.verdict, "provisional"), ruling.read_out


def _foreseen(store: Store, room: Room) -> PresidingFacts:
    """The officers elected before the day; who has replied to be absent is."""
    day = room.meeting.date
    seats = {one.id for one in room.seats}
    term = room.seats[0].term if room.seats else None
    ever = [one.id for one in store.find(Appointment, term=term)] if term else []
    before = [one for one in store.find_in(Office, "appointment", ever) if one.since < day]
    away = {one.appointment for one in replies(store, room.meeting.id) if one.answer is ReplyAnswer.ABSENT}

    def state(role: OfficeRole) -> Officer:
        held = [
            one.appointment
            for one in before
            if one.role is role and one.appointment in seats and (one.until is None or day <= one.until)
        ]
        if not held:
            return "vacant"
        return "absent" if all(one in away for one in held) else "present"

    return PresidingFacts(
        chair=state(OfficeRole.CHAIR), vice_chair=state(OfficeRole.VICE_CHAIR), first=not before
    )


# --- what is decided


def _votes(law: Law, item: AgendaItem, put: Sequence[Motion], present: int) -> Iterator[VoteSpoken]:
    """The motions on record; where there is none yet, the item itself, put as what it is called."""
    if item.kind is not ItemKind.DECISION and not put:
        return
    asked = [(one.wording, one.kind if one.kind in law.decisions else _USUAL, one.method) for one in put]
    for wording, kind, method in asked or [(item.title, _USUAL, VoteMethod.NO_OBJECTION)]:
        share = law.decisions[kind]
        simple = share.simple_majority
        if method is VoteMethod.NO_OBJECTION and not simple:
            method = VoteMethod.HANDS
        script = unanimous(law, kind, present).script if simple else None
        voting = present - (law.chair_votes in ("casting_only", "none") and simple)
        yield VoteSpoken(
            wording=wording,
            method=method,
            share=share.bar.japanese(),
            article=share.article,
            present=voting,
            needed=share.needed(voting),
            agreed=script.japanese() if script else "",
            ties=tuple(_ties(law, kind)) if simple else (),
        )


def _ties(law: Law, kind: str) -> Iterator[str]:
    """What the presiding member says of a tie, either way; without a casting vote, nothing is said."""
    apart = law.chair_votes in ("casting_only", "none")
    for cast in ("aye", "no"):
        facts = VoteFacts(present=3 if apart else 2, ayes=1, noes=1, kind=kind)
        decided = decide(law, replace(facts, chair_casting=cast)).script
        if decided is not None:
            yield decided.japanese()


def _elections(law: Law, item: AgendaItem, present: int) -> Iterator[ElectionSpoken]:
    """The offices that an election fills, by its title; both where it names neither."""
    if item.kind is not ItemKind.ELECTION:
        return
    rest = item.title.replace(law.vice_title, "")
    vice, chair = law.vice_title in item.title, law.chair_title in rest
    both = "正副" in item.title or not (vice or chair)
    if chair or both:
        yield _election(law, OfficeRole.CHAIR, law.chair_title, present)
    if (vice or both) and law.vice_chairs:
        yield _election(law, OfficeRole.VICE_CHAIR, law.vice_title, present)


def _election(law: Law, role: OfficeRole, office: str, present: int) -> ElectionSpoken:
    somebody = f"{NOBODY}委員"
    named = ElectionFacts(method="nomination", present=max(present, 1), office=office, nominee=somebody)
    agreed, objected = elect(law, named), elect(law, replace(named, objections=1))
    counted = elect(law, ElectionFacts(method="ballot", present=1, office=office, votes={somebody: 1}))
    return ElectionSpoken(
        role=role,
        office=office,
        article=agreed.article,
        by_ballot=law.election_method == "ballot",
        announced=_said(agreed),
        objected=_blanked(objected.sentence, "n").japanese(),
        balloted=_said(counted),
    )


def _said(ruling: Ruling) -> str:
    return (ruling.script or ruling.sentence).japanese()
