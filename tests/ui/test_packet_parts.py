"""The parts of the packet: put in order, added to, taken from, opened, each by mouse and by key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import Material
from kyodo_desktop.papers import packet as papers
from kyodo_desktop.papers.packetset import packet_set
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.services import meetings
from kyodo_desktop.ui.screens.packet import PacketScreen
from kyodo_desktop.ui.screens.packet_rows import ROW, PartRow, steps
from kyodo_desktop.ui.window import MainWindow
from tests.papers.samples import FONTS, FORMS
from tests.ui.hands import packet
from tests.ui.test_meeting import pdf


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> PacketScreen:
    return packet(window, qtbot)


def shown(screen: PacketScreen) -> list[tuple[str, str]]:
    return [(row.number, row.title[:6]) for row in screen.parts.table.model.rows]


def row(screen: PacketScreen, number: str) -> PartRow:
    return next(one for one in screen.parts.table.model.rows if one.number == number)


def choose(screen: PacketScreen, number: str) -> None:
    assert screen.parts.table.choose(row(screen, number).key)


def again(screen: PacketScreen, qtbot: QtBot) -> None:
    """Wait until the change is followed."""
    qtbot.waitUntil(lambda: screen.data is not None, timeout=60_000)


def add(screen: PacketScreen, qtbot: QtBot, name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    screen.parts.take([tmp_path / name])
    qtbot.waitUntil(lambda: not screen.parts.receiver.busy, timeout=60_000)


def test_the_parts_stand_as_they_are_printed_and_lead_to_their_pages(screen: PacketScreen) -> None:
    rows = screen.parts.table.model.rows
    assert [one.title for one in rows[:2]] == ["次第", "配布資料一覧"]
    assert [one.number for one in rows[2:5]] == ["資料1", "資料2", "参考資料1"]
    assert (rows[3].first, rows[3].pages) == (4, 15)
    assert row(screen, "参考資料1").state == "別添"
    choose(screen, "資料2")
    assert screen.pages.page == 4
    screen.parts.table.choose(rows[0].key)
    assert screen.pages.page == 1
    assert not screen.parts._acts["part_remove"].isEnabled(), "the agenda is no material"


def test_a_part_is_moved_by_key_within_its_family_and_taken_back(
    window: MainWindow, screen: PacketScreen, qtbot: QtBot
) -> None:
    view = screen.parts.table.view
    first = row(screen, "資料1").title
    choose(screen, "資料1")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert row(screen, "資料2").title == first
    assert screen.parts.table.chosen_key() == row(screen, "資料2").key, "it stays chosen"
    assert screen.data is None, "what is out of date can't be given out"
    again(screen, qtbot)
    assert row(screen, "資料2").first == 18
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert row(screen, "資料1").title == first
    window.undo()
    assert row(screen, "資料2").title == first


def test_a_part_is_dragged_to_another_place(screen: PacketScreen, qtbot: QtBot) -> None:
    model = screen.parts.table.model
    one = row(screen, "参考資料1")
    at = [line.number for line in model.rows].index("参考資料3")
    index = model.index(model.place_of(one.key) or 0, 0)
    assert model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled, "the agenda stays first"
    data = model.mimeData([index])
    assert data.hasFormat(ROW)
    assert model.canDropMimeData(data, Qt.DropAction.MoveAction, at, 0, QModelIndex())
    model.dropMimeData(data, Qt.DropAction.MoveAction, at + 1, 0, QModelIndex())
    qtbot.waitUntil(lambda: row(screen, "参考資料3").key == one.key)
    assert row(screen, "参考資料3").title == one.title


def test_a_drop_beyond_the_family_goes_to_its_end(screen: PacketScreen) -> None:
    rows = screen.parts.table.model.rows
    key = row(screen, "資料1").key
    assert steps(rows, key, len(rows)) == 1
    assert steps(rows, key, 0) == 0
    assert steps(rows, row(screen, "資料2").key, 0) == -1
    assert steps(rows, rows[0].key, 5) == 0
    assert steps(rows, "gone", 5) == 0


def test_files_dropped_become_parts_and_are_bound(
    screen: PacketScreen, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    picture = tmp_path / "会場.png"
    Image.new("RGB", (40, 30), (200, 0, 0)).save(picture)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture))])
    hand = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    qapp.sendEvent(screen.form, QDragEnterEvent(QPointF(5, 5), *hand))
    qapp.sendEvent(screen.form, QDropEvent(QPointF(5, 5), *hand))
    qtbot.waitUntil(lambda: any(n == "資料3" for n, _ in shown(screen)), timeout=60_000)
    again(screen, qtbot)
    assert (row(screen, "資料3").title, row(screen, "資料3").pages) == ("会場", 1)
    assert screen.parts.table.chosen_key() == row(screen, "資料3").key


def test_a_part_is_removed_by_key_and_undo_stands_ready(window: MainWindow, screen: PacketScreen) -> None:
    view = screen.parts.table.view
    before = len(screen.desk.find(Material))
    choose(screen, "参考資料2")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert len(screen.desk.find(Material)) == before - 1
    window.notice._action.click()
    assert len(screen.desk.find(Material)) == before


def test_two_pages_go_onto_each_sheet_where_it_is_wanted(screen: PacketScreen, qtbot: QtBot) -> None:
    choose(screen, "参考資料1")
    assert not screen.parts.two_up.isEnabled(), "nothing of it is bound"
    choose(screen, "資料2")
    screen.parts.two_up.click()
    again(screen, qtbot)
    assert row(screen, "資料2").pages == 8
    assert row(screen, "資料2").state == "2アップ"
    assert any("8ポイント" in screen.notes.view.item(n).text() for n in range(screen.notes.view.count()))


def test_a_locked_file_asks_for_its_password_beside_the_list(
    screen: PacketScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    add(screen, qtbot, "秘密.pdf", pdf(password="ひみつ"), tmp_path)
    locked = screen.parts.locked
    qtbot.waitUntil(lambda: screen._fault.isVisible() and locked.card.isVisible(), timeout=60_000)
    assert row(screen, "資料3").state == "要パスワード"
    assert "資料3のファイル「秘密.pdf」" in locked._label.text()
    for word, problem in (("ちがう", "パスワードが違います。"), ("ひみつ", "")):
        locked.word.setText(word)
        QTest.keyClick(locked.word, Qt.Key.Key_Return)
        assert locked.word.text() == ""
        qtbot.waitUntil(lambda: not screen.making.busy, timeout=60_000)
        assert locked.problem == problem
    again(screen, qtbot)
    assert not locked.card.isVisible()
    qtbot.waitUntil(lambda: "誤り2件" in screen.findings.box.text(), timeout=60_000)
    told = [screen.findings.view.item(at).text() for at in range(screen.findings.view.count())]
    assert not any("秘密.pdf" in one for one in told), "what opens is no finding any more"
    assert row(screen, "資料3").pages == 1
    assert row(screen, "資料3").state == "暗号化"
    assert isinstance(screen.desk.location, Path)
    assert "ひみつ".encode() not in screen.desk.location.read_bytes(), "it is nowhere kept"


def test_how_the_packet_is_bound_is_kept_and_the_same_everywhere(
    window: MainWindow, screen: PacketScreen, qtbot: QtBot
) -> None:
    for name in ("even", "cover", "contents"):
        screen.options.quick[name].click()
    screen.options.shown.click()
    form = screen.options.details[0]
    form.editors["blank_text"].show_value("（白紙）")
    form.editors["blank_text"].left.emit()
    again(screen, qtbot)
    assert screen.meeting is not None
    view, how = screen.desk.read(packet_set, screen.meeting.id)
    assert (view.cover, how.even, how.contents, how.blank_text) == (True, True, 1, "（白紙）")
    assert screen.data == drained(papers.build(view, FONTS, FORMS, how))
    assert [one.title for one in screen.parts.table.model.rows][:2] == ["表紙", "次第"]
    assert screen.parts.table.model.rows[1].first == 5
    window.undo()
    assert screen.options.kept is not None
    assert screen.options.kept.blank_text == ""
    assert form.values()["blank_text"] == ""


def test_a_size_that_can_t_be_is_said_beside_the_field(screen: PacketScreen) -> None:
    form = screen.options.details[1]
    form.editors["most_kb"].widget.setText("1")
    form.editors["most_kb"].left.emit()
    assert "50" in form._problems["most_kb"].text()
    assert not screen.flush()
    screen.discard()
    assert screen.flush()


def test_thumbnails_in_sight_are_drawn_and_lead_to_their_pages(screen: PacketScreen, qtbot: QtBot) -> None:
    model = screen.thumbs.model
    assert model.rowCount() == screen.pages.count
    qtbot.waitUntil(lambda: not model.lacks(1), timeout=60_000)
    qtbot.waitUntil(lambda: screen.thumbs.seen() == [], timeout=60_000)
    assert model.lacks(screen.pages.count), "what nobody sees isn't drawn"
    index = model.index(2)
    qtbot.mouseClick(
        screen.thumbs.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=screen.thumbs.view.visualRect(index).center(),
    )
    assert screen.pages.page == 3
    screen.pages.go(screen.pages.count)
    assert screen.thumbs.view.currentIndex().row() == screen.pages.count - 1
    qtbot.waitUntil(lambda: not model.lacks(screen.pages.count), timeout=60_000)


def test_a_change_that_the_packet_doesn_t_show_costs_no_build(screen: PacketScreen, qtbot: QtBot) -> None:
    before = screen.data
    choose(screen, "参考資料1")
    meeting = screen.meeting
    assert meeting is not None
    screen.desk.act(meetings.add_item, meeting.id, "追加")
    screen.desk.undo()
    assert screen.data is None
    again(screen, qtbot)
    assert screen.data is before


def test_closing_leaves_no_process_behind(window: MainWindow, screen: PacketScreen, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not screen.thumbs.model.lacks(1), timeout=60_000)
    child, drawer = screen.binder()._child._process, screen.thumbs._drawer
    assert drawer is not None
    pages = drawer._child._process
    window.close()
    for process in (child, pages):
        process.join(5)
        assert not process.is_alive()
