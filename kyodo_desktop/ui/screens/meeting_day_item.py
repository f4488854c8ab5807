"""The item in hand on the day: begun, postponed, voted on right there, and who presides and who withdrew."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QScrollArea, QToolButton, QWidget

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import fields
from kyodo_desktop.domain.records import (
    AgendaItem,
    ItemKind,
    Meeting,
    Motion,
    Withdrawal,
)
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import _
from kyodo_desktop.services import meetings
from kyodo_desktop.services.meetings import AgendaLine
from kyodo_desktop.ui.load import fill, part, see_through
from kyodo_desktop.ui.screens import meeting_votes_acts as ask
from kyodo_desktop.ui.screens.meeting_votes_election import ElectionPanel
from kyodo_desktop.ui.screens.meeting_votes_motion import MotionPanel
from kyodo_desktop.ui.widgets.acts import Act
from kyodo_desktop.ui.widgets.entry import ChoiceEntry
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.lines import Lines, ShownLine
from kyodo_desktop.ui.widgets.ruling import word

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting_day import DayPart


class ItemSide:
    """Fills the item's side of the day."""

    def __init__(self, part_: DayPart) -> None:
        self._part, self._desk = part_, part_.desk
        self._lines: tuple[AgendaLine, ...] = ()
        self._motions: tuple[Motion, ...] = ()
        self._away: tuple[Withdrawal, ...] = ()
        self._locked = True
        self.ruling: Ruling | None = None
        form = part_.form
        self.items, self.motions = ChoiceEntry(), ChoiceEntry()
        self.items.setAccessibleName(_("議事項目"))
        self.motions.setAccessibleName(_("議案"))
        fill(part(QWidget, "items_place", form), self.items)
        fill(part(QWidget, "motions_place", form), self.motions)
        self.away = Lines()
        fill(part(QWidget, "away_place", form), self.away)
        self.motion = MotionPanel(self._desk, part_.drafts, self._vote_time)
        self.election = ElectionPanel(self._desk, part_.drafts, part_.clock.time)
        for panel in (self.motion, self.election):
            panel.ruling.read_out_apart = True
        fill(part(QWidget, "motion_place", form), self.motion)
        fill(part(QWidget, "election_place", form), self.election)
        flow(part(QWidget, "item_acts", form))
        see_through(part(QScrollArea, "decisions", form))
        self._listen(form)

    def _listen(self, form: QWidget) -> None:
        self.items.activated.connect(lambda _at: self._show_item())
        self.motions.activated.connect(lambda _at: self._show_motion())
        self.away.followed.connect(self._return)
        self.motion.ruled.connect(self._on_ruled)
        self.election.ruled.connect(self._on_ruled)
        self._begin = part(QPushButton, "begin", form)
        self._begin.clicked.connect(self.begin)
        self._postponed = part(QCheckBox, "postponed", form)
        self._postponed.clicked.connect(self._postpone)
        self._interest = part(QPushButton, "interest", form)
        self._interest.clicked.connect(self.ask_interest)
        self._chair = part(QPushButton, "provisional", form)
        self._chair.clicked.connect(lambda: self._ask(ask.provisional(self._desk, self._meeting)))
        self._new = part(QPushButton, "new_motion", form)
        self._new.clicked.connect(lambda: self._ask(ask.motion(self._desk, self.item)))
        self._previous, self._next = part(QToolButton, "previous", form), part(QToolButton, "next", form)
        for button, by, keys in ((self._previous, -1, "Alt+Left"), (self._next, 1, "Alt+Right")):
            button.clicked.connect(lambda _checked=False, by=by: self.step(by))
            shortcut = QShortcut(QKeySequence(keys), form)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.step(by))

    # --- showing

    @property
    def _meeting(self) -> Meeting | None:
        return self._part.meeting

    @property
    def item(self) -> AgendaItem | None:
        """The item in hand."""
        at = self.items.currentIndex()
        return self._lines[at].item if 0 <= at < len(self._lines) else None

    def show(self, lines: tuple[AgendaLine, ...], wanted: str, *, locked: bool) -> None:
        """Show the agenda, and of it the item in hand: the one wanted, else the one begun last."""
        self._lines, self._locked = lines, locked
        self.items.clear()
        for line in lines:
            self.items.addItem(f"{line.number}　{numbering.spaced(line.item.title)}{_state(line.item)}")
        ids = [line.item.id for line in lines]
        begun = [at for at, line in enumerate(lines) if line.item.began_at is not None]
        at = ids.index(wanted) if wanted in ids else begun[-1] if begun else _first(lines)
        self.items.setCurrentIndex(at)
        self._show_item()

    def _show_item(self) -> None:
        item = self.item
        self._part.keep_item(item)
        can = item is not None and not self._locked
        at = self.items.currentIndex()
        self._previous.setEnabled(at > 0)
        self._next.setEnabled(0 <= at < len(self._lines) - 1)
        began = item.began_at if item is not None else None
        self._begin.setText(
            _("{time}に開始（取消）").format(time=f"{began:%H:%M}") if began else _("この項目を始める")
        )
        under_way = self._part.under_way
        decides = item is not None and item.kind in (ItemKind.DECISION, ItemKind.ELECTION)
        self._begin.setEnabled(can and under_way)
        self._postponed.setVisible(decides)
        self._postponed.setChecked(item is not None and item.postponed)
        self._postponed.setEnabled(can and under_way)
        for button in (self._interest, self._chair, self._new):
            button.setEnabled(can)
        self._new.setVisible(item is not None and item.kind is ItemKind.DECISION)
        self._interest.setVisible(decides)
        self._show_presider(item, decides)
        self._show_away(item)
        self._show_decisions(item)
        self._part.show_quorum()

    def _show_presider(self, item: AgendaItem | None, decides: bool) -> None:
        words, needed = "", False
        if item is not None and decides:
            try:
                presider = self._desk.read(meetings.presider_at, item.id)
            except KyodoError as error:
                words = error.why.text()
            else:
                needed = presider.ruling.verdict == "provisional"
                words = _("議長：{name}").format(name=presider.name or _("未定"))
                words += f"　{presider.ruling.sentence.text()}" if needed or not presider.known else ""
        label = part(QLabel, "presider", self._part.form)
        label.setText(words)
        label.setVisible(bool(words))
        self._chair.setVisible(needed)

    def _show_away(self, item: AgendaItem | None) -> None:
        self._away = self._desk.find(Withdrawal, item=item.id) if item is not None else ()
        names = {one.line.appointment.id: one.line.name.name for one in self._part.room.arrivals.values()}
        self.away.show_lines(
            ShownLine(
                _("{name}委員は利害関係により退席：{reason}（取消）").format(
                    name=names.get(one.appointment, ""), reason=one.reason
                ),
                leads=not self._locked,
            )
            for one in self._away
        )
        self.away.setVisible(bool(self._away))

    def _show_decisions(self, item: AgendaItem | None) -> None:
        decision = item is not None and item.kind is ItemKind.DECISION
        electing = item is not None and item.kind is ItemKind.ELECTION
        before = self.motion.motion.id if self.motion.motion else ""
        self._motions = self._of(item) if decision and item is not None else ()
        self.motions.clear()
        for at, one in enumerate(self._motions, 1):
            frozen = self._desk.read(meetings.snapshot_of, motion=one.id)
            state = word(frozen.snapshot.verdict) if frozen else _("未採決")
            self.motions.addItem(f"{at}　{one.wording.partition(chr(10))[0]}　{state}")
        ids = [one.id for one in self._motions]
        self.motions.setCurrentIndex(ids.index(before) if before in ids else 0)
        self.motions.setVisible(len(ids) > 1)
        self._show_motion()
        self.election.show_item(item if electing else None, locked=self._locked)
        nothing = part(QLabel, "nothing", self._part.form)
        nothing.setText(_said_of(item, decision=decision))
        nothing.setVisible(not self._motions and not electing)
        self._on_ruled(self.election.ruling.ruling if electing else self.motion.ruling.ruling)

    def _of(self, item: AgendaItem) -> tuple[Motion, ...]:
        found = self._desk.find(Motion, item=item.id)
        return tuple(sorted(found, key=lambda one: (one.order, one.id)))

    def _show_motion(self) -> None:
        at = self.motions.currentIndex()
        motion = self._motions[at] if 0 <= at < len(self._motions) else None
        if motion is not None and motion == self.motion.motion and not self._locked and self.motion.dirty:
            self.motion.refresh()
        else:
            self.motion.show_motion(motion, locked=self._locked)

    def _on_ruled(self, ruling: object) -> None:
        self.ruling = ruling if isinstance(ruling, Ruling) else None
        self._part.show_spoken()

    def judge(self) -> None:
        """Judge anew at another time of the clock."""
        if self.motion.motion is not None:
            self.motion.refresh()
        if self.election.item is not None:
            self.election.judge()

    # --- acts

    def _vote_time(self, motion: Motion) -> dt.time | None:
        """When a vote is taken: now, or when it was, for one on record."""
        return motion.voted_at or self._part.clock.time()

    def _ask(self, act: Act | None) -> None:
        if act is not None:
            self._part.ask(act)

    def step(self, by: int) -> None:
        """Go to the next item, or the one before."""
        at = self.items.currentIndex() + by
        if 0 <= at < len(self._lines):
            self.items.setCurrentIndex(at)
            self._show_item()

    def begin(self) -> None:
        """Record that the item is begun now; once it was, that this isn't known after all."""
        item, at = self.item, self._part.clock.time()
        if item is not None and at is not None:
            when = None if item.began_at is not None else at
            self._part.do(lambda: self._desk.do(meetings.begin_item, item.id, when))

    def _postpone(self, on: bool) -> None:
        item = self.item
        if item is None:
            return
        if not self._part.do(lambda: self._desk.do(meetings.postpone_item, item.id, postponed=on)):
            self._postponed.setChecked(item.postponed)

    def ask_interest(self) -> None:
        """Ask who withdraws from the item for interest, and why: the member chosen among the tiles."""
        item, arrival = self.item, self._part.room.arrivals.get(self._part.room.list.chosen)
        if item is None or arrival is None:
            return
        known = {field.name: field for field in fields(Withdrawal)}
        seats = self._part.room.arrivals
        self._part.ask(
            Act(
                title=_("「{title}」からの退席の申出").format(title=item.title),
                button=_("退席を記録"),
                asked=[known["appointment"], known["reason"]],
                start={"appointment": arrival.line.appointment.id, "reason": ""},
                options=lambda _field: tuple((who, one.line.name.name) for who, one in seats.items()),
                do=lambda values: self._desk.do(
                    meetings.withdraw_from, item.id, values["appointment"], values["reason"]
                ),
            )
        )

    def _return(self, at: int) -> None:
        self._part.do(lambda: self._desk.do(meetings.remove_withdrawal, self._away[at].id))


def _first(lines: tuple[AgendaLine, ...]) -> int:
    """The first item that isn't a heading."""
    return next((at for at, line in enumerate(lines) if line.item.kind is not ItemKind.HEADING), 0)


def _state(item: AgendaItem) -> str:
    if item.postponed:
        return "　" + _("（次回へ継続）")
    return f"　{item.began_at:%H:%M}" if item.began_at is not None else ""


def _said_of(item: AgendaItem | None, *, decision: bool) -> str:
    if item is None:
        return _("次第がまだありません。「次第」で項目を追加してください。")
    if decision:
        return _("議案がまだありません。「議案を追加」から登録してください。")
    return _("この項目（{kind}）に採決はありません。").format(kind=_(item.kind.label))
