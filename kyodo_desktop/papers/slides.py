"""A text as slides: A4 across, each with its title in a bar, in type as large as its page allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from kyodo_desktop.papers import blocks as b
from kyodo_desktop.papers.blockflow import Laid, Marked, Stack, divided
from kyodo_desktop.papers.blocklay import HeadingLook, Layer, Look, takes_room
from kyodo_desktop.papers.blocktext import Lettering, SetWords, natural, set_words
from kyodo_desktop.papers.forms import Margins, Type, colour, measure, option, rgb, wording
from kyodo_desktop.papers.paper import MM, one_page
from kyodo_desktop.papers.press.canvas import Shade
from kyodo_desktop.papers.press.page import A4_LANDSCAPE, POINTS, Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.stamp import EDGE, stamp_size
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.undivided import MOST, TextTooLong, within

_STEP: Final = 0.5  # points between two sizes tried
_AIRS: Final = (1.0, 1.25, 1.5, 1.75, 2.0)  # how much white between blocks is tried where there is room
_TIGHT: Final = 0.6  # and how little in the smallest type, before a slide goes on
_WHITE: Final = 1.0
_BAR_TOP: Final = 7.0
_BAR_HEIGHT: Final = 14.0
_STAMP_GAP: Final = 3.0
_HEADINGS: Final = (
    HeadingLook(scale=1.2, rule=True, before=0.9),
    HeadingLook(scale=1.1, bar=True, before=0.9),
    HeadingLook(scale=1.0, before=0.8),
    HeadingLook(scale=1.0, before=0.6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideForm:
    """How slides look; `note` and `table` are shares of the body, and no text is smaller than `least`.

    Two slides on an A4 sheet are printed at 0.7, where 8 points is the least to be read (11.5 × 0.7).
    """

    continued: str = wording("title")
    digits: str = option("half", "full", "one_full")
    accent: str = colour()
    tint: str = colour()
    ground: str = colour()
    least: float = measure(6, 40)
    leading: float = measure(1.1, 2.5)
    gap: float = measure(0, 3)
    item: float = measure(0, 3)
    note: float = measure(0.5, 1)
    table: float = measure(0.5, 1.2)
    margins: Margins
    heading: Type
    body: Type
    strong: Type
    foot: Type


@dataclass(frozen=True, slots=True)
class Slide:
    """What stands on one slide."""

    title: b.Words
    blocks: tuple[b.Block, ...]


def slides(blocks: Sequence[b.Block]) -> tuple[Slide, ...]:
    """The slides that dividers end; one with nothing on it is left out."""
    groups: list[list[b.Block]] = [[]]
    for block in blocks:
        if isinstance(block, b.Divider):
            groups.append([])
        else:
            groups[-1].append(block)
    return tuple(_slide(group) for group in groups if group)


def _slide(blocks: Sequence[b.Block]) -> Slide:
    first = blocks[0]
    if isinstance(first, b.Heading) and first.level == 1:
        return Slide(first.words, tuple(blocks[1:]))
    return Slide((), tuple(blocks))


class Deck:
    """Slides being drawn; `number` and `title` are the material's."""

    def __init__(self, page: Page, form: SlideForm, number: str, title: str) -> None:
        page.resize(A4_LANDSCAPE)
        self.page = page
        self.form = form
        self.number = number
        self.title = title
        self.accent: Shade = rgb(form.accent)
        self.width = page.width - form.margins.left - form.margins.right
        self.bottom = page.height - form.margins.bottom

    def draw(self, blocks: Sequence[b.Block]) -> Iterator[Progress]:
        """Every slide in turn."""
        found = slides(blocks) or (Slide(b.words(self.title), ()),)
        for done, slide in enumerate(found):
            if done:
                self.page.new_page()
            self._slide(slide, first=done == 0)
            yield one_page(done + 1, len(found))

    def _slide(self, slide: Slide, *, first: bool) -> None:
        self.page.bookmark(b.plain(slide.title).replace("\n", "") or self.title)
        top = self._top(slide.title, first=first)
        shown = tuple(block for block in slide.blocks if takes_room(block))
        for place, (part, down) in enumerate(self._fitted(shown, self.bottom - top)):
            if place:
                self.page.new_page()
            said = self._continued(slide.title) if place else slide.title
            self._bar(said, first=first and not place, again=place > 0)
            self._foot()
            part.draw(self.page, self.form.margins.left, top + down)

    def _continued(self, title: b.Words) -> b.Words:
        return (*title, b.Span(self.form.continued)) if title else ()

    # --- the title ---------------------------------------------------------------------------------------

    def _bar_width(self, *, first: bool) -> float:
        """On the first page the stamp stands to the right of the bar."""
        if not first or not self.number:
            return self.width
        stamp, _ = stamp_size(self.page, self.number)
        return self.page.width - EDGE - stamp - _STAMP_GAP - self.form.margins.left

    def _title_room(self, *, first: bool) -> float:
        """The width for the title's words."""
        return self._bar_width(first=first) - 2 * self.form.heading.size * MM * 0.6

    def _title_lines(self, title: b.Words, *, first: bool) -> tuple[Lettering, tuple[SetWords, ...]]:
        """One line, smaller where it is a little too long; else as many as it takes."""
        kind = self.form.heading
        look = Lettering(Style(kind.face, kind.size, kind.size * 1.3, ink=_WHITE), kind.face, align="left")
        room = self._title_room(first=first)
        wide = natural(self.page, title, look)
        if room < wide:
            look = look.sized(max(0.75, room / wide * 0.999))
        return look, set_words(self.page, title, look, room)

    def _bar_height(self, title: b.Words, *, first: bool) -> float:
        look, lines = self._title_lines(title, first=first)
        tall = len(lines) * look.style.line / POINTS + 3
        return max(_BAR_HEIGHT, within(tall, self.page.height * MOST, b.plain(title)))

    def _top(self, title: b.Words, *, first: bool) -> float:
        """Where the slide's own blocks begin, below its bar and the stamp."""
        if not title:
            stamp = EDGE + stamp_size(self.page, self.number)[1] + _STAMP_GAP
            return max(self.form.margins.top, stamp if first and self.number else 0.0)
        tall = max(self._bar_height(self._continued(title), first=True), self._bar_height(title, first=first))
        return max(self.form.margins.top, _BAR_TOP) + tall + self.form.body.size * MM * 0.8

    def _bar(self, title: b.Words, *, first: bool, again: bool) -> None:
        if not title:
            return
        role = self.page.element("Artifact" if again else "H1")
        look, lines = self._title_lines(title, first=first)
        tall = self._bar_height(title, first=first)
        left, y = self.form.margins.left, max(self.form.margins.top, _BAR_TOP)
        self.page.box(left, y, self._bar_width(first=first), tall, 0, self.accent)
        line = look.style.line / POINTS
        at = y + (tall - len(lines) * line) / 2
        inset = self.form.heading.size * MM * 0.6
        room = self._title_room(first=first)
        for one in lines:
            self.page.mixed(left + inset, at, room, one.line, one.faces, look.style, "left", role)
            at += line

    def _foot(self) -> None:
        """The material's title, small, so that a leaf by itself says where it belongs."""
        foot = self.form.foot
        look = Style(foot.face, foot.size, ink=0.35)
        y = self.page.height - EDGE - foot.size * MM
        text = f"{self.number}　{self.title}" if self.number else self.title
        room = self.page.width / 2 - self.form.margins.left - 12
        if self.page.text_width(text, look) <= room:
            self.page.text(self.form.margins.left, y, text, look, role="Artifact")

    # --- the body ----------------------------------------------------------------------------------------

    def _look(self, size: float, air: float = 1.0) -> Look:
        form = self.form
        style = Style(form.body.face, size, size * form.leading)
        floor = form.least / size
        return Look(
            text=Lettering(style, form.strong.face),
            heading_face=form.strong.face,
            headings=_HEADINGS,
            gap=form.gap,
            item_gap=form.item,
            note=max(form.note, min(floor, 1.0)),
            table=max(form.table, min(floor, 1.0)),
            indent=0.0,
            accent=self.accent,
            tint=rgb(form.tint),
            ground=rgb(form.ground),
            air=air,
        )

    def _fitted(self, blocks: Sequence[b.Block], room: float) -> tuple[tuple[Laid, float], ...]:
        """The pages of a slide in the largest type that needs no more of them, and how far down each begins.

        A page that begins with a heading is a slide of its own and has its own size.
        """

        @cache
        def laid(size: float, air: float = 1.0) -> Stack:
            return Layer(self.page, self._look(size, air), room).stack(blocks, self.width)

        sizes = _sizes(self.form.body.size, self.form.least)
        if laid(sizes[0]).height > room:
            tight = laid(sizes[0], _TIGHT)
            if tight.height <= room:
                return ((tight, 0.0),)
            pages = _over_pages(sizes, laid, room)
            parts = _parted(blocks, pages)
            return tuple(fit for part in parts for fit in self._fitted(part, room)) or tuple(
                (page, 0.0) for page in pages
            )
        size = _largest(sizes, lambda size: laid(size).height <= room)
        air = _largest(_AIRS, lambda air: laid(size, air).height <= room)
        page = laid(size, air)
        return ((page, min((room - page.height) * 0.12, self.form.body.size * MM)),)


def _sizes(most: float, least: float) -> list[float]:
    """The sizes tried, the smallest first."""
    steps = max(0, int((most - least) / _STEP))
    return [most - step * _STEP for step in range(steps, -1, -1)]


def _largest(sizes: Sequence[float], fits: Callable[[float], bool]) -> float:
    """The largest size that fits, the smallest being known to; where a heading is too long, none does."""
    low, high = 0, len(sizes) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _bears(fits, sizes[middle]):
            low = middle
        else:
            high = middle - 1
    return sizes[low]


def _bears(fits: Callable[[float], bool], size: float) -> bool:
    try:
        return fits(size)
    except TextTooLong:
        return False


def _over_pages(sizes: Sequence[float], laid: Callable[[float], Stack], room: float) -> tuple[Laid, ...]:
    """As few pages as the smallest type needs, in the largest that needs no more; cut before a heading
    where that costs no page.
    """
    ways = (_by_headings, _anywhere)
    least = [way(laid(sizes[0]), room) for way in ways]
    fewest = min(len(pages) for pages in least if pages)
    way = next(way for way, pages in zip(ways, least, strict=True) if len(pages) == fewest)
    size = _largest(sizes, lambda size: 0 < len(way(laid(size), room)) <= fewest)
    return way(laid(size), room)


def _parted(blocks: Sequence[b.Block], pages: Sequence[Laid]) -> tuple[Sequence[b.Block], ...]:
    """The blocks of each page where every page begins with a heading; else nothing."""
    counts = [len(page.parts) if isinstance(page, Stack) else 0 for page in pages]
    starts = [sum(counts[:n]) for n in range(len(counts) + 1)]
    headed = all(start < len(blocks) and isinstance(blocks[start], b.Heading) for start in starts[1:-1])
    if len(pages) < 2 or starts[-1] != len(blocks) or not headed:
        return ()
    return tuple(blocks[start:stop] for start, stop in pairwise(starts))


def _anywhere(stack: Stack, room: float) -> tuple[Laid, ...]:
    return divided(stack, room, room)


def _by_headings(stack: Stack, room: float) -> tuple[Laid, ...]:
    """The pages when a heading keeps everything under it; none where that is too much for a page."""
    pages: list[Stack] = []
    for chapter in _chapters(stack):
        joined = Stack(parts=pages[-1].parts + chapter.parts) if pages else chapter
        if pages and joined.height <= room:
            pages[-1] = joined
        else:
            pages.append(chapter)
    return tuple(pages) if all(page.height <= room for page in pages) else ()


def _chapters(stack: Stack) -> Iterator[Stack]:
    """The parts from each heading to the next; headings that follow one another stay together."""
    start = 0
    for place in range(1, len(stack.parts)):
        if isinstance(stack.parts[place], Marked) and not isinstance(stack.parts[place - 1], Marked):
            yield Stack(parts=stack.parts[start:place])
            start = place
    yield Stack(parts=stack.parts[start:])
