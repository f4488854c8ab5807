"""Opening a register and making a new one: every way a file can be wrong has its own answer here."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from kyodo_desktop.domain import systemfaults
from kyodo_desktop.domain.errors import (
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseMissing,
    KyodoError,
    NotADatabase,
    OutputFailed,
    ReadOnly,
    StorageFailed,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage import durable, engine, journal, schema, tables

OURS = (engine.APPLICATION_ID, engine.COPY_ID)
_MAGIC = b"SQLite format 3\0"
_SCHEMA_FORMAT = 4  # the newest that SQLite has, and what its header may say at most


@contextmanager
def making(path: Path) -> Iterator[Path]:
    """A new, empty register to be filled under a name of its own, which then takes its place at `path`.

    Whole or not at all, and never over what is there. Raises `OutputFailed` where it can't be made.
    """
    for taken in (path, durable.beside(path)):  # an old rollback journal would be played into the new file
        try:
            taken.lstat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise cannot_make(path, error) from error
        raise _taken(taken)
    part = durable.unfinished(path.parent)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.sweep(path.parent)
        part.touch(exist_ok=False)
        connection = engine.connect_file(part, read_only=False)
        try:
            connection.exec_driver_sql(f"PRAGMA application_id={engine.APPLICATION_ID}")
            with engine.transaction(connection):
                make_schema(connection)
        finally:
            engine.close(connection)
        yield part
        durable.place_new(part, path)
    except BaseException as error:
        with suppress(OSError):
            durable.discard(part)
        if isinstance(error, FileExistsError) and os.path.lexists(path):
            raise _taken(path) from error
        if isinstance(error, OSError | sqlite3.Error | DBAPIError):
            raise cannot_make(path, error) from error
        raise


@contextmanager
def filling(path: Path) -> Iterator[sa.Connection]:
    """As `making`, open to be filled in one transaction."""
    with making(path) as part:
        connection = engine.connect_file(part, read_only=False)
        try:
            with engine.told(path), engine.transaction(connection):
                yield connection
        finally:
            engine.close(connection)


@contextmanager
def making_register(connection: sa.Connection, location: str) -> Iterator[None]:
    """A new, empty register on a server to be filled, in one transaction.

    Raises `OutputFailed` where there is one already.
    """
    with engine.transaction(connection):
        if schema.current(connection, location) is not None:
            raise OutputFailed(
                msg("「{location}」に台帳を作成できません", location=location),
                msg("このデータベースには台帳がすでにあります。"),
                msg("その台帳を開くか、別のデータベースを指定してください。"),
            )
        make_schema(connection)
        yield


def make_schema(connection: sa.Connection) -> None:
    """The tables and the journal's first head."""
    schema.upgrade(connection)
    connection.execute(sa.insert(journal.head), {"id": 1, "seq": 0, "hash": journal.GENESIS})


def _taken(path: Path) -> OutputFailed:
    return OutputFailed(
        msg("「{location}」を作成できません", location=str(path)),
        msg("同じ名前のファイルがすでにあります。"),
        msg("別の名前を指定するか、既存のファイルを移動してください。"),
    )


def cannot_make(path: Path, error: OSError | sqlite3.Error | DBAPIError) -> KyodoError:
    """What keeps a file or folder from being made."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return engine.full(str(path))
    if isinstance(error, OSError):
        return OutputFailed(
            msg("「{location}」を作成できません", location=str(path)),
            msg("フォルダーに書き込めません（{reason}）。", reason=systemfaults.reason(error)),
            msg("書き込みできるフォルダーを指定してください。"),
        )
    original = error.orig if isinstance(error, DBAPIError) else error
    return engine.complaint(original, str(path))


def resolved(path: Path) -> Path:
    """The file itself where `path` is a link to it. Raises `DatabaseMissing` for a link to itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        why = systemfaults.reason(OSError(errno.ELOOP, "") if isinstance(error, RuntimeError) else error)
        raise _missing(str(path), msg("この場所にファイルはありません（{reason}）。", reason=why)) from error


def look_at(path: Path) -> None:
    """Refuse, before SQLite touches it, a file that isn't there, is empty, foreign or cut short."""
    location = str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a folder, a pipe, a device
            raise _no_file(location)
        with path.open("rb") as file:
            start = file.read(100)
    except FileNotFoundError as error:
        raise _missing(location, msg("ファイルが見つかりません。")) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    if not start:
        raise DatabaseEmpty(
            msg("「{location}」を開けません", location=location),
            msg("ファイルの中身が空です（0バイト）。"),
            msg("コピーが途中で止まった可能性があります。元のファイルかバックアップを開いてください。"),
        )
    if not start.startswith(_MAGIC) and not _MAGIC.startswith(start):
        raise engine.foreign(location)
    if len(start) < 100 or (path.stat().st_size < _claimed_size(start) and not _to_be_restored(path)):
        raise DatabaseDamaged(
            msg("「{location}」を読み取れません", location=location),
            msg("ファイルが途中で切れています。"),
            msg("このファイルは別の場所に残し、バックアップから復元してください。"),
        )
    if int.from_bytes(start[44:48], "big") > _SCHEMA_FORMAT:
        raise engine.damaged(location)
    if int.from_bytes(start[68:72], "big") not in OURS and not _to_be_restored(path):
        raise engine.foreign(location)


def _to_be_restored(path: Path) -> bool:
    """Whether a save was cut short, and SQLite will put the file back as it was before when it opens it."""
    try:
        return durable.beside(path).stat().st_size > 0
    except OSError:  # not there, or a name too long to be there
        return False


def _missing(location: str, why: Message) -> DatabaseMissing:
    return DatabaseMissing(
        msg("「{location}」を開けません", location=location),
        why,
        msg("移動や名前の変更がなかったか確認し、ファイルを選び直してください。"),
    )


def _no_file(location: str) -> NotADatabase:
    return NotADatabase(
        msg("「{location}」を開けません", location=location),
        msg("ファイルではなく、フォルダーか機器などです。"),
        msg("拡張子が .kyodo のファイルを選んでください。"),
    )


_NO_SUCH = (errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP)  # no file can have such a name


def _unreadable(path: Path, error: OSError) -> KyodoError:
    if error.errno in _NO_SUCH:
        reason = systemfaults.reason(error)
        return _missing(str(path), msg("この場所にファイルはありません（{reason}）。", reason=reason))
    return StorageFailed(
        msg("「{location}」を開けません", location=str(path)),
        msg("ファイルを読み取れません（{reason}）。", reason=systemfaults.reason(error)),
        msg("ファイルの権限とディスクの状態を確認してください。"),
    )


def _claimed_size(start: bytes) -> int:
    """The size in bytes that a SQLite header claims for its file."""
    page = int.from_bytes(start[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(start[28:32], "big")


def sound(connection: sa.Connection, location: str) -> str:
    """The schema's version. Raises `NotADatabase` for a foreign file, `DatabaseDamaged` for a broken one."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() not in OURS:
        raise engine.foreign(location)
    verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if verdict != "ok":
        raise engine.damaged(location)
    version = schema.current(connection, location)
    if version is None or (version == schema.HEAD and not tables.columns() <= _columns(connection)):
        raise engine.damaged(location)
    return version


def _columns(connection: sa.Connection) -> set[tuple[str, str]]:
    """Every column of every table that the file has."""
    found = connection.exec_driver_sql(
        "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    )
    return {(table, column) for table, column in found}


def writable(connection: sa.Connection, path: Path) -> None:
    """Raise `ReadOnly` where the file, its folder or its disk can't be written, and for a copy."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() == engine.COPY_ID:
        raise ReadOnly(
            msg("「{location}」に書き込めません", location=str(path)),
            msg("台帳の控えなので、読むことだけができます。"),
            msg("この時点の台帳として使うには、「ファイル」の「別の台帳として保存」で保存してください。"),
        )
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise engine.read_only_file(str(path))
    with engine.told(path), engine.transaction(connection):
        pass
