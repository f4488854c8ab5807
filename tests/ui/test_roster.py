"""The roster screen: as of a day, edited as 訂正 or 異動, and what happens to members."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSplitter
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import Affiliation, EndReason, OfficeRole, PersonName
from kyodo_desktop.paths import Paths
from kyodo_desktop.storage import Store
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.screens import SCREENS
from kyodo_desktop.ui.screens.roster import RosterScreen
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.dayfield import stepped
from kyodo_desktop.ui.window import MainWindow
from tests.ui.conftest import TODAY, put_away
from tests.ui.hands import child, compose, enter, roster, type_into


@pytest.fixture
def screen(window: MainWindow) -> RosterScreen:
    return roster(window)


def cells(screen: RosterScreen, row: int) -> list[str]:
    proxy = screen.table.proxy
    return [proxy.index(row, at).data() for at in range(proxy.columnCount())]


def affiliations(screen: RosterScreen) -> tuple[Affiliation, ...]:
    line = screen.table.chosen()
    assert line is not None
    return screen.desk.find(Affiliation, person=line.appointment.person)


def test_the_day_turns_before_it_is_known_where_to(screen: RosterScreen) -> None:
    screen.head.forget()
    screen.head._previous.click()
    assert screen.day.day < screen.desk.today


def test_the_sample_is_shown_as_of_its_day(screen: RosterScreen) -> None:
    assert len(screen.table.model.rows) == 12
    assert cells(screen, 0) == ["", "1号委員 市民", "梶原 純", "市民（公募）", "新"]
    assert "12" in child(QLabel, "standing", screen).text()


def test_a_day_without_a_term_says_what_to_do(screen: RosterScreen) -> None:
    screen.day.setText("R3.4.1")
    screen.day.left.emit()
    assert screen.table.model.rows == ()
    assert "任期" in screen._empty.text()
    assert not screen.table.view.isVisible()
    screen.show_day(TODAY)
    assert screen.table.view.isVisible()


def test_a_day_that_never_was_is_refused_beside_its_field(screen: RosterScreen) -> None:
    screen.day.setText("R7.2.30")
    screen.day.left.emit()
    assert "28日" in screen.head.problem.text()
    assert screen.day.day == TODAY
    screen.day.setText("R7.10.1")
    screen.day.left.emit()
    assert not screen.head.problem.isVisible()
    assert screen.day.text() == "令和7年10月1日（水）"


def test_the_keys_step_through_days_and_months(screen: RosterScreen, qtbot: QtBot) -> None:
    screen.day.setFocus()
    qtbot.keyClick(screen.day, Qt.Key.Key_Down)
    qtbot.keyClick(screen.day, Qt.Key.Key_PageDown)
    assert screen.day.day == dt.date(2025, 12, 2)
    assert stepped(dt.date(2026, 1, 31), 1, 0) == dt.date(2026, 2, 28)
    assert stepped(dt.date(1873, 1, 1), -1, 0) == dt.date(1873, 1, 1)


def test_an_edit_asks_and_a_correction_changes_the_past(screen: RosterScreen) -> None:
    form = screen.member.affiliation
    enter(form.form, "organisation", "市民の会")
    assert form.ask.isVisible()
    assert not form.ask.save.isEnabled()
    assert cells(screen, 0)[3] == "市民（公募）"
    form.ask.always.click()
    form.ask.save.click()
    assert cells(screen, 0)[3] == "市民の会"
    assert not form.ask.isVisible()
    assert len(affiliations(screen)) == 1


def test_a_change_from_a_day_on_keeps_the_past(screen: RosterScreen) -> None:
    form = screen.member.affiliation
    enter(form.form, "organisation", "市民の会")
    form.ask.since.click()
    form.ask.day.entry.setText("R8.4.1")
    form.ask.save.click()
    assert cells(screen, 0)[3] == "市民（公募）"
    assert screen.head._next.isEnabled()
    screen.head._next.click()
    assert screen.day.day == dt.date(2026, 4, 1)
    assert cells(screen, 0)[3] == "市民の会"
    assert len(affiliations(screen)) == 2


def test_a_name_is_undone_and_redone_by_name(window: MainWindow, screen: RosterScreen) -> None:
    form = screen.member.name
    enter(form.form, "name", "梶原 淳\U000e0100")
    form.ask.always.click()
    form.ask.save.click()
    assert window.menu.undo.text() == "元に戻す：委員 梶原 純の氏名を訂正"
    window.undo()
    assert cells(screen, 0)[2] == "梶原 純"
    window.redo()
    assert cells(screen, 0)[2] == "梶原 淳\U000e0100"
    (stored,) = [n for n in screen.desk.find(PersonName) if n.name.startswith("梶原")]
    assert stored.name == "梶原 淳\U000e0100"


def test_an_answer_that_cannot_be_is_refused_in_place(screen: RosterScreen) -> None:
    form = screen.member.affiliation
    enter(form.form, "organisation", "市民の会")
    form.ask.since.click()
    form.ask.day.entry.setText("きのう")
    form.ask.save.click()
    assert form.ask.problem.isVisible()
    enter(form.form, "organisation", "")
    form.ask.always.click()
    form.ask.save.click()
    assert form.form.wrong
    assert len(affiliations(screen)) == 1


def test_the_fields_stand_still_from_member_to_member(window: MainWindow, screen: RosterScreen) -> None:
    field = screen.member.name.form.editors["name"].widget
    window.resize(1280, 820)
    QTest.qWait(80)  # the forms come once the window stands
    tops = set()
    for row in screen.table.model.rows:
        screen.table.choose(row.appointment.id)
        QApplication.processEvents()
        tops.add(field.mapTo(screen, field.rect().topLeft()).y())
    assert len(tops) == 1


def test_the_category_is_told_however_small_the_window(window: MainWindow, screen: RosterScreen) -> None:
    for width, height in ((1280, 820), (905, 470)):
        window.resize(width, height)
        QApplication.processEvents()
        assert not screen.table.view.isColumnHidden(1)


def test_what_is_wrong_with_the_day_of_a_move_is_in_sight(
    window: MainWindow, screen: RosterScreen, qtbot: QtBot
) -> None:
    window.resize(900, 460)
    enter(screen.member.affiliation.form, "organisation", "市民の会")
    ask = screen.member.affiliation.ask
    ask.since.click()
    ask.day.entry.setFocus()
    ask.day.entry.setText("R7.2.30")
    ask.day.entry.left.emit()
    assert "28日まで" in ask.problem.text()
    qtbot.waitUntil(lambda: ask.problem.visibleRegion().boundingRect() == ask.problem.rect())


def test_a_move_from_a_later_day_says_where_it_can_be_seen(window: MainWindow, screen: RosterScreen) -> None:
    enter(screen.member.affiliation.form, "organisation", "市民の会")
    ask = screen.member.affiliation.ask
    ask.since.click()
    ask.day.entry.setText("R7.11.10")
    ask.save.click()
    assert cells(screen, 0)[3] == "市民（公募）"
    assert "R7.11.10からの異動を保存しました" in window.notice.text
    window.notice._action.click()
    assert screen.day.day == dt.date(2025, 11, 10)
    assert cells(screen, 0)[3] == "市民の会"


def test_a_pending_edit_holds_the_choice_until_it_is_answered(
    window: MainWindow, screen: RosterScreen
) -> None:
    enter(screen.member.affiliation.form, "organisation", "市民の会")
    before = screen.table.chosen_key()
    screen.table.choose(screen.table.model.key_at(3))
    assert screen.table.chosen_key() == before
    screen.show_day(dt.date(2026, 1, 1))
    assert screen.day.day == TODAY
    assert not window.close()
    screen.member.affiliation.ask.cancel.click()
    screen.table.choose(screen.table.model.key_at(3))
    assert screen.table.chosen_key() == screen.table.model.key_at(3)


def test_composing_asks_nothing_yet(screen: RosterScreen) -> None:
    widget = screen.member.name.form.editors["name"].widget
    widget.setFocus()
    compose(widget, "かじわら")
    assert not screen.member.name.ask.isVisible()
    compose(widget, "")


def test_earlier_periods_are_saved_at_once(screen: RosterScreen) -> None:
    enter(screen.member.prior, "periods", "1")
    assert cells(screen, 0)[4] == "2期"


def fill_in(screen: RosterScreen, **values: str) -> None:
    assert screen.act.form is not None
    for name, text in values.items():
        type_into(screen.act.form, name, text)


def test_a_member_is_added(screen: RosterScreen) -> None:
    screen.buttons.main["appoint"].click()
    screen.act.done.click()
    assert screen.act.form is not None
    assert "氏名" in screen.act.form.editors["name"].widget.accessibleDescription()
    fill_in(screen, name="新井 一子", kana="あらい いちこ", organisation="市民（公募）")
    assert not screen.flush()
    screen.act.done.click()
    assert not screen.act.open
    assert len(screen.table.model.rows) == 13
    assert screen.member._frame.isVisible()


def test_escape_leaves_a_form_and_enter_does_it(screen: RosterScreen, qtbot: QtBot) -> None:
    screen.buttons.main["appoint"].click()
    qtbot.keyClick(screen.act, Qt.Key.Key_Escape)
    assert not screen.act.open
    screen.buttons.main["appoint"].click()
    fill_in(screen, name="新井 一子")
    assert screen.act.form is not None
    qtbot.keyClick(screen.act.form.editors["name"].widget, Qt.Key.Key_Return)
    assert len(screen.table.model.rows) == 13


def test_a_resignation_is_recorded_from_its_day(screen: RosterScreen) -> None:
    screen.buttons.main["resign"].click()
    fill_in(screen, on="R8.3.31")
    screen.act.done.click()
    assert len(screen.table.model.rows) == 12
    line = screen.table.chosen()
    assert line is not None
    assert line.appointment.end_reason is EndReason.RESIGNED
    screen.head._next.click()
    assert screen.day.day == dt.date(2026, 4, 1)
    assert len(screen.table.model.rows) == 11


def test_an_office_is_taken_and_left(screen: RosterScreen) -> None:
    screen.buttons.main["office"].click()
    fill_in(screen, on="R7.11.1")
    screen.act.done.click()
    assert cells(screen, 0)[0] == "◎"
    line = screen.table.chosen()
    assert line is not None
    assert line.office is not None
    assert line.office.role is OfficeRole.CHAIR
    assert screen.buttons.main["office"].text() == "委員長を退任"
    screen.buttons.main["office"].click()
    fill_in(screen, on="R8.1.31")
    screen.act.done.click()
    screen.show_day(dt.date(2026, 2, 1))
    assert cells(screen, 0)[0] == ""


def test_a_refused_act_says_why_and_stays_open(screen: RosterScreen) -> None:
    screen.buttons.main["resign"].click()
    fill_in(screen, on="R12.1.1")
    screen.act.done.click()
    assert screen.act.open
    assert screen.act.form is not None
    assert screen.act.form.wrong


def test_the_order_is_moved_within_the_category(screen: RosterScreen) -> None:
    screen.buttons.moves[1].click()
    assert [cells(screen, row)[2] for row in (0, 1)] == ["長谷川 俊介", "梶原 純"]
    assert cells(screen, screen.table.view.currentIndex().row())[2] == "梶原 純"
    screen.buttons.moves[-1].click()
    screen.buttons.moves[-1].click()
    assert cells(screen, 0)[2] == "梶原 純"


def test_a_withdrawal_offers_to_take_it_back(window: MainWindow, screen: RosterScreen) -> None:
    screen.acts.withdraw()
    assert len(screen.table.model.rows) == 11
    assert window.notice.isVisible()
    window.notice._act()
    assert len(screen.table.model.rows) == 12


def test_an_empty_register_begins_with_its_committee(store: Store, paths: Paths, qtbot: QtBot) -> None:
    window = MainWindow(Desk(store, paths, TODAY), Settings(paths.settings))
    window.show()
    screen = roster(window)
    assert screen.buttons.main["appoint"].text() == "委員会を登録"
    screen.buttons.main["appoint"].click()
    fill_in(screen, name="試験委員会", city="試験市")
    screen.act.done.click()
    screen.begin(screen.acts.term)
    fill_in(screen, since="R7.4.1", until="R9.3.31")
    screen.act.done.click()
    screen.begin(screen.acts.category)
    fill_in(screen, number="1", name="1号委員")
    screen.act.done.click()
    screen.buttons.main["appoint"].click()
    fill_in(screen, name="新井 一子")
    assert screen.act.form is not None
    screen.act.form.editors["category"].widget.setCurrentIndex(0)
    screen.act.done.click()
    assert [line.name.name for line in screen.table.model.rows] == ["新井 一子"]
    put_away(window)


def test_a_click_on_another_member_snaps_back(screen: RosterScreen, qtbot: QtBot) -> None:
    enter(screen.member.affiliation.form, "organisation", "市民の会")
    view = screen.table.view
    there = view.visualRect(screen.table.proxy.index(3, 1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=there)
    qtbot.wait(20)
    assert [index.row() for index in view.selectionModel().selectedRows()] == [0]


def test_leaving_the_screen_is_held_as_leaving_the_member_is(
    window: MainWindow, screen: RosterScreen, qtbot: QtBot
) -> None:
    ask = screen.member.affiliation.ask
    enter(screen.member.affiliation.form, "organisation", "市民の会")
    window.go("meeting")
    qtbot.wait(20)
    assert window.screen_key == "roster"
    assert screen.isVisible()
    assert window._sidebar.currentRow() == [entry.key for entry in SCREENS].index("roster")
    assert window.notice.isVisible()
    assert "訂正か異動か" in ask.problem.text()
    ask.since.click()
    assert not screen.flush()
    assert ask.problem.text() == "保存か取消を選んでください。"
    assert not ask.day.entry.property("wrong")
    ask.cancel.click()
    window.go("meeting")
    assert window.screen_key == "meeting"


def test_the_answer_moves_no_button(window: MainWindow, screen: RosterScreen, qtbot: QtBot) -> None:
    form = screen.member.affiliation
    enter(form.form, "organisation", "市民の会")
    assert not screen.flush()
    qtbot.wait(20)
    before = form.ask.save.pos()
    form.ask.since.click()
    qtbot.wait(20)
    assert form.ask.save.pos() == before


@pytest.mark.parametrize(("width", "height"), [(1280, 820), (1024, 560), (910, 470), (683, 370)])
def test_the_table_keeps_what_matters_in_a_small_window(
    window: MainWindow, screen: RosterScreen, qtbot: QtBot, width: int, height: int
) -> None:
    window.resize(width, height)
    qtbot.wait(20)
    assert (window.width(), window.height()) == (width, height)
    header = screen.table.view.horizontalHeader()
    letter = screen.fontMetrics().horizontalAdvance("あ")
    assert header.sectionSize(0) <= letter + 18
    assert header.sectionSize(2) >= 7 * letter
    assert header.sectionSize(3) >= 8 * letter
    across = child(QSplitter, "across", screen)
    assert across.sizes()[1] <= across.width() * 0.385
