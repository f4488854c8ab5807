"""A person on the roster screen: career, what is personal and masked, and everybody who was ever there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    BankAccount,
    Category,
    EndReason,
    Office,
    OfficeRole,
    PayTerms,
    Person,
    PersonName,
    SpecialNeed,
)
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import acts
from kyodo_desktop.services import personal as private
from kyodo_desktop.services import roster as services
from kyodo_desktop.storage import Store, open_store
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.screens.roster import RosterScreen
from kyodo_desktop.ui.screens.roster_member import CAREER, NOW, PERSONAL
from kyodo_desktop.ui.screens.roster_personal import MASK
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.entry import LineEntry
from kyodo_desktop.ui.widgets.rows import Rows
from kyodo_desktop.ui.window import MainWindow
from tests.conftest import ticking
from tests.ui.conftest import TODAY, put_away
from tests.ui.hands import child, enter, roster, type_into

PHONE = "048-258-1110"
LONG = "𠮷田邉\U000e0101<b>&lt;" + "髙" * 12


@pytest.fixture
def screen(window: MainWindow) -> RosterScreen:
    return roster(window)


def person(screen: RosterScreen) -> str:
    shown = screen.member.shown
    assert shown is not None
    return shown.person


def press(rows: Rows, words: str) -> None:
    button = next(one for one in rows.buttons if one.text() == words)
    assert button.isEnabled()
    button.click()


def fill_in(screen: RosterScreen, **values: str) -> None:
    assert screen.act.form is not None
    for name, text in values.items():
        type_into(screen.act.form, name, text)
    screen.act.done.click()
    assert not screen.act.open


def texts(rows: Rows) -> list[list[str]]:
    proxy = rows.table.proxy
    return [
        [proxy.index(row, at).data() for at in range(proxy.columnCount())] for row in range(proxy.rowCount())
    ]


def test_the_career_lists_and_draws_every_term(screen: RosterScreen) -> None:
    line = screen.table.chosen()
    assert line is not None
    committee = screen.desk.committee
    assert committee is not None
    screen.desk.do(services.open_term, committee.id, since=dt.date(2027, 10, 1), until=dt.date(2029, 9, 30))
    term = screen.desk.read(services.terms, committee.id)[-1]
    screen.desk.do(services.reappoint, term.id, line.category.id, line.appointment.person)
    screen.member.parts.setCurrentIndex(CAREER)
    page = screen.member.career
    assert [row[0] for row in texts(page.services)] == ["R9.10.1～R11.9.30", "R7.10.1～R9.9.30"]
    assert [row[2] for row in texts(page.services)] == ["2期", "新"]
    assert [bar.name for bar in page.line.bars] == ["新", "2期"]
    press(page.services, "この任期の名簿")
    assert screen.day.day == dt.date(2027, 10, 1)
    assert [row.name.name for row in screen.table.model.rows] == ["梶原 純"]


def test_a_name_of_before_is_corrected_and_a_move_taken_out(window: MainWindow, screen: RosterScreen) -> None:
    screen.member.parts.setCurrentIndex(CAREER)
    page, who = screen.member.career, person(screen)
    press(page.names, "異動…")
    fill_in(screen, name="新井 純", on="R8.4.1")
    assert [row[0] for row in texts(page.names)] == ["新井 純", "梶原 純"]
    page.names.table.choose(page.names.table.model.key_at(1))
    press(page.names, "訂正…")
    fill_in(screen, name="梶原 淳")
    assert [one.name for one in screen.desk.find(PersonName, person=who)] == ["梶原 淳", "新井 純"]
    page.names.table.choose(page.names.table.model.key_at(0))
    press(page.names, "削除")
    assert [one.name for one in screen.desk.find(PersonName, person=who)] == ["梶原 淳"]
    window.notice._act()
    assert len(screen.desk.find(PersonName, person=who)) == 2


def test_an_affiliation_is_added_and_removed(screen: RosterScreen) -> None:
    screen.member.parts.setCurrentIndex(CAREER)
    rows, who = screen.member.career.affiliations, person(screen)
    press(rows, "削除")
    assert screen.desk.find(Affiliation, person=who) == ()
    assert rows._empty.isVisible()
    press(rows, "追加…")
    fill_in(screen, organisation="市民の会", since="R7.10.1")
    assert texts(rows) == [["市民の会", "R7.10.1～"]]


def test_what_is_personal_is_masked_until_it_is_asked_for(screen: RosterScreen) -> None:
    who = screen.desk.get(Person, person(screen))
    screen.desk.do(services.correct, replace(who, phone=PHONE))
    screen.member.parts.setCurrentIndex(PERSONAL)
    page = screen.member.personal
    assert page.masked.values["phone"].text() == MASK
    assert page.masked.values["address"].text() == "未入力"
    assert not page._private.isVisible()
    assert page.contact.editors["phone"].value() == ""
    page.show_button.click()
    assert page.contact.editors["phone"].value() == PHONE
    screen.table.choose(screen.table.model.key_at(1))
    assert not page._private.isVisible()
    assert page.contact.editors["phone"].value() == ""
    screen.table.choose(screen.table.model.key_at(0))
    assert not page._private.isVisible()


def noted(screen: RosterScreen) -> list[str]:
    return [one.entry.act.text() for one in screen.desk.read(acts.acts, limit=20) if one.entry.kind == "note"]


def test_showing_is_written_into_the_journal_once_and_without_the_values(screen: RosterScreen) -> None:
    who = screen.desk.get(Person, person(screen))
    screen.desk.do(services.correct, replace(who, phone=PHONE, address="川口市青木2-1-1"))
    screen.desk.do(private.add_need, who.id, "手話通訳")
    screen.member.parts.setCurrentIndex(PERSONAL)
    page = screen.member.personal
    assert noted(screen) == []
    page.show_button.click()
    screen.show_member()
    name = screen.table.chosen().name.name
    assert noted(screen) == [f"{name}の個人情報を表示（住所、電話番号、配慮事項）"]
    page.show_button.click()
    page.show_button.click()
    assert len(noted(screen)) == 2
    screen.table.choose(screen.table.model.key_at(1))
    page.show_button.click()
    assert len(noted(screen)) == 2, "nothing is on record of the next, so nothing was shown"


def test_what_cannot_be_written_down_is_not_shown(
    sample: Store, paths: Paths, qtbot: QtBot, window: MainWindow
) -> None:
    screen = roster(window)
    who = screen.desk.get(Person, person(screen))
    screen.desk.do(services.correct, replace(who, phone=PHONE))
    store = open_store(sample.location, who="other", now=ticking(), read_only=True)
    second = MainWindow(Desk(store, paths, TODAY), Settings(paths.settings))
    second.show()
    screen = roster(second)
    screen.show_person(who.id)
    screen.member.parts.setCurrentIndex(PERSONAL)
    page = screen.member.personal
    page.show_button.click()
    assert not page.show_button.isChecked()
    assert not page._private.isVisible()
    assert page.contact.editors["phone"].value() == ""
    assert "履歴に残せません" in second.notice.text
    put_away(second)
    store.close()


def test_leaving_the_screen_masks_again(window: MainWindow, screen: RosterScreen) -> None:
    screen.member.parts.setCurrentIndex(PERSONAL)
    screen.member.personal.show_button.click()
    assert screen.member.personal._private.isVisible()
    window.go("journal")
    window.go("roster")
    assert not screen.member.personal._private.isVisible()


def test_a_phone_number_is_saved_on_leaving_its_field_and_undone(
    window: MainWindow, screen: RosterScreen
) -> None:
    screen.member.parts.setCurrentIndex(PERSONAL)
    page, who = screen.member.personal, person(screen)
    page.show_button.click()
    enter(page.contact, "phone", PHONE)
    enter(page.contact, "born_on", "S40.3.1")
    stored = screen.desk.get(Person, who)
    assert (stored.phone, stored.born_on) == (PHONE, dt.date(1965, 3, 1))
    window.undo()
    window.undo()
    assert screen.desk.get(Person, who).phone == ""


def test_an_account_needs_posts_and_pay_are_entered(screen: RosterScreen) -> None:
    screen.member.parts.setCurrentIndex(PERSONAL)
    page, who = screen.member.personal, person(screen)
    page.show_button.click()
    press(page.accounts, "登録…")
    fill_in(screen, bank="埼玉銀行", branch="川口", number="1234567", holder="カジワラ ジユン")
    assert texts(page.accounts) == [["埼玉銀行 川口", "普通 1234567", "カジワラ ジユン"]]
    assert [one.isEnabled() for one in page.accounts.buttons] == [False, True, True]
    press(page.accounts, "訂正…")
    fill_in(screen, number="7654321")
    (account,) = screen.desk.find(BankAccount, person=who)
    assert account.number == "7654321"
    press(page.needs, "登録…")
    fill_in(screen, need="手話通訳")
    assert screen.desk.find(SpecialNeed, person=who)[0].need == "手話通訳"
    press(page.posts, "登録…")
    fill_in(screen, body="川口市環境審議会", since="R6.4.1")
    assert texts(page.posts) == [["川口市環境審議会", "R6.4.1～"]]
    press(page.pay, "登録…")
    fill_in(screen, travel="300")
    assert screen.desk.find(PayTerms)[0].travel == 300
    press(page.pay, "削除")
    assert screen.desk.find(PayTerms) == ()
    screen.desk.do(private.remove_account, account.id)
    assert texts(page.accounts) == []


def test_who_left_is_found_among_everybody(screen: RosterScreen, qtbot: QtBot) -> None:
    line = screen.table.chosen()
    assert line is not None
    screen.desk.do(services.resign, line.appointment.id, dt.date(2025, 10, 20), EndReason.RESIGNED)
    assert len(screen.table.model.rows) == 11
    child(QCheckBox, "everyone", screen).click()
    people = screen.people
    assert people is not None
    tester = QAbstractItemModelTester(people.table.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert len(people.table.model.rows) == len(screen.desk.find(Person))
    people.find.setText("梶原")
    qtbot.waitUntil(lambda: len(people.table.model.rows) == 1)
    shown = screen.member.shown
    assert shown is not None
    assert (shown.name.name, shown.line) == ("梶原 純", None)
    assert not screen.buttons.main["resign"].isEnabled()
    assert "委員ではありません" in screen.member._standing.text()
    enter(screen.member.name.form, "kana", "かじわら じゅん")
    screen.member.name.ask.always.click()
    screen.member.name.ask.save.click()
    assert people.table.model.rows[0].name.kana == "かじわら じゅん"
    child(QCheckBox, "everyone", screen).click()
    assert screen.table.view.isVisible()
    assert tester.model() is people.table.model


def test_a_pending_edit_holds_everybody_back(screen: RosterScreen) -> None:
    enter(screen.member.affiliation.form, "organisation", "市民の会")
    box = child(QCheckBox, "everyone", screen)
    box.click()
    assert not box.isChecked()
    assert screen.table.view.isVisible()


def test_a_record_is_shown_wherever_the_person_is(screen: RosterScreen) -> None:
    gone = screen.table.model.rows[0]
    screen.desk.do(services.resign, gone.appointment.id, dt.date(2025, 10, 20), EndReason.RESIGNED)
    third = screen.table.model.rows[3]
    screen.show_record(third.appointment.id)
    assert screen.table.chosen_key() == third.appointment.id
    screen.show_record(gone.appointment.person)
    shown = screen.member.shown
    assert shown is not None
    assert shown.person == gone.appointment.person
    screen.show_record(gone.appointment.id)
    assert screen.day.day == gone.appointment.since
    assert screen.table.chosen_key() == gone.appointment.id
    screen.show_record("nothing has this id")
    assert screen.table.chosen_key() == gone.appointment.id


def test_names_are_shown_as_they_are(screen: RosterScreen) -> None:
    enter(screen.member.name.form, "name", LONG)
    screen.member.name.ask.always.click()
    screen.member.name.ask.save.click()
    screen.member.parts.setCurrentIndex(CAREER)
    assert texts(screen.member.career.names)[0][0] == LONG
    assert screen.member._name.text() == LONG
    screen.show_everyone(True)
    assert screen.people is not None
    assert LONG in {row.name.name for row in screen.people.table.model.rows}


def test_a_member_goes_over_to_another_category_and_keeps_the_office(screen: RosterScreen) -> None:
    line = screen.table.chosen()
    assert line is not None
    screen.desk.do(services.take_office, line.appointment.id, OfficeRole.CHAIR, dt.date(2025, 10, 20))
    screen.begin(screen.acts.recategorise)
    assert screen.act.form is not None
    editor = screen.act.form.editors["category"]
    other = next(one for one in screen.desk.find(Category) if one.number == 2)
    editor.show_value(other.id)
    fill_in(screen, on="R7.11.1")
    seats = screen.desk.find(Appointment, person=line.appointment.person)
    assert {seat.category for seat in seats} == {line.category.id, other.id}
    assert len([one for one in screen.desk.find(Office) if one.until is None or one.until > TODAY]) == 1


def test_a_substitute_begins_where_the_predecessor_left(screen: RosterScreen) -> None:
    gone = screen.table.model.rows[0].appointment
    screen.begin(screen.acts.substitute)
    assert "辞任" in screen.act._note.text()
    screen.act.leave()
    screen.desk.do(services.resign, gone.id, dt.date(2025, 10, 20), EndReason.RESIGNED)
    screen.begin(screen.acts.substitute)
    fill_in(screen, name="後任 花子")
    (seat,) = screen.desk.find(Appointment, predecessor=gone.id)
    assert seat.since == dt.date(2025, 10, 21)
    assert seat.category == gone.category


def test_a_substitute_of_a_day_to_come_is_shown_on_that_day(screen: RosterScreen, qtbot: QtBot) -> None:
    gone = screen.table.model.rows[0].appointment
    screen.desk.do(services.resign, gone.id, dt.date(2025, 11, 20), EndReason.RESIGNED)
    screen.begin(screen.acts.substitute)
    fill_in(screen, name="後任 花子")
    qtbot.waitUntil(lambda: screen.day.day == dt.date(2025, 11, 21))
    line = screen.table.chosen()
    assert line is not None
    assert line.name.name == "後任 花子"


def test_an_act_leads_back_to_where_it_was_asked_for(screen: RosterScreen, window: MainWindow) -> None:
    screen.table.view.setFocus()
    screen.begin(screen.acts.resign)
    assert not screen.table.view.hasFocus()
    screen.act.leave()
    assert screen.table.view.hasFocus()


def test_a_term_an_office_and_an_appointment_are_corrected(screen: RosterScreen) -> None:
    line = screen.table.chosen()
    assert line is not None
    screen.begin(screen.acts.correct_seat)
    fill_in(screen, since="R7.10.5")
    assert screen.desk.get(Appointment, line.appointment.id).since == dt.date(2025, 10, 5)
    screen.desk.do(services.take_office, line.appointment.id, OfficeRole.CHAIR, dt.date(2025, 10, 20))
    screen.begin(screen.acts.correct_office)
    fill_in(screen, since="R7.10.21")
    assert screen.desk.find(Office)[0].since == dt.date(2025, 10, 21)
    screen.begin(screen.acts.correct_category)
    fill_in(screen, name="第1号委員")
    assert screen.table.model.rows[0].category.name == "第1号委員"
    screen.begin(screen.acts.correct_term)
    fill_in(screen, until="R9.9.29")
    assert screen.roster is None or screen.roster.term.until == dt.date(2027, 9, 29)


def test_nothing_is_written_where_it_may_only_be_read(
    sample: Store, paths: Paths, qtbot: QtBot, window: MainWindow
) -> None:
    store = open_store(sample.location, who="other", now=ticking(), read_only=True)
    second = MainWindow(Desk(store, paths, TODAY), Settings(paths.settings))
    second.show()
    screen = roster(second)
    screen.member.parts.setCurrentIndex(CAREER)
    writes = [b for b in screen.member.career.names.buttons if b.isEnabled()]
    assert writes == []
    screen.member.parts.setCurrentIndex(PERSONAL)
    page = screen.member.personal
    page.show_button.click()
    assert page.contact.isEnabled()
    phone = page.contact.editors["phone"].widget
    assert isinstance(phone, LineEntry)
    assert phone.isReadOnly()
    assert not any(b.isEnabled() for b in (*page.accounts.buttons, *page.posts.buttons))
    screen.member.parts.setCurrentIndex(NOW)
    assert not child(QPushButton, "more", screen).isEnabled()
    put_away(second)
    store.close()
