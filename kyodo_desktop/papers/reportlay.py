"""Setting a report (答申書) below its letter's text: recommendations with their numbers, reasons, course."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.papers.forms import Type
from kyodo_desktop.papers.letter import Letter, LetterLook
from kyodo_desktop.papers.lettersheet import LetterSheet
from kyodo_desktop.papers.paper import MM, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.table import Column, Look, Row, Table
from kyodo_desktop.papers.running import Column as Across
from kyodo_desktop.papers.running import Passage, pour

_LEAST: Final = 7.0
_TOGETHER: Final = 3
"""Lines of a paragraph that aren't parted; of a longer one, the first two stay together."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation: its number as printed (1,（1）, ア), how deep it stands, its words."""

    number: str
    depth: int
    title: str
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sat:
    """A meeting that deliberated: 第2回, its day, under which item."""

    meeting: str
    day: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a report says, in paragraphs."""

    text: tuple[str, ...] = ()
    advice: tuple[Advice, ...] = ()
    reasons: tuple[str, ...] = ()
    course: tuple[Sat, ...] = ()


class ReportSheet:
    """A report's column, and how far down it is filled."""

    def __init__(self, page: Page, look: LetterLook, sections: Type, cells: Type) -> None:
        self.page = page
        self.look = look
        self.letters = LetterSheet(page, look)
        plain = self.letters.plain
        self.plain = Style(plain.face, plain.size, plain.leading, look.digits)
        self.heads = style(sections, line=self.letters.line)
        self.cells = style(cells)
        self.top = look.margins.top
        self.bottom = page.height - look.margins.bottom
        self.left = look.margins.left
        self.width = page.width - look.margins.left - look.margins.right
        self.column = Across(self.left, self.width, self.top, self.bottom)
        self.y = self.top

    def opening(self, letter: Letter) -> None:
        """The letter, and 記 in the middle below it."""
        self.y = self.letters.begin(letter) + self.look.spacing.record
        mark = Passage(text=self.look.record, style=self.letters.plain, align="center", role="H2")
        self.y = pour(self.page, mark, self.column, self.y) + self.look.spacing.record

    def said(self, body: Body, reasons: str, white: tuple[float, float]) -> None:
        """The report's own words, its recommendations, its reasons; `white` above sections and advice."""
        section, apart = white
        self._paragraphs(body.text)
        for place, one in enumerate(body.advice):
            self.y += apart if place or body.text else 0.0
            self._advice(one)
        if body.reasons:
            self.section(reasons, section)
            self._paragraphs(body.reasons)

    def section(self, text: str, white: float) -> None:
        """A heading, on the page of what follows it; "" leaves the white alone."""
        self.y += white
        if text:
            self._need(self.heads, 1 + _TOGETHER)
            heading = Passage(text=text, style=self.heads, align="left", role="H2")
            self.y = pour(self.page, heading, self.column, self.y)

    def course(
        self,
        sat: Sequence[Sat],
        heads: tuple[str, str, str],
        widths: tuple[float, float],
        look: tuple[float, float, float],
    ) -> Iterator[Progress]:
        """The meetings in a table; `look` is the height of its heading, of a row, and the heading's shade."""
        table = course_table(sat, heads, widths, look, self.cells, self.width)
        self.y = yield from table.draw(self.page, self.left, self.y, bottom=self.bottom, top=self.top)

    def _advice(self, one: Advice) -> None:
        """A recommendation, its number before it and what is said of it below."""
        em = self.plain.size * MM
        number = self.page.text_width(one.number, self.plain) / em
        room = number if one.number.endswith("）") else max(1.0, number) + 1.0
        passage = Passage(text=one.title, style=self.plain, inset=one.depth + room)
        label, said = self.page.entry(one.depth)
        lines = len(self.page.lines(one.title, self.width - passage.inset * em, self.plain))
        self._need(self.plain, lines if lines <= _TOGETHER else 2)
        above = (self.plain.line - self.plain.size) / 2 * MM
        self.page.text(self.left + one.depth * em, self.y + above, one.number, self.plain, role=label)
        with self.page.inside(said):
            self.y = pour(self.page, passage, self.column, self.y)
            for text in one.body:
                below = Passage(text=text, style=self.plain, inset=one.depth + room, indent=1.0)
                self.y = pour(self.page, below, self.column, self.y)

    def _paragraphs(self, these: Sequence[str]) -> None:
        for text in these:
            self.y = pour(self.page, Passage(text=text, style=self.plain, indent=1.0), self.column, self.y)

    def _need(self, look: Style, lines: int) -> None:
        """Turn the page unless so many lines are left on it."""
        if self.y > self.top and self.y + lines * look.line * MM > self.bottom + 1e-6:
            self.page.new_page()
            self.y = self.top


def course_table(
    sat: Sequence[Sat],
    heads: tuple[str, str, str],
    widths: tuple[float, float],
    look: tuple[float, float, float],
    cells: Style,
    width: float,
) -> Table:
    """The meetings as a table `width` millimetres wide."""
    meeting, day = widths
    columns = (
        Column(meeting, heads[0], "center"),
        Column(day, heads[1], "center"),
        Column(max(20.0, width - meeting - day), heads[2]),
    )
    tall, row, shade = look
    rows: list[Row] = [(one.meeting, one.day, one.item) for one in sat]
    shape = Look(
        style=cells, head_style=cells, row_height=row, head_height=tall, head_fill=shade, least=_LEAST
    )
    return Table(columns, rows, look=shape)
