"""A real window on a real (virtual) screen: started by its command, typed into, looked at, closed."""

from __future__ import annotations

import datetime as dt
import getpass
import shutil
import time
from pathlib import Path

from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.storage import open_store
from tests.conftest import ticking
from tests.ui.realscreen import Program, Screen, planted, pytestmark, screen

__all__ = ["pytestmark", "screen"]


def test_a_clerk_moves_a_meeting_and_takes_it_back(screen: Screen, tmp_path: Path) -> None:
    file = planted(tmp_path / "real.kyodo")
    with Program(screen, str(file)) as program:
        screen.wait_for("real.kyodo")
        screen.do("key", "--clearmodifiers", "ctrl+3")
        time.sleep(0.7)
        picture = tmp_path / "meeting.png"
        if shutil.which("import"):
            screen.picture(picture)
            assert picture.stat().st_size > 10_000
        screen.do("key", "--delay", "60", *["Tab"] * 5)
        screen.do("key", "--clearmodifiers", "ctrl+a")
        screen.do("type", "--delay", "40", "7")
        screen.do("key", "Tab")
        time.sleep(0.5)
        screen.do("key", "--clearmodifiers", "ctrl+w")
        ended = program.over(20)
    assert ended == (0, "")
    again = open_store(file, who=getpass.getuser(), now=ticking())
    try:
        (meeting,) = again.find(Meeting)
        assert (meeting.number, meeting.date) == (7, dt.date(2025, 11, 14))
        again.undo()
        assert again.find(Meeting)[0].number == 1
    finally:
        again.close()
