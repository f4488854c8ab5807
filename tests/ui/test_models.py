"""The models behind tables and outlines, by Qt's own tester and directly."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.widgets.outline import OutlineModel
from kyodo_desktop.ui.widgets.table import ROW_ROLE, SORT_ROLE, Column, Table, TableModel

ROWS = (("b", 2), ("a", 10), ("c", 1))
COLUMNS = (
    Column[tuple[str, int]](title="氏名", text=lambda row: row[0]),
    Column[tuple[str, int]](title="回", text=lambda row: f"第{row[1]}回", sort=lambda row: row[1]),
)
LINES = (("1", 0), ("2", 0), ("2.1", 1), ("2.1.1", 2), ("2.2", 1), ("3", 0))


def table() -> TableModel[tuple[str, int]]:
    model = TableModel(COLUMNS, key=lambda row: row[0])
    model.show(ROWS)
    return model


def outline() -> OutlineModel[tuple[str, int]]:
    columns = (Column[tuple[str, int]](title="件名", text=lambda line: line[0]),)
    model = OutlineModel(columns, key=lambda line: line[0], depth=lambda line: line[1])
    model.show(LINES)
    return model


def test_a_table_passes_qts_tester_while_rows_come_and_go(qapp: QApplication) -> None:
    model = table()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(ROWS[:1])
    model.show(())
    model.show(ROWS)
    assert tester.model() is model


def test_an_outline_passes_qts_tester_while_it_changes_shape(qapp: QApplication) -> None:
    model = outline()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(LINES[:3])
    model.show(())
    model.show(LINES)
    assert tester.model() is model


def test_an_outline_has_the_shape_of_its_depths(qapp: QApplication) -> None:
    model = outline()
    second = model.index(1, 0)
    assert [model.rowCount(), model.rowCount(second)] == [3, 2]
    deep = model.index(0, 0, model.index(0, 0, second))
    assert deep.data() == "2.1.1"
    assert deep.parent().parent() == second
    assert model.find("none") == QModelIndex()


def test_sorting_goes_by_the_sort_role_and_a_third_click_takes_it_back(qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    shown = Table(view, table())
    proxy = shown.proxy
    proxy.sort(1, Qt.SortOrder.AscendingOrder)
    assert [proxy.index(at, 1).data(SORT_ROLE) for at in range(3)] == [1, 2, 10]
    proxy.sort(-1)
    assert [proxy.index(at, 0).data() for at in range(3)] == ["b", "a", "c"]


def test_the_choice_stays_when_rows_change(qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    shown = Table(view, table())
    assert shown.choose("c")
    shown.show((("c", 7), ("d", 8)))
    assert shown.chosen() == ("c", 7)
    assert view.currentIndex().data(ROW_ROLE) == ("c", 7)
    shown.show((("d", 8),))
    assert shown.chosen() == ("d", 8)
    shown.show(())
    assert shown.chosen() is None


def test_a_row_is_copied_as_excel_takes_it(qtbot: QtBot, qapp: QApplication) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    shown = Table(view, table())
    shown.choose("a")
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == "a\t第10回"
