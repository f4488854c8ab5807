"""The pages of a survey's report: where its sections, tables and charts stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import charts
from kyodo_desktop.papers.charts import Chart, Datum
from kyodo_desktop.papers.forms import say
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.paper import MM, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.table import Cell, Column, Look, Row, Table
from kyodo_desktop.papers.press.undivided import MOST, within
from kyodo_desktop.papers.running import Column as Across
from kyodo_desktop.papers.running import Passage, height_of, pour, put
from kyodo_desktop.papers.surveyview import (
    Asked,
    Fact,
    SurveyForm,
    SurveyView,
    asked_text,
    base_text,
    rows_of,
)

_PADDING: Final = 2.5
_HANG: Final = {"": 1.0, ")": 2.0, "）": 2.5}
"""How far a question's lines after its first stand in, in ems, by the end of its number: ○, (1), （1）."""
_FEW_ROWS: Final = 4  # rows of a table worth beginning at a page's foot


class Sheet:
    """The report's column, and how far down it is filled."""

    def __init__(self, page: Page, form: SurveyForm) -> None:
        margins, space = form.margins, form.spacing
        self.page = page
        self.form = form
        self.left = margins.left
        self.width = page.width - margins.left - margins.right
        self.top = margins.top
        self.bottom = page.height - margins.bottom
        self.y = self.top
        self.inset = space.inset
        self.section_style = self._style(style(form.sections, line=form.sections.size * MM * 1.5))
        self.question_style = self._style(style(form.questions, line=space.line))
        self.body_style = self._style(style(form.body, line=space.line))
        self.cell_style = self._style(style(form.cells))
        self._section = 0

    def report(self, view: SurveyView) -> Iterator[Progress]:
        """The whole report."""
        self._opening(view)
        total = len(view.questions) + 1
        if view.purpose:
            self._heading(self.form.purpose, self.form.spacing.line)
            self._text(view.purpose, indent=1)
        if not (view.purpose or view.outlines or view.questions):
            self._text(self.form.none)
        last = ""
        for outline in view.outlines:
            last = outline.heading or self.form.outline
            yield from self._outline(last, outline.facts)
        if view.questions and last != self.form.results:
            first = self._height(view.questions[0])
            self._heading(self.form.results, first if first <= self._room(whole=True) / 2 else 0)
        for place, question in enumerate(view.questions, 1):
            yield from self._question(question, first=place == 1)
            yield Progress(
                place, total, msg("設問の{total}問のうち{place}問を組みました", total=total - 1, place=place)
            )
        yield Progress(total, total, msg("報告書を組みました"))

    # --- sections ----------------------------------------------------------------------------------------

    def _opening(self, view: SurveyView) -> None:
        """The title, and at the right edge when it was published and by whom."""
        form = self.form
        self.y += title(self.page, self.left, self.y, self.width, view.title, style(form.heading))
        self.y += form.spacing.title
        for line in (view.published, view.publisher):
            if line:
                self._pour(replace(self._passage(line), align="right"), self.left)

    def _heading(self, words: str, following: float) -> None:
        """A section's heading, on a page with at least `following` below it."""
        self._section += 1
        text = say(self.form.section, number=self._section, title=words)
        passage = Passage(text=text, style=self.section_style, align="left", indent=0, role="H2")
        tall = within(height_of(self.page, passage, self.width), self.page.height * MOST, text)
        self._need(self.form.spacing.section + tall + self.form.spacing.inner + following)
        self._space(self.form.spacing.section)
        self.y += put(self.page, passage, self.left, self.y, self.width) + self.form.spacing.inner

    def _outline(self, heading: str, facts: Sequence[Fact]) -> Iterator[Progress]:
        self._heading(heading, self.form.table.row * 3)
        rest = list(facts)
        while rest:
            table: list[Fact] = []
            while rest and rest[0].label:
                table.append(rest.pop(0))
            if table:
                yield from self._table(_facts(self, table))
                self._space(self.form.spacing.inner)
            while rest and not rest[0].label:
                fact = rest.pop(0)
                self._text("\n".join(part for part in (fact.value, fact.note) if part))

    # --- questions ---------------------------------------------------------------------------------------

    def _question(self, question: Asked, *, first: bool) -> Iterator[Progress]:
        """A question whole on one page where a page holds it; else its table runs on, then its chart."""
        form, space = self.form, self.form.spacing
        before = 0.0 if first else space.question
        whole, room = self._height(question), self._room(whole=True)
        wording = self._wording(question)
        opening = height_of(self.page, wording, self.width) + space.inner + self.cell_style.line * MM
        begin = opening + form.table.head + _FEW_ROWS * form.table.row
        self._need(before + (whole if whole <= room else min(begin, room)))
        self._space(before)
        self._pour(wording, self.left)
        self.y += space.inner / 2
        if question.answers:
            yield from self._answered(question)
        chart = self._chart(question)
        if chart is not None:
            self._draw_chart(chart)
        if question.remark:
            self._space(space.inner)
            self._text(question.remark, indent=1)

    def _answered(self, question: Asked) -> Iterator[Progress]:
        """What the percentages are shares of, and the table."""
        base, table = base_text(question, self.form), _answers(self, question)
        if base:
            right = self.left + self.inset + table.width
            self.page.text(right, self.y, base, self.cell_style, "right")
            self.y += self.cell_style.line * MM
        yield from self._table(table)

    def _height(self, question: Asked) -> float:
        """How high the question stands undivided, without the white above it."""
        space = self.form.spacing
        tall = height_of(self.page, self._wording(question), self.width) + space.inner / 2
        if question.answers:
            tall += self.cell_style.line * MM if base_text(question, self.form) else 0.0
            tall += _answers(self, question).height(self.page)
        chart = self._chart(question)
        if chart is not None:
            tall += space.inner + charts.height_of(self.page, chart, self._across, self.form.chart)
        if question.remark:
            tall += space.inner + height_of(self.page, self._passage(question.remark, 1), self._across)
        return tall

    def _wording(self, question: Asked) -> Passage:
        text = asked_text(question, self.form)
        hang = _HANG.get(question.number[-1:], 2.0)
        return Passage(text=text, style=self.question_style, inset=hang, indent=-hang, role="H3")

    def _chart(self, question: Asked) -> Chart | None:
        if question.chart is None:
            return None
        data = [
            Datum(one.label or self.form.no_answer, one.count, one.percent, one.blank)
            for one in question.answers
        ]
        return charts.chart_of(self.page, question.chart, data, self.form.chart)

    def _draw_chart(self, chart: Chart) -> None:
        look, gap = self.form.chart, self.form.spacing.inner
        tall = charts.height_of(self.page, chart, self._across, look)
        parts = (chart,)
        if tall > self._room(whole=True):
            parts = charts.divided(chart, (self._room() - gap, self._room(whole=True)), look)
        figure = self.page.figure(charts.told(chart, look))
        for part in parts:
            self._need(gap + charts.height_of(self.page, part, self._across, look))
            self._space(gap)
            left = self.left + self.inset
            self.y += charts.draw(self.page, left, self.y, self._across, part, look, figure)

    # --- the column --------------------------------------------------------------------------------------

    @property
    def _across(self) -> float:
        return self.width - self.inset

    def _style(self, look: Style) -> Style:
        return replace(look, digits=self.form.digits)

    def _room(self, *, whole: bool = False) -> float:
        return self.bottom - (self.top if whole else self.y)

    def _space(self, height: float) -> None:
        if self.y > self.top:
            self.y += height

    def _need(self, height: float) -> None:
        """Turn the page unless `height` is left; nothing is turned at the top of a page."""
        if self.y > self.top and self.y + height > self.bottom + 1e-6:
            self.page.new_page()
            self.y = self.top

    def _passage(self, text: str, indent: float = 0.0) -> Passage:
        return Passage(text=text, style=self.body_style, indent=indent)

    def _text(self, text: str, indent: float = 0.0) -> None:
        """Running text, line groups kept off the page's foot; it is rarely longer than a few lines."""
        for paragraph in text.split("\n"):
            passage = self._passage(paragraph, indent)
            tall = height_of(self.page, passage, self._across)
            self._need(tall if tall <= self._room(whole=True) else 2 * self.form.spacing.line)
            self._pour(passage, self.left + self.inset)

    def _pour(self, passage: Passage, left: float) -> None:
        """A passage from here on to the right edge, over as many pages as it takes."""
        across = Across(left, self.left + self.width - left, self.top, self.bottom)
        self.y = pour(self.page, passage, across, self.y)

    def _table(self, table: Table) -> Iterator[Progress]:
        place = (self.left + self.inset, self.y)
        self.y = yield from table.draw(self.page, *place, bottom=self.bottom, top=self.top)


def _look(sheet: Sheet) -> Look:
    grid = sheet.form.table
    return Look(
        style=sheet.cell_style,
        head_style=sheet.cell_style,
        row_height=grid.row,
        head_height=grid.head,
        padding=_PADDING,
        outer=0.8,
        head_fill=grid.shade,
        least=sheet.form.cells.size,
    )


def _facts(sheet: Sheet, facts: Sequence[Fact]) -> Table:
    """Facts as a table: the label on a shaded ground, what it says, and notes where there are any."""
    grid, noted = sheet.form.table, any(fact.note for fact in facts)
    room = sheet.width - sheet.inset
    widths = (
        (grid.label, grid.value, room - grid.label - grid.value) if noted else (grid.label, room - grid.label)
    )
    rows: list[Row] = []
    for fact in facts:
        label = Cell(fact.label, "center", fill=grid.shade)
        rows.append((label, Cell(fact.value, "center"), fact.note) if noted else (label, fact.value))
    return Table(tuple(map(Column, widths)), rows, look=_look(sheet))


def _answers(sheet: Sheet, question: Asked) -> Table:
    """The answers as a table over the whole width."""
    form, grid = sheet.form, sheet.form.table
    room = sheet.width - sheet.inset - grid.count - (grid.percent if question.shares else 0.0)
    head = question.head or form.choice
    columns = [Column(room, head)]
    if any(one.description for one in question.answers):
        columns = [Column(grid.label, head), Column(room - grid.label, form.description)]
    columns.append(Column(grid.count, form.count, "right"))
    if question.shares:
        columns.append(Column(grid.percent, form.percent, "right"))
    return Table(tuple(columns), rows_of(question, form), look=_look(sheet))
