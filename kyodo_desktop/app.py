"""The composition root: finds the register, opens it, and hands it to the window."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

from kyodo_desktop.domain.errors import ReadOnly
from kyodo_desktop.paths import Paths
from kyodo_desktop.storage import Store, open_store
from kyodo_desktop.storage.engine import BUSY_SECONDS
from kyodo_desktop.storage.lock import user


def now() -> dt.datetime:
    """The clock, read here and nowhere deeper."""
    return dt.datetime.now().astimezone()


def clerk() -> str:
    """Who is at the desk, as the journal and the lock name them."""
    return user()


def open_register(path: Path) -> tuple[Store, ReadOnly | None]:
    """Open a register to write; to read, saying why, where another window holds it or it can't be written."""
    began = time.monotonic()
    try:
        return open_store(path, who=clerk(), now=now, wait=BUSY_SECONDS), None
    except ReadOnly as reason:
        left = max(0.0, BUSY_SECONDS - (time.monotonic() - began))  # another program is waited for once
        return open_store(path, who=clerk(), now=now, read_only=True, wait=left), reason


def run(paths: Paths, file: Path | None, today: dt.date | None, asked: str | None = None) -> int:
    """Open the window on `file`, or on the register last open, and return the program's exit code.

    `asked` is the language that the command line asks for; without it the window speaks as it was set.
    """
    from kyodo_desktop.ui import systemlibs

    systemlibs.require()
    from kyodo_desktop.ui import application

    return application.run(paths, file, today, open_register=open_register, now=now, asked=asked)
