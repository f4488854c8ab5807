"""Ctrl+K: records, screens and commands in one box, by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import Consultation, Material, PlanEntry, Survey
from kyodo_desktop.services import planning
from kyodo_desktop.ui.dialogs.search import SearchBox
from kyodo_desktop.ui.leading import lead
from kyodo_desktop.ui.screens.plan import PlanScreen
from kyodo_desktop.ui.window import MainWindow
from tests.ui import hands


def box(window: MainWindow, qtbot: QtBot) -> SearchBox:
    window.menu.search()
    made = window.findChild(SearchBox)
    qtbot.waitUntil(lambda: made._index.complete, timeout=10_000)
    return made


def lines(made: SearchBox) -> list[str]:
    return [made.found.item(row).text() for row in range(made.found.count())]


def test_a_record_is_found_and_shown_by_the_keyboard_alone(window: MainWindow, qtbot: QtBot) -> None:
    made = box(window, qtbot)
    entry = window.desk.find(PlanEntry)[2]
    hands.commit(made.entry, entry.content[:6])
    assert any(line.startswith(entry.content) for line in lines(made))
    while not made.found.currentItem().text().startswith(entry.content):
        before = made.found.currentRow()
        QTest.keyClick(made.entry, Qt.Key.Key_Down)
        assert made.found.currentRow() == before + 1
    QTest.keyClick(made.entry, Qt.Key.Key_Return)
    assert made.isHidden()
    page = window.page(window.screen_key)
    assert isinstance(page, PlanScreen)
    assert page.ledger.record == entry


def test_a_command_is_found_by_its_words_and_done(window: MainWindow, qtbot: QtBot) -> None:
    made = box(window, qtbot)
    hands.commit(made.entry, "履歴")
    assert lines(made)[0].startswith("履歴")
    QTest.keyClick(made.entry, Qt.Key.Key_Return)
    assert window.screen_key == "journal"


def test_composing_neither_goes_nor_leaves_and_escape_does(window: MainWindow, qtbot: QtBot) -> None:
    made = box(window, qtbot)
    hands.compose(made.entry, "りれき")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(made.entry, key)
        assert not made.isHidden()
    hands.commit(made.entry, "履歴")
    QTest.keyClick(made.entry, Qt.Key.Key_Escape)
    assert made.isHidden()
    assert window.screen_key == "home"


def test_what_isnt_there_is_said(window: MainWindow, qtbot: QtBot) -> None:
    made = box(window, qtbot)
    hands.commit(made.entry, "<b>どこにもない</b>")
    assert lines(made) == []
    assert "見つかりません" in hands.child(QLabel, "state", made).text()


def test_a_change_is_found_at_once(window: MainWindow, qtbot: QtBot) -> None:
    made = box(window, qtbot)
    committee = window.desk.committee
    assert committee is not None
    window.desk.do(planning.add_plan_entry, committee.id, "﨑の会の視察")
    hands.commit(made.entry, "崎の会")
    assert any(line.startswith("﨑の会の視察") for line in lines(made))


def test_every_kind_leads_to_a_screen_that_there_is(window: MainWindow) -> None:
    for cls, screen in ((Material, "shelf"), (PlanEntry, "plan")):
        record = window.desk.find(cls)[0]
        assert lead(window.desk, record) == (screen, record.id)
    for cls in (Consultation, Survey):
        at = lead(window.desk, window.desk.find(cls)[0])
        assert at is None or at[0] in {"consultations", "surveys"}
