"""A regulation's file, written or read in: what is wrong with it is told, and shown on its line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QPushButton, QTextEdit, QWidget

from kyodo_desktop.domain.errors import InvalidRecord, KyodoError
from kyodo_desktop.i18n import _
from kyodo_desktop.services import tomlfile
from kyodo_desktop.services.tomlplaces import line_of
from kyodo_desktop.ui.load import fill, load, part
from kyodo_desktop.ui.style import alarm, mixed
from kyodo_desktop.ui.widgets.drops import Drops
from kyodo_desktop.ui.widgets.editors import said
from kyodo_desktop.ui.widgets.form import mark_wrong
from kyodo_desktop.ui.widgets.source import SourceEntry

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.regulation import RegulationScreen


class SourcePanel(QWidget):
    """Edits one text until it is registered or left. `closed` when it is either."""

    closed = Signal()

    def __init__(self, screen: RegulationScreen) -> None:
        super().__init__()
        self._screen = screen
        self._do: Callable[[str], object] | None = None
        self._start = ""
        self.body = load(screen.desk.paths.screens / "regulation_source.ui", self)
        self.entry = SourceEntry()
        self.entry.setObjectName("source")
        self.entry.setAccessibleName(_("規則ファイルの内容"))
        self.entry.touched.connect(self._forget)
        fill(part(QWidget, "editor_place", self), self.entry)
        self._problem = part(QLabel, "source_problem", self)
        self._problem.hide()
        part(QPushButton, "source_do", self).clicked.connect(self.register)
        part(QPushButton, "source_open", self).clicked.connect(self.pick)
        part(QPushButton, "source_cancel", self).clicked.connect(self.leave)
        self._drops = Drops(self, self._dropped)
        self.hide()

    @property
    def editing(self) -> bool:
        """Whether a text is being written."""
        return self._do is not None

    @property
    def dirty(self) -> bool:
        """Whether something was written that would be lost."""
        return self.editing and self.entry.toPlainText() != self._start

    def begin(self, title: str, note: str, source: str, do: Callable[[str], object]) -> None:
        """Write a text, beginning with `source`; `do` registers it. Raises nothing: errors are shown."""
        self._do, self._start = do, source
        part(QLabel, "source_title", self).setText(title)
        part(QLabel, "source_note", self).setText(note)
        self.entry.setPlainText(source)
        self._tell("", None)
        self.show()
        self.entry.setFocus()

    def leave(self) -> None:
        """Close without registering."""
        if self.editing:
            self._do = None
            self.hide()
            self.closed.emit()

    def register(self) -> None:
        """Check what is written and register it; where that can't be, say why on its line."""
        source = self.entry.toPlainText()
        if self._do is None or self.entry.composing:
            return
        try:
            self._do(source)
        except KyodoError as error:
            self._tell(said(error).text(), _line(source, error))
            self.entry.setFocus()
        else:
            self.leave()

    # --- reading a file in

    def pick(self) -> None:
        """Ask which file to read in."""
        from PySide6.QtWidgets import QFileDialog

        kinds = f"{_('規則ファイル')} (*.toml)"
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("規則ファイルを読み込む"), str(self._screen.desk.paths.resources / "regulations"), kinds
        )
        if chosen:
            self.read_in(Path(chosen))

    def _dropped(self, files: Sequence[Path]) -> None:
        self.read_in(files[0])

    def read_in(self, path: Path) -> None:
        """Put a file's text in place of what is written; where it can't be read, say so."""
        try:
            source = tomlfile.text_of(path)
        except KyodoError as error:
            self._tell(said(error).text(), None)
        else:
            self.entry.setPlainText(source)

    # --- complaints

    def _forget(self) -> None:
        if self._problem.text() and not self.entry.composing:
            self._tell("", None)

    def _tell(self, words: str, line: int | None) -> None:
        where = _("{line}行目：{words}").format(line=line, words=words) if line else words
        self._problem.setText(where)
        self._problem.setVisible(bool(where))
        mark_wrong(self.entry, [where] if where else [])
        self.entry.setExtraSelections([self._marked(line)] if line else [])

    def _marked(self, line: int) -> QTextEdit.ExtraSelection:
        """The line shown as wrong, the cursor brought there."""
        block = self.entry.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        self.entry.setTextCursor(cursor)
        self.entry.ensureCursorVisible()
        made = QTextEdit.ExtraSelection()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
        ground = mixed(self.palette().base().color(), alarm(self.palette()), 0.25)
        made.format.setBackground(ground)  # pyright: ignore[reportAttributeAccessIssue]
        return made


def _line(source: str, error: KyodoError) -> int | None:
    """The line that an error speaks of: by the key that it names, else as the parser tells it."""
    if isinstance(error, InvalidRecord):
        for place, _why in error.problems:
            if place and (line := line_of(source, place)) is not None:
                return line
    told = dict(error.why.args).get("line")
    return told if isinstance(told, int) else None
