"""次第: the agenda handed to the members, with the day and the place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.numbering import spaced
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers.forms import Margins, Type, measure, say, wording
from kyodo_desktop.papers.layout import Block, paginate, tightness, title
from kyodo_desktop.papers.paper import MM, THE_FORM, Occasion, Paper, Printed, one_page, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.undivided import MOST, within
from kyodo_desktop.services import meetings
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.storage import Store

_LINE: Final = 1.35  # from line to line inside an item, in ems


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item: its number as printed (1,（1）, ア), how deep it stands, its title."""

    number: str
    depth: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaView:
    """Everything the agenda shows."""

    committee: str
    number: int
    day: dt.date
    starts_at: dt.time | None
    venue: str
    items: tuple[AgendaRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """The white of the page, in millimetres; `indent` and `label` in characters."""

    after_title: float = measure(0, 80)
    line: float = measure(4, 40)
    block: float = measure(0, 60)
    before_items: float = measure(0, 80)
    item: float = measure(5, 60)
    inner: float = measure(5, 60)
    least: float = measure(0.2, 1)
    indent: float = measure(0, 5)
    label: float = measure(2, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaForm:
    """The form's wording and geometry."""

    title: str = wording("number", "committee")
    date: str = wording()
    place: str = wording()
    undecided: str = wording()
    margins: Margins
    heading: Type
    body: Type
    spacing: Spacing


class Agenda(Paper[AgendaView, AgendaForm]):
    """次第."""

    key: ClassVar = "agenda"
    title: ClassVar = mark("次第")
    form: ClassVar = "agenda.toml"
    layout = AgendaForm

    def compose(self, store: Store, occasion: Occasion) -> AgendaView:
        meeting = occasion.meeting
        if meeting is None:
            raise ValueError("an agenda belongs to a meeting")
        quotes = Quotes(store, occasion.committee.id)
        return AgendaView(
            committee=occasion.committee.name,
            number=meeting.number,
            day=meeting.date,
            starts_at=meeting.starts_at,
            venue=meeting.venue,
            items=tuple(
                AgendaRow(line.number, line.depth, quotes.said(line.item.title))
                for line in meetings.agenda(store, meeting.id)
            ),
        )

    def heading(self, view: AgendaView, form: AgendaForm) -> str:
        return say(form.title, number=view.number, committee=view.committee)

    def printed(self, view: AgendaView, form: AgendaForm) -> Iterator[Printed]:
        body, head = form.body.face, form.heading.face
        yield Printed(self.heading(view, form), head, msg("次第の標題"))
        yield Printed(form.date + form.place + form.undecided, body, msg(THE_FORM))
        yield Printed("".join(_when(view)), body, msg("会議の日時"))
        yield Printed(view.venue, body, msg("会議の場所"))
        for row in view.items:
            yield Printed(row.number + row.title, body, msg("次第の「{title}」", title=row.title))

    def draw(self, view: AgendaView, page: Page, form: AgendaForm) -> Iterator[Progress]:
        sheet = _Sheet(page, form)
        rows = [(row, *sheet.size_of(row)) for row in view.items]
        facts = sheet.facts(view)
        top = sheet.opening(self.heading(view, form), facts, drawn=False)
        blocks = _blocks(view.items, [height for _, _, height in rows], form)
        room = page.height - form.margins.top - form.margins.bottom
        factor = tightness(blocks, top, room, form.spacing.least)
        places = paginate(blocks, top, room, factor)
        sheet.opening(self.heading(view, form), facts, drawn=True)
        pages = places[-1].page + 1 if places else 1
        at = 0
        for (row, indent, _), place in zip(rows, places, strict=True):
            if place.page != at:
                at = place.page
                yield one_page(at, pages)
                page.new_page()
            sheet.item(row, indent, form.margins.top + place.y)
        yield one_page(pages, pages)


def _when(view: AgendaView) -> tuple[str, ...]:
    hour = () if view.starts_at is None else (wareki.clock(view.starts_at),)
    return (wareki.long_with_weekday(view.day), *hour)


def _blocks(items: Sequence[AgendaRow], heights: Sequence[float], form: AgendaForm) -> tuple[Block, ...]:
    """Each item as a block; a heading doesn't end a page below which its first item would stand alone.

    The form says how far apart lines stand, so a line's own height is taken off the white before it.
    """
    blocks: list[Block] = []
    line = form.body.size * MM * _LINE
    for place, (row, height) in enumerate(zip(items, heights, strict=True)):
        gap = form.spacing.item if row.depth == 0 else form.spacing.inner
        deeper = place + 1 < len(items) and items[place + 1].depth > row.depth
        blocks.append(Block(height, max(0.0, gap - line), keep=deeper))
    return tuple(blocks)


@dataclass(frozen=True, slots=True)
class _Fact:
    """One of 日時, 場所: its label and its lines."""

    label: str
    lines: tuple[str, ...]


class _Sheet:
    """The agenda's page: where its parts stand."""

    def __init__(self, page: Page, form: AgendaForm) -> None:
        self.page = page
        self.form = form
        self.left = form.margins.left
        self.width = page.width - form.margins.left - form.margins.right
        self.em = form.body.size * MM
        self.facing: Style = style(form.body, line=max(form.spacing.line, self.em * _LINE))
        self.body: Style = style(form.body, line=self.em * _LINE)

    def facts(self, view: AgendaView) -> tuple[_Fact, ...]:
        venue = tuple(line for line in view.venue.split("\n") if line.strip())
        return (
            _Fact(self.form.date, _when(view)),
            _Fact(self.form.place, venue or (self.form.undecided,)),
        )

    def opening(self, heading: str, facts: Sequence[_Fact], *, drawn: bool) -> float:
        """The title, the day and the place: draw them, or only measure. Returns how far down they reach."""
        page, form, space = self.page, self.form, self.form.spacing
        look = style(form.heading)
        tall = look.size * MM
        if drawn:
            tall = title(page, self.left, form.margins.top, self.width, heading, look)
        elif page.text_width(heading, look) * 0.8 > self.width:
            tall = page.height_of(heading, self.width, look.sized(look.size * 0.8))
        y = tall + space.after_title
        across = self.left + space.label * self.em
        for number, fact in enumerate(facts):
            y += space.block - space.line if number else 0.0
            text, width = "\n".join(fact.lines), self.left + self.width - across
            if drawn:
                down = form.margins.top + y
                page.paragraph(self.left, down, across - self.left, fact.label, self.facing)
                page.paragraph(across, down, width, text, self.facing)
            y += within(page.height_of(text, width, self.facing), page.height * MOST, text)
        return y + space.before_items - space.item + self.em * _LINE

    def size_of(self, row: AgendaRow) -> tuple[float, float]:
        """How far an item's title stands in, and its height."""
        indent = row.depth * self.form.spacing.indent * self.em + self._number(row)
        tall = self.page.height_of(_worded(row), self.width - indent, self.body)
        return indent, within(tall, self.page.height * MOST, row.title)

    def item(self, row: AgendaRow, indent: float, y: float) -> None:
        page, body = self.page, self.body
        start = self.left + row.depth * self.form.spacing.indent * self.em
        middle = y + (body.line - body.size) / 2 * MM
        label, said = page.entry(row.depth)
        page.text(start, middle, row.number, body, role=label)
        page.paragraph(self.left + indent, y, self.width - indent, _worded(row), body, role=said)

    def _number(self, row: AgendaRow) -> float:
        """The room a number takes: its width, and a full-width space unless a bracket already is white."""
        natural = self.page.text_width(row.number, self.body)
        if row.number.endswith("）"):
            return natural
        return max(natural, self.em) + self.em


def _worded(row: AgendaRow) -> str:
    return spaced(row.title) if row.depth == 0 else row.title
