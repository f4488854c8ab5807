"""The readings: what the text leaves open, how it is read on the day, on what ground, what that changes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton, QSplitter, QTableView, QTextBrowser, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.effects import EFFECTS
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Field, Id, Kind, shape
from kyodo_desktop.domain.readings import ReadingKind
from kyodo_desktop.domain.records import Reading
from kyodo_desktop.i18n import _, listed, mark
from kyodo_desktop.services import laws, standing
from kyodo_desktop.services.standing import Ground, ReadingLine
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.regulation_page import Page
from kyodo_desktop.ui.screens.regulation_words import AIR
from kyodo_desktop.ui.widgets.acts import Act, ActForm, Values
from kyodo_desktop.ui.widgets.editors import said
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.regulation import RegulationScreen

COLUMNS: Final[tuple[Column[ReadingLine], ...]] = (
    Column(title=mark("項目"), text=lambda one: _(one.kind.label), width=16, least=9, stretch=True),
    Column(title=mark("読み方"), text=lambda one: value_words(one.kind, one.value), width=14, least=8),
    Column(title=mark("根拠"), text=lambda one: _(one.ground.label), width=7, least=6),
)


def value_words(kind: ReadingKind, value: str | int) -> str:
    """A reading's value as the clerk reads it."""
    return _(kind.label_of(value)) if kind.values else str(value)


class ReadingsPage(Page):
    """The list of readings, and beside it the chosen one in full."""

    def __init__(self, screen: RegulationScreen) -> None:
        super().__init__(screen)
        view = part(QTableView, "readings", self.form)
        self.table: Table[ReadingLine] = Table(view, TableModel(COLUMNS, key=lambda one: one.kind.name))
        view.selectionModel().currentRowChanged.connect(self._on_row)
        self.told = part(QTextBrowser, "reading", self.form)
        self.told.document().setDefaultStyleSheet(AIR)
        self.act = ActForm()
        self.act.closed.connect(self._show_parts)
        fill(part(QWidget, "reading_act_place", self.form), self.act)
        self.change = part(QPushButton, "change_reading", self.form)
        self.change.clicked.connect(self.begin)
        self.take_back = part(QPushButton, "take_back_reading", self.form)
        self.take_back.clicked.connect(self.remove)
        across = part(QSplitter, "readings_across", self.form)
        across.setStretchFactor(0, 3)
        across.setStretchFactor(1, 2)
        across.setSizes([540, 400])

    def reload(self) -> None:
        lines: tuple[ReadingLine, ...] = ()
        why = _("委員会がまだありません。")
        if self.committee:
            try:
                lines = self.desk.read(standing.readings_on, self.committee, self.day)
            except KyodoError as error:
                why = said(error).text()
        self.table.show(lines)
        self._show_line()
        if not lines:
            self.told.setPlainText(why)

    def _on_row(self) -> None:
        if self.act.open and not self.act.dirty:
            self.act.leave()
        self._show_line()

    def _show_line(self) -> None:
        line = self.table.chosen()
        if line is not None:
            self.told.setHtml("".join(_told(line)))
        self._show_parts()

    def _show_parts(self) -> None:
        line, can = self.table.chosen(), not self.desk.read_only
        asking = self.act.open
        self.change.setVisible(not asking)
        self.take_back.setVisible(not asking)
        self.change.setEnabled(can and line is not None and line.ground is not Ground.SETTING)
        self.take_back.setEnabled(can and line is not None and bool(line.chosen))

    def choose(self, record: Id) -> bool:
        lines = self.table.model.rows
        name = next((one.kind.name for one in lines if record in {each.id for each in one.chosen}), "")
        return bool(name) and self.table.choose(name)

    # --- acts

    def begin(self) -> None:
        """Ask for another reading and from which day it holds."""
        line = self.table.chosen()
        if line is None:
            return
        kind = line.kind
        self.act.ask(
            Act(
                title=_("「{label}」の読み方を変える").format(label=_(kind.label)),
                button=_("この読み方にする"),
                asked=[_value_field(kind), shape(Reading).field("since"), shape(Reading).field("note")],
                start={"value": line.value, "since": self.day},
                options=lambda _field: tuple((one.value, _(one.label)) for one in kind.values),
                do=lambda values: self._choose(kind, values),
                note=_("済んだ採決の日には及びません。その前の選択は、前の日で終わります。"),
            )
        )
        self._show_parts()

    def _choose(self, kind: ReadingKind, values: Values) -> None:
        self.desk.do(
            laws.choose_reading,
            self.committee,
            kind.name,
            values["value"],
            values["since"],
            note=values["note"],
        )

    def remove(self) -> None:
        """Take back the last choice of this reading; undo stands ready."""
        line = self.table.chosen()
        if line is not None and line.chosen:
            last = max(line.chosen, key=lambda one: one.since)
            self.screen.tell_undo(self.desk.act(standing.take_back_reading, last.id))

    def flush(self) -> bool:
        return not self.act.dirty

    def discard(self) -> None:
        if self.act.open:
            self.act.leave()


def _value_field(kind: ReadingKind) -> Field:
    """The field that asks for a reading's value: one of its values, or a number."""
    if kind.values:
        return Field(name="value", kind=Kind.REFERENCE, label=mark("読み方の値"), required=True)
    return Field(
        name="value",
        kind=Kind.INTEGER,
        label=mark("読み方の値"),
        required=True,
        help=f"{kind.least}～{kind.most}",
    )


def _told(line: ReadingLine) -> Iterator[str]:
    """A reading in full."""
    kind = line.kind
    yield f"<h3>{escape(_(kind.label))}</h3><p>{escape(_(kind.note))}</p>"
    yield f"<p><b>{escape(_('今の読み方'))}：{escape(value_words(kind, line.value))}</b></p>"
    ground = _(line.ground.label) + (f"　{line.source}" if line.source else "")
    rows = [(_("根拠"), ground), (_("確からしさ"), _(kind.certainty.label))]
    if line.note:
        rows.append((_("出典・理由"), line.note))
    rows.append((_("変えると"), _(EFFECTS[kind.name])))
    if kind.values:
        rows.append(
            (_("ほかの読み方"), listed(_(one.label) for one in kind.values if one.value != line.value))
        )
    if kind.needs_basis:
        needed = listed(_(kind.label_of(one)) for one in kind.needs_basis)
        rows.append((_("定めが必要なもの"), needed))
    rows += [(_("選択の記録"), _choice(kind, one)) for one in line.chosen]
    for label, words in rows:
        yield f"<p><b>{escape(label)}</b>　{escape(words)}</p>"


def _choice(kind: ReadingKind, one: Reading) -> str:
    until = "" if one.until is None else wareki.short(one.until)
    return f"{wareki.short(one.since)}～{until}　{value_words(kind, kind.checked(one.value))}"
