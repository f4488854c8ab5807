"""Running text down pages: headings stay with their text, and no page begins or ends with a lone line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kyodo_desktop.papers.layout import Block, paginate, tightness
from kyodo_desktop.papers.paper import MM, one_page
from kyodo_desktop.papers.press.linebreak import Line
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.setting import Align
from kyodo_desktop.papers.press.structure import ARTIFACT, Element, Role
from kyodo_desktop.papers.press.style import Style

_SLACK: Final = 1e-6
_TOGETHER: Final = 2
"""The fewest lines of a paragraph that stand on a page, unless it has no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph: `inset` ems from the left, its first line `indent` ems further (less than 0: hanging).

    `before` is the white above it in millimetres; `keep` binds it to the passage after it. `level` is how
    deep in a list an entry (role LI) stands, from 0.
    """

    text: str
    style: Style
    inset: float = 0.0
    indent: float = 0.0
    align: Align = "justify"
    before: float = 0.0
    keep: bool = False
    role: Role = "P"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """Where text runs: millimetres from the page's top left corner."""

    left: float
    width: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Strip:
    """Lines of a passage that aren't parted."""

    passage: Passage
    lines: tuple[Line, ...]
    first: bool
    block: Block


def height_of(page: Page, passage: Passage, width: float) -> float:
    """The height a passage takes, without the white above it."""
    return len(_lines(page, passage, width)) * passage.style.line * MM


def put(page: Page, passage: Passage, left: float, y: float, width: float) -> float:
    """Set a whole passage with its top at `y`; returns the height used, without the white above it."""
    lines, part = _lines(page, passage, width), _part(page, passage)
    return _set(page, passage, lines, Column(left, width, 0, 0), y, part, first=True)


def pour(page: Page, passage: Passage, column: Column, y: float) -> float:
    """Set a passage from `y` down the column, turning pages where it is longer; returns the y below it."""
    part = _part(page, passage)
    for strip in _strips(page, passage, column.width):
        if y > column.top and y + strip.block.height > column.bottom + _SLACK:
            page.new_page()
            y = column.top
        y += _set(page, passage, strip.lines, column, y, part, first=strip.first)
    return y


def run(
    page: Page,
    passages: Sequence[Passage],
    column: Column,
    *,
    least: float = 1.0,
    start: float | None = None,
) -> Iterator[Progress]:
    """Set passages from the column's top on, or first from `start`, turning pages; the white between them
    shrinks to `least` before another page is taken.
    """
    strips = [strip for one in passages for strip in _strips(page, one, column.width)]
    blocks, room = [one.block for one in strips], column.bottom - column.top
    first = 0.0 if start is None else start - column.top
    places = paginate(blocks, first, room, tightness(blocks, first, room, least))
    pages = places[-1].page + 1 if places else 1
    at, part = 0, ARTIFACT
    for strip, place in zip(strips, places, strict=True):
        if place.page != at:
            at = place.page
            yield one_page(at, pages)
            page.new_page()
        part = _part(page, strip.passage) if strip.first else part
        _set(page, strip.passage, strip.lines, column, column.top + place.y, part, first=strip.first)
    yield one_page(pages, pages)


def _lines(page: Page, passage: Passage, width: float) -> tuple[Line, ...]:
    inset = passage.inset * passage.style.size * MM
    return page.lines(passage.text, width - inset, passage.style, passage.indent)


def _part(page: Page, passage: Passage) -> Element:
    """The element that a passage is, on however many pages."""
    if isinstance(passage.role, Element):
        return passage.role
    return page.entry(passage.level)[1] if passage.role == "LI" else page.element(passage.role)


def _set(
    page: Page,
    passage: Passage,
    lines: tuple[Line, ...],
    column: Column,
    y: float,
    part: Element,
    *,
    first: bool,
) -> float:
    inset = passage.inset * passage.style.size * MM
    indent = passage.indent if first else 0.0
    place = (column.left + inset, y, column.width - inset)
    return page.set_lines(*place, lines, passage.style, passage.align, indent, part)


def _strips(page: Page, passage: Passage, width: float) -> Iterator[_Strip]:
    """A passage cut so that every part of it may end a page: its first lines, each other line, its last."""
    lines = _lines(page, passage, width)
    cuts = [0, len(lines)]
    if len(lines) > 2 * _TOGETHER - 1:
        cuts = [0, *range(_TOGETHER, len(lines) - _TOGETHER + 1), len(lines)]
    line = passage.style.line * MM
    for start, stop in pairwise(cuts):
        before, keep = (passage.before if start == 0 else 0.0), passage.keep and stop == len(lines)
        block = Block((stop - start) * line, before, keep)
        yield _Strip(passage, lines[start:stop], start == 0, block)
