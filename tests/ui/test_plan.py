"""審議予定: the plan edited in place, and the ledger that it and other plain screens are made of."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import PlanEntry
from kyodo_desktop.paths import Paths
from kyodo_desktop.storage import open_store
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.screens.plan import PlanScreen
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.window import MainWindow
from tests.conftest import ticking
from tests.ui import hands
from tests.ui.conftest import put_away


def plan(window: MainWindow) -> PlanScreen:
    window.go(PlanScreen.key)
    page = window.page(PlanScreen.key)
    assert isinstance(page, PlanScreen)
    return page


def contents(window: MainWindow) -> list[str]:
    committee = window.desk.committee
    assert committee is not None
    return [one.content for one in window.desk.find(PlanEntry, committee=committee.id)]


def test_the_plan_is_shown_in_its_order_with_what_came_of_it(window: MainWindow) -> None:
    page = plan(window)
    rows = page.ledger.table.model.rows
    assert [row.entry.content for row in rows] == contents(window)
    assert hands.child(QLabel, "standing", page.form).text() == "これから：5件"


def test_a_line_is_edited_in_place_and_saved_on_leaving_the_field(window: MainWindow) -> None:
    page = plan(window)
    hands.enter(page.ledger.form, "period", "令和8年4月")
    assert page.ledger.record is not None
    assert window.desk.get(PlanEntry, page.ledger.record.id).period == "令和8年4月"
    hands.enter(page.ledger.form, "period", "いつか13月")
    assert page.ledger.form.wrong
    assert window.desk.get(PlanEntry, page.ledger.record.id).period == "令和8年4月"
    before = page.ledger.record.id
    page.ledger.table.view.selectRow(1)
    assert page.ledger.record.id == before  # what can't be saved isn't left behind


def test_a_line_is_added_chosen_moved_and_removed_and_each_can_be_taken_back(window: MainWindow) -> None:
    page = plan(window)
    before = contents(window)
    QTest.mouseClick(hands.child(QPushButton, "add", page.form), Qt.MouseButton.LeftButton)
    form = page.ledger.act.form
    assert form is not None
    hands.type_into(form, "content", "中間報告")
    page.ledger.act.done.click()
    assert contents(window) == [*before, "中間報告"]
    assert page.ledger.record is not None
    assert page.ledger.record.content == "中間報告"
    page.ledger.move_by(-1)
    assert contents(window) == [*before[:-1], "中間報告", before[-1]]
    page.ledger.remove()
    assert contents(window) == before
    for _ in range(3):
        window.undo()
    assert contents(window) == before
    window.redo()
    assert contents(window) == [*before, "中間報告"]


def test_a_read_only_register_offers_no_acts(desk: Desk, paths: Paths, qtbot: QtBot) -> None:
    assert isinstance(desk.location, Path)
    desk.back_up()
    desk.close()
    store = open_store(desk.location, who="another", now=ticking(), read_only=True)
    window = MainWindow(Desk(store, paths, desk.today), Settings(paths.settings))
    window.show()
    page = plan(window)
    assert page.ledger.record is not None
    for name in ("up", "down", "remove"):
        assert not hands.child(QToolButton, name, page.form).isEnabled()
    assert not hands.child(QPushButton, "add", page.form).isEnabled()
    put_away(window)
