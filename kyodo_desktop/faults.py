"""The log of our own mistakes: where in the code, never what the clerk had entered."""

from __future__ import annotations

import datetime as dt
import platform
import traceback
from pathlib import Path

from kyodo_desktop import __version__
from kyodo_desktop.paths import Paths

LIMIT = 200_000  # bytes after which the log starts anew


def note(error: BaseException, paths: Paths) -> Path | None:
    """Write down where `error` came from and return the log's path; None where it can't be written.

    An exception's own words may hold a name or an address, so only its class and the places in the code
    are kept.
    """
    log = paths.settings / "faults.log"
    at = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    places = "".join(
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}\n"
        for frame in traceback.extract_tb(error.__traceback__)
    )
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        mode = "w" if log.exists() and log.stat().st_size > LIMIT else "a"
        with log.open(mode, encoding="utf-8") as file:
            file.write(f"{at} {__version__} {platform.platform()} {type(error).__name__}\n{places}")
    except OSError:
        return None
    return log
