"""当日: one view for the meeting room: who is there, the quorum, the item in hand and its vote."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSplitter, QToolButton, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    AgendaItem,
    Attendance,
    Ballot,
    Election,
    Meeting,
    MeetingStatus,
    Motion,
    Office,
    PersonName,
    PresenceInterval,
    ProvisionalChair,
    Reply,
    Vote,
    VoteSnapshot,
    Withdrawal,
)
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import _
from kyodo_desktop.services import meetings
from kyodo_desktop.services.held import is_closed
from kyodo_desktop.services.reception import Reception, reception
from kyodo_desktop.ui.desk import Change
from kyodo_desktop.ui.drafts import Drafts
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.part import Part
from kyodo_desktop.ui.screens import meeting_votes_acts as ask
from kyodo_desktop.ui.screens.meeting_day_clock import DayClock
from kyodo_desktop.ui.screens.meeting_day_item import ItemSide
from kyodo_desktop.ui.screens.meeting_day_room import RoomSide
from kyodo_desktop.ui.screens.meeting_day_stage import Stage, make_room
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.acts import Act, ActForm
from kyodo_desktop.ui.widgets.editors import said
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.ruling import ReadOut, Tone, dress, say, word

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting import MeetingScreen

LEAST_TILES: Final = 3  # rows of members that are always in sight
LEAST_LINES: Final = 13  # lines of what is decided that are
_UNDER_WAY = (MeetingStatus.OPEN, MeetingStatus.INFORMAL)
_NARROW = 1  # so few may still leave that it is said with a sign of warning


class DayPart(Part):
    """The day of one meeting."""

    key = "meeting_day"
    shows = (
        Meeting,
        AgendaItem,
        Attendance,
        PresenceInterval,
        Withdrawal,
        ProvisionalChair,
        Motion,
        Vote,
        Election,
        Ballot,
        VoteSnapshot,
        Office,
        PersonName,
        Reply,
    )
    icons = {"previous": "previous", "next": "next", "large": "larger"}

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__(screen)
        self.drafts = Drafts(screen.settings, self.desk.location)
        self._unlocked: set[Id] = set()
        self._items: dict[Id, Id] = {}
        self._reception: Reception | None = None
        self._shown: Id = ""
        self.clock = DayClock(self.desk, self.form)
        self.read_out = ReadOut()
        fill(part(QWidget, "read_out_place", self.form), self.read_out)
        self.act = ActForm()
        fill(part(QWidget, "act_place", self.form), self.act)
        self.room = RoomSide(self)
        self.item = ItemSide(self)
        self.stage = Stage(self)
        self.clock.changed.connect(self._on_clock)
        self._listen()

    def _listen(self) -> None:
        flow(part(QWidget, "turns", self.form))
        part(QLabel, "problem", self.form).hide()
        lines = self.fontMetrics().lineSpacing()
        self.room.list.setMinimumHeight(self.room.list.gridSize().height() * LEAST_TILES)
        part(QScrollArea, "decisions", self.form).setMinimumHeight(lines * LEAST_LINES)
        part(QSplitter, "across", self.form).setSizes([520, 500])
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("open", self.open),
            ("close", self.close_record),
            ("fail", self.fail),
            ("informal", self.make_informal),
            ("unlock", self.unlock),
        )
        for name, do in acts:
            part(QPushButton, name, self.form).clicked.connect(lambda _checked=False, do=do: do())
        part(QToolButton, "large", self.form).clicked.connect(self.stage.toggle)
        full = QShortcut(QKeySequence("F11"), self.form)
        full.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        full.activated.connect(self.stage.toggle)

    # --- what may be done

    @property
    def under_way(self) -> bool:
        """Whether the meeting has begun and isn't over."""
        return self.meeting is not None and self.meeting.status in _UNDER_WAY and not is_closed(self.meeting)

    def barred(self) -> tuple[str, str]:
        """Why nothing can be recorded now, and the words of the button that changes it; empty for neither."""
        meeting = self.meeting
        if meeting is None or self.desk.read_only:
            return (_("この台帳は読み取り専用で開いています。"), "") if meeting is not None else ("", "")
        if is_closed(meeting):
            return _("この会議の記録は閉じています。直すときは、理由を添えて再開してください。"), _("再開…")
        if meeting.status is MeetingStatus.CANCELLED:
            return _("この会議は中止されました。誤りであれば「概要」で状態を「予定」に戻してください。"), ""
        if meeting.status is MeetingStatus.FAILED:
            return _("この会議は流会となりました。集まった委員で話し合うときは、懇談に切り替えます。"), _(
                "懇談に切替え"
            )
        if meeting.date != self.desk.today and meeting.id not in self._unlocked:
            day = wareki.long_with_weekday(meeting.date)
            said_day = _("この会議の日は{day}で、今日ではありません。").format(day=day)
            return said_day, _("この会議を入力する")
        return "", ""

    def unlock(self) -> None:
        """Do what the button beside the reason says."""
        meeting = self.meeting
        if meeting is None:
            return
        if is_closed(meeting):
            self._unlocked.add(meeting.id)
            self.ask(ask.reopen(self.desk, meeting))
        elif meeting.status is MeetingStatus.FAILED:
            self.make_informal()
        else:
            self._unlocked.add(meeting.id)
            self.reload()

    # --- showing

    def reload(self) -> None:
        meeting = self.meeting
        self.form.setEnabled(meeting is not None)
        if meeting is None:
            return
        if meeting.id != self._shown:
            self._begin(meeting)
        meeting = self.meeting = self.desk.get(Meeting, meeting.id)
        reason, button = self.barred()
        locked = bool(reason)
        part(QFrame, "barred", self.form).setVisible(locked)
        part(QLabel, "reason", self.form).setText(reason)
        unlock = part(QPushButton, "unlock", self.form)
        unlock.setText(button)
        unlock.setVisible(bool(button))
        self.clock.editor.lock(locked)
        self.complain("")
        self._read_room()
        self.room.show(self._reception.arrivals if self._reception else (), locked=locked)
        wanted = self._items.get(meeting.id) or self._kept(meeting.id)
        self.item.show(self.desk.read(meetings.agenda, meeting.id), wanted, locked=locked)
        self._offer(meeting, locked=locked)

    def _begin(self, meeting: Meeting) -> None:
        """Begin with another meeting: on its day with the clock, else at the hour it was to begin."""
        self._shown = meeting.id
        if self.act.open:
            self.act.leave()
        if meeting.date == self.desk.today:
            self.clock.unpin()
        else:
            self.clock.pin(meeting.opened_at or meeting.starts_at)

    def _read_room(self) -> None:
        """Ask who is there; where that can't be judged, say why in place of the quorum."""
        self._reception = None
        meeting, item = self.meeting, self.item.item
        if meeting is None:
            return
        wanted = item.id if item is not None and item.meeting == meeting.id else None
        try:
            self._reception = self.desk.read(reception, meeting.id, wanted)
        except KyodoError as error:
            self.complain(said(error).text())

    def _offer(self, meeting: Meeting, *, locked: bool) -> None:
        planned, talk = meeting.status is MeetingStatus.PLANNED, meeting.status is MeetingStatus.INFORMAL
        opened = meeting.status is MeetingStatus.OPEN
        met = self._reception is not None and self._reception.quorum.verdict == "met"
        offered = {
            "open": planned or talk,
            "close": opened or talk,
            "fail": planned and not met,
            "informal": opened or (planned and not met),
        }
        for name, shown in offered.items():
            part(QPushButton, name, self.form).setVisible(shown and not locked)
        part(QPushButton, "open", self.form).setEnabled(met)

    def show_quorum(self) -> None:
        """Show the quorum for the item in hand, with its margin in words."""
        self._read_room()
        frame = part(QFrame, "quorum", self.form)
        labels = [part(QLabel, f"quorum_{name}", self.form) for name in ("word", "margin", "sentence")]
        if self._reception is None:
            dress(frame, Tone.PLAIN)
            for label in labels:
                say(label, "")
            return
        ruling = self._reception.quorum
        here = sum(one.counted for one in self._reception.arrivals)
        dress(frame, _tone(ruling))
        say(labels[0], word(ruling.verdict), "xx-large", bold=True)
        counts = _("出席{n}人／現在員{all}人").format(n=here, all=len(self._reception.arrivals))
        say(labels[1], f"{counts}\n{margin(ruling)}", "x-large", bold=True)
        notes = [one.sentence.text() for one in ruling.alternatives]
        say(labels[2], "\n".join((self._quorum_words(ruling), *notes)))

    def _quorum_words(self, ruling: Ruling) -> str:
        """The sentence on the quorum: where it broke in the meeting, that it did."""
        if self.under_way and ruling.verdict != "met" and self.meeting is not None:
            broke = meetings.broke_at(self.desk.read(meetings.quorum_timeline, self.meeting.id))
            if broke is not None:
                return broke.sentence.text()
        return ruling.sentence.text()

    def show_spoken(self) -> None:
        """Show what is to be read out now: the vote's words, before any the report on the quorum."""
        quorum = self._reception.quorum if self._reception is not None else None
        if quorum is not None and quorum.verdict != "met" and self.under_way:
            self.read_out.show_words(self._spoken_failure(quorum))
        else:
            self.read_out.show_ruling(self.item.ruling or quorum)

    def _spoken_failure(self, ruling: Ruling) -> str:
        assert self.meeting is not None
        broke = meetings.broke_at(self.desk.read(meetings.quorum_timeline, self.meeting.id))
        return broke.sentence.japanese() if broke is not None else ruling.read_out

    def _on_clock(self) -> None:
        if self.isVisible() and self.meeting is not None and not self.stale:
            self.item.judge()

    def keep_item(self, item: AgendaItem | None) -> None:
        """Remember the item in hand, for when this page is opened again."""
        if item is not None and self._items.get(item.meeting) != item.id:
            self._items[item.meeting] = item.id
            key = Settings.of(self.desk.location, f"day/{item.meeting}")
            self.owner.settings.keep(key, item.id)

    def _kept(self, meeting: Id) -> Id:
        return self.owner.settings.text(Settings.of(self.desk.location, f"day/{meeting}"))

    # --- acts

    def do(self, act: Callable[[], object]) -> bool:
        """Do something now; where it can't be, say why on this page."""
        self.complain("")
        try:
            act()
        except KyodoError as error:
            self.complain(said(error).text())
            return False
        return True

    def complain(self, why: str) -> None:
        """Say what couldn't be done, above the members; nothing to take it back."""
        say(part(QLabel, "problem", self.form), why, "large")

    def ask(self, act: Act) -> None:
        """Ask what an act needs, on this page."""
        self.act.ask(act)

    def open(self) -> None:
        """開会, at the time of the clock."""
        meeting, at = self.meeting, self.clock.time()
        if meeting is not None and at is not None:
            self.do(lambda: self.desk.do(meetings.open_meeting, meeting.id, at=at))

    def close_record(self) -> None:
        """閉会, at the time of the clock; what is still missing is listed."""
        meeting, at = self.meeting, self.clock.time()
        if meeting is not None and at is not None:
            self.do(lambda: self.desk.do(meetings.close_meeting, meeting.id, at=at))

    def fail(self) -> None:
        """流会."""
        self._without_quorum(meetings.fail_meeting, _("流会を記録"))

    def make_informal(self) -> None:
        """懇談 in place of the meeting."""
        self._without_quorum(meetings.make_informal, _("懇談への切替えを記録"))

    def _without_quorum(self, service: Callable[..., Change], title: str) -> None:
        """End without a quorum; where the committee hasn't settled whether the number counts, ask."""
        meeting = self.meeting
        if meeting is None:
            return
        if meeting.status is not MeetingStatus.PLANNED or self._settled(meeting):
            self.do(lambda: self.desk.do(service, meeting.id))  # pyright: ignore
            return
        self.ask(ask.counting(self.desk, meeting, service, title))

    def _settled(self, meeting: Meeting) -> bool:
        law = self.desk.read(meetings.law_on, meeting.committee, meeting.date)
        return law.failed_meeting != "ask"

    # --- pending

    def flush(self) -> bool:
        return not self.act.dirty

    def discard(self) -> None:
        if self.act.open:
            self.act.leave()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.clock.run(running=True)
        make_room(self.owner, wide=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.clock.run(running=self.stage.on)
        make_room(self.owner, wide=False)


def margin(ruling: Ruling) -> str:
    """How many may still leave, or are missing, in words."""
    n = ruling.margin or 0
    if n < 0:
        return _("あと{n}人足りません").format(n=-n)
    if n == 0:
        return _("ちょうど足りています（1人も退席できません）")
    return _("あと{n}人まで退席できます").format(n=n)


def _tone(ruling: Ruling) -> Tone:
    if ruling.verdict != "met":
        return Tone.BAD
    return Tone.WAITING if (ruling.margin or 0) <= _NARROW else Tone.GOOD
