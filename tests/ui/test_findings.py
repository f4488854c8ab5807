"""The findings beneath the packet: counted, listed, and each leads to where it is put right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTabWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.findings import Finding, Place
from kyodo_desktop.domain.records import PlanEntry, Question
from kyodo_desktop.services import meetings, surveys
from kyodo_desktop.ui.jumping import jump
from kyodo_desktop.ui.screens.meeting import MeetingScreen
from kyodo_desktop.ui.screens.packet import PacketScreen
from kyodo_desktop.ui.screens.packet_findings import _FINDING
from kyodo_desktop.ui.screens.regulation import RegulationScreen
from kyodo_desktop.ui.screens.roster import RosterScreen
from kyodo_desktop.ui.screens.surveys import SurveysScreen
from kyodo_desktop.ui.window import MainWindow
from tests.services import asking
from tests.ui.hands import child, packet


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> PacketScreen:
    """The packet screen, once the meeting is checked."""
    page = packet(window, qtbot)
    qtbot.waitUntil(lambda: page.findings.box.isEnabled(), timeout=60_000)
    return page


def listed(screen: PacketScreen) -> list[str]:
    view = screen.findings.view
    return [view.item(at).text() for at in range(view.count())]


def choose(screen: PacketScreen, code: str) -> None:
    """Go down to the first finding of this code, and press Enter."""
    view = screen.findings.view
    found: list[Finding] = [view.item(at).data(_FINDING) for at in range(view.count())]
    view.setFocus()
    view.setCurrentRow([one.code for one in found].index(code))
    QTest.keyClick(view, Qt.Key.Key_Return)


def test_the_findings_are_counted_and_listed_when_asked_for(screen: PacketScreen) -> None:
    assert screen.findings.box.text() == "点検（誤り2件、要確認8件）"
    assert not screen.findings.view.isVisible()
    screen.findings.box.setFocus()
    QTest.keyClick(screen.findings.box, Qt.Key.Key_Space)
    assert screen.findings.view.isVisible()
    assert len(listed(screen)) == 12
    assert listed(screen)[0].startswith("誤り　「協働に関する職員アンケート結果報告書」の設問(6)")
    assert "無回答の数" in screen.findings.view.item(0).toolTip()


def test_what_is_put_right_leaves_the_list(screen: PacketScreen, qtbot: QtBot) -> None:
    six = next(one for one in screen.desk.find(Question) if one.number == "(6)")
    with qtbot.waitSignal(screen.findings.checked, timeout=60_000):
        screen.desk.act(surveys.edit_question, replace(six, no_answer=40))
    assert "誤り1件" in screen.findings.box.text()


def test_the_list_stays_open_the_next_time(screen: PacketScreen) -> None:
    screen.findings.box.setChecked(True)
    screen.keep_state()
    assert screen.settings.text("packet/findings", "") == "shown"


def test_a_material_is_gone_to_with_its_field(window: MainWindow, screen: PacketScreen) -> None:
    screen.findings.box.setChecked(True)
    choose(screen, "material.item")
    page = window.page("meeting")
    assert isinstance(page, MeetingScreen)
    assert window.screen_key == "meeting"
    assert child(QTabWidget, "parts", page.form).currentIndex() == 2
    line = page.materials.table.chosen()
    assert line is not None
    assert line.number == "別紙1"


def test_a_button_leads_there_too(window: MainWindow, screen: PacketScreen) -> None:
    screen.findings.box.setChecked(True)
    choose(screen, "survey.sum")
    window.go("packet")
    lead = child(QPushButton, "lead", screen.form)
    assert lead.isVisible()
    assert lead.isEnabled()
    QTest.keyClick(lead, Qt.Key.Key_Space)
    assert window.screen_key == "surveys"


def test_a_text_of_the_regulation_is_gone_to_and_put_right(window: MainWindow, screen: PacketScreen) -> None:
    screen.findings.box.setChecked(True)
    choose(screen, "regulation.header")
    page = window.page("regulation")
    assert isinstance(page, RegulationScreen)
    assert window.screen_key == "regulation"
    assert page.text.source.editing
    assert page.text.source.entry.hasFocus()
    assert not jump(window, Place("RegulationVersion", "gone"), screen.desk.read(asking.meeting))


def test_a_sum_is_gone_to_where_the_counts_are(window: MainWindow, screen: PacketScreen) -> None:
    screen.findings.box.setChecked(True)
    choose(screen, "survey.sum")
    page = window.page("surveys")
    assert isinstance(page, SurveysScreen)
    assert window.screen_key == "surveys"
    assert page.questions.record is not None
    assert page.questions.record.number == "(6)"


def test_a_text_is_gone_to(window: MainWindow, screen: PacketScreen) -> None:
    screen.findings.box.setChecked(True)
    choose(screen, "wording.digits")
    page = window.page("meeting")
    assert isinstance(page, MeetingScreen)
    line = page.materials.table.chosen()
    assert line is not None
    assert line.number == "資料2"
    assert window.focusWidget().objectName() == "source"


def test_a_finding_is_accepted_with_a_reason_and_told_again(
    window: MainWindow, screen: PacketScreen, qtbot: QtBot
) -> None:
    findings = screen.findings
    findings.box.setChecked(True)
    before = len(listed(screen))
    first = listed(screen)[0].removeprefix("誤り　")
    findings.view.setCurrentRow(0)
    assert not findings.accept.isEnabled()
    with qtbot.waitSignal(findings.checked, timeout=60_000):
        QTest.keyClicks(findings.reason, "as published")
        QTest.keyClick(findings.reason, Qt.Key.Key_Return)
    assert findings.box.text() == "点検（誤り1件、要確認8件）"
    assert len(listed(screen)) == before
    assert listed(screen)[-1] == f"了承済　{first}（理由：as published）"
    findings.view.setCurrentRow(before - 1)
    assert not findings.reason.isVisible()
    with qtbot.waitSignal(findings.checked, timeout=60_000):
        findings.take_back.click()
    assert findings.box.text() == "点検（誤り2件、要確認8件）"
    assert window.desk.undoable is not None


def test_a_member_is_gone_to_on_the_roster_of_the_day(window: MainWindow, screen: PacketScreen) -> None:
    screen.findings.box.setChecked(True)
    choose(screen, "affiliation.unlike")
    page = window.page("roster")
    assert isinstance(page, RosterScreen)
    chosen = page.table.chosen()
    assert window.screen_key == "roster"
    assert page.day.day == asking.DAY
    assert chosen is not None
    assert chosen.name.name == "下重 郁美"


@pytest.mark.parametrize("of", ["Person", "PersonName", "Appointment"])
def test_every_record_of_a_member_leads_to_the_member(
    window: MainWindow, screen: PacketScreen, of: str
) -> None:
    line = screen.desk.read(asking.line, "山中 重則")
    id_ = {"Person": line.name.person, "PersonName": line.name.id, "Appointment": line.appointment.id}[of]
    assert jump(window, Place(of, id_), screen.desk.read(asking.meeting))
    page = window.page("roster")
    assert isinstance(page, RosterScreen)
    assert page.table.chosen_key() == line.appointment.id


def test_a_consultation_is_gone_to_in_the_ledger_with_its_field(
    window: MainWindow, screen: PacketScreen
) -> None:
    screen.findings.box.setChecked(True)
    found: list[Finding] = [
        screen.findings.view.item(at).data(_FINDING) for at in range(screen.findings.view.count())
    ]
    place = next(one.place for one in found if one.code == "quote.title")
    assert place is not None
    choose(screen, "quote.title")
    page = window.page("consultations")
    assert window.screen_key == "consultations"
    assert not window.notice.isVisible()
    forms = [one for one in page.forms() if one.record is not None and one.record.id == place.id]
    shown = next(one for one in forms if place.field in one.editors)
    assert shown.editors[place.field].widget.hasFocus()


def test_a_line_of_the_plan_is_gone_to_and_what_is_gone_is_told(
    window: MainWindow, screen: PacketScreen
) -> None:
    meeting = screen.desk.read(asking.meeting)
    entry = screen.desk.find(PlanEntry)[2]
    assert jump(window, Place("PlanEntry", entry.id, "content"), meeting)
    assert window.screen_key == "plan"
    assert not jump(window, Place("Consultation", "gone"), meeting)


def test_a_term_is_gone_to_in_the_settings(window: MainWindow, screen: PacketScreen) -> None:
    meeting = screen.desk.read(asking.meeting)
    place = Place("Term", screen.desk.read(asking.term).id)
    screen.jumped.emit(place, meeting)
    assert window.screen_key == "settings"
    assert jump(window, place, meeting)


def test_an_agenda_item_is_gone_to(window: MainWindow, screen: PacketScreen) -> None:
    meeting = screen.desk.read(asking.meeting)
    item = screen.desk.read(meetings.agenda, meeting.id)[4].item
    assert jump(window, Place("AgendaItem", item.id, "title"), meeting)
    page = window.page("meeting")
    assert isinstance(page, MeetingScreen)
    assert page.agenda.line is not None
    assert page.agenda.line.item == item
    assert jump(window, Place("Meeting", meeting.id, "date"), meeting)
    assert child(QTabWidget, "parts", page.form).currentIndex() == 0
    focus = page.overview.editors["date"].widget
    assert focus.hasFocus() or focus.isAncestorOf(window.focusWidget())


def test_what_no_screen_shows_is_told(window: MainWindow, screen: PacketScreen) -> None:
    meeting = screen.desk.read(asking.meeting)
    assert not jump(window, Place("DocumentNumber", "x"), meeting)
    assert not jump(window, Place("Material", "gone"), meeting)
    screen.jumped.emit(Place("DocumentNumber", "x"), meeting)
    assert window.notice.isVisible()
