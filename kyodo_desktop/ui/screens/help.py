"""ヘルプ: how each task is done and what each screen is for, with contents and search."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
)

from kyodo_desktop.i18n import _
from kyodo_desktop.ui import helppages
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.helppages import TASKS
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.screens import SCREENS
from kyodo_desktop.ui.settings import Settings

LINE_PERCENT: Final = 150  # Japanese set solid is hard to read
HEADINGS: Final = {1: 1.5, 2: 1.2}  # against the text
PAUSE_MS: Final = 150
CONTENTS_WIDE: Final = 18  # 字
_KEY: Final = int(Qt.ItemDataRole.UserRole)


class HelpScreen(Screen):
    """Pages of tasks first, then of screens; a link leads to another page, Alt+Left back."""

    key = "help"
    shows = ()

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self._folder = desk.paths.help
        self._been: list[str] = []
        self.shown = ""
        self._list = part(QListWidget, "pages", self.form)
        self._page = part(QTextBrowser, "page", self.form)
        self._asked = part(QLineEdit, "asked", self.form)
        self._none = part(QLabel, "none", self.form)
        self._none.hide()
        self._fill()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self._listen()
        letter = self.fontMetrics().horizontalAdvance("あ")
        across = part(QSplitter, "across", self.form)
        across.setSizes([letter * CONTENTS_WIDE, letter * CONTENTS_WIDE * 3])
        across.setStretchFactor(1, 1)
        self.show_page(TASKS[0])

    def _fill(self) -> None:
        line = self.fontMetrics().height() + 14
        self._heading(_("仕事から"), line)
        for key in TASKS:
            self._entry(key, line)
        self._heading(_("画面から"), line)
        for entry in SCREENS:
            self._entry(entry.key, line)

    def _heading(self, words: str, line: int) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, line))
        self._list.addItem(item)

    def _entry(self, key: str, line: int) -> None:
        item = QListWidgetItem(helppages.title(self._folder, key))
        item.setData(_KEY, key)
        item.setSizeHint(QSize(0, line))
        self._list.addItem(item)

    def _listen(self) -> None:
        self._list.currentItemChanged.connect(lambda now, _before: self._on_chosen(now))
        self._page.anchorClicked.connect(self._on_link)
        self._asked.textChanged.connect(lambda _text: self._pause.start())
        self._asked.returnPressed.connect(self.search)
        part(QPushButton, "shortcuts", self.form).clicked.connect(lambda: self._show_shortcuts())
        back = QShortcut(QKeySequence("Alt+Left"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.setWhatsThis(_("前の説明に戻る"))
        back.activated.connect(self.back)

    def reload(self) -> None:
        """The help is the same whatever the register holds."""

    # --- pages

    def show_record(self, record: str) -> None:
        """Show the page of this key."""
        self.show_page(record)

    def show_page(self, key: str) -> None:
        """Show a page, and its line of the contents."""
        if self.shown and key != self.shown:
            self._been.append(self.shown)
        self._show(key)

    def back(self) -> None:
        """Show the page before."""
        if self._been:
            self._show(self._been.pop())

    def _show(self, key: str) -> None:
        self.shown = key
        self._page.setMarkdown(helppages.page(self._folder, key))
        _give_room(self._page.document(), self.font().pointSizeF())
        self._page.verticalScrollBar().setValue(0)
        item = self._item(key)
        if item is not None:
            item.setHidden(False)
            blocked = self._list.blockSignals(True)
            self._list.setCurrentItem(item)
            self._list.blockSignals(blocked)

    def _item(self, key: str) -> QListWidgetItem | None:
        lines = (self._list.item(at) for at in range(self._list.count()))
        return next((one for one in lines if one.data(_KEY) == key), None)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_KEY):
            self.show_page(item.data(_KEY))

    def _on_link(self, link: QUrl) -> None:
        self.show_page(link.fileName().removesuffix(".md"))

    # --- searching

    def search(self) -> None:
        """Leave in the contents what holds the words asked for, and show the first of it."""
        self._pause.stop()
        asked = self._asked.text().strip()
        found: list[str] = []
        for at in range(self._list.count()):
            key = self._list.item(at).data(_KEY)
            fits = not asked or (bool(key) and helppages.holds(self._folder, key, asked))
            self._list.item(at).setHidden(not fits)
            if fits and key:
                found.append(key)
        self._none.setVisible(not found)
        if asked and found and self.shown not in found:
            self.show_page(found[0])

    def _show_shortcuts(self) -> None:
        from kyodo_desktop.ui.dialogs.shortcuts import show_shortcuts

        show_shortcuts(self.window())


def _give_room(document: QTextDocument, points: float) -> None:
    """Set lines and paragraphs apart, and headings no larger than the window's own."""
    cursor, block = QTextCursor(document), document.begin()
    percent = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    while block.isValid():
        shape = block.blockFormat()
        level = shape.headingLevel()
        shape.setLineHeight(LINE_PERCENT, percent)
        shape.setTopMargin(points if level > 1 else 0)
        shape.setBottomMargin(points * 0.5)
        cursor.setPosition(block.position())
        cursor.setBlockFormat(shape)
        if level in HEADINGS:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            letters = cursor.charFormat()
            letters.clearProperty(letters.Property.FontSizeAdjustment)
            letters.setFontPointSize(points * HEADINGS[level])
            cursor.setCharFormat(letters)
        block = block.next()
