"""Tiles: pressed once, found by number and reading, their menu at the right, and nothing while locked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.widgets.ruling import Tone
from kyodo_desktop.ui.widgets.tiles import MENU, TILE_ROLE, Tile, TileList

TILES = tuple(
    Tile(key=str(at), title=name, reading=kana, word="未着", tone=Tone.PLAIN)
    for at, (name, kana) in enumerate(
        (("青木", "あおき"), ("加藤", "かとう"), ("後藤", "ごとう"), ("山中", "ヤマナカ"), ("無読", ""))
    )
)


@pytest.fixture
def tiles(qtbot: QtBot) -> TileList:
    """Five tiles, wide enough for two columns."""
    made = TileList()
    qtbot.addWidget(made)
    made.resize(620, 400)
    made.show_tiles(TILES)
    made.show()
    return made


def test_the_model_passes_qts_tester_while_tiles_come_and_go(tiles: TileList) -> None:
    tester = QAbstractItemModelTester(tiles.tiles, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tiles.show_tiles(TILES[:2])
    tiles.show_tiles(())
    assert tiles.chosen == ""
    QTest.keyClicks(tiles, " a1")
    tiles.show_tiles(TILES)
    assert tester.model() is tiles.tiles
    assert tiles.tiles.index(0).data(TILE_ROLE) == TILES[0]


def test_a_letter_goes_through_those_whose_reading_begins_so(tiles: TileList) -> None:
    QTest.keyClicks(tiles, "k")
    assert tiles.chosen == "1"
    QTest.keyClicks(tiles, "k")
    assert tiles.chosen == "2"  # ご is found with か's row
    QTest.keyClicks(tiles, "k")
    assert tiles.chosen == "1"
    QTest.keyClicks(tiles, "y")
    assert tiles.chosen == "3"


def test_arrows_go_over_the_grid(tiles: TileList) -> None:
    columns = tiles.width() // tiles.gridSize().width()
    assert columns > 1
    QTest.keyClick(tiles, Qt.Key.Key_Right)
    assert tiles.chosen == "1"
    QTest.keyClick(tiles, Qt.Key.Key_Left)
    QTest.keyClick(tiles, Qt.Key.Key_Down)
    assert tiles.chosen == f"{columns}"


def test_the_right_of_a_tile_opens_its_menu(tiles: TileList, qtbot: QtBot) -> None:
    pressed: list[str] = []
    tiles.pressed.connect(pressed.append)
    box = tiles.visualRect(tiles.tiles.index(1))
    with qtbot.waitSignal(tiles.wanted) as caught:
        where = QPoint(box.right() - MENU // 2, box.center().y())
        QTest.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert caught.args is not None
    assert caught.args[0] == "1"
    assert pressed == []


def test_nothing_is_pressed_while_locked(tiles: TileList) -> None:
    pressed: list[str] = []
    tiles.pressed.connect(pressed.append)
    tiles.locked = True
    QTest.keyClick(tiles, Qt.Key.Key_Space)
    assert pressed == []
    tiles.locked = False
    QTest.keyClick(tiles, Qt.Key.Key_Space)
    assert pressed == ["0"]


def test_a_digit_marks_where_marks_are_given(tiles: TileList) -> None:
    marked: list[tuple[str, int]] = []
    tiles.marked.connect(lambda who, n: marked.append((who, n)))
    tiles.marks = 3
    QTest.keyClicks(tiles, "24")
    assert marked == [("0", 2)]
    assert tiles.chosen == "0"
