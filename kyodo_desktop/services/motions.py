"""Putting a motion right: its wording and kind, and a vote on it that never was."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Meeting, Motion, Vote
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.held import meeting_of, require_open, require_unclosed
from kyodo_desktop.services.laws import law_on
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.snapshots import found, thaw
from kyodo_desktop.services.voting import check_kind
from kyodo_desktop.services.wordings import short
from kyodo_desktop.storage import Change, Store


def kinds(store: Store, meeting: Id) -> tuple[str, ...]:
    """The kinds of motions that the regulation of a meeting's day knows, the usual one first."""
    owner = store.get(Meeting, meeting)
    return tuple(law_on(store, owner.committee, owner.date).decisions)


def edit_motion(store: Store, motion: Motion) -> Change:
    """Save a motion's wording and kind. Its kind stays once it was voted on: the vote was judged by it."""
    stored = store.get(Motion, motion.id)
    what = msg("議案「{wording}」を変更できません", wording=short(stored.wording))
    with store.change(msg("議案「{wording}」を変更", wording=short(stored.wording))) as draft:
        meeting = meeting_of(store, stored.item)
        require_unclosed(meeting, what)
        if motion.kind != stored.kind:
            check_kind(store, meeting, motion.kind, what)
            if found(store, motion=stored.id):
                raise refused(
                    what,
                    msg("採決が記録されているため、議決の種別は変えられません。"),
                    msg("先に採決の記録を取り消してください。"),
                    "kind",
                )
        draft.save(replace(stored, version=motion.version, wording=motion.wording, kind=motion.kind))
    return draft.change


def withdraw_vote(store: Store, motion: Id) -> Change:
    """取消: the vote on a motion never was; the motion stays, to be voted on."""
    stored = store.get(Motion, motion)
    wording = short(stored.wording)
    what = msg("議案「{wording}」の採決を取り消せません", wording=wording)
    with store.change(msg("議案「{wording}」の採決を取消", wording=wording)) as draft:
        require_open(meeting_of(store, stored.item), what)
        if not found(store, motion=stored.id):
            raise refused(what, msg("まだ採決が記録されていません。"), msg("先に採決を記録してください。"))
        thaw(store, draft, motion=stored.id)
        for vote in store.find(Vote, motion=stored.id):
            draft.remove(vote)
        draft.save(
            replace(
                stored,
                ayes=None,
                noes=None,
                abstentions=None,
                invalid=None,
                chair_vote=None,
                chair_casting=None,
                voted_at=None,
            )
        )
    return draft.change
