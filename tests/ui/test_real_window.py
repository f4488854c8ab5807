"""A real window on a real (virtual) screen: started by its command, typed into, looked at, closed."""

from __future__ import annotations

import datetime as dt
import getpass
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import sample as samples
from kyodo_desktop.storage import create, open_store
from tests.conftest import ticking

NEEDED = ("Xvfb", "xdotool", "openbox")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"no {', '.join(MISSING)} on this machine"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Xvfb is for Linux"),
]


class Screen:
    """A virtual screen with a window manager, and a hand on its keyboard."""

    def __init__(self, folder: Path) -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        self.environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "XDG_CONFIG_HOME": str(folder / "config"),
            "LANG": "C.UTF-8",
        }
        self._manager = subprocess.Popen(
            ["openbox"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def do(self, *words: str) -> str:
        """Run xdotool."""
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=True, timeout=30
        )
        return done.stdout.strip()

    def close(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(10)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path)
    yield made
    made.close()


def test_a_clerk_moves_a_meeting_and_takes_it_back(screen: Screen, tmp_path: Path) -> None:
    file = tmp_path / "real.kyodo"
    store = create(file, who="clerk", now=ticking())
    samples.plant(store, Paths.find().sample)
    store.close()
    program = subprocess.Popen(
        [sys.executable, "-m", "kyodo_desktop", str(file)],
        env=screen.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        window = screen.do("search", "--sync", "--onlyvisible", "--name", "real.kyodo")
        screen.do("windowactivate", "--sync", window.splitlines()[0])
        screen.do("key", "--clearmodifiers", "ctrl+3")
        time.sleep(0.7)
        picture = tmp_path / "meeting.png"
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", str(picture)], env=screen.environment, check=True)
            assert picture.stat().st_size > 10_000
        screen.do("key", "--delay", "60", *["Tab"] * 5)
        screen.do("key", "--clearmodifiers", "ctrl+a")
        screen.do("type", "--delay", "40", "7")
        screen.do("key", "Tab")
        time.sleep(0.5)
        screen.do("key", "--clearmodifiers", "ctrl+w")
        output, _errors = program.communicate(timeout=20)
    finally:
        if program.poll() is None:
            program.kill()
            program.wait(10)
    assert (program.returncode, output) == (0, "")
    again = open_store(file, who=getpass.getuser(), now=ticking())
    try:
        (meeting,) = again.find(Meeting)
        assert (meeting.number, meeting.date) == (7, dt.date(2025, 11, 14))
        again.undo()
        assert again.find(Meeting)[0].number == 1
    finally:
        again.close()
