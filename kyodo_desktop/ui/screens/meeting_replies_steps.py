"""準備: the checklist of a meeting by its dates, ticked off with a day and a note."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.records import Meeting, PreparationStep
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import checklist
from kyodo_desktop.services.checklist import ChecklistLine, Progress
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.desk import Desk
    from kyodo_desktop.ui.screens.meeting_replies import RepliesPart

PROGRESS: Final = {
    Progress.OVERDUE: mark("期限切れ"),
    Progress.DUE: mark("いま行う"),
    Progress.AHEAD: mark("これから"),
    Progress.DONE: mark("済み"),
}


def _span(line: ChecklistLine) -> str:
    since, until = wareki.short(line.since), wareki.short(line.until)
    return until if line.since == line.until else f"{since}～{until}"


def columns(desk: Desk) -> tuple[Column[ChecklistLine], ...]:
    """The columns of the checklist as it stands on the desk's day."""

    def standing(line: ChecklistLine) -> str:
        return _(PROGRESS[line.progress(desk.today)])

    def ticked(line: ChecklistLine) -> str:
        return "✓" if line.tick else ""

    def note(line: ChecklistLine) -> str:
        return line.tick.note.strip().partition("\n")[0] if line.tick else ""

    return (
        Column(title="", text=ticked, width=2, centred=True, spoken=mark("済み")),
        Column(title=mark("期限"), text=_span, sort=lambda line: line.until, width=7),
        Column(title=mark("手順"), text=lambda line: line.step.text, width=18, least=12, stretch=True),
        Column(title=mark("状態"), text=standing, width=5),
        Column(title=mark("メモ"), text=note, width=8, least=4, spare=True),
    )


class StepsPage:
    """Fills the page of the checklist."""

    def __init__(self, owner: RepliesPart) -> None:
        self._owner = owner
        self._desk = owner.desk
        self._meeting: Meeting | None = None
        self._showing = False
        form = owner.form
        view = part(QTableView, "steps", form)
        self.table = Table(view, TableModel(columns(owner.desk), key=lambda line: line.step.key))
        self.table.show_rows(6)
        view.selectionModel().currentRowChanged.connect(self._on_row)
        view.doubleClicked.connect(self.turn)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.turn)
        self.form: RecordForm[PreparationStep] = RecordForm(
            part(QWidget, "step_place", form), PreparationStep, ("done_on", "note"), save=self._save
        )
        self.form.lock(owner.desk.read_only)
        self._tick = part(QPushButton, "tick", form)
        self._tick.clicked.connect(self.turn)

    # --- showing

    def show(self, meeting: Meeting | None) -> None:
        """Show the checklist of a meeting; the same step stays chosen."""
        self._meeting = meeting
        lines: tuple[ChecklistLine, ...] = ()
        if meeting is not None:
            known = checklist.steps(self._desk.paths.checklist)
            lines = self._desk.read(checklist.checklist, meeting.id, known)
        self._showing = True
        self.table.show(lines)
        self._showing = False
        counted = Counter(line.progress(self._desk.today) for line in lines)
        part(QLabel, "steps_told", self._owner.form).setText(
            "　".join(
                _("{standing}：{count}件").format(standing=_(words), count=counted[one])
                for one, words in PROGRESS.items()
                if counted[one]
            )
        )
        self._show_step()

    def _on_row(self) -> None:
        if self._showing:
            return
        if not self.form.flush():
            self._showing = True
            self.table.hold(self.form.record.step if self.form.record else "")
            self._showing = False
            return
        self._show_step()

    def _show_step(self) -> None:
        line = self.table.chosen()
        done = line is not None and line.tick is not None
        self.form.show_record(line.tick if line else None)
        self.form.setVisible(done)
        self._tick.setEnabled(line is not None and not self._desk.read_only)
        words = _("未済に戻す") if done else _("済みにする")
        self._tick.setText(words)
        self._tick.setAccessibleName(words)

    # --- writing

    def turn(self) -> None:
        """Tick the chosen step off today, or take that back."""
        line, meeting = self.table.chosen(), self._meeting
        if line is None or meeting is None or self._desk.read_only or not self.form.flush():
            return
        if line.tick is None:
            self._desk.act(checklist.tick, meeting.id, line.step, self._desk.today)
        else:
            self._owner.owner.tell_undo(self._desk.act(checklist.untick, meeting.id, line.step))

    def _save(self, record: PreparationStep) -> None:
        self._desk.do(checklist.edit_tick, record)

    # --- pending

    def flush(self) -> bool:
        """Save what is pending; False where it can't be."""
        return self.form.flush()

    def discard(self) -> None:
        """Forget what was typed and not saved."""
        self.form.revert()
