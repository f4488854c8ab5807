"""The journal as the clerk reads it: who did what when, what became of each record."""

from __future__ import annotations

from dataclasses import dataclass

from kyodo_desktop.services.telling import Told, told
from kyodo_desktop.storage import Entry, Store

PAGE = 200


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the journal; `undoes` is how many acts undo takes back down to this one, 0 for none."""

    entry: Entry
    undoes: int


def acts(store: Store, *, before: int | None = None, limit: int = PAGE) -> tuple[Act, ...]:
    """The newest acts first, those before the journal's number `before` if it is given."""
    reach = {seq: count for count, seq in enumerate(reversed(store.undo_stack), 1)}
    return tuple(Act(entry, reach.get(entry.seq, 0)) for entry in store.journal(limit, before))


def told_of(
    store: Store, seq: int, *, personal: bool = False, most: int | None = None
) -> tuple[tuple[Told, ...], int]:
    """What an act did, record by record, of at most `most`; and how many records it touched in all.

    Raises `UndoRefused` where its personal half was erased.
    """
    pairs = store.change_at(seq).pairs
    return tuple(told(store, pair, personal=personal) for pair in pairs[:most]), len(pairs)
