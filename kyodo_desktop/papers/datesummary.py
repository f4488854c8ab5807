"""日程照会の集計: for the office, what each member answered and the quorum that each date would have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.records import ReplyAnswer
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers.convened import online_counts
from kyodo_desktop.papers.dateinquiry import asked, offered
from kyodo_desktop.papers.dateslip import Offered
from kyodo_desktop.papers.forms import Margins, Type, measure, say, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.letter import wide
from kyodo_desktop.papers.paper import MM, Occasion, Paper, Printed, one_page, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress, drained
from kyodo_desktop.papers.press.table import Cell, Column, Look, Table
from kyodo_desktop.papers.running import Column as Room
from kyodo_desktop.papers.running import Passage, pour
from kyodo_desktop.services import meetings
from kyodo_desktop.services.candidates import date_answers
from kyodo_desktop.services.correspondence import Recipient, recipients
from kyodo_desktop.services.meetings import DateForecast
from kyodo_desktop.storage import Store

_MET: Final = "met"
_WAYS: Final[Mapping[ReplyAnswer, str]] = {
    ReplyAnswer.ATTENDS: "attends",
    ReplyAnswer.ONLINE: "online",
    ReplyAnswer.UNDECIDED: "undecided",
    ReplyAnswer.ABSENT: "absent",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A date with the quorum it would have: with those alone who attend, and with all who still may."""

    date: Offered
    attends: int
    possible: int
    least: str
    most: str
    least_met: bool
    most_met: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """A member, and the answer to each date: a key of the form's marks, empty where there is none."""

    name: str
    marks: tuple[str, ...]
    base_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSummaryView:
    """Everything the summary shows."""

    committee: str
    number: int
    dates: tuple[Judged, ...]
    members: tuple[Answers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The table's measures in millimetres; the dates share what is left."""

    number: float = measure(6, 40)
    name: float = measure(20, 100)
    head: float = measure(8, 50)
    row: float = measure(5, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSummaryForm:
    """The form's wording and geometry."""

    title: str = wording("number", "committee")
    none: str = wording()
    number: str = wording()
    name: str = wording()
    column: str = wording("number", "date", "time")
    attends: str = wording()
    online: str = wording()
    undecided: str = wording()
    absent: str = wording()
    unanswered: str = wording()
    legend: str = wording()
    count: str = wording()
    possible: str = wording()
    quorum: str = wording()
    sure: str = wording()
    open: str = wording()
    short: str = wording()
    sentences: str = wording()
    surely: str = wording()
    mostly: str = wording()
    columns: int = measure(1, 12)
    margins: Margins
    heading: Type
    body: Type
    table: Grid


class DateSummary(Paper[DateSummaryView, DateSummaryForm]):
    """日程照会の集計."""

    key: ClassVar = "date_summary"
    title: ClassVar = mark("日程照会の集計")
    form: ClassVar = "date_summary.toml"
    internal: ClassVar = True
    layout = DateSummaryForm

    def compose(self, store: Store, occasion: Occasion) -> DateSummaryView:
        committee = occasion.committee
        known, number = asked(store, occasion)
        came_of = known[0].meeting if known else None
        answers = [date_answers(store, one.id) for one in known]
        day = known[0].date if known else occasion.day
        return DateSummaryView(
            committee=committee.name,
            number=number,
            dates=tuple(
                _judged(one, online=online_counts(store, committee.id, one.candidate.date))
                for one in (meetings.date_forecasts(store, committee.id, came_of) if known else ())
            ),
            members=tuple(
                _answers(one, [given.get(one.appointment) for given in answers])
                for one in recipients(store, committee.id, day)
            ),
        )

    def heading(self, view: DateSummaryView, form: DateSummaryForm) -> str:
        return say(form.title, number=view.number, committee=view.committee)

    def printed(self, view: DateSummaryView, form: DateSummaryForm) -> Iterator[Printed]:
        face = form.body.face
        yield Printed(self.heading(view, form), form.heading.face, msg("集計の標題"))
        said = "".join(form.column + one.date.when + one.least + one.most for one in view.dates)
        said += form.attends + form.online + form.undecided + form.absent + form.unanswered + form.legend
        said += form.number + form.name + form.count + form.possible + form.quorum + form.none + "0123456789"
        said += form.sure + form.open + form.short + form.sentences + form.surely + form.mostly
        yield Printed(said, face, msg("集計の文言"))
        for one in view.members:
            yield Printed(wide(one.name), face, msg("委員 {name} の氏名", name=one.name), one.base_form)

    def draw(self, view: DateSummaryView, page: Page, form: DateSummaryForm) -> Iterator[Progress]:
        margins, look = form.margins, style(form.body)
        left, width, em = margins.left, page.width - margins.left - margins.right, look.size * MM
        bottom, first = page.height - margins.bottom, page.number
        y = margins.top
        y += title(page, left, y, width, self.heading(view, form), style(form.heading)) + 1.5 * em
        y += page.paragraph(left, y, width, form.legend if view.dates else form.none, look) + em / 2
        for start in range(0, len(view.dates), form.columns):
            table = _table(view, form, width, start)
            if start and y + table.height(page) > bottom:
                page.new_page()
                y = margins.top
            y = drained(table.draw(page, left, y, bottom=bottom, top=margins.top)) + em
        room = Room(left, width, margins.top, bottom)
        for passage in _said(view, form):
            y = pour(page, passage, room, y + passage.before)
        yield one_page(page.number - first + 1, page.number - first + 1)


def _answers(one: Recipient, given: Sequence[ReplyAnswer | None]) -> Answers:
    marks = tuple("" if answer is None else _WAYS[answer] for answer in given)
    return Answers(one.name.name, marks, one.name.base_form_accepted)


def _judged(one: DateForecast, *, online: bool) -> Judged:
    """`online`: whether who attends online counts on that day."""
    found = one.forecast
    surely = found.attends + (found.online if online else 0)
    return Judged(
        date=offered(one.candidate),
        attends=surely,
        possible=surely + found.undecided + len(found.unanswered),
        least=found.minimum.read_out,
        most=found.maximum.read_out,
        least_met=found.minimum.verdict == _MET,
        most_met=found.maximum.verdict == _MET,
    )


def _table(view: DateSummaryView, form: DateSummaryForm, width: float, start: int) -> Table:
    """The dates from `start` on, as many as a table takes: each member's answer, then the sums."""
    grid, look = form.table, style(form.body)
    dates = view.dates[start : start + form.columns]
    rest = (width - grid.number - grid.name) / len(dates)
    heads = [_column(one, start + place, form) for place, one in enumerate(dates, 1)]
    columns = [Column(grid.number, form.number, "center"), Column(grid.name, form.name)]
    columns += [Column(rest, head, "center") for head in heads]
    rows: list[Sequence[Cell | str | None]] = [
        [str(place), wide(one.name), *_marks(one.marks[start : start + form.columns], form)]
        for place, one in enumerate(view.members, 1)
    ]
    for label, values in (
        (form.count, [str(one.attends) for one in dates]),
        (form.possible, [str(one.possible) for one in dates]),
        (form.quorum, [_verdict(one, form) for one in dates]),
    ):
        rows.append([Cell(label, "center", columns=2, head=True), None, *values])
    shape = Look(style=look, head_style=look, row_height=grid.row, head_height=grid.head, least=6.0)
    return Table(tuple(columns), rows, look=shape)


def _column(one: Judged, number: int, form: DateSummaryForm) -> str:
    hour = "" if one.date.starts_at is None else wareki.clock(one.date.starts_at)
    date = f"{wareki.short(one.date.day)}（{wareki.weekday(one.date.day)}）"
    return say(form.column, number=number, date=date, time=hour).strip()


def _marks(marks: Sequence[str], form: DateSummaryForm) -> list[str]:
    shown = {
        "attends": form.attends,
        "online": form.online,
        "undecided": form.undecided,
        "absent": form.absent,
    }
    return [shown.get(one, form.unanswered) for one in marks]


def _verdict(one: Judged, form: DateSummaryForm) -> str:
    if one.least_met:
        return form.sure
    return form.open if one.most_met else form.short


def _said(view: DateSummaryView, form: DateSummaryForm) -> Iterator[Passage]:
    """The rulings of each date, in the words in which they are read out."""
    if not view.dates:
        return
    look = style(form.body)
    em = look.size * MM
    yield Passage(text=form.sentences, style=look, before=em, keep=True)
    for place, one in enumerate(view.dates, 1):
        yield Passage(text=f"{place}　{one.date.when}", style=look, before=em / 2, keep=True)
        yield Passage(text=form.surely + one.least, style=look, inset=2.0)
        if one.most != one.least:
            yield Passage(text=form.mostly + one.most, style=look, inset=2.0)
