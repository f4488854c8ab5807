"""The packet's screen in a real window: bound by other processes, set by keys, closed without a trace."""

from __future__ import annotations

import getpass
import time
from pathlib import Path

from kyodo_desktop.domain.records import PacketBinding
from kyodo_desktop.storage import open_store
from kyodo_desktop.ui.screens import SCREENS, key_of
from tests.conftest import ticking
from tests.ui.realscreen import Program, Screen, planted, pytestmark, screen

__all__ = ["pytestmark", "screen"]
PRESS = "multiprocessing"
WAIT = 60.0


def children(program: int) -> list[int]:
    """The processes that a program has started and that still run."""
    tasks = Path(f"/proc/{program}/task").glob("*/children")
    return [int(one) for found in tasks for one in found.read_text().split()]


def gone(process: int) -> bool:
    """Whether a process has ended, at once or soon after the one that started it."""
    until = time.monotonic() + 5
    while Path(f"/proc/{process}").exists() and time.monotonic() < until:
        time.sleep(0.1)
    return not Path(f"/proc/{process}").exists()


def bound(program: int) -> int:
    """How many of them are at the press."""
    lines = [Path(f"/proc/{one}/cmdline").read_bytes() for one in children(program)]
    return sum(PRESS.encode() in line for line in lines)


def test_a_clerk_prints_on_two_sides_from_now_on(screen: Screen, tmp_path: Path) -> None:
    file = planted(tmp_path / "real.kyodo")
    with Program(screen, str(file)) as program:
        screen.wait_for("real.kyodo")
        key = key_of([entry.key for entry in SCREENS].index("packet"))
        screen.do("key", "--clearmodifiers", key.lower())
        until = time.monotonic() + WAIT
        while bound(program.pid) < 1 and time.monotonic() < until:
            time.sleep(0.2)
        pressed = bound(program.pid)
        time.sleep(6)
        screen.do("key", "--delay", "120", *["Tab"] * 5)
        screen.do("key", "space")
        time.sleep(2)
        started = children(program.pid)
        screen.do("key", "--clearmodifiers", "ctrl+w")
        ended = program.over(30)
    assert pressed >= 1, "it is bound in a process of its own"
    assert ended == (0, "")
    assert len(started) >= 2, "the press, and what draws the thumbnails"
    assert all(gone(one) for one in started)
    again = open_store(file, who=getpass.getuser(), now=ticking())
    try:
        assert [one.even for one in again.find(PacketBinding)] == [True]
    finally:
        again.close()
