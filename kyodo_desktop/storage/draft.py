"""What one act is writing: records added, saved and removed within the act's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

import sqlalchemy as sa

from kyodo_desktop.domain.errors import ConflictError, InvalidRecord, UndoRefused
from kyodo_desktop.domain.fields import Id, Record, problems, shape
from kyodo_desktop.domain.soundness import all_sound
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage.bulk import insert
from kyodo_desktop.storage.engine import unreadable
from kyodo_desktop.storage.history import record_at
from kyodo_desktop.storage.journal import Change, Pair
from kyodo_desktop.storage.tables import TABLES, blobs, from_row, to_columns, to_row

R = TypeVar("R", bound=Record)


class Draft:
    """Handed out by `Store.change`; `change` is what came of it, after the act has ended."""

    change: Change

    def __init__(self, connection: sa.Connection, new_id: Callable[[], Id]) -> None:
        self._connection = connection
        self._pairs: dict[Id, Pair] = {}
        self.new_id = new_id

    def pairs(self) -> tuple[Pair, ...]:
        """What was touched, in order: each record as it was before the act and as the act leaves it."""
        return tuple(pair for pair in self._pairs.values() if pair.before != pair.after)

    def add(self, record: R) -> R:
        """Keep a new record. Raises `InvalidRecord`."""
        _check(record)
        return self._insert(replace(record, version=1))

    def add_all(self, records: Iterable[Record]) -> None:
        """Keep many new records, by a statement for each of their kinds. Raises `InvalidRecord`."""
        kept: dict[type[Record], list[Record]] = {}
        for record in records:
            kept.setdefault(type(record), []).append(record)
        for cls, several in kept.items():
            if not all_sound(cls, several):
                for record in several:
                    _check(record)
        for cls, several in kept.items():
            first = [_first(record) for record in several]
            for record in first:
                self._note(None, record)
            insert(self._connection, TABLES[cls], to_columns(cls, first))

    def save(self, record: R) -> R:
        """Keep a record's new values. Raises `InvalidRecord`, and `ConflictError` where it has moved on."""
        _check(record)
        stored = self._stored(type(record), record.id)
        if stored is None or stored.version != record.version:
            raise ConflictError(record, stored, self._base(record))
        if stored == record:
            return record
        return self._update(stored, record)

    def remove(self, record: Record) -> None:
        """Remove a record. Raises `ConflictError` where it has moved on; `StillNeeded` when the act ends."""
        stored = self._stored(type(record), record.id)
        if stored is None or stored.version != record.version:
            raise ConflictError(record, stored, self._base(record))
        self._delete(stored)

    def keep(self, data: bytes) -> str:
        """Keep a file's bytes, once, and return their SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        known = sa.select(blobs.c.sha256).where(blobs.c.sha256 == sha256)
        if self._connection.execute(known).first() is None:
            self._connection.execute(sa.insert(blobs), {"sha256": sha256, "size": len(data), "data": data})
        return sha256

    def put_back(self, pair: Pair) -> None:
        """Make a record `pair.after` if it still is `pair.before`. Raises `UndoRefused`."""
        subject = pair.subject
        stored = self._stored(type(subject), subject.id)
        if not _alike(stored, pair.before):
            raise UndoRefused(
                msg("この操作は元に戻せません"),
                msg("{term}がその後に変更されています。", term=Message(shape(type(subject)).term)),
                msg("今の内容を確認し、必要な所を入力し直してください。"),
            )
        if pair.after is None:
            if stored is not None:
                self._delete(stored)
        elif stored is None:
            self._insert(pair.after)
        else:
            self._update(stored, replace(pair.after, version=stored.version))

    # --- statements

    def _stored(self, cls: type[R], id: Id) -> R | None:  # noqa: A002
        table = TABLES[cls]
        try:
            row = self._connection.execute(sa.select(table).where(table.c.id == id)).one_or_none()
            return None if row is None else from_row(cls, row._mapping)
        except (TypeError, ValueError) as error:
            raise unreadable(cls) from error

    def _base(self, record: R) -> R | None:
        return record_at(self._connection, type(record), record.id, record.version)

    def _insert(self, record: R) -> R:
        self._connection.execute(sa.insert(TABLES[type(record)]), to_row(record))
        self._note(None, record)
        return record

    def _update(self, stored: R, record: R) -> R:
        table = TABLES[type(record)]
        saved = replace(record, version=stored.version + 1)
        done = self._connection.execute(
            sa.update(table).where(table.c.id == record.id, table.c.version == stored.version),
            to_row(saved),
        )
        if done.rowcount != 1:
            raise ConflictError(record, self._stored(type(record), record.id), self._base(record))
        self._note(stored, saved)
        return saved

    def _delete(self, stored: Record) -> None:
        table = TABLES[type(stored)]
        gone = sa.delete(table).where(table.c.id == stored.id, table.c.version == stored.version)
        if self._connection.execute(gone).rowcount != 1:
            raise ConflictError(stored, self._stored(type(stored), stored.id), self._base(stored))
        self._note(stored, None)

    def _note(self, before: Record | None, after: Record | None) -> None:
        subject = after or before
        assert subject is not None
        first = self._pairs.get(subject.id)
        self._pairs[subject.id] = Pair(before if first is None else first.before, after)


def _first(record: R) -> R:
    """A record as its first version: `replace` asks a thousand times what it was told before."""
    made = object.__new__(type(record))
    vars(made).update(vars(record), version=1)
    return made


def _alike(one: Record | None, other: Record | None) -> bool:
    """Whether two states hold the same values, whatever their versions."""
    if one is None or other is None:
        return one is other
    return replace(one, version=0) == replace(other, version=0)


def _check(record: Record) -> None:
    found = problems(record)
    if found:
        raise InvalidRecord(
            msg("{term}を保存できません", term=Message(shape(type(record)).term)),
            found[0][1],
            msg("入力内容を直してから、もう一度保存してください。"),
            found,
        )
