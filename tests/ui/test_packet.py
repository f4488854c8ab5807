"""The packet screen: what is shown is what is saved and what is printed."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import BodyLayout, Meeting
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import PAPERS, spool
from kyodo_desktop.papers import packet as papers
from kyodo_desktop.papers.paper import of_meeting, render
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.progress import Progress, drained
from kyodo_desktop.papers.printjob import PrintJob
from kyodo_desktop.papers.spool import Sent
from kyodo_desktop.services import meetings, texts
from kyodo_desktop.ui import printers, task
from kyodo_desktop.ui.dialogs.print_job import PrintDialog
from kyodo_desktop.ui.screens.packet import PacketScreen
from kyodo_desktop.ui.screens.packet_view import BOOKMARKS
from kyodo_desktop.ui.window import MainWindow
from tests.ui.hands import enter, meeting, packet


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> PacketScreen:
    return packet(window, qtbot)


def test_the_chosen_paper_is_kept(window: MainWindow, screen: PacketScreen, qtbot: QtBot) -> None:
    screen.show_paper("roster")
    qtbot.waitUntil(lambda: screen.data is not None, timeout=60_000)
    screen.keep_state()
    again = PacketScreen(window.desk, window.settings)
    qtbot.addWidget(again)
    assert again._papers.currentData() == "roster"


def test_what_stops_the_packet_is_opened_from_where_it_is_said(
    window: MainWindow, screen: PacketScreen, qtbot: QtBot
) -> None:
    assert screen.meeting is not None
    given = window.desk.read(meetings.materials, screen.meeting.id)
    line = next(one for one in given if one.number == "資料2")
    window.desk.do(texts.set_body, line.material.id, BodyLayout.HANDOUT, "{{諮問99の件名}}を受け")
    qtbot.waitUntil(lambda: screen._fault.isVisible(), timeout=60_000)
    assert screen._mend.isVisible()
    screen._mend.click()
    page = window.page("meeting")
    assert window.screen_key == "meeting"
    assert page.materials.table.chosen().number == "資料2"
    assert window.focusWidget().objectName() == "source"
    window.undo()
    window.desk.do(meetings.edit_material, replace(line.material, title="{{諮問98の件名}}について"))
    window.go("packet")
    qtbot.waitUntil(lambda: "諮問98" in screen._fault_text.text(), timeout=60_000)
    screen._mend.click()
    assert window.focusWidget().objectName() == "title"


def test_the_bytes_shown_are_the_papers_own_and_those_saved(screen: PacketScreen, tmp_path: Path) -> None:
    view = screen.desk.read(papers.packet_view, screen.desk.find(Meeting)[0].id)
    own = drained(papers.build(view, Fonts(screen.desk.paths), screen.desk.paths.papers))
    assert screen.data == own
    assert screen.pages._buffer is not None
    assert bytes(screen.pages._buffer.data().data()) == own
    screen.giving.save(tmp_path / "packet.pdf")
    assert (tmp_path / "packet.pdf").read_bytes() == own
    assert screen.giving.suggested == "第1回会議資料.pdf"


@pytest.mark.parametrize("key", ["agenda", "materials", "roster", "regulation", "consultations"])
def test_a_paper_is_shown_and_saved_by_itself(
    screen: PacketScreen, key: str, qtbot: QtBot, tmp_path: Path
) -> None:
    paper = next(one for one in PAPERS if one.key == key)
    screen.show_paper(key)
    assert screen.data is None
    qtbot.waitUntil(lambda: screen.data is not None, timeout=60_000)
    view = screen.desk.read(paper.compose, screen.desk.read(of_meeting, screen.desk.find(Meeting)[0].id))
    own = drained(render(paper, view, Fonts(screen.desk.paths), screen.desk.paths.papers))
    screen.giving.save(tmp_path / "one.pdf")
    assert screen.data == own == (tmp_path / "one.pdf").read_bytes()
    assert screen.giving.suggested == f"第1回{paper.title}.pdf"


def test_what_can_be_printed_is_the_packet_and_each_paper_that_stands_alone(
    screen: PacketScreen, qtbot: QtBot
) -> None:
    offered = [screen._papers.itemData(at) for at in range(screen._papers.count())]
    assert offered == ["", *(one.key for one in PAPERS if not one.of_material)]
    assert "consultations" in offered
    packet_ = screen.data
    screen.show_paper("agenda")
    qtbot.waitUntil(lambda: screen.data is not None, timeout=60_000)
    assert not screen.pages._looks.isTabEnabled(BOOKMARKS), "one page needs no bookmarks"
    screen.show_paper("")
    qtbot.waitUntil(lambda: screen.data is not None, timeout=60_000)
    assert screen.data == packet_
    assert screen.pages._looks.isTabEnabled(BOOKMARKS)


def test_a_folder_that_is_not_there_is_told(window: MainWindow, screen: PacketScreen, tmp_path: Path) -> None:
    screen.giving.save(tmp_path / "nowhere" / "packet.pdf")
    assert window.notice.property("role") == "alarm"


def test_pages_are_leafed_and_numbered(screen: PacketScreen) -> None:
    pages = screen.pages
    last = str(pages.count)
    assert pages.count > 11
    assert not pages._tools["previous"].isEnabled()
    pages._tools["next"].click()
    assert pages._page.text() == "2"
    pages._page.setText(last)
    pages._page.editingFinished.emit()
    assert pages.page == pages.count
    assert not pages._tools["next"].isEnabled()
    for typed in ("99", "あ", ""):
        pages._page.setText(typed)
        pages._page.editingFinished.emit()
        assert pages._page.text() == last


def test_the_bookmarks_lead_to_their_pages(screen: PacketScreen) -> None:
    tree = screen.pages._bookmarks
    screen.pages._looks.setCurrentIndex(BOOKMARKS)
    screen.window().activateWindow()
    tree.setFocus()
    model = tree.model()
    assert model.rowCount() == 11
    assert model.index(2, 0).data() == "資料1\u3000川口市協働推進委員会委員名簿"
    tree.setCurrentIndex(model.index(2, 0))
    assert screen.pages.page == 3


def test_zooming_steps_from_what_is_seen(screen: PacketScreen) -> None:
    pages = screen.pages
    pages.set_zoom("1.0")
    pages.step_zoom(1)
    assert pages.view.zoomFactor() == 1.25
    pages.step_zoom(-1)
    assert pages.zoom_key == "1.0"
    pages.set_zoom("page")
    seen = pages.factor()
    pages.step_zoom(1)
    assert pages.view.zoomFactor() > seen
    pages.set_zoom("nonsense")
    assert pages.zoom_key == "width"


def test_it_is_made_anew_when_what_it_shows_was_touched(
    window: MainWindow, screen: PacketScreen, qtbot: QtBot
) -> None:
    before = screen.data
    enter(meeting(window).overview, "venue", "別の会場")
    again = packet(window, qtbot)
    qtbot.waitUntil(lambda: again.data is not None and again.data != before, timeout=60_000)
    window.undo()
    qtbot.waitUntil(lambda: again.data == before, timeout=60_000)
    assert again.data == before


def test_a_change_while_it_is_made_overtakes_the_making(
    window: MainWindow, screen: PacketScreen, qtbot: QtBot
) -> None:
    before = screen.data
    shown = screen.desk.find(Meeting)[0]
    for title in ("一つ目", "二つ目"):
        screen.desk.act(meetings.add_item, shown.id, title)
        assert not screen.giving._save.isEnabled()
    qtbot.waitUntil(lambda: screen.data is not None and task.running() == 0, timeout=60_000)
    view = screen.desk.read(papers.packet_view, shown.id)
    assert screen._wish is not None
    assert screen._wish.view == view
    assert screen.data != before


def test_it_can_be_stopped_and_begun_again(screen: PacketScreen, qtbot: QtBot) -> None:
    shown = screen.desk.find(Meeting)[0]
    screen.desk.act(meetings.add_item, shown.id, "追加")
    screen.cancel()
    qtbot.waitUntil(lambda: screen._fault.isVisible(), timeout=10_000)
    assert not screen.giving._save.isEnabled()
    screen.build()
    qtbot.waitUntil(lambda: screen.data is not None, timeout=60_000)


def test_a_character_no_font_has_stops_it_and_names_the_place(
    window: MainWindow, screen: PacketScreen, qtbot: QtBot
) -> None:
    enter(meeting(window).overview, "venue", "会場\U0010fffd")
    window.go("packet")
    qtbot.waitUntil(lambda: screen._fault.isVisible(), timeout=60_000)
    assert "U+10FFFD" in screen._fault_text.text()
    assert screen.data is None


def asked(screen: PacketScreen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> PrintDialog:
    """The dialog that asks how to print, once it knows the printers."""
    monkeypatch.setattr(printers, "names", lambda: ("会議室",))
    screen.giving._print.click()
    dialog = screen.giving.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog._start.isEnabled(), timeout=60_000)
    return dialog


def test_what_is_shown_is_what_is_printed(
    window: MainWindow, screen: PacketScreen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    sent: list[tuple[PrintJob, str]] = []

    def send(job: PrintJob, name: str) -> Generator[Progress, None, Sent]:
        sent.append((job, name))
        yield Progress(1, 1, msg("{done}ページ目", done=1))
        return Sent(name, len(job.pages))

    monkeypatch.setattr(printers, "send", send)
    dialog = asked(screen, monkeypatch, qtbot)
    dialog._range.setText("資料2")
    dialog._start.click()
    assert not screen.giving._print.isEnabled()
    qtbot.waitUntil(lambda: not screen.giving.busy, timeout=60_000)
    ((job, name),) = sent
    assert (job.data, job.title, name) == (screen.data, "第1回会議資料", "会議室")
    assert job.pages == tuple(range(4, 19))
    assert "15ページ" in window.notice.text
    assert screen.giving._print.isEnabled()


def test_a_printer_that_refuses_is_told(
    window: MainWindow, screen: PacketScreen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(spool, "available", lambda: False)
    dialog = asked(screen, monkeypatch, qtbot)
    dialog._start.click()
    qtbot.waitUntil(lambda: not screen.giving.busy, timeout=60_000)
    assert "プリンター" in window.notice.text
    assert window.notice.property("role") == "alarm"


def test_materials_without_content_are_named(screen: PacketScreen) -> None:
    assert screen._slips.isVisible() == bool(_empty(screen))
    for line in _empty(screen):
        assert line.number in screen._slips.text()
        screen.desk.do(meetings.edit_material, replace(line.material, handed_apart=True))
    assert not screen._slips.isVisible()


def _empty(screen: PacketScreen) -> list[meetings.MaterialLine]:
    lines = screen.desk.read(meetings.materials, screen.desk.find(Meeting)[0].id)
    return [
        one
        for one in lines
        if not (one.material.paper or one.material.attachment or one.material.handed_apart)
    ]


def test_the_pages_have_the_room_there_is(screen: PacketScreen, qtbot: QtBot) -> None:
    qtbot.wait(20)
    assert screen.pages.view.height() > screen.height() * 0.7


def test_zooming_keeps_the_page_and_centres_it(screen: PacketScreen, qtbot: QtBot) -> None:
    pages = screen.pages
    pages.set_zoom("1.0")
    pages.go(7)
    qtbot.wait(20)
    for zoom in ("2.0", "4.0", "width", "page", "0.5", "3.0"):
        pages.set_zoom(zoom)
        qtbot.wait(20)
        assert pages.page == 7, zoom
        across = pages.view.horizontalScrollBar()
        assert abs(across.value() * 2 - across.maximum()) <= 1
