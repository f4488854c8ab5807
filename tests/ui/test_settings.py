"""設定: every part edited in place, added to, taken from; and how the program shows itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from kyodo_desktop import i18n
from kyodo_desktop.domain.findings import Place
from kyodo_desktop.domain.records import (
    Category,
    Committee,
    PacketBinding,
    PayRate,
    PersonName,
    Sender,
    Term,
)
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.namedfonts import name_font, named_fonts
from kyodo_desktop.paths import Paths
from kyodo_desktop.services.corrections import correct
from kyodo_desktop.storage import create, open_store
from kyodo_desktop.ui.application import Program
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.jumping import jump
from kyodo_desktop.ui.screens.plan import PlanScreen
from kyodo_desktop.ui.screens.settings import SECTIONS, SettingsScreen
from kyodo_desktop.ui.screens.settings_program import ProgramSection
from kyodo_desktop.ui.screens.settings_section import BookSection, FormSection
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.window import MainWindow
from tests.conftest import ticking
from tests.services import asking
from tests.ui import hands
from tests.ui.conftest import TODAY, put_away

BOOKS = [one.key for one in SECTIONS if one.key not in ("committee", "binding", "program")]


def settings(window: MainWindow) -> SettingsScreen:
    window.go(SettingsScreen.key)
    page = window.page(SettingsScreen.key)
    assert isinstance(page, SettingsScreen)
    return page


def book(page: SettingsScreen, key: str) -> BookSection[object, Term]:
    assert page.show_section(key)
    section = page.section(key)
    assert isinstance(section, BookSection)
    return section


@pytest.mark.parametrize("key", BOOKS)
def test_every_part_opens_says_what_it_is_and_what_to_do_where_it_is_empty(
    window: MainWindow, key: str
) -> None:
    page = settings(window)
    section = book(page, key)
    one = next(one for one in SECTIONS if one.key == key)
    assert hands.child(QLabel, "heading", page.form).text() == one.title
    assert hands.child(QLabel, "about", page.form).text() == one.about
    rows = section.ledger.table.model.rows
    empty = hands.child(QLabel, "empty", section)
    assert empty.isVisible() is (not rows)
    assert bool(empty.text())


def test_the_committee_is_edited_in_place(window: MainWindow) -> None:
    page = settings(window)
    section = page.section("committee")
    assert isinstance(section, FormSection)
    hands.enter(section.form, "document_prefix", "川協発第")
    assert window.desk.committee is not None
    assert window.desk.committee.document_prefix == "川協発第"
    hands.enter(section.form, "name", "")
    assert section.form.wrong
    assert not page.show_section("terms")  # what can't be saved isn't left behind
    assert page.section_key == "committee"
    page.discard()
    assert page.show_section("terms")


def test_a_sender_is_added_corrected_and_removed_and_each_can_be_taken_back(window: MainWindow) -> None:
    section = book(settings(window), "senders")
    QTest.mouseClick(hands.child(QPushButton, "add", section), Qt.MouseButton.LeftButton)
    form = section.ledger.act.form
    assert form is not None
    hands.type_into(form, "title", "川口市長")
    hands.type_into(form, "name", "<b>前田</b> 一")
    section.ledger.act.done.click()
    (made,) = window.desk.find(Sender)
    assert section.ledger.record == made
    assert made.name == "<b>前田</b> 一"
    hands.enter(section.ledger.form, "name", "前田 一")
    assert window.desk.get(Sender, made.id).name == "前田 一"
    section.ledger.remove()
    assert window.desk.find(Sender) == ()
    window.undo()
    assert [one.name for one in window.desk.find(Sender)] == ["前田 一"]


def test_a_rate_is_added_from_a_day_typed_as_the_office_writes_it(window: MainWindow) -> None:
    section = book(settings(window), "rates")
    section.ledger.begin_add()
    form = section.ledger.act.form
    assert form is not None
    hands.type_into(form, "amount", "９，０００")
    hands.type_into(form, "since", "R7.4.1")
    section.ledger.act.done.click()
    assert [(one.amount, one.since.isoformat()) for one in window.desk.find(PayRate)] == [
        (9000, "2025-04-01")
    ]


def test_terms_of_pay_are_asked_for_a_member_in_office(window: MainWindow) -> None:
    section = book(settings(window), "pay_terms")
    section.ledger.begin_add()
    form = section.ledger.act.form
    assert form is not None
    members = form.editors["appointment"].widget
    QTest.keyClick(members, Qt.Key.Key_Down)
    form.editors["paid"].show_value(False)
    hands.type_into(form, "reason", "市職員")
    section.ledger.act.done.click()
    (row,) = section.ledger.table.model.rows
    assert section.ledger.record is not None
    assert section.ledger.table.model.data(section.ledger.table.model.index(0, 1)) == "対象外"
    assert getattr(row, "name", "")


def test_what_something_rests_on_is_not_removed_and_the_reason_is_told(window: MainWindow) -> None:
    section = book(settings(window), "terms")
    section.ledger.remove()
    assert window.desk.find(Term)
    assert "延べ12人" in window.notice.text


def test_the_habit_of_binding_is_kept_at_its_first_change(window: MainWindow) -> None:
    page = settings(window)
    assert page.show_section("binding")
    section = page.section("binding")
    assert isinstance(section, FormSection)
    hands.enter(section.form, "blank_text", "（白紙）")
    assert [one.blank_text for one in window.desk.find(PacketBinding)] == ["（白紙）"]
    hands.enter(section.form, "blank_text", "白紙")
    assert [one.blank_text for one in window.desk.find(PacketBinding)] == ["白紙"]


def test_the_base_form_of_a_rare_glyph_is_accepted_here(window: MainWindow) -> None:
    name = window.desk.find(PersonName)[0]
    page = settings(window)
    section = book(page, "glyphs")
    before = {one.id for one in section.ledger.table.model.rows}  # pyright: ignore[reportAttributeAccessIssue]
    window.desk.do(correct, replace(name, glyph_note="はしごだか"))
    assert {one.id for one in section.ledger.table.model.rows} == before | {name.id}  # pyright: ignore[reportAttributeAccessIssue]
    assert section.ledger.choose(name.id)
    section.ledger.form.editors["base_form_accepted"].show_value(True)
    assert section.flush()
    assert window.desk.get(PersonName, name.id).base_form_accepted


@pytest.mark.parametrize(
    ("cls", "field", "key"),
    [(Term, "until", "terms"), (Category, "seats", "categories"), (Committee, "section", "committee")],
)
def test_a_finding_leads_to_the_record_and_the_field(
    window: MainWindow, cls: type[Term], field: str, key: str
) -> None:
    record = window.desk.find(cls)[-1]
    meeting = window.desk.read(asking.meeting)
    assert jump(window, Place(cls.__name__, record.id, field), meeting)
    page = settings(window)
    assert page.section_key == key
    (form,) = page.section(key).forms()
    assert form.record is not None
    assert form.record.id == record.id


def test_a_record_is_found_by_its_id_alone(window: MainWindow) -> None:
    category = window.desk.find(Category)[2]
    window.show_record("settings", category.id)
    page = settings(window)
    assert page.section_key == "categories"
    assert book(page, "categories").ledger.record == category


def test_a_register_without_a_committee_says_what_comes_first(
    paths: Paths, tmp_path: Path, qtbot: QtBot
) -> None:
    store = create(tmp_path / "empty.kyodo", who="clerk", now=ticking())
    window = MainWindow(Desk(store, paths, TODAY), Settings(paths.settings))
    window.show()
    page = settings(window)
    section = page.section("committee")
    assert isinstance(section, FormSection)
    assert not section.form.isVisible()
    assert section._none.isVisible()
    book(page, "terms").ledger.begin_add()
    assert "先に委員会を登録" in window.notice.text
    book(page, "pay_terms")
    put_away(window)


def test_a_read_only_register_can_be_read_here(desk: Desk, paths: Paths, qtbot: QtBot) -> None:
    assert isinstance(desk.location, Path)
    desk.back_up()
    desk.close()
    store = open_store(desk.location, who="another", now=ticking(), read_only=True)
    window = MainWindow(Desk(store, paths, desk.today), Settings(paths.settings))
    window.show()
    section = book(settings(window), "categories")
    assert section.ledger.record is not None
    assert not hands.child(QPushButton, "add", section).isEnabled()
    put_away(window)


def test_what_is_being_composed_is_not_lost(window: MainWindow) -> None:
    section = book(settings(window), "categories")
    widget = section.ledger.form.editors["qualification"].widget
    widget.setFocus()
    hands.compose(widget, "しみん")
    assert section.flush()
    hands.commit(widget, "市民代表")
    assert section.flush()
    assert section.ledger.record is not None
    assert "市民代表" in window.desk.get(Category, section.ledger.record.id).qualification


# --- the program itself


@pytest.fixture
def program(qapp: QApplication, paths: Paths) -> Iterator[Program]:
    """The program, its looks put back afterwards."""
    font, sheet, palette = QFont(qapp.font()), qapp.styleSheet(), qapp.palette()
    made = Program(qapp, paths)
    yield made
    if isinstance(made.window, MainWindow):
        put_away(made.window)
    for one in made._translators:
        qapp.removeTranslator(one)
    i18n.use("ja", paths.locale)
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


def shown(program: Program) -> MainWindow:
    assert isinstance(program.window, MainWindow)
    return program.window


def test_another_language_is_spoken_at_once_and_everything_stays_where_it_was(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    before = program.show(desk)
    before.go(PlanScreen.key)
    page = before.page(PlanScreen.key)
    assert isinstance(page, PlanScreen)
    page.ledger.table.view.selectRow(2)
    hands.type_into(page.ledger.form, "period", "令和8年9月")  # pending still
    before.menu.speak("en")
    qtbot.waitUntil(lambda: program.window is not before)
    after = shown(program)
    assert after.desk is desk
    assert after.menuBar().actions()[0].text() == "&File"
    assert after.screen_key == PlanScreen.key
    page = after.page(PlanScreen.key)
    assert isinstance(page, PlanScreen)
    assert page.ledger.record is not None
    assert page.ledger.record.period == "令和8年9月"
    assert hands.child(QLabel, "title", page.form).text() == i18n._("審議予定") != "審議予定"
    desk.undo()  # the register is open still
    assert page.ledger.record.period != "令和8年9月"
    after.menu.speak("ja")
    qtbot.waitUntil(lambda: program.window is not after)
    assert shown(program).menuBar().actions()[0].text() == "ファイル(&F)"


def test_input_that_cannot_be_saved_keeps_the_language(program: Program, desk: Desk, qtbot: QtBot) -> None:
    window = program.show(desk)
    window.go(PlanScreen.key)
    page = window.page(PlanScreen.key)
    assert isinstance(page, PlanScreen)
    hands.type_into(page.ledger.form, "period", "いつか13月")
    window.menu.speak("en")
    qtbot.wait(20)
    assert program.window is window
    assert i18n.language() == "ja"
    assert window.menu.languages["ja"].isChecked()
    assert window.notice.isVisible()


def test_the_language_is_remembered_unless_the_command_line_asks_for_another(
    qapp: QApplication, paths: Paths, program: Program
) -> None:
    Settings(paths.settings).keep("window/language", "en")
    again = Program(qapp, paths)
    assert i18n.language() == "en"
    asked = Program(qapp, paths, "ja")
    assert i18n.language() == "ja"
    for one in (*again._translators, *asked._translators):
        qapp.removeTranslator(one)


def test_text_grows_at_once_and_titles_with_it(program: Program, desk: Desk, qtbot: QtBot) -> None:
    window = program.show(desk)
    page = settings(window)
    assert page.show_section("program")
    section = page.section("program")
    assert isinstance(section, ProgramSection)
    points = QApplication.font().pointSizeF()
    section.text_size.setCurrentIndex(section.text_size.findData("150"))
    section.text_size.activated.emit(section.text_size.currentIndex())
    qtbot.waitUntil(lambda: program.window is not window)
    assert QApplication.font().pointSizeF() == pytest.approx(points * 1.5)
    sheet = program.app.styleSheet()
    assert f"font-size: {round(points * 1.5 * 1.5)}pt" in sheet
    after = settings(shown(program))
    assert after.section_key == "program"


def test_a_font_that_is_named_is_looked_for_there_and_a_file_that_is_none_is_refused(
    window: MainWindow, paths: Paths, tmp_path: Path
) -> None:
    page = settings(window)
    assert page.show_section("program")
    section = page.section("program")
    assert isinstance(section, ProgramSection)
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    section.font_path.setText(str(broken))
    section.name_font()
    assert not section.font_problem.isHidden()
    assert named_fonts(paths) == {}
    font = paths.fonts / "BIZUDMincho-Regular.ttf"
    section.font_path.setText(f'"{font}"')
    section.name_font()
    assert section.font_problem.isHidden()
    assert named_fonts(paths) == {"ipamj": font}
    assert Fonts(paths, folders=()).fallbacks["ipamj"].path == font
    name_font(paths, "ipamj", None)
    assert Fonts(paths, folders=()).fallbacks == {}


def test_the_folder_of_the_copies_is_told(window: MainWindow) -> None:
    page = settings(window)
    assert page.show_section("program")
    section = page.section("program")
    assert isinstance(section, ProgramSection)
    assert section.backups.text() == str(window.desk.backup_folder)
    assert section.backups.text().endswith(".kyodo.backup")


def test_the_parts_are_reached_by_key(window: MainWindow) -> None:
    page = settings(window)
    sections = hands.child(QListWidget, "sections", page.form)
    sections.setFocus()
    QTest.keyClick(sections, Qt.Key.Key_End)
    assert page.section_key == SECTIONS[-1].key
