"""Any table of a screen saved for Excel or as CSV: what is seen of it, in the order in which it is seen."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QTableView
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain import wareki
from kyodo_desktop.papers.tables.values import Shown
from kyodo_desktop.services.acts import acts
from kyodo_desktop.ui import tableexport
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel
from kyodo_desktop.ui.window import MainWindow
from tests.ui.hands import roster

DAY = dt.date(2025, 11, 14)


@dataclass(frozen=True)
class Line:
    name: str
    since: dt.date | None
    count: int
    pay: int


LINES = (
    Line("=cmd|' /C calc'!A0", dt.date(2019, 5, 1), 7, 9000),
    Line("𠮷野 家", dt.date(2025, 10, 1), 10, 12500),
    Line("007", None, 2, 0),
)


@pytest.fixture
def table(qtbot: QtBot) -> Table[Line]:
    columns = (
        Column[Line](title="氏名", text=lambda one: one.name),
        Column[Line](
            title="から",
            text=lambda one: wareki.short(one.since) if one.since else "",
            sort=lambda one: one.since or dt.date.min,
        ),
        Column[Line](title="回数", text=lambda one: str(one.count), sort=lambda one: one.count),
        Column[Line](title="日額", text=lambda one: f"{one.pay:,}", sort=lambda one: one.pay),
        Column[Line](title="◎", spoken="会長", text=lambda one: f"{one.count}回", sort=lambda one: one.count),
    )
    view = QTableView()
    qtbot.addWidget(view)
    made = Table(view, TableModel(columns, lambda one: one.name))
    made.show(LINES)
    return made


def test_values_are_what_the_screen_shows(table: Table[Line]) -> None:
    seen = tableexport.as_seen(table, "一覧", DAY)
    assert [one.head for one in seen.columns] == ["氏名", "から", "回数", "日額", "会長"]
    assert [one.shown for one in seen.columns][1:4] == [Shown.ERA_SHORT, Shown.PLAIN, Shown.GROUPED]
    assert seen.rows[0] == ("=cmd|' /C calc'!A0", dt.date(2019, 5, 1), 7, 9000, "7回")
    assert seen.rows[2] == ("007", "", 2, 0, "2回")


def test_rows_and_columns_stand_as_they_are_seen(table: Table[Line]) -> None:
    header = table.view.horizontalHeader()
    header.moveSection(2, 0)
    header.hideSection(3)
    table.proxy.sort(2, Qt.SortOrder.AscendingOrder)
    table.view.hideRow(1)
    seen = tableexport.as_seen(table, "一覧", DAY)
    assert [one.head for one in seen.columns] == ["回数", "氏名", "から", "会長"]
    assert [row[:2] for row in seen.rows] == [(2, "007"), (10, "𠮷野 家")]


def test_a_filtered_table_is_saved_as_filtered(table: Table[Line]) -> None:
    table.proxy.setFilterFixedString("𠮷")
    assert [row[0] for row in tableexport.as_seen(table, "一覧", DAY).rows] == ["𠮷野 家"]


# --- in the window


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The answer that the file dialog is given next; afterwards what it asked stands in its place."""
    given: list[tuple[str, str]] = []

    def ask(_parent: object, _title: str, start: str, kinds: str) -> tuple[str, str]:
        answer = given.pop()
        given.append((start, kinds))
        return answer

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return given


def test_the_roster_of_the_screen_is_saved_by_its_keys(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, answers: list[tuple[str, str]]
) -> None:
    shown = roster(window).table
    answers.append((str(tmp_path / "名簿"), "Excel (*.xlsx)"))
    qtbot.keyClick(
        shown.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    start, kinds = answers[0]
    assert start.endswith(".xlsx")
    assert "シフトJIS" in kinds
    sheet = openpyxl.load_workbook(tmp_path / "名簿.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == shown.proxy.rowCount() + 1 == 13
    assert any("梶原 純" in row for row in rows)
    assert "名簿.xlsx" in window.notice.text
    edited = openpyxl.load_workbook(tmp_path / "名簿.xlsx")
    edited.worksheets[0]["A2"] = "手で直した"
    edited.save(tmp_path / "名簿.xlsx")
    answers[:] = [(str(tmp_path / "名簿.xlsx"), "Excel (*.xlsx)")]
    tableexport.pick(shown)
    assert window.notice.property("role") == "alarm"
    assert openpyxl.load_workbook(tmp_path / "名簿.xlsx").worksheets[0]["A2"].value == "手で直した"


def test_the_menu_of_a_table_offers_it(
    window: MainWindow, tmp_path: Path, answers: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = roster(window).table
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # there is no screen to grab the keyboard of
    answers.append((str(tmp_path / "名簿.csv"), "CSV UTF-8 (*.csv)"))
    shown.view.customContextMenuRequested.emit(QPoint(5, 5))
    menu = shown.view.findChild(QMenu)
    assert menu is not None
    (save,) = [one for one in menu.actions() if "保存" in one.text()]
    save.trigger()
    menu.close()
    text = (tmp_path / "名簿.csv").read_bytes().decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == 13
    answers[:] = [("", "")]
    tableexport.pick(shown)
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix == ".csv") == ["名簿.csv"]


def test_shift_jis_is_written_where_it_was_chosen(
    window: MainWindow, tmp_path: Path, answers: list[tuple[str, str]]
) -> None:
    shown = roster(window).table
    answers.append((str(tmp_path / "名簿.csv"), "CSV シフトJIS (*.csv)"))
    tableexport.pick(shown)
    assert "梶原 純" in (tmp_path / "名簿.csv").read_bytes().decode("cp932")


def test_what_is_internal_is_called_so(
    window: MainWindow, tmp_path: Path, answers: list[tuple[str, str]]
) -> None:
    answers.append((str(tmp_path / "名簿.xlsx"), "Excel (*.xlsx)"))
    tableexport.pick_internal(window, DAY, personal=True)
    assert "【内部用】" in answers[0][0]
    sheet = openpyxl.load_workbook(tmp_path / "【内部用】名簿.xlsx").worksheets[0]
    assert "住所" in [cell.value for cell in sheet[1]]
    assert not (tmp_path / "名簿.xlsx").exists()
    newest = window.desk.read(acts, limit=1)[0].entry
    assert newest.kind == "note"
    assert newest.act.text().endswith("委員名簿」を出力（12人分）")


@pytest.mark.parametrize(
    ("answer", "personal"),
    [(QMessageBox.StandardButton.Yes, True), (QMessageBox.StandardButton.No, False)],
)
def test_the_menu_asks_before_anything_personal_is_saved(
    window: MainWindow,
    tmp_path: Path,
    answers: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    answer: QMessageBox.StandardButton,
    *,
    personal: bool,
) -> None:
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answer)
    answers.append((str(tmp_path / "名簿.xlsx"), "Excel (*.xlsx)"))
    window.menu.save_internal()
    sheet = openpyxl.load_workbook(tmp_path / "【内部用】名簿.xlsx").worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert ("住所" in heads) is personal
    assert (window.desk.read(acts, limit=1)[0].entry.kind == "note") is personal
    assert "委嘱日" in heads
