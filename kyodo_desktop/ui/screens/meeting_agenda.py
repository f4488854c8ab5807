"""The agenda of the chosen meeting: an outline that numbers itself, moved and edited in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtWidgets import QCheckBox, QHeaderView, QPushButton, QToolButton, QTreeView, QWidget

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.numbering import spaced
from kyodo_desktop.domain.records import AgendaItem, ItemKind, Meeting
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import meetings
from kyodo_desktop.services.meetings import AgendaLine
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.widgets.entry import LineEntry
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.outline import OutlineModel
from kyodo_desktop.ui.widgets.table import ROW_ROLE, Column

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting import MeetingScreen

COLUMNS: tuple[Column[AgendaLine], ...] = (
    Column(title=mark("件名"), text=lambda line: f"{line.number}　{spaced(line.item.title)}", stretch=True),
    Column(title=mark("種別"), text=lambda line: _(line.item.kind.label), width=6),
)

HEADINGS: Final = (
    ("報告", ItemKind.REPORT),
    ("協議", ItemKind.DISCUSSION),
    ("審議", ItemKind.DISCUSSION),
    ("議決", ItemKind.DECISION),
    ("議案", ItemKind.DECISION),
    ("選任", ItemKind.ELECTION),
)
"""What a word of a heading says of the items under it."""


class AgendaPart:
    """Fills the agenda's page of the meeting screen."""

    def __init__(self, screen: MeetingScreen) -> None:
        self._desk = screen.desk
        self._screen = screen
        self._meeting: Meeting | None = None
        self._showing = False
        self.view = part(QTreeView, "agenda", screen.form)
        self.model = OutlineModel(COLUMNS, key=lambda line: line.item.id, depth=lambda line: line.depth)
        self._dress()
        self.form: RecordForm[AgendaItem] = RecordForm(
            part(QWidget, "item_place", screen.form), AgendaItem, ("title", "kind"), save=self._save
        )
        self.form.lock(screen.desk.read_only)
        self.new = LineEntry()
        self.new.setObjectName("new_item")
        self.new.setAccessibleName(_("新しい項目の件名"))
        self.new.setPlaceholderText(_("件名を入力してEnter"))
        self.new.returnPressed.connect(self.add)
        place = part(QWidget, "new_item_place", screen.form)
        fill(place, self.new)
        self.under = part(QCheckBox, "under", screen.form)
        self._listen()

    def _dress(self) -> None:
        view = self.view
        self.model.setParent(view)
        view.setModel(self.model)
        view.setItemsExpandable(False)
        view.setRootIsDecorated(False)
        view.setIndentation(view.fontMetrics().horizontalAdvance("あ") * 2)
        view.setUniformRowHeights(True)
        view.header().setStretchLastSection(False)
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        letters = view.fontMetrics()
        widest = max(letters.horizontalAdvance(_(kind.label)) for kind in ItemKind)
        view.header().resizeSection(1, max(widest, letters.horizontalAdvance(_(COLUMNS[1].title))) + 32)
        view.selectionModel().currentRowChanged.connect(self._on_row)

    def _listen(self) -> None:
        form = self._screen.form
        self._acts: dict[str, QToolButton] = {}
        acts: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("item_up", "Alt+Up", lambda: self.move(-1)),
            ("item_down", "Alt+Down", lambda: self.move(1)),
            ("item_in", "Alt+Right", self.indent),
            ("item_out", "Alt+Left", self.outdent),
            ("item_remove", "", self.remove),
        )
        for name, key, do in acts:
            button = part(QToolButton, name, form)
            button.clicked.connect(lambda _checked=False, do=do: do())
            if key:
                button.setShortcut(key)
                button.setToolTip(f"{button.accessibleName()} ({key})")
            self._acts[name] = button
        self._add = part(QPushButton, "add", form)
        self._add.clicked.connect(self.add)

    # --- showing

    @property
    def line(self) -> AgendaLine | None:
        """The line that is chosen."""
        index = self.view.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def show(self, meeting: Meeting | None) -> None:
        """Show a meeting's agenda; the same item stays chosen."""
        before = self.line
        self._meeting = meeting
        self._showing = True
        self.model.show(self._desk.read(meetings.agenda, meeting.id) if meeting else ())
        self.view.expandAll()
        self.choose(before.item.id if before else "")
        self._showing = False
        self._show_item()

    def choose(self, item: str) -> None:
        """Choose an item, or the first where it isn't there."""
        index = self.model.find(item)
        self.view.setCurrentIndex(index if index.isValid() else self.model.index(0, 0))

    def _on_row(self) -> None:
        if self._showing:
            return
        if not self.form.flush():
            self._showing = True
            self.choose(self.form.record.id if self.form.record else "")
            self._showing = False
            QTimer.singleShot(0, self._select_current)  # a click selects its own line only afterwards
            return
        self._show_item()

    def _select_current(self) -> None:
        flag = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().select(self.view.currentIndex(), flag.ClearAndSelect | flag.Rows)

    def _show_item(self) -> None:
        line = self.line
        self.form.show_record(line.item if line else None)
        writable = not self._desk.read_only and self._meeting is not None
        possible = self._possible(line)
        for name, button in self._acts.items():
            button.setEnabled(writable and name in possible)
        for widget in (self.new, self.under, self._add):
            widget.setEnabled(writable)

    def _possible(self, line: AgendaLine | None) -> set[str]:
        """The buttons that would do something to a line."""
        if line is None:
            return set()
        siblings = self._siblings(line.item.parent)
        here, depth = siblings.index(line.item.id), line.depth + self._height(line)
        can = {
            "item_up": here > 0,
            "item_down": here < len(siblings) - 1,
            "item_in": here > 0 and depth < numbering.DEPTHS,
            "item_out": line.item.parent is not None,
            "item_remove": True,
        }
        return {name for name, one in can.items() if one}

    def _height(self, line: AgendaLine) -> int:
        """How many levels a line has, itself included."""
        lines = self.model.lines
        at, deepest = lines.index(line), line.depth
        for below in lines[at + 1 :]:
            if below.depth <= line.depth:
                break
            deepest = max(deepest, below.depth)
        return deepest - line.depth + 1

    # --- writing

    def _save(self, item: AgendaItem) -> None:
        self._desk.do(meetings.edit_item, item)

    def add(self) -> None:
        """Add an item with the title typed, beside the chosen one or under it."""
        title = self.new.text().strip()
        if self._meeting is None or not title or self.new.composing or not self.form.flush():
            return
        chosen = self.line.item.id if self.line is not None else None
        under = self.under.isChecked()
        change = self._desk.act(
            meetings.add_item,
            self._meeting.id,
            title,
            parent=chosen if under else None,
            after=None if under else chosen,
            kind=self._kind(under=under),
        )
        if change is not None:
            self.new.clear()
            added = next(
                p.after for p in change.pairs if isinstance(p.after, AgendaItem) and p.before is None
            )
            if not under:
                self.choose(added.id)

    def _kind(self, *, under: bool) -> ItemKind:
        """The kind of a new item: as its heading says, else as those it stands with under that heading."""
        chosen = self.line
        if chosen is None:
            return ItemKind.PROCEDURE
        if not under and chosen.item.kind is ItemKind.HEADING:
            return ItemKind.PROCEDURE if chosen.item.parent is None else ItemKind.HEADING
        parent = chosen.item.id if under else chosen.item.parent
        heading = next((line.item for line in self.model.lines if line.item.id == parent), None)
        if heading is None:
            return ItemKind.PROCEDURE
        said = next((kind for word, kind in HEADINGS if word in heading.title), None)
        beside = [line.item.kind for line in self.model.lines if line.item.parent == parent]
        return said or (beside[-1] if beside else ItemKind.PROCEDURE)

    def remove(self) -> None:
        """Remove the chosen item and all under it; undo stands ready."""
        if (line := self.line) is not None:
            self.form.revert()
            siblings = self._siblings(line.item.parent)
            here = siblings.index(line.item.id)
            others = [*siblings[here + 1 :], *reversed(siblings[:here])]
            change = self._desk.act(meetings.remove_item, line.item.id)
            if change is not None:
                self.choose(others[0] if others else line.item.parent or "")
            self._screen.tell_undo(change)

    def move(self, by: int) -> None:
        """Move the chosen item among its siblings."""
        if (line := self.line) is not None and self.form.flush():
            self._desk.act(meetings.move_item, line.item.id, by)

    def indent(self) -> None:
        """Put the chosen item under the sibling above it."""
        line = self.line
        if line is None or not self.form.flush():
            return
        siblings = self._siblings(line.item.parent)
        here = siblings.index(line.item.id)
        if here > 0:
            stored = self._desk.get(AgendaItem, line.item.id)
            self._desk.act(meetings.edit_item, replace(stored, parent=siblings[here - 1]))

    def outdent(self) -> None:
        """Put the chosen item behind its parent."""
        line = self.line
        if line is not None and line.item.parent is not None and self.form.flush():
            self._desk.act(meetings.outdent_item, line.item.id)

    def _siblings(self, parent: str | None) -> list[str]:
        return [line.item.id for line in self.model.lines if line.item.parent == parent]
