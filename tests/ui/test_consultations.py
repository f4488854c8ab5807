"""諮問・答申: the ledger edited in place, drawn as a timeline, with what came of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import (
    AgendaItem,
    Consultation,
    ContinuedDeliberation,
    Deliberation,
    FollowUp,
    FollowUpState,
    Recommendation,
    Report,
)
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import consultations
from kyodo_desktop.services.consultations import ConsultationLine
from kyodo_desktop.storage import create, open_store
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.screens.consultation_advice import AdvicePage
from kyodo_desktop.ui.screens.consultation_ledgers import ContinuedPage, FollowPage, SittingsPage
from kyodo_desktop.ui.screens.consultation_pages import AskedPage, ReportPage
from kyodo_desktop.ui.screens.consultations import ConsultationsScreen
from kyodo_desktop.ui.screens.papers import PapersScreen
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.window import MainWindow
from tests.conftest import ticking
from tests.ui import hands
from tests.ui.conftest import put_away

HOSTILE = "<b>協働</b> & {{諮問9の件名"


@pytest.fixture
def page(window: MainWindow) -> ConsultationsScreen:
    return shown(window)


def shown(window: MainWindow) -> ConsultationsScreen:
    window.go(ConsultationsScreen.key)
    made = window.page(ConsultationsScreen.key)
    assert isinstance(made, ConsultationsScreen)
    return made


def line(page: ConsultationsScreen, number: int) -> ConsultationLine:
    committee = page.desk.committee
    assert committee is not None
    found = page.desk.read(consultations.ledger, committee.id)
    return next(one for one in found if one.consultation.number == number)


def choose(page: ConsultationsScreen, number: int) -> Consultation:
    one = line(page, number).consultation
    assert page.ledger.choose(one.id)
    return one


def open_page(page: ConsultationsScreen, at: int) -> object:
    page.pages.tabs.setCurrentIndex(at)
    return page.pages.page(at)


def test_the_ledger_tells_how_long_each_took(page: ConsultationsScreen) -> None:
    model = page.ledger.table.model
    cells = [[model.index(at, c).data() for c in range(6)] for at in range(model.rowCount())]
    assert [row[0] for row in cells] == ["1", "2", "3", "4", "5"]
    assert cells[4][2:] == ["R5.11.1", "R7.6.30", "607日", "答申済"]
    assert hands.child(QLabel, "standing", page.form).text() == "5件（うち答申を待つもの0件）"
    choose(page, 5)
    course = hands.child(QLabel, "course", page.form).text()
    assert course == "諮問5：令和5年11月1日諮問、令和7年6月30日答申（607日）"


def test_a_consultation_is_recorded_chosen_and_taken_back(
    window: MainWindow, page: ConsultationsScreen
) -> None:
    QTest.mouseClick(hands.child(QPushButton, "add", page.ledger), Qt.MouseButton.LeftButton)
    form = page.ledger.act.form
    assert form is not None
    hands.type_into(form, "title", "職員研修について")
    hands.type_into(form, "asked_on", "きのう")
    page.ledger.act.done.click()
    assert form.wrong
    hands.type_into(form, "asked_on", "R7.10.20")
    page.ledger.act.done.click()
    assert page.ledger.record is not None
    assert (page.ledger.record.number, page.ledger.record.title) == (6, "職員研修について")
    assert hands.child(QLabel, "course", page.form).text().endswith("（今日まで12日）")
    bar = page.timeline.bar
    assert bar is not None
    assert (bar.key, bar.until) == (page.ledger.record.id, None)
    assert not hands.child(QPushButton, "print_report", page.form).isEnabled()
    page.ledger.remove()
    assert window.desk.find(Consultation, number=6) == ()
    window.undo()
    assert len(window.desk.find(Consultation, number=6)) == 1
    window.undo()
    assert len(page.timeline.bars) == 5


def test_what_is_wrong_stands_beside_its_field_and_the_row_is_not_left(page: ConsultationsScreen) -> None:
    choose(page, 3)
    asked = open_page(page, 0)
    assert isinstance(asked, AskedPage)
    (form,) = asked.forms()
    hands.enter(form, "asked_on", "令和2年2月30日")
    assert form.wrong
    page.ledger.table.choose(line(page, 1).consultation.id)
    assert page.ledger.record == line(page, 3).consultation
    hands.enter(form, "asked_on", "R7.10.1")
    assert "答申日" in form._problems["asked_on"].text() + form._whole.text()
    page.discard()
    assert page.flush()
    hands.enter(form, "number", "4")
    assert "この番号の諮問は" in form._problems["number"].text()
    QTest.keyClick(page.timeline, Qt.Key.Key_End)
    assert page.timeline.bar is not None
    assert page.timeline.bar.key == line(page, 3).consultation.id
    page.discard()


def test_the_timeline_chooses_and_follows_what_is_chosen(page: ConsultationsScreen) -> None:
    choose(page, 2)
    assert page.timeline.bar is not None
    assert page.timeline.bar.name == "諮問2"
    page.timeline.setFocus()
    QTest.keyClick(page.timeline, Qt.Key.Key_Right)
    assert page.ledger.record == line(page, 3).consultation


def test_hostile_words_are_shown_as_they_are(page: ConsultationsScreen) -> None:
    choose(page, 1)
    page.desk.act(
        consultations.edit_consultation, replace(line(page, 1).consultation, title="<b>協働</b> & 件")
    )
    model = page.ledger.table.model
    assert model.index(0, 1).data() == "<b>協働</b> & 件"
    assert page.timeline.bar is not None
    assert "<b>協働</b> & 件" in page.timeline.bar.told
    hands.enter(page.ledger.form, "title", HOSTILE)
    assert page.ledger.form.wrong  # a title quotes nothing itself
    page.discard()


def test_the_answer_is_recorded_put_right_and_removed(window: MainWindow, page: ConsultationsScreen) -> None:
    committee = page.desk.committee
    assert committee is not None
    asked_on = dt.date(2025, 10, 20)
    page.desk.do(consultations.record_consultation, committee.id, "後の件", asked_on=asked_on)
    choose(page, 6)
    made = open_page(page, 1)
    assert isinstance(made, ReportPage)
    hands.child(QPushButton, "record_report", page.form).click()
    form = made.act.form
    assert form is not None
    hands.type_into(form, "reported_on", "R7.9.1")
    hands.type_into(form, "body", "次のとおり意見します。")
    made.act.done.click()
    assert "諮問日（令和7年10月20日）より前" in form._problems["reported_on"].text()
    assert not page.flush()
    hands.type_into(form, "reported_on", "R7.10.30")
    made.act.done.click()
    (edited,) = made.forms()
    hands.enter(edited, "reasons", "理由")
    report = line(page, 6).report
    assert report is not None
    assert (report.reasons, report.reported_on) == ("理由", dt.date(2025, 10, 30))
    hands.child(QPushButton, "remove_report", page.form).click()
    assert line(page, 6).report is None
    window.notice._action.click()
    assert window.desk.find(Report, consultation=report.consultation)[0].reasons == "理由"


def test_recommendations_are_added_moved_set_in_and_removed(
    window: MainWindow, page: ConsultationsScreen
) -> None:
    choose(page, 4)
    advice = open_page(page, 2)
    assert isinstance(advice, AdvicePage)

    def outlined() -> list[str]:
        return [f"{one.number}{one.recommendation.title[:3]}" for one in advice.model.lines]

    before = outlined()
    first = advice.model.lines[0].recommendation
    advice.choose(first.id)
    advice.new.setText("新しい意見")
    QTest.keyClick(advice.new, Qt.Key.Key_Return)
    assert outlined() == [*before, "4新しい"]
    assert advice.line is not None
    assert advice.line.recommendation.title == "新しい意見"
    advice.view.setFocus()
    QTest.keyClick(advice.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert advice.line.recommendation.parent is not None
    assert advice.line.depth == 1
    QTest.keyClick(advice.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(advice.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (advice.line.number, advice.line.depth) == ("4", 0)
    (form,) = advice.forms()
    hands.enter(form, "title", HOSTILE)
    assert advice.line.recommendation.title == HOSTILE
    advice.remove()
    assert outlined() == before
    for _ in range(6):
        window.undo()
    assert outlined() == before
    assert len(window.desk.find(Recommendation, title="新しい意見")) == 0


def test_an_added_recommendation_goes_under_the_chosen_one_if_asked(page: ConsultationsScreen) -> None:
    choose(page, 4)
    advice = open_page(page, 2)
    assert isinstance(advice, AdvicePage)
    first = advice.model.lines[0].recommendation
    advice.choose(first.id)
    advice.under.setChecked(True)
    hands.compose(advice.new, "にゅうりょく")
    advice.add()
    assert len(page.desk.find(Recommendation, parent=first.id)) == 2  # nothing while it composes
    hands.commit(advice.new, "三つ目")
    advice.add()
    assert page.desk.find(Recommendation, parent=first.id)[-1].title == "三つ目"
    assert advice.new.text() == ""


def test_follow_up_is_recorded_and_the_last_look_of_a_year_carries_its_name(
    page: ConsultationsScreen,
) -> None:
    choose(page, 4)
    advice = line(page, 4).recommendations[1].recommendation
    for day, state in (("2025-05-01", FollowUpState.UNDER_WAY), ("2025-09-01", FollowUpState.DONE)):
        on = dt.date.fromisoformat(day)
        page.desk.do(consultations.add_follow_up, advice.id, on=on, state=state)
    follow = open_page(page, 3)
    assert isinstance(follow, FollowPage)
    model = follow.ledger.table.model
    assert [model.index(at, 1).data() for at in range(2)] == ["令和7年度", ""]
    outline = open_page(page, 2)
    assert isinstance(outline, AdvicePage)
    assert outline.model.index_of(1, 1).data() == "実施済"
    open_page(page, 3)
    follow.ledger.begin_add()
    form = follow.ledger.act.form
    assert form is not None
    hands.type_into(form, "on", "R1.5.1")
    follow.ledger.act.done.click()
    assert "答申日（令和5年6月22日）より前" in form._problems["on"].text()
    hands.type_into(form, "on", "R6.5.1")
    follow.ledger.act.done.click()
    assert len(page.desk.find(FollowUp)) == 3
    follow.ledger.remove()
    assert len(page.desk.find(FollowUp)) == 2


def test_continued_deliberation_is_kept(page: ConsultationsScreen) -> None:
    choose(page, 4)
    made = open_page(page, 4)
    assert isinstance(made, ContinuedPage)
    before = len(page.desk.find(ContinuedDeliberation, consultation=line(page, 4).consultation.id))
    made.ledger.begin_add()
    form = made.ledger.act.form
    assert form is not None
    hands.type_into(form, "matter", "職員研修のあり方")
    made.ledger.act.done.click()
    assert made.ledger.record is not None
    hands.enter(made.ledger.form, "outcome", "実施することとなった")
    assert len(line(page, 4).continued) == before + 1
    assert line(page, 4).continued[-1].outcome == "実施することとなった"


def test_an_agenda_item_is_put_on_record_leads_to_its_meeting_and_is_taken_back(
    window: MainWindow, page: ConsultationsScreen, qtbot: QtBot
) -> None:
    choose(page, 5)
    made = open_page(page, 5)
    assert isinstance(made, SittingsPage)
    item = window.desk.find(AgendaItem)[2]
    made.ledger.begin_add()
    form = made.ledger.act.form
    assert form is not None
    form.editors["item"].show_value(item.id)
    made.ledger.act.done.click()
    assert [one.item for one in line(page, 5).sittings] == [item]
    assert page.timeline.bar is not None
    assert page.timeline.bar.marks == (dt.date(2025, 11, 14),)
    made.open.click()
    assert window.screen_key == "meeting"
    window.go("consultations")
    made.ledger.remove()
    assert window.desk.find(Deliberation) == ()
    window.undo()
    assert len(window.desk.find(Deliberation)) == 1


@pytest.mark.parametrize("of", ["consultation", "report", "recommendation", "continued"])
def test_every_record_of_a_consultation_leads_to_it(page: ConsultationsScreen, of: str) -> None:
    one = next(
        each
        for each in (line(page, number) for number in range(1, 6))
        if each.report and each.recommendations and (of != "continued" or each.continued)
    )
    assert one.report is not None
    record = {
        "consultation": one.consultation.id,
        "report": one.report.id,
        "recommendation": one.recommendations[-1].recommendation.id,
        "continued": one.continued[0].id if one.continued else "",
    }[of]
    page.show_record(record)
    assert page.ledger.record == one.consultation
    tab = {"consultation": 0, "report": 1, "recommendation": 2, "continued": 4}[of]
    assert page.pages.tabs.currentIndex() == tab


def test_a_paper_is_led_to(window: MainWindow, page: ConsultationsScreen, qtbot: QtBot) -> None:
    choose(page, 5)
    asked: list[tuple[str, str]] = []
    page.asked.connect(lambda key, record: asked.append((key, record)))
    for name in ("print_list", "print_report"):
        hands.child(QPushButton, name, page.form).click()
        window.go("consultations")
    fifth = line(page, 5).consultation.id
    assert asked == [("papers", "consultations"), ("papers", f"report_letter/{fifth}")]
    papers = window.page("papers")
    assert isinstance(papers, PapersScreen)
    qtbot.waitUntil(lambda: papers.paper is not None and papers.paper.key == "report_letter")
    assert papers.options.choice is not None
    assert papers.options.choice.consultation == fifth
    choose(page, 4)
    window.go("papers")
    papers.show_record(f"report_letter/{line(page, 4).consultation.id}")
    assert papers.options.choice.consultation == line(page, 4).consultation.id


def test_a_read_only_register_offers_no_acts(desk: Desk, paths: Paths, qtbot: QtBot) -> None:
    assert isinstance(desk.location, Path)
    desk.back_up()
    desk.close()
    store = open_store(desk.location, who="another", now=ticking(), read_only=True)
    window = MainWindow(Desk(store, paths, desk.today), Settings(paths.settings))
    window.show()
    page = shown(window)
    for at in range(page.pages.tabs.count()):
        page.pages.page(at)
    for name in ("advice_up", "advice_down", "advice_in", "advice_out", "advice_remove"):
        assert not hands.child(QToolButton, name, page.form).isEnabled()
    for name in ("add_advice", "record_report", "remove_report"):
        assert not hands.child(QPushButton, name, page.form).isEnabled()
    for button in page.form.findChildren(QPushButton, "add"):
        assert not button.isEnabled()
    put_away(window)


def test_without_a_committee_nothing_is_offered_and_it_says_what_to_do(
    tmp_path: Path, paths: Paths, qtbot: QtBot
) -> None:
    store = create(tmp_path / "empty.kyodo", who="clerk", now=ticking())
    window = MainWindow(Desk(store, paths, dt.date(2025, 11, 1)), Settings(paths.settings))
    window.show()
    page = shown(window)
    assert page.ledger.record is None
    assert "諮問を記録" in page.timeline.accessibleDescription()
    assert "諮問がまだありません" in hands.child(QLabel, "empty", page.ledger).text()
    page.ledger.begin_add()
    assert not page.ledger.act.open
    put_away(window)
    store.close()
