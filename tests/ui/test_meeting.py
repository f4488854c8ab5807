"""The meeting screen: called, edited, its agenda outlined, its materials numbered, files dropped."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import Attachment, ItemKind, MaterialFamily
from kyodo_desktop.ui.screens.meeting import MeetingScreen
from kyodo_desktop.ui.window import MainWindow
from tests.ui.hands import child, compose, enter, meeting, type_into


def pdf(*, password: str = "") -> bytes:
    """A page that can be bound, or that nobody without the password can open."""
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


PDF = pdf()


@pytest.fixture
def screen(window: MainWindow) -> MeetingScreen:
    return meeting(window)


def numbers(screen: MeetingScreen) -> list[str]:
    return [line.number for line in screen.agenda.model.lines]


def titles(screen: MeetingScreen) -> list[str]:
    return [f"{line.depth}{line.item.title}" for line in screen.agenda.model.lines]


def choose_item(screen: MeetingScreen, title: str) -> None:
    found = next(line for line in screen.agenda.model.lines if line.item.title == title)
    screen.agenda.choose(found.item.id)


def materials(screen: MeetingScreen) -> list[str]:
    return [f"{line.number} {line.material.title}" for line in screen.materials.table.model.rows]


def test_the_sample_meeting_is_shown(screen: MeetingScreen) -> None:
    assert screen.meeting is not None
    assert screen.meeting.date == dt.date(2025, 11, 14)
    assert numbers(screen) == ["1", "2", "3", "4", "5", "6", "（1）", "ア", "（2）", "7"]
    assert materials(screen)[0] == "資料1 川口市協働推進委員会委員名簿"


def test_a_meeting_is_called_and_removed_again(window: MainWindow, screen: MeetingScreen) -> None:
    screen._call.click()
    assert screen.act.form is not None
    assert screen.act.form.values()["number"] == 2
    type_into(screen.act.form, "date", "R8.2.20")
    type_into(screen.act.form, "starts_at", "１０：００")
    screen.act.done.click()
    assert screen.meeting is not None
    assert (screen.meeting.number, screen.meeting.starts_at) == (2, dt.time(10))
    assert screen.agenda.model.lines == ()
    screen.remove()
    assert len(screen.table.model.rows) == 1
    window.notice._act()
    assert len(screen.table.model.rows) == 2


def test_a_refusal_stands_beside_its_field(screen: MeetingScreen) -> None:
    enter(screen.overview, "date", "R20.1.1")
    assert "任期" in screen.overview.editors["date"].widget.accessibleDescription()


def test_an_item_is_typed_added_and_numbered(screen: MeetingScreen, qtbot: QtBot) -> None:
    choose_item(screen, "報告事項")
    screen.agenda.new.setFocus()
    compose(screen.agenda.new, "きょうぎ")
    screen.agenda.add()
    assert len(numbers(screen)) == 10
    compose(screen.agenda.new, "")
    screen.agenda.new.setText("協議事項")
    qtbot.keyClick(screen.agenda.new, Qt.Key.Key_Return)
    assert titles(screen)[8:10] == ["1協議事項", "1その他"]
    assert numbers(screen)[8:10] == ["（2）", "（3）"]
    assert screen.agenda.new.text() == ""
    screen.agenda.under.setChecked(True)
    screen.agenda.new.setText("細目")
    screen.agenda._add.click()
    assert titles(screen)[9] == "2細目"


def test_a_new_item_is_of_the_kind_of_its_heading(screen: MeetingScreen) -> None:
    def added(under: bool, title: str) -> ItemKind:
        screen.agenda.under.setChecked(under)
        screen.agenda.new.setText(title)
        screen.agenda.add()
        return next(line.item.kind for line in screen.agenda.model.lines if line.item.title == title)

    by_title = {line.item.title: line.item for line in screen.agenda.model.lines}
    screen.agenda.choose(by_title["報告事項"].id)
    assert added(True, "研修の実施状況について") is ItemKind.REPORT
    screen.agenda.choose(by_title["報告事項"].id)
    assert added(False, "協議事項") is ItemKind.HEADING
    assert added(True, "来年度の予定について") is ItemKind.DISCUSSION
    screen.agenda.choose(by_title["川口市における協働の現状について"].id)
    assert added(False, "職員研修について") is ItemKind.REPORT
    screen.agenda.choose(by_title["議事"].id)
    assert added(False, "連絡") is ItemKind.PROCEDURE
    screen.agenda.choose(by_title["閉会"].id)
    assert added(False, "散会") is ItemKind.PROCEDURE


def test_items_move_and_change_their_level(screen: MeetingScreen) -> None:
    choose_item(screen, "その他")
    screen.agenda.move(-1)
    assert titles(screen)[6:9] == ["1その他", "1報告事項", "2川口市における協働の現状について"]
    screen.agenda.move(1)
    screen.agenda.indent()
    assert titles(screen)[6:9] == ["1報告事項", "2川口市における協働の現状について", "2その他"]
    screen.agenda.outdent()
    screen.agenda.outdent()
    assert titles(screen)[8:] == ["0その他", "0閉会"]
    assert numbers(screen)[8:] == ["7", "8"]
    screen.agenda.outdent()
    choose_item(screen, "開会")
    screen.agenda.indent()
    assert numbers(screen)[0] == "1"


def test_an_item_is_edited_where_it_stands(screen: MeetingScreen) -> None:
    choose_item(screen, "自己紹介")
    enter(screen.agenda.form, "title", "委員自己紹介")
    assert "0委員自己紹介" in titles(screen)
    enter(screen.agenda.form, "title", "")
    choose_item(screen, "開会")
    line = screen.agenda.line
    assert line is not None
    assert line.item.title == "委員自己紹介"


def test_an_item_goes_with_all_under_it_and_comes_back(window: MainWindow, screen: MeetingScreen) -> None:
    choose_item(screen, "議事")
    screen.agenda.remove()
    assert numbers(screen) == ["1", "2", "3", "4", "5", "6"]
    window.notice._act()
    assert len(numbers(screen)) == 10


def test_materials_are_renumbered_as_they_move(screen: MeetingScreen) -> None:
    screen.materials.move(1)
    assert materials(screen)[1] == "資料2 川口市協働推進委員会委員名簿"
    family = screen.materials.form.editors["family"]
    family.show_value(MaterialFamily.ANNEX)
    family.left.emit()
    assert materials(screen)[-1] == "別紙2 川口市協働推進委員会委員名簿"
    screen.materials.remove()
    assert len(materials(screen)) == 8


def test_a_material_is_added_with_its_title_ready_to_type(screen: MeetingScreen) -> None:
    screen._tabs.setCurrentIndex(2)
    screen.materials.add()
    assert materials(screen)[2] == "資料3 新しい資料"
    enter(screen.materials.form, "title", "追加資料")
    assert materials(screen)[2] == "資料3 追加資料"


def taken_in(screen: MeetingScreen, qtbot: QtBot) -> None:
    """Wait until nothing more is being read."""
    qtbot.waitUntil(lambda: not screen.materials.receiver.busy, timeout=60_000)


def test_dropped_pdfs_become_materials_and_other_files_are_refused(
    window: MainWindow, screen: MeetingScreen, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    screen._tabs.setCurrentIndex(2)
    good, bad = tmp_path / "調査結果.pdf", tmp_path / "絵.pdf"
    good.write_bytes(PDF)
    bad.write_bytes(b"not a pdf")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(good)), QUrl.fromLocalFile(str(bad))])
    page, plain = child(QWidget, "materials_page", screen), Qt.KeyboardModifier.NoModifier
    hand = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, plain)
    event = QDropEvent(QPointF(5, 5), *hand)
    qapp.sendEvent(page, QDragEnterEvent(QPointF(5, 5), *hand))
    qapp.sendEvent(page, event)
    assert event.isAccepted()
    taken_in(screen, qtbot)
    assert materials(screen)[2] == "資料3 調査結果"
    (kept,) = screen.desk.find(Attachment)
    assert (kept.name, kept.size) == ("調査結果.pdf", len(PDF))
    assert "絵.pdf" in window.notice.text
    assert len(materials(screen)) == 10
    screen.materials.attach_file(good)
    taken_in(screen, qtbot)
    assert len(screen.desk.find(Attachment)) == 1
    assert screen.materials._attach.text() == "ファイルを差し替え…"


def test_a_dropped_pdf_is_one_act(
    window: MainWindow, screen: MeetingScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "調査結果.pdf"
    file.write_bytes(PDF)
    screen.materials.add_files([file])
    taken_in(screen, qtbot)
    assert window.menu.undo.text() == "元に戻す：資料「調査結果」を追加"
    window.undo()
    assert len(materials(screen)) == 9
    assert screen.desk.find(Attachment) == ()
    assert window._saved.text() == "元に戻しました：資料「調査結果」を追加"
    window.redo()
    assert window._saved.text() == "やり直しました：資料「調査結果」を追加"


def test_a_pdf_with_a_password_is_kept_as_it_came(
    window: MainWindow, screen: MeetingScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    file, data = tmp_path / "秘密.pdf", pdf(password="x")
    file.write_bytes(data)
    screen.materials.add_files([file])
    taken_in(screen, qtbot)
    assert materials(screen)[2] == "資料3 秘密"
    (kept,) = screen.desk.find(Attachment)
    assert screen.desk.read(lambda store: store.blob(kept.sha256)) == data


def test_a_picture_becomes_a_material_and_what_can_t_be_bound_is_told(
    window: MainWindow, screen: MeetingScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    picture, word, gone = tmp_path / "会場.png", tmp_path / "議案.pdf", tmp_path / "ない.pdf"
    Image.new("RGB", (40, 30), (200, 0, 0)).save(picture)
    word.write_bytes(b"PK\x03\x04 word/document.xml")
    told: list[str] = []
    screen.desk.failed.connect(lambda error: told.append(str(error)))
    screen.materials.add_files([word, picture, gone])
    taken_in(screen, qtbot)
    assert materials(screen)[2] == "資料3 会場"
    assert [one.media_type for one in screen.desk.find(Attachment)] == ["image/png"]
    assert len(told) == 2
    assert "「議案.pdf」" in told[0]
    assert "Word文書" in told[0]
    assert "「ない.pdf」" in told[1]


def test_taking_files_in_can_be_stopped(screen: MeetingScreen, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "調査結果.pdf"
    file.write_bytes(PDF)
    screen.materials.add_files([file, file])
    screen.materials.add_files([file])
    screen.materials.receiver.cancel()
    taken_in(screen, qtbot)
    assert len(materials(screen)) == 9
    screen.materials.add_files([file])
    taken_in(screen, qtbot)
    assert len(materials(screen)) == 10


def test_a_file_is_taken_off_again(screen: MeetingScreen, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "調査結果.pdf"
    file.write_bytes(PDF)
    screen.materials.add()
    assert not screen.materials._detach.isEnabled()
    screen.materials.attach_file(file)
    taken_in(screen, qtbot)
    assert not screen.materials.form.values()["handed_apart"]
    screen.materials._detach.click()
    assert screen.desk.find(Attachment) == ()
    line = screen.materials.table.chosen()
    assert line is not None
    assert screen.materials._content(line) == "なし"


def test_buttons_that_would_do_nothing_are_disabled(screen: MeetingScreen) -> None:
    def possible() -> set[str]:
        return {name.removeprefix("item_") for name, b in screen.agenda._acts.items() if b.isEnabled()}

    choose_item(screen, "開会")
    assert possible() == {"down", "remove"}
    choose_item(screen, "その他")
    assert possible() == {"up", "in", "out", "remove"}
    choose_item(screen, "閉会")
    assert possible() == {"up", "in", "remove"}


def test_outdenting_is_one_act_and_the_neighbour_of_what_was_removed_is_chosen(
    window: MainWindow, screen: MeetingScreen
) -> None:
    before = titles(screen)
    choose_item(screen, "報告事項")
    screen.agenda.outdent()
    assert titles(screen)[6:9] == ["1その他", "0報告事項", "1川口市における協働の現状について"]
    window.undo()
    assert titles(screen) == before
    choose_item(screen, "自己紹介")
    at = titles(screen).index("0自己紹介")
    screen.agenda.remove()
    assert screen.agenda.line is not None
    assert screen.agenda.line.item.title == before[at + 1][1:]
