"""Opening a register and making a new one: every way a file can be wrong has its own answer here."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from kyodo_desktop.domain.errors import (
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseMissing,
    NotADatabase,
    OutputFailed,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.storage import engine, journal, schema

_MAGIC = b"SQLite format 3\0"


def make_file(path: Path) -> None:
    """A new, empty register at `path`, whole or not at all. Raises `OutputFailed` where one can't be made."""
    if path.exists():
        raise OutputFailed(
            msg("「{location}」を作成できません", location=str(path)),
            msg("同じ名前のファイルがすでにあります。"),
            msg("別の名前を指定するか、既存のファイルを移動してください。"),
        )
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        sqlite3.connect(part).close()
        part.touch()
        connection = engine.connect_file(part, read_only=False)
        try:
            connection.exec_driver_sql(f"PRAGMA application_id={engine.APPLICATION_ID}")
            make_schema(connection)
        finally:
            connection.engine.dispose()
        part.replace(path)
    except (OSError, sqlite3.Error, sa.exc.DBAPIError) as error:
        part.unlink(missing_ok=True)
        raise _cannot_make(path, error) from error


def make_schema(connection: sa.Connection) -> None:
    """The tables and the journal's first head, in one transaction."""
    with engine.transaction(connection):
        schema.upgrade(connection)
        connection.execute(sa.insert(journal.head), {"id": 1, "seq": 0, "hash": journal.GENESIS})


def _cannot_make(path: Path, error: Exception) -> OutputFailed | Exception:
    if isinstance(error, OSError):
        return OutputFailed(
            msg("「{location}」を作成できません", location=str(path)),
            msg("フォルダーに書き込めません（{reason}）。", reason=error.strerror or ""),
            msg("書き込みできるフォルダーを指定してください。"),
        )
    original = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    return engine.complaint(original, str(path))


def look_at(path: Path) -> None:
    """Refuse, before SQLite touches it, a file that isn't there, is empty, foreign or cut short."""
    location = str(path)
    if not path.is_file():
        raise DatabaseMissing(
            msg("「{location}」を開けません", location=location),
            msg("ファイルが見つかりません。"),
            msg("移動や名前の変更がなかったか確認し、ファイルを選び直してください。"),
        )
    with path.open("rb") as file:
        start = file.read(100)
    if not start:
        raise DatabaseEmpty(
            msg("「{location}」を開けません", location=location),
            msg("ファイルの中身が空です（0バイト）。"),
            msg("コピーが途中で止まった可能性があります。元のファイルかバックアップを開いてください。"),
        )
    if not start.startswith(_MAGIC):
        raise NotADatabase(
            msg("「{location}」を開けません", location=location),
            msg("協働デスクのファイルではありません。"),
            msg("拡張子が .kyodo のファイルを選んでください。"),
        )
    if len(start) < 100 or path.stat().st_size < _claimed_size(start):
        raise DatabaseDamaged(
            msg("「{location}」を読み取れません", location=location),
            msg("ファイルが途中で切れています。"),
            msg("このファイルは別の場所に残し、バックアップから復元してください。"),
        )


def _claimed_size(start: bytes) -> int:
    """The size in bytes that a SQLite header claims for its file."""
    page = int.from_bytes(start[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(start[28:32], "big")


def sound(connection: sa.Connection, location: str) -> None:
    """Raise `NotADatabase` for another program's file and `DatabaseDamaged` for a broken one."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != engine.APPLICATION_ID:
        schema.judge(None, location)
    verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if verdict != "ok":
        raise DatabaseDamaged(
            msg("「{location}」を読み取れません", location=location),
            msg("ファイルが壊れています。"),
            msg("このファイルは別の場所に残し、バックアップから復元してください。"),
        )


def writable(connection: sa.Connection, path: Path) -> None:
    """Raise `ReadOnly` where the file, its folder or its disk can't be written."""
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise engine.read_only_file(str(path))
    with engine.told(path), engine.transaction(connection):
        pass
