"""Every row of a register as plain values, and back: for open files, and from a file to a server."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from kyodo_desktop.storage import journal
from kyodo_desktop.storage.bulk import insert
from kyodo_desktop.storage.codec import canonical
from kyodo_desktop.storage.tables import blobs

Row = Sequence[Any]
"""A row's values in the order of its table's columns, as JSON has them: a day is its ISO text."""

_AT_ONCE: Final = 1000
_READ: Final[Mapping[type, Callable[[str], Any]]] = {
    dt.date: dt.date.fromisoformat,
    dt.time: dt.time.fromisoformat,
}


def tables() -> tuple[sa.Table, ...]:
    """Every table but that of files' bytes, a table after those that it refers to."""
    whole: sa.MetaData = journal.metadata
    return tuple(table for table in whole.sorted_tables if table is not blobs)


def rows(connection: sa.Connection, table: sa.Table) -> Iterator[Row]:
    """A table's rows in the order of their keys. Raises `ValueError` for a value that can't be."""
    query = sa.select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
        yield [_plain(value) for value in row]


def digests(connection: sa.Connection) -> Iterator[tuple[str, int]]:
    """The hash of each file that is kept, and its bytes' number, in the order of the hashes."""
    query = sa.select(blobs.c.sha256, blobs.c.size).order_by(blobs.c.sha256)
    yield from ((row.sha256, row.size) for row in connection.execute(query).all())


def put(connection: sa.Connection, table: sa.Table, taken: Iterable[Row]) -> int:
    """Insert rows as `rows` gives them; how many. Raises `ValueError`, `TypeError` for others."""
    count, taken = 0, iter(taken)
    while waiting := list(itertools.islice(taken, _AT_ONCE)):
        held = zip(table.c, zip(*waiting, strict=True), strict=True)
        insert(
            connection, table, {one.name: [_value(one, value) for value in values] for one, values in held}
        )
        count += len(waiting)
    return count


def put_content(connection: sa.Connection, data: bytes) -> None:
    """Keep a file's bytes under their hash."""
    kept = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "data": data}
    connection.execute(sa.insert(blobs), kept)


def lines(connection: sa.Connection, table: sa.Table) -> Iterator[bytes]:
    """A table's rows, each as the one line of JSON that it always has."""
    for row in rows(connection, table):
        yield f"{canonical(list(row))}\n".encode()


def counted(connection: sa.Connection, table: sa.Table) -> tuple[int, str]:
    """How many rows a table has, and the hash of them all, by which two registers are compared."""
    whole, count = hashlib.sha256(), 0
    for one in lines(connection, table):
        count += 1
        whole.update(one)
    return count, whole.hexdigest()


def carry(
    source: sa.Connection, blob: Callable[[str], bytes], target: sa.Connection
) -> Iterator[tuple[str, int]]:
    """Put all that `source` holds into the empty register `target`; give each table's name and rows' number.

    `blob` gives a file's bytes, which a copy has beside it. The target's own first line of the journal gives
    way to the source's.
    """
    target.execute(sa.delete(journal.head))
    files = [sha256 for sha256, _ in digests(source)]
    for sha256 in files:
        put_content(target, blob(sha256))
    yield blobs.name, len(files)
    for table in tables():
        yield table.name, put(target, table, rows(source, table))


def differing(one: sa.Connection, other: sa.Connection) -> tuple[str, ...]:
    """The tables whose rows differ in two registers, of which `other` has its files' bytes in it."""
    apart = [table.name for table in tables() if counted(one, table) != counted(other, table)]
    files = [] if list(digests(one)) == list(_contents(other)) else [blobs.name]
    return (*files, *apart)


def _contents(connection: sa.Connection) -> Iterator[tuple[str, int]]:
    """The true hash and length of each file that is kept."""
    for sha256, _ in digests(connection):
        query = sa.select(blobs.c.data).where(blobs.c.sha256 == sha256)
        data = bytes(connection.execute(query).scalar_one())
        yield hashlib.sha256(data).hexdigest(), len(data)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def _value(column: sa.Column[Any], value: Any) -> Any:
    kind = column.type.python_type
    if value is None:
        return None
    if kind in _READ:
        return _READ[kind](value)
    if type(value) is not kind:
        raise TypeError(column.name)
    return value
