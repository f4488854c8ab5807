"""調査: outline, questions and counts in place, counts pasted from a table, findings that lead here."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.findings import at
from kyodo_desktop.domain.records import Meeting, Question, SurveyChoice
from kyodo_desktop.services.surveyediting import Counts
from kyodo_desktop.ui.jumping import jump
from kyodo_desktop.ui.screens.surveys import CHOICES, SurveysScreen, read_counts
from kyodo_desktop.ui.window import MainWindow
from tests.ui import hands


def surveys(window: MainWindow) -> SurveysScreen:
    window.go(SurveysScreen.key)
    page = window.page(SurveysScreen.key)
    assert isinstance(page, SurveysScreen)
    return page


def test_the_chosen_survey_shows_its_questions_and_the_chosen_question_its_counts(window: MainWindow) -> None:
    page = surveys(window)
    page.surveys.table.view.selectRow(1)
    survey = page.surveys.record
    assert survey is not None
    assert {line.question.survey for line in page.questions.table.model.rows} == {survey.id}
    page.questions.table.view.selectRow(2)
    line = page.questions.row
    assert line is not None
    assert page.choices.table.model.rows == line.choices
    assert line.question.wording.strip() in hands.child(QLabel, "question", page.form).text()
    assert f"{line.answers:,}" in hands.child(QLabel, "sum", page.form).text()


def test_a_count_is_edited_in_place_and_its_share_reckoned_anew(window: MainWindow) -> None:
    page = surveys(window)
    record = page.choices.record
    assert record is not None
    hands.enter(page.choices.form, "count", "１，０００")
    assert window.desk.get(SurveyChoice, record.id).count == 1000
    shown = page.choices.table.model
    assert shown.index(0, 3).data() == f"{round(100 * 1000 / 1383)}%"
    window.undo()
    assert window.desk.get(SurveyChoice, record.id).count == record.count


def test_counts_copied_from_a_table_are_entered_as_one_act(window: MainWindow) -> None:
    page = surveys(window)
    before = page.choices.table.model.rows
    copied = "項目\t回答数\n" + "\n".join(f"{one.label}\t{n + 1}\t{n}%" for n, one in enumerate(before))
    QGuiApplication.clipboard().setText(copied)
    hands.child(QPushButton, "paste", page.form).click()
    assert [(one.count, one.percent) for one in page.choices.table.model.rows] == [
        (n + 1, n) for n in range(len(before))
    ]
    window.undo()
    assert [one.count for one in page.choices.table.model.rows] == [one.count for one in before]


def test_a_clipboard_without_a_table_changes_nothing_and_says_so(window: MainWindow) -> None:
    page = surveys(window)
    before = page.choices.table.model.rows
    QGuiApplication.clipboard().setText("ただの文")
    hands.child(QPushButton, "paste", page.form).click()
    assert page.choices.table.model.rows == before
    assert window.notice.isVisible()


def test_a_copied_table_is_read_in_any_width_and_rows_without_counts_left_out() -> None:
    text = "回答項目\t回答数\t割合\r\n①はい\t1,383\t22.0%\r\nいいえ\t４５人\t\r\n\t7\r\n不明\t多数\r\n"
    assert read_counts(text) == (Counts("①はい", 1383, 22), Counts("いいえ", 45, None))
    assert read_counts("") == ()


def test_a_finding_on_a_question_leads_to_its_counts(window: MainWindow, qtbot: QtBot) -> None:
    question = window.desk.find(Question)[-1]
    (meeting,) = window.desk.find(Meeting)
    assert jump(window, at(question), meeting)
    page = surveys(window)
    assert page.questions.record == question
    assert page._tabs.currentIndex() == CHOICES
    choice = window.desk.find(SurveyChoice)[0]
    assert jump(window, at(choice, "count"), meeting)
    assert page.questions.record is not None
    assert page.questions.record.id == choice.question
