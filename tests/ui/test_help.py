"""ヘルプ: a page for each screen and task in both languages, found by link, key and word."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QTextBrowser

from kyodo_desktop import i18n
from kyodo_desktop.ui import helppages
from kyodo_desktop.ui.dialogs.shortcuts import shortcuts_of
from kyodo_desktop.ui.screens import SCREENS
from kyodo_desktop.ui.screens.help import HelpScreen
from kyodo_desktop.ui.window import MainWindow
from tests.house import catalogue
from tests.house.sources import ROOT
from tests.ui import hands

FOLDER = ROOT / "resources" / "help"
KEYS = (*helppages.TASKS, *(entry.key for entry in SCREENS))
_LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture(params=i18n.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language, spoken."""
    i18n.use(request.param, ROOT / "resources" / "locale")
    yield request.param
    i18n.use("ja", ROOT / "resources" / "locale")


def pages(window: MainWindow) -> HelpScreen:
    window.go(HelpScreen.key)
    page = window.page(HelpScreen.key)
    assert isinstance(page, HelpScreen)
    return page


def text(page: HelpScreen) -> str:
    return hands.child(QTextBrowser, "page", page.form).toPlainText()


def test_every_screen_and_task_has_a_page_and_no_page_is_left_over(language: str) -> None:
    assert {path.stem for path in (FOLDER / language).iterdir()} == set(KEYS)
    assert len(set(KEYS)) == len(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_page_leads_only_where_there_is_a_page_and_names_only_what_the_window_says(
    language: str, key: str
) -> None:
    source = helppages.source(FOLDER, key)
    assert helppages.title(FOLDER, key)
    assert len(source.splitlines()) > 5
    links = _LINK.findall(source)
    assert {link for link in links if not (FOLDER / language / link).is_file()} == set()
    known = catalogue.translated()
    assert {label for label in helppages.labels(source) if label not in known} == set()
    assert "[[" not in helppages.page(FOLDER, key)


def test_an_english_page_names_the_same_labels_and_leads_to_the_same_pages() -> None:
    for key in KEYS:
        japanese, english = ((FOLDER / code / f"{key}.md").read_text("utf-8") for code in ("ja", "en"))
        assert helppages.labels(english) <= helppages.labels(japanese) | {"元に戻す"}, key
        assert set(_LINK.findall(english)) == set(_LINK.findall(japanese)), key


def test_an_english_page_speaks_the_labels_of_the_english_window() -> None:
    i18n.use("en", ROOT / "resources" / "locale")
    try:
        shown = helppages.page(FOLDER, "roster")
        assert "委員" not in shown
        assert i18n._("辞任等を記録") in shown
    finally:
        i18n.use("ja", ROOT / "resources" / "locale")


@pytest.mark.parametrize("key", [entry.key for entry in SCREENS if entry.key != "help"])
def test_f1_explains_the_screen_that_is_shown(window: MainWindow, key: str) -> None:
    window.go(key)
    QTest.keyClick(window, Qt.Key.Key_F1)
    page = pages(window)
    assert page.shown == key
    assert text(page).startswith(helppages.title(FOLDER, key))


def test_a_link_leads_on_and_a_key_leads_back(window: MainWindow) -> None:
    page = pages(window)
    page.show_page("begin")
    hands.child(QTextBrowser, "page", page.form).anchorClicked.emit(QUrl("tie.md"))
    assert page.shown == "tie"
    assert "可否同数" in text(page)
    contents = hands.child(QListWidget, "pages", page.form)
    current = contents.currentItem()
    assert current is not None
    assert current.text() == "可否同数の採決を記録する"
    page.back()
    assert page.shown == "begin"
    page.back()
    assert page.shown == "begin"


def test_words_are_searched_whatever_their_kana_and_width(window: MainWindow) -> None:
    page = pages(window)
    asked = hands.child(QLineEdit, "asked", page.form)
    contents = hands.child(QListWidget, "pages", page.form)
    hands.commit(asked, "くじ ＡＬＴ")
    page.search()
    shown = [contents.item(at) for at in range(contents.count()) if not contents.item(at).isHidden()]
    assert shown == []
    assert hands.child(QLabel, "none", page.form).isVisible()
    asked.clear()
    hands.commit(asked, "クジ")
    page.search()
    shown = [contents.item(at) for at in range(contents.count()) if not contents.item(at).isHidden()]
    assert [one.text() for one in shown] == ["可否同数の採決を記録する"]
    assert page.shown == "tie"
    asked.clear()
    page.search()
    assert all(not contents.item(at).isHidden() for at in range(contents.count()))


def test_the_contents_are_walked_by_key(window: MainWindow) -> None:
    page = pages(window)
    contents = hands.child(QListWidget, "pages", page.form)
    contents.setFocus()
    QTest.keyClick(contents, Qt.Key.Key_Down)
    assert page.shown == "resigned"
    QTest.keyClick(contents, Qt.Key.Key_End)
    assert page.shown == "help"


def test_the_sheet_of_shortcuts_tells_the_real_ones(window: MainWindow) -> None:
    window.go("plan")
    found = dict(shortcuts_of(window))
    assert found["Ctrl+K、Ctrl+F"] == "検索"
    assert found["Ctrl+/"] == "キーボード操作一覧"
    assert found["F1"] == "この画面の説明"
    assert found["Ctrl+2"] == "委員"
    native = QKeySequence.SequenceFormat.NativeText  # Alt+↑ where Qt speaks Japanese
    up = QKeySequence("Alt+Up").toString(native)
    assert found[up] == "上へ"
    window.go("home")
    assert up not in dict(shortcuts_of(window))


def test_the_sheet_is_opened_and_closed_by_key(window: MainWindow) -> None:
    window.menu.list_keys()
    sheet = next(one for one in window.findChildren(QDialog) if one.isVisible())
    browser = sheet.findChild(QTextBrowser)
    assert browser is not None
    assert "Ctrl+K" in browser.toPlainText()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_every_page_fits_its_column(window: MainWindow) -> None:
    window.resize(1024, 600)
    page = pages(window)
    for key in KEYS:
        page.show_page(key)
        browser = hands.child(QTextBrowser, "page", page.form)
        assert browser.horizontalScrollBar().maximum() == 0, key


def test_every_screen_of_the_sidebar_is_seen_without_scrolling(window: MainWindow) -> None:
    sidebar = hands.child(QListWidget, "screens", window)
    assert sidebar.verticalScrollBar().maximum() == 0
    window.resize(1280, 400)
    assert sidebar.verticalScrollBar().maximum() > 0  # and can be scrolled where it must be
