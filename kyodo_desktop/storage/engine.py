"""Connections to the two engines, and their complaints in the clerk's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError

from kyodo_desktop.domain.errors import (
    DatabaseDamaged,
    DiskFull,
    KyodoError,
    LockedElsewhere,
    NotADatabase,
    ReadOnly,
    StillNeeded,
    StorageFailed,
    UsageError,
)
from kyodo_desktop.domain.fields import Record, shape
from kyodo_desktop.i18n import Message, msg

APPLICATION_ID = 0x4B594F44  # "KYOD" in a SQLite file's header: what tells our file from another program's
COPY_ID = 0x4B594F42  # "KYOB": a copy of a register, which is only read
BUSY_SECONDS = 5  # how long a statement waits for another program to let go of the file
WAIT_SECONDS = 10  # and for another clerk's act on the server


def connect_file(path: Path, *, read_only: bool, wait: float = BUSY_SECONDS) -> sa.Connection:
    """A connection to a `.kyodo` file: rollback journal, every commit on the disk before it is acknowledged.

    The write-ahead log is refused: SQLite before 3.51.3 can lose what was written through it.
    """
    mode = "ro" if read_only else "rw"

    def creator() -> sqlite3.Connection:
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=wait, isolation_level=None
        )

    engine = sa.create_engine(
        sa.URL.create("sqlite+pysqlite"),
        creator=creator,
        poolclass=sa.pool.StaticPool,
        isolation_level="AUTOCOMMIT",
    )
    try:
        connection = engine.connect()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.exec_driver_sql("PRAGMA synchronous=FULL")
        wanted = "PRAGMA journal_mode" if read_only else "PRAGMA journal_mode=DELETE"
        if connection.exec_driver_sql(wanted).scalar_one() != "delete":
            raise _write_ahead(str(path))
    except BaseException:
        engine.dispose()
        raise
    return connection


def connect_server(url: str) -> sa.Connection:
    """A connection to the PostgreSQL database that `url` names; no wait for another clerk is endless."""
    engine = sa.create_engine(
        url,
        poolclass=sa.pool.NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={
            "options": f"-c lock_timeout={WAIT_SECONDS}s -c idle_in_transaction_session_timeout=60s"
        },
    )
    return engine.connect()


def unsecret(url: str) -> str:
    """A server's address without its password, fit for a message. Raises `UsageError` for another address."""
    try:
        made = sa.make_url(url)
        made.get_dialect()
    except ArgumentError:
        made = None
    if made is None or made.get_backend_name() != "postgresql":
        raise UsageError(
            msg("台帳の場所を読み取れません"),
            msg("データベースサーバーの書き方ではありません。"),
            msg("postgresql+psycopg://サーバー/データベース の形で指定してください。"),
        )
    return made.render_as_string(hide_password=True)


def raw(connection: sa.Connection) -> sqlite3.Connection:
    """The driver's own connection to a file, for copying it."""
    own = connection.connection.driver_connection
    if not isinstance(own, sqlite3.Connection):
        raise TypeError("not a connection to a file")
    return own


def wait(connection: sa.Connection, seconds: int) -> None:
    """From now on, how long a statement waits for another program to let go of the file."""
    connection.exec_driver_sql(f"PRAGMA busy_timeout={seconds * 1000}")


def close(connection: sa.Connection) -> None:
    """Close a connection and what is behind it."""
    connection.close()
    connection.engine.dispose()


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


@contextmanager
def inspection(connection: sa.Connection) -> Iterator[None]:
    """Reads that all see the same moment, and read damaged text too instead of stopping at it."""
    raw = connection.connection.driver_connection
    if isinstance(raw, sqlite3.Connection):
        raw.text_factory = _decode
    connection.exec_driver_sql(
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if is_server(connection) else "BEGIN"
    )
    try:
        yield
    finally:
        roll_back(connection)
        if isinstance(raw, sqlite3.Connection):
            raw.text_factory = str


def _decode(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def roll_back(connection: sa.Connection) -> None:
    """Give up what is open; the reason is already on its way, so a dead connection isn't reported again."""
    try:
        if not connection.invalidated:
            connection.exec_driver_sql("ROLLBACK")
    except (DBAPIError, sqlite3.Error):
        if is_server(connection):
            connection.invalidate()
    revive(connection)


def revive(connection: sa.Connection) -> None:
    """Let a connection that the server has dropped be made anew at its next statement."""
    if connection.invalidated:
        connection.rollback()


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
        known = (make for start, make in _BY_STATE.items() if state.startswith(start))
        return next(known, _server_failed)(location)
    if not isinstance(error, sqlite3.Error):
        return _server_failed(location)
    if str(error).startswith(_DAMAGED):
        return damaged(location)
    return _failed(location, type(error).__name__)


def damaged(location: str) -> DatabaseDamaged:
    """The file was a register, and part of it is gone or altered."""
    return DatabaseDamaged(
        msg("「{location}」を読み取れません", location=location),
        msg("ファイルが壊れています。"),
        msg("このファイルは別の場所に残し、バックアップから復元してください。"),
    )


def unreadable(cls: type[Record]) -> DatabaseDamaged:
    """A record holds a value that its field can't have."""
    return DatabaseDamaged(
        msg("台帳を読み取れません"),
        msg("「{term}」の内容が壊れています。", term=Message(shape(cls).term)),
        msg("このファイルは別の場所に残し、バックアップから復元してください。"),
    )


def foreign(location: str) -> NotADatabase:
    """The file is something else than a register."""
    return NotADatabase(
        msg("「{location}」を開けません", location=location),
        msg("協働デスクのファイルではありません。"),
        msg("拡張子が .kyodo のファイルを選んでください。"),
    )


def full(location: str) -> DiskFull:
    """There is no room left on the disk."""
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
        msg("編集するには、書き込みできる場所にコピーして開いてください。"),
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
        msg("ほかの記録が参照している記録を削除するか、すでにない記録を参照することになります。"),
        msg("参照している記録を先に変更するか削除し、画面を表示し直してください。"),
    )


def _moved(location: str) -> KyodoError:
    return StorageFailed(
        msg("変更を保存できません"),
        msg("「{location}」が、開いている間に移動または削除されました。", location=location),
        msg("ファイルを元の場所に戻して開き直すか、バックアップから復元してください。"),
    )


def _interrupted(location: str) -> KyodoError:
    return ReadOnly(
        msg("「{location}」を読み取り専用では開けません", location=location),
        msg("前回の保存が途中で止まっていて、開くときに後始末の書き込みが必要です。"),
        msg("書き込みできる場所で、読み取り専用にせずに一度開いてください。"),
    )


def _write_ahead(location: str) -> KyodoError:
    return ReadOnly(
        msg("「{location}」を開けません", location=location),
        msg("ほかのプログラムが、ファイルの保存方式を安全でないもの（WAL）に変更しています。"),
        msg("そのプログラムを閉じ、読み取り専用にせずに一度開くと、元の方式に戻ります。"),
    )


def _waited(_location: str) -> KyodoError:
    return StorageFailed(
        msg("変更を保存できません"),
        msg("ほかの人の保存が終わりません。"),
        msg("しばらく待ってから、もう一度操作してください。"),
    )


_DAMAGED = (  # the driver's own complaint, which has no code; a table or column that was taken away
    "Could not decode to UTF-8",
    "no such table",
    "no such column",
    "unsupported file format",
)
_BY_CODE: dict[str, Callable[[str], KyodoError]] = {
    "SQLITE_NOTADB": foreign,
    "SQLITE_CORRUPT": damaged,
    "SQLITE_FULL": full,
    "SQLITE_READONLY_DBMOVED": _moved,
    "SQLITE_READONLY_ROLLBACK": _interrupted,
    "SQLITE_READONLY": read_only_file,
    "SQLITE_CANTOPEN": read_only_file,
    "SQLITE_PERM": read_only_file,
    "SQLITE_BUSY": _busy,
    "SQLITE_LOCKED": _busy,
    "SQLITE_IOERR": _io,
    "SQLITE_CONSTRAINT_FOREIGNKEY": _needed,
}
_BY_STATE: dict[str, Callable[[str], KyodoError]] = {
    "23503": _needed,
    "53100": full,
    "55P03": _waited,
    "25006": read_only_file,
}
