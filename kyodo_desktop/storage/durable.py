"""Putting a finished file in its place so that it is still there after a power cut."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def place(part: Path, target: Path) -> None:
    """Rename the finished file `part` to `target`: whole on the disk first, and the new name after it."""
    with part.open("r+b") as file:
        os.fsync(file.fileno())
    part.replace(target)
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
