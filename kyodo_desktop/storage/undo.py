"""Which acts a clerk can undo and redo, derived from the journal, so it outlives a restart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from kyodo_desktop.storage import journal
from kyodo_desktop.storage.journal import Pair

WINDOW = 4000  # the newest entries looked at: well over the 500 acts promised, and bounded at start-up


@dataclass(frozen=True, slots=True)
class Stacks:
    """Sequence numbers of the entries that undo and redo would take back next, the next one last."""

    undoable: tuple[int, ...]
    redoable: tuple[int, ...]


def stacks(connection: sa.Connection, who: str) -> Stacks:
    """The stacks of `who`: a new act clears redo."""
    table = journal.entries.c
    newest = (
        sa.select(table.seq, table.kind, table.of)
        .where(table.who == who)
        .order_by(table.seq.desc())
        .limit(WINDOW)
    )
    rows = [(row.seq, row.kind, row.of) for row in connection.execute(newest)]
    return derive(reversed(rows))


def derive(rows: Iterable[tuple[int, journal.EntryKind, int | None]]) -> Stacks:
    """The stacks after a clerk's entries (sequence number, kind, of), oldest first."""
    undoable: list[int] = []
    redoable: list[int] = []
    for seq, kind, of in rows:
        if kind in ("note", "wipe"):
            continue
        if kind in ("act", "base"):
            if kind == "act":  # what a register began with isn't offered: nothing would be left
                undoable.append(seq)
            redoable.clear()
        elif kind == "undo":
            if of in undoable:
                undoable.remove(of)
            redoable.append(seq)
        else:
            if of in redoable:
                redoable.remove(of)
            undoable.append(seq)
    return Stacks(tuple(undoable), tuple(redoable))


def inverse(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pairs that take an act back, last touched first."""
    return tuple(Pair(pair.after, pair.before) for pair in reversed(tuple(pairs)))
