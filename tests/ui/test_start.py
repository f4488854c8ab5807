"""The first run: three pages by keyboard to a register that is open, and back without losing a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import Committee, RegulationVersion
from kyodo_desktop.paths import Paths
from kyodo_desktop.storage import Store, open_store
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.firstrun import COMMITTEE, PLACE, WELCOME, RegulationChoice
from kyodo_desktop.ui.safeplace import danger
from kyodo_desktop.ui.start import StartWindow
from tests.conftest import ticking
from tests.ui import hands


@pytest.fixture
def made() -> list[Desk]:
    """The desks that were asked for."""
    return []


@pytest.fixture
def start(paths: Paths, made: list[Desk], qapp: QApplication, qtbot: QtBot) -> Iterator[StartWindow]:
    """The window of a first run."""
    now = ticking()

    def opener(path: Path) -> tuple[Store, None]:
        return open_store(path, who="clerk", now=now), None

    window = StartWindow(paths, opener, now, None, "clerk")
    window.wanted.connect(made.append)
    window.show()
    QTest.qWait(1)
    yield window
    for desk in made:
        desk.close()
    window.close()


def press(window: StartWindow, name: str) -> None:
    button = hands.child(QPushButton, name, window)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_the_sample_is_three_pages_away(start: StartWindow, made: list[Desk], tmp_path: Path) -> None:
    press(start, "sample")
    assert start.first.pages.currentIndex() == COMMITTEE
    assert "見本" in hands.child(QLabel, "committee_lead", start).text()
    assert not start.first.form.isVisible()
    press(start, "next")
    assert start.first.pages.currentIndex() == PLACE
    start.first.folder.setText(str(tmp_path))
    QTest.keyClick(start.first.file, Qt.Key.Key_Return)
    (desk,) = made
    assert desk.location == tmp_path / "見本.kyodo"
    assert len(desk.find(Committee)) == 1
    assert desk.committee is not None
    assert desk.today == desk.committee.sample_today


def test_a_committee_of_ones_own_is_told_and_recorded_with_its_regulation(
    start: StartWindow, made: list[Desk], tmp_path: Path
) -> None:
    press(start, "fresh")
    form = start.first.form
    assert form.isVisible()
    press(start, "next")
    assert start.first.pages.currentIndex() == COMMITTEE  # a committee has a name
    assert form.wrong
    hands.type_into(form, "name", "緑の/審議会")
    hands.type_into(form, "city", "川口市")
    form.editors["regulation"].show_value(RegulationChoice.SHIPPED)
    press(start, "next")
    assert start.first.file.text() == "緑の_審議会"
    start.first.folder.setText(str(tmp_path))
    press(start, "back3")
    assert form.values()["name"] == "緑の/審議会"  # nothing typed is lost
    press(start, "back2")
    assert start.first.pages.currentIndex() == WELCOME
    press(start, "fresh")
    press(start, "next")
    press(start, "finish")
    (desk,) = made
    assert desk.location == tmp_path / "緑の_審議会.kyodo"
    assert desk.committee is not None
    assert (desk.committee.name, desk.committee.city) == ("緑の/審議会", "川口市")
    assert [one.title for one in desk.find(RegulationVersion)] == ["川口市協働推進委員会規則"]


def test_a_regulation_that_cannot_be_read_is_told_before_anything_is_made(
    start: StartWindow, made: list[Desk], tmp_path: Path
) -> None:
    press(start, "fresh")
    form = start.first.form
    hands.type_into(form, "name", "緑の審議会")
    hands.type_into(form, "city", "川口市")
    assert not form.editors["source"].widget.isVisible()
    form.editors["regulation"].show_value(RegulationChoice.FILE)
    assert form.editors["source"].widget.isVisible()
    hands.type_into(form, "source", str(tmp_path / "none.toml"))
    press(start, "next")
    assert form.wrong
    bad = tmp_path / "bad.toml"
    bad.write_text("title = 1", "utf-8")
    hands.type_into(form, "source", str(bad))
    press(start, "next")
    assert start.notice.isVisible()
    assert start.first.pages.currentIndex() == COMMITTEE
    assert made == []


def test_a_place_that_cannot_be_is_told(start: StartWindow, made: list[Desk], tmp_path: Path) -> None:
    press(start, "sample")
    press(start, "next")
    warning = hands.child(QLabel, "warning", start)
    start.first.folder.setText(str(tmp_path / "nowhere"))
    press(start, "finish")
    assert "フォルダーがありません" in warning.text()
    (tmp_path / "見本.kyodo").write_bytes(b"")
    start.first.folder.setText(str(tmp_path))
    press(start, "finish")
    assert "同じ名前" in warning.text()
    start.first.file.clear()
    press(start, "finish")
    assert "ファイル名" in warning.text()
    assert made == []
    QTest.keyClick(start.first.file, Qt.Key.Key_Escape)
    assert start.first.pages.currentIndex() == COMMITTEE


def test_shared_and_synchronised_folders_are_warned_of(start: StartWindow, tmp_path: Path) -> None:
    press(start, "sample")
    press(start, "next")
    start.first.folder.setText(str(tmp_path / "OneDrive - 川口市" / "台帳"))
    warning = hands.child(QLabel, "warning", start)
    assert warning.isVisible()
    assert "OneDrive - 川口市" in warning.text()
    assert "共有フォルダー" in danger(Path("//server/share"))
    assert danger(tmp_path) == ""


def test_registers_that_were_open_are_offered_again(
    start: StartWindow, made: list[Desk], tmp_path: Path
) -> None:
    recent = hands.child(QListWidget, "recent", start)
    assert not recent.isVisible()
    start.make(tmp_path / "一.kyodo", sample=False)
    made.pop().close()
    start.show_recent([tmp_path / "一.kyodo"])
    assert recent.isVisible()
    recent.setFocus()
    recent.setCurrentRow(0)
    QTest.keyClick(recent, Qt.Key.Key_Return)
    assert [desk.location for desk in made] == [tmp_path / "一.kyodo"]


def test_every_page_fits_a_small_window(start: StartWindow) -> None:
    start.resize(640, 480)
    press(start, "fresh")
    for name in ("back2", "next"):
        button = hands.child(QPushButton, name, start)
        assert start.rect().contains(button.mapTo(start, button.rect().bottomRight()))
