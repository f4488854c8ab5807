"""What stands behind a material: a paper of the register, a survey's report, a text of one's own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import BodyLayout, BodyText, Material, Survey
from kyodo_desktop.papers import PAPERS
from kyodo_desktop.papers import packet as papers
from kyodo_desktop.papers.survey import SurveyPaper
from kyodo_desktop.services import texts
from kyodo_desktop.ui.dialogs.source_help import FORMS
from kyodo_desktop.ui.screens.material_papers import SURVEY, PaperEditor
from kyodo_desktop.ui.screens.meeting import MeetingScreen
from kyodo_desktop.ui.screens.meeting_materials import MaterialsPart
from kyodo_desktop.ui.widgets.editors import ListEditor
from kyodo_desktop.ui.widgets.source import LEADING
from kyodo_desktop.ui.window import MainWindow
from tests.ui.hands import child, commit, compose, enter, meeting, packet, type_into


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> MeetingScreen:
    made = meeting(window)
    made._tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: made.materials.named)
    return made


@pytest.fixture
def part(screen: MeetingScreen) -> MaterialsPart:
    return screen.materials


def choose(part: MaterialsPart, number: str) -> Material:
    """Choose the material with this number."""
    line = next(line for line in part.table.model.rows if line.number == number)
    part.table.choose(line.material.id)
    return line.material


def pick(part: MaterialsPart, name: str, value: object) -> None:
    """Choose from a list of the form, as a clerk does."""
    editor = part.form.editors[name]
    assert isinstance(editor, ListEditor)
    at = editor._values.index(value)
    editor.list.setCurrentIndex(at)
    editor.list.activated.emit(at)


def now(part: MaterialsPart, material: Material) -> Material:
    return part._desk.get(Material, material.id)


def source(part: MaterialsPart) -> QTextEdit:
    return child(QTextEdit, "source", part.body.form)


def write(part: MaterialsPart, text: str) -> None:
    """Replace the text of the material, and leave it."""
    enter(part.body.form, "source", text)


def problem(part: MaterialsPart) -> str:
    return part.body.form._problems["source"].text()


def test_every_paper_that_can_be_a_material_is_offered_by_its_title(part: MaterialsPart) -> None:
    editor = part.form.editors["paper"]
    assert isinstance(editor, PaperEditor)
    offered = dict(zip(editor._values, map(editor.list.itemText, range(editor.list.count())), strict=True))
    assert offered == {"": "—"} | {one.key: one.title for one in PAPERS if one.as_material}
    assert set(offered) >= {"roster", "body", "survey", "regulation", "consultations"}
    assert not {"agenda", "materials", "slip"} & set(offered)
    assert SurveyPaper.key == SURVEY


def test_the_list_says_what_each_material_is(part: MaterialsPart) -> None:
    contents = {line.number: part._content(line) for line in part.table.model.rows}
    assert contents["資料2"] == "本文資料"
    assert contents["参考資料4"] == "調査結果報告書"
    assert contents["参考資料6"] == "規則"
    assert contents["参考資料1"] == "別添"


def test_looking_at_a_material_changes_nothing(screen: MeetingScreen, part: MaterialsPart) -> None:
    before = screen.desk.find(Material)
    for line in part.table.model.rows:
        part.table.choose(line.material.id)
        assert screen.flush()
    assert screen.desk.find(Material) == before
    assert screen.desk.undoable is None or "資料" not in screen.desk.undoable.text()


def test_a_paper_of_another_version_stays_what_it_is(screen: MeetingScreen, part: MaterialsPart) -> None:
    one = choose(part, "資料1")
    from dataclasses import replace

    from kyodo_desktop.services import meetings

    screen.desk.act(meetings.edit_material, replace(one, paper="future"))
    assert part.form.values()["paper"] == "future"
    choose(part, "資料2")
    assert now(part, one).paper == "future"


def test_a_paper_is_chosen_and_the_material_is_no_longer_apart(
    window: MainWindow, part: MaterialsPart
) -> None:
    one = choose(part, "参考資料1")
    pick(part, "paper", "consultations")
    assert (now(part, one).paper, now(part, one).handed_apart) == ("consultations", False)
    assert not part.form.values()["handed_apart"]
    assert window.menu.undo.text() == f"元に戻す：資料「{one.title}」を変更"


def test_a_survey_is_chosen_where_its_report_is_printed(screen: MeetingScreen, part: MaterialsPart) -> None:
    one = choose(part, "参考資料1")
    survey = part.form.editors["survey"].widget
    assert not survey.isVisible()
    pick(part, "paper", SURVEY)
    assert survey.isVisible()
    wanted = screen.desk.find(Survey)[1]
    pick(part, "survey", wanted.id)
    assert now(part, one).survey == wanted.id
    choose(part, "参考資料2")
    assert not survey.isVisible()
    view = screen.desk.read(papers.packet_view, one.meeting)
    made = next(p for p in view.parts if p.number == "参考資料1")
    assert isinstance(made, papers.Made)
    assert (made.paper, made.view.title) == (SURVEY, wanted.title)


def test_a_text_is_written_and_taken_back_by_name(window: MainWindow, part: MaterialsPart) -> None:
    one = choose(part, "参考資料1")
    assert not child(QWidget, "body_place", window).isVisible()
    pick(part, "paper", "body")
    assert child(QWidget, "body_place", window).isVisible()
    assert part.body.form.values() == {"layout": BodyLayout.HANDOUT, "source": ""}
    write(part, "# はじめに\n本文です。")
    stored = window.desk.read(texts.body_of, one.id)
    assert stored is not None
    assert (stored.source, stored.layout) == ("# はじめに\n本文です。", BodyLayout.HANDOUT)
    assert window.menu.undo.text() == f"元に戻す：資料「{one.title}」の本文を保存"
    editor = part.body.form.editors["layout"]
    editor.show_value(BodyLayout.SLIDES)
    editor.left.emit()
    assert window.desk.read(texts.body_of, one.id).layout is BodyLayout.SLIDES  # type: ignore[union-attr]
    window.undo()
    window.undo()
    assert window.desk.read(texts.body_of, one.id) is None
    assert source(part).toPlainText() == ""
    assert len(window.desk.find(BodyText)) == 2


def test_what_is_typed_is_saved_on_leaving_the_material(part: MaterialsPart) -> None:
    one = choose(part, "資料2")
    field = source(part)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    commit(field, "前書き\n")
    choose(part, "資料1")
    stored = part._desk.read(texts.body_of, one.id)
    assert stored is not None
    assert stored.source.startswith("前書き\n")


def test_nothing_is_saved_while_the_input_method_composes(part: MaterialsPart) -> None:
    one = choose(part, "資料2")
    before = part._desk.read(texts.body_of, one.id)
    field = source(part)
    compose(field, "きょうどう")
    part.body.form._rested()
    assert part.flush()
    assert part._desk.read(texts.body_of, one.id) == before
    assert not part.body.form.wrong


def test_a_text_that_cannot_be_set_is_kept_and_says_why(
    window: MainWindow, screen: MeetingScreen, part: MaterialsPart, qtbot: QtBot
) -> None:
    one = choose(part, "資料2")
    write(part, "一行目\n::: box\n閉じない")
    assert part._desk.read(texts.body_of, one.id).source.endswith("閉じない")  # type: ignore[union-attr]
    assert problem(part).startswith("2行目：")
    assert ":::" in problem(part)
    assert source(part).accessibleDescription() == problem(part)
    assert screen.flush(), "it keeps nobody from going on"
    assert problem(part).startswith("2行目：")
    shown = packet(window, qtbot)
    assert "2行目" in shown._fault_text.text()
    write(part, "一行目\n::: box\n閉じた\n:::")
    assert problem(part) == ""
    assert not source(part).property("wrong")


def test_the_text_takes_the_room_of_the_page(window: MainWindow, part: MaterialsPart) -> None:
    choose(part, "資料2")
    window.resize(1280, 820)
    QTest.qWait(50)
    assert source(part).height() >= 230
    part.body.wide.click()
    QTest.qWait(50)
    assert not part.table.view.isVisible()
    assert source(part).height() >= 450
    assert source(part).width() >= 600
    part.body.wide.click()
    assert part.table.view.isVisible()


def test_the_lines_of_a_text_are_spaced_and_undo_knows_nothing_of_it(part: MaterialsPart) -> None:
    choose(part, "資料2")
    field = source(part)
    assert not field.document().isUndoAvailable()
    type_into(part.body.form, "source", "一\n二")
    block = field.document().begin()
    while block.isValid():
        assert block.blockFormat().lineHeight() == LEADING
        block = block.next()
    assert field.toPlainText() == "一\n二"


def test_f1_shows_how_a_text_is_written(part: MaterialsPart) -> None:
    choose(part, "資料2")
    source(part).setFocus()
    QTest.keyClick(source(part), Qt.Key.Key_F1)
    assert part.body._help.isVisible()
    part.body._help.close()


@pytest.mark.parametrize("example", [example for _words, example in FORMS])
def test_every_example_can_be_set(part: MaterialsPart, example: str) -> None:
    one = choose(part, "資料2")
    figures = "image.png" in example
    part._desk.do(texts.set_body, one.id, BodyLayout.HANDOUT, example)
    part.body.judge()
    assert ("添付ファイルにありません" in problem(part)) is figures
    assert figures or problem(part) == ""


def test_no_field_is_squashed_on_a_small_screen(window: MainWindow, part: MaterialsPart) -> None:
    choose(part, "資料1")
    window.resize(905, 470)
    QTest.qWait(50)
    for editor in part.form.editors.values():
        if editor.widget.isVisible():
            assert editor.widget.height() >= editor.widget.minimumSizeHint().height()
    assert part.table.view.viewport().height() >= 5 * part.table.view.rowHeight(0)


def test_an_emptied_text_is_asked_for(part: MaterialsPart) -> None:
    one = choose(part, "資料2")
    before = part._desk.read(texts.body_of, one.id)
    write(part, "")
    assert problem(part)
    assert part._desk.read(texts.body_of, one.id) == before


def test_the_preview_shows_what_was_written(
    window: MainWindow, screen: MeetingScreen, part: MaterialsPart, qtbot: QtBot
) -> None:
    shown = packet(window, qtbot)
    before = shown.data
    meeting(window)
    choose(part, "資料2")
    write(part, "# 書き直した資料")
    again = packet(window, qtbot)
    qtbot.waitUntil(lambda: again.data is not None and again.data != before, timeout=60_000)
    titles = [shown.pages._model.index(at, 0).data() for at in range(shown.pages._model.rowCount())]
    assert any(str(title).startswith("資料2") for title in titles)


def test_the_text_stands_beside_the_material_where_there_is_room(
    window: MainWindow, part: MaterialsPart
) -> None:
    choose(part, "資料2")
    parts = child(QWidget, "material_parts", window)
    material, body = child(QWidget, "material_place", parts), child(QWidget, "body_place", parts)
    for width, beside in ((1500, True), (1000, False)):
        window.resize(width, 800)
        QTest.qWait(50)
        assert (body.y() < material.height()) is beside
