"""Received files inspected once: in a child process under limits, the result kept by the file's hash.

It is kept in a folder of the settings, not in the register: a register is what the clerk did and was given,
while this follows from the file and the program's version, and can be lost and found again at any time.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kyodo_desktop.papers.filekind import kind_of
from kyodo_desktop.papers.inspection import VERSION, Inspection, from_json, to_json
from kyodo_desktop.papers.press.progress import Progress

if TYPE_CHECKING:
    from kyodo_desktop.papers.child import Child

SECONDS: Final = 20.0
"""How long an inspection may take for one page."""
MEMORY: Final = 768 * 1024 * 1024
_MOST_KEPT: Final = 2_000


class Inspector:
    """Inspects files, each once. `settings` is the folder that the results are kept in, None: nowhere."""

    def __init__(self, settings: Path | None, seconds: float = SECONDS, memory: int | None = MEMORY) -> None:
        self._folder = None if settings is None else settings / "inspections" / str(VERSION)
        self._limits = (seconds, memory)
        self._child: Child | None = None

    def examine(self, data: bytes, password: str = "") -> Generator[Progress, None, Inspection]:
        """What `data` is and whether it can be bound. It never raises for what it is given."""
        digest = hashlib.sha256(data).hexdigest()
        known = None if password else self._known(digest)
        if known is not None:
            return known
        from kyodo_desktop.papers.child import (  # what is known costs nothing but its reading
            Child,
            ChildEnded,
        )
        from kyodo_desktop.papers.inspecting import inspect

        self._child = self._child or Child(*self._limits)
        try:
            found = yield from self._child.run(inspect, data, password)
        except ChildEnded as ended:
            return Inspection(sha256=digest, kind=kind_of(data), refusal=ended.fate)
        if not password and found.refusal not in ("memory", "password"):
            self._keep(found)
        return found

    def recalled(self, file: Path) -> Inspection | None:
        """What was found before in just what stands in `file`; None where that isn't known.

        A large file isn't held in memory for it. Raises OSError.
        """
        with file.open("rb") as opened:
            return self._known(hashlib.file_digest(opened, "sha256").hexdigest())

    def end(self) -> None:
        """End the process that looks."""
        if self._child is not None:
            self._child.end()

    def kill(self) -> None:
        """Have the process ended, from any thread."""
        if self._child is not None:
            self._child.kill()

    def _known(self, digest: str) -> Inspection | None:
        if self._folder is None:
            return None
        try:
            found = from_json((self._folder / f"{digest}.json").read_text("ascii"))
        except (OSError, UnicodeDecodeError):
            return None
        return found if found is not None and found.sha256 == digest else None

    def _keep(self, found: Inspection) -> None:
        """Keep a result; a disk that refuses costs no more than looking again."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._thin()
            new = self._folder / f"{found.sha256}.{secrets.token_hex(4)}.new"
            try:
                new.write_text(to_json(found), "ascii")
                new.replace(self._folder / f"{found.sha256}.json")
            finally:
                new.unlink(missing_ok=True)

    def _thin(self) -> None:
        """Let go of the oldest results where there are very many."""
        if self._folder is None:
            return
        with os.scandir(self._folder) as entries:
            kept = sorted((entry.stat().st_mtime, entry.path) for entry in entries)
        for _, path in kept[: max(0, len(kept) - _MOST_KEPT)]:
            Path(path).unlink(missing_ok=True)
