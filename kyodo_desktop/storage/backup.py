"""Verified copies of an open register: each is opened and checked before it counts as a backup."""

from __future__ import annotations

import datetime as dt
import errno
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kyodo_desktop.domain import systemfaults
from kyodo_desktop.domain.errors import DiskFull, StorageFailed
from kyodo_desktop.i18n import msg
from kyodo_desktop.storage import attachments, copying, durable, manifest
from kyodo_desktop.storage.copies import STAMP, backups, folder, time_of
from kyodo_desktop.storage.rotation import keepers


def holds(database: Path, head: tuple[int, str]) -> bool:
    """Whether a copy is there that ends with this entry of the journal, whatever the clocks said."""
    for path in reversed(backups(database)):
        known = manifest.read(path)
        try:
            if known is None:
                if copying.head(path) == head:
                    return True
            elif known.head == head and known.size == path.stat().st_size:
                return True
        except (sqlite3.Error, OSError):
            continue
    return False


def make(database: Path, at: dt.datetime, why: str = "") -> Path:
    """Copy the register, verify the copy, keep it under the time's name, then thin out the older ones.

    Attached files are kept once beside the copies. A copy whose `why` begins with "before" is never thinned
    out. Runs on any thread, and beside a register that is open.

    Raises `StorageFailed` where the copy can't be written or doesn't verify; older ones are then untouched.
    """
    target = folder(database) / f"{at.strftime(STAMP)}{f'-{why}' if why else ''}.kyodo"
    part = durable.unfinished(target.parent)
    try:
        target.parent.mkdir(exist_ok=True)
        _clear(target.parent)
        counts = copying.rows(database, part)
        attachments.keep(database, target.parent)
        copying.inspect(part)
        made = _manifest(part, at, why, counts)
        manifest.write(target, made)
        durable.place(part, target)
    except BaseException as error:
        with suppress(OSError):
            durable.discard(part)
            if not target.exists():
                manifest.place_of(target).unlink(missing_ok=True)
        if isinstance(error, OSError | sqlite3.Error):
            raise _failed(target.parent, error) from error
        raise
    _thin(database, target)
    return target


def _clear(where: Path) -> None:
    """Remove what a program left that died while it copied."""
    durable.sweep(where)
    durable.sweep(attachments.folder(where))
    for left in where.glob("[!.]*.part*"):
        durable.discard(left)
    for left in where.glob("*.kyodo.json"):
        if not left.with_suffix("").exists():
            left.unlink(missing_ok=True)


def _manifest(part: Path, at: dt.datetime, why: str, counts: dict[str, int]) -> manifest.Manifest:
    seq, hash_ = copying.head(part)
    return manifest.Manifest(
        made=at,
        why=why,
        seq=seq,
        hash=hash_,
        counts=counts,
        size=part.stat().st_size,
        sha256=manifest.digest(part),
        sound=copying.chained(part),
    )


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


def _thin(database: Path, newest: Path) -> None:
    """Remove what need not stay; never the newest, nor the last one whose journal was whole."""
    made = {path: time_of(path) for path in backups(database) if path != newest}
    kept = keepers(time for time in (*made.values(), time_of(newest)) if time is not None)
    good = _last_good((newest, *reversed(made)))
    for path, time in made.items():
        if time is not None and time not in kept and path != good:
            with suppress(OSError):  # what can't be removed now is removed another time
                manifest.remove(path)


def _last_good(newest_first: Iterable[Path]) -> Path | None:
    for path in newest_first:
        known = manifest.read(path)
        if known is not None and known.sound:
            return path
    return None
