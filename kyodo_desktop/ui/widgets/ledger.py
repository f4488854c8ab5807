"""A list of records beside the chosen one, edited in place: what the plainer screens have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QTableView, QToolButton, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id, Record
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.desk import Change
from kyodo_desktop.ui.icons import icon
from kyodo_desktop.ui.load import fill, load, part
from kyodo_desktop.ui.widgets.acts import Act, ActForm
from kyodo_desktop.ui.widgets.editors import Options, ReferenceEditor
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.screen import Screen

Row = TypeVar("Row")
R = TypeVar("R", bound=Record)

NARROWEST_RECORD: Final = 360  # what the chosen record begins with beside the list
_ICONS: Final = {"up": "up", "down": "down", "remove": "remove"}


@dataclass(frozen=True, kw_only=True)
class Book(Generic[Row, R]):
    """What a ledger keeps: its columns, the record of a row, which of its fields are edited, and the acts.

    `save`, `remove` and `move` carry an act out through the desk; `move` takes a record and by how many
    places. An act that is None has no button. `add` makes the form that asks for a new one.
    """

    name: str
    columns: Sequence[Column[Row]]
    record: type[R]
    of: Callable[[Row], R]
    fields: Sequence[str]
    save: Callable[[R], object]
    adds: str = ""
    add: Callable[[], Act | None] | None = None
    remove: Callable[[R], Change | None] | None = None
    move: Callable[[R, int], object] | None = None
    options: Options | None = None
    empty: str = ""


class Ledger(QWidget, Generic[Row, R]):
    """Shows a Book's rows. `chosen` when another row, or the same one with other values, is shown."""

    chosen = Signal()

    def __init__(self, screen: Screen, book: Book[Row, R]) -> None:
        super().__init__()
        self._screen = screen
        self._book = book
        self._showing = False
        self.body = load(screen.desk.paths.screens / "ledger.ui", self)
        view = part(QTableView, "rows", self)
        view.setAccessibleName(book.name)
        self.table: Table[Row] = Table(view, TableModel(book.columns, key=lambda row: book.of(row).id))
        view.selectionModel().currentRowChanged.connect(self._on_row)
        self.form: RecordForm[R] = RecordForm(
            part(QWidget, "record_place", self),
            book.record,
            book.fields,
            save=self._save,
            options=book.options,
        )
        self.form.lock(screen.desk.read_only)
        self.act = ActForm()
        self.act.closed.connect(self._show_parts)
        fill(part(QWidget, "act_place", self), self.act)
        self._below: QWidget | None = None
        self._listen()
        across = part(QSplitter, "across", self)
        across.setStretchFactor(0, 3)
        across.setStretchFactor(1, 2)
        across.setSizes([self.table.natural_width(), NARROWEST_RECORD])

    def _listen(self) -> None:
        book, can = self._book, not self._screen.desk.read_only
        add = part(QPushButton, "add", self)
        add.setText(book.adds)
        add.setAccessibleName(book.adds)
        add.setVisible(book.add is not None)
        add.setEnabled(can)
        add.clicked.connect(self.begin_add)
        acts = (("up", lambda: self.move_by(-1)), ("down", lambda: self.move_by(1)), ("remove", self.remove))
        for name, do in acts:
            button = part(QToolButton, name, self)
            button.setVisible((book.remove if name == "remove" else book.move) is not None)
            button.clicked.connect(lambda _checked=False, do=do: do())
        if book.move is not None:
            for keys, by, words in (("Alt+Up", -1, _("上へ")), ("Alt+Down", 1, _("下へ"))):
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.setWhatsThis(words)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(lambda by=by: self.move_by(by))
        self.draw_icons()

    def draw_icons(self) -> None:
        """Draw the buttons in the colours that hold now."""
        folder = self._screen.desk.paths.resources / "icons"
        for name, drawing in _ICONS.items():
            part(QToolButton, name, self).setIcon(icon(folder, drawing, self.palette()))

    def put_below(self, widget: QWidget) -> None:
        """Show `widget` below the chosen record, and only while one is chosen."""
        self._below = widget
        fill(part(QWidget, "below", self), widget)

    # --- showing

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the same one stays chosen."""
        self._showing = True
        self.table.show(rows)
        self._showing = False
        self._offer()
        self._show_record()

    def _offer(self) -> None:
        """Offer anew what a reference may name."""
        for editor in self.form.editors.values():
            if isinstance(editor, ReferenceEditor) and self._book.options is not None:
                editor.fill(self._book.options(editor.field))

    @property
    def row(self) -> Row | None:
        """The row that is chosen."""
        return self.table.chosen()

    @property
    def record(self) -> R | None:
        """The record of the row that is chosen."""
        row = self.row
        return None if row is None else self._book.of(row)

    def choose(self, record: Id) -> bool:
        """Choose the row of a record; False where it isn't there, or the clerk may not leave another."""
        return self.flush() and self.table.choose(record)

    def _show_record(self) -> None:
        self.form.show_record(self.record)
        self._show_parts()
        self.chosen.emit()

    def _show_parts(self) -> None:
        record, asking = self.record, self.act.open
        can = record is not None and not self._screen.desk.read_only
        for name in _ICONS:
            part(QToolButton, name, self).setEnabled(can)
        part(QWidget, "act_place", self).setVisible(asking)
        part(QWidget, "record_place", self).setVisible(record is not None and not asking)
        part(QWidget, "below", self).setVisible(self._below is not None and record is not None and not asking)
        empty = part(QLabel, "empty", self)
        empty.setText(self._book.empty)
        empty.setVisible(record is None and not asking and bool(self._book.empty))

    def _on_row(self) -> None:
        if self._showing:
            return
        if not self.flush():
            if self.form.record is not None:
                self._showing = True
                self.table.hold(self.form.record.id)
                self._showing = False
            return
        if self.act.open:
            self.act.leave()
        self._show_record()

    # --- acts

    def _save(self, record: R) -> None:
        self._book.save(record)

    def begin_add(self) -> None:
        """Show the form that asks for a new record."""
        if self._book.add is None or not self.flush():
            return
        act = self._book.add()
        if act is not None:
            self.ask(act)

    def ask(self, act: Act) -> None:
        """Show the form of an act in place of the chosen record."""
        self.act.ask(act)
        self._show_parts()

    def chose_added(self, change: Change | None) -> None:
        """Choose the record that an act has added."""
        added = [pair.after for pair in change.pairs if pair.before is None] if change else []
        mine = next((one for one in added if isinstance(one, self._book.record)), None)
        if mine is not None:
            self._showing = True  # the form that asked for it is still open
            self.table.choose(mine.id)
            self._showing = False
            self._show_record()

    def move_by(self, by: int) -> None:
        """Move the chosen record by so many places."""
        record = self.record
        if record is None or self._book.move is None or self._screen.desk.read_only or not self.flush():
            return
        try:
            self._book.move(record, by)
        except KyodoError as error:
            self._screen.desk.failed.emit(error)

    def remove(self) -> None:
        """Remove the chosen record; undo stands ready."""
        record = self.record
        if record is not None and self._book.remove is not None:
            self.form.revert()
            self._screen.tell_undo(self._book.remove(record))

    # --- pending

    def flush(self) -> bool:
        """Save what is pending; False where it can't be, and the complaint stands beside its field."""
        return self.form.flush() and not self.act.dirty

    def discard(self) -> None:
        """Forget what was typed and not saved."""
        self.form.revert()
        if self.act.open:
            self.act.leave()
