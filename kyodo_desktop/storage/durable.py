"""Putting a finished file in its place so that it is still there after a power cut."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path

_STALE = 3600  # seconds after which an unfinished file is nobody's, wherever its maker ran


def unfinished(folder: Path) -> Path:
    """A name for an unfinished file that no other process uses, and that says which process does."""
    return folder / f"{_prefix()}{os.getpid()}-{secrets.token_hex(4)}.part"


def sweep(folder: Path) -> None:
    """Remove the unfinished files of programs that died; those of one that may be at work are left."""
    with suppress(OSError):
        for left in folder.glob(".kyodo-*.part*"):
            with suppress(OSError):
                if _dead(left) or time.time() - left.stat().st_mtime > _STALE:
                    _remove(left)


def _remove(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)


def _prefix() -> str:
    return f".kyodo-{zlib.crc32(socket.gethostname().encode()):08x}-"


def _dead(left: Path) -> bool:
    """Whether the maker ran on this machine and runs no more; Windows can't be asked without harm."""
    maker = left.name.removeprefix(_prefix()).partition("-")[0]
    if maker == left.name.partition("-")[0] or not maker.isdecimal() or sys.platform == "win32":
        return False
    try:
        os.kill(int(maker), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def place(part: Path, target: Path) -> None:
    """Rename the finished file `part` to `target`: whole on the disk first, and the new name after it."""
    settle(part)
    part.replace(target)
    settle_folder(target)


def place_new(part: Path, target: Path) -> None:
    """As `place`, but never over what is there: of two that come at once, one gets `FileExistsError`."""
    settle(part)
    if sys.platform == "win32":
        part.rename(target)  # which refuses there where the name is taken
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links: the name is claimed first, and filled in one step
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            part.replace(target)
        except BaseException:
            target.unlink()
            raise
    else:
        part.unlink()
    settle_folder(target)


def settle(part: Path) -> None:
    """Let what a file holds last through a power cut."""
    with part.open("r+b") as file:
        os.fsync(file.fileno())


def settle_folder(target: Path) -> None:
    """Let a new name last through a power cut."""
    if sys.platform != "win32":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def discard(part: Path) -> None:
    """Remove an unfinished file, and what SQLite may have left beside it."""
    for path in (part, beside(part)):
        path.unlink(missing_ok=True)


def beside(database: Path) -> Path:
    """SQLite's rollback journal of a database file."""
    return database.with_name(f"{database.name}-journal")
