"""通知・出欠: answers by key and the quorum they foretell, the notice as one act, dates, the checklist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import (
    CandidateDate,
    Committee,
    DateAnswer,
    Dispatch,
    IssuedPaper,
    Meeting,
    Person,
    PersonName,
    PreparationStep,
    Reply,
    ReplyAnswer,
)
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import candidates, meetings, minutes, roster
from kyodo_desktop.storage import Change, Store, open_store
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.screens.meeting_replies import RepliesPart
from kyodo_desktop.ui.screens.meeting_replies_matrix import DatesModel
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.window import MainWindow
from tests.conftest import ticking
from tests.services import asking, holding
from tests.ui import hands
from tests.ui.conftest import put_away

MONDAY = dt.date(2026, 2, 16)
ATTENDS, ABSENT = ReplyAnswer.ATTENDS, ReplyAnswer.ABSENT


def replies(window: MainWindow, page: int = 0) -> RepliesPart:
    """The tab, with one of its pages in front."""
    made = hands.meeting(window).parts.go("meeting_replies")
    assert isinstance(made, RepliesPart)
    QTest.qWait(1)  # a page that is put into a window is shown a moment later
    made.tabs.setCurrentIndex(page)
    return made


def said(tab: RepliesPart, name: str) -> str:
    """What a label of the tab says."""
    return hands.child(QLabel, name, tab.form).text()


def press(tab: RepliesPart, name: str) -> None:
    """Click a button of the tab."""
    QTest.mouseClick(hands.child(QPushButton, name, tab.form), Qt.MouseButton.LeftButton)


@pytest.fixture
def locked(desk: Desk, paths: Paths) -> Iterator[MainWindow]:
    """The window on a register that can only be read."""
    assert isinstance(desk.location, Path)
    desk.back_up()
    desk.close()
    store = open_store(desk.location, who="another", now=ticking(), read_only=True)
    made = MainWindow(Desk(store, paths, desk.today), Settings(paths.settings))
    made.show()
    yield made
    put_away(made)


# --- answers


def test_answers_are_typed_one_after_the_other_and_foretell_the_quorum(window: MainWindow) -> None:
    tab = replies(window)
    view = tab.answers.table.view
    assert "出席0人" in said(tab, "forecast")
    QTest.keyClicks(view, "1111112")
    stored = window.desk.find(Reply)
    assert [one.answer for one in stored].count(ATTENDS) == 6
    assert [one.answer for one in stored].count(ABSENT) == 1
    assert {one.received_on for one in stored} == {window.desk.today}
    assert view.currentIndex().row() == 7
    assert "出席6人" in said(tab, "tally")
    assert "会議は成立" in said(tab, "forecast")
    assert "出席0人" not in said(tab, "forecast")
    assert len(tab.answers.unanswered) == 5
    window.undo()
    assert len(window.desk.find(Reply)) == 6
    assert "未回答6人" in said(tab, "unanswered")


def test_an_answer_is_changed_by_a_button_keeps_what_was_said_and_is_taken_back(window: MainWindow) -> None:
    tab = replies(window)
    view = tab.answers.table.view
    QTest.keyClick(view, "2")
    tab.answers.table.choose_first()
    hands.enter(tab.answers.form, "opinion", "原案に賛成します。")
    press(tab, "undecided")
    (stored,) = window.desk.find(Reply)
    assert (stored.answer, stored.opinion) == (ReplyAnswer.UNDECIDED, "原案に賛成します。")
    assert view.currentIndex().row() == 0  # a button stays where it is
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert window.desk.find(Reply) == ()
    assert tab.answers.form.isHidden()
    window.undo()
    assert [one.opinion for one in window.desk.find(Reply)] == ["原案に賛成します。"]


def test_a_key_that_is_no_answer_does_nothing(window: MainWindow) -> None:
    tab = replies(window)
    for key in (Qt.Key.Key_5, Qt.Key.Key_A, Qt.Key.Key_Delete):
        QTest.keyClick(tab.answers.table.view, key)
    QTest.keyClick(tab.answers.table.view, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.find(Reply) == ()


def test_the_input_method_loses_no_opinion_and_nothing_is_saved_while_it_composes(window: MainWindow) -> None:
    tab = replies(window)
    QTest.keyClick(tab.answers.table.view, "2")
    tab.answers.table.choose_first()
    entry = tab.answers.form.editors["opinion"].widget
    entry.setFocus()
    hands.compose(entry, "さんせい")
    assert tab.flush()
    assert [one.opinion for one in window.desk.find(Reply)] == [""]
    hands.commit(entry, "賛成")
    assert tab.flush()
    assert [one.opinion for one in window.desk.find(Reply)] == ["賛成"]


def test_a_day_that_cant_be_read_holds_the_clerk_at_the_member(window: MainWindow) -> None:
    tab = replies(window)
    QTest.keyClick(tab.answers.table.view, "1")
    tab.answers.table.choose_first()
    hands.enter(tab.answers.form, "received_on", "13月1日")
    assert tab.answers.form.wrong
    tab.answers.table.view.selectRow(3)
    assert tab.answers.table.view.currentIndex().row() == 0
    tab.discard()
    assert not tab.answers.form.wrong


def test_the_names_of_those_who_havent_answered_are_copied_one_a_line(window: MainWindow) -> None:
    tab = replies(window)
    QTest.keyClicks(tab.answers.table.view, "1" * 10)
    press(tab, "copy_unanswered")
    assert QGuiApplication.clipboard().text() == "若谷 正巳\n中本 進一"
    QTest.keyClicks(tab.answers.table.view, "11")
    assert "全員から回答がありました" in said(tab, "unanswered")
    assert hands.child(QPushButton, "copy_unanswered", tab.form).isHidden()


def test_markup_in_a_name_is_shown_as_it_is_written(window: MainWindow) -> None:
    desk = window.desk
    name = desk.find(PersonName)[0]
    desk.do(roster.correct, replace(name, name="<b>太字</b>&amp;"))
    tab = replies(window)
    assert "&lt;b&gt;太字&lt;/b&gt;&amp;amp;" in said(tab, "unanswered")


def test_a_meeting_that_was_held_takes_no_answers(window: MainWindow) -> None:
    window.desk.do(_held)
    tab = replies(window)
    assert len(tab.answers.table.model.rows) == 12
    tab.tabs.setCurrentIndex(1)
    for name in ("attends", "absent", "online", "undecided", "import_replies", "issue"):
        assert not hands.child(QPushButton, name, tab.form).isEnabled()
    QTest.keyClick(tab.answers.table.view, "1")
    assert window.desk.find(Reply) == ()


def _held(store: Store) -> Change:
    holding.hold(store)
    return meetings.add_candidate(store, asking.committee(store).id, MONDAY)


def test_sixty_members_answer(window: MainWindow) -> None:
    window.desk.do(_sixty)
    tab = replies(window)
    assert len(tab.answers.table.model.rows) == 60
    QTest.keyClicks(tab.answers.table.view, "1" * 31)
    assert len(window.desk.find(Reply)) == 31
    assert "会議は成立" in said(tab, "forecast")


def _sixty(store: Store) -> Change:
    change = None
    category = asking.category(store, 1)
    for number in range(48):
        change = roster.appoint(
            store,
            asking.term(store).id,
            category.id,
            name=f"委員 {number}",
            kana=f"いいん {number}",
            since=asking.FIRST,
        )
    return change


def test_a_register_that_can_only_be_read_offers_no_acts(locked: MainWindow) -> None:
    tab = replies(locked)
    for page in range(4):
        tab.tabs.setCurrentIndex(page)
    names = (
        "attends",
        "absent",
        "online",
        "undecided",
        "import_replies",
        "issue",
        "add_date",
        "decide",
        "tick",
    )
    assert {name for name in names if hands.child(QPushButton, name, tab.form).isEnabled()} == set()
    for name in ("withdraw", "remove_date"):
        assert not hands.child(QToolButton, name, tab.form).isEnabled()
    QTest.keyClick(tab.answers.table.view, "1")
    assert locked.desk.find(Reply) == ()


# --- the notice


def test_the_notice_is_issued_to_everybody_in_one_act(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = window.desk
    owner = desk.find(Committee)[0]
    desk.do(roster.edit_committee, replace(owner, document_prefix="川協発第"))
    tab = replies(window, 1)
    assert "まだ発行していません" in said(tab, "deadline")
    assert "宛先12人、文書番号「川協発第1号」" in said(tab, "preview")
    press(tab, "issue")
    qtbot.waitUntil(lambda: bool(desk.find(IssuedPaper)), timeout=30_000)
    (row,) = tab.notices.table.model.rows
    assert (row.paper.paper, row.number, len(row.to)) == ("notice", "川協発第1号", 12)
    assert row.to[0].addressee == "梶原 純"
    assert "まだ発行していません" not in said(tab, "deadline")
    tab.notices.save(tmp_path / "通知.pdf")
    assert (tmp_path / "通知.pdf").read_bytes() == desk.read(lambda store: store.blob(row.paper.sha256))
    tab.notices._rest.setChecked(True)
    assert not hands.child(QPushButton, "issue", tab.form).isEnabled()  # everybody has it
    window.undo()
    assert desk.find(IssuedPaper) == desk.find(Dispatch) == ()
    assert "川協発第2号" in said(tab, "preview")  # a number is never used again


def test_a_notice_that_cant_be_made_says_why_and_takes_no_number(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.desk
    name = desk.find(PersonName)[0]
    desk.do(roster.correct, replace(name, name="梶原\U000e01ee 純"))
    tab = replies(window, 1)
    press(tab, "issue")
    problem = hands.child(QLabel, "issue_problem", tab.form)
    qtbot.waitUntil(lambda: not problem.isHidden(), timeout=30_000)
    assert "字形" in problem.text()
    assert desk.find(IssuedPaper) == ()
    assert hands.child(QPushButton, "issue", tab.form).isEnabled()


# --- dates


def test_dates_are_asked_about_answered_and_decided(window: MainWindow, qtbot: QtBot) -> None:
    tab = replies(window, 2)
    empty, add = hands.child(QLabel, "dates_empty", tab.form), hands.child(QPushButton, "add_date", tab.form)
    assert not empty.isHidden()
    assert hands.child(QWidget, "date_acts", tab.form).isHidden()  # nothing is there to be answered
    qtbot.waitUntil(lambda: 0 < add.mapTo(tab, QPoint()).y() - empty.mapTo(tab, QPoint()).y() < 120)
    for day in ("R8.2.16", "R8.2.17"):
        press(tab, "add_date")
        assert tab.dates.act.form is not None
        hands.type_into(tab.dates.act.form, "date", day)
        tab.dates.act.done.click()
    assert [one.candidate.date.day for one in tab.dates.model.asked] == [16, 17]
    view = tab.dates.view
    view.setCurrentIndex(tab.dates.model.index(0, 2))
    QTest.keyClicks(view, "1111112")
    assert len(window.desk.find(DateAnswer)) == 7
    assert "成立" in str(tab.dates.model.headerData(2, Qt.Orientation.Horizontal))
    assert "未確定" in str(tab.dates.model.headerData(1, Qt.Orientation.Horizontal))
    assert "令和8年2月17日" in said(tab, "date_forecast")
    press(tab, "decide")
    made = max(window.desk.find(Meeting), key=lambda one: one.date)
    assert made.date == dt.date(2026, 2, 17)
    page = hands.meeting(window)
    assert page.meeting is not None
    assert page.meeting.id == made.id
    tab.dates._which.setCurrentIndex(1)
    tab.dates.show(made)
    assert len(tab.dates.model.asked) == 2  # what it came of can still be read
    assert not hands.child(QPushButton, "decide", tab.form).isEnabled()
    window.undo()
    assert {one.meeting for one in window.desk.find(CandidateDate)} == {None}


def test_a_date_asked_about_twice_is_refused_beside_its_field(window: MainWindow) -> None:
    tab = replies(window, 2)
    for _ in range(2):
        press(tab, "add_date")
        assert tab.dates.act.form is not None
        hands.type_into(tab.dates.act.form, "date", "R8.2.16")
        tab.dates.act.done.click()
    assert tab.dates.act.form is not None
    assert tab.dates.act.form.wrong
    assert not tab.flush()
    tab.discard()
    assert len(window.desk.find(CandidateDate)) == 1
    press_remove = hands.child(QToolButton, "remove_date", tab.form)
    QTest.mouseClick(press_remove, Qt.MouseButton.LeftButton)
    assert window.desk.find(CandidateDate) == ()


def test_the_table_of_dates_passes_qts_tester(window: MainWindow) -> None:
    desk, committee = window.desk, window.desk.committee
    assert committee is not None
    desk.do(candidates.add_candidate, committee.id, MONDAY)
    tab = replies(window, 2)
    model = DatesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(tab.dates.model.members, tab.dates.model.asked)
    model.show((), ())
    model.show(tab.dates.model.members, tab.dates.model.asked)
    assert tester.model() is model
    assert model.rowCount() == 12
    assert model.columnCount() == 2


# --- the checklist


def test_a_step_is_ticked_noted_and_taken_back(window: MainWindow) -> None:
    tab = replies(window, 3)
    view = tab.steps.table.view
    assert "期限切れ" in said(tab, "steps_told")
    view.setFocus()
    press(tab, "tick")
    (stored,) = window.desk.find(PreparationStep)
    assert (stored.step, stored.done_on) == ("candidate_dates", window.desk.today)
    hands.enter(tab.steps.form, "note", "会場は第3委員会室")
    assert [one.note for one in window.desk.find(PreparationStep)] == ["会場は第3委員会室"]
    press(tab, "tick")
    assert window.desk.find(PreparationStep) == ()
    window.undo()
    assert [one.note for one in window.desk.find(PreparationStep)] == ["会場は第3委員会室"]
    assert len(window.desk.find(Person)) == 12


# --- room


def test_every_page_of_both_tabs_fits_a_small_window(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.do(_minuted)
    window.resize(1024, 600)
    page = hands.meeting(window)
    for key in ("meeting_replies", "meeting_minutes"):
        made = page.parts.go(key)
        QTest.qWait(1)
        for at in range(4):
            made.tabs.setCurrentIndex(at)  # pyright: ignore[reportAttributeAccessIssue]
            qtbot.wait(60)
            for area in page.findChildren(QScrollArea):
                widget = area.widget()
                assert widget is not None
                assert widget.width() <= area.viewport().width(), (key, at)
            for label in made.form.findChildren(QLabel):
                if label.isVisible() and label.wordWrap():
                    assert label.height() >= label.heightForWidth(label.width()), (
                        key,
                        at,
                        label.objectName(),
                    )


def _minuted(store: Store) -> Change:
    holding.hold(store)
    return minutes.start_minutes(store, asking.meeting(store).id)
