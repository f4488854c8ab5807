"""Verified copies of an open register: each is opened and checked before it counts as a backup."""

from __future__ import annotations

import datetime as dt
import errno
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

from kyodo_desktop.domain import systemfaults
from kyodo_desktop.domain.errors import DiskFull, StorageFailed
from kyodo_desktop.i18n import msg
from kyodo_desktop.storage import durable

RECENT, HOURLY, DAILY, WEEKLY, MONTHLY = 8, 24, 14, 12, 24
_STAMP = "%Y%m%d-%H%M%S"
_HEAD = "SELECT seq, hash FROM journal_head"


def folder(database: Path) -> Path:
    """Where the backups of a database file lie: beside it, so that they move and are handed over with it."""
    return database.with_name(f"{database.name}.backup")


def backups(database: Path) -> tuple[Path, ...]:
    """The backups of a database file, oldest first."""
    return tuple(sorted(folder(database).glob("*.kyodo")))


def newest(database: Path) -> dt.datetime | None:
    """When the newest backup of a database file was made."""
    return max((at for path in backups(database) if (at := _time(path))), default=None)


def current(source: sqlite3.Connection, database: Path) -> bool:
    """Whether the newest backup already holds all that the open register holds."""
    try:
        newest = backups(database)[-1:]
        return bool(newest) and _last_entry(newest[0]) == source.execute(_HEAD).fetchone()
    except (sqlite3.Error, OSError):
        return False


def make(source: sqlite3.Connection, database: Path, at: dt.datetime, why: str = "") -> Path:
    """Copy the open register, verify the copy, keep it under the time's name, then thin out the older ones.

    One that says `why` it was made is never thinned out.

    Raises `StorageFailed` where the copy can't be written or doesn't verify; older ones are then untouched.
    """
    target = folder(database) / f"{at.strftime(_STAMP)}{why}.kyodo"
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(exist_ok=True)
        for left in target.parent.glob("*.part"):  # of a program that died while it copied
            durable.discard(left)
        with closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
        _verify(source, part)
        durable.place(part, target)
    except BaseException as error:
        with suppress(OSError):
            durable.discard(part)
        if isinstance(error, OSError | sqlite3.Error):
            raise _failed(target.parent, error) from error
        raise
    _thin(database, target)
    return target


_FULL = (errno.ENOSPC, errno.EDQUOT)


def _failed(where: Path, error: OSError | sqlite3.Error) -> StorageFailed:
    remedy = msg("ディスクの空き容量とフォルダーの権限を確認してください。データ本体には影響ありません。")
    if getattr(error, "errno", 0) in _FULL or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL:
        why = msg("「{location}」のあるディスクの空き容量がありません。", location=str(where))
        return DiskFull(msg("バックアップを作成できません"), why, remedy)
    if isinstance(error, OSError):
        reason = systemfaults.reason(error)
        why = msg("「{folder}」に書き込めません（{reason}）。", folder=str(where), reason=reason)
        return StorageFailed(msg("バックアップを作成できません"), why, remedy)
    return StorageFailed(
        msg("バックアップを作成できません"),
        msg("「{folder}」に正しい写しを書き込めませんでした。", folder=str(where)),
        remedy,
    )


def _verify(source: sqlite3.Connection, part: Path) -> None:
    with closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro", uri=True)) as copy:
        if copy.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the copy is damaged")
        if copy.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise sqlite3.DatabaseError("the copy lacks records")
    if _last_entry(part) != source.execute(_HEAD).fetchone():
        raise sqlite3.DatabaseError("the copy is of another moment")


def _last_entry(file: Path) -> object:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
        return copy.execute(_HEAD).fetchone()


def _thin(database: Path, newest: Path) -> None:
    made = {path: _time(path) for path in backups(database) if path != newest}
    kept = keepers(time for time in (*made.values(), _time(newest)) if time is not None)
    for path, time in made.items():
        if time is not None and time not in kept:
            with suppress(OSError):  # what can't be removed now is removed another time
                path.unlink(missing_ok=True)


def _time(path: Path) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(path.stem, _STAMP)  # noqa: DTZ007 - the clerk's own clock, for a name
    except ValueError:
        return None


def keepers(times: Iterable[dt.datetime]) -> frozenset[dt.datetime]:
    """Which stay: the last 8, and the newest of each of the last 24 hours, 14 days, 12 weeks, 24 months."""
    newest_first = sorted(times, reverse=True)
    return frozenset(
        kept
        for period, count in (
            (_itself, RECENT),
            (_hour, HOURLY),
            (_day, DAILY),
            (_week, WEEKLY),
            (_month, MONTHLY),
        )
        for kept in _newest_of_each(newest_first, period, count)
    )


def _newest_of_each(
    newest_first: Iterable[dt.datetime], period: Callable[[dt.datetime], object], count: int
) -> tuple[dt.datetime, ...]:
    found: dict[object, dt.datetime] = {}
    for time in newest_first:
        found.setdefault(period(time), time)
    return tuple(found.values())[:count]


def _itself(time: dt.datetime) -> object:
    return time


def _hour(time: dt.datetime) -> object:
    return (time.date(), time.hour)


def _day(time: dt.datetime) -> object:
    return time.date()


def _week(time: dt.datetime) -> object:
    return time.isocalendar()[:2]


def _month(time: dt.datetime) -> object:
    return (time.year, time.month)
