"""Where the parts of a certificate (委嘱書) stand: written across, or down in columns from the right."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from kyodo_desktop.domain import wareki
from kyodo_desktop.papers.forms import Margins, Type, measure, option, say, wording
from kyodo_desktop.papers.letter import WIDE_SPACE, wide
from kyodo_desktop.papers.paper import MM, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.style import Digits, Style, with_digits
from kyodo_desktop.papers.press.undivided import MOST, TextTooLong, within
from kyodo_desktop.papers.press.vertical import Upright

BREAK: Final = "｜"
"""Where a line may be broken, in the form's words; elsewhere only if that isn't enough."""
_SLACK: Final = 0.01
_LEAST: Final = 0.9
"""How much smaller a part written down may be before it takes another column."""
_WIDEST: Final = 0.4
"""The share of a page's width that one part written down may take."""
_SPACE: Final = 0.5
"""How long a space is in a column, in ems."""
_FIGURES: Final = "〇一二三四五六七八九"
_NUMBER: Final = re.compile("[0-9０-９]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One member's: appointed (委嘱), or assigned (任命) as one of the city's staff; the days inclusive."""

    name: str
    since: dt.date
    until: dt.date
    signer_title: str
    signer: str = ""
    assigned: bool = False
    substitute: bool = False
    base_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words of a certificate, without 句読点."""

    title: str = wording()
    name: str = wording("name")
    body: str = wording("committee")
    body_basis: str = wording("committee", "basis")
    term: str = wording("since", "until")
    term_substitute: str = wording("since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """The geometry: lengths in millimetres, `seal` a mark after the signer's name, `seal_room` its room.

    `before_…` is the white before a part, downwards or leftwards; `…_inset` how far it stands in from the top
    or the left, for the name and the signer from the bottom or the right.
    """

    seal: str = wording()
    digits: Digits = option("half", "full", "one_full")  # noqa: RUF009 - a field's description
    seal_room: float = measure(0, 60)
    line: float = measure(1, 3)
    title_width: float = measure(20, 200)
    before_name: float = measure(0, 100)
    name_inset: float = measure(0, 150)
    before_body: float = measure(0, 100)
    before_term: float = measure(0, 100)
    before_date: float = measure(0, 100)
    date_inset: float = measure(0, 150)
    before_signer: float = measure(0, 100)
    signer_inset: float = measure(0, 150)
    margins: Margins
    title: Type
    name: Type
    body: Type
    signer: Type


@dataclass(frozen=True, slots=True)
class Parts:
    """A certificate's texts as they are set; `body` in paragraphs."""

    title: str
    name: str
    body: tuple[str, ...]
    date: str
    signer: str


def said(one: Certificate, committee: str, words: Said, basis: str, *, upright: bool) -> Parts:
    """What a certificate says; written down, its figures are kanji."""
    spelt = kanji_figures if upright else str
    days = {"since": spelt(wareki.long(one.since)), "until": spelt(wareki.long(one.until))}
    body = say(words.body_basis, committee=committee, basis=basis) if basis else ""
    return Parts(
        title=words.title,
        name=say(words.name, name=wide(one.name)),
        body=(
            spelt(body or say(words.body, committee=committee)),
            say(words.term_substitute if one.substitute else words.term, **days),
        ),
        date=days["since"],
        signer=WIDE_SPACE.join(part for part in (one.signer_title, wide(one.signer)) if part),
    )


def kanji_figures(text: str) -> str:
    """`text` with its numbers as 縦書き writes them: 十, 三十, 十五; from a hundred on figure by figure."""
    return _NUMBER.sub(lambda found: _kanji(int(found.group())), text)


def _kanji(n: int) -> str:
    if n < 10 or n > 99:
        return "".join(_FIGURES[int(figure)] for figure in str(n))
    tens, ones = divmod(n, 10)
    return (_FIGURES[tens] if tens > 1 else "") + "十" + (_FIGURES[ones] if ones else "")


class Across:
    """Written across, on A4 standing."""

    def __init__(self, page: Page, looks: Looks) -> None:
        self.page = page
        self.looks = looks
        self.left = looks.margins.left
        self.width = page.width - looks.margins.left - looks.margins.right

    def draw(self, parts: Parts) -> None:
        """One certificate on the page that is being drawn."""
        looks, page, body = self.looks, self.page, style(self.looks.body)
        body = Style(body.face, body.size, body.size * looks.line, looks.digits)
        y = self._title(parts.title)
        name, room = style(looks.name), self.width - looks.name_inset
        page.text(self.left, y + looks.before_name, parts.name, name, "right", room)
        y += looks.before_name + name.size * MM
        em, room = body.size * MM, self.width - body.size * MM
        for text, before in zip(parts.body, (looks.before_body, looks.before_term), strict=True):
            one = text.replace(BREAK, "")
            lines = one if page.text_width(one, body) <= room else text.replace(BREAK, "\n")
            within(page.height_of(lines, room, body), page.height * MOST, one)
            y += before + page.paragraph(self.left + em, y + before, room, lines, body, "left")
        y += looks.before_date
        room = self.width - looks.date_inset
        page.text(self.left + looks.date_inset, y, with_digits(parts.date, looks.digits), body, width=room)
        self._signer(parts.signer, y + body.size * MM + looks.before_signer)

    def _title(self, text: str) -> float:
        """The title, spread over its width in the middle; returns how far down it reaches."""
        look, page = style(self.looks.title), self.page
        width = min(self.width, max(self.looks.title_width, page.text_width(text, look)))
        x = self.left + (self.width - width) / 2
        page.text(x, self.looks.margins.top, text, look, "spread", width, "H1")
        return self.looks.margins.top + look.size * MM

    def _signer(self, text: str, y: float) -> None:
        """The signer at the right, with the seal's place after the name."""
        looks, page, look = self.looks, self.page, style(self.looks.signer)
        edge = self.left + self.width - looks.signer_inset
        end = edge - looks.seal_room
        room = min(page.text_width(text, look), end - self.left)
        page.text(end - room, y, text, look, width=room)
        if looks.seal:
            page.text(end, y, looks.seal, look, "center", looks.seal_room)


Side = Literal["top", "middle", "bottom"]


@dataclass(frozen=True, slots=True)
class _Column:
    """A part written down: the white before it, the end it stands at, and how far in from there."""

    text: str
    look: Style
    before: float
    side: Side = "top"
    inset: float = 0.0
    tail: float = 0.0
    """The room kept free below it."""


def _unbroken(column: _Column) -> str:
    return column.text.replace(BREAK, "")


class Down:
    """Written down, on A4 lying: the title at the right, the signer at the left."""

    def __init__(self, page: Page, looks: Looks) -> None:
        self.page = page
        self.looks = looks
        self.top = looks.margins.top

    def draw(self, parts: Parts) -> None:
        """One certificate on the page that is being drawn, its columns closer where they need it.

        Raises TextTooLong.
        """
        looks, fitted = self.looks, [self._fitted(column) for column in self._columns(parts)]
        used = sum(block.width * MM for _, block in fitted)
        white = sum(column.before for column, _ in fitted)
        room = self.page.width - looks.margins.left - looks.margins.right
        within(used, room, max((column.text for column, _ in fitted), key=len))
        factor = min(1.0, (room - used) / white) if white else 1.0
        x = self.page.width - looks.margins.right
        for column, block in fitted:
            x -= column.before * factor + block.width * MM
            self._set(column, block, x)

    @property
    def _tall(self) -> float:
        return self.page.height - self.looks.margins.top - self.looks.margins.bottom

    def _columns(self, parts: Parts) -> Sequence[_Column]:
        looks, body = self.looks, style(self.looks.body)
        return (
            _Column(self._spread(parts.title), style(looks.title), 0.0, "middle"),
            _Column(parts.name, style(looks.name), looks.before_name, "bottom", looks.name_inset),
            _Column(parts.body[0], body, looks.before_body),
            _Column(parts.body[1], body, looks.before_term),
            _Column(parts.date, body, looks.before_date, inset=looks.date_inset),
            _Column(
                parts.signer,
                style(looks.signer),
                looks.before_signer,
                "bottom",
                looks.signer_inset,
                tail=looks.seal_room,
            ),
        )

    def _spread(self, title: str) -> str:
        """The title with as much white between its characters as its width in the form asks for."""
        em, gaps = self.looks.title.size * MM, len(title) - 1
        white = self.looks.title_width - len(title) * em
        return (WIDE_SPACE * max(0, round(white / gaps / (em * _SPACE)) if gaps else 0)).join(title)

    def _fitted(self, column: _Column) -> tuple[_Column, Upright]:
        """A part in one column, or in several where it would have to be much smaller. Raises TextTooLong."""
        width, tall = self.page.width * _WIDEST, self._tall - column.inset - column.tail
        text = _unbroken(column)
        one = self.page.fit_vertical(text, column.look.size * MM * 1.1, tall, column.look)
        if one is not None and one.size >= column.look.size * _LEAST:
            return column, one
        column = replace(column, text=column.text.replace(BREAK, "\n"))
        block = self.page.fit_vertical(column.text, width, tall, column.look)
        if block is None:
            raise TextTooLong(text)
        return column, block

    def _set(self, column: _Column, block: Upright, x: float) -> None:
        looks, page = self.looks, self.page
        natural = block.height / block.pitch * MM
        y = self.top + column.inset
        if column.side != "top":
            rest = self._tall - column.inset - column.tail - natural
            y = self.top + (rest if column.side == "bottom" else rest / 2)
        look = column.look.sized(block.size)
        page.vertical(x, y, block.width * MM + _SLACK, natural + _SLACK, _unbroken(column), look)
        if column.tail and looks.seal:
            page.text(x, y + natural + looks.seal_room / 4, looks.seal, look, "center", block.width * MM)
