"""Setting letters on pages, as an office lays them out: 赤磐市文書作成要領, with its places as settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.letter import (
    Addressee,
    Letter,
    LetterHead,
    LetterLook,
    addressed,
    asked_at,
    number_and_date,
    signed,
)
from kyodo_desktop.papers.paper import MM, style
from kyodo_desktop.papers.press.linebreak import Line
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.setting import Align
from kyodo_desktop.papers.press.structure import ARTIFACT, Element
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.undivided import MOST, within

_NOBODY: Final = Addressee(name="")
_SLACK: Final = 0.001
_LABEL: Final = 3
"""The least width of the items' headings in characters, as 日　時 takes."""
_STEP: Final = 0.5
_LEAST_TYPE: Final = 7.0
_SEAL: Final = 1.5
"""The side of the place for a seal, in characters."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Broken lines, where they stand from the left margin in millimetres, and the white above them.

    `label` stands before the first, `number` before the label; a first line is indented by `indent` ems.
    """

    lines: tuple[Line, ...]
    look: Style
    before: float
    left: float
    width: float
    indent: float = 0.0
    align: Align = "justify"
    label: str = ""
    number: str = ""
    role: str = "P"

    @property
    def height(self) -> float:
        return len(self.lines) * self.look.line * MM


class LetterSheet:
    """Where the parts of a letter stand on `page`; one sheet sets a whole batch.

    What the letters of a batch have in common is broken into lines once.
    """

    def __init__(self, page: Page, look: LetterLook) -> None:
        self.page = page
        self.look = look
        self.em = look.body.size * MM
        self.left = look.margins.left
        self.right = page.width - look.margins.right
        self.top = look.margins.top
        self.bottom = page.height - look.margins.bottom
        self.width = self.right - self.left
        line = max(look.spacing.line, self.em)
        self.plain = style(look.body, line=line)
        body = self.plain
        self._text = Style(body.face, body.size, body.leading, look.digits)
        self.titled = Style(look.heading.face, look.heading.size, body.leading, look.digits)
        self.line = line
        self._runs: dict[tuple[object, ...], tuple[_Run, ...]] = {}

    def draw(self, letter: Letter) -> None:
        """Set a letter from the top of the page that is being drawn, turning pages where it is longer.

        Of a batch, what is the same in every letter is set once and copied.
        """
        page, head = self.page, letter.head
        common = replace(letter, to=_NOBODY)
        height = 0 if letter.window else len(addressed(letter.to, self.look))
        factor = self._factor(letter)
        page.once(("dated", head), lambda: self._dated(head, self.top))
        y = self.top + 2 * self.line
        if letter.window:
            window = self.look.window
            self._in_window(letter.to)
            y = max(y, window.top + window.height)
        else:
            y = self._addressed(letter.to, y + self.look.spacing.address * factor)
        page.once((common, height), lambda: self._rest(letter, y, factor))

    def begin(self, letter: Letter) -> float:
        """Set a letter that goes on below its items, without whom to ask; returns how far down it reaches."""
        space = self.look.spacing
        self._dated(letter.head, self.top)
        y = self._addressed(letter.to, self.top + 2 * self.line + space.address)
        y = self._signed(letter, y + space.sender)
        for run in self._content(letter):
            y = self._pour(run, y + run.before)
        return y

    # --- above the title

    def _rest(self, letter: Letter, y: float, factor: float) -> None:
        """Everything below the addressee."""
        y = self._signed(letter, y + self.look.spacing.sender * factor)
        y = self.text_of(letter, y, factor)
        self._contact(asked_at(letter.head, self.look), y + self.look.spacing.contact * factor)

    def _signed(self, letter: Letter, y: float) -> float:
        """The sender and the seal, or that it is omitted; returns how far down they reach."""
        page = self.page
        edge = self.right - self.look.places.sender * self.em
        name = signed(letter.head)
        room = min(page.text_width(name, self.plain), edge - self.left)
        page.text(edge - room, y + self._above, name, self.plain, width=room)
        if letter.seal == "sealed":
            self._sealed(edge, y)
        y += self.line
        if letter.seal == "omitted" and self.look.omitted:
            page.text(edge, y + self._above, self.look.omitted, self.plain, "right")
            y += self.line
        return y

    @property
    def _above(self) -> float:
        """The white over a line's characters."""
        return (self.line - self.em) / 2

    def _dated(self, head: LetterHead, y: float) -> None:
        """Number over date, their first and last characters in line (均等割)."""
        lines, page = number_and_date(head, self.look), self.page
        room = min(max(page.text_width(one, self.plain) for one in lines), self.width / 2)
        x = self.right - self.look.places.date * self.em - room
        for place, one in enumerate(lines):
            page.text(x, y + place * self.line + self._above, one, self.plain, "spread", room)

    def _addressed(self, to: Addressee, y: float) -> float:
        """The addressee at the left, the name a little further in under the committee's."""
        places, page = self.look.places, self.page
        for place, one in enumerate(addressed(to, self.look)):
            x = self.left + (places.address + (places.name if place else 0)) * self.em
            room = min(page.text_width(one, self.plain), self.right - x)
            page.text(x, y + self._above, one, self.plain, width=room)
            y += self.line
        return y

    def _in_window(self, to: Addressee) -> None:
        """Postcode, address and addressee inside the window, in smaller type where they need it."""
        window, page = self.look.window, self.page
        where = [part for part in (f"〒{to.postcode}" if to.postcode else "", to.address) if part]
        text = "\n".join([*where, *addressed(to, self.look)])
        look = Style(self.plain.face, self.plain.size)
        while look.size > _LEAST_TYPE and page.height_of(text, window.width, look) > window.height:
            look = look.sized(look.size - _STEP)
        within(page.height_of(text, window.width, look), window.height, text)
        page.paragraph(window.left, window.top, window.width, text, look, "left")

    def _sealed(self, edge: float, y: float) -> None:
        """The place of the seal, right of the sender's name."""
        side = _SEAL * self.em
        x, top = edge + self.em * 0.25, y + (self.line - side) / 2
        self.page.box(x, top, side, side, 0.4)
        look = self.plain
        self.page.text(x, top + (side - self.em) / 2, self.look.seal, look, "center", side)

    # --- title, text and items

    def text_of(self, letter: Letter, y: float, factor: float = 1.0) -> float:
        """Set a letter's title, text and items alone, from `y` on; returns the y below."""
        for run in self._content(letter):
            y = self._pour(run, y + run.before * factor)
        return y

    def _content(self, letter: Letter) -> tuple[_Run, ...]:
        key = (letter.subject, letter.body, letter.items)
        if key not in self._runs:
            titled = (self._title(letter),) if letter.subject else ()
            self._runs[key] = (*titled, *self._body(letter), *self._items(letter))
        return self._runs[key]

    def _title(self, letter: Letter) -> _Run:
        inset = self.look.places.title * self.em
        lines = self.page.lines(letter.subject, self.width - 2 * inset, self.titled)
        within(len(lines) * self.line, self.page.height * MOST, letter.subject)
        width = self.width - 2 * inset
        return _Run(lines, self.titled, self.look.spacing.title, inset, width, align="left", role="H1")

    def _body(self, letter: Letter) -> list[_Run]:
        space = self.look.spacing
        return [
            _Run(
                self.page.lines(paragraph, self.width, self._text, 1.0),
                self._text,
                space.paragraph if place else space.text,
                0.0,
                self.width,
                indent=1.0,
            )
            for place, paragraph in enumerate(letter.body)
        ]

    def _items(self, letter: Letter) -> list[_Run]:
        """記, and the items under it: numbers and headings in columns of their own."""
        if not letter.items:
            return []
        space, page = self.look.spacing, self.page
        mark = page.lines(self.look.record, self.width, self.plain)
        runs = [_Run(mark, self.plain, space.record, 0.0, self.width, align="center", role="H2")]
        label, number = self._columns(letter)
        across = self.look.places.item * self.em + number + label + self.em
        for place, item in enumerate(letter.items, 1):
            lines = page.lines(item.text, self.width - across, self._text)
            before = space.record if place == 1 else space.item
            counted = self._text.spell(str(place)) if len(letter.items) > 1 else ""
            width = self.width - across
            runs.append(
                _Run(lines, self._text, before, across, width, label=item.label, number=counted, role="LBody")
            )
        return runs

    def _columns(self, letter: Letter) -> tuple[float, float]:
        """The widths of the headings and of the numbers before them, in millimetres."""
        widths = [self.page.text_width(item.label, self._text) for item in letter.items]
        label = min(max(_LABEL * self.em, *widths), self.width / 3)
        if len(letter.items) == 1:
            return label, 0.0
        widest = self._text.spell(str(len(letter.items)))
        return label, max(self.em, self.page.text_width(widest, self._text)) + self.em

    def _pour(self, run: _Run, y: float) -> float:
        """Set a run's lines from `y` on, over as many pages as they take; returns the y below."""
        page, rest, first = self.page, run.lines, True
        label, part = page.entry() if run.role == "LBody" else (ARTIFACT, page.element(run.role))
        while rest:
            room = int((self.bottom - y + _SLACK) / (run.look.line * MM))
            if room < min(len(rest), 2) and y > self.top:
                page.new_page()
                y = self.top
                continue
            count = min(len(rest), max(1, room - 1 if len(rest) == room + 1 and room > 2 else room))
            if first and run.label:
                self._label(run, y, label)
            indent = run.indent if first else 0.0
            x = self.left + run.left
            y += page.set_lines(x, y, run.width, rest[:count], run.look, run.align, indent, part)
            rest, first = rest[count:], False
        return y

    def _label(self, run: _Run, y: float, label: Element) -> None:
        """An item's number and its heading, spread over the headings' column."""
        page, start = self.page, self.left + self.look.places.item * self.em
        if run.number:
            page.text(start, y + self._above, run.number, self.plain, role=label)
        number = 0.0 if not run.number else max(self.em, page.text_width(run.number, self.plain)) + self.em
        room = run.left - (start - self.left) - number - self.em
        page.text(start + number, y + self._above, run.label, self._text, "spread", room, label)

    # --- the foot

    def _contact(self, asked: tuple[str, ...], y: float) -> None:
        """Whom to ask, at the foot of the page on the right, its lines beginning in line."""
        if not asked:
            return
        page, edge = self.page, self.right - self.look.places.contact * self.em
        tall = len(asked) * self.line
        if y + tall > self.bottom + _SLACK:
            page.new_page()
        y = self.bottom - tall
        room = min(max(page.text_width(one, self.plain) for one in asked), edge - self.left)
        for one in asked:
            width = min(room, page.text_width(one, self.plain))
            page.text(edge - room, y + self._above, one, self.plain, width=width)
            y += self.line

    def _factor(self, letter: Letter) -> float:
        """How much of the white between the parts stays for the letter to fit one page; all if it can't."""
        space, runs = self.look.spacing, self._content(letter)
        asked = len(asked_at(letter.head, self.look))
        fixed = self.top + 2 * self.line
        white = space.sender + (space.contact if asked else 0.0)
        if letter.window:
            fixed = max(fixed, self.look.window.top + self.look.window.height)
        else:
            fixed += len(addressed(letter.to, self.look)) * self.line
            white += space.address
        fixed += (1 + (letter.seal == "omitted") + asked) * self.line + sum(run.height for run in runs)
        white += sum(run.before for run in runs)
        factor = (self.bottom - fixed) / white if white else 1.0
        return min(1.0, factor) if factor >= space.least else 1.0


def batch(
    page: Page,
    look: LetterLook,
    letters: Sequence[Letter],
    enclosed: Callable[[Letter], None] | None = None,
) -> Iterator[Progress]:
    """Letters one after the other, each from a page of its own; `enclosed` draws what goes with a letter from
    the page after it.
    """
    sheet = LetterSheet(page, look)
    for done, letter in enumerate(letters, 1):
        if done > 1:
            page.new_page()
        sheet.draw(letter)
        if enclosed is not None:
            page.new_page()
            enclosed(letter)
        yield Progress(done, len(letters), msg("{done}通目", done=done))
