"""会議録確認依頼: the letter that sends each member the draft minutes, with a page for corrections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.records import OfficeRole
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import lettersheet, wordletter, wordslip
from kyodo_desktop.papers.forms import Margins, Type, measure, option, say, shared, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.letter import (
    FORM,
    SEALS,
    Addressee,
    Item,
    Letter,
    LetterHead,
    LetterLook,
    asked_at,
    printed_batch,
    wide,
)
from kyodo_desktop.papers.letterheads import addressees, head, head_of_meeting, meeting_of
from kyodo_desktop.papers.paper import MM, GoesOut, Occasion, Paper, Printed, Takes, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.table import Cell, Column, Look, Row, Table
from kyodo_desktop.papers.wordpieces import HEIGHT, WIDTH, Part, Shape, Written, words
from kyodo_desktop.services import minutes
from kyodo_desktop.services.conveners import Signature
from kyodo_desktop.services.officers import officers_on
from kyodo_desktop.services.register import term_on
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.storage import Store

_SHADE: Final = 0.92
_GAP: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesReviewView:
    """Everything the letters show; `due` is None where no deadline is set yet."""

    committee: str
    number: int
    day: dt.date
    head: LetterHead
    to: tuple[Addressee, ...]
    due: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionPage:
    """The page on which a member writes what is to be corrected. Widths and heights in millimetres."""

    title: str = wording("number", "committee")
    hint: str = wording("deadline")
    name: str = wording()
    answer: str = wording()
    choices: str = wording()
    page: str = wording()
    wrong: str = wording()
    right: str = wording()
    return_to: str = wording()
    rows: int = measure(1, 30)
    row: float = measure(6, 60)
    line: float = measure(6, 40)
    label: float = measure(15, 80)
    column: float = measure(10, 60)
    margins: Margins
    heading: Type
    body: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesReviewForm:
    """The form's wording; what all letters have in common stands in a file of its own."""

    subject: str = wording("number", "committee")
    body: str = wording("number", "committee", "day")
    enclosed: str = wording()
    enclosed_text: str = wording("number", "committee")
    deadline: str = wording()
    deadline_text: str = wording("deadline")
    undated: str = wording()
    answer: str = wording()
    answer_text: str = wording()
    seal: str = option(*SEALS)
    window: bool
    correction: CorrectionPage
    letter: LetterLook = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class MinutesReviewLetter(Paper[MinutesReviewView, MinutesReviewForm]):
    """会議録確認依頼."""

    key: ClassVar = "minutes_review"
    title: ClassVar = mark("会議録確認依頼")
    form: ClassVar = "minutes_review.toml"
    numbered: ClassVar = False
    takes: ClassVar = (Takes.MEETING, Takes.MEMBERS)
    goes_out: ClassVar = GoesOut.NUMBERED
    layout = MinutesReviewForm

    def compose(self, store: Store, occasion: Occasion) -> MinutesReviewView:
        meeting = meeting_of(occasion, "a request to confirm minutes")
        stored = minutes.minutes_of(store, meeting.id)
        return MinutesReviewView(
            committee=occasion.committee.name,
            number=meeting.number,
            day=meeting.date,
            head=_head(store, occasion),
            to=addressees(store, occasion, _after(store, occasion)),
            due=stored.corrections_due if stored else None,
        )

    def heading(self, view: MinutesReviewView, form: MinutesReviewForm) -> str:
        return say(form.subject, number=view.number, committee=view.committee)

    def sent_to(self, view: MinutesReviewView) -> tuple[str, ...]:
        return tuple(one.name for one in view.to if one.suffix == "person")

    def printed(self, view: MinutesReviewView, form: MinutesReviewForm) -> Iterator[Printed]:
        yield from printed_batch(self._letters(view, form), form.letter)
        own, face = form.correction, form.correction.body.face
        for to in view.to:
            yield Printed(wide(to.name), face, msg("宛先 {name} の氏名", name=to.name), to.base_form)
        said = "".join(
            (own.title, own.hint, own.name, own.answer, own.choices, own.page, own.wrong, own.right)
        )
        yield Printed(said + own.return_to + view.committee, face, msg("修正の申出の用紙"))
        yield Printed(
            say(own.title, number=view.number, committee=view.committee), own.heading.face, msg("通知の標題")
        )
        yield Printed("".join(asked_at(view.head, form.letter)) + _due(view, form), face, msg("担当"))

    def draw(self, view: MinutesReviewView, page: Page, form: MinutesReviewForm) -> Iterator[Progress]:
        yield from lettersheet.batch(
            page,
            form.letter,
            self._letters(view, form),
            lambda letter: _correction(page, letter.to, view, form),
        )

    def word(self, view: MinutesReviewView, form: MinutesReviewForm) -> Written:
        """The same for Word."""
        return wordletter.written(
            self.heading(view, form),
            self._letters(view, form),
            form.letter,
            lambda letter: _part(letter.to, view, form),
            wordslip.sorts(form.correction.body),
        )

    def _letters(self, view: MinutesReviewView, form: MinutesReviewForm) -> tuple[Letter, ...]:
        said = {"number": view.number, "committee": view.committee}
        body = say(form.body, **said, day=wareki.long(view.day))
        items = (
            Item(form.enclosed, say(form.enclosed_text, **said)),
            Item(form.deadline, say(form.deadline_text, deadline=_due(view, form))),
            Item(form.answer, form.answer_text),
        )
        return tuple(
            Letter(
                head=view.head,
                to=to,
                subject=self.heading(view, form),
                body=tuple(line for line in body.splitlines() if line.strip()),
                items=tuple(item for item in items if item.text),
                seal=form.seal,
                window=form.window,
            )
            for to in view.to
        )


def _after(store: Store, occasion: Occasion) -> dt.date:
    """The day after the meeting, on which who was elected at it has the office; not beyond the term."""
    after = occasion.day + dt.timedelta(days=1)
    return after if term_on(store, occasion.committee.id, after) else occasion.day


def _head(store: Store, occasion: Occasion) -> LetterHead:
    """In the chair's name once there is one, that of the meeting at which the chair was elected included."""
    held = officers_on(store, occasion.committee.id, occasion.day)
    chair = next((seat for office, seat in held if office.role is OfficeRole.CHAIR), None)
    if chair is None:
        return head_of_meeting(store, occasion)
    name = name_of(store, chair, occasion.day)
    return head(store, occasion, Signature(f"{occasion.committee.name}{OfficeRole.CHAIR.label}", name))


def _due(view: MinutesReviewView, form: MinutesReviewForm) -> str:
    return wareki.long_with_weekday(view.due) if view.due else form.undated


def _correction(page: Page, to: Addressee, view: MinutesReviewView, form: MinutesReviewForm) -> None:
    """The page that goes with a letter: who answers, whether there is anything, and rows to write in."""
    own, margins = form.correction, form.correction.margins
    left, width = margins.left, page.width - margins.left - margins.right
    body = style(own.body)
    said = say(own.title, number=view.number, committee=view.committee)
    y = margins.top + title(page, left, margins.top, width, said, style(own.heading)) + 2 * _GAP
    y += page.paragraph(left, y, width, say(own.hint, deadline=_due(view, form)), body) + _GAP
    first = _answers(to, own, width)
    y = _drawn(first, page, left, y) + _GAP
    asked = asked_at(view.head, form.letter)
    foot = (len(asked) + 1) * body.line * MM if asked else 0.0
    room = page.height - margins.bottom - foot - _GAP - y - own.line
    rows = _rows(own, width, min(own.row, room / own.rows))
    y = _drawn(rows, page, left, y) + _GAP
    if asked:
        page.paragraph(left, y, width, own.return_to + "\n" + "\n".join(asked), body, "left")


def _answers(to: Addressee, own: CorrectionPage, width: float) -> Table:
    """Who answers, and whether there is anything to be corrected."""
    body = style(own.body)
    look = Look(style=body, head_style=body, row_height=own.line, head_height=own.line, head_fill=_SHADE)
    rows: list[Row] = [
        (Cell(own.name, "center", fill=_SHADE), Cell(wide(to.name))),
        (Cell(own.answer, "center", fill=_SHADE), Cell(own.choices)),
    ]
    return Table((Column(own.label), Column(width - own.label)), rows, look=look)


def _rows(own: CorrectionPage, width: float, height: float) -> Table:
    """The rows to write in, `height` millimetres high."""
    body, half = style(own.body), (width - own.column) / 2
    heads = (Column(own.column, own.page), Column(half, own.wrong), Column(half, own.right))
    look = Look(style=body, head_style=body, row_height=height, head_height=own.line, head_fill=_SHADE)
    return Table(heads, [("", "", "") for _ in range(own.rows)], look=look)


def _part(to: Addressee, view: MinutesReviewView, form: MinutesReviewForm) -> Part:
    """The page for corrections, for Word."""
    own = form.correction
    width = WIDTH - own.margins.left - own.margins.right
    said = say(own.title, number=view.number, committee=view.committee)
    hint = say(own.hint, deadline=_due(view, form))
    asked = asked_at(view.head, form.letter)
    used = 2 * own.line + (8 + len(asked)) * own.body.size * MM * 1.6 + own.heading.size * MM * 4
    room = HEIGHT - own.margins.top - own.margins.bottom - used - own.line
    return Part(
        own.margins,
        (
            wordslip.titled(said, own.heading),
            words(hint, wordslip.SLIP, Shape(align="justify", after=_GAP)),
            _answers(to, own, width),
            words("", wordslip.SLIP),
            _rows(own, width, min(own.row, room / own.rows)),
            *wordslip.returned(own.return_to, asked, own.body),
        ),
    )


def _drawn(table: Table, page: Page, left: float, y: float) -> float:
    """A table drawn at once; returns the y below it."""
    work = table.draw(page, left, y, bottom=page.height)
    while True:
        try:
            next(work)
        except StopIteration as done:
            return done.value
