"""The box that finds everything (Ctrl+K): records of the register, screens, papers and commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QMenu, QWidget

from kyodo_desktop.domain.names import search_key
from kyodo_desktop.i18n import _
from kyodo_desktop.services import searching
from kyodo_desktop.services.searching import Index
from kyodo_desktop.ui.desk import Change
from kyodo_desktop.ui.leading import lead
from kyodo_desktop.ui.load import fill, load, part
from kyodo_desktop.ui.widgets.entry import LineEntry

if TYPE_CHECKING:
    from kyodo_desktop.ui.window import MainWindow

MOST: Final = 30
_WIDTH, _HEIGHT, _ABOVE = 640, 420, 48
_DO: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done, by its words and the keys that do it too."""

    words: str
    keys: str
    do: Callable[[], object]


class SearchBox(QFrame):
    """Floats over the window while it is asked; Enter goes where the chosen line leads, Esc leaves."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._index = Index()
        self._reading: Iterator[int] | None = None
        self.setProperty("role", "card")
        self.setAccessibleName(_("検索"))
        load(window.desk.paths.screens / "search.ui", self)
        self.entry = LineEntry()
        self.entry.setObjectName("entry")
        self.entry.setAccessibleName(_("探す言葉"))
        self.entry.setPlaceholderText(_("氏名、件名、資料、諮問、操作の名前を入力"))
        self.entry.setClearButtonEnabled(True)
        self.entry.textChanged.connect(self.show_found)
        self.entry.installEventFilter(self)
        fill(part(QWidget, "entry_place", self), self.entry)
        self.found = part(QListWidget, "found", self)
        self.found.itemActivated.connect(self._go)
        self.found.itemClicked.connect(self._go)
        self._state = part(QLabel, "state", self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read_on)
        window.desk.changed.connect(self._on_changed)
        window.installEventFilter(self)
        self.hide()

    # --- coming and going

    def ask(self) -> None:
        """Show the box, ready to be typed into."""
        self._place()
        self.show()
        self.raise_()
        self.entry.setFocus()
        self.entry.selectAll()
        if self._reading is None:
            self._reading = self._window.desk.read(self._index.fill)
            self._soon.start(0)
        self.show_found()

    def leave(self) -> None:
        """Go back to where the clerk was."""
        self.hide()
        self._window.page(self._window.screen_key).setFocus()

    def _place(self) -> None:
        width = min(_WIDTH, self._window.width() - 40)
        height = min(_HEIGHT, self._window.height() - _ABOVE - 20)
        self.setGeometry((self._window.width() - width) // 2, _ABOVE, width, height)

    def _read_on(self) -> None:
        """Read one more slice of the register, then let the window breathe."""
        if self._reading is None or not self.isVisible():
            return
        if next(self._reading, None) is not None:
            self._soon.start(0)
        else:
            self.show_found()

    def _on_changed(self, change: Change) -> None:
        self._index.apply(change)

    # --- finding

    def show_found(self) -> None:
        """Show what holds the words that are typed."""
        words = self.entry.text()
        self.found.clear()
        for command in self._commands(words):
            self._show(command.words, command.keys, command.do)
        desk = self._window.desk
        for hit in desk.read(searching.hits, self._index.find(words, MOST)):
            at = lead(desk, hit.record)
            if at is not None:
                self._show(hit.called.text(), hit.term.text(), lambda at=at: self._window.show_record(*at))
        self.found.setCurrentRow(0)
        self._state.setText(self._said(words))

    def _said(self, words: str) -> str:
        if not self._index.complete:
            return _("台帳を読んでいます…")
        if words.strip() and not self.found.count():
            return _("見つかりません。言葉を短くするか、別の書き方で探してください。")
        return _("↑↓で選び、Enterで開きます。Escで閉じます。")

    def _commands(self, words: str) -> Iterator[Command]:
        """The menu's lines whose words hold what is typed."""
        wanted = [key for word in words.split() if (key := search_key(word))]
        if not wanted:
            return
        for action in self._actions():
            shown = action.text().split("(&")[0].rstrip("…")
            key = search_key(shown)
            if action.isEnabled() and all(word in key for word in wanted):
                yield Command(shown, action.shortcut().toString(), action.trigger)

    def _actions(self) -> Iterator[QAction]:
        for menu in self._window.menuBar().actions():
            inner = menu.menu()
            if isinstance(inner, QMenu):
                yield from (one for one in inner.actions() if one.text() and one.menu() is None)

    def _show(self, words: str, beside: str, do: Callable[[], object]) -> None:
        item = QListWidgetItem(f"{words}　　{beside}" if beside else words)
        item.setData(_DO, do)
        self.found.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        do = item.data(_DO)
        self.hide()
        if callable(do):
            do()

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() is QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        """Up, down and Enter are the list's though the field has the keyboard."""
        if self.entry.composing:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (item := self.found.currentItem()) is not None:
                self._go(item)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.found.currentRow() + by
            self.found.setCurrentRow(min(max(row, 0), self.found.count() - 1))
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.entry.composing:
            self.leave()
        else:
            super().keyPressEvent(event)
