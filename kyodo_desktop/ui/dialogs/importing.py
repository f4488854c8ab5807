"""取込み: a received table, how it is read, what it would change, and the one act that takes it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableView,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.grid import Grid
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import importing
from kyodo_desktop.services.convening import meetings, next_meeting
from kyodo_desktop.services.importing import Chosen, Dated, Like, Line, LineKind, Plan, Preview, Purpose
from kyodo_desktop.services.register import require_term
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.dialogs.import_mapping import MappingTable
from kyodo_desktop.ui.dialogs.import_words import COLUMNS, Row, detailed, left_out
from kyodo_desktop.ui.load import fill, load, part
from kyodo_desktop.ui.task import Task
from kyodo_desktop.ui.widgets.dayfield import DayField
from kyodo_desktop.ui.widgets.table import Table, TableModel

KINDS: Final = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt"
_UNSAID: Final = mark("選んでください")
_ALL: Final = mark("すべて")


class ImportDialog(QDialog):
    """Stands over the window until the table is taken in or left. `taken` brings the Change."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._grid: Grid | None = None
        self._plan: Plan | None = None
        self._shown: Preview | None = None
        self._without: set[int] = set()
        self._task: Task[Grid] | None = None
        self._words = importing.vocabulary(desk.paths.importing)
        self.setWindowTitle(_("表の取込み"))
        self.setAcceptDrops(True)
        place = QWidget()
        self.form = load(desk.paths.screens / "importing.ui", place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(place)
        self._find_parts()
        self._fill()
        self._wire()
        self._show_nothing("")
        room = self.screen().availableSize()
        em = self.fontMetrics().horizontalAdvance("あ")
        self.resize(min(em * 68, room.width() - 20), min(em * 50, room.height() - 60))

    # --- the form

    def _find_parts(self) -> None:
        form = self.form
        names = ("purpose", "meeting", "sheet", "filter", "likes", "dated")
        self._lists = {name: part(QComboBox, name, form) for name in names}
        self._header, self._depth = part(QSpinBox, "header", form), part(QSpinBox, "depth", form)
        self._file, self._told = part(QLabel, "file", form), part(QLabel, "told", form)
        self._detail, self._problem = part(QLabel, "detail", form), part(QLabel, "problem", form)
        self._counts = part(QLabel, "counts", form)
        self._take, self._toggle = part(QPushButton, "take", form), part(QPushButton, "toggle", form)
        self._mapping = MappingTable(part(QTableWidget, "mapping", form))
        model: TableModel[Row] = TableModel(COLUMNS, key=lambda row: row.line.row)
        self.table = Table(part(QTableView, "preview", form), model)
        self.table.view.setWordWrap(True)
        self._accepts = {kind: QCheckBox(_(words)) for kind, words in importing.PROPOSALS.items()}
        self._on = DayField(self._desk.today, _("異動の日"))

    def _fill(self) -> None:
        fill(part(QWidget, "day_place", self.form), self._on)
        row = part(QWidget, "accepts", self.form).layout()
        assert row is not None
        for box in self._accepts.values():
            row.addWidget(box)
        for purpose in Purpose:
            self._lists["purpose"].addItem(_(purpose.label), purpose)
        for like in Like:
            self._lists["likes"].addItem(_(like.label), like)
        self._lists["dated"].addItem(_(_UNSAID), None)
        for dated in Dated:
            self._lists["dated"].addItem(_(dated.label), dated)
        committee = self._desk.committee
        held = self._desk.read(meetings, committee.id) if committee else ()
        for one in held:
            self._lists["meeting"].addItem(numbering.meeting_number(one.number), one.id)
        coming = self._desk.read(next_meeting, committee.id, self._desk.today) if committee else None
        self._lists["meeting"].setCurrentIndex(self._lists["meeting"].findData(coming.id if coming else None))

    def _wire(self) -> None:
        part(QPushButton, "choose", self.form).clicked.connect(self._choose)
        part(QPushButton, "leave", self.form).clicked.connect(self.reject)
        self._take.clicked.connect(self._take_in)
        self._toggle.clicked.connect(self._turn)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)  # elsewhere it presses what has the focus
        space.activated.connect(self._turn)
        for name in ("purpose", "sheet"):
            self._lists[name].activated.connect(self._guess)
        self._lists["meeting"].activated.connect(self._preview)
        for name in ("filter", "likes", "dated"):
            self._lists[name].activated.connect(self._show_rows)
        for spin in (self._header, self._depth):
            spin.editingFinished.connect(self._on_header)
        self._mapping.changed.connect(self._on_columns)
        for box in self._accepts.values():
            box.toggled.connect(self._on_columns)
        self.table.view.selectionModel().currentRowChanged.connect(self._show_detail)

    # --- the file

    def open(self, path: Path | None = None) -> None:
        """Show the dialog, and read the table at `path` if one was dropped."""
        super().open()
        if path is not None:
            self.read(path)

    def show_grid(self, grid: Grid) -> None:
        """Show the dialog on a table that is at hand already: rows that were pasted."""
        super().open()
        self._on_read(grid)

    def _choose(self) -> None:
        kinds = f"{_('表')} ({KINDS})"
        chosen, _filter = QFileDialog.getOpenFileName(self, _("取り込むファイルを選ぶ"), "", kinds)
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Read a table beside the window; what comes of it is shown."""
        from kyodo_desktop.papers.tablefile import open_table

        if self._task is not None:
            return
        self._file.setText(_("「{file}」を読んでいます…").format(file=path.name))
        self._task = Task(lambda: open_table(path))
        self._task.finished.connect(self._on_read)
        self._task.failed.connect(self._on_failed)
        self._task.start()

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self._file.setText("")
        self._show_nothing(str(error))

    def _on_read(self, grid: Grid) -> None:
        self._task = None
        self._grid = grid
        self._file.setText(grid.name)
        sheets = self._lists["sheet"]
        sheets.clear()
        for one in grid.sheets:
            hidden = _("（非表示）") if one.hidden else ""
            sheets.addItem(f"{one.name}{hidden}", one.name)
        for name in ("sheet", "sheet_label"):
            part(QWidget, name, self.form).setVisible(len(grid.sheets) > 1)
        purpose = importing.purpose_of(grid, self._words)
        first = importing.best(grid, purpose, self._words)
        sheets.setCurrentIndex(sheets.findData(first.sheet if first else ""))
        self._lists["purpose"].setCurrentIndex(self._lists["purpose"].findData(purpose))
        self._guess()

    # --- how it is read

    @property
    def _purpose(self) -> Purpose:
        return self._lists["purpose"].currentData() or Purpose.ROSTER

    def _guess(self) -> None:
        committee = self._desk.committee
        if self._grid is None or committee is None:
            return
        sheet = self._lists["sheet"].currentData() or ""
        asked = (self._grid, self._purpose, committee.id, self._words, sheet)
        self._attempt(lambda: self._plan_to(self._desk.read(importing.plan_for, *asked)))

    def _plan_to(self, plan: Plan) -> None:
        self._plan = plan
        self._without.clear()
        for spin, value in ((self._header, plan.header + 1), (self._depth, plan.depth)):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        sheet = self._grid.sheet(plan.sheet) if self._grid else None
        if sheet is not None:
            self._mapping.show(sheet, plan)
        self._preview()

    def _on_header(self) -> None:
        plan, grid = self._plan, self._grid
        header, depth = self._header.value() - 1, self._depth.value()
        if plan is None or grid is None or (plan.header, plan.depth) == (header, depth):
            return
        sheet = grid.sheet(plan.sheet)
        if sheet is not None:
            self._plan_to(importing.headed(sheet, plan, header, depth, self._words))

    def _on_columns(self) -> None:
        if self._plan is not None:
            kinds = frozenset(kind for kind, box in self._accepts.items() if box.isChecked())
            self._plan = replace(self._plan, columns=self._mapping.columns(), accept=kinds)
            self._preview()

    # --- what it would change

    def _preview(self) -> None:
        replies = self._purpose is Purpose.REPLIES
        for name in ("meeting", "meeting_label"):
            part(QWidget, name, self.form).setVisible(replies)
        self._attempt(self._make)

    def _make(self) -> None:
        committee, grid, plan = self._desk.committee, self._grid, self._plan
        if committee is None or grid is None or plan is None:
            return
        owner = self._lists["meeting"].currentData() or ""
        if plan.purpose is Purpose.ROSTER:
            owner = self._desk.read(require_term, committee.id, self._desk.today).id
        asked = (grid, plan, owner, self._desk.today, self._words)
        self._shown = self._desk.read(importing.preview, *asked)
        self._problem.hide()
        self._told.setText("　".join(left_out(self._shown)))
        self._told.setVisible(bool(self._told.text()))
        self._show_accepts()
        self._show_filter()
        self._show_rows()

    def _attempt(self, do: Callable[[], None]) -> None:
        try:
            do()
        except KyodoError as error:
            self._show_nothing(str(error))

    def _show_nothing(self, why: str) -> None:
        self._shown = None
        self._problem.setText(why)
        self._problem.setVisible(bool(why))
        self._told.hide()
        self._show_accepts()
        self._show_filter()
        self._show_rows()

    def _show_accepts(self) -> None:
        lines = self._shown.lines if self._shown else ()
        for kind, box in self._accepts.items():
            count = sum(1 for line in lines for one in line.proposals if one.kind == kind)
            box.setVisible(bool(count) or box.isChecked())
            words = _("{what}（{count}件）").format(what=_(importing.PROPOSALS[kind]), count=count)
            box.setText(words)
            box.setAccessibleName(words)

    def _show_filter(self) -> None:
        box, kept = self._lists["filter"], self._lists["filter"].currentData()
        box.clear()
        lines = self._shown.lines if self._shown else ()
        box.addItem(f"{_(_ALL)} {len(lines)}", None)
        for kind in LineKind:
            count = self._shown.count(kind) if self._shown else 0
            box.addItem(f"{_(kind.label)} {count}", kind)
        box.setCurrentIndex(max(box.findData(kept), 0))

    def _show_rows(self) -> None:
        shown, kind = self._shown, self._lists["filter"].currentData()
        chosen = self._chosen()
        rows = [
            Row(line, chosen.takes(line), shown.plan)
            for line in (shown.lines if shown else ())
            if shown is not None and kind in (None, line.kind)
        ]
        self.table.show(rows)
        likes, dated = bool(shown and shown.count(LineKind.LIKE)), bool(shown and shown.dated)
        for name, seen in (("likes", likes), ("dated", dated)):
            for one in (name, f"{name}_label"):
                part(QWidget, one, self.form).setVisible(seen)
        succeeding = dated and self._lists["dated"].currentData() is Dated.SUCCEED
        part(QWidget, "day_place", self.form).setVisible(succeeding)
        count = sum(1 for line in (shown.lines if shown else ()) if chosen.takes(line))
        self._counts.setText(_("{count}行を取り込みます").format(count=count) if shown else "")
        self._take.setEnabled(count > 0 and not self._desk.read_only)
        self._show_detail()

    def _show_detail(self) -> None:
        row = self.table.chosen()
        self._detail.setText("" if row is None else "\n".join(detailed(row)))
        self._toggle.setEnabled(row is not None and _may(row.line))
        out = row is not None and row.line.row in self._without
        self._toggle.setText(_("この行を入れる") if out else _("この行を外す"))

    # --- taking in

    def _chosen(self) -> Chosen:
        lines = self._shown.lines if self._shown else ()
        return Chosen(
            rows=frozenset(line.row for line in lines if line.row not in self._without),
            likes=self._lists["likes"].currentData() or Like.SKIP,
            dated=self._lists["dated"].currentData(),
            on=self._on.day,
        )

    def _turn(self) -> None:
        row = self.table.chosen()
        if row is not None and _may(row.line):
            self._without ^= {row.line.row}
            self._show_rows()

    def _take_in(self) -> None:
        if self._shown is None:
            return
        roster = self._shown.plan.purpose is Purpose.ROSTER
        act = importing.apply_roster if roster else importing.apply_replies
        try:
            change = self._desk.do(act, self._shown, self._chosen())
        except KyodoError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        self.accept()
        QTimer.singleShot(0, self, lambda: self.taken.emit(change))


def _may(line: Line) -> bool:
    """Whether a line can be taken in at all."""
    return line.kind not in importing.UNTAKEABLE
