"""The Store keeps records and the journal of Changes: history, audit, undo and conflict detection in one."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import sqlalchemy as sa

from kyodo_desktop.domain.errors import DiskFull, NotFound, ReadOnly, StorageFailed, UndoRefused
from kyodo_desktop.domain.fields import Id, Record, shape
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage import copies, engine, journal, statements, undo, verify
from kyodo_desktop.storage.draft import Draft
from kyodo_desktop.storage.journal import Change, Entry
from kyodo_desktop.storage.lock import Lock
from kyodo_desktop.storage.tables import blobs, reader

if TYPE_CHECKING:
    from kyodo_desktop.storage.openfiles import Written

R = TypeVar("R", bound=Record)
T = TypeVar("T")

_MOST_KNOWN: Final = 32  # answers kept by `Store.once`


class Store:
    """An open register. Used on the thread that opened it; records pass to others, the store doesn't."""

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
        self._thread = _here()
        self._writing = False
        self._failed = False
        self._known: dict[Hashable, Any] = {}
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
        return self._records(cls, *statements.equal(cls, equals))

    def find_in(self, cls: type[R], name: str, values: Iterable[object]) -> tuple[R, ...]:
        """The records whose field `name` is one of `values`, in their natural order."""
        return self._records(cls, *statements.among(cls, name, values))

    def find_outside(
        self, cls: type[R], name: str, owner: type[Record], owners: Iterable[Id]
    ) -> tuple[R, ...]:
        """The records that begin before or end after the record, one of `owners`, that their `name` names."""
        return self._records(cls, *statements.outside(cls, name, owner, owners))

    def spans(
        self,
        cls: type[Record],
        key: str,
        values: Iterable[Id],
        name: str = "",
        via: statements.Via | None = None,
    ) -> Sequence[Sequence[Any]]:
        """Since and until of records whose `key` is one of `values`, each pair of days once, in no order.

        With `via`, a kind of record and a field: of those with days whose `name` says what that field says in
        a record of that kind with such a `key`.
        """
        return self._ask(*statements.spans(cls, name, via, key, values))

    def values_in(
        self, cls: type[Record], fields: tuple[str, ...], name: str, values: Iterable[object]
    ) -> Sequence[Sequence[Any]]:
        """What `fields` hold where field `name` is one of `values`: choices as text, in no order.

        For thousands of records of which little is asked.
        """
        return self._ask(*statements.values_among(cls, fields, name, values))

    def values_after(
        self, cls: type[Record], fields: tuple[str, ...], after: Id = "", most: int = 1000
    ) -> Sequence[Sequence[Any]]:
        """The id and what `fields` hold of at most `most` records whose id comes after `after`, by id.

        For going through a whole table a little at a time.
        """
        return self._ask(*statements.values_after(cls, fields, after, most))

    def ever(self, cls: type[R]) -> tuple[R, ...]:
        """Every state that records of `cls` ever had, of those removed and undone too, the oldest first.

        For what is never used twice, as a document's number. `cls` has no personal fields.
        """
        return self.once(("ever", cls), lambda: self._ever(cls))

    def _ever(self, cls: type[R]) -> tuple[R, ...]:
        self._guard()
        with engine.told(self.location):
            return tuple(journal.public_states(self._connection, cls))

    def once(self, question: Hashable, ask: Callable[[], T]) -> T:
        """What `ask` answers, asked once until something is written: for what every page of a screen asks.

        Where others may write at the same time, and within an act, it is asked each time. The answer is a
        value that nobody changes.
        """
        self._guard()
        if self._lock is None or self._writing:
            return ask()
        if question not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[question] = ask()
        return self._known[question]

    def _records(self, cls: type[R], query: sa.Select[Any], given: Mapping[str, Any]) -> tuple[R, ...]:
        try:
            return tuple(map(reader(cls), self._ask(query, given)))
        except (TypeError, ValueError) as error:
            raise engine.unreadable(cls) from error

    def blob(self, sha256: str) -> bytes:
        """The bytes kept under their hash. Raises `NotFound`."""
        rows = self._ask(sa.select(blobs.c.data).where(blobs.c.sha256 == sha256))
        if rows and verify.intact(rows[0].data, sha256):
            return rows[0].data
        beside = verify.beside(self.location, sha256) if rows else None
        if beside is None:
            raise NotFound(
                msg("添付ファイルの内容が見つかりません"),
                msg("ファイルの一部が失われているか、壊れています。"),
                msg("添付ファイルを登録し直すか、バックアップから復元してください。"),
            )
        return beside

    def journal(self, limit: int = 100, before: int | None = None) -> tuple[Entry, ...]:
        """The newest entries first, `limit` of them, those before sequence number `before` if it is given."""
        table = journal.entries
        query = sa.select(table).order_by(table.c.seq.desc()).limit(limit)
        if before is not None:
            query = query.where(table.c.seq < before)
        return tuple(journal.read(row._mapping) for row in self._ask(query))

    def change_at(self, seq: int) -> Change:
        """What an entry of the journal did. Raises `UndoRefused` where its personal half was erased."""
        self._guard()
        with engine.told(self.location):
            return journal.change(self._connection, seq)

    def verify(self) -> tuple[Message, ...]:
        """What is wrong with the register: the journal's chain, the tables against it. Empty when sound."""
        self._at_rest()
        with engine.told(self.location):
            return verify.faults(self._connection, self.location)

    def erased(self) -> tuple[Message, ...]:
        """What `verify` doesn't compare: it was erased from the journal when its keeping time was over."""
        self._guard()
        with engine.told(self.location):
            return verify.erased(self._connection)

    def _ask(self, query: sa.Select[Any], given: Mapping[str, Any] | None = None) -> Sequence[sa.Row[Any]]:
        self._guard()
        with engine.told(self.location):
            return self._connection.execute(query, given).all()

    def _guard(self) -> None:
        if _here() != self._thread:
            raise RuntimeError("a Store is used on the thread that opened it")
        engine.revive(self._connection)

    def _at_rest(self) -> None:
        self._guard()
        if self._writing:
            raise RuntimeError("an act is open")

    # --- writing

    @contextmanager
    def change(self, act: Message, *, base: bool = False) -> Iterator[Draft]:
        """One act of the clerk, named for the journal: all of it is kept, or nothing.

        With `base` it is what a register begins with, which no undo takes back.
        """
        with self._writer("base" if base else "act", act, None) as draft:
            yield draft

    def note(self, what: Message) -> Change:
        """Write into the journal what was done with the contents, without changing any; no undo of it."""
        with self._writer("note", what, None) as draft:
            pass
        return draft.change

    def erase(self, act: Message, people: Collection[Id]) -> Change:
        """Forget what is personal of people, now and as it ever was; no undo. See `erasing.erase`."""
        from kyodo_desktop.storage import erasing

        self._may_write()
        self._known.clear()
        with engine.told(self.location):
            return erasing.erase(self._connection, people, at=self.now(), who=self.who, act=act)

    @contextmanager
    def _writer(self, kind: journal.EntryKind, act: Message, of: int | None) -> Iterator[Draft]:
        self._may_write()
        draft = Draft(self._connection, self._new_id)
        self._known.clear()
        self._writing = True
        try:
            with engine.told(self.location), engine.transaction(self._connection):
                last = journal.require_head(self._connection, lock=True)  # acts come one after the other
                yield draft
                pairs = draft.pairs()
                draft.change = (
                    journal.append(
                        self._connection,
                        last,
                        at=self.now(),
                        who=self.who,
                        act=act,
                        kind=kind,
                        of=of,
                        pairs=pairs,
                    )
                    if pairs or kind == "note"
                    else Change(0, act, ())
                )
        except StorageFailed as error:
            self._failed = isinstance(self.location, Path) and not isinstance(error, DiskFull)
            raise
        finally:
            self._writing = False

    def _may_write(self) -> None:
        self._at_rest()
        if self.read_only:
            raise ReadOnly(
                msg("変更を保存できません"),
                msg("このファイルは読み取り専用で開いています。"),
                msg("ほかの人が閉じてから開き直すか、コピーを作って編集してください。"),
            )
        if self._failed:
            raise StorageFailed(
                msg("変更を保存できません"),
                msg("前の保存に失敗したため、これ以上の書き込みを止めています。"),
                msg("ディスクの状態を確認し、ファイルを閉じて開き直してください。"),
            )

    # --- undo

    @property
    def undoable(self) -> Message | None:
        """The name of the act that `undo` would take back."""
        return self._next(self._stacks().undoable)

    @property
    def redoable(self) -> Message | None:
        """The name of the act that `redo` would bring back."""
        return self._next(self._stacks().redoable)

    def undo(self, seq: int | None = None) -> Change:
        """Take back this clerk's last act; with `seq`, that act and no other.

        Raises `UndoRefused` where what it touched has moved on, or where that act isn't the last.
        """
        stack = self._stacks().undoable
        if seq is not None and stack[-1:] != (seq,):
            raise UndoRefused(
                msg("この操作はもう元に戻せません"),
                msg("そのあとに別の操作が行われたか、すでに元に戻されています。"),
                msg("「編集」の「元に戻す」で、新しい操作から順に戻してください。"),
            )
        return self._reverse("undo", stack)

    def redo(self) -> Change:
        """Bring back the act undone last. Raises `UndoRefused`."""
        return self._reverse("redo", self._stacks().redoable)

    @property
    def undo_stack(self) -> tuple[int, ...]:
        """The journal's numbers of the acts that this clerk can take back, the next one last."""
        return self._stacks().undoable

    def _stacks(self) -> undo.Stacks:
        self._guard()
        with engine.told(self.location):
            return undo.stacks(self._connection, self.who)

    def _next(self, stack: tuple[int, ...]) -> Message | None:
        if not stack:
            return None
        table = journal.entries
        return journal.read(self._ask(sa.select(table).where(table.c.seq == stack[-1]))[0]._mapping).act

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

    def backup(self, why: str = "") -> Path | None:
        """A verified copy beside the file, unless one holds everything already. A server keeps its own."""
        copier = self.copier(why)
        return None if copier is None else copier()

    def copier(self, why: str = "") -> Callable[[], Path] | None:
        """What makes a copy of the register as it is now, on any thread; None where there is no need."""
        self._at_rest()
        where = self.location
        if not isinstance(where, Path) or self.read_only:
            return None
        from kyodo_desktop.storage import backup

        if backup.holds(where, self.head):
            return None
        at = self.now()
        return lambda: backup.make(where, at, why)

    @property
    def head(self) -> tuple[int, str]:
        """The journal's last entry: its number and its hash. Raises `DatabaseDamaged`."""
        self._guard()
        with engine.told(self.location):
            return journal.require_head(self._connection)

    def export(self, folder: Path, notes: Mapping[str, str]) -> Written:
        """All that the register holds as open files in a new folder; see `openfiles.write`."""
        from kyodo_desktop.storage import openfiles  # not at the start, which has no use for it

        self._at_rest()
        with engine.told(self.location):
            return openfiles.write(self._connection, self.blob, folder, notes)

    def move(self, target: Path | str, told: Callable[[Message], None]) -> Written:
        """Make a register at `target`, a file or a server, with the same rows; see `moving.move`."""
        from kyodo_desktop.storage import moving

        self._at_rest()
        with engine.told(self.location):
            return moving.move(self._connection, self.blob, target, told)

    @property
    def last_backup(self) -> dt.datetime | None:
        """When the newest copy beside the file was made; None where there is none, or a server keeps it."""
        return copies.newest(self.location) if isinstance(self.location, Path) else None

    def close(self) -> None:
        """Close the register and free its lock."""
        if _here() != self._thread:
            raise RuntimeError("a Store is closed on the thread that opened it")
        try:
            engine.close(self._connection)
        finally:
            if self._lock is not None:
                self._lock.release()


def _here() -> tuple[int, int]:
    return os.getpid(), threading.get_ident()
