"""配布資料一覧: the list of what is handed out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.domain import wareki
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers.forms import Margins, Type, measure, say, wording
from kyodo_desktop.papers.layout import Block, paginate, tightness, title
from kyodo_desktop.papers.paper import MM, THE_FORM, Occasion, Paper, Printed, one_page, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.undivided import MOST, within
from kyodo_desktop.papers.running import Column, Passage, pour
from kyodo_desktop.services import meetings
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One material: its family (資料, 参考資料, 別紙), its number in it, its title."""

    family: str
    number: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialsView:
    """Everything the list shows; `edition` and `day` are those of the packet that it stands in, with what
    that edition changed, where it isn't the first.
    """

    rows: tuple[MaterialRow, ...]
    edition: int | None = None
    day: dt.date | None = None
    changes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """The white of the page, in millimetres; `kind`, `gap`, `digits` and `title` in characters."""

    after_title: float = measure(0, 80)
    line: float = measure(3, 40)
    item: float = measure(0, 40)
    family: float = measure(0, 40)
    kind: float = measure(2, 12)
    gap: float = measure(0, 6)
    digits: float = measure(0.5, 6)
    title: float = measure(0, 8)
    least: float = measure(0.1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialsForm:
    """The form's wording and geometry."""

    title: str = wording()
    none: str = wording()
    edition: str = wording("edition", "day", "changes")
    margins: Margins
    heading: Type
    body: Type
    spacing: Spacing


class MaterialsList(Paper[MaterialsView, MaterialsForm]):
    """配布資料一覧."""

    key: ClassVar = "materials"
    title: ClassVar = mark("配布資料一覧")
    form: ClassVar = "materials.toml"
    layout = MaterialsForm

    def compose(self, store: Store, occasion: Occasion) -> MaterialsView:
        if occasion.meeting is None:
            raise ValueError("a list of materials belongs to a meeting")
        quotes = Quotes(store, occasion.committee.id)
        rows: list[MaterialRow] = []
        for line in meetings.materials(store, occasion.meeting.id):
            family = line.material.family.label
            named = quotes.said(line.material.title)
            rows.append(MaterialRow(family, line.number.removeprefix(family), named))
        return MaterialsView(rows=tuple(rows))

    def heading(self, view: MaterialsView, form: MaterialsForm) -> str:  # noqa: ARG002 - the same for any view
        return form.title

    def printed(self, view: MaterialsView, form: MaterialsForm) -> Iterator[Printed]:
        yield Printed(form.title, form.heading.face, msg(THE_FORM))
        yield Printed(form.none, form.body.face, msg(THE_FORM))
        yield Printed(_edition(view, form), form.body.face, msg("配布資料一覧の版の行"))
        for row in view.rows:
            where = msg("{number}の標題", number=row.family + row.number)
            yield Printed(row.family + row.number + row.title, form.body.face, where)

    def draw(self, view: MaterialsView, page: Page, form: MaterialsForm) -> Iterator[Progress]:
        sheet = _Sheet(page, form, view)
        left, top, width = form.margins.left, form.margins.top, sheet.width
        used = title(page, left, top, width, form.title, style(form.heading)) + form.spacing.after_title
        if not view.rows:
            page.text(left, top + used, form.none, sheet.body)
        room = page.height - top - form.margins.bottom
        blocks = sheet.blocks()
        places = paginate(blocks, used, room, tightness(blocks, used, room, form.spacing.least))
        pages = places[-1].page + 1 if places else 1
        at = 0
        for row, place in zip(view.rows, places, strict=True):
            if place.page != at:
                at = place.page
                yield one_page(at, pages)
                page.new_page()
            sheet.row(row, top + place.y)
        end = places[-1].y + blocks[-1].height if places else used + sheet.body.line * MM
        sheet.note(_edition(view, form), end)
        yield one_page(pages, pages)


def _edition(view: MaterialsView, form: MaterialsForm) -> str:
    """Which edition of the packet this is and what it changed; nothing in the first."""
    if view.edition is None or view.day is None or not view.changes:
        return ""
    return say(form.edition, edition=view.edition, day=wareki.long(view.day), changes=view.changes)


class _Sheet:
    """The list's columns: the family set to its width (均等割), the number, the title."""

    def __init__(self, page: Page, form: MaterialsForm, view: MaterialsView) -> None:
        self.page = page
        self.form = form
        self.rows = view.rows
        space = form.spacing
        self.body: Style = style(form.body, line=max(space.line, form.body.size * MM * 1.2))
        self.width = page.width - form.margins.left - form.margins.right
        em = form.body.size * MM
        self.kind = space.kind * em
        widest = max((page.text_width(row.number, self.body) for row in view.rows), default=0.0)
        self.number = self.kind + space.gap * em
        self.digits = max(space.digits * em, widest)
        self.indent = self.number + self.digits + space.title * em

    def blocks(self) -> tuple[Block, ...]:
        space = self.form.spacing
        blocks: list[Block] = []
        for place, row in enumerate(self.rows):
            begins = place > 0 and row.family != self.rows[place - 1].family
            before = 0.0 if place == 0 else space.item + (space.family if begins else 0.0)
            blocks.append(Block(self._height(row), before))
        return tuple(blocks)

    def _height(self, row: MaterialRow) -> float:
        tall = self.page.height_of(row.title, self.width - self.indent, self.body)
        return within(tall, self.page.height * MOST, row.title)

    def row(self, row: MaterialRow, y: float) -> None:
        page, body, left = self.page, self.body, self.form.margins.left
        middle = y + (body.line - body.size) / 2 * MM
        label, said = page.entry()
        page.text(left, middle, row.family, body, align="spread", width=self.kind, role=label)
        page.text(left + self.number, middle, row.number, body, align="center", width=self.digits, role=label)
        page.paragraph(left + self.indent, y, self.width - self.indent, row.title, body, role=said)

    def note(self, text: str, used: float) -> None:
        """A line below the list, `used` millimetres down; over the page where there is no room."""
        if not text:
            return
        margins = self.form.margins
        bottom = self.page.height - margins.bottom
        y = min(margins.top + used + self.form.spacing.after_title, bottom)
        column = Column(margins.left, self.width, margins.top, bottom)
        pour(self.page, Passage(text=text, style=self.body), column, y)
