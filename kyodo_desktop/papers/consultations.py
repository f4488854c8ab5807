"""諮問・答申一覧: every consultation with its report, how long it took, and what was recommended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.records import FollowUp
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers.forms import Margins, Type, measure, option, say, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.paper import MM, THE_FORM, Occasion, Paper, Printed, Takes, one_page, style
from kyodo_desktop.papers.press.page import A4_LANDSCAPE, Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Digits
from kyodo_desktop.papers.press.table import Cell, Column, Look, Row, Table
from kyodo_desktop.services import consultations
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.storage import Store

_PADDING: Final = 2.0
_HALF: Final = str.maketrans("（）", "()")  # a full-width bracket may be squeezed, and numbers shall align
_BRACKETED: Final = 2.5  # the room of (1) and the white after it, in ems
_PLAIN: Final = 1.5


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation: its number as printed (1, （1）), how deep it stands, its words."""

    number: str
    depth: int
    title: str
    body: str = ""
    done: FollowedUp | None = None


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """How a recommendation stood when it was last looked at."""

    on: dt.date
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Continued:
    """What was deliberated after the report, and the outcome."""

    matter: str
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One consultation; `answer` is the report's own words, `advice` the recommendations in it."""

    number: int
    title: str
    asked_on: dt.date
    term: str = ""
    """The term (任期) that asked, where the office notes it beside the title."""
    reported_on: dt.date | None = None
    advice: tuple[Advice, ...] = ()
    answer: str = ""
    continued: tuple[Continued, ...] = ()

    @property
    def days(self) -> int | None:
        """How many days after the consultation the report was made."""
        return None if self.reported_on is None else (self.reported_on - self.asked_on).days


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationsView:
    """Everything the ledger shows."""

    committee: str
    day: dt.date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The words over the columns."""

    number: str = wording()
    title: str = wording()
    asked: str = wording()
    reported: str = wording()
    days: str = wording()
    advice: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The table's measures in millimetres."""

    number: float = measure(8, 40)
    title: float = measure(20, 120)
    date: float = measure(15, 60)
    days: float = measure(8, 40)
    head: float = measure(5, 30)
    row: float = measure(4, 30)
    shade: float = measure(0, 1)
    padding: float = measure(0, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationsForm:
    """The form's wording and geometry."""

    title: str = wording("committee")
    day: str = wording("day")
    none: str = wording()
    number_value: str = wording("number")
    days_value: str = wording("days")
    pending: str = wording()
    term: str = wording("term")
    continued: str = wording()
    outcome: str = wording("outcome")
    follow_up: str = wording("state", "day", "note")
    digits: Digits = option("as_is", "half", "full", "one_full")  # noqa: RUF009
    columns: Headings
    margins: Margins
    heading: Type
    body: Type
    cells: Type
    table: Grid


class ConsultationsPaper(Paper[ConsultationsView, ConsultationsForm]):
    """諮問・答申一覧."""

    key: ClassVar = "consultations"
    title: ClassVar = mark("諮問・答申一覧")
    form: ClassVar = "consultations.toml"
    as_material: ClassVar = True
    takes: ClassVar = (Takes.DAY,)
    layout = ConsultationsForm

    def compose(self, store: Store, occasion: Occasion) -> ConsultationsView:
        found = consultations.ledger(store, occasion.committee.id)
        quotes = Quotes(store, occasion.committee.id)
        asked = (line for line in found if line.consultation.asked_on <= occasion.day)
        return ConsultationsView(
            committee=occasion.committee.name,
            day=occasion.day,
            entries=tuple(_quoting(_entry(line, occasion.day), quotes) for line in asked),
        )

    def heading(self, view: ConsultationsView, form: ConsultationsForm) -> str:
        return say(form.title, committee=view.committee)

    def printed(self, view: ConsultationsView, form: ConsultationsForm) -> Iterator[Printed]:
        words, cells = form.columns, form.cells.face
        yield Printed(self.heading(view, form), form.heading.face, msg("一覧の標題"))
        yield Printed(_as_of(view, form) + form.none, form.body.face, msg(THE_FORM))
        shown = words.number + words.title + words.asked + words.reported + words.days
        shown += words.advice + form.pending + form.term + form.continued + form.outcome + form.follow_up
        yield Printed(shown, cells, msg(THE_FORM))
        for entry in view.entries:
            where = msg("諮問{number}「{title}」", number=entry.number, title=entry.title)
            for row in _rows(entry, form):
                texts = (cell.text if isinstance(cell, Cell) else cell or "" for cell in row)
                yield Printed("".join(texts), cells, where)

    def draw(self, view: ConsultationsView, page: Page, form: ConsultationsForm) -> Iterator[Progress]:
        page.resize(A4_LANDSCAPE)
        margins = form.margins
        left, width = margins.left, page.width - margins.left - margins.right
        body, y = replace(style(form.body), digits=form.digits), margins.top
        y += title(page, left, y, width, self.heading(view, form), style(form.heading))
        y += form.heading.size * MM * 0.6
        page.text(left, y, _as_of(view, form), body, "right", width)
        y += form.body.size * MM * 1.6
        if not view.entries:
            page.text(left, y, form.none, body)
            yield one_page(1, 1)
            return
        table = _table(view, form, width)
        yield from table.draw(page, left, y, bottom=page.height - margins.bottom, top=margins.top)


def _entry(line: consultations.ConsultationLine, day: dt.date) -> Entry:
    """A consultation as it stood on `day`: a report that came later isn't on it yet."""
    asked, report = line.consultation, line.report
    if report is None or report.reported_on > day:
        return Entry(number=asked.number, title=asked.title, asked_on=asked.asked_on, term=asked.term_note)
    return Entry(
        number=asked.number,
        title=asked.title,
        asked_on=asked.asked_on,
        term=asked.term_note,
        reported_on=report.reported_on,
        advice=tuple(
            Advice(
                one.number,
                one.depth,
                one.recommendation.title,
                one.recommendation.body,
                _followed_up(line.state_of(one.recommendation.id, day)),
            )
            for one in line.recommendations
        ),
        answer=report.body,
        continued=tuple(Continued(one.matter, one.outcome) for one in line.continued),
    )


def _followed_up(last: FollowUp | None) -> FollowedUp | None:
    return None if last is None else FollowedUp(last.on, last.state.label, last.note)


def _quoting(entry: Entry, quotes: Quotes) -> Entry:
    """The entry with what it quotes by reference in the words of today's record."""
    said = quotes.said
    return replace(
        entry,
        answer=said(entry.answer),
        advice=tuple(
            replace(
                one,
                title=said(one.title),
                body=said(one.body),
                done=None if one.done is None else replace(one.done, note=said(one.done.note)),
            )
            for one in entry.advice
        ),
        continued=tuple(Continued(said(one.matter), said(one.outcome)) for one in entry.continued),
    )


def _as_of(view: ConsultationsView, form: ConsultationsForm) -> str:
    return say(form.day, day=wareki.long(view.day))


def _table(view: ConsultationsView, form: ConsultationsForm, width: float) -> Table:
    grid, words = form.table, form.columns
    cells = replace(style(form.cells), digits=form.digits)
    rest = width - grid.number - grid.title - 2 * grid.date - grid.days
    columns = (
        Column(grid.number, words.number, "center"),
        Column(grid.title, words.title),
        Column(grid.date, words.asked, "center"),
        Column(grid.date, words.reported, "center"),
        Column(grid.days, words.days, "center"),
        Column(max(30.0, rest), words.advice),
    )
    look = Look(
        style=cells,
        head_style=cells,
        row_height=grid.row,
        head_height=grid.head,
        padding=_PADDING,
        padding_y=grid.padding,
        outer=0.8,
        head_fill=grid.shade,
        least=form.cells.size,
        middle=False,
        together=True,
    )
    return Table(columns, [row for entry in view.entries for row in _rows(entry, form)], look=look)


def _rows(entry: Entry, form: ConsultationsForm) -> Sequence[Row]:
    """A row for each recommendation, the other cells over all of them."""
    advice = [*_advice(entry, form), *_continued(entry, form)]
    count = len(advice)
    reported = wareki.long(entry.reported_on) if entry.reported_on else form.pending
    days = "" if entry.days is None else say(form.days_value, days=f"{entry.days:,}")
    term = "\n" + say(form.term, term=entry.term) if entry.term else ""
    texts = (
        say(form.number_value, number=entry.number),
        entry.title + term,
        wareki.long(entry.asked_on),
        reported,
        days,
    )
    first: Row = (
        *(Cell(text, rows=count) for text in texts),
        advice[0],
    )
    return [first, *((None,) * 5 + (cell,) for cell in advice[1:])]


def _advice(entry: Entry, form: ConsultationsForm) -> list[Cell]:
    """The report's words, then its recommendations, each hanging by its number."""
    cells = [Cell(entry.answer)] if entry.answer else []
    for one in entry.advice:
        number = one.number.translate(_HALF)
        room = _BRACKETED if number.endswith(")") else _PLAIN
        words = number + "\u3000" + one.title
        cells.append(Cell(words, inset=one.depth, hang=room, joined=bool(cells)))
        if one.body:
            cells.append(Cell(one.body, inset=one.depth + room, joined=True))
        if one.done:
            told = say(
                form.follow_up,
                state=one.done.state,
                day=wareki.long(one.done.on),
                note=one.done.note,
            )
            cells.append(Cell(told.rstrip(), inset=one.depth + room, joined=True))
    return cells or [Cell("" if entry.reported_on else form.pending)]


def _continued(entry: Entry, form: ConsultationsForm) -> list[Cell]:
    """What was deliberated after the report, below it: few consultations have any, too few for a column."""
    if not entry.continued:
        return []
    cells = [Cell(form.continued)]
    for one in entry.continued:
        cells.append(Cell(one.matter, inset=1, joined=True))
        if one.outcome:
            cells.append(Cell(say(form.outcome, outcome=one.outcome), inset=1, joined=True))
    return cells
