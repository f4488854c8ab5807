"""Motions and the votes on them (議決): the quorum is asked first, the rule decides, the ground is frozen."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kyodo_desktop.domain.errors import TextNotOnRecord
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.records import (
    AgendaItem,
    ItemKind,
    Meeting,
    Motion,
    Vote,
    VoteCast,
    VoteMethod,
)
from kyodo_desktop.domain.rules import VoteFacts, decide
from kyodo_desktop.domain.rules.decision import eligible
from kyodo_desktop.domain.rules.figures import not_negative
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.held import meeting_of, require_after_opening, require_open, require_unclosed
from kyodo_desktop.services.laws import law_on
from kyodo_desktop.services.presiding import presider_of, require_presider
from kyodo_desktop.services.quorums import require_quorum
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.room import MemberAt, Room, room_of
from kyodo_desktop.services.snapshots import Judged, found, freeze, thaw
from kyodo_desktop.services.wordings import short
from kyodo_desktop.storage import Change, Draft, Store

DECIDED = ("carried", "rejected", "no_majority")
"""The verdicts with which a motion is done; a tie waits for the presider, `count_noes` for the noes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A vote as it was counted, or the votes as they were named.

    `noes` None: only the ayes were counted. With `votes`, each member's by appointment, the figures follow
    from them. `objections` is for 異議なし, where `chair_vote` and the figures stay out.
    """

    method: VoteMethod = VoteMethod.HANDS
    ayes: int = 0
    noes: int | None = None
    abstentions: int = 0
    invalid: int = 0
    chair_vote: VoteCast | None = None
    chair_casting: VoteCast | None = None
    votes: Mapping[Id, VoteCast] | None = None
    objections: int = 0


def motions(store: Store, meeting: Id) -> tuple[Motion, ...]:
    """The motions of a meeting, item by item in the agenda's order."""
    room = room_of(store, meeting)
    known = store.find_in(Motion, "item", [item.id for item in room.items])
    return tuple(sorted(known, key=lambda one: (room.place(one.item), one.order, one.id)))


def add_motion(store: Store, item: Id, wording: str, *, kind: str = "ordinary") -> Change:
    """Put a question to be voted on under an item that decides (議決)."""
    owner, meeting = store.get(AgendaItem, item), meeting_of(store, item)
    what = msg("議案「{wording}」を追加できません", wording=short(wording))
    with store.change(msg("議案「{wording}」を追加", wording=short(wording))) as draft:
        require_unclosed(meeting, what)
        check_kind(store, meeting, kind, what)
        if owner.kind is not ItemKind.DECISION:
            raise refused(
                what,
                msg(
                    "「{title}」は議決する項目ではありません（{kind}）。",
                    title=owner.title,
                    kind=Message(owner.kind.label),
                ),
                msg("議事項目の種別を「議決」にしてください。"),
                "item",
            )
        last = max((one.order for one in store.find(Motion, item=item)), default=0)
        draft.add(Motion(id=draft.new_id(), item=item, order=last + 1, wording=wording, kind=kind))
    return draft.change


def remove_motion(store: Store, motion: Id) -> Change:
    """Remove a motion with all that was recorded of its vote."""
    stored = store.get(Motion, motion)
    what = msg("議案「{wording}」を削除できません", wording=short(stored.wording))
    with store.change(msg("議案「{wording}」を削除", wording=short(stored.wording))) as draft:
        require_unclosed(meeting_of(store, stored.item), what)
        thaw(store, draft, motion=stored.id)
        for vote in store.find(Vote, motion=stored.id):
            draft.remove(vote)
        draft.remove(stored)
    return draft.change


def record_vote(store: Store, motion: Id, counted: Counted, *, at: dt.time | None = None) -> Change:
    """Record how a motion was voted on. The first such act decides it; a later one corrects the record.

    Refused without a quorum, with the sentence to be read out; where the record leaves open who was there;
    with a vote of somebody who had none. Raises `RuleError` for figures that can't be.
    """
    stored = store.get(Motion, motion)
    wording = short(stored.wording)
    again = bool(found(store, motion=stored.id))
    act = msg("議案「{wording}」の採決を訂正", wording=wording)
    with store.change(act if again else msg("議案「{wording}」の採決を記録", wording=wording)) as draft:
        what = msg("議案「{wording}」の採決を記録できません", wording=wording)
        room = Room(store, meeting_of(store, stored.item))
        require_open(room.meeting, what)
        require_after_opening(room.meeting, at, what)
        judged, voted = _judge(room, replace(stored, voted_at=at), counted, what)
        draft.save(voted)
        _keep_votes(store, draft, voted, counted.votes or {})
        freeze(store, draft, judged, motion=voted.id)
    return draft.change


def foreseen(store: Store, motion: Id, counted: Counted, *, at: dt.time | None = None) -> Ruling:
    """What `record_vote` would find of these figures. Nothing is kept; it is refused for the same reasons."""
    stored = store.get(Motion, motion)
    what = msg("議案「{wording}」の採決を記録できません", wording=short(stored.wording))
    room = room_of(store, meeting_of(store, stored.item).id)
    require_open(room.meeting, what)
    require_after_opening(room.meeting, at, what)
    return _judge(room, replace(stored, voted_at=at), counted, what)[0].ruling


def voters(store: Store, motion: Id, *, at: dt.time | None = None) -> tuple[MemberAt, ...]:
    """The members who have a vote on a motion now, or at a time. Nobody where no one is in the chair yet."""
    stored = store.get(Motion, motion)
    room = room_of(store, meeting_of(store, stored.item).id)
    item = room.items[room.place(stored.item)]
    members = room.members(room.moment(item.id, at), item.id)
    presider = presider_of(room, item, members)
    present = sum(one.counted for one in members)
    asked = VoteFacts(
        present=present, ayes=0, noes=None, kind=stored.kind, presider_is_member=presider.is_member
    )
    return _entitled(members, eligible(room.law, asked) < present, presider.appointment)


def cast_vote(store: Store, motion: Id, casting: VoteCast) -> Change:
    """Record how the presiding member decided a tie (議長の裁決)."""
    stored = store.get(Motion, motion)
    counted = Counted(
        method=stored.method,
        ayes=stored.ayes or 0,
        noes=stored.noes,
        abstentions=stored.abstentions or 0,
        invalid=stored.invalid or 0,
        chair_vote=stored.chair_vote,
        chair_casting=casting,
        votes={one.appointment: one.cast for one in store.find(Vote, motion=stored.id)} or None,
    )
    wording = short(stored.wording)
    what = msg("議案「{wording}」の裁決を記録できません", wording=wording)
    with store.change(msg("議案「{wording}」の議長の裁決を記録", wording=wording)) as draft:
        room = Room(store, meeting_of(store, stored.item))
        require_open(room.meeting, what)
        if stored.ayes is None:
            raise refused(what, msg("まだ採決が記録されていません。"), msg("先に採決を記録してください。"))
        judged, voted = _judge(room, stored, counted, what)
        if judged.ruling.verdict == "tie":  # who presides is no member: there is no such vote to record
            remedy = msg("採決の方法と、その時に在席していた委員を確かめてください。")
            raise refused(what, judged.ruling.sentence, remedy)
        draft.save(voted)
        freeze(store, draft, judged, motion=voted.id)
    return draft.change


def _judge(room: Room, motion: Motion, counted: Counted, what: Message) -> tuple[Judged, Motion]:
    """What the vote comes to, and the motion with its figures. Nothing is kept yet."""
    item = room.items[room.place(motion.item)]
    members = room.members(room.moment(item.id, motion.voted_at), item.id)
    ruled = require_quorum(room, members, what)
    presider = require_presider(room, item, members, what)
    present = sum(one.counted for one in members)
    asked = VoteFacts(
        present=present, ayes=0, noes=None, kind=motion.kind, presider_is_member=presider.is_member
    )
    entitled = eligible(room.law, asked)
    if counted.method is VoteMethod.NO_OBJECTION:
        voted = _no_objection(room, motion, counted, what)
        decide(room.law, replace(asked, ayes=entitled, noes=0))
        ruling = unanimous(room.law, motion.kind, present)
    else:
        voted = _with_figures(motion, counted)
        if counted.votes is not None or counted.method is VoteMethod.NAMED:
            named = _entitled(members, entitled < present, presider.appointment)
            voted = _named(motion, counted, named, presider.appointment, what)
        ruling = decide(room.law, _facts(room.law, asked, voted))
    return Judged(room, members, presider, ruled, ruling, presider_votes=entitled == present), voted


def _entitled(members: tuple[MemberAt, ...], apart: bool, presider: Id | None) -> tuple[MemberAt, ...]:
    """Those who are counted, without a presiding member who has no member's vote (`apart`)."""
    return tuple(one for one in members if one.counted and not (apart and one.appointment.id == presider))


def _facts(law: Law, asked: VoteFacts, motion: Motion) -> VoteFacts:
    """What the rule is asked. Where the chair has no member's vote, that on a special majority is one of the
    counted all the same: the casting vote, which bars it, isn't for such motions.
    """
    chair_vote = motion.chair_vote
    if asked.presider_is_member and not law.decisions[motion.kind].simple_majority:
        chair_vote = chair_vote if law.chair_votes in ("member_and_casting", "member_only") else None
    return replace(
        asked,
        ayes=motion.ayes or 0,
        noes=motion.noes,
        abstentions=motion.abstentions or 0,
        invalid=motion.invalid or 0,
        chair_vote=chair_vote and chair_vote.value,
        chair_casting=motion.chair_casting and motion.chair_casting.value,
    )


def check_kind(store: Store, meeting: Meeting, kind: str, what: Message) -> None:
    """Refuse a kind that the law of the day doesn't know; where its text isn't held, the vote is refused."""
    try:
        known = law_on(store, meeting.committee, meeting.date).decisions
    except TextNotOnRecord:
        return
    if kind not in known:
        raise refused(
            what,
            msg("「{kind}」という議決の種別は、規則にありません。", kind=kind),
            msg("規則にある議決の種別を選んでください。"),
            "kind",
        )


def _no_objection(room: Room, motion: Motion, counted: Counted, what: Message) -> Motion:
    """The motion as 異議なし leaves it: without figures. One objection sends it to a counted vote."""
    not_negative(objections=counted.objections)
    if counted.objections:
        raise refused(
            what,
            msg("{n}人の異議があるため、簡易採決では決められません。", n=counted.objections),
            msg("挙手などで、賛成と反対の人数を数えてください。"),
            "method",
        )
    share = room.law.decisions.get(motion.kind)
    if share is not None and not share.simple_majority:
        raise refused(
            what,
            msg("特別多数を要する議決は、簡易採決では決められません（{article}）。", article=share.article),
            msg("挙手などで、賛成と反対の人数を数えてください。"),
            "method",
        )
    return replace(
        motion,
        method=VoteMethod.NO_OBJECTION,
        ayes=None,
        noes=None,
        abstentions=None,
        invalid=None,
        chair_vote=None,
        chair_casting=None,
    )


def unanimous(law: Law, kind: str, present: int) -> Ruling:
    """What 異議なし comes to, on a motion of a kind that needs no special majority."""
    article = law.decisions[kind].article
    return Ruling(
        verdict="carried",
        article=article,
        arithmetic=msg("出席{present}人に諮り、異議0人。", present=present),
        sentence=msg("異議がなかったため、可決しました({article})。簡易採決によります。", article=article),
        script=msg("異議なしと認め、原案のとおり決定いたします。"),
    )


def _with_figures(motion: Motion, counted: Counted) -> Motion:
    return replace(
        motion,
        method=counted.method,
        ayes=counted.ayes,
        noes=counted.noes,
        abstentions=counted.abstentions,
        invalid=counted.invalid,
        chair_vote=counted.chair_vote,
        chair_casting=counted.chair_casting,
    )


def _named(
    motion: Motion, counted: Counted, voters: tuple[MemberAt, ...], presider: Id | None, what: Message
) -> Motion:
    """The motion with the figures that follow from each member's vote."""
    votes = counted.votes or {}
    entitled = {one.appointment.id for one in voters}
    if counted.method is not VoteMethod.NAMED or not set(votes) <= entitled:
        raise refused(
            what,
            msg("記名投票でないか、表決権のない人の票が含まれています。"),
            msg("採決の方法と、その時に在席していた委員を確かめてください。"),
            "votes",
        )
    count = Counter(votes.values())
    return _with_figures(
        motion,
        replace(
            counted,
            ayes=count[VoteCast.AYE],
            noes=count[VoteCast.NO],
            abstentions=count[VoteCast.ABSTAIN],
            invalid=0,
            chair_vote=votes.get(presider) if presider is not None else None,
        ),
    )


def _keep_votes(store: Store, draft: Draft, motion: Motion, votes: Mapping[Id, VoteCast]) -> None:
    for before in store.find(Vote, motion=motion.id):
        draft.remove(before)
    for appointment, cast in votes.items():
        draft.add(Vote(id=draft.new_id(), motion=motion.id, appointment=appointment, cast=cast))
