"""資料棚: every material ever handed out, found by any word of it, with its meeting and its file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTableView, QWidget

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import AgendaItem, Attachment, Committee, Material, Meeting
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import shelf
from kyodo_desktop.services.shelf import ShelfLine
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.entry import LineEntry
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

_SEARCH_WIDTH: Final = 24  # 字


def _meeting(line: ShelfLine) -> str:
    return f"{numbering.meeting_number(line.meeting.number)}　{wareki.short(line.meeting.date)}"


def _content(line: ShelfLine) -> str:
    """What the material is made of."""
    if line.file is not None:
        return line.file.name
    if line.material.handed_apart:
        return _("別添")
    return _("台帳から作成") if line.material.paper else ""


def _size(line: ShelfLine) -> str:
    return "" if line.file is None else _("{size}KB").format(size=f"{-(-line.file.size // 1024):,}")


COLUMNS: Final[tuple[Column[ShelfLine], ...]] = (
    Column(title=mark("会議"), text=_meeting, sort=lambda line: (line.meeting.date, line.number), width=10),
    Column(title=mark("番号"), text=lambda line: line.number, width=6),
    Column(title=mark("標題"), text=lambda line: line.material.title, width=20, least=8, stretch=True),
    Column(title=mark("内容"), text=_content, width=14, least=6, spare=True),
    Column(
        title=mark("大きさ"),
        text=_size,
        sort=lambda line: line.file.size if line.file else 0,
        width=6,
        spare=True,
    ),
)


class ShelfScreen(Screen):
    """The materials of all meetings under one search."""

    key = "shelf"
    shows = (AgendaItem, Attachment, Committee, Material, Meeting)

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self._lines: tuple[ShelfLine, ...] = ()
        view = part(QTableView, "materials", self.form)
        self.table: Table[ShelfLine] = Table(view, TableModel(COLUMNS, key=lambda line: line.material.id))
        view.selectionModel().currentRowChanged.connect(self._show_acts)
        view.activated.connect(self.open)
        self.search = LineEntry()
        self.search.setObjectName("search")
        self.search.setAccessibleName(_("資料を探す"))
        self.search.setPlaceholderText(_("標題、番号、会議、ファイル名で探す"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self.fontMetrics().horizontalAdvance("あ") * _SEARCH_WIDTH)
        self.search.textChanged.connect(self._show_found)
        fill(part(QWidget, "search_place", self.form), self.search)
        self._open = part(QPushButton, "open", self.form)
        self._open.clicked.connect(self.open)
        self._save = part(QPushButton, "save", self.form)
        self._save.clicked.connect(self.save)

    def reload(self) -> None:
        committee = self.desk.committee
        self._lines = self.desk.read(shelf.shelf, committee.id) if committee else ()
        self._show_found()

    def _show_found(self) -> None:
        shown = shelf.found(self._lines, self.search.text())
        self.table.show(shown)
        words = _("{count}件") if len(shown) == len(self._lines) else _("{all}件のうち{count}件")
        part(QLabel, "count", self.form).setText(words.format(count=len(shown), all=len(self._lines)))
        self._show_acts()

    def _show_acts(self) -> None:
        line = self.table.chosen()
        self._open.setEnabled(line is not None)
        self._save.setEnabled(line is not None and line.file is not None)

    def show_record(self, record: Id) -> None:
        self.search.clear()
        self.table.choose(record)

    def open(self) -> None:
        """Show the meeting that the chosen material was handed out at."""
        line = self.table.chosen()
        if line is not None:
            self.asked.emit("meeting", line.meeting.id)

    def save(self) -> None:
        """Save the received file as it came."""
        line = self.table.chosen()
        if line is None or line.file is None:
            return
        folder = Path.home() / line.file.name
        chosen, _filter = QFileDialog.getSaveFileName(self, _("ファイルを保存"), str(folder))
        if chosen:
            self.attempt(lambda: self.save_to(line.file, Path(chosen)))

    def save_to(self, file: Attachment | None, path: Path) -> None:
        """Write a received file's bytes. Raises `NotFound` where they are lost, `OutputFailed`."""
        from kyodo_desktop.papers import issue

        if file is not None:
            issue.write(path, self.desk.read(lambda store: store.blob(file.sha256)))
            self.notified.emit(_("「{name}」に保存しました。").format(name=path.name), "", None)
