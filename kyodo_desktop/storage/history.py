"""Earlier states of one record, read from the journal."""

from __future__ import annotations

from typing import TypeVar

import sqlalchemy as sa

from kyodo_desktop.domain.errors import DatabaseDamaged, UndoRefused
from kyodo_desktop.domain.fields import Id, Record
from kyodo_desktop.storage import journal

R = TypeVar("R", bound=Record)


def record_at(connection: sa.Connection, cls: type[R], id: Id, version: int) -> R | None:  # noqa: A002
    """The record as its `version` was; None where the journal doesn't know, or has been told to forget."""
    table = journal.touched
    for seq in connection.execute(
        sa.select(table.c.seq).where(table.c.record == id).order_by(table.c.seq.desc())
    ).scalars():
        try:
            pairs = journal.change(connection, seq).pairs
        except (UndoRefused, DatabaseDamaged):
            continue
        for pair in pairs:
            for state in (pair.after, pair.before):
                if isinstance(state, cls) and state.id == id and state.version == version:
                    return state
    return None
