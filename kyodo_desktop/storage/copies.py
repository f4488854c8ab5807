"""Where the copies of a register lie, and when they were made."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

STAMP = "%Y%m%d-%H%M%S"


_ENDING = ".backup"


def folder(database: Path) -> Path:
    """Where the backups of a database file lie: beside it, so that they move and are handed over with it."""
    return database.with_name(f"{database.name}{_ENDING}")


def original(copy: Path) -> Path | None:
    """The database file that a file is a backup of, by where it lies; None for another file."""
    where = copy.parent
    return where.with_name(where.name.removesuffix(_ENDING)) if where.name.endswith(_ENDING) else None


def backups(database: Path) -> tuple[Path, ...]:
    """The backups of a database file, oldest first."""
    return tuple(sorted(folder(database).glob("*.kyodo")))


def newest(database: Path) -> dt.datetime | None:
    """When the newest backup of a database file was made."""
    return max((at for path in backups(database) if (at := time_of(path))), default=None)


def time_of(path: Path) -> dt.datetime | None:
    """When a copy was made, by its name; None where it says why it was made, and so is never thinned out."""
    try:
        return dt.datetime.strptime(path.stem, STAMP)  # noqa: DTZ007 - the clerk's own clock, for a name
    except ValueError:
        return None
