"""傍聴受付簿: the list on which those who observe a meeting write their names and addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers.convened import Convened, convened
from kyodo_desktop.papers.forms import Margins, Type, measure, say, shared, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.letterheads import meeting_of
from kyodo_desktop.papers.observing import FORM, Observers
from kyodo_desktop.papers.paper import MM, Occasion, Paper, Printed, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.table import Column, Look, Table
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ObserverRegisterView:
    """Everything the list shows before anybody has written in it."""

    meeting: Convened


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The table's measures in millimetres; the address has what is left."""

    number: float = measure(8, 40)
    name: float = measure(20, 100)
    remarks: float = measure(0, 60)
    head: float = measure(5, 30)
    row: float = measure(8, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObserverRegisterForm:
    """The form's wording and geometry."""

    title: str = wording("number", "committee")
    held: str = wording("when")
    number: str = wording()
    name: str = wording()
    address: str = wording()
    remarks: str = wording()
    note: str = wording()
    margins: Margins
    heading: Type
    body: Type
    table: Grid
    observers: Observers = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class ObserverRegister(Paper[ObserverRegisterView, ObserverRegisterForm]):
    """傍聴受付簿."""

    key: ClassVar = "observer_register"
    title: ClassVar = mark("傍聴受付簿")
    form: ClassVar = "observer_register.toml"
    numbered: ClassVar = False
    layout = ObserverRegisterForm

    def compose(self, store: Store, occasion: Occasion) -> ObserverRegisterView:  # noqa: ARG002
        meeting = meeting_of(occasion, "a list of observers")
        return ObserverRegisterView(meeting=convened(occasion.committee, meeting))

    def heading(self, view: ObserverRegisterView, form: ObserverRegisterForm) -> str:
        return say(form.title, number=view.meeting.number, committee=view.meeting.committee)

    def printed(self, view: ObserverRegisterView, form: ObserverRegisterForm) -> Iterator[Printed]:
        yield Printed(self.heading(view, form), form.heading.face, msg("受付簿の標題"))
        said = form.number + form.name + form.address + form.remarks + form.note + "0123456789"
        yield Printed(said + _held(view, form), form.body.face, msg("受付簿の文言"))

    def draw(self, view: ObserverRegisterView, page: Page, form: ObserverRegisterForm) -> Iterator[Progress]:
        margins, look = form.margins, style(form.body)
        left, width, em = margins.left, page.width - margins.left - margins.right, form.body.size * MM
        y = margins.top
        y += title(page, left, y, width, self.heading(view, form), style(form.heading)) + em
        page.text(left, y, _held(view, form), look, "right", width)
        y += 2 * em
        y += page.paragraph(left, y, width, form.note, look) + em / 2
        bottom = page.height - margins.bottom
        table = _table(form, width)
        yield from table.draw(page, left, y, bottom=bottom, top=margins.top)


def _held(view: ObserverRegisterView, form: ObserverRegisterForm) -> str:
    return say(form.held, when=view.meeting.when("{day}{time}"))


def _table(form: ObserverRegisterForm, width: float) -> Table:
    """A row for each who may come."""
    grid, look = form.table, style(form.body)
    rest = max(30.0, width - grid.number - grid.name - grid.remarks)
    columns = [Column(grid.number, form.number, "center"), Column(grid.name, form.name)]
    columns.append(Column(rest, form.address))
    if grid.remarks:
        columns.append(Column(grid.remarks, form.remarks))
    empty = [""] * (len(columns) - 1)
    rows = [[str(place), *empty] for place in range(1, max(1, form.observers.capacity) + 1)]
    shape = Look(style=look, head_style=look, row_height=grid.row, head_height=grid.head)
    return Table(tuple(columns), rows, look=shape)
