"""日程照会票: the slip on which a member marks the candidate dates ○, △ or ×."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyodo_desktop.domain import wareki
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import fillin
from kyodo_desktop.papers.fillin import Blank
from kyodo_desktop.papers.forms import Margins, Type, measure, say, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.letter import Addressee, LetterLook, wide
from kyodo_desktop.papers.paper import MM, Printed, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.press.style import Digits, with_digits
from kyodo_desktop.papers.press.table import Column, Look, Table


@dataclass(frozen=True, slots=True)
class Offered:
    """A candidate date, its hour and its place where they are set."""

    day: dt.date
    starts_at: dt.time | None = None
    venue: str = ""

    @property
    def when(self) -> str:
        """令和7年11月14日（金）午後2時00分."""
        hour = "" if self.starts_at is None else wareki.clock(self.starts_at)
        return wareki.long_with_weekday(self.day) + hour


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSlip:
    """What all slips of an inquiry show."""

    committee: str
    number: int
    deadline: str
    dates: tuple[Offered, ...]
    section: str = ""
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """The boxes' measures in millimetres."""

    label: float = measure(15, 80)
    row: float = measure(8, 40)
    number: float = measure(8, 40)
    answer: float = measure(12, 60)
    remarks: float = measure(8, 120)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSlipWords:
    """The slip's wording and geometry."""

    title: str = wording("number", "committee")
    to: str = wording("section")
    deadline: str = wording("deadline")
    name: str = wording()
    number: str = wording()
    date: str = wording()
    place: str = wording()
    answer: str = wording()
    hint: str = wording()
    remarks: str = wording()
    return_to: str = wording()
    rows: int = measure(1, 20)
    margins: Margins
    heading: Type
    body: Type
    boxes: Boxes


class DateSlips:
    """The slips of an inquiry, alike but for the member's name."""

    def __init__(self, words: DateSlipWords, slip: DateSlip, look: LetterLook) -> None:
        self.words = words
        self.slip = slip
        self.digits: Digits = look.digits
        self.look = style(words.body)

    def draw(self, page: Page, to: Addressee) -> None:
        """One slip, from the top of the page being drawn."""
        words, margins = self.words, self.words.margins
        left, width = margins.left, page.width - margins.left - margins.right
        y = self._heading(page, left, width)
        name = Blank(words.name, wide(to.name), words.boxes.row * 1.2)
        y = fillin.draw(page, left, y, width, words.boxes.label, (name,), self.look)
        page.once(("dates", self.slip, y), lambda: self._rest(page, left, y, width))

    def titled(self) -> str:
        """The slip's title."""
        said = say(self.words.title, number=self.slip.number, committee=self.slip.committee)
        return with_digits(said, self.digits)

    def _heading(self, page: Page, left: float, width: float) -> float:
        """The title, where the slip goes and by when; returns where the boxes begin."""
        words, slip, look = self.words, self.slip, self.look
        em, line = look.size * MM, look.line * MM
        y = words.margins.top
        y += title(page, left, y, width, self.titled(), style(words.heading)) + 2 * em
        if slip.section:
            page.text(left, y, say(words.to, section=slip.section), look, width=width)
            y += line
        until = with_digits(say(words.deadline, deadline=slip.deadline), self.digits)
        page.text(left, y, until, look, "right", width)
        return y + line + em

    def _rest(self, page: Page, left: float, y: float, width: float) -> None:
        words, look = self.words, self.look
        em, margins = look.size * MM, words.margins
        bottom = page.height - margins.bottom
        y += em
        y += page.paragraph(left, y, width, words.hint.strip(), look) + em / 2
        table = self.table(width)
        y = drained(table.draw(page, left, y, bottom=bottom, top=margins.top)) + em
        remarks = Blank(words.remarks, "", words.boxes.remarks)
        y = fillin.pour(page, left, y, width, words.boxes.label, (remarks,), look, margins)
        if self.slip.asked:
            text = "\n".join((words.return_to, *self.slip.asked))
            if y + em + page.height_of(text, width, look) > bottom:
                page.new_page()
                y = margins.top
            page.paragraph(left, y + em, width, text, look, "left")

    def table(self, width: float) -> Table:
        """A row for each date; a few empty ones where none is on record."""
        words, boxes = self.words, self.words.boxes
        placed = any(one.venue for one in self.slip.dates)
        rest = width - boxes.number - boxes.answer
        columns = [Column(boxes.number, words.number, "center")]
        columns.append(Column(rest * (0.55 if placed else 1), words.date))
        columns += [Column(rest * 0.45, words.place)] if placed else []
        columns.append(Column(boxes.answer, words.answer, "center"))
        rows = [
            [str(place), with_digits(one.when, self.digits), *([one.venue] if placed else []), ""]
            for place, one in enumerate(self.slip.dates, 1)
        ]
        empty = [[str(place), "", ""] for place in range(1, words.rows + 1)]
        shape = Look(style=self.look, head_style=self.look, row_height=boxes.row, head_height=boxes.row * 0.8)
        return Table(tuple(columns), rows or empty, look=shape)

    def printed(self, names: Sequence[str]) -> Iterator[Printed]:
        """Every text of the slips."""
        words, slip, face = self.words, self.slip, self.words.body.face
        yield Printed(self.titled(), words.heading.face, msg("日程照会票の標題"))
        said = words.name + words.number + words.date + words.place + words.answer + words.hint
        said += words.remarks + words.return_to + say(words.to, section=slip.section) + "".join(slip.asked)
        said += say(words.deadline, deadline=slip.deadline) + "0123456789０１２３４５６７８９"
        yield Printed(said, face, msg("日程照会票の文言"))
        for one in slip.dates:
            yield Printed(one.when + one.venue, face, msg("候補日 {when}", when=one.when))
        for name in names:
            yield Printed(wide(name), face, msg("宛先 {name} の氏名", name=name))
