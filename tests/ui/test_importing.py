"""The dialog that brings a table in: mapping, preview, decisions by keyboard, one act."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import PersonName
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.dialogs.import_words import COLUMNS
from kyodo_desktop.ui.dialogs.importing import ImportDialog
from kyodo_desktop.ui.load import part
from tests.services.importable import grid

ROWS = [
    ["区分", "氏名", "連絡用"],
    ["1号", "新任 太郎様", "048-258-1110"],
    ["2号", "新任 花子", "048-258-1111"],
    ["9号", "新任 次郎", ""],
]


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> ImportDialog:
    made = ImportDialog(None, desk)
    qtbot.addWidget(made)
    made.open()
    made._on_read(grid(ROWS))
    return made


def test_what_is_chosen_is_taken_in_as_one_act(dialog: ImportDialog, desk: Desk, qtbot: QtBot) -> None:
    taken = part(QPushButton, "take", dialog.form)
    mapping = part(QTableWidget, "mapping", dialog.form)
    box = mapping.cellWidget(2, 2)
    assert isinstance(box, QComboBox)
    assert box.accessibleName()
    box.setCurrentIndex(box.findData("phone"))
    box.activated.emit(box.currentIndex())
    dialog._accepts["honorific"].setChecked(True)
    assert [row.taken for row in dialog.table.model.rows] == [True, True, False]
    qtbot.keyClick(taken, Qt.Key.Key_Space)
    names = {one.name for one in desk.find(PersonName)}
    assert {"新任 太郎", "新任 花子"} <= names
    assert "新任 次郎" not in names
    undoable = desk.undoable
    assert undoable is not None
    assert undoable.text() == "名簿の取込み"


def test_a_row_is_left_out_by_the_keyboard(dialog: ImportDialog, desk: Desk) -> None:
    dialog.table.choose(3)
    dialog._turn()
    assert [row.taken for row in dialog.table.model.rows] == [True, False, False]
    dialog._take_in()
    assert "新任 花子" not in {one.name for one in desk.find(PersonName)}


def test_a_table_without_names_says_so_and_cannot_be_taken(dialog: ImportDialog) -> None:
    dialog._on_read(grid([["品名", "数"], ["机", "3"]]))
    assert "氏名" in dialog._problem.text()
    assert not part(QPushButton, "take", dialog.form).isEnabled()


def test_a_name_that_is_like_one_says_why_and_a_row_that_is_nobodys_too(dialog: ImportDialog) -> None:
    dialog._on_read(grid([["氏名", "区分"], ["○梶原 純 様", "1号"], ["欠員", "2号"]]))
    said = [COLUMNS[-1].text(row) for row in dialog.table.model.rows]
    assert said[0].startswith("台帳の「梶原 純」に似ています。　敬称や印")
    assert "欠員の席" in said[1]
    assert [COLUMNS[2].text(row) for row in dialog.table.model.rows] == ["似た氏名", "委員以外"]
    assert [row.taken for row in dialog.table.model.rows] == [False, False]
