"""Whether the tables hold what the journal says they must."""

from __future__ import annotations

import sqlalchemy as sa

from kyodo_desktop.domain.errors import UndoRefused
from kyodo_desktop.domain.fields import Id, Record, shape
from kyodo_desktop.domain.records import RECORDS
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage import journal
from kyodo_desktop.storage.tables import TABLES, from_row


def faults(connection: sa.Connection) -> tuple[Message, ...]:
    """What is wrong: the chain first, then every record that differs from the journal replayed."""
    chain = journal.chain_faults(connection)
    try:
        expected = journal.outcome(connection)
    except (UndoRefused, KeyError, TypeError, ValueError):
        return chain or (msg("履歴の一部を読み取れないため、記録と照合できません。"),)
    return chain + tuple(_differences(connection, expected))


def _differences(connection: sa.Connection, expected: dict[Id, Record | None]) -> list[Message]:
    found: list[Message] = []
    seen: set[Id] = set()
    for cls in RECORDS:
        term = Message(shape(cls).term)
        for row in connection.execute(sa.select(TABLES[cls])):
            seen.add(row.id)
            try:
                same = from_row(cls, row._mapping) == expected.get(row.id)
            except ValueError:
                same = False
            if not same:
                found.append(msg("{term}「{name}」が履歴と異なります。", term=term, name=_name(expected, row.id)))
    for id_, record in expected.items():
        if record is not None and id_ not in seen:
            term = Message(shape(type(record)).term)
            found.append(msg("{term}「{name}」が失われています。", term=term, name=_name(expected, id_)))
    return found


def _name(expected: dict[Id, Record | None], id_: Id) -> str:
    record = expected.get(id_)
    return str(next((getattr(record, n) for n in ("name", "title") if hasattr(record, n)), id_))
