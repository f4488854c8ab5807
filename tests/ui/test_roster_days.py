"""The roster's day slider: ticks where something turns, steps by keys, and no stall with 200 members."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import EndReason
from kyodo_desktop.services import roster as services
from kyodo_desktop.storage import Store
from kyodo_desktop.ui.screens.roster import RosterScreen
from kyodo_desktop.ui.widgets.dayslider import DaySlider
from kyodo_desktop.ui.window import MainWindow
from tests.ui.conftest import TODAY
from tests.ui.hands import enter, roster

STALL_S = 0.3
MEMBERS = 200


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> RosterScreen:
    page = roster(window)
    qtbot.waitUntil(lambda: page.head.slider is not None)
    return page


def slider(screen: RosterScreen) -> DaySlider:
    assert screen.head.slider is not None
    return screen.head.slider


def resigned(screen: RosterScreen, on: dt.date) -> None:
    line = screen.table.chosen()
    assert line is not None
    screen.desk.do(services.resign, line.appointment.id, on, EndReason.RESIGNED)


def test_the_slider_lies_over_every_term_and_stands_on_the_day(screen: RosterScreen) -> None:
    committee = screen.desk.committee
    assert committee is not None
    terms = screen.desk.read(services.terms, committee.id)
    bar = slider(screen)
    assert bar.day == TODAY
    assert dt.date.fromordinal(bar.minimum()) == terms[0].since
    assert dt.date.fromordinal(bar.maximum()) == terms[-1].until
    assert bar.accessibleDescription() == "令和7年11月1日（土）"


def test_the_arrows_go_from_one_turning_day_to_the_next(screen: RosterScreen, qtbot: QtBot) -> None:
    resigned(screen, dt.date(2026, 3, 31))
    bar = slider(screen)
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert screen.day.day == dt.date(2026, 4, 1)
    assert len(screen.table.model.rows) == 11
    assert screen.day.text() == "令和8年4月1日（水）"
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    assert len(screen.table.model.rows) == 12
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert screen.day.day == dt.date.fromordinal(bar.maximum())


def test_the_page_keys_go_from_term_to_term(screen: RosterScreen, qtbot: QtBot) -> None:
    committee = screen.desk.committee
    assert committee is not None
    last = screen.desk.read(services.terms, committee.id)[-1]
    since = last.until + dt.timedelta(days=1)
    screen.desk.do(services.open_term, committee.id, since=since, until=dt.date(2029, 9, 30))
    bar = slider(screen)
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_PageDown)
    assert screen.day.day == since
    assert screen.table.model.rows == ()
    qtbot.keyClick(bar, Qt.Key.Key_PageUp)
    assert screen.day.day == last.since
    qtbot.keyClick(bar, Qt.Key.Key_End)
    assert screen.day.day == dt.date(2029, 9, 30)


def test_a_drag_turns_the_day_and_a_near_tick_draws_it(screen: RosterScreen, qtbot: QtBot) -> None:
    resigned(screen, dt.date(2026, 3, 31))
    bar, left = slider(screen), Qt.MouseButton.LeftButton
    turn = dt.date(2026, 4, 1).toordinal()
    at = QPoint(round(bar._x(turn)) + 2, bar.height() // 2)
    qtbot.mousePress(bar, left, pos=at)
    assert screen.head.drawn
    qtbot.mouseMove(bar, at)
    qtbot.mouseRelease(bar, left, pos=at)
    assert not screen.head.drawn
    assert screen.day.day == dt.date(2026, 4, 1)
    assert len(screen.table.model.rows) == 11


def test_a_pending_edit_holds_the_slider(screen: RosterScreen, qtbot: QtBot) -> None:
    enter(screen.member.affiliation.form, "organisation", "市民の会")
    bar = slider(screen)
    qtbot.keyClick(bar, Qt.Key.Key_End)
    assert screen.day.day == TODAY
    assert bar.day == TODAY


def test_two_hundred_members_turn_without_a_stall(screen: RosterScreen, sample: Store) -> None:
    line = screen.table.chosen()
    assert line is not None
    seat = line.appointment
    screen.hide()
    for number in range(MEMBERS - 12):
        name = f"試験 {number}郎"
        services.appoint(sample, seat.term, seat.category, name=name, organisation="会", namesake=True)
    screen.head.forget()
    screen.show()
    screen.show_day(TODAY)
    assert len(screen.table.model.rows) == MEMBERS
    spent = []
    for day in range(1, 8):
        began = time.perf_counter()
        slider(screen).setValue((TODAY + dt.timedelta(days=day)).toordinal())
        spent.append(time.perf_counter() - began)
    assert screen.day.day == TODAY + dt.timedelta(days=7)
    print("turn ms", [round(one * 1000) for one in spent])
    assert sorted(spent)[3] < STALL_S
