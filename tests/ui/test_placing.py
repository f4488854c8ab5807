"""Where the window stands when it is opened again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect

from kyodo_desktop.ui import placing
from kyodo_desktop.ui.window import MainWindow
from tests.ui.conftest import put_away

ROOM = QRect(0, 30, 1366, 738)


@pytest.mark.parametrize(
    ("where", "fitted"),
    [
        (QRect(100, 60, 800, 600), QRect(100, 60, 800, 600)),
        (QRect(100, 300, 800, 600), QRect(100, 168, 800, 600)),  # too low: the status bar would be off it
        (QRect(-500, -20, 800, 600), QRect(0, 30, 800, 600)),
        (QRect(2000, 60, 800, 600), QRect(566, 60, 800, 600)),  # from a screen that is gone
        (QRect(0, 0, 1920, 1080), ROOM),
    ],
)
def test_a_window_lies_in_its_room(where: QRect, fitted: QRect) -> None:
    assert placing.within(where, ROOM) == fitted


def test_a_window_stands_where_it_stood_however_often_it_is_opened(
    window: MainWindow, reopen: Callable[[], MainWindow]
) -> None:
    window.resize(600, 500)
    window.move(90, 80)
    before = window.geometry()
    again = reopen()
    assert again.geometry() == before
    assert again.close()
    third = MainWindow(again.desk, again.settings)
    third.show()
    assert third.geometry() == before
    put_away(third)


def test_the_frame_that_was_seen_is_left_room_for(window: MainWindow) -> None:
    placing.keep(window, window.settings)
    inner, outer = window.geometry(), window.frameGeometry()
    assert outer.marginsRemoved(placing._frame(window.settings)) == inner
    window.settings.keep("window/frame", "1 2 three")
    assert placing._frame(window.settings) == placing.FRAME
