"""What a copy of the register holds, written beside it when it was verified."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kyodo_desktop.storage import durable

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`made` when, `why` (a word of the program's, "" for one made by time), the journal's last entry, how
    many rows each table holds, the copy's own size and SHA-256, and whether the journal's chain was whole.
    """

    made: dt.datetime
    why: str
    seq: int
    hash: str
    counts: Mapping[str, int]
    size: int
    sha256: str
    sound: bool

    @property
    def head(self) -> tuple[int, str]:
        """The journal's last entry: its number and its hash."""
        return self.seq, self.hash


def place_of(copy: Path) -> Path:
    """Where a copy's manifest lies."""
    return copy.with_name(f"{copy.name}.json")


def write(copy: Path, manifest: Manifest) -> None:
    """Put a copy's manifest in its place, whole or not at all. Raises `OSError`."""
    place = place_of(copy)
    part = place.with_name(f"{place.name}.part")
    values = {"format": FORMAT, **asdict(manifest), "made": manifest.made.isoformat()}
    part.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
    durable.place(part, place)


def read(copy: Path) -> Manifest | None:
    """What was written of a copy; None where nothing was, or nothing that can be read."""
    try:
        values: dict[str, Any] = json.loads(place_of(copy).read_text(encoding="utf-8"))
        if values.pop("format") != FORMAT:
            return None
        made = dt.datetime.fromisoformat(values.pop("made"))
        found = Manifest(made=made, **values)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    right = isinstance(found.seq, int) and isinstance(found.hash, str) and isinstance(found.counts, dict)
    return found if right else None


def remove(copy: Path) -> None:
    """Take away a copy, its manifest last: a copy without one is still a copy. Raises `OSError`."""
    copy.unlink(missing_ok=True)
    with suppress(OSError):
        place_of(copy).unlink(missing_ok=True)


def digest(file: Path) -> str:
    """A file's SHA-256. Raises `OSError`."""
    with file.open("rb") as there:
        return hashlib.file_digest(there, "sha256").hexdigest()
