"""The list of the packet's parts: put in order, added to, taken from, each by mouse and by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QPushButton, QTableView, QToolButton, QWidget

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Attachment, Meeting
from kyodo_desktop.i18n import _
from kyodo_desktop.services import meetings
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.receiving import Arrived, Receiver, pick
from kyodo_desktop.ui.screens.packet_locked import PacketLocked
from kyodo_desktop.ui.screens.packet_rows import PartRow, PartsModel, rows, steps
from kyodo_desktop.ui.widgets.drops import Drops
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from kyodo_desktop.papers.inspection import Inspection
    from kyodo_desktop.papers.packet import PacketView
    from kyodo_desktop.papers.press.binding import Place
    from kyodo_desktop.ui.screens.packet import PacketScreen

ROWS = 4


class PacketParts(QObject):
    """Fills the list; `chosen` with the first page of the part that the clerk chooses."""

    chosen = Signal(int)

    def __init__(self, screen: PacketScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._meeting: Meeting | None = None
        self._found: dict[str, Inspection] = {}
        self._places: tuple[Place, ...] = ()
        self._quiet = False
        self.receiver = Receiver(screen)
        self.locked = PacketLocked(screen)
        view = part(QTableView, "parts", screen.form)
        model = PartsModel(self._drop, self._take_later, fixed=screen.desk.read_only)
        self.table = Table(view, model, sortable=False)
        self.table.show_rows(ROWS)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setDragDropOverwriteMode(False)
        view.selectionModel().currentRowChanged.connect(self._on_row)
        view.clicked.connect(lambda _index: self._show_page())
        self._make_acts()
        self._drops = Drops(screen.form, self.take)

    def _make_acts(self) -> None:
        form, view = self._screen.form, self.table.view
        self._add = part(QPushButton, "part_add", form)
        self._add.clicked.connect(self.pick)
        acts: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("part_up", "Alt+Up", lambda: self.move(-1)),
            ("part_down", "Alt+Down", lambda: self.move(1)),
            ("part_remove", "Del", self.remove),
        )
        self._acts: dict[str, QToolButton] = {}
        for name, key, do in acts:
            button = part(QToolButton, name, form)
            button.clicked.connect(lambda _checked=False, do=do: do())
            self._acts[name] = button
            self._key(key, view, do)
        self._key("Ins", view, self.pick)
        self._key("Return", view, self._show_page)
        self.two_up = part(QCheckBox, "part_two_up", form)
        self.two_up.clicked.connect(self.set_two_up)
        flow(part(QWidget, "part_acts", form))

    def _key(self, key: str, view: QTableView, do: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(do)

    # --- showing

    def show(self, meeting: Meeting | None) -> None:
        """Show the parts of a meeting's packet, with what is known of them so far."""
        if meeting is None or self._meeting is None or meeting.id != self._meeting.id:
            self._places = ()
        self._meeting = meeting
        self._show_rows()

    def tell(self, seen: PacketView | None, places: Sequence[Place]) -> None:
        """Take in what a build has found of each file, and where the parts stand."""
        for one in seen.parts if seen else ():
            found = getattr(one, "found", None)
            if found is not None:
                self._found[found.sha256] = found
        self._places = tuple(places)
        self._show_rows()

    def _show_rows(self) -> None:
        desk, meeting = self._screen.desk, self._meeting
        lines = desk.read(meetings.materials, meeting.id) if meeting else ()
        held = {line.material.attachment for line in lines} - {None}
        files = {one: desk.get(Attachment, one) for one in held if one}
        kept = self._screen.options.kept
        front = (_("表紙"),) if kept and kept.cover else ()
        front = (*front, _("次第"), _("配布資料一覧")) if meeting else ()
        self._quiet = True
        self.table.show(rows(lines, files, self._found, front, self._places))
        self._quiet = False
        self.locked.show([row for row in self.table.model.rows if row.locked])
        self._allow()

    def _allow(self) -> None:
        row, free = self.table.chosen(), not self._screen.desk.read_only
        ours = row is not None and row.material is not None
        self._add.setEnabled(free and self._meeting is not None)
        for button in self._acts.values():
            button.setEnabled(free and ours)
        content = ours and bool(row and row.material and (row.material.paper or row.file))
        self.two_up.setEnabled(free and content)
        self.two_up.setChecked(bool(row and row.material and row.material.two_up))

    def _on_row(self) -> None:
        self._allow()
        if not self._quiet:
            self._show_page()

    def _show_page(self) -> None:
        row = self.table.chosen()
        if row is not None and row.first:
            self.chosen.emit(row.first)

    # --- acts

    def move(self, by: int) -> None:
        """Move the chosen material within its family."""
        self._move(self.table.chosen(), by)

    def _move(self, row: PartRow | None, by: int) -> None:
        if row is not None and row.material is not None and by and not self._screen.desk.read_only:
            self.table.choose(row.key)
            self._screen.desk.act(meetings.move_material, row.material.id, by)

    def _drop(self, key: str, at: int) -> None:
        """Carry out a drop once Qt is through with the dragging."""
        shown = self.table.model.rows
        row = next((one for one in shown if one.key == key), None)
        QTimer.singleShot(0, self, lambda: self._move(row, steps(shown, key, at)))

    def _take_later(self, files: Sequence[Path]) -> None:
        QTimer.singleShot(0, self, lambda: self.take(files))

    def pick(self) -> None:
        """Choose files to add."""
        if self._add.isEnabled():
            self.take(pick(self._screen, _("ファイルを追加")))

    def take(self, files: Sequence[Path]) -> None:
        """Add a material for each PDF or picture, titled by the file's name, once it has been looked at."""
        if self._meeting is not None and not self._screen.desk.read_only:
            meeting = self._meeting.id
            self.receiver.take(files, lambda found: self._add_arrived(meeting, found))

    def _add_arrived(self, meeting: Id, found: Sequence[Arrived]) -> None:
        desk = self._screen.desk
        for one in found:
            given = (one.path.stem, one.path.name, one.data, one.media_type, desk.today)
            change = desk.act(meetings.add_received, meeting, *given)
            for pair in change.pairs if change else ():
                if pair.after is not None:
                    self.table.choose(pair.after.id)

    def remove(self) -> None:
        """Remove the chosen material; undo stands ready."""
        row = self.table.chosen()
        if row is not None and row.material is not None and not self._screen.desk.read_only:
            self._screen.tell_undo(self._screen.desk.act(meetings.remove_material, row.material.id))

    def set_two_up(self, wanted: bool) -> None:
        """Bind the chosen material two pages to a sheet, or one."""
        row = self.table.chosen()
        if row is not None and row.material is not None:
            self._screen.desk.act(meetings.edit_material, replace(row.material, two_up=wanted))
            self._allow()
