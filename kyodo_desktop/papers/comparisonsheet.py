"""The pages of a 新旧対照表: two columns that run down together, what was changed underlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final, Protocol, TypeAlias

from kyodo_desktop.domain.names import clusters
from kyodo_desktop.papers.forms import Margins, Type
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.paper import MM, one_page, style
from kyodo_desktop.papers.press.linebreak import Line
from kyodo_desktop.papers.press.page import A4, A4_LANDSCAPE, POINTS, Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.setting import set_line
from kyodo_desktop.papers.press.structure import ARTIFACT, Element

_SIZES: Final = {"portrait": A4, "landscape": A4_LANDSCAPE}
_BELOW: Final = 0.14  # from a character's foot to its underline, in ems
_FRAME: Final = 0.8
_INNER: Final = 0.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of a column: its parts and whether each was changed; a `heading` isn't hung by a number."""

    parts: tuple[tuple[str, bool], ...]
    depth: int = 0
    heading: bool = False

    @staticmethod
    def plain(text: str) -> Drawn:
        """A line of which nothing was changed, such as （新設）."""
        return Drawn(((text, False),), heading=True)

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.parts)


Pair: TypeAlias = tuple[tuple[Drawn, ...], tuple[Drawn, ...]]


@dataclass(frozen=True, slots=True)
class _Row:
    """A broken line, where it stands in its column in millimetres, which clusters are underlined, and the
    paragraph that it is part of.
    """

    line: Line
    inset: float
    shift: float
    flags: tuple[bool, ...]
    part: Element


class _Spaced(Protocol):
    """The measures of the table, as the form has them."""

    @property
    def line(self) -> float: ...
    @property
    def title(self) -> float: ...
    @property
    def head(self) -> float: ...
    @property
    def padding(self) -> float: ...
    @property
    def rule(self) -> float: ...


class _Form(Protocol):
    """What the sheet takes from the paper's form."""

    @property
    def paper(self) -> str: ...
    @property
    def margins(self) -> Margins: ...
    @property
    def heading(self) -> Type: ...
    @property
    def body(self) -> Type: ...
    @property
    def spacing(self) -> _Spaced: ...


class Sheet:
    """The two columns, and how far down they are filled."""

    def __init__(self, page: Page, form: _Form, said: str) -> None:
        page.resize(_SIZES[form.paper])
        margins, self._space = form.margins, form.spacing
        self._page = page
        self._left, self._top = margins.left, margins.top
        self._width = page.width - margins.left - margins.right
        self._bottom = page.height - margins.bottom
        self._body = replace(style(form.body, line=form.spacing.line), hang=False)
        self._em = form.body.size * MM
        self._heads = ("", "")
        self._table = ARTIFACT
        page.bookmark(said)
        tall = title(page, self._left, self._top, self._width, said, style(form.heading))
        self._y = self._top + tall + form.spacing.title
        self._start = self._y

    def plain(self, text: str) -> Iterator[Progress]:
        """A sentence instead of a table."""
        self._page.paragraph(self._left, self._y, self._width, text, self._body, indent=1)
        yield one_page(1, 1)

    def table(self, heads: tuple[str, str], rows: Sequence[Pair]) -> Iterator[Progress]:
        """The table under `heads`, which are repeated on every page."""
        self._heads = heads
        self._table = self._page.element("Table")
        self._begin()
        for place, pair in enumerate(rows):
            if place:
                self._page.rule(self._left, self._y, self._left + self._width, self._y, _INNER)
            yield from self._provision(pair)
        self._end()
        yield one_page(self._page.number, self._page.number)

    # --- a page's table

    def _begin(self) -> None:
        """The head of the table on this page."""
        self._start = self._y
        tall, half = self._space.head, self._width / 2
        cells: list[Element] = [ARTIFACT, ARTIFACT]
        if not self._table.kids:
            with self._page.inside(self._table), self._page.within("TR"):
                cells = [self._page.cell("TH", "Column") for _ in self._heads]
        for place, (word, cell) in enumerate(zip(self._heads, cells, strict=True)):
            x = self._left + place * half
            self._page.box(x, self._y, half, tall, _INNER, 0.92)
            room = half - 2 * self._space.padding
            natural = self._page.text_width(word, self._body)
            above = (tall - self._em) / 2
            at = x + self._space.padding + max(0.0, (room - natural) / 2)
            self._page.text(at, self._y + above, word, self._body, width=min(room, natural), role=cell)
        self._y += tall

    def _end(self) -> None:
        """The frame around what this page holds."""
        page, middle = self._page, self._left + self._width / 2
        page.box(self._left, self._start, self._width, self._y - self._start, _FRAME)
        page.rule(middle, self._start, middle, self._y, _INNER)

    def _turn(self) -> None:
        self._end()
        self._page.new_page()
        self._y = self._top
        self._begin()

    # --- a provision

    def _provision(self, pair: Pair) -> Iterator[Progress]:
        with self._page.inside(self._table), self._page.within("TR"):
            cells = [self._page.cell("TD") for _ in pair]
        columns = [self._rows(column, cell) for column, cell in zip(pair, cells, strict=True)]
        self._y += self._space.padding
        for left, right in zip_longest(*columns):
            if self._y + self._space.line + self._space.padding > self._bottom:
                yield one_page(self._page.number, self._page.number)
                self._turn()
                self._y += self._space.padding
            for place, row in enumerate((left, right)):
                if row is not None:
                    self._set(row, place)
            self._y += self._space.line
        self._y += self._space.padding

    def _rows(self, column: Sequence[Drawn], cell: Element) -> list[_Row]:
        """A column's lines, broken, each part of a paragraph in its cell; a numbered one hangs by a
        character.
        """
        found: list[_Row] = []
        for one in column:
            hang = 0.0 if one.heading else 1.0
            inset = (one.depth + 1) * self._em if hang or one.heading else 0.0
            room = self._width / 2 - 2 * self._space.padding - inset
            part = cell.add("P")
            flags = [flag for text, flag in one.parts for _ in clusters(text)]
            for place, line in enumerate(self._page.lines(one.text, room, self._body, -hang)):
                mine, flags = tuple(flags[: len(line.clusters)]), flags[len(line.clusters) :]
                found.append(_Row(line, inset, -hang if place == 0 else 0.0, mine, part))
        return found

    def _set(self, row: _Row, place: int) -> None:
        """One line in its column, and the rules under what was changed."""
        x = self._left + place * self._width / 2 + self._space.padding + row.inset
        room = self._width / 2 - 2 * self._space.padding - row.inset
        self._page.set_lines(x, self._y, room, (row.line,), self._body, "justify", row.shift, row.part)
        size = self._body.size
        laid = set_line(row.line, room * POINTS, size, "justify", row.shift * size)
        foot = self._y + (self._space.line + self._em) / 2 + _BELOW * self._em
        ends = [at + wide for at, wide in zip(laid.places, row.line.advances, strict=True)]
        start: float | None = None
        for at, flag in enumerate((*row.flags, False)):
            if flag and start is None:
                start = laid.places[at]
            elif not flag and start is not None:
                self._page.rule(x + start * MM, foot, x + ends[at - 1] * MM, foot, self._space.rule)
                start = None
