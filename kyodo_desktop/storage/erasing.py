"""Forgetting what is personal of a person: in the tables, in the journal, and in the file's own pages.

The journal's chain links digests of its payloads, so an entry whose personal payload is gone still verifies.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace

import sqlalchemy as sa

from kyodo_desktop.domain.fields import Id, Kind, Record, fields
from kyodo_desktop.domain.records import RECORDS, Person
from kyodo_desktop.i18n import Message
from kyodo_desktop.storage import engine, journal
from kyodo_desktop.storage.codec import canonical, has_personal
from kyodo_desktop.storage.journal import Change, Pair
from kyodo_desktop.storage.tables import TABLES, from_row, to_row

_PERSONAL = tuple(cls for cls in RECORDS if has_personal(cls))


def erase(
    connection: sa.Connection, people: Collection[Id], *, at: dt.datetime, who: str, act: Message
) -> Change:
    """Blank the personal fields of people, remove what is theirs and wholly personal, and forget how it was.

    Every entry of the journal that touched any of it loses its personal payload. What else such an entry held
    is said again in the entry of this act, so that it is still compared. Undo passes over this act.
    """
    with _overwriting(connection):
        with engine.transaction(connection):
            last = journal.require_head(connection, lock=True)
            ids = {*people, *_owned_ever(connection, people)}
            seqs = _touching(connection, ids)
            pairs = [*_forgotten(connection, ids), *_said_again(connection, seqs, ids)]
            payloads = journal.payloads
            connection.execute(
                sa.update(payloads)
                .where(payloads.c.seq.in_(seqs), payloads.c.personal)
                .values(body=None, salt=None, erased_at=at.isoformat())
            )
            change = journal.append(
                connection, last, at=at, who=who, act=act, kind="wipe", of=None, pairs=pairs
            )
        _compact(connection)
    return change


@contextmanager
def _overwriting(connection: sa.Connection) -> Iterator[None]:
    """In a file, what is deleted is overwritten, and nothing is put aside in files of SQLite's own."""
    if engine.is_server(connection):
        yield
        return
    connection.exec_driver_sql("PRAGMA secure_delete=ON")
    connection.exec_driver_sql("PRAGMA temp_store=MEMORY")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA secure_delete=OFF")
        connection.exec_driver_sql("PRAGMA temp_store=DEFAULT")


def _compact(connection: sa.Connection) -> None:
    """Write the pages anew: a page that was split keeps a copy of what stood on it."""
    if engine.is_server(connection):
        for table in (journal.payloads, *(TABLES[cls] for cls in _PERSONAL)):
            connection.exec_driver_sql(f'VACUUM FULL "{table.name}"')
    else:
        connection.exec_driver_sql("VACUUM")


def _owners(cls: type[Record]) -> tuple[str, ...]:
    """The fields of a record that say whose it is."""
    return tuple(one.name for one in fields(cls) if one.kind is Kind.REFERENCE and one.target == "Person")


def _owned_ever(connection: sa.Connection, people: Collection[Id]) -> set[Id]:
    """The personal records that were ever somebody's of `people`, those removed or undone among them."""
    found: set[Id] = set()
    table = journal.payloads
    for cls in _PERSONAL:
        owners = _owners(cls)
        if not owners:
            continue
        named = f'"record":{canonical(cls.__name__)}'
        query = sa.select(table.c.body).where(
            table.c.personal.is_(False), table.c.body.contains(named, autoescape=True)
        )
        for body in connection.execute(query).scalars():
            for line in json.loads(body):
                states = [line[side] for side in ("before", "after") if line[side] is not None]
                if line["record"] == cls.__name__ and any(
                    state[owner] in people for state in states for owner in owners
                ):
                    found.add(line["id"])
    return found


def _touching(connection: sa.Connection, ids: Collection[Id]) -> list[int]:
    table = journal.touched
    query = sa.select(table.c.seq).where(table.c.record.in_(list(ids))).distinct()
    return sorted(connection.execute(query).scalars())


def _forgotten(connection: sa.Connection, ids: Collection[Id]) -> Iterator[Pair]:
    """Blank or remove what stands in the tables; the pairs hold nothing personal, not even as it was before.

    What is a person's own is removed first: the person is referred to.
    """
    for cls in sorted(_PERSONAL, key=lambda cls: cls is Person):
        table = TABLES[cls]
        for row in connection.execute(sa.select(table).where(table.c.id.in_(list(ids)))).all():
            stored = from_row(cls, row._mapping)
            before = replace(stored, **_blank(cls))
            if cls is Person:
                after = replace(before, version=stored.version + 1)
                connection.execute(sa.update(table).where(table.c.id == stored.id), to_row(after))
                yield Pair(before, after)
            else:
                connection.execute(sa.delete(table).where(table.c.id == stored.id))
                yield Pair(before, None)


def _blank(cls: type[Record]) -> dict[str, object]:
    """The personal fields as they are where nothing was entered."""
    own = (one for one in fields(cls) if one.personal)
    return {one.name: None if one.empty else "" for one in own}


def _said_again(connection: sa.Connection, seqs: Collection[int], ids: Collection[Id]) -> Iterator[Pair]:
    """Other people's records that the entries touched, as they stand."""
    touched = journal.touched
    query = sa.select(touched.c.record).where(touched.c.seq.in_(list(seqs))).distinct()
    others = sorted(set(connection.execute(query).scalars()) - set(ids))
    for cls in _PERSONAL:
        table = TABLES[cls]
        for row in connection.execute(sa.select(table).where(table.c.id.in_(others))).all():
            record = from_row(cls, row._mapping)
            yield Pair(record, record)
