"""Tables as the clerk sets them and remembers them, copied to Excel and pasted from it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.dialogs.importing import ImportDialog
from kyodo_desktop.ui.screens.roster import RosterScreen
from kyodo_desktop.ui.widgets import tsv
from kyodo_desktop.ui.window import MainWindow
from tests.ui.hands import roster, type_into

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(window: MainWindow) -> RosterScreen:
    return roster(window)


def test_widths_order_and_sort_are_there_again(
    screen: RosterScreen, reopen: Callable[[], MainWindow]
) -> None:
    table, header = screen.table, screen.table.view.horizontalHeader()
    table.set_width(1, 123)
    header.moveSection(2, 1)
    table.columns.show_column(4, False)
    header.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    names = [table.proxy.index(row, 2).data() for row in range(3)]
    again = roster(reopen()).table
    after = again.view.horizontalHeader()
    assert after.sectionSize(1) == 123
    assert [after.logicalIndex(at) for at in range(3)] == [0, 2, 1]
    assert after.isSectionHidden(4)
    assert (after.sortIndicatorSection(), after.sortIndicatorOrder()) == (2, Qt.SortOrder.DescendingOrder)
    assert after.isSortIndicatorShown()
    assert [again.proxy.index(row, 2).data() for row in range(3)] == names


def test_an_edge_drawn_with_the_mouse_is_kept(screen: RosterScreen, qtbot: QtBot) -> None:
    header = screen.table.view.horizontalHeader()
    edge = header.sectionViewportPosition(1) + header.sectionSize(1) - 1
    middle, wide = header.height() // 2, header.sectionSize(1)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge, middle))
    qtbot.mouseMove(header.viewport(), QPoint(edge - 40, middle))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge - 40, middle))
    assert screen.table.widths == {1: wide - 40}
    assert header.sectionSize(1) == wide - 40


def test_columns_are_shown_and_left_out_from_the_menu_but_never_all(screen: RosterScreen) -> None:
    table = screen.table
    for at in range(5):
        table.columns.show_column(at, False)
    assert len(table.hidden) == 4
    menu = QMenu()
    table.columns.fill(menu)
    boxes = [one for one in menu.actions() if one.isCheckable()]
    assert [one.text() for one in boxes] == ["役職", "区分", "氏名", "所属団体等", "備考"]
    assert [one.isEnabled() for one in boxes] == [True] * 4 + [False]
    boxes[2].setChecked(True)
    assert not table.view.isColumnHidden(2)
    menu.actions()[-1].trigger()
    assert table.hidden == set()
    assert not table.view.isColumnHidden(0)


@pytest.mark.parametrize("kept", ["{", "[]", '{"order": [0, 0], "hidden": [99]}', '{"widths": {"a": 1}}'])
def test_what_was_kept_and_cannot_be_read_is_left(
    screen: RosterScreen, reopen: Callable[[], MainWindow], kept: str
) -> None:
    place = screen.table.columns._place()
    assert place is not None
    place[0].keep(place[1], kept)
    again = roster(reopen()).table
    assert [again.view.isColumnHidden(at) for at in range(5)] == [False] * 5
    assert again.view.horizontalHeader().logicalIndex(0) == 0


def test_rows_are_copied_as_they_are_seen(screen: RosterScreen, qtbot: QtBot) -> None:
    table = screen.table
    table.columns.show_column(0, False)
    table.view.horizontalHeader().moveSection(2, 0)
    assert not table.view.isColumnHidden(table.view.currentIndex().column())
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table.view, Qt.Key.Key_C, CONTROL)
    lines = QApplication.clipboard().text().split("\n")
    assert lines == [
        "梶原 純\t1号委員 市民\t市民（公募）\t新",
        "長谷川 俊介\t1号委員 市民\t市民（公募）\t新",
    ]


def test_cells_with_breaks_and_quotes_come_through_whole() -> None:
    rows = (("a\tb", 'c"d', "e\nf"), ("辻\U000e0100", "", "𠮷"))
    assert tsv.read(tsv.written(rows)) == rows
    assert tsv.read("a\tb\r\nc\td\r\n") == (("a", "b"), ("c", "d"))


def test_rows_from_excel_open_the_preview(screen: RosterScreen, window: MainWindow, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("区分\t氏名\t所属\r\n1号\t辻\U000e0100 花子\t市民\r\n")
    qtbot.keyClick(screen.table.view, Qt.Key.Key_V, CONTROL)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    assert [row.taken for row in dialog.table.model.rows] == [True]
    dialog._take_in()
    assert "辻\U000e0100 花子" in {line.name.name for line in screen.table.model.rows}
    window.undo()
    assert "辻\U000e0100 花子" not in {line.name.name for line in screen.table.model.rows}


def test_rows_without_headings_are_read_by_the_tables_own(
    screen: RosterScreen, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(screen.table.view, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(screen.table.view, Qt.Key.Key_C, CONTROL)
    screen.paste(QApplication.clipboard().text())
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    assert dialog._plan is not None
    assert "name" in dialog._plan.columns
    assert dialog._shown is not None
    assert len(dialog._shown.lines) == 12


def test_nothing_is_pasted_while_an_edit_waits(screen: RosterScreen, window: MainWindow) -> None:
    screen.begin(screen.acts.resign)
    assert screen.act.form is not None
    type_into(screen.act.form, "on", "R8.3.31")
    screen.paste("氏名\n新任 太郎")
    assert window.findChild(ImportDialog) is None
