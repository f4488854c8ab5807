"""Attached files beside the copies: each is kept once, under its hash, whichever copies name it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kyodo_desktop.storage import durable
from kyodo_desktop.storage.verify import intact, is_digest


def folder(copies: Path) -> Path:
    """Where the files lie beside the copies in the folder `copies`."""
    return copies / "files"


def place_of(copies: Path, sha256: str) -> Path:
    """Where the file of a hash lies."""
    return folder(copies) / sha256


def read(copies: Path, sha256: str) -> bytes | None:
    """A file's bytes, if they are there and still what they were."""
    if not is_digest(sha256):
        return None
    try:
        data = place_of(copies, sha256).read_bytes()
    except OSError:
        return None
    return data if intact(data, sha256) else None


def keep(source: Path, copies: Path) -> tuple[str, ...]:
    """Keep what the register `source` has attached and isn't kept yet; the hashes whose bytes are altered.

    Files never change and are never removed, so that nothing is read twice.
    Raises `OSError`, `sqlite3.Error`.
    """
    altered: list[str] = []
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        for sha256, size in _named(connection):
            place = place_of(copies, sha256)
            if place.is_file() and place.stat().st_size == size:
                continue
            found = connection.execute("SELECT data FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
            data = found[0] if found and isinstance(found[0], bytes) else b""
            if not intact(data, sha256):
                altered.append(sha256)
                continue
            _write(place, data)
    return tuple(altered)


def _named(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'blob'")
    if there.fetchone() is None:
        return
    for sha256, size in connection.execute("SELECT sha256, size FROM blob").fetchall():
        if is_digest(sha256):
            yield sha256, size


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(exist_ok=True)
    part = durable.unfinished(place.parent)
    try:
        part.write_bytes(data)
        durable.place(part, place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
