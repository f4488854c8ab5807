"""席次表: who sits where, the chair at the head; before the election there is no chair's seat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.records import OfficeRole
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import seated, seatplan
from kyodo_desktop.papers.forms import Margins, Type, measure, option, say, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.paper import MM, THE_FORM, Occasion, Paper, Printed, one_page, style
from kyodo_desktop.papers.press.page import A4, A4_LANDSCAPE, Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.seated import Sitter
from kyodo_desktop.papers.seatplan import Box, Hall, Measures, Plan
from kyodo_desktop.storage import Store

_SIZES: Final = {"portrait": A4, "landscape": A4_LANDSCAPE}
_CORNERS: Final = ("upper_left", "upper_right", "lower_left", "lower_right")
_TABLE_SHADE: Final = 0.9
_WALL: Final = 1.2
_INSET: Final = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatingView:
    """Everything the plan shows. Officers are the chair and the vice-chairs; none before the election."""

    committee: str
    number: int
    day: dt.date
    starts_at: dt.time | None
    venue: str
    section: str
    members: tuple[Sitter, ...]
    guests: tuple[Sitter, ...] = ()

    @property
    def officers(self) -> tuple[Sitter, ...]:
        """Those at the head as they sit from left to right: the chair in the middle."""
        found = seated.officers_first(tuple(one for one in self.members if one.role))
        chairs = [one for one in found if one.role == OfficeRole.CHAIR.label]
        vices = [one for one in found if one.role != OfficeRole.CHAIR.label]
        return (*vices[1::2], *chairs, *vices[::2])

    @property
    def others(self) -> tuple[Sitter, ...]:
        """The other members in the roster's order."""
        return tuple(one for one in self.members if not one.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What the room is drawn with, in millimetres; `abreast` and `public` are numbers of seats."""

    seat_width: float = measure(15, 80)
    seat_height: float = measure(8, 40)
    table: float = measure(2, 20)
    abreast: int = measure(1, 20)
    public: int = measure(0, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatingForm:
    """The form's wording and geometry."""

    title: str = wording("number", "committee")
    before: str = wording()
    member: str = wording()
    secretariat: str = wording()
    public: str = wording("seats")
    screen: str = wording()
    door: str = wording()
    shape: str = option(*seatplan.SHAPES)
    order: str = option("sides", "alternate")
    paper: str = option("portrait", "landscape")
    door_at: str = option(*_CORNERS, "none")
    screen_at: str = option("head", "none")
    margins: Margins
    heading: Type
    body: Type
    names: Type
    labels: Type
    sizes: Sizes


class Seating(Paper[SeatingView, SeatingForm]):
    """席次表."""

    key: ClassVar = "seating"
    title: ClassVar = mark("席次表")
    form: ClassVar = "seating.toml"
    numbered: ClassVar = False
    layout = SeatingForm

    def compose(self, store: Store, occasion: Occasion) -> SeatingView:
        meeting = occasion.meeting
        if meeting is None:
            raise ValueError("a seating plan belongs to a meeting")
        return SeatingView(
            committee=occasion.committee.name,
            number=meeting.number,
            day=meeting.date,
            starts_at=meeting.starts_at,
            venue=meeting.venue,
            section=occasion.committee.section,
            members=seated.members(store, occasion),
            guests=seated.guests(store, occasion),
        )

    def heading(self, view: SeatingView, form: SeatingForm) -> str:
        return say(form.title, number=view.number, committee=view.committee)

    def printed(self, view: SeatingView, form: SeatingForm) -> Iterator[Printed]:
        labels = form.labels.face
        yield Printed(self.heading(view, form), form.heading.face, msg("席次表の標題"))
        yield Printed(_facts(view), form.body.face, msg("会議の日時と場所"))
        said = (form.before, form.member, form.secretariat, _public(form), form.screen, form.door)
        yield Printed("".join(said), labels, msg(THE_FORM))
        yield Printed(view.section, labels, msg("委員会の事務局"))
        yield from seated.asked((*view.members, *view.guests), form.names.face)
        yield Printed("".join(one.role for one in (*view.members, *view.guests)), labels, msg("席次表の役職"))

    def draw(self, view: SeatingView, page: Page, form: SeatingForm) -> Iterator[Progress]:
        page.resize(_SIZES[form.paper])
        margins, look = form.margins, style(form.body)
        left, width = margins.left, page.width - margins.left - margins.right
        y = margins.top + title(page, left, margins.top, width, self.heading(view, form), style(form.heading))
        y += form.heading.size * MM * 0.6
        y += page.paragraph(left, y, width, _facts(view), look, "center") + 2
        foot = style(form.labels).line * MM * 1.2 if not view.officers and form.before else 0.0
        room = Box(left, y, width, page.height - margins.bottom - foot - y)
        hall = _hall(view, form, room)
        figure = page.figure(_told(view, form))
        page.stands(figure, room.x, room.y, room.width, room.height)
        with page.inside(figure):
            _Room(page, form, room).draw(view, hall, seatplan.plan(form.shape, hall, _measures(form)))
        if foot:
            page.text(left, room.y + room.height + foot * 0.3, form.before, style(form.labels), width=width)
        yield one_page(1, 1)


def _told(view: SeatingView, form: SeatingForm) -> str:
    """Who sits in the room, the head first, in words for those who can't see the plan."""
    seats = [(one.role, one.name) for one in view.officers]
    seats += [(form.member, one.name) for one in view.others]
    seats += [(form.secretariat, view.section), *((one.role, one.name) for one in view.guests)]
    told = [" ".join(part for part in seat if part) for seat in seats]
    return "、".join([one for one in told if one] + ([_public(form)] if form.sizes.public else []))


def _hall(view: SeatingView, form: SeatingForm, room: Box) -> Hall:
    return Hall(
        width=room.width,
        height=room.height,
        screen=form.screen_at == "head",
        officers=len(view.officers),
        members=len(view.others),
        staff=1 + len(view.guests),
        public=form.sizes.public,
    )


def _measures(form: SeatingForm) -> Measures:
    sizes = form.sizes
    return Measures(
        seat_width=sizes.seat_width,
        seat_height=sizes.seat_height,
        table=sizes.table,
        abreast=sizes.abreast,
        alternate=form.order == "alternate",
    )


def _facts(view: SeatingView) -> str:
    hour = () if view.starts_at is None else (wareki.clock(view.starts_at),)
    venue = " ".join(line for line in view.venue.split("\n") if line.strip())
    return "\u3000".join(part for part in (wareki.long_with_weekday(view.day), *hour, venue) if part)


def _public(form: SeatingForm) -> str:
    return say(form.public, seats=form.sizes.public)


class _Room:
    """The room on the page: its walls, and what stands in it."""

    def __init__(self, page: Page, form: SeatingForm, room: Box) -> None:
        self.page = page
        self.form = form
        self.room = room
        self.names: Style = style(form.names)
        self.labels: Style = style(form.labels)

    def draw(self, view: SeatingView, hall: Hall, plan: Plan) -> None:
        """Walls, tables, then everybody's seat, the head first."""
        self._walls(hall)
        for table in plan.tables:
            self._box(table, _TABLE_SHADE)
        if plan.screen is not None:
            self._box(plan.screen, 1.0)
            self._middle(plan.screen, self.form.screen)
        for one, seat in zip(view.officers, plan.officers, strict=True):
            self._seat(seat, one.role, one.name)
        for one, seat in zip(view.others, plan.members, strict=True):
            self._seat(seat, self.form.member, one.name)
        self._staff(view, plan.staff)
        self._observers(plan.public)

    def _walls(self, hall: Hall) -> None:
        """The four walls, open where the door is."""
        page, room, form = self.page, self.room, self.form
        right, bottom = room.x + room.width, room.y + room.height
        page.rule(room.x, room.y, right, room.y, _WALL, square=True)
        page.rule(room.x, bottom, right, bottom, _WALL, square=True)
        gap = None if form.door_at == "none" else seatplan.door(form.door_at, hall)
        for x, side in ((room.x, 0.0), (right, hall.width)):
            if gap is None or gap.x != side:
                page.rule(x, room.y, x, bottom, _WALL, square=True)
                continue
            top = room.y + gap.y
            page.rule(x, room.y, x, top, _WALL)
            page.rule(x, top + gap.height, x, bottom, _WALL)
            em = self.labels.size * MM
            inner = x + 0.8 if side == 0.0 else x - 0.8 - em
            page.vertical(inner, top, em, gap.height, form.door, self.labels)

    def _staff(self, view: SeatingView, boxes: Sequence[Box]) -> None:
        """The secretariat's desk, then whoever explains beside it."""
        if boxes:
            self._seat(boxes[0], self.form.secretariat, view.section)
        for one, seat in zip(view.guests, boxes[1:], strict=True):
            self._seat(seat, one.role, one.name)

    def _observers(self, boxes: Sequence[Box]) -> None:
        """The public's chairs, and over them what they are."""
        for box in boxes:
            self._box(box, 1.0, edge=0.4)
        if boxes:
            em = self.labels.size * MM
            y = self.room.y + boxes[0].y - em * 1.4
            last = boxes[-1]
            width = last.x + last.width - boxes[0].x
            x, room = self.room.x + boxes[0].x, max(width, em * 12)
            self.page.text(x - (room - width) / 2, y, _public(self.form), self.labels, "center", room)

    def _seat(self, box: Box, label: str, name: str) -> None:
        """A seat: who it is over the name, or beside it where the seat is low."""
        self._box(box, 1.0)
        page, room = self.page, self.room
        x, y, width = room.x + box.x + _INSET, room.y + box.y, box.width - 2 * _INSET
        small, em = self.labels.size * MM, self.names.size * MM
        if not name or not label:
            self._middle(box, name or label)
        elif box.height >= (small + em) * 1.25:
            white = (box.height - small - em) / 3
            page.text(x, y + white, label, self.labels, "center", width)
            page.text(x, y + 2 * white + small, name, self.names, "center", width)
        else:
            look = self.names.sized(min(self.names.size, box.height * 0.75 / MM))
            page.text(x, y + (box.height - look.size * MM) / 2, f"{name} {label}", look, "center", width)

    def _middle(self, box: Box, text: str) -> None:
        look = self.labels.sized(min(self.labels.size, box.height * 0.8 / MM))
        x, y = self.room.x + box.x, self.room.y + box.y + (box.height - look.size * MM) / 2
        self.page.text(x + _INSET, y, text, look, "center", box.width - 2 * _INSET)

    def _box(self, box: Box, fill: float, edge: float = 0.0) -> None:
        self.page.box(
            self.room.x + box.x, self.room.y + box.y, box.width, box.height, 0.5, fill=fill, edge=edge
        )
