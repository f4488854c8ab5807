"""Small screens: nothing has to be scrolled to sideways, in either language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop import i18n
from kyodo_desktop.domain.records import ItemKind
from kyodo_desktop.paths import Paths
from kyodo_desktop.storage import Store
from kyodo_desktop.ui.application import Program
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.window import MainWindow
from tests.ui.conftest import TODAY, put_away
from tests.ui.hands import child, commit, meeting, packet, roster

SIZES = ((1024, 600), (1280, 720))


@pytest.fixture(params=i18n.LANGUAGES)
def spoken(request: pytest.FixtureRequest, paths: Paths) -> Iterator[str]:
    """Each language, spoken during the test."""
    i18n.use(request.param, paths.locale)
    yield request.param
    i18n.use("ja", paths.locale)


@pytest.fixture
def dressed(spoken: str, sample: Store, paths: Paths, qapp: QApplication) -> Iterator[MainWindow]:
    """The window as the program dresses it, its face and its style sheet included."""
    before, sheet, font = qapp.palette(), qapp.styleSheet(), qapp.font()
    program = Program(qapp, paths)
    window = MainWindow(Desk(sample, paths, TODAY), program.settings)
    window.show()
    yield window
    put_away(window)
    for translator in program._translators:
        qapp.removeTranslator(translator)
    qapp.setPalette(before)
    qapp.setStyleSheet(sheet)
    qapp.setFont(font)


def clipped(window: MainWindow) -> list[str]:
    """What is cut off at the right edge of a part that doesn't scroll sideways."""
    return [
        f"{area.objectName()}: {area.widget().width() - area.viewport().width()}"
        for area in window.findChildren(QScrollArea)
        if area.isVisible() and area.widget() and area.widget().width() > area.viewport().width()
    ]


def sideways(window: MainWindow) -> list[str]:
    """What has to be scrolled sideways to be seen; the packet's own pages aside."""
    return [
        f"{type(area).__name__} {area.objectName()}: {area.horizontalScrollBar().maximum()}"
        for area in window.findChildren(QAbstractScrollArea)
        if area.isVisible()
        and area.objectName() != "pages_view"
        and area.horizontalScrollBar().isVisible()
        and area.horizontalScrollBar().maximum() > 0
    ]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_screen_is_wider_than_a_small_window(
    dressed: MainWindow, width: int, height: int, qtbot: QtBot
) -> None:
    dressed.resize(width, height)
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        for _ in range(25):  # a busy machine lays out late
            QTest.qWait(80)
            found[name] = sideways(dressed) + clipped(dressed)
            if not found[name]:
                return

    roster(dressed)
    look("roster")
    screen = meeting(dressed)
    qtbot.waitUntil(lambda: screen.materials.named)
    for at in range(screen._tabs.count()):
        screen._tabs.setCurrentIndex(at)
        look(f"meeting {at}")
    for line in screen.materials.table.model.rows:
        screen.materials.table.choose(line.material.id)
        look(f"{line.number}")
    packet(dressed, qtbot)
    look("packet")
    assert dressed.width() == width
    assert {name: wide for name, wide in found.items() if wide} == {}


def test_the_kinds_of_agenda_items_are_read_whole(dressed: MainWindow) -> None:
    dressed.resize(*SIZES[0])
    screen = meeting(dressed)
    screen._tabs.setCurrentIndex(1)
    QTest.qWait(80)
    view = child(QTreeView, "agenda", screen)
    kinds = [i18n._(kind.label) for kind in ItemKind]
    assert view.header().sectionSize(1) >= max(map(view.fontMetrics().horizontalAdvance, kinds)) + 16


def test_the_headings_of_the_roster_are_read_whole(dressed: MainWindow) -> None:
    dressed.resize(*SIZES[0])
    view = roster(dressed).table.view
    QTest.qWait(80)
    for at in range(view.model().columnCount()):
        title = str(view.model().headerData(at, Qt.Orientation.Horizontal) or "")
        if not view.isColumnHidden(at):
            assert view.columnWidth(at) >= view.fontMetrics().horizontalAdvance(title) + 16, title


def test_what_is_asked_of_an_edit_is_in_sight(dressed: MainWindow, qtbot: QtBot) -> None:
    dressed.resize(*SIZES[0])
    screen = roster(dressed)
    QTest.qWait(80)
    form = screen.member.affiliation
    field = form.form.editors["organisation"].widget
    field.setFocus()
    commit(field, "X")
    area = child(QScrollArea, "side", screen)

    def in_sight(widget: QWidget) -> bool:
        top = widget.mapTo(area.viewport(), QPoint(0, 0)).y()
        return 0 <= top <= area.viewport().height() - widget.height()

    qtbot.waitUntil(lambda: in_sight(form.ask.save) and in_sight(field))
    assert in_sight(field)
    screen.discard()


def test_the_chosen_material_is_in_sight(dressed: MainWindow, qtbot: QtBot) -> None:
    dressed.resize(*SIZES[0])
    screen = meeting(dressed)
    screen._tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: screen.materials.named)
    table = screen.materials.table
    for line in table.model.rows:
        table.choose(line.material.id)
        QTest.qWait(80)
        seen = table.view.visualRect(table.view.currentIndex())
        assert table.view.viewport().rect().contains(seen.center()), line.number
