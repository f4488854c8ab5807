"""ホーム: the next meeting, what is to be done today, and the way from each line to its place."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import Meeting, PreparationStep, ReplyAnswer
from kyodo_desktop.services import convening, replies, roster
from kyodo_desktop.ui.screens.home import HomeScreen
from kyodo_desktop.ui.screens.meeting import MeetingScreen
from kyodo_desktop.ui.window import MainWindow
from tests.ui import hands


def home(window: MainWindow, qtbot: QtBot) -> HomeScreen:
    window.go(HomeScreen.key)
    page = window.page(HomeScreen.key)
    assert isinstance(page, HomeScreen)
    qtbot.waitUntil(lambda: bool(page.cards["findings"].shown) and not page._waiting, timeout=20_000)
    return page


def said(page: HomeScreen, card: str) -> list[str]:
    return [line.text for line in page.cards[card].shown]


def test_the_window_begins_with_the_next_meeting_and_its_countdown(window: MainWindow, qtbot: QtBot) -> None:
    assert window.screen_key == "home"
    page = home(window, qtbot)
    title = hands.child(QLabel, "next_title", page.form).text()
    assert title == "第1回会議　令和7年11月14日（金）　午後2時00分"
    assert hands.child(QLabel, "countdown", page.form).text() == "あと13日"
    assert said(page, "consultations") == ["答申を待つ諮問はありません。"]
    assert said(page, "terms") == ["任期は令和9年9月30日まで（あと698日）　委員12人"]


def test_a_step_is_ticked_in_place_and_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    page = home(window, qtbot)
    before = said(page, "steps")
    page.cards["steps"].findChild(QCheckBox).click()
    assert [one.done_on for one in window.desk.find(PreparationStep)] == [window.desk.today]
    qtbot.waitUntil(lambda: said(page, "steps") != before, timeout=5_000)
    assert before[0] not in said(page, "steps")
    window.undo()
    assert window.desk.find(PreparationStep) == ()
    qtbot.waitUntil(lambda: said(page, "steps") == before, timeout=5_000)


def test_the_quorum_follows_the_replies(window: MainWindow, qtbot: QtBot) -> None:
    page = home(window, qtbot)
    assert "未回答12人" in said(page, "forecast")[0]
    (meeting,) = window.desk.find(Meeting)
    lines = window.desk.read(roster.roster_on, meeting.committee, meeting.date).lines
    for line in lines[:6]:
        window.desk.do(replies.record_reply, meeting.id, line.appointment.id, ReplyAnswer.ATTENDS)
    qtbot.waitUntil(lambda: "出席6人" in said(page, "forecast")[0], timeout=5_000)
    assert len(said(page, "forecast")) == 2  # met whatever the others answer


def test_a_line_leads_to_its_place(window: MainWindow, qtbot: QtBot) -> None:
    page = home(window, qtbot)
    page.cards["terms"].followed.emit(0)
    assert window.screen_key == "roster"
    home(window, qtbot)
    hands.child(QPushButton, "open_meeting", page.form).click()
    assert window.screen_key == "meeting"
    home(window, qtbot)
    at = next(n for n, text in enumerate(said(page, "findings")) if "別紙1" in text)
    page.cards["findings"].followed.emit(at)
    shown = window.page("meeting")
    assert isinstance(shown, MeetingScreen)
    assert window.screen_key == "meeting"


def test_a_register_without_a_meeting_to_come_says_so_and_hides_what_belongs_to_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = home(window, qtbot)
    (meeting,) = window.desk.find(Meeting)
    window.desk.do(convening.remove_meeting, meeting.id)
    assert "これからの会議は登録されていません。" in hands.child(QLabel, "next_title", page.form).text()
    assert hands.child(QFrame, "steps_card", page.form).isHidden()
    window.desk.today = dt.date(2030, 1, 1)
    page.reload()
    qtbot.waitUntil(lambda: said(page, "terms") == ["本日の時点で、有効な任期がありません。"], timeout=5_000)
