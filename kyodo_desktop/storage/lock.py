"""The lock beside an open file: it names who holds it, and the system frees it when the holder dies."""

from __future__ import annotations

import datetime as dt
import errno
import getpass
import json
import os
import socket
import sys
from contextlib import suppress
from io import FileIO
from pathlib import Path

from kyodo_desktop.domain import systemfaults
from kyodo_desktop.domain.errors import LockedElsewhere, ReadOnly
from kyodo_desktop.i18n import msg

_BYTE = 1 << 20  # what is locked lies past the text, so that others can still read who holds it
_TAKEN = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)  # somebody else has the lock

if sys.platform == "win32":  # pragma: no cover - exercised on Windows only
    import msvcrt

    def _seize(file: FileIO) -> bool:
        file.seek(_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise
            return False
        return True

else:
    import fcntl

    def _seize(file: FileIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise
            return False
        return True


class Lock:
    """Held from construction until `release`. Raises `LockedElsewhere`, naming the holder, or `ReadOnly`."""

    def __init__(self, database: Path, who: str, at: dt.datetime) -> None:
        self._path = lock_path(database)
        self._file = self._take(database)
        try:
            text = {"who": who, "user": user(), "host": socket.gethostname(), "pid": os.getpid()}
            said = json.dumps({**text, "since": at.isoformat()}, ensure_ascii=False)
            with suppress(OSError):  # a full disk: the lock holds even where it can't say whose it is
                self._file.truncate(0)
                self._file.write(said.encode("utf-8", "replace"))
        except BaseException:
            self.release()
            raise

    def _take(self, database: Path) -> FileIO:
        while True:
            try:
                file = self._path.open("a+b", buffering=0)
            except OSError as error:
                raise _refused(database, self._path, error) from error
            try:
                seized = _seize(file)
            except OSError as error:
                file.close()
                raise _refused(database, self._path, error) from error
            if not seized:
                file.close()
                raise _held(database, holder(database))
            if _same(file, self._path):
                return file
            file.close()  # the last holder removed the file between our opening and locking it

    def release(self) -> None:
        """Free the lock and remove its file."""
        if self._file.closed:
            return
        if sys.platform == "win32":  # pragma: no cover - an open file can't be removed there
            self._file.close()
        with suppress(OSError):  # a folder that has become read-only: the lock is free all the same
            self._path.unlink(missing_ok=True)
        self._file.close()


def user() -> str:
    """The name that the system has for who is at the desk, fit to be written; "" where it has none."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
    return "".join(c if c.isprintable() else "?" for c in name)


def lock_path(database: Path) -> Path:
    """Where the lock of a database file lies."""
    return database.with_name(f"{database.name}.lock")


def holder(database: Path) -> str:
    """Who holds a database file, for people to read; "" where the lock doesn't say."""
    try:
        text = json.loads(lock_path(database).read_bytes())
        return f"{text['who']}（{text['host']}）"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _same(file: FileIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _refused(database: Path, lock: Path, error: OSError) -> ReadOnly:
    return ReadOnly(
        msg("「{location}」に書き込めません", location=str(database)),
        msg(
            "使用中のしるし「{lock}」を作れません（{reason}）。",
            lock=lock.name,
            reason=systemfaults.reason(error),
        ),
        msg("書き込みできる場所にコピーして開くか、読み取り専用で開いてください。"),
    )


def _held(database: Path, who: str) -> LockedElsewhere:
    name = who or msg("ほかの人").japanese()
    return LockedElsewhere(
        msg("「{name}」は使用中です", name=database.name),
        msg("{who}が開いています。", who=name),
        msg("閉じてもらってから開き直すか、読み取り専用で開いてください。"),
        name,
    )
