"""履歴: who did what when, what each act changed, and undo up to any of one's own."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QTableView, QTextBrowser

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Record
from kyodo_desktop.i18n import Message, _, mark
from kyodo_desktop.services import acts
from kyodo_desktop.services.acts import Act
from kyodo_desktop.services.telling import Told
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

_MOST_TOLD: Final = 200  # records of one act that are told one by one: an import may hold thousands


def _when(act: Act) -> str:
    at = act.entry.at.astimezone()
    return f"{wareki.short(at.date())} {at:%H:%M}"


def _named(act: Act) -> str:
    words = act.entry.act.text()
    match act.entry.kind:
        case "undo":
            return _("元に戻した：{act}").format(act=words)
        case "redo":
            return _("やり直した：{act}").format(act=words)
        case _:
            return words


COLUMNS: Final[tuple[Column[Act], ...]] = (
    Column(title=mark("日時"), text=_when, sort=lambda act: act.entry.seq, width=9),
    Column(title=mark("操作"), text=_named, width=24, least=10, stretch=True),
    Column(title=mark("操作者"), text=lambda act: act.entry.who, width=6, least=4, spare=True),
)


class JournalScreen(Screen):
    """The journal in words."""

    key = "journal"
    shows = (Record,)

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        view = part(QTableView, "acts", self.form)
        self.table: Table[Act] = Table(view, TableModel(COLUMNS, key=lambda act: act.entry.seq))
        view.selectionModel().currentRowChanged.connect(self._show_act)
        part(QPushButton, "older", self.form).clicked.connect(self.show_older)
        self._undo = part(QPushButton, "undo", self.form)
        self._undo.clicked.connect(self.undo_to_here)
        across = part(QSplitter, "across", self.form)
        across.setStretchFactor(0, 3)
        across.setStretchFactor(1, 2)
        across.setSizes([self.table.natural_width(), 380])

    def reload(self) -> None:
        shown = self.table.model.rows
        self._fill(self.desk.read(acts.acts, limit=max(len(shown), acts.PAGE)))
        self.table.choose_first()

    def _fill(self, rows: tuple[Act, ...]) -> None:
        self.table.show(rows)
        older = bool(rows) and rows[-1].entry.seq > 1
        part(QPushButton, "older", self.form).setVisible(older)
        self._show_act()

    def show_older(self) -> None:
        """Show more of the acts that were done before."""
        rows = self.table.model.rows
        if rows:
            self._fill((*rows, *self.desk.read(acts.acts, before=rows[-1].entry.seq)))

    def _show_act(self) -> None:
        act = self.table.chosen()
        self._undo.setEnabled(act is not None and act.undoes > 0 and not self.desk.read_only)
        many = act is not None and act.undoes > 1
        self._undo.setText(
            _("この操作まで元に戻す（{count}件）").format(count=act.undoes)
            if act is not None and many
            else _("この操作まで元に戻す")
        )
        part(QLabel, "act", self.form).setText(_named(act) if act else "")
        part(QLabel, "when", self.form).setText(f"{_when(act)}　{act.entry.who}" if act else "")
        part(QTextBrowser, "told", self.form).setHtml(self._told(act) if act else "")

    def _told(self, act: Act) -> str:
        try:
            lines, count = self.desk.read(acts.told_of, act.entry.seq, most=_MOST_TOLD)
        except KyodoError as error:
            return f"<p>{escape(error.why.text())}</p>"
        shown = "".join(_paragraph(one) for one in lines)
        rest = count - len(lines)
        return shown + (f"<p>{escape(_('ほか{count}件').format(count=rest))}</p>" if rest > 0 else "")

    def undo_to_here(self) -> None:
        """Take back every act of this clerk's down to the chosen one."""
        act = self.table.chosen()
        if act is not None and act.undoes:
            self.attempt(lambda: self._undo_to(act))

    def _undo_to(self, act: Act) -> None:
        for _one in range(act.undoes):
            if self.desk.undo() is None:
                return


def _paragraph(one: Told) -> str:
    how = _("追加") if one.added else _("削除") if one.removed else _("変更")
    head = f"<p><b>{escape(one.term.text())}</b>　{escape(one.called.text())}（{escape(how)}）</p>"
    rows = "".join(
        f"<tr><td>{escape(_(line.field.label))}　</td>"
        f"<td style='white-space:pre-wrap'>{_change(line.before, line.after)}</td></tr>"
        for line in one.differences
    )
    return f"{head}<table cellspacing='0' cellpadding='2'>{rows}</table>"


def _change(before: Message | None, after: Message | None) -> str:
    words = [escape(side.text()) for side in (before, after) if side is not None]
    return " → ".join(words)
