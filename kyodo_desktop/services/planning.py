"""The plan of deliberation (審議予定): what comes when, as loosely as it is known."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Committee, Meeting, PlanEntry
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.places import moved
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.wordings import short
from kyodo_desktop.storage import Change, Store


def plan(store: Store, committee: Id) -> tuple[PlanEntry, ...]:
    """The plan in its order; an entry without `meeting_number` is no meeting."""
    return store.find(PlanEntry, committee=committee)


def add_plan_entry(
    store: Store, committee: Id, content: str, *, period: str = "", meeting_number: int | None = None
) -> Change:
    """Add a line after the others; `period` as an office writes it (令和8年2月～3月頃)."""
    owner = store.get(Committee, committee)
    with store.change(msg("審議予定「{content}」を追加", content=short(content))) as draft:
        last = max((one.order for one in plan(store, owner.id)), default=0)
        draft.add(
            PlanEntry(
                id=draft.new_id(),
                committee=owner.id,
                order=last + 1,
                meeting_number=meeting_number,
                content=content,
                period=period,
            )
        )
    return draft.change


def edit_plan_entry(store: Store, entry: PlanEntry) -> Change:
    """Save a line as the clerk has put it; it keeps its committee and its place."""
    stored = store.get(PlanEntry, entry.id)
    entry = replace(entry, committee=stored.committee, order=stored.order)
    _check_meeting(store, entry)
    with store.change(msg("審議予定「{content}」を変更", content=short(stored.content))) as draft:
        draft.save(entry)
    return draft.change


def move_plan_entry(store: Store, entry: Id, by: int) -> Change:
    """Move a line up (negative) or down, at most to the end."""
    stored = store.get(PlanEntry, entry)
    with store.change(msg("審議予定「{content}」を移動", content=short(stored.content))) as draft:
        for one in moved(plan(store, stored.committee), stored, by):
            draft.save(one)
    return draft.change


def remove_plan_entry(store: Store, entry: Id) -> Change:
    """Remove a line from the plan."""
    stored = store.get(PlanEntry, entry)
    with store.change(msg("審議予定「{content}」を削除", content=short(stored.content))) as draft:
        draft.remove(stored)
    return draft.change


def _check_meeting(store: Store, entry: PlanEntry) -> None:
    if entry.meeting is None or store.get(Meeting, entry.meeting).committee == entry.committee:
        return
    what: Message = msg("審議予定「{content}」を変更できません", content=short(entry.content))
    raise refused(
        what,
        msg("選ばれた会議は、別の委員会のものです。"),
        msg("この委員会の会議を選んでください。"),
        "meeting",
    )
