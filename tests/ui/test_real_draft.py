"""The program killed in the middle of a word, in a real window: what was typed stands there again."""

from __future__ import annotations

import time
from pathlib import Path

from kyodo_desktop.domain.records import Meeting
from tests.ui.realscreen import Clerk, Screen, opened, planted, pytestmark, screen

__all__ = ["pytestmark", "screen"]
LOST_MOST = 2.0  # seconds of typing


def test_a_crash_in_the_middle_of_a_field_loses_two_seconds_at_most(screen: Screen, tmp_path: Path) -> None:
    file = planted(tmp_path / "draft.kyodo")
    words = "The large committee room on the fifth floor of the new city hall, entrance from the east side"
    with Clerk(screen, tmp_path, str(file)) as clerk:
        clerk.click("会議", "screens")
        clerk.click("venue")
        clerk.key("ctrl+a")
        typed: list[tuple[float, str]] = []
        for at, letter in enumerate(words):
            screen.do("type", letter)
            typed.append((time.monotonic(), words[: at + 1]))
            time.sleep(0.03)
        died = time.monotonic()
        clerk.program.kill()
    due = [said for at, said in typed if at < died - LOST_MOST][-1]
    store = opened(file)
    recorded = store.find(Meeting)[0].venue
    store.close()
    with Clerk(screen, tmp_path, str(file)) as clerk:
        clerk.click("会議", "screens")
        clerk.until("the draft", lambda: clerk.text("venue").startswith(due))
        restored = clerk.text("venue")
        clerk.until("it to be saved", lambda: clerk.look("保存済"))
        clerk.key("ctrl+w")
        assert clerk.program.over() == (0, "")
    assert recorded != restored, "nothing of it was saved when the program died"
    assert words.startswith(restored)
    store = opened(file)
    try:
        assert store.find(Meeting)[0].venue == restored
        assert store.undo() is not None
        assert store.find(Meeting)[0].venue == recorded
    finally:
        store.close()
