"""資料棚: one search over all materials, the way to the meeting, and the received file as it came."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton

from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.services import meetings
from kyodo_desktop.ui.screens.shelf import ShelfScreen
from kyodo_desktop.ui.window import MainWindow
from tests.ui import hands

DATA = b"%PDF-1.7\n\x00received"


def shelf(window: MainWindow) -> ShelfScreen:
    window.go(ShelfScreen.key)
    page = window.page(ShelfScreen.key)
    assert isinstance(page, ShelfScreen)
    return page


def test_a_word_narrows_the_shelf_and_the_chosen_material_leads_to_its_meeting(window: MainWindow) -> None:
    page = shelf(window)
    everything = len(page.table.model.rows)
    assert hands.child(QLabel, "count", page.form).text() == f"{everything}件"
    hands.commit(page.search, "参考")
    shown = [line.number for line in page.table.model.rows]
    assert shown
    assert all("参考" in number for number in shown) or len(shown) < everything
    hands.child(QPushButton, "open", page.form).click()
    assert window.screen_key == "meeting"


def test_a_received_file_is_saved_byte_for_byte(window: MainWindow, tmp_path: Path) -> None:
    (meeting,) = window.desk.find(Meeting)
    window.desk.do(
        meetings.add_received, meeting.id, "資料", "資料.pdf", DATA, "application/pdf", window.desk.today
    )
    page = shelf(window)
    hands.commit(page.search, "資料.pdf")
    line = page.table.chosen()
    assert line is not None
    assert hands.child(QPushButton, "save", page.form).isEnabled()
    page.save_to(line.file, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == DATA


def test_what_has_no_file_offers_none(window: MainWindow) -> None:
    page = shelf(window)
    page.show_record(next(line.material.id for line in page.table.model.rows if line.file is None))
    assert not hands.child(QPushButton, "save", page.form).isEnabled()
    hands.commit(page.search, "どこにもない")
    assert page.table.model.rows == ()
    assert not hands.child(QPushButton, "open", page.form).isEnabled()
