"""The Store: keeps records and the journal of Changes. History, audit, undo and conflict detection are one."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from kyodo_desktop.domain.errors import NotFound, ReadOnly, UndoRefused
from kyodo_desktop.domain.fields import Id, Record, shape
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage import backup, engine, journal, undo, verify
from kyodo_desktop.storage.draft import Draft
from kyodo_desktop.storage.journal import Change, Entry, Pair
from kyodo_desktop.storage.lock import Lock
from kyodo_desktop.storage.tables import TABLES, blobs, from_row, ordering

R = TypeVar("R", bound=Record)


class Store:
    """An open register. Used on the thread that opened it; records pass to other threads, the store doesn't."""

    def __init__(
        self,
        connection: sa.Connection,
        location: Path | str,
        *,
        who: str,
        now: Callable[[], dt.datetime],
        new_id: Callable[[], Id],
        lock: Lock | None,
        read_only: bool,
    ) -> None:
        self._connection = connection
        self._new_id = new_id
        self._lock = lock
        self._thread = threading.get_ident()
        self._writing = False
        self._backed_up: tuple[int, str] | None = None
        self.location = location
        self.who = who
        self.now = now
        self.read_only = read_only

    # --- questions

    def get(self, cls: type[R], id: Id) -> R:  # noqa: A002 - the record's own word
        """The record with this id. Raises `NotFound`."""
        found = self.find(cls, id=id)
        if not found:
            raise NotFound(
                msg("{term}が見つかりません", term=Message(shape(cls).term)),
                msg("削除されたか、まだ登録されていません。"),
                msg("画面を表示し直して、もう一度選んでください。"),
            )
        return found[0]

    def find(self, cls: type[R], **equals: object) -> tuple[R, ...]:
        """The records whose fields equal the values given, in their natural order."""
        columns = TABLES[cls].c
        return self._records(
            cls, *(columns[name] == getattr(value, "value", value) for name, value in equals.items())
        )

    def find_in(self, cls: type[R], name: str, values: Iterable[object]) -> tuple[R, ...]:
        """The records whose field `name` is one of `values`, in their natural order."""
        return self._records(cls, TABLES[cls].c[name].in_(list(values)))

    def _records(self, cls: type[R], *conditions: sa.ColumnElement[bool]) -> tuple[R, ...]:
        query = sa.select(TABLES[cls]).where(*conditions).order_by(*ordering(cls))
        return tuple(from_row(cls, row._mapping) for row in self._ask(query))

    def blob(self, sha256: str) -> bytes:
        """The bytes kept under their hash. Raises `NotFound`."""
        row = self._ask(sa.select(blobs.c.data).where(blobs.c.sha256 == sha256)).one_or_none()
        if row is None or hashlib.sha256(row.data).hexdigest() != sha256:
            raise NotFound(
                msg("添付ファイルの内容が見つかりません"),
                msg("ファイルの一部が失われているか、壊れています。"),
                msg("添付ファイルを登録し直すか、バックアップから復元してください。"),
            )
        return row.data

    def journal(self, limit: int = 100, before: int | None = None) -> tuple[Entry, ...]:
        """The newest entries first, `limit` of them, those before sequence number `before` if it is given."""
        table = journal.entries
        query = sa.select(table).order_by(table.c.seq.desc()).limit(limit)
        if before is not None:
            query = query.where(table.c.seq < before)
        return tuple(journal.read(row._mapping) for row in self._ask(query))

    def verify(self) -> tuple[Message, ...]:
        """What is wrong with the register: the journal's chain, and the tables against it. Empty when sound."""
        self._guard()
        with engine.told(self.location):
            return verify.faults(self._connection)

    def _ask(self, query: sa.Select[tuple[object, ...]]) -> sa.CursorResult[tuple[object, ...]]:
        self._guard()
        with engine.told(self.location):
            return self._connection.execute(query)

    def _guard(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("a Store is used on the thread that opened it")

    # --- writing

    @contextmanager
    def change(self, act: Message) -> Iterator[Draft]:
        """One act of the clerk, named for the journal: all of it is kept, or nothing."""
        with self._writer("act", act, None) as draft:
            yield draft

    @contextmanager
    def _writer(self, kind: journal.EntryKind, act: Message, of: int | None) -> Iterator[Draft]:
        self._guard()
        self._may_write()
        draft = Draft(self._connection, self._new_id)
        self._writing = True
        try:
            with engine.told(self.location), engine.transaction(self._connection):
                yield draft
                pairs = draft.pairs()
                draft.change = (
                    journal.append(
                        self._connection,
                        at=self.now(),
                        who=self.who,
                        act=act,
                        kind=kind,
                        of=of,
                        pairs=pairs,
                    )
                    if pairs
                    else Change(0, act, ())
                )
        finally:
            self._writing = False

    def _may_write(self) -> None:
        if self.read_only:
            raise ReadOnly(
                msg("変更を保存できません"),
                msg("このファイルは読み取り専用で開いています。"),
                msg("ほかの人が閉じてから開き直すか、コピーを作って編集してください。"),
            )
        if self._writing:
            raise RuntimeError("an act within an act")

    # --- undo

    @property
    def undoable(self) -> Message | None:
        """The name of the act that `undo` would take back."""
        return self._next(self._stacks().undoable)

    @property
    def redoable(self) -> Message | None:
        """The name of the act that `redo` would bring back."""
        return self._next(self._stacks().redoable)

    def undo(self) -> Change:
        """Take back this clerk's last act. Raises `UndoRefused` where what it touched has moved on."""
        return self._reverse("undo", self._stacks().undoable)

    def redo(self) -> Change:
        """Bring back the act undone last. Raises `UndoRefused`."""
        return self._reverse("redo", self._stacks().redoable)

    def _stacks(self) -> undo.Stacks:
        self._guard()
        with engine.told(self.location):
            return undo.stacks(self._connection, self.who)

    def _next(self, stack: tuple[int, ...]) -> Message | None:
        if not stack:
            return None
        table = journal.entries
        return journal.read(self._ask(sa.select(table).where(table.c.seq == stack[-1])).one()._mapping).act

    def _reverse(self, kind: journal.EntryKind, stack: tuple[int, ...]) -> Change:
        if not stack:
            raise UndoRefused(
                msg("元に戻す操作がありません") if kind == "undo" else msg("やり直す操作がありません"),
                msg("この台帳で行った操作がありません。"),
                msg("そのまま作業を続けてください。"),
            )
        with engine.told(self.location):
            done = journal.change(self._connection, stack[-1])
        with self._writer(kind, done.act, stack[-1]) as draft:
            for pair in undo.inverse(done.pairs):
                draft.put_back(pair)
        return draft.change

    # --- keeping

    def backup(self) -> Path | None:
        """A verified copy beside the file, unless nothing has changed since the last. A server keeps its own."""
        self._guard()
        if not isinstance(self.location, Path) or self.read_only:
            return None
        with engine.told(self.location):
            now = journal.require_head(self._connection)
            if now == self._backed_up:
                return None
            raw = self._connection.connection.driver_connection
            if raw is None:
                raise RuntimeError("the connection is closed")
            made = backup.make(raw, self.location, self.now())
        self._backed_up = now
        return made

    def close(self) -> None:
        """Close the register and free its lock."""
        self._connection.close()
        self._connection.engine.dispose()
        if self._lock is not None:
            self._lock.release()


__all__ = ["Change", "Draft", "Entry", "Pair", "Store"]
