"""Things laid out in a column, each knowing its height, how it divides between pages and how it is drawn.

All lengths are millimetres. To divide is to ask for the part that fits into some room; nothing fits where a
line would be left alone, where a heading would lose its text, or where a thing is whole by nature.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from kyodo_desktop.papers.blocktext import Lettering, SetWords
from kyodo_desktop.papers.press.canvas import Shade
from kyodo_desktop.papers.press.page import POINTS, Page

_NEARLY: Final = 1e-6
_ALONE: Final = 2  # lines of a paragraph that must stay together at a page's foot and head


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid(ABC):
    """Something with a height; `before` is the white above it, and `keep` binds it to what follows.

    `mark` is the same in the parts of what is divided, which are one element in the document's structure.
    """

    before: float = 0.0
    keep: bool = False
    mark: object = field(default_factory=object, compare=False, repr=False)

    @property
    @abstractmethod
    def height(self) -> float: ...

    @abstractmethod
    def draw(self, page: Page, x: float, y: float) -> None:
        """Draw it with its top left corner at (x, y)."""

    def split(self, room: float, *, force: bool = False) -> Cut:  # noqa: ARG002 - most are whole
        """What fits into `room`, and the rest. `force` takes something even against the rules."""
        return None, self


Cut: TypeAlias = tuple[Laid | None, Laid | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Laid):
    """A paragraph's lines, at least two of which stand together on a page."""

    lines: tuple[SetWords, ...]
    look: Lettering
    width: float
    role: str = "P"

    @property
    def height(self) -> float:
        return len(self.lines) * self.look.style.line / POINTS

    def draw(self, page: Page, x: float, y: float) -> None:
        style = self.look.style
        with page.within(self.role, self.mark):
            for one in self.lines:
                room = self.width - one.inset
                page.mixed(x + one.inset, y, room, one.line, one.faces, style, self.look.align)
                y += style.line / POINTS

    def split(self, room: float, *, force: bool = False) -> Cut:
        count = len(self.lines)
        fits = int(room * POINTS / self.look.style.line + _NEARLY)
        take = min(fits, count - 1) if force else min(fits, count - _ALONE)
        take = max(take, 1) if force and count > 1 else take
        if take < (1 if force else _ALONE):
            return None, self
        return (
            replace(self, lines=self.lines[:take], keep=False),
            replace(self, lines=self.lines[take:], before=0.0),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack(Laid):
    """Things one below the other; the white above the first isn't the stack's. `listed`: they are a list's
    entries, and how those are labelled.
    """

    parts: tuple[Laid, ...]
    listed: Literal["", "Decimal", "Disc"] = ""

    @property
    def height(self) -> float:
        return sum(part.height + (part.before if n else 0.0) for n, part in enumerate(self.parts))

    def draw(self, page: Page, x: float, y: float) -> None:
        with page.within("L", self.mark, self.listed) if self.listed else nullcontext():
            for place, part in enumerate(self.parts):
                y += part.before if place else 0.0
                part.draw(page, x, y)
                y += part.height

    def split(self, room: float, *, force: bool = False) -> Cut:
        left = room
        for place, part in enumerate(self.parts):
            left -= part.before if place else 0.0
            if part.height > left + _NEARLY:
                return self._cut(place, left, force=force)
            left -= part.height
        return self, None

    def _cut(self, place: int, left: float, *, force: bool) -> Cut:
        head, tail = self.parts[place].split(left)
        if head is None:
            start = place
            while start and self.parts[start - 1].keep:
                start -= 1
            if not start and force:
                return self._force(place, left)
            place, head, tail = start, None, self.parts[start]
        above = self.parts[:place] + ((head,) if head is not None else ())
        below = ((tail,) if tail is not None else ()) + self.parts[place + 1 :]
        if not above:
            return None, self
        return replace(self, parts=above), replace(self, parts=below, before=0.0)

    def _force(self, place: int, left: float) -> Cut:
        """Divide although something is too tall for a whole page."""
        head, tail = self.parts[place].split(left, force=True)
        if head is None and place:
            return replace(self, parts=self.parts[:place]), replace(self, parts=self.parts[place:])
        if head is None:
            head, tail = self.parts[place], None
        below = ((tail,) if tail is not None else ()) + self.parts[place + 1 :]
        above = replace(self, parts=(*self.parts[:place], head))
        return above, replace(self, parts=below) if below else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inset(Laid):
    """Something that stands in by `left`, with a label before its first line; `listed`: a list's entry."""

    inner: Laid
    left: float
    label: Lines | None = None
    label_at: float = 0.0
    listed: bool = False

    @property
    def height(self) -> float:
        return max(self.inner.height, self.label.height if self.label else 0.0)

    def draw(self, page: Page, x: float, y: float) -> None:
        with page.within("LI", self.mark) if self.listed else nullcontext():
            if self.label is not None:
                self.label.draw(page, x + self.label_at, y)
            with page.within("LBody", (self.mark, "LBody")) if self.listed else nullcontext():
                self.inner.draw(page, x + self.left, y)

    def split(self, room: float, *, force: bool = False) -> Cut:
        head, tail = self.inner.split(room, force=force)
        if head is None:
            return None, self
        below = replace(self, inner=tail, label=None, before=0.0) if tail is not None else None
        return replace(self, inner=head, keep=False), below


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside(Laid):
    """Columns side by side, divided together; those in `pointing` are arrows, in the middle of the height."""

    columns: tuple[Laid, ...]
    widths: tuple[float, ...]
    gap: float
    pointing: frozenset[int] = frozenset()

    @property
    def height(self) -> float:
        return max((column.height for column in self.columns), default=0.0)

    def draw(self, page: Page, x: float, y: float) -> None:
        tall = self.height
        for place, (column, width) in enumerate(zip(self.columns, self.widths, strict=True)):
            down = (tall - column.height) / 2 if place in self.pointing else 0.0
            with page.within("Div", (self.mark, place)):
                _stretched(column, tall).draw(page, x, y + down)
            x += width + self.gap

    def split(self, room: float, *, force: bool = False) -> Cut:
        if not force:  # neighbours stay together while a page can hold them
            return None, self
        heads: list[Laid] = []
        tails: list[Laid] = []
        for column in self.columns:
            head, tail = (column, None) if column.height <= room else column.split(room, force=force)
            if head is None:
                return None, self
            heads.append(head)
            tails.append(tail if tail is not None else Stack(parts=()))
        below = replace(self, columns=tuple(tails), pointing=frozenset[int](), before=0.0)
        return replace(self, columns=tuple(heads), keep=False), below


def _stretched(column: Laid, height: float) -> Laid:
    """A column whose last frame reaches down as far as its neighbours do."""
    last = column.parts[-1] if isinstance(column, Stack) and column.parts else None
    if not isinstance(column, Stack) or not isinstance(last, Framed):
        return column
    taller = replace(last, least=last.height + height - column.height)
    return replace(column, parts=(*column.parts[:-1], taller))


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed(Laid):
    """A frame with an optional heading in a band at its top, going on over pages."""

    inner: Laid
    width: float
    padding: float
    heading: Lines | None = None
    edge: Shade = 0.0
    ground: Shade | None = None
    band: Shade | None = None
    thickness: float = 0.8
    least: float = 0.0
    goes_on: bool = False
    """Whether it began on the page before: then its words begin at its top."""

    @property
    def _band(self) -> float:
        return self.heading.height + self.padding if self.heading else 0.0

    @property
    def height(self) -> float:
        inner = self.inner.height + 2 * self.padding if self.inner.height else 0.0
        return max(self.least, self._band + inner)

    def draw(self, page: Page, x: float, y: float) -> None:
        tall = self.height
        page.box(x, y, self.width, tall, 0, self.ground)
        if self.heading is not None:
            page.box(x, y, self.width, self._band, 0, self.band)
            self.heading.draw(page, x + self.padding, y + self.padding / 2)
        page.box(x, y, self.width, tall, self.thickness, edge=self.edge)
        spare = (tall - self._band - self.inner.height) / 2
        down = min(spare, self.padding) if self.heading or self.goes_on else spare
        self.inner.draw(page, x + self.padding, y + self._band + down)

    def split(self, room: float, *, force: bool = False) -> Cut:
        head, tail = self.inner.split(room - self._band - 2 * self.padding, force=force)
        if head is None:
            return None, self
        if tail is None:
            return replace(self, inner=head, keep=False, least=0.0), None
        below = replace(self, inner=tail, heading=None, before=0.0, least=0.0, goes_on=True)
        return replace(self, inner=head, keep=False, least=0.0), below


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer(Laid):
    """An arrow, down or to the right, with words beside it or over it."""

    down: bool
    size: float
    width: float
    colour: Shade
    words: Lines | None = None

    @property
    def height(self) -> float:
        said = self.words.height if self.words else 0.0
        return max(self.size, said) if self.down else self.size + said

    def draw(self, page: Page, x: float, y: float) -> None:
        if self.down:
            room = self.words.width + self.size * 0.5 if self.words else 0.0
            left = x + (self.width - self.size * 1.6 - room) / 2
            self._shape(page, left, y + (self.height - self.size) / 2)
            if self.words is not None:
                at = y + (self.height - self.words.height) / 2
                self.words.draw(page, left + self.size * 2.1, at)
            return
        if self.words is not None:
            self.words.draw(page, x, y)
            y += self.words.height
        self._shape(page, x + (self.width - self.size) / 2, y)

    def _shape(self, page: Page, x: float, y: float) -> None:
        """A block arrow: a shaft, and a head twice as broad."""
        s = self.size
        if self.down:
            outline = ((0.4, 0), (1.2, 0), (1.2, 0.5), (1.6, 0.5), (0.8, 1), (0, 0.5), (0.4, 0.5))
        else:
            outline = ((0, 0.25), (0.45, 0.25), (0.45, 0), (1, 0.5), (0.45, 1), (0.45, 0.75), (0, 0.75))
        page.polygon([(x + across * s, y + along * s) for across, along in outline], self.colour)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Laid):
    """A picture in the middle of the column; `alt` says in words what it shows."""

    data: bytes
    alt: str
    across: float
    tall: float
    width: float

    @property
    def height(self) -> float:
        return self.tall

    def draw(self, page: Page, x: float, y: float) -> None:
        place = (x + (self.width - self.across) / 2, y)
        if not self.alt:  # an ornament
            page.picture(*place, self.across, self.tall, self.data, "Artifact")
            return
        figure = page.figure(self.alt)
        page.stands(figure, *place, self.across, self.tall)
        page.picture(*place, self.across, self.tall, self.data, figure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked(Laid):
    """A heading's words with a bar before them, a rule under them, or neither."""

    words: Lines
    colour: Shade
    bar: float = 0.0
    rule: float = 0.0
    width: float = 0.0

    @property
    def height(self) -> float:
        return self.words.height + (1.0 if self.rule else 0.0)

    def draw(self, page: Page, x: float, y: float) -> None:
        inset = 0.0
        if self.bar:
            spare = (self.words.look.style.line - self.words.look.style.size) / 2 / POINTS
            page.box(x, y + spare * 0.6, self.bar, self.words.height - spare * 1.2, 0, self.colour)
            inset = self.bar * 2
        self.words.draw(page, x + inset, y)
        if self.rule:
            page.box(x, y + self.words.height, self.width, self.rule, 0, self.colour)


def stacked(parts: Sequence[Laid]) -> Stack:
    """`parts` one below the other."""
    return Stack(parts=tuple(parts))


def divided(body: Laid, first: float, later: float) -> tuple[Laid, ...]:
    """`body` on pages with `first` and then `later` millimetres of room; at least one."""
    pages: list[Laid] = []
    rest: Laid | None = body
    while rest is not None:
        room = later if pages else first
        if rest.height <= room + _NEARLY:
            pages.append(rest)
            break
        head, rest = rest.split(room, force=bool(pages) or first >= later)
        pages.append(head if head is not None else Stack(parts=()))
    return tuple(pages)
