"""The rooms where committees meet (会場), known once for all committees of a register."""

from __future__ import annotations

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Venue
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.storage import Change, Store


def venues(store: Store) -> tuple[Venue, ...]:
    """Every room, by name."""
    return tuple(sorted(store.find(Venue), key=lambda one: (one.name, one.id)))


def add_venue(
    store: Store, *, name: str, address: str = "", capacity: int | None = None, note: str = ""
) -> Change:
    """Add a room. Refused for a name that is there already."""
    with store.change(msg("会場「{name}」を追加", name=_line(name))) as draft:
        made = Venue(id=draft.new_id(), name=name, address=address, capacity=capacity, note=note)
        _check_name(store, made)
        draft.add(made)
    return draft.change


def edit_venue(store: Store, venue: Venue) -> Change:
    """Save a room as the clerk has put it; what meetings say of their place stays as it is."""
    stored = store.get(Venue, venue.id)
    with store.change(msg("会場「{name}」を変更", name=_line(stored.name))) as draft:
        _check_name(store, venue)
        draft.save(venue)
    return draft.change


def remove_venue(store: Store, venue: Id) -> Change:
    """Take a room off the list; meetings name their place themselves and keep it."""
    stored = store.get(Venue, venue)
    with store.change(msg("会場「{name}」を削除", name=_line(stored.name))) as draft:
        draft.remove(stored)
    return draft.change


def _line(name: str) -> str:
    return " ".join(name.split())


def _check_name(store: Store, venue: Venue) -> None:
    if any(one.id != venue.id and _line(one.name) == _line(venue.name) for one in store.find(Venue)):
        raise refused(
            msg("会場「{name}」を登録できません", name=_line(venue.name)),
            msg("同じ名前の会場が、すでに登録されています。"),
            msg("登録済みの会場を選んで、内容を直してください。"),
            "name",
        )
