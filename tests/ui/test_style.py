"""How it looks: no colour of our own, text that can be read light and dark, words in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kyodo_desktop import i18n
from kyodo_desktop.domain.errors import DatabaseMissing
from kyodo_desktop.i18n import msg
from kyodo_desktop.paths import Paths
from kyodo_desktop.storage import Store, open_store
from kyodo_desktop.ui import style
from kyodo_desktop.ui.application import LAST, Program
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import Translator
from kyodo_desktop.ui.start import StartWindow
from kyodo_desktop.ui.window import MainWindow
from tests.conftest import ticking
from tests.ui.conftest import TODAY, put_away
from tests.ui.hands import meeting, roster

UI = Path(style.__file__).parent
FAINT = 2  # what can't be used now can still be read
SCHEMES = (Qt.ColorScheme.Light, Qt.ColorScheme.Dark)


@pytest.fixture
def program(qapp: QApplication, paths: Paths) -> Iterator[Program]:
    """The program, and Qt as it was before it."""
    before, sheet, font = qapp.palette(), qapp.styleSheet(), qapp.font()
    made = Program(qapp, paths)
    yield made
    for translator in made._translators:
        qapp.removeTranslator(translator)
    qapp.setPalette(before)
    qapp.setStyleSheet(sheet)
    qapp.setFont(font)


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.name)
def test_no_colour_is_written_down(path: Path) -> None:
    texts = [n.value for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Constant)]
    assert [t for t in texts if isinstance(t, str) and re.search(r"#[0-9a-fA-F]{3,8}\b", t)] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_can_be_read_on_its_ground(program: Program, scheme: Qt.ColorScheme) -> None:
    style.apply_scheme(program.app, scheme)
    palette = program.app.palette()
    role = QPalette.ColorRole
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
    ]
    for text, ground in pairs:
        assert style.contrast(palette.color(text), palette.color(ground)) >= style.CONTRAST
    for text in (role.WindowText, role.Text, role.ButtonText):
        faint = palette.color(QPalette.ColorGroup.Disabled, text)
        assert style.contrast(faint, palette.window().color()) >= FAINT
    assert style.is_dark(palette) == (scheme is Qt.ColorScheme.Dark)
    assert style.contrast(style.alarm(palette), palette.window().color()) >= style.CONTRAST


def test_contrast_counts_as_wcag_does() -> None:
    assert round(style.contrast(QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white))) == 21


def test_qt_asks_our_catalogue_and_its_own_for_the_rest(program: Program) -> None:
    assert QCoreApplication.translate("x", "会議") == "会議"
    i18n.use("en", program.paths.locale)
    try:
        ours = Translator()
        assert ours.translate("x", "会議") not in (None, "会議")
        assert ours.translate("QPlatformTheme", "Cancel") is None
    finally:
        i18n.use("ja", program.paths.locale)


def test_the_window_speaks_english(program: Program, sample: Store, qtbot: QtBot) -> None:
    i18n.use("en", program.paths.locale)
    try:
        window = MainWindow(Desk(sample, program.paths, TODAY), program.settings)
        window.show()
        screens = (roster(window), meeting(window))
        japanese = [
            button.text()
            for screen in screens
            for button in screen.findChildren(QPushButton)
            if re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", button.text())
        ]
        assert japanese == []
        put_away(window)
    finally:
        i18n.use("ja", program.paths.locale)


def test_a_program_opens_begins_and_comes_back_to_its_register(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    now = ticking()

    def opener(path: Path) -> tuple[Store, None]:
        return open_store(path, who="clerk", now=now), None

    start = program.start(opener, now, None)
    assert isinstance(start, StartWindow)
    start.open(tmp_path / "none.kyodo")
    assert start.notice.property("role") == "alarm"
    start.make(tmp_path / "new.kyodo", sample=True)
    window = program.window
    assert isinstance(window, MainWindow)
    assert window.desk.today == TODAY
    assert program.settings.text(LAST) == str(tmp_path / "new.kyodo")
    window.close()
    assert program.window is None
    again = program.start(opener, now, None)
    assert isinstance(again, MainWindow)
    assert len(roster(again).table.model.rows) == 12
    other = again.desk.beside(tmp_path / "other.kyodo", new=True)
    again.wanted.emit(other)
    assert program.window is not again
    assert isinstance(program.window, MainWindow)
    program.window.close()


def test_a_mistake_of_ours_is_told_without_its_words(program: Program, sample: Store) -> None:
    window = program.show(Desk(sample, program.paths, TODAY))
    try:
        raise ValueError("梶原 純")
    except ValueError as error:
        program.caught(ValueError, error, error.__traceback__)
    assert "予期しない誤り" in window.notice.text
    logged = "".join(log.read_text("utf-8") for log in program.paths.settings.rglob("*.log"))
    assert "test_style.py" in logged
    assert "梶原" not in logged
    told = DatabaseMissing(msg("開けません"), msg("ありません。"), msg("確かめてください。"))
    program.caught(DatabaseMissing, told, None)
    assert window.notice.text.startswith("開けません")
    window._may_lose = True
    window.closed.disconnect(program._on_closed)
    program.window = None
    put_away(window)
