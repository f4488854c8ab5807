"""規則: text by the day, readings, decisions, versions compared, rulings tried out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.readings import READINGS
from kyodo_desktop.domain.records import Reading, RegulationVersion, StandingDecision
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import laws, meetings
from kyodo_desktop.storage import create, open_store
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.screens.regulation import COMPARE, DECISIONS, TRYOUT, RegulationScreen
from kyodo_desktop.ui.screens.regulation import READINGS as READINGS_TAB
from kyodo_desktop.ui.screens.regulation_compare import ComparePage
from kyodo_desktop.ui.screens.regulation_decisions import DecisionsPage
from kyodo_desktop.ui.screens.regulation_readings import ReadingsPage
from kyodo_desktop.ui.screens.regulation_tryout import TryoutPage
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.window import MainWindow
from tests.conftest import ticking
from tests.services.day import ballot_day
from tests.services.day import hands as raised
from tests.services.test_regulations import amended
from tests.ui import hands
from tests.ui.conftest import put_away

APRIL = dt.date(2026, 4, 1)


@pytest.fixture
def page(window: MainWindow) -> RegulationScreen:
    return shown(window)


def shown(window: MainWindow) -> RegulationScreen:
    window.go(RegulationScreen.key)
    made = window.page(RegulationScreen.key)
    assert isinstance(made, RegulationScreen)
    return made


def owner(page: RegulationScreen) -> str:
    committee = page.desk.committee
    assert committee is not None
    return committee.id


def amend(page: RegulationScreen) -> None:
    """Register the amendment of April 2026."""
    page.text.add()
    page.text.source.entry.setPlainText(page.desk.read(amended))
    page.text.source.register()
    assert not page.text.source.editing


def readings(page: RegulationScreen) -> ReadingsPage:
    page.tabs.setCurrentIndex(READINGS_TAB)
    made = page.page(READINGS_TAB)
    assert isinstance(made, ReadingsPage)
    return made


def test_the_text_of_the_day_is_shown_with_the_numbers_taken_from_it(page: RegulationScreen) -> None:
    words = page.text.words.toPlainText()
    assert "第3条　委員会の会議は、委員長が招集し、その議長となる。" in words
    assert "附 則(平成28年3月29日規則第24号)" in words
    lines = [one.text for one in page.text.numbers.shown]
    assert lines[:2] == ["定足数：半数以上（規則第3条第2項）", "通常の議決：過半数（規則第3条第3項）"]
    assert all(one.leads for one in page.text.numbers.shown)
    page.text.numbers.followed.emit(0)
    assert page.text.words.hasFocus()


def test_another_day_has_another_text_or_none(page: RegulationScreen) -> None:
    amend(page)
    assert "半数以上が出席" in page.text.words.toPlainText()
    page.show_day(APRIL)
    words = page.text.words.toPlainText()
    assert "過半数が出席" in words
    assert "（会議）　〔今回の改正で変わった条〕" in words
    assert "（庶務）　〔" not in words
    page.show_day(dt.date(2016, 3, 31))
    assert "平成28年3月31日の規則がありません" in page.text.words.toPlainText()
    assert page.text.numbers.shown == ()


def test_a_wrong_day_is_told_and_the_day_stays(page: RegulationScreen) -> None:
    page.day.setText("令和8年2月30日")
    page.day.left.emit()
    problem = hands.child(QLabel, "problem", page.form)
    assert "28日まで" in problem.text()
    assert page.day.day == page.desk.today
    hands.child(QPushButton, "today", page.form).click()
    assert problem.isHidden()


def test_choosing_a_version_shows_it_on_a_day_of_its_own(page: RegulationScreen) -> None:
    amend(page)
    table = page.text.table
    table.view.selectRow(1)
    assert page.day.day == APRIL
    table.view.selectRow(0)
    assert page.day.day == dt.date(2026, 3, 31)
    assert "半数以上が出席" in page.text.words.toPlainText()


def test_a_fault_is_told_on_its_line_and_nothing_is_registered(page: RegulationScreen) -> None:
    source = page.desk.read(amended).replace('heading = "会議"', "heading = 3")
    page.text.add()
    panel = page.text.source
    panel.entry.setPlainText(source)
    panel.register()
    line = source.splitlines().index("heading = 3") + 1
    problem = hands.child(QLabel, "source_problem", panel)
    assert problem.text().startswith(f"{line}行目：")
    assert "articles[3].heading" in problem.text()
    assert panel.entry.textCursor().blockNumber() == line - 1
    assert len(panel.entry.extraSelections()) == 1
    assert len(page.desk.find(RegulationVersion)) == 1
    assert not page.flush()  # what is written isn't lost by leaving
    hands.commit(panel.entry, " ")
    assert problem.isHidden()
    panel.entry.setPlainText("title = [")
    panel.register()
    assert not problem.isHidden()
    panel.leave()
    assert page.flush()


def test_a_file_is_read_in_registered_and_taken_back(
    window: MainWindow, page: RegulationScreen, tmp_path: Path
) -> None:
    file = tmp_path / "次.toml"
    page.text.add()
    panel = page.text.source
    panel.read_in(file)
    assert "ファイルがない" in hands.child(QLabel, "source_problem", panel).text()
    file.write_text(page.desk.read(amended), "utf-8")
    panel.read_in(file)
    panel.register()
    assert len(page.desk.find(RegulationVersion)) == 2
    page.show_day(APRIL)
    page.text.remove()
    assert len(page.desk.find(RegulationVersion)) == 1
    window.undo()
    window.undo()
    (only,) = page.desk.find(RegulationVersion)
    assert only.until is None


def test_a_text_is_put_right(page: RegulationScreen) -> None:
    page.text.correct()
    panel = page.text.source
    panel.entry.setPlainText(panel.entry.toPlainText().replace("庶務は、", "<b>庶務</b>は、"))
    hands.compose(panel.entry, "へんかん")
    panel.register()
    assert panel.editing  # nothing is registered while the input method composes
    hands.commit(panel.entry, "")
    panel.register()
    assert not panel.editing
    assert "委員会の<b>庶務</b>は" in page.text.words.toPlainText()


def test_every_reading_is_listed_and_told_in_full(page: RegulationScreen) -> None:
    made = readings(page)
    assert [one.kind.name for one in made.table.model.rows] == [one.name for one in READINGS]
    assert made.table.choose("quorum_base")
    words = made.told.toPlainText()
    for part in ("今の読み方：現在員", "慣行によります", "変えると", "ほかの読み方　定数"):
        assert part in words
    assert made.table.choose("numbering")
    assert not made.change.isEnabled()  # the committee's own setting


def test_a_reading_is_chosen_from_a_day_on_and_taken_back(window: MainWindow, page: RegulationScreen) -> None:
    made = readings(page)
    made.table.choose("chair_votes")
    made.begin()
    form = made.act.form
    assert form is not None
    form.editors["value"].show_value("casting_only")
    hands.type_into(form, "since", "きのう")
    made.act.done.click()
    assert form.wrong
    hands.type_into(form, "since", "R8.4.1")
    hands.type_into(form, "note", "<i>慣行</i>")
    made.act.done.click()
    (chosen,) = window.desk.find(Reading)
    assert (chosen.value, chosen.since, chosen.note) == ("casting_only", APRIL, "<i>慣行</i>")
    page.show_day(APRIL)
    made.table.choose("chair_votes")
    assert "今の読み方：裁決権のみ" in made.told.toPlainText()
    assert "<i>慣行</i>" in made.told.toPlainText()
    made.take_back.click()
    assert window.desk.find(Reading) == ()
    window.undo()
    assert window.desk.find(Reading) == (chosen,)


def test_a_number_is_asked_for_where_there_are_no_values_and_checked(page: RegulationScreen) -> None:
    made = readings(page)
    made.table.choose("notice_days")
    made.begin()
    form = made.act.form
    assert form is not None
    hands.type_into(form, "value", "400")
    made.act.done.click()
    assert form.wrong
    assert not page.flush()
    hands.type_into(form, "value", "14")
    made.act.done.click()
    assert [one.value for one in page.desk.find(Reading)] == ["14"]


def test_a_reading_under_which_a_vote_was_judged_stays(page: RegulationScreen) -> None:
    day = page.desk.read(ballot_day)
    page.desk.read(meetings.record_vote, day.motion, raised(7, 3, 2))
    made = readings(page)
    made.table.choose("decision_base")
    made.begin()
    form = made.act.form
    assert form is not None
    form.editors["value"].show_value("valid")
    made.act.done.click()
    assert "済んだ採決の読み方は変えられません" in form._problems["since"].text()
    assert page.desk.find(Reading) == ()
    page.discard()


def test_a_decision_is_recorded_settles_a_reading_ends_and_is_removed(
    window: MainWindow, page: RegulationScreen
) -> None:
    page.tabs.setCurrentIndex(DECISIONS)
    made = page.page(DECISIONS)
    assert isinstance(made, DecisionsPage)
    made.ledger.begin_add()
    form = made.ledger.act.form
    assert form is not None
    hands.type_into(form, "title", "オンライン会議")
    hands.type_into(form, "body", "映像と音声による出席を認める。")
    hands.type_into(form, "since", "R7.10.20")
    form.editors["settles"].show_value("online=on")
    made.ledger.act.done.click()
    (decision,) = window.desk.find(StandingDecision)
    assert (decision.reading, decision.value, decision.article) == ("online", "on", "規則第6条")
    assert made.ledger.table.model.index(0, 2).data() == "有効"
    assert made.ledger.table.model.index(0, 3).data() == "オンラインでの出席：認める"
    assert page.desk.read(laws.law_on, owner(page), page.desk.today).online == "on"
    hands.enter(made.ledger.form, "body", "<b>改めた</b>。")
    assert window.desk.get(StandingDecision, decision.id).body == "<b>改めた</b>。"
    made.end.click()
    form = made.ledger.act.form
    assert form is not None
    hands.type_into(form, "on", "R7.10.1")
    made.ledger.act.done.click()
    assert form.wrong
    hands.type_into(form, "on", "R7.10.31")
    made.ledger.act.done.click()
    assert made.ledger.table.model.index(0, 2).data() == "終了"
    assert not made.end.isEnabled()
    made.ledger.remove()
    assert window.desk.find(StandingDecision) == ()
    window.undo()
    assert window.desk.get(StandingDecision, decision.id).until == dt.date(2025, 10, 31)


def test_two_texts_are_compared_side_by_side(window: MainWindow, page: RegulationScreen) -> None:
    page.tabs.setCurrentIndex(COMPARE)
    made = page.page(COMPARE)
    assert isinstance(made, ComparePage)
    assert "比べられる本文がありません" in made.words.toPlainText()
    assert not made.old.isEnabled()
    amend(page)
    assert [made.old.currentIndex(), made.new.currentIndex()] == [0, 1]
    html = made.words.toHtml()
    assert "改正前（平成28年4月1日施行）" in made.words.toPlainText()
    assert "underline" in html
    made.old.setCurrentIndex(1)
    made.old.activated.emit(1)
    assert "違いはありません" in made.words.toPlainText()
    asked: list[tuple[str, str]] = []
    page.asked.connect(lambda key, record: asked.append((key, record)))
    made.print_comparison()
    assert asked == [("papers", "comparison")]


def test_a_quorum_and_a_vote_are_tried_out_as_figures_are_typed(page: RegulationScreen) -> None:
    page.tabs.setCurrentIndex(TRYOUT)
    made = page.page(TRYOUT)
    assert isinstance(made, TryoutPage)
    assert made.quorum.ruling is not None
    assert made.quorum.ruling.verdict == "met"
    hands.type_into(made.meeting, "present", "5")
    assert made.quorum.ruling.verdict == "not_met"
    hands.type_into(made.meeting, "present", "99")
    assert made.quorum.ruling is None
    assert "現在員12人を超えています" in made.meeting._problems["present"].text()
    for name, figure in (("present", "12"), ("ayes", "6"), ("noes", "4"), ("abstentions", "2")):
        hands.type_into(made.vote, name, figure)
    assert made.decision.ruling is not None
    assert made.decision.ruling.verdict == "no_majority"
    assert made.decision.ruling.alternatives
    hands.type_into(made.vote, "ayes", "たくさん")
    assert made.decision.ruling is None
    assert made.vote.wrong
    assert page.desk.find(Reading) == ()
    page.show_day(dt.date(2016, 3, 31))
    assert not made.vote.isEnabled()
    assert "本文が登録されていません" in made.quorum.sentence.text()


def test_a_record_is_led_to(page: RegulationScreen) -> None:
    page.desk.do(laws.choose_reading, owner(page), "tie", "half_of_base", APRIL)
    (reading,) = page.desk.find(Reading)
    page.show_record(reading.id)
    assert page.tabs.currentIndex() == READINGS_TAB
    (version,) = page.desk.find(RegulationVersion)
    page.show_record(version.id)
    assert page.tabs.currentIndex() == 0


def test_a_read_only_register_offers_no_acts(desk: Desk, paths: Paths, qtbot: QtBot) -> None:
    assert isinstance(desk.location, Path)
    desk.back_up()
    desk.close()
    store = open_store(desk.location, who="another", now=ticking(), read_only=True)
    window = MainWindow(Desk(store, paths, desk.today), Settings(paths.settings))
    window.show()
    page = shown(window)
    for at in range(page.tabs.count()):
        page.tabs.setCurrentIndex(at)
    for name in ("add_version", "correct_version", "change_reading", "take_back_reading", "add"):
        assert not hands.child(QPushButton, name, page.form).isEnabled()
    assert not hands.child(QToolButton, "remove_version", page.form).isEnabled()
    put_away(window)


def test_without_a_committee_or_a_text_it_says_what_to_do(tmp_path: Path, paths: Paths, qtbot: QtBot) -> None:
    store = create(tmp_path / "empty.kyodo", who="clerk", now=ticking())
    window = MainWindow(Desk(store, paths, dt.date(2025, 11, 1)), Settings(paths.settings))
    window.show()
    page = shown(window)
    assert "委員会がまだありません" in page.text.words.toPlainText()
    for at in range(page.tabs.count()):
        page.tabs.setCurrentIndex(at)
    made = readings(page)
    assert "委員会がまだありません" in made.told.toPlainText()
    put_away(window)
    store.close()
