"""履歴: the journal in words, and undo from there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QPushButton, QTextBrowser

from kyodo_desktop.domain.records import PlanEntry
from kyodo_desktop.services import planning
from kyodo_desktop.ui.screens.journal import JournalScreen
from kyodo_desktop.ui.window import MainWindow
from tests.ui import hands


def journal(window: MainWindow) -> JournalScreen:
    window.go(JournalScreen.key)
    page = window.page(JournalScreen.key)
    assert isinstance(page, JournalScreen)
    return page


def test_an_act_is_shown_with_what_it_changed_as_text_never_as_markup(window: MainWindow) -> None:
    entry = window.desk.find(PlanEntry)[0]
    window.desk.do(planning.edit_plan_entry, replace(entry, content="<b>研修</b> & <script>"))
    page = journal(window)
    told = hands.child(QTextBrowser, "told", page.form).toPlainText()
    assert f"{entry.content} → <b>研修</b> & <script>" in told
    assert [row.entry.kind for row in page.table.model.rows] == ["act", "base"]


def test_acts_are_taken_back_down_to_the_chosen_one_and_can_be_done_again(window: MainWindow) -> None:
    before = window.desk.find(PlanEntry)
    for entry in before[:3]:
        window.desk.do(planning.remove_plan_entry, entry.id)
    page = journal(window)
    button = hands.child(QPushButton, "undo", page.form)
    page.table.view.selectRow(1)
    assert button.text() == "この操作まで元に戻す（2件）"
    button.click()
    assert window.desk.find(PlanEntry) == before[1:]
    page.table.choose(1)
    assert not button.isEnabled()  # what the register began with
    window.redo()
    window.redo()
    assert window.desk.find(PlanEntry) == before[3:]


def test_older_acts_are_fetched_page_by_page(window: MainWindow) -> None:
    entry = window.desk.find(PlanEntry)[0]
    for number in range(210):
        window.desk.do(
            planning.edit_plan_entry, replace(window.desk.get(PlanEntry, entry.id), content=str(number))
        )
    page = journal(window)
    older = hands.child(QPushButton, "older", page.form)
    assert (len(page.table.model.rows), older.isHidden()) == (200, False)
    older.click()
    assert (len(page.table.model.rows), older.isHidden()) == (211, True)
