"""The members on the day: a tile for each, checked in and out by one key, and what else is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kyodo_desktop.domain.fields import Id, fields
from kyodo_desktop.domain.records import Attendance, AttendanceMethod, Meeting, MeetingStatus
from kyodo_desktop.i18n import _
from kyodo_desktop.services import meetings
from kyodo_desktop.services.reception import Arrival, Standing, toggle
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.widgets.acts import Act, Values
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.ruling import Tone
from kyodo_desktop.ui.widgets.tiles import Tile, TileList

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting_day import DayPart

_HERE: Final = (Standing.IN_ROOM, Standing.ONLINE, Standing.PROXY, Standing.WRITTEN)
_TONES: Final = {
    Standing.LEFT: Tone.WAITING,
    Standing.CUT: Tone.WAITING,
    Standing.WITHDRAWN: Tone.WAITING,
    Standing.ABSENT: Tone.BAD,
}


class RoomSide:
    """Fills the members' side of the day."""

    def __init__(self, part_: DayPart) -> None:
        self._part, self._desk = part_, part_.desk
        self.arrivals: dict[Id, Arrival] = {}
        self.list = TileList()
        self.list.setAccessibleName(_("委員の出欠"))
        self.list.pressed.connect(self.toggle)
        self.list.wanted.connect(self._offer)
        fill(part(QWidget, "tiles_place", part_.form), self.list)
        flow(part(QWidget, "member_acts", part_.form))
        self._other = part(QPushButton, "other", part_.form)
        self._other.clicked.connect(self._offer_below)
        self._rest = part(QPushButton, "rest_absent", part_.form)
        self._rest.clicked.connect(lambda: self._act(meetings.record_other_absences))

    # --- showing

    def show(self, arrivals: tuple[Arrival, ...], *, locked: bool) -> None:
        """Show where everybody stands."""
        self.arrivals = {one.line.appointment.id: one for one in arrivals}
        self.list.locked = locked
        self.list.show_tiles([_tile(at, one) for at, one in enumerate(arrivals, 1)])
        self._other.setEnabled(not locked and bool(arrivals))
        missing = any(one.standing is Standing.EXPECTED for one in arrivals)
        self._rest.setEnabled(not locked and missing)

    # --- acts

    @property
    def _meeting(self) -> Meeting | None:
        return self._part.meeting

    def toggle(self, seat: Id) -> None:
        """Check a member in or out, at the time of the clock."""
        meeting, at = self._meeting, self._part.clock.time()
        if meeting is not None and at is not None:
            self._part.do(lambda: self._desk.do(toggle, meeting.id, seat, at))

    def _act(self, service: Callable[..., object]) -> None:
        meeting = self._meeting
        if meeting is not None:
            self._part.do(lambda: self._desk.do(service, meeting.id))  # pyright: ignore

    def _offer_below(self) -> None:
        seat = self.list.chosen
        if seat:
            self._offer(seat, self._other.mapToGlobal(QPoint(0, self._other.height())))

    def _offer(self, seat: Id, at: QPoint) -> None:
        menu = self.menu(seat)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def menu(self, seat: Id) -> QMenu:
        """What can be recorded of a member besides coming and going in the room."""
        arrival, menu = self.arrivals[seat], QMenu(self.list)
        here = arrival.standing in _HERE
        name = arrival.line.name.name
        menu.addSection(name)
        if arrival.standing is Standing.EXPECTED or not here:
            menu.addAction(_("オンラインで出席"), lambda: self.enter(seat, AttendanceMethod.ONLINE))
            menu.addAction(_("代理の人が出席…"), lambda: self._ask_proxy(seat, name))
            menu.addAction(_("書面を受領"), lambda: self.enter(seat, AttendanceMethod.WRITTEN))
        if arrival.standing in (Standing.EXPECTED, Standing.ABSENT):
            menu.addAction(_("欠席…"), lambda: self._ask_absence(seat, arrival))
        if arrival.standing is Standing.ONLINE and self._under_way:
            menu.addAction(_("通信の切断を記録"), lambda: self.cut(seat))
        if arrival.attendance is not None:
            menu.addAction(_("この委員の出欠の記録を取消"), lambda: self.forget(seat))
        return menu

    @property
    def _under_way(self) -> bool:
        return self._meeting is not None and self._meeting.status is not MeetingStatus.PLANNED

    def _stamp(self) -> tuple[bool, dt.time | None]:
        """Whether the act can be stamped, and with what: nothing before the opening."""
        at = self._part.clock.time()
        return at is not None, at if self._under_way else None

    def enter(self, seat: Id, method: AttendanceMethod, proxy: str = "") -> None:
        """Record that a member takes part in another way than in the room."""
        meeting, (can, at) = self._meeting, self._stamp()
        if method is AttendanceMethod.WRITTEN:
            at = None
        if meeting is not None and can:
            self._part.do(
                lambda: self._desk.do(meetings.check_in, meeting.id, seat, at=at, method=method, proxy=proxy)
            )

    def cut(self, seat: Id) -> None:
        """Record that a member's connection was lost."""
        meeting, at = self._meeting, self._part.clock.time()
        if meeting is not None and at is not None:
            self._part.do(lambda: self._desk.do(meetings.leave, meeting.id, seat, at=at, disconnected=True))

    def forget(self, seat: Id) -> None:
        """Take back all that was recorded of a member's attendance; undo stands ready."""
        attendance = self.arrivals[seat].attendance
        if attendance is not None:
            self._part.do(lambda: self._desk.do(meetings.withdraw_attendance, attendance))

    def _ask_proxy(self, seat: Id, name: str) -> None:
        known = {field.name: field for field in fields(Attendance)}
        self._part.ask(
            Act(
                title=_("{name}委員の代理の人").format(name=name),
                button=_("代理の出席を記録"),
                asked=[known["proxy"]],
                do=lambda values: self._by_proxy(seat, values),
            )
        )

    def _by_proxy(self, seat: Id, values: Values) -> None:
        meeting, (can, at) = self._meeting, self._stamp()
        if meeting is not None and can:
            method = AttendanceMethod.PROXY
            self._desk.do(
                meetings.check_in, meeting.id, seat, at=at, method=method, proxy=values["proxy"].strip()
            )

    def _ask_absence(self, seat: Id, arrival: Arrival) -> None:
        meeting = self._meeting
        known = {field.name: field for field in fields(Attendance)}
        if meeting is None:
            return
        self._part.ask(
            Act(
                title=_("{name}委員の欠席").format(name=arrival.line.name.name),
                button=_("欠席を記録"),
                asked=[known["absence_reason"]],
                start={"absence_reason": arrival.reason},
                do=lambda values: self._desk.do(
                    meetings.record_absence, meeting.id, seat, values["absence_reason"]
                ),
            )
        )


def _tile(at: int, one: Arrival) -> Tile:
    """A member as the room sees them."""
    name, standing = one.line.name, one.standing
    state = _(standing.label)
    if one.at is not None and standing in (*_HERE, Standing.LEFT, Standing.CUT):
        state += f" {one.at:%H:%M}"
    tone = _TONES.get(standing, Tone.PLAIN)
    if standing in _HERE:
        tone = Tone.GOOD if one.counted else Tone.WAITING
        if not one.counted:
            state = _("{state}（数えない）").format(state=_(standing.label))
    return Tile(
        key=one.line.appointment.id,
        title=f"{one.line.mark}{name.name}",
        sub="　".join(filter(None, (f"{at}", *_below(one)))),
        word=state,
        tone=tone,
        reading=name.kana,
    )


def _below(one: Arrival) -> tuple[str, ...]:
    """The line below the name: the category, who came instead, why they didn't, what they had answered."""
    proxy = _("代理：{name}").format(name=one.proxy) if one.proxy else ""
    answered = ""
    if one.standing is Standing.EXPECTED and one.reply is not None:
        answered = _("回答：{answer}").format(answer=_(one.reply.answer.label))
    return one.line.category.name, proxy, one.reason, answered
