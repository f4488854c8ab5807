"""議決・互選: every motion and election of the meeting, what came of it, and how it was judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QSplitter, QTableView, QToolButton, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Field, Id, Kind
from kyodo_desktop.domain.records import (
    AgendaItem,
    Attendance,
    Ballot,
    Election,
    ItemKind,
    Meeting,
    Motion,
    Office,
    PresenceInterval,
    ProvisionalChair,
    Vote,
    VoteSnapshot,
    Withdrawal,
)
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import meetings, motions
from kyodo_desktop.services.held import is_closed
from kyodo_desktop.services.meetings import AgendaLine
from kyodo_desktop.ui.drafts import Drafts
from kyodo_desktop.ui.load import fill, part, see_through
from kyodo_desktop.ui.part import Part
from kyodo_desktop.ui.screens import meeting_votes_acts as ask
from kyodo_desktop.ui.screens.meeting_day_clock import now
from kyodo_desktop.ui.screens.meeting_day_stage import make_room
from kyodo_desktop.ui.screens.meeting_votes_election import ElectionPanel
from kyodo_desktop.ui.screens.meeting_votes_motion import MotionPanel
from kyodo_desktop.ui.widgets.acts import Act, ActForm
from kyodo_desktop.ui.widgets.editors import ClockEditor, ReferenceEditor, Unreadable
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.form import RecordForm, mark_wrong
from kyodo_desktop.ui.widgets.ruling import word
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting import MeetingScreen


LEAST_LETTERS: Final = 28  # 字: how wide the chosen vote is at least


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the list: an item that decides, with one of its motions, or its elections, or nothing yet."""

    line: AgendaLine
    motion: Motion | None
    result: str
    at: dt.time | None = None

    @property
    def key(self) -> Id:
        """What the line stands for."""
        return self.motion.id if self.motion is not None else self.line.item.id

    @property
    def words(self) -> str:
        """The motion's wording; of an election, and of an item without a motion, the item's title."""
        title = f"{self.line.number}　{self.line.item.title}"
        return self.motion.wording.partition("\n")[0] if self.motion is not None else title


COLUMNS: tuple[Column[Decision], ...] = (
    Column(title=mark("項目"), text=lambda row: row.line.number, width=3),
    Column(title=mark("議案・互選"), text=lambda row: row.words, width=14, least=8, stretch=True),
    Column(title=mark("結果"), text=lambda row: _result(row), width=9),
    Column(title=mark("時刻"), text=lambda row: f"{row.at:%H:%M}" if row.at else "", width=4, spare=True),
)


def _result(row: Decision) -> str:
    if row.line.item.postponed:
        return _("継続")
    return row.result or _("未採決")


class VotesPart(Part):
    """The motions and elections of one meeting."""

    key = "meeting_votes"
    shows = (
        Meeting,
        AgendaItem,
        Motion,
        Vote,
        VoteSnapshot,
        Election,
        Ballot,
        Office,
        Attendance,
        PresenceInterval,
        Withdrawal,
        ProvisionalChair,
    )
    icons = {"remove": "remove"}

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__(screen)
        self._showing = False
        self._timed: tuple[Id, dt.time | None] | None = None
        self.drafts = Drafts(screen.settings, self.desk.location)
        view = part(QTableView, "decided", self.form)
        self.table: Table[Decision] = Table(view, TableModel(COLUMNS, key=lambda row: row.key))
        view.selectionModel().currentRowChanged.connect(self._on_row)
        self.record: RecordForm[Motion] = RecordForm(
            part(QWidget, "record_place", self.form),
            Motion,
            ("wording", "kind"),
            save=self._save,
            editors={"kind": lambda field, _options: ReferenceEditor(field)},
        )
        self.act = ActForm()
        fill(part(QWidget, "act_place", self.form), self.act)
        self.at = ClockEditor(Field(name="at", kind=Kind.CLOCK, label=_("採決の時刻"), empty=True))
        self.at.entry.setAccessibleName(_("採決の時刻"))
        self.at.entry.setFixedWidth(self.at.entry.fontMetrics().horizontalAdvance("あ") * 12)
        fill(part(QWidget, "at_place", self.form), self.at.entry)
        part(QLabel, "at_label", self.form).setBuddy(self.at.entry)
        self.motion = MotionPanel(self.desk, self.drafts, lambda _motion: self._time())
        self.election = ElectionPanel(self.desk, self.drafts, self._time)
        self.motion.names_itself = False  # the wording stands above, to be edited
        fill(part(QWidget, "motion_place", self.form), self.motion)
        fill(part(QWidget, "election_place", self.form), self.election)
        self._listen()

    def _listen(self) -> None:
        flow(part(QWidget, "row_acts", self.form))
        part(QLabel, "at_problem", self.form).hide()
        see_through(part(QScrollArea, "body", self.form))
        across = part(QSplitter, "across", self.form)
        body = part(QScrollArea, "body", self.form)
        body.setMinimumWidth(self.fontMetrics().horizontalAdvance("あ") * LEAST_LETTERS)
        across.setSizes([380, 560])
        across.setStretchFactor(1, 1)
        self.at.left.connect(self._judge)
        part(QPushButton, "add_motion", self.form).clicked.connect(self.begin_add)
        part(QPushButton, "provisional", self.form).clicked.connect(self.begin_provisional)
        part(QToolButton, "remove", self.form).clicked.connect(self.remove)

    def _save(self, motion: Motion) -> None:
        self.desk.do(motions.edit_motion, motion)

    def _offer_kinds(self, motion: Motion | None) -> None:
        """Offer the kinds of the day's regulation, the motion's own among them."""
        kinds: tuple[tuple[Id, str], ...] = ()
        if self.meeting is not None:
            with suppress(KyodoError):  # no regulation of that day is on record
                kinds = ask.kind_choices(self.desk, self.meeting.id)
        if motion is not None and motion.kind not in dict(kinds):
            kinds = (*kinds, (motion.kind, motion.kind))
        editor = self.record.editors["kind"]
        if isinstance(editor, ReferenceEditor):
            editor.fill(kinds)
        self.record.show_row("kind", shown=len(kinds) > 1)

    # --- showing

    def forms(self) -> tuple[RecordForm[Motion], ...]:
        return (self.record,)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        make_room(self.owner, wide=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        make_room(self.owner, wide=False)

    def flush(self) -> bool:
        return super().flush() and not self.act.dirty

    def discard(self) -> None:
        super().discard()
        if self.act.open:
            self.act.leave()

    def reload(self) -> None:
        meeting = self.meeting
        self.form.setEnabled(meeting is not None)
        if meeting is None:
            return
        meeting = self.meeting = self.desk.get(Meeting, meeting.id)
        self._showing = True
        self.table.show(tuple(self._rows(meeting)))
        self._showing = False
        reason = part(QLabel, "reason", self.form)
        closed = is_closed(meeting)
        reason.setText(
            _("この会議の記録は閉じています。直すときは「当日」で再開してください。") if closed else ""
        )
        reason.setVisible(closed)
        self._show_row()

    @property
    def locked(self) -> bool:
        """Whether nothing can be recorded of the meeting."""
        return self.desk.read_only or self.meeting is None or is_closed(self.meeting)

    def _rows(self, meeting: Meeting) -> Iterator[Decision]:
        for line in self.desk.read(meetings.agenda, meeting.id):
            if line.item.kind is ItemKind.ELECTION:
                yield self._election(line)
            if line.item.kind is ItemKind.DECISION:
                yield from self._motions(line)

    def _election(self, line: AgendaLine) -> Decision:
        """An item that elects: what came last of each office."""
        last = {one.role: one for one in self.desk.read(meetings.elections, line.item.id)}
        frozen = [self.desk.read(meetings.snapshot_of, election=one.id) for one in last.values()]
        verdicts = [word(one.snapshot.verdict) for one in frozen if one is not None]
        times = [one.voted_at for one in last.values() if one.voted_at is not None]
        return Decision(line, None, "／".join(verdicts), max(times, default=None))

    def _motions(self, line: AgendaLine) -> Iterator[Decision]:
        found = self.desk.find(Motion, item=line.item.id)
        for one in sorted(found, key=lambda motion: (motion.order, motion.id)):
            frozen = self.desk.read(meetings.snapshot_of, motion=one.id)
            yield Decision(line, one, word(frozen.snapshot.verdict) if frozen else "", one.voted_at)
        if not found:
            yield Decision(line, None, "")

    def _on_row(self) -> None:
        if self._showing:
            return
        if not self.flush():
            if self.record.record is not None:
                self._showing = True
                self.table.hold(self.record.record.id)
                self._showing = False
            return
        if self.act.open:
            self.act.leave()
        self._show_row()

    def _show_row(self) -> None:
        row, locked = self.table.chosen(), self.locked
        motion = row.motion if row is not None else None
        electing = row is not None and row.line.item.kind is ItemKind.ELECTION
        self._offer_kinds(motion)
        self.record.show_record(motion)
        self.record.lock(locked)
        part(QWidget, "record_place", self.form).setVisible(motion is not None)
        shown = motion is not None or electing
        for name in ("at_label", "at_place"):
            part(QWidget, name, self.form).setVisible(shown)
        self._show_time(row)
        self._show_presider(row)
        self.motion.show_motion(motion, locked=locked)
        self.election.show_item(row.line.item if row is not None and electing else None, locked=locked)
        empty = part(QLabel, "empty", self.form)
        empty.setText(_nothing(row))
        empty.setVisible(not shown)
        can = not locked and row is not None
        item = row.line.item if row is not None else None
        decision = item is not None and item.kind is ItemKind.DECISION
        part(QPushButton, "add_motion", self.form).setEnabled(can and decision)
        part(QPushButton, "provisional", self.form).setEnabled(can)
        part(QToolButton, "remove", self.form).setEnabled(can and motion is not None)

    def _show_time(self, row: Decision | None) -> None:
        meeting = self.meeting
        today = meeting is not None and meeting.date == self.desk.today
        at = row.at if row is not None and row.motion is not None else None
        self.at.lock(self.locked)
        shown = (row.key if row is not None else "", at)
        if shown == self._timed:
            return  # what the clerk has typed stays
        self._timed = shown
        self.at.show_value(at or (now(self.desk) if today else None))

    def _show_presider(self, row: Decision | None) -> None:
        words = ""
        if row is not None:
            try:
                presider = self.desk.read(meetings.presider_at, row.line.item.id)
                words = _("議長：{name}").format(name=presider.name or _("未定"))
                words += f"　{presider.ruling.sentence.text()}"
            except KyodoError as error:
                words = error.why.text()
        label = part(QLabel, "presider", self.form)
        label.setText(words)
        label.setVisible(bool(words))

    def _time(self) -> dt.time | None:
        """The time of the vote as it is typed; None, with the complaint beside it, where there is none."""
        problem, why = part(QLabel, "at_problem", self.form), ""
        try:
            found = self.at.value()
        except Unreadable as error:
            found, why = None, error.why.text()
        problem.setText(why)
        problem.setVisible(bool(why))
        mark_wrong(self.at.entry, [why] if why else [])
        return found

    def _judge(self) -> None:
        if self.motion.motion is not None:
            self.motion.refresh()
        elif self.election.item is not None:
            self.election.judge()

    # --- acts

    def begin_add(self) -> None:
        """Ask for a new motion under the item of the chosen line."""
        row = self.table.chosen()
        if row is not None and self.flush():
            self._ask(ask.motion(self.desk, row.line.item))

    def begin_provisional(self) -> None:
        """Ask who presides where neither chair nor vice-chair can."""
        if self.flush():
            self._ask(ask.provisional(self.desk, self.meeting))

    def _ask(self, act: Act | None) -> None:
        if act is not None:
            self.act.ask(act)

    def remove(self) -> None:
        """Remove the chosen motion with its vote; undo stands ready."""
        row = self.table.chosen()
        if row is not None and row.motion is not None:
            self.record.revert()
            self.owner.tell_undo(self.desk.act(meetings.remove_motion, row.motion.id))


def _nothing(row: Decision | None) -> str:
    if row is None:
        return _("議決や選任の項目がありません。「次第」で項目の種別を「議決」か「選任」にしてください。")
    return _("議案がまだありません。「議案を追加」から登録してください。")
