"""The timeline: bars in lanes, gone to by key and click, told to those who can't see it."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui import style
from kyodo_desktop.ui.widgets.timeline import Band, Bar, Tick, Timeline

TODAY = dt.date(2025, 11, 1)
BARS = (
    Bar("a", "諮問1", "協働の推進", dt.date(2013, 7, 23), dt.date(2015, 3, 27), "諮問1「協働の推進」"),
    Bar("b", "諮問2", "<b>学則</b>", dt.date(2014, 10, 18), dt.date(2017, 6, 28), "諮問2「<b>学則</b>」"),
    Bar("c", "諮問3", "これから", dt.date(2025, 10, 20), None, "諮問3「これから」", (dt.date(2025, 10, 30),)),
)
BANDS = (Band("任期", dt.date(2025, 10, 1), dt.date(2027, 9, 30), "任期 R7.10.1～R9.9.30"),)
TICKS = (Tick(dt.date(2020, 1, 1), "第1回 令和2年1月1日"),)


@pytest.fixture
def line(qtbot: QtBot) -> Timeline:
    made = Timeline("諮問の年表", "まだありません。")
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show_time(BANDS, BARS, TICKS, TODAY)
    made.show()
    return made


def test_bars_that_meet_stand_in_lanes_of_their_own(line: Timeline) -> None:
    first, second, third = (line.place_of(bar) for bar in BARS)
    assert first.top() == third.top() < second.top()
    assert first.left() < second.left() < third.left()
    assert not first.intersects(second)
    assert third.right() <= line.width()


def test_the_arrow_keys_go_from_bar_to_bar_and_tell_it_in_words(line: Timeline, qtbot: QtBot) -> None:
    gone: list[str] = []
    line.chosen.connect(gone.append)
    line.setFocus()
    assert line.accessibleDescription() == "諮問1「協働の推進」（3件中1件目）"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Home):
        QTest.keyClick(line, key)
    assert gone == ["b", "c", "b", "a"]
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert line.accessibleDescription() == "諮問2「<b>学則</b>」（3件中2件目）"


def test_a_click_on_a_bar_goes_there_and_one_beside_it_nowhere(line: Timeline, qtbot: QtBot) -> None:
    at = line.place_of(BARS[2]).center().toPoint()
    with qtbot.waitSignal(line.chosen) as told:
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=at)
    assert told.args == ["c"]
    line.choose("a")
    assert line.bar == BARS[0]
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().topLeft())
    assert line.bar == BARS[0]
    line.choose("gone")
    assert line.bar == BARS[0]


def test_what_stands_at_a_point_is_told(line: Timeline) -> None:
    assert line.told_at(line.place_of(BARS[1]).center()) == "諮問2「<b>学則</b>」"
    assert line.told_at(QPointF(line.across(dt.date(2025, 12, 1)), 5)) == "任期 R7.10.1～R9.9.30"
    assert line.told_at(QPointF(line.across(dt.date(2020, 1, 1)), line._foot)) == "第1回 令和2年1月1日"
    assert line.told_at(QPointF(line.across(dt.date(2018, 1, 1)), 40)) == ""


def test_nothing_to_show_says_so(line: Timeline) -> None:
    line.show_time((), (), (), TODAY)
    assert line.bar is None
    assert line.accessibleDescription() == "まだありません。"
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert line.grab().toImage().width() > 0


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_it_is_drawn_in_the_palettes_colours(
    line: Timeline, qapp: QApplication, scheme: Qt.ColorScheme
) -> None:
    before, sheet = qapp.palette(), qapp.styleSheet()
    try:
        style.apply_scheme(qapp, scheme)
        line.choose("b")
        drawn = line.grab().toImage()
        chosen = line.place_of(BARS[1])
        ratio = drawn.devicePixelRatio()
        at = QPointF(chosen.right() - 8, chosen.top() + 4) * ratio
        assert (
            drawn.pixelColor(at.toPoint()).name() == qapp.palette().color(QPalette.ColorRole.Highlight).name()
        )
        ground = QPointF(line.across(dt.date(2020, 1, 1)) + 20, 40) * ratio
        assert (
            drawn.pixelColor(ground.toPoint()).name() == qapp.palette().color(QPalette.ColorRole.Base).name()
        )
    finally:
        qapp.setPalette(before)
        qapp.setStyleSheet(sheet)


def test_a_day_has_a_place_though_all_fall_on_one(qtbot: QtBot) -> None:
    made = Timeline("年表", "")
    qtbot.addWidget(made)
    made.show_time((), (Bar("a", "諮問1", "件", TODAY, TODAY, "諮問1"),), (), TODAY)
    assert made.place_of(made.bars[0]).width() >= 8
    assert not made.grab().isNull()
