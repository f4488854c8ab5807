"""正誤表: what was wrong in what was handed out, and what is right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.domain import wareki
from kyodo_desktop.i18n import mark
from kyodo_desktop.papers import sheet
from kyodo_desktop.papers.forms import measure, say, shared, wording
from kyodo_desktop.papers.letterheads import meeting_of
from kyodo_desktop.papers.paper import Occasion, Paper, Printed
from kyodo_desktop.papers.pieces import Grid, Head, Piece, Text
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.sheet import FORM, SheetLook
from kyodo_desktop.services import errata
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One line: in which document, on which page, where on it."""

    document: str
    page: int | None = None
    place: str = ""
    wrong: str
    right: str
    noticed_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrataView:
    """Everything the list shows."""

    committee: str
    number: int
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The words over the columns."""

    document: str = wording()
    page: str = wording()
    place: str = wording()
    wrong: str = wording()
    right: str = wording()
    day: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Widths:
    """The columns' widths in millimetres; what is wrong and what is right share the rest."""

    document: float = measure(10, 80)
    page: float = measure(8, 40)
    place: float = measure(10, 60)
    day: float = measure(15, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrataForm:
    """The form's wording."""

    title: str = wording("number", "committee")
    apology: str = wording()
    none: str = wording()
    page: str = wording("page")
    columns: Columns
    widths: Widths
    look: SheetLook = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class ErrataList(Paper[ErrataView, ErrataForm]):
    """正誤表."""

    key: ClassVar = "errata"
    title: ClassVar = mark("正誤表")
    form: ClassVar = "errata.toml"
    as_material: ClassVar = True
    public: ClassVar = True
    layout = ErrataForm

    def compose(self, store: Store, occasion: Occasion) -> ErrataView:
        meeting = meeting_of(occasion, "an errata list")
        quotes = Quotes(store, occasion.committee.id)
        return ErrataView(
            committee=occasion.committee.name,
            number=meeting.number,
            mistakes=tuple(
                Mistake(
                    document=quotes.said(one.document),
                    page=one.erratum.page,
                    place=one.erratum.place,
                    wrong=one.erratum.wrong,
                    right=one.erratum.right,
                    noticed_on=one.erratum.noticed_on,
                )
                for one in errata.errata(store, occasion.committee.id, meeting.id)
            ),
        )

    def heading(self, view: ErrataView, form: ErrataForm) -> str:
        return say(form.title, number=view.number, committee=view.committee)

    def printed(self, view: ErrataView, form: ErrataForm) -> Iterator[Printed]:
        yield from sheet.printed(self.heading(view, form), self.pieces(view, form), form.look)

    def draw(self, view: ErrataView, page: Page, form: ErrataForm) -> Iterator[Progress]:
        yield from sheet.draw(page, self.heading(view, form), self.pieces(view, form), form.look)

    def pieces(self, view: ErrataView, form: ErrataForm) -> tuple[Piece, ...]:
        """What stands under the title, for the page and for the web."""
        if not view.mistakes:
            return (Text(form.none),)
        words, wide = form.columns, form.widths
        heads = (
            Head(words.document, wide.document),
            Head(words.page, wide.page, "center"),
            Head(words.place, wide.place),
            Head(words.wrong),
            Head(words.right),
            Head(words.day, wide.day, "center"),
        )
        rows = tuple(
            (
                one.document,
                "" if one.page is None else say(form.page, page=one.page),
                one.place,
                one.wrong,
                one.right,
                wareki.long(one.noticed_on),
            )
            for one in view.mistakes
        )
        return (Text(form.apology), Grid(heads, rows, form.columns.document))
