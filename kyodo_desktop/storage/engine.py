"""Connections to the two engines, and their complaints in the clerk's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from kyodo_desktop.domain.errors import (
    DatabaseDamaged,
    DiskFull,
    KyodoError,
    LockedElsewhere,
    NotADatabase,
    ReadOnly,
    StillNeeded,
    StorageFailed,
)
from kyodo_desktop.i18n import msg

APPLICATION_ID = 0x4B594F44  # "KYOD" in a SQLite file's header: what tells our file from another program's
BUSY_SECONDS = 5


def connect_file(path: Path, *, read_only: bool) -> sa.Connection:
    """A connection to a `.kyodo` file: rollback journal, every commit on the disk before it is acknowledged."""
    mode = "ro" if read_only else "rw"

    def creator() -> sqlite3.Connection:
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None
        )

    engine = sa.create_engine("sqlite+pysqlite://", creator=creator, poolclass=sa.pool.StaticPool)
    connection = _autocommit(engine)
    connection.exec_driver_sql("PRAGMA foreign_keys=ON")
    connection.exec_driver_sql("PRAGMA synchronous=FULL")
    if not read_only:
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
    return connection


def connect_server(url: str) -> sa.Connection:
    """A connection to the PostgreSQL database that `url` names."""
    return _autocommit(sa.create_engine(url, poolclass=sa.pool.NullPool))


def _autocommit(engine: sa.Engine) -> sa.Connection:
    """A connection whose transactions are only those that `transaction` opens; reads need none."""
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def is_server(connection: sa.Connection) -> bool:
    """Whether the connection is to PostgreSQL, not to a file."""
    return connection.dialect.name != "sqlite"


@contextmanager
def transaction(connection: sa.Connection) -> Iterator[None]:
    """All of what is done inside, or nothing. A writer waits for another's end, so the journal can't fork."""
    connection.exec_driver_sql("BEGIN" if is_server(connection) else "BEGIN IMMEDIATE")
    try:
        yield
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def roll_back(connection: sa.Connection) -> None:
    """Give up what is open; the reason is already on its way, so a dead connection isn't reported again."""
    try:
        connection.exec_driver_sql("ROLLBACK")
    except (DBAPIError, sqlite3.Error):
        if is_server(connection):
            connection.invalidate()


@contextmanager
def told(location: object) -> Iterator[None]:
    """Turn a driver's complaint about the database at `location` into a `KyodoError`."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        raise complaint(original, str(location)) from error


def complaint(error: object, location: str) -> KyodoError:
    """The `KyodoError` that a driver's exception means."""
    code = getattr(error, "sqlite_errorname", "") or ""
    for start, make in _BY_CODE.items():
        if code.startswith(start):
            return make(location)
    state = getattr(error, "sqlstate", "") or ""
    if state:
        return next((make(location) for start, make in _BY_STATE.items() if state.startswith(start)), None) or (
            _server_failed(location)
        )
    if not isinstance(error, sqlite3.Error):
        return _server_failed(location)
    return _failed(location, type(error).__name__)


def _damaged(location: str) -> KyodoError:
    return DatabaseDamaged(
        msg("「{location}」を読み取れません", location=location),
        msg("ファイルが壊れています。"),
        msg("このファイルは別の場所に残し、バックアップから復元してください。"),
    )


def _foreign(location: str) -> KyodoError:
    return NotADatabase(
        msg("「{location}」を開けません", location=location),
        msg("協働デスクのファイルではありません。"),
        msg("拡張子が .kyodo のファイルを選んでください。"),
    )


def _full(location: str) -> KyodoError:
    return DiskFull(
        msg("変更を保存できません"),
        msg("「{location}」のあるディスクの空き容量がありません。", location=location),
        msg("不要なファイルを削除して空きを作り、もう一度保存してください。入力した内容は失われていません。"),
    )


def read_only_file(location: str) -> ReadOnly:
    """The file can't be written: its own mark, its folder's, or the disk's."""
    return ReadOnly(
        msg("「{location}」に書き込めません", location=location),
        msg("ファイルかフォルダーが読み取り専用になっています。"),
        msg("書き込みできる場所にコピーして開くか、読み取り専用で開いてください。"),
    )


def _busy(location: str) -> KyodoError:
    holder = msg("ほかのプログラム")
    return LockedElsewhere(
        msg("「{location}」を使用できません", location=location),
        msg("{holder}がこのファイルを使用中です。", holder=holder),
        msg("しばらく待ってから、もう一度操作してください。"),
        holder.japanese(),
    )


def _io(location: str) -> KyodoError:
    return _failed(location, "I/O")


def _failed(location: str, name: str) -> KyodoError:
    return StorageFailed(
        msg("変更を保存できません"),
        msg("「{location}」への書き込みに失敗しました（{name}）。", location=location, name=name),
        msg("ディスクやネットワークの状態を確認し、ファイルを開き直してください。"),
    )


def _server_failed(_location: str) -> KyodoError:
    return StorageFailed(
        msg("データベースサーバーとやり取りできません"),
        msg("接続が切れたか、サーバーが要求を受け付けませんでした。"),
        msg("ネットワークとサーバーの状態を確認し、もう一度操作してください。"),
    )


def _needed(_location: str) -> KyodoError:
    return StillNeeded(
        msg("この操作はできません"),
        msg("ほかの記録がこの記録を参照しています。"),
        msg("参照している記録を先に変更するか削除してください。"),
    )


_BY_CODE: dict[str, Callable[[str], KyodoError]] = {
    "SQLITE_NOTADB": _foreign,
    "SQLITE_CORRUPT": _damaged,
    "SQLITE_FULL": _full,
    "SQLITE_READONLY": read_only_file,
    "SQLITE_CANTOPEN": read_only_file,
    "SQLITE_PERM": read_only_file,
    "SQLITE_BUSY": _busy,
    "SQLITE_LOCKED": _busy,
    "SQLITE_IOERR": _io,
    "SQLITE_CONSTRAINT": _needed,
}
_BY_STATE: dict[str, Callable[[str], KyodoError]] = {"23": _needed, "53100": _full}
