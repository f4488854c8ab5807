"""出席簿: who is to sign as present, when they came and left and how they took part; pay rests on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.names import spread
from kyodo_desktop.domain.records import Attendance, Meeting, PresenceInterval
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import seated
from kyodo_desktop.papers.forms import Margins, Type, measure, say, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.paper import MM, THE_FORM, Occasion, Paper, Printed, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.table import Cell, Column, Look, Row, Table
from kyodo_desktop.papers.seated import Sitter
from kyodo_desktop.services import attending
from kyodo_desktop.storage import Store

_LEAST_TYPE: Final = 7.0
_FOOT_ROOM: Final = 2.2  # a line of the foot, in ems


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A member's line, as far as it is on record: times are 14:00, several under each other."""

    member: Sitter
    entered: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    method: str = ""
    absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceView:
    """Everything the attendance list shows; `attended` is None until an attendance is on record."""

    committee: str
    number: int
    day: dt.date
    starts_at: dt.time | None
    venue: str
    signers: tuple[Signer, ...]
    attended: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The words over the columns."""

    category: str = wording()
    role: str = wording()
    name: str = wording()
    signature: str = wording()
    entered: str = wording()
    left: str = wording()
    method: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The table's measures in millimetres, the signature taking the rest; `jidori` in characters."""

    category: float = measure(8, 60)
    role: float = measure(8, 60)
    name: float = measure(15, 90)
    entered: float = measure(8, 60)
    left: float = measure(8, 60)
    method: float = measure(8, 60)
    head: float = measure(5, 30)
    row: float = measure(6, 40)
    jidori: int = measure(0, 12)
    shade: float = measure(0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceForm:
    """The form's wording and geometry."""

    title: str = wording("number", "committee")
    date: str = wording("date")
    place: str = wording("venue")
    member: str = wording()
    absent: str = wording()
    count: str = wording("attended", "absent")
    uncounted: str = wording()
    confirmed: str = wording()
    columns: Headings
    margins: Margins
    heading: Type
    body: Type
    names: Type
    table: Grid


class AttendanceList(Paper[AttendanceView, AttendanceForm]):
    """出席簿."""

    key: ClassVar = "attendance"
    title: ClassVar = mark("出席簿")
    form: ClassVar = "attendance.toml"
    layout = AttendanceForm

    def compose(self, store: Store, occasion: Occasion) -> AttendanceView:
        meeting = occasion.meeting
        if meeting is None:
            raise ValueError("an attendance list belongs to a meeting")
        sitting = seated.members(store, occasion)
        known = _attendances(store, meeting)
        signers = tuple(_signer(store, meeting, one, known.get(one.appointment, ())) for one in sitting)
        return AttendanceView(
            committee=occasion.committee.name,
            number=meeting.number,
            day=meeting.date,
            starts_at=meeting.starts_at,
            venue=meeting.venue,
            signers=signers,
            attended=sum(bool(one.method) for one in signers) if known else None,
        )

    def heading(self, view: AttendanceView, form: AttendanceForm) -> str:
        return say(form.title, number=view.number, committee=view.committee)

    def printed(self, view: AttendanceView, form: AttendanceForm) -> Iterator[Printed]:
        body = form.body.face
        yield Printed(self.heading(view, form), form.heading.face, msg("出席簿の標題"))
        words = form.columns
        shown = (words.category, words.role, words.name, words.signature, words.entered, words.left)
        said = (*shown, words.method, form.member, form.absent, form.confirmed, *_foot(view, form))
        yield Printed("".join(said), body, msg(THE_FORM))
        yield Printed("".join(_facts(view, form)), body, msg("会議の日時と場所"))
        for one in view.signers:
            where = msg("委員 {name} の出席", name=one.member.name)
            told = (one.member.category, one.member.role, *one.entered, *one.left, one.method)
            yield Printed("".join(told), body, where)
        yield from seated.asked(tuple(one.member for one in view.signers), form.names.face)

    def draw(self, view: AttendanceView, page: Page, form: AttendanceForm) -> Iterator[Progress]:
        margins, body = form.margins, style(form.body)
        left, width = margins.left, page.width - margins.left - margins.right
        y = margins.top + title(page, left, margins.top, width, self.heading(view, form), style(form.heading))
        y += form.heading.size * MM * 0.8
        for line in _facts(view, form):
            y += page.paragraph(left, y, width, line, body)
        y += body.size * MM * 0.6
        foot = body.size * MM * _FOOT_ROOM
        bottom = page.height - margins.bottom
        table = _table(view, form, width)
        y = yield from table.draw(page, left, y, bottom=bottom, top=margins.top)
        if y + foot > bottom:
            page.new_page()
            y = margins.top
        counted, confirmed = _foot(view, form)
        y += body.size * MM * 0.8
        page.text(left, y, counted, body, width=width / 2)
        page.text(left + width / 2, y, confirmed, body, "right", width / 2)


def _attendances(store: Store, meeting: Meeting) -> Mapping[Id, Sequence[Attendance]]:
    found = sorted(store.find(Attendance, meeting=meeting.id), key=lambda one: (one.appointment, one.id))
    return {key: tuple(several) for key, several in groupby(found, key=lambda one: one.appointment)}


def _signer(store: Store, meeting: Meeting, member: Sitter, known: Sequence[Attendance]) -> Signer:
    """What is on record of a member's attendance; who came from the opening on, entered as it opened."""
    came = [one for one in known if attending.came(store, one)]
    if not came:
        return Signer(member=member, absent=bool(known))
    opened = meeting.opened_at or meeting.starts_at
    spans = [span for one in came for span in _spans(store, one, opened, meeting.closed_at)]
    ways = "・".join(dict.fromkeys(one.method.label for one in came))
    return Signer(
        member=member,
        entered=tuple(_clock(start) for start, _ in spans),
        left=tuple(_clock(end) for _, end in spans),
        method=ways,
    )


def _spans(
    store: Store, attendance: Attendance, opened: dt.time | None, closed: dt.time | None
) -> list[tuple[dt.time | None, dt.time | None]]:
    """When a member was there, in order; a time that isn't known is None."""
    rows = store.find(PresenceInterval, attendance=attendance.id)
    spans: list[tuple[dt.time | None, dt.time | None]] = [
        (
            opened if one.entered_at is None and one.entered_before is None else one.entered_at,
            closed if one.left_at is None and one.left_before is None else one.left_at,
        )
        for one in rows
    ]
    begun = any(one.entered_at is None and one.entered_before is None for one in rows)
    if attendance.from_opening and not begun:
        spans.append((opened, closed))
    return sorted(spans, key=lambda span: (span[0] or dt.time.min, span[1] or dt.time.max))


def _clock(at: dt.time | None) -> str:
    return "" if at is None else f"{at.hour}:{at.minute:02}"


def _facts(view: AttendanceView, form: AttendanceForm) -> tuple[str, ...]:
    hour = "" if view.starts_at is None else f"\u3000{wareki.clock(view.starts_at)}"
    venue = " ".join(line for line in view.venue.split("\n") if line.strip())
    told = [say(form.date, date=wareki.long_with_weekday(view.day) + hour)]
    return (*told, say(form.place, venue=venue)) if venue else tuple(told)


def _foot(view: AttendanceView, form: AttendanceForm) -> tuple[str, str]:
    """How many attended, or the room to write it, and who confirmed it."""
    if view.attended is None:
        return form.uncounted, form.confirmed
    away = sum(one.absent for one in view.signers)
    return say(form.count, attended=view.attended, absent=away), form.confirmed


def _table(view: AttendanceView, form: AttendanceForm, width: float) -> Table:
    grid, words, body = form.table, form.columns, style(form.body)
    fixed = grid.category + grid.role + grid.name + grid.entered + grid.left + grid.method
    columns = (
        Column(grid.category, words.category, "center"),
        Column(grid.role, words.role, "center"),
        Column(grid.name, words.name, "center", style(form.names)),
        Column(max(20.0, width - fixed), words.signature, "center"),
        Column(grid.entered, words.entered, "center"),
        Column(grid.left, words.left, "center"),
        Column(grid.method, words.method, "center"),
    )
    look = Look(
        style=body,
        head_style=body,
        row_height=grid.row,
        head_height=grid.head,
        padding=1.0,
        head_fill=grid.shade,
        least=_LEAST_TYPE,
    )
    return Table(columns, _rows(view, form), look=look)


def _rows(view: AttendanceView, form: AttendanceForm) -> Sequence[Row]:
    rows: list[Row] = []
    for _, several in groupby(view.signers, key=lambda one: one.member.category):
        group = list(several)
        for place, one in enumerate(group):
            rows.append(
                (
                    Cell(one.member.category, rows=len(group)) if place == 0 else None,
                    one.member.role or form.member,
                    _name(one.member.name, form.table.jidori),
                    form.absent if one.absent else "",
                    "\n".join(one.entered),
                    "\n".join(one.left),
                    one.method,
                )
            )
    return rows


def _name(name: str, jidori: int) -> Cell:
    spaced = jidori > 0 and spread(name, jidori) != name
    return Cell(name, "grid" if spaced else "center", ems=jidori)
