"""What was issued: each paper that went out, shown again as the very bytes that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QTableView

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import IssuedPaper
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import issued
from kyodo_desktop.services.issued import IssuedLine
from kyodo_desktop.ui.desk import Change
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.papers import PapersScreen


def _edition(line: IssuedLine) -> str:
    return _("第{edition}版").format(edition=line.paper.edition)


def _to(line: IssuedLine) -> str:
    return _("{count}人").format(count=len(line.to))


COLUMNS: Final[tuple[Column[IssuedLine], ...]] = (
    Column(
        title=mark("発行日"),
        text=lambda line: wareki.short(line.paper.issued_on),
        sort=lambda line: line.paper.issued_on,
        width=6,
    ),
    Column(title=mark("標題"), text=lambda line: line.paper.title, width=12, least=6, stretch=True),
    Column(title=mark("番号"), text=lambda line: line.numbered, width=7, least=4, spare=True),
    Column(title=mark("版"), text=_edition, sort=lambda line: line.paper.edition, width=4, spare=True),
    Column(title=mark("宛先"), text=_to, sort=lambda line: len(line.to), width=4, spare=True),
)


class PapersIssued(QObject):
    """The list of what went out. `chosen` with another line of it."""

    chosen = Signal(object)

    def __init__(self, screen: PapersScreen) -> None:
        super().__init__(screen)
        self._desk = screen.desk
        view = part(QTableView, "issued", screen.form)
        self.table: Table[IssuedLine] = Table(view, TableModel(COLUMNS, key=lambda line: line.paper.id))
        self._none = part(QLabel, "none_issued", screen.form)
        self._showing = False
        view.selectionModel().currentRowChanged.connect(self._on_row)

    def reload(self) -> None:
        """Show what the register holds now."""
        committee = self._desk.committee
        lines = self._desk.read(issued.issued_lines, committee.id) if committee else ()
        self._showing = True
        self.table.show(lines)
        self._showing = False
        self.table.view.setVisible(bool(lines))
        self._none.setVisible(not lines)

    @property
    def line(self) -> IssuedLine | None:
        """What is chosen."""
        return self.table.chosen()

    def choose(self, record: Id) -> bool:
        """Choose an issued paper, if it is there."""
        return self.table.choose(record)

    def choose_made(self, change: Change) -> None:
        """Choose the paper that an act issued."""
        made = next(pair.after for pair in change.pairs if isinstance(pair.after, IssuedPaper))
        self.choose(made.id)

    def _on_row(self) -> None:
        if not self._showing:
            self.chosen.emit(self.line)


def described(line: IssuedLine) -> str:
    """An issued paper in a line: when, under which number, which edition, to whom."""
    named = [one.addressee for one in line.to]
    shown = "、".join(named[:MOST])
    if named[MOST:]:
        shown = _("{names}ほか{count}人").format(names=shown, count=len(named) - MOST)
    parts = (wareki.long(line.paper.issued_on), line.numbered, _edition(line))
    said = "　".join(one for one in parts if one)
    return _("{said}　宛先：{names}").format(said=said, names=shown) if named else said


MOST: Final = 5
"""How many names a line shows."""
