"""How the program shows itself to this user: colours, size of text, language, faces, backups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import _, language, mark
from kyodo_desktop.ui.menu import LANGUAGE, LANGUAGE_NAMES, Menu
from kyodo_desktop.ui.screens.settings_section import Section
from kyodo_desktop.ui.settings import TEXT_SIZE, TEXT_SIZES
from kyodo_desktop.ui.widgets.form import Problem

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.settings import SettingsScreen
    from kyodo_desktop.ui.window import MainWindow

SCHEME_WORDS = (
    ("system", mark("システムに合わせる")),
    ("light", mark("明るい")),
    ("dark", mark("暗い")),
)


class ProgramSection(Section):
    """Each choice holds at once and is remembered for this user, not in the register."""

    def __init__(self, screen: SettingsScreen) -> None:
        super().__init__(screen)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        schemes = [(key, _(words)) for key, words in SCHEME_WORDS]
        self.scheme = self._choice(_("配色"), schemes, self._on_scheme)
        sizes = [(size, f"{size}%") for size in TEXT_SIZES]
        self.text_size = self._choice(_("文字の大きさ"), sizes, lambda key: self._remade(TEXT_SIZE, key))
        self.language = self._choice(
            _("言語（Language）"), LANGUAGE_NAMES, lambda key: self._remade(LANGUAGE, key)
        )
        self._font_row()
        self.backups = QLabel()
        self.backups.setWordWrap(True)
        self.backups.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.backups.setAccessibleName(_("控えの場所"))
        self.folder = QPushButton(_("控えのフォルダーを開く"))
        self.folder.clicked.connect(lambda: self._open_backups())
        self._row(_("控えの場所"), self.backups)
        self._form.addRow("", _beside(self.folder))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._form)
        layout.addStretch(1)

    def _row(self, words: str, widget: QWidget) -> None:
        label = QLabel(words)
        label.setBuddy(widget)
        self._form.addRow(label, widget)

    def _choice(
        self, words: str, choices: Sequence[tuple[str, str]], chosen: Callable[[str], object]
    ) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(words)
        for key, shown in choices:
            box.addItem(shown, key)
        box.activated.connect(lambda at: chosen(box.itemData(at)))
        self._row(words, box)
        box.setMaximumWidth(self.fontMetrics().horizontalAdvance("あ") * 16)
        return box

    def _font_row(self) -> None:
        self.font_path = QLineEdit()
        self.font_path.setAccessibleName(_("IPAmj明朝のファイル"))
        self.font_path.setPlaceholderText(_("空欄のときは、システムのフォルダーから探します"))
        self.font_path.editingFinished.connect(self.name_font)
        pick = QPushButton(_("参照…"))
        pick.setAccessibleName(_("IPAmj明朝のファイルを選ぶ"))
        pick.clicked.connect(lambda: self._pick_font())
        self.font_problem = Problem()
        note = QLabel(_("異体字の氏名を印刷する書体です。変更は、プログラムを開き直したときから効きます。"))
        note.setProperty("role", "soft")
        note.setWordWrap(True)
        both = QHBoxLayout()
        both.addWidget(self.font_path, 1)
        both.addWidget(pick)
        column = QWidget()
        down = QVBoxLayout(column)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        down.addLayout(both)
        down.addWidget(self.font_problem)
        down.addWidget(note)
        label = QLabel(_("IPAmj明朝"))
        label.setBuddy(self.font_path)
        self._form.addRow(label, column)

    # --- showing

    def reload(self) -> None:
        from kyodo_desktop.papers.press.namedfonts import named_fonts

        settings = self.screen_.settings
        self.scheme.setCurrentIndex(max(self.scheme.findData(settings.text("window/scheme", "system")), 0))
        self.text_size.setCurrentIndex(max(self.text_size.findData(settings.text(TEXT_SIZE, "100")), 0))
        self.language.setCurrentIndex(self.language.findData(language()))
        kept = named_fonts(self.desk.paths).get("ipamj")
        self.font_path.setText("" if kept is None else str(kept))
        where = self.desk.backup_folder
        self.backups.setText(
            str(where) if where else _("台帳がサーバーにあるため、控えはサーバーの管理者が作ります。")
        )
        self.folder.setEnabled(where is not None and where.is_dir())

    # --- what is chosen

    def _window(self) -> MainWindow | None:
        from kyodo_desktop.ui.window import MainWindow

        window = self.window()
        return window if isinstance(window, MainWindow) else None

    def _on_scheme(self, key: str) -> None:
        window = self._window()
        if window is not None and isinstance(window.menu, Menu):
            window.menu.show_scheme(key)

    def _remade(self, setting: str, key: str) -> None:
        window = self._window()
        changed = key != (language() if setting == LANGUAGE else self.screen_.settings.text(setting, "100"))
        if window is not None and changed and not window.remake(setting, key):
            self.reload()

    def _pick_font(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self,
            _("IPAmj明朝のファイルを選ぶ"),
            self.font_path.text(),
            _("書体のファイル") + " (*.ttf *.otf *.ttc)",
        )
        if chosen:
            self.font_path.setText(chosen)
            self.name_font()

    def name_font(self) -> None:
        """Keep the font file that is named, unless no glyph can be read from it."""
        from kyodo_desktop.papers.press.faces import readable
        from kyodo_desktop.papers.press.namedfonts import name_font

        typed = self.font_path.text().strip().strip('"')
        path = Path(typed) if typed else None
        if path is not None and not (path.is_file() and readable(path)):
            self.font_problem.say([_("書体のファイルとして読み取れません。場所を確かめてください。")])
            return
        self.font_problem.say([])
        try:
            name_font(self.desk.paths, "ipamj", path)
        except KyodoError as error:
            self.desk.failed.emit(error)

    def _open_backups(self) -> None:
        where = self.desk.backup_folder
        if where is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(where)))


def _beside(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row
