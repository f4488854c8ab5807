"""The window's menu, with undo and redo by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from kyodo_desktop import __version__
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import _, language
from kyodo_desktop.ui.files import pick_new, pick_open, plant_sample
from kyodo_desktop.ui.screen import STANDS_MS
from kyodo_desktop.ui.screens import SCREENS, key_of
from kyodo_desktop.ui.style import apply_scheme

if TYPE_CHECKING:
    from kyodo_desktop.ui.dialogs.search import SearchBox
    from kyodo_desktop.ui.window import MainWindow

LANGUAGE = "window/language"
LANGUAGE_NAMES = (("ja", "日本語"), ("en", "English"))
SCHEMES = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


class Menu(QObject):
    """Builds the menu bar of a window and carries out what is chosen from it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._box: SearchBox | None = None
        self.languages: dict[str, QAction] = {}
        self._fill_file(window.menuBar().addMenu(_("ファイル(&F)")))
        self.undo, self.redo = self._fill_edit(window.menuBar().addMenu(_("編集(&E)")))
        self._fill_view(window.menuBar().addMenu(_("表示(&V)")))
        self._fill_help(window.menuBar().addMenu(_("ヘルプ(&H)")))
        self._desk.changed.connect(self.name_undo)
        if self._desk.read_only:
            self.name_undo()
        else:
            QTimer.singleShot(STANDS_MS, self, self._name_first)

    def _add(
        self, menu: QMenu, text: str, do: Callable[[], object], *keys: QKeySequence.StandardKey | str
    ) -> QAction:
        action = QAction(text, self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _checked=False: do())
        menu.addAction(action)
        return action

    def _fill_file(self, menu: QMenu) -> None:
        self._add(menu, _("新規(&N)…"), self.fresh, QKeySequence.StandardKey.New)
        self._add(menu, _("開く(&O)…"), self.open, QKeySequence.StandardKey.Open)
        self._add(menu, _("見本の委員会(&S)…"), self.sample)
        establish = self._add(menu, _("委員会を登録(&R)…"), self.establish)
        establish.setEnabled(not self._desk.read_only)
        self._add(menu, _("別の台帳として保存(&V)…"), self.save_as)
        menu.addSeparator()
        self._add(menu, _("名簿をExcelに保存(&X)…"), self.save_roster)
        self._add(menu, _("内部用の名簿を保存(&I)…"), self.save_internal)
        menu.addSeparator()
        self._add(menu, _("閉じる(&C)"), self._window.close, "Ctrl+W", QKeySequence.StandardKey.Quit)

    def _fill_edit(self, menu: QMenu) -> tuple[QAction, QAction]:
        undo = self._add(menu, _("元に戻す"), self._window.undo, QKeySequence.StandardKey.Undo)
        redo = self._add(menu, _("やり直す"), self._window.redo, "Ctrl+Y", "Ctrl+Shift+Z")
        menu.addSeparator()
        self._add(menu, _("検索(&K)…"), self.search, "Ctrl+K", "Ctrl+F")
        menu.aboutToShow.connect(self.name_undo)
        return undo, redo

    def _fill_view(self, menu: QMenu) -> None:
        for at, entry in enumerate(SCREENS):
            self._add(menu, _(entry.title), lambda key=entry.key: self._window.go(key), key_of(at))
        menu.addSeparator()
        colours = menu.addMenu(_("配色(&C)"))
        group = QActionGroup(self)
        kept = self._window.settings.text("window/scheme", "system")
        for key, words in (("system", _("システムに合わせる")), ("light", _("明るい")), ("dark", _("暗い"))):
            action = self._add(colours, words, lambda key=key: self.show_scheme(key))
            action.setCheckable(True)
            action.setChecked(key == kept)
            group.addAction(action)
        self._fill_languages(menu.addMenu(_("言語（Language）(&L)")))

    def _fill_languages(self, menu: QMenu) -> None:
        group = QActionGroup(self)
        for code, words in LANGUAGE_NAMES:
            action = self._add(menu, words, lambda code=code: self.speak(code))
            action.setCheckable(True)
            action.setChecked(code == language())
            group.addAction(action)
            self.languages[code] = action

    def _fill_help(self, menu: QMenu) -> None:
        self._add(menu, _("この画面の説明(&E)"), self.explain, QKeySequence.StandardKey.HelpContents)
        self._add(menu, _("ヘルプの目次(&C)"), lambda: self._window.show_record("help", "begin"))
        self._add(menu, _("キーボード操作一覧(&K)"), self.list_keys, "Ctrl+/")
        menu.addSeparator()
        self._add(menu, _("このプログラムについて(&A)"), self.about)

    def _name_first(self) -> None:
        if self._window.isVisible():
            self.name_undo()

    def name_undo(self) -> None:
        """Name in the menu the acts that undo and redo would take up."""
        undoable, redoable = self._desk.undoable, self._desk.redoable
        self.undo.setText(_("元に戻す：{act}").format(act=undoable.text()) if undoable else _("元に戻す"))
        self.redo.setText(_("やり直す：{act}").format(act=redoable.text()) if redoable else _("やり直す"))
        self.undo.setEnabled(undoable is not None)
        self.redo.setEnabled(redoable is not None)

    # --- what the lines do

    def show_scheme(self, key: str) -> None:
        """Show the program light, dark or as the system has it, and remember it."""
        self._window.settings.keep("window/scheme", key)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_scheme(app, SCHEMES[key])

    def search(self) -> None:
        """Find anything: records, screens, commands."""
        if self._box is None:
            from kyodo_desktop.ui.dialogs.search import SearchBox

            self._box = SearchBox(self._window)
        self._box.ask()

    def speak(self, code: str) -> None:
        """Show the program in another language from now on."""
        if code != language() and not self._window.remake(LANGUAGE, code):
            self.languages[language()].setChecked(True)

    def open(self) -> None:
        """Open another register in place of this one."""
        chosen = pick_open(self._window, self._folder())
        if chosen is not None and chosen != self._desk.location:
            self._show_instead(chosen, new=False)

    def sample(self) -> None:
        """Make the sample committee in a new file and open it."""
        chosen = pick_new(self._window, self._folder(), _("見本の委員会を作る"), _("見本"))
        if chosen is not None:
            self._show_instead(chosen, new=True)

    def fresh(self) -> None:
        """Make a new, empty register and open it, where the committee is then entered."""
        chosen = pick_new(self._window, self._folder(), _("新しい台帳を作る"), _("委員会台帳"))
        if chosen is not None:
            self._show_instead(chosen, new=True, sample=False)

    def save_as(self) -> None:
        """Save all of this register, be it a backup, as a register of its own, and open that."""
        if not self._window.flush():
            return
        folder, name = self._folder(), _("委員会台帳")
        if (own := self._desk.original) is not None:  # not among the backups, where it would count as one
            folder, name = str(own.parent), f"{own.stem}-2"
        chosen = pick_new(self._window, folder, _("別の台帳として保存"), name)
        if chosen is None:
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._desk.save_as(chosen)
        except KyodoError as error:
            self._desk.failed.emit(error)
        else:
            self._show_instead(chosen, new=False)
        finally:
            QApplication.restoreOverrideCursor()

    def establish(self) -> None:
        """Ask for another committee of this register."""
        from kyodo_desktop.ui.screens.roster import RosterScreen

        self._window.go(RosterScreen.key)
        page = self._window.page(RosterScreen.key)
        if isinstance(page, RosterScreen) and self._window.screen_key == RosterScreen.key:
            page.begin(page.acts.establish)

    def _show_instead(self, location: Path, *, new: bool, sample: bool = True) -> None:
        if not self._window.flush():
            return
        try:
            desk = self._desk.beside(location, new=new)
            if new and sample:
                plant_sample(desk)
        except KyodoError as error:
            self._desk.failed.emit(error)
        else:
            self._window.wanted.emit(desk)

    def _folder(self) -> str:
        where = self._desk.location
        return str(where.parent) if isinstance(where, Path) else str(Path.home())

    def save_roster(self) -> None:
        """Save the roster of the chosen day as an Excel workbook."""
        if self._window.flush():
            from kyodo_desktop.ui.export import pick_file

            pick_file(self._window, self._folder())

    def save_internal(self) -> None:
        """Save the secretariat's own roster of the chosen day."""
        if self._window.flush():
            from kyodo_desktop.ui.tableexport import ask_internal

            ask_internal(self._window)

    def explain(self) -> None:
        """Show the help on the screen that is shown."""
        self._window.show_record("help", self._window.screen_key)

    def list_keys(self) -> None:
        """Show the shortcuts of what is shown."""
        from kyodo_desktop.ui.dialogs.shortcuts import show_shortcuts

        show_shortcuts(self._window)

    def about(self) -> None:
        """Say what this program is."""
        from PySide6.QtWidgets import QMessageBox

        QMessageBox.about(
            self._window,
            _("このプログラムについて"),
            _("協働デスク {version}\n\n附属機関の庶務のための台帳です。").format(version=__version__),
        )
