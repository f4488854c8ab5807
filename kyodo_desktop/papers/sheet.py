"""Setting a report's pieces on pages: one column, headings kept with text, tables and charts divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from kyodo_desktop.domain.names import clusters, has_variation
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import charts, pieces
from kyodo_desktop.papers.charts import ChartLook
from kyodo_desktop.papers.forms import Margins, Type, measure, option
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.paper import MM, THE_FORM, Printed, one_page, style
from kyodo_desktop.papers.pieces import Figure, Grid, Pairs, Piece, Point, Section, Speech, Text
from kyodo_desktop.papers.press.page import A4_LANDSCAPE, Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Digits, Style
from kyodo_desktop.papers.press.table import Cell, Column, Look, Row, Table
from kyodo_desktop.papers.press.undivided import MOST, within
from kyodo_desktop.papers.running import Column as Across
from kyodo_desktop.papers.running import Passage, height_of, pour

FORM: Final = "report.toml"
_PADDING: Final = 2.0
_LESSER: Final = 0.5  # the white above a lesser heading, of that above a first
_WHOLE: Final = 0.4  # of a page: a table no higher isn't divided
_ROWS: Final = 3  # rows of a table worth beginning at a page's foot
_NARROWEST: Final = 12.0  # millimetres of a column that takes a share of the rest
_FIGURES: Final = "0123456789０１２３４５６７８９"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """The white of the page and the measures of its tables, in millimetres."""

    line: float = measure(4, 20)
    title: float = measure(0, 40)
    section: float = measure(0, 40)
    inner: float = measure(0, 30)
    speech: float = measure(0, 20)
    head: float = measure(4, 30)
    row: float = measure(4, 30)
    shade: float = measure(0, 1)
    padding: float = measure(0, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLook:
    """What all reports have in common; a report's form has it as `look: SheetLook = shared(FORM)`.

    `label` is the labels' width in millimetres, `speaker` the speakers' in characters.
    """

    digits: Digits = option("as_is", "half", "full", "one_full")  # noqa: RUF009
    label: float = measure(15, 90)
    speaker: float = measure(3, 14)
    margins: Margins
    heading: Type
    sections: Type
    body: Type
    cells: Type
    spacing: Spacing
    chart: ChartLook


def printed(
    said: str, these: Sequence[Piece], look: SheetLook, accepted: frozenset[str] = frozenset()
) -> Iterator[Printed]:
    """Every text of a report titled `said`; `accepted` are the names whose base form the clerk accepted."""
    faces = {"section": look.sections, "body": look.body, "cells": look.cells, "chart": look.chart.labels}
    yield Printed(said, look.heading.face, msg("「{text}」の標題", text=said[:20]))
    yield Printed(_FIGURES + look.chart.texts(), look.body.face, msg(THE_FORM))
    yield Printed(_FIGURES + look.chart.texts(), look.chart.labels.face, msg(THE_FORM))
    for part, text in dict.fromkeys(pieces.texts(these)):
        plain = any(name in text for name in accepted) and any(map(has_variation, clusters(text)))
        yield Printed(text, faces[part].face, msg("「{text}」", text=text[:20]), plain)


def draw(
    page: Page, said: str, these: Sequence[Piece], look: SheetLook, *, across: bool = False
) -> Iterator[Progress]:
    """The report under its title, over as many pages as it takes; `across`: on A4 lying."""
    if across:
        page.resize(A4_LANDSCAPE)
    sheet = _Sheet(page, look)
    page.bookmark(said)
    sheet.titled(said)
    for place, piece in enumerate(these):
        yield from sheet.set(piece, these[place + 1] if place + 1 < len(these) else None)
    yield one_page(page.number, page.number)


class _Sheet:
    """A report's column, and how far down it is filled."""

    def __init__(self, page: Page, look: SheetLook) -> None:
        margins, space = look.margins, look.spacing
        self.page, self.look = page, look
        self.left, self.top = margins.left, margins.top
        self.width = page.width - margins.left - margins.right
        self.bottom = page.height - margins.bottom
        self.y = self.top
        self.sections = self._style(style(look.sections, line=look.sections.size * MM * 1.5))
        self.body = self._style(style(look.body, line=space.line))
        self.column = Across(self.left, self.width, self.top, self.bottom)

    def titled(self, said: str) -> None:
        self.y += title(self.page, self.left, self.y, self.width, said, self._style(style(self.look.heading)))
        self.y += self.look.spacing.title

    def set(self, piece: Piece, after: Piece | None) -> Iterator[Progress]:
        """One piece; a heading with enough of the one `after` it."""
        match piece:
            case Section():
                self._section(piece, after)
            case Text():
                self._text(piece)
            case Speech():
                self._speech(piece)
            case Point():
                self._point(piece)
            case Figure():
                self._figure(piece)
            case Pairs():
                yield from self._table(pairs_table(piece, self.look, self.width), piece.rows)
            case Grid():
                yield from self._table(grid_table(piece, self.look, self.width), piece.rows)

    # --- running text

    def _section(self, one: Section, after: Piece | None) -> None:
        passage = Passage(
            text=one.text,
            style=self.sections.sized(self.sections.size * (1 if one.level == 1 else 0.93)),
            align="left",
            inset=max(0, one.level - 1),
            role=f"H{min(6, one.level + 1)}",
        )
        tall = within(height_of(self.page, passage, self.width), self.page.height * MOST, one.text)
        above = self.look.spacing.section * (1.0 if one.level == 1 else _LESSER)
        self._need(above + tall + self._opening(after))
        self._space(above)
        self.y = pour(self.page, passage, self.column, self.y) + self.look.spacing.inner / 2

    def _opening(self, piece: Piece | None) -> float:
        """The room that must be left under a heading for what follows it to begin."""
        space = self.look.spacing
        if isinstance(piece, Figure):
            return min(self._chart_height(piece), (self.bottom - self.top) / 2)
        if isinstance(piece, Section):
            return space.section + 3 * space.line
        return space.head + _ROWS * space.row if isinstance(piece, Pairs | Grid) else 2 * space.line

    def _text(self, one: Text) -> None:
        for paragraph in one.text.split("\n"):
            align = "justify" if one.align == "left" else one.align
            passage = Passage(text=paragraph, style=self.body, indent=one.indent, align=align)
            self.y = pour(self.page, passage, self.column, self.y)

    def _speech(self, one: Speech) -> None:
        """The speaker at the left, the words beside; a note over the whole width, further in."""
        em, wide = self.body.size * MM, self.look.speaker * self.body.size * MM
        self._space(self.look.spacing.speech)
        for place, paragraph in enumerate(one.body.split("\n")):
            if not one.speaker:
                note = Passage(text=paragraph, style=self.body, inset=1)
                self.y = pour(self.page, note, self.column, self.y)
                continue
            passage = Passage(text=paragraph, style=self.body)
            count = len(self.page.lines(paragraph, self.width - wide, self.body))
            self._need((count if count <= 3 else 2) * self.body.line * MM)
            if place == 0:
                above = (self.body.line * MM - em) / 2
                natural = self.page.text_width(one.speaker, self.body)
                room = min(natural, wide - em / 2)
                self.page.text(self.left, self.y + above, one.speaker, self.body, width=room)
            beside = Across(self.left + wide, self.width - wide, self.top, self.bottom)
            self.y = pour(self.page, passage, beside, self.y)

    def _point(self, one: Point) -> None:
        self._space(self.look.spacing.speech)
        _, said = self.page.entry()
        with self.page.inside(said):
            for place, paragraph in enumerate(one.text.split("\n")):
                text = paragraph if place else one.mark + paragraph
                passage = Passage(text=text, style=self.body, inset=2, indent=0 if place else -1)
                self.y = pour(self.page, passage, self.column, self.y)

    # --- tables and charts

    def _table(self, table: Table, rows: Sequence[object]) -> Iterator[Progress]:
        if not rows:
            return
        space = self.look.spacing
        whole, tall = self.bottom - self.top, table.height(self.page)
        self._space(space.inner / 2)
        self._need(tall if tall <= whole * _WHOLE else min(tall, space.head + _ROWS * space.row))
        self.y = yield from table.draw(self.page, self.left, self.y, bottom=self.bottom, top=self.top)
        self.y += space.inner

    def _figure(self, one: Figure) -> None:
        chart = charts.chart_of(self.page, one.kind, one.data, self.look.chart)
        if chart is None:
            return
        whole, look = self.bottom - self.top, self.look.chart
        parts = (chart,)
        if charts.height_of(self.page, chart, self.width, look) > whole:
            parts = charts.divided(chart, (self.bottom - self.y, whole), look)
        figure = self.page.figure(charts.told(chart, look))
        for part in parts:
            self._need(charts.height_of(self.page, part, self.width, look))
            self.y += charts.draw(self.page, self.left, self.y, self.width, part, look, figure)
            self.y += self.look.spacing.inner

    def _chart_height(self, one: Figure) -> float:
        chart = charts.chart_of(self.page, one.kind, one.data, self.look.chart)
        return 0.0 if chart is None else charts.height_of(self.page, chart, self.width, self.look.chart)

    # --- the column

    def _style(self, look: Style) -> Style:
        return replace(look, digits=self.look.digits)

    def _space(self, height: float) -> None:
        if self.y > self.top:
            self.y += height

    def _need(self, height: float) -> None:
        """Turn the page unless `height` is left; nothing is turned at the top of a page."""
        if self.y > self.top and self.y + height > self.bottom + 1e-6:
            self.page.new_page()
            self.y = self.top


def pairs_table(one: Pairs, look: SheetLook, width: float) -> Table:
    """Labels and what belongs to them as a table `width` millimetres wide."""
    shade = look.spacing.shade
    rows: list[Row] = [(Cell(label, "left", fill=shade), Cell(said, "left")) for label, said in one.rows]
    columns = (Column(look.label), Column(width - look.label))
    return Table(columns, rows, look=_table_look(look))


def grid_table(one: Grid, look: SheetLook, width: float) -> Table:
    """A piece's table, `width` millimetres wide."""
    fixed = sum(head.width for head in one.heads)
    shares = [head for head in one.heads if not head.width]
    rest = max(_NARROWEST, (width - fixed) / len(shares)) if shares else 0.0
    scale = min(1.0, width / (fixed + rest * len(shares)))
    columns = tuple(Column((head.width or rest) * scale, head.text, head.align) for head in one.heads)
    rows: list[Row] = [tuple(Cell(cell) for cell in row) for row in one.rows]
    if one.merged:
        rows = _merged(one.rows)
    if one.total and one.rows:
        rows[-1] = tuple(Cell(cell, fill=look.spacing.shade) for cell in one.rows[-1])
    return Table(columns, rows, look=_table_look(look))


def _table_look(look: SheetLook) -> Look:
    space, cells = look.spacing, replace(style(look.cells), digits=look.digits)
    return Look(
        style=cells,
        head_style=cells,
        row_height=space.row,
        head_height=space.head,
        padding=_PADDING,
        padding_y=space.padding,
        outer=0.8,
        head_fill=space.shade,
        least=look.cells.size,
    )


def _merged(rows: Sequence[tuple[str, ...]]) -> list[Row]:
    """Rows whose first cell reaches over those that say the same in it."""
    made: list[Row] = []
    for said, several in groupby(rows, key=lambda row: row[0]):
        run = list(several)
        first: Cell | None = Cell(said, rows=len(run))
        for row in run:
            made.append((first, *(Cell(cell) for cell in row[1:])))
            first = None
    return made
