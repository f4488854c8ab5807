"""改選 from the roster: who stays, who leaves, who is new, recorded as one act."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import Appointment, Term
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.dialogs.renewal import RenewalDialog
from kyodo_desktop.ui.window import MainWindow
from tests.ui.hands import child, roster, type_into

SINCE, UNTIL = dt.date(2027, 10, 1), dt.date(2029, 9, 30)


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> RenewalDialog:
    made = RenewalDialog(None, desk)
    qtbot.addWidget(made)
    made.open()
    return made


def add_newcomer(dialog: RenewalDialog, name: str) -> None:
    child(QPushButton, "new", dialog).click()
    assert dialog.act.form is not None
    type_into(dialog.act.form, "name", name)
    dialog.act.done.click()


def test_it_begins_with_the_members_and_the_day_after(dialog: RenewalDialog) -> None:
    assert dialog.days.values() == {"since": SINCE, "until": UNTIL}
    assert [one.standing for one in dialog.seats] == ["継続"] * 12
    assert "12人を委嘱します。" in child(QLabel, "counts", dialog).text()


def test_a_term_is_renewed_as_one_act(dialog: RenewalDialog, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.table.view, Qt.Key.Key_Space)
    assert dialog.seats[0].standing == "退任"
    gone = dialog.seats[0].person
    add_newcomer(dialog, "辻\U000e0100 花子")
    assert [one.standing for one in dialog.seats][-1] == "新任"
    with qtbot.waitSignal(dialog.done_from) as told:
        child(QPushButton, "record", dialog).click()
    assert told.args == [SINCE]
    term = next(one for one in desk.find(Term) if one.since == SINCE)
    seats = desk.find(Appointment, term=term.id)
    assert len(seats) == 12
    assert gone not in {seat.person for seat in seats}
    undoable = desk.undoable
    assert undoable is not None
    assert "12人の委嘱を記録" in undoable.text()
    desk.undo()
    assert desk.find(Appointment, term=term.id) == ()


def test_a_newcomer_called_like_a_member_is_refused_where_it_stands(dialog: RenewalDialog) -> None:
    add_newcomer(dialog, "梶原 純")
    child(QPushButton, "record", dialog).click()
    assert dialog.isVisible()
    assert "同じ氏名" in child(QLabel, "problem", dialog).text()
    dialog.turn()
    assert len(dialog.seats) == 12


def test_a_former_member_comes_back(dialog: RenewalDialog, desk: Desk) -> None:
    first = dialog.seats[0]
    dialog.seats = dialog.seats[1:]
    dialog.ask_former()
    assert dialog.act.form is not None
    dialog.act.form.editors["person"].show_value(first.person)
    dialog.act.form.editors["category"].show_value(first.category.id)
    dialog.act.done.click()
    assert (dialog.seats[-1].name, dialog.seats[-1].standing) == (first.name, "継続")


def test_a_category_is_changed_and_escape_leaves_the_form_first(dialog: RenewalDialog, qtbot: QtBot) -> None:
    dialog.ask_category()
    assert dialog.act.form is not None
    other = next(one for one in dialog.seats if one.category.number == 2).category
    dialog.act.form.editors["category"].show_value(other.id)
    dialog.act.done.click()
    assert dialog.seats[0].category == other
    dialog.ask_newcomer()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.act.open
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_half_filled_form_is_not_lost(dialog: RenewalDialog, desk: Desk) -> None:
    dialog.ask_newcomer()
    assert dialog.act.form is not None
    type_into(dialog.act.form, "name", "新任 太郎")
    dialog.record()
    assert dialog.isVisible()
    assert "入力の途中" in child(QLabel, "problem", dialog).text()
    assert len(desk.find(Term)) == 1


def test_the_roster_opens_it_and_shows_the_new_term(window: MainWindow, qtbot: QtBot) -> None:
    screen = roster(window)
    screen.renew()
    dialog = window.findChild(RenewalDialog)
    assert dialog is not None
    dialog.record()
    qtbot.waitUntil(lambda: screen.day.day == SINCE)
    assert [line.standing for line in screen.table.model.rows[:2]] == ["2期", "2期"]
