"""発行した版: each with its day, its pages, who has it, and what can be made of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QTableView, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import editions
from kyodo_desktop.services.editionlines import EditionLine, edition_lines
from kyodo_desktop.ui.desk import Change, Desk
from kyodo_desktop.ui.dialogs.sheet import FormDialog
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

ACTS: Final = ("open", "swap", "hand", "errata")
_SHORT: Final = 12


def _name(line: EditionLine) -> str:
    words = _("第{edition}版（最新）") if line.newest else _("第{edition}版")
    return words.format(edition=line.issued.edition)


def _held(line: EditionLine) -> str:
    if not line.holders:
        return ""
    words = _("{count}人（旧い版）") if line.outdated else _("{count}人")
    return words.format(count=line.holders)


COLUMNS: Final[tuple[Column[EditionLine], ...]] = (
    Column(title=mark("版"), text=_name, sort=lambda line: line.issued.edition, width=8),
    Column(
        title=mark("発行した日"),
        text=lambda line: wareki.short(line.issued.issued_on),
        sort=lambda line: line.issued.issued_on,
        width=7,
    ),
    Column(title=mark("ページ数"), text=lambda line: str(line.pages), sort=lambda line: line.pages, width=4),
    Column(
        title=mark("持っている人"),
        text=_held,
        sort=lambda line: line.holders,
        width=10,
        least=6,
        stretch=True,
    ),
    Column(title=mark("ハッシュ値"), text=lambda line: line.issued.sha256[:_SHORT], width=9, spare=True),
)


class EditionsDialog(FormDialog):
    """Stands over the window. `asked` brings what to do (one of `ACTS`) and with which IssuedPaper."""

    asked = Signal(str, object)

    def __init__(self, parent: QWidget, desk: Desk, meeting: Id) -> None:
        super().__init__(parent, desk, "editions", _("発行した版"), (50, 28))
        self._meeting = meeting
        self.say("title", _("発行した版"))
        view = part(QTableView, "editions", self.form)
        model: TableModel[EditionLine] = TableModel(COLUMNS, key=lambda line: line.issued.id)
        self.table = Table(view, model, sortable=False)
        view.selectionModel().currentRowChanged.connect(self._allow)
        view.activated.connect(lambda _index: self._ask("open"))
        self.acts = {name: part(QPushButton, name, self.form) for name in ACTS}
        for name, button in self.acts.items():
            button.clicked.connect(lambda _checked=False, name=name: self._ask(name))
        flow(part(QWidget, "acts", self.form))
        part(QPushButton, "close", self.form).clicked.connect(self.reject)
        desk.changed.connect(self._on_changed)
        self.show_lines()

    def show_lines(self) -> None:
        """Show what is on record now."""
        lines = self.desk.read(edition_lines, self._meeting)
        self.table.show(lines)
        old = self.desk.read(editions.outdated_holders, self._meeting)
        told = _("旧い版を持っている人が{count}人います。「差替えだけ」を渡してください。")
        none = _("まだ発行していません。「発行…」で、いまの資料一式が第1版になります。")
        self.say("told", told.format(count=len(old)) if old else "" if lines else none)
        self._allow()

    def _on_changed(self, _change: Change) -> None:
        self.show_lines()

    def _allow(self) -> None:
        line = self.table.chosen()
        for name, button in self.acts.items():
            older = line is not None and not line.newest
            button.setEnabled(older if name in ("swap", "errata") else line is not None)

    def _ask(self, name: str) -> None:
        line = self.table.chosen()
        if line is not None and self.acts[name].isEnabled():
            self.asked.emit(name, line.issued)
