"""Blocks laid out in a column: which type each is set in, how it stands in, and the white above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kyodo_desktop.domain.numbering import agenda_number
from kyodo_desktop.papers import blocks as b
from kyodo_desktop.papers.blockflow import (
    Beside,
    Framed,
    Inset,
    Laid,
    Lines,
    Marked,
    Picture,
    Pointer,
    Stack,
    stacked,
)
from kyodo_desktop.papers.blockgrid import laid_grid
from kyodo_desktop.papers.blocktext import Lettering, natural, set_words
from kyodo_desktop.papers.press.canvas import Shade
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.undivided import MOST, within

_BULLET: Final = "・"
_LABEL_GAP: Final = 0.5  # ems after a number
_NUMBERED: Final = 6  # levels that have numbers of their own
_PADDING: Final = 0.6  # ems inside a frame
_FIGURE_SHARE: Final = 0.72  # of the page's height
_PIXEL: Final = 25.4 / 144  # millimetres that a picture's pixel takes at most


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingLook:
    """How a level of heading is set: its size against the body's, its decoration, the white above in ems."""

    scale: float
    bar: bool = False
    rule: bool = False
    before: float = 1.0
    align: b.Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a text is set; white in ems of the body."""

    text: Lettering
    heading_face: str
    headings: tuple[HeadingLook, ...]
    gap: float
    item_gap: float
    note: float
    table: float
    indent: float
    accent: Shade
    tint: Shade
    ground: Shade
    air: float = 1.0

    def sized(self, size: float) -> Look:
        """The same with the body in type of `size` points."""
        return replace(self, text=self.text.sized(size / self.text.style.size))


def takes_room(block: b.Block) -> bool:
    """Whether anything of `block` is set: nothing of a paragraph without words, or of a divider."""
    if isinstance(block, b.Paragraph):
        return bool(b.plain(block.words).strip())
    return not isinstance(block, b.Divider)


class Layer:
    """Lays blocks out for a page; `tallest` is the room that a picture may not exceed."""

    def __init__(self, page: Page, look: Look, tallest: float) -> None:
        self.page = page
        self.look = look
        self.tallest = tallest

    def stack(
        self, blocks: Iterable[b.Block], width: float, text: Lettering | None = None, depth: int = 0
    ) -> Stack:
        """`blocks` one below the other in a column of `width`."""
        text = text or self.look.text
        parts: list[Laid] = []
        for block in filter(takes_room, blocks):
            made = self._laid(block, width, text, depth)
            last = parts[-1] if parts else None
            if isinstance(block, b.Arrow) and last is not None:
                parts[-1] = replace(last, keep=True)
            elif isinstance(last, Pointer):
                made = replace(made, before=last.before)
            parts.append(made)
        return stacked(parts)

    def _laid(self, block: b.Block, width: float, text: Lettering, depth: int) -> Laid:
        gap = self.look.gap * text.em * self.look.air
        match block:
            case b.Heading():
                return self._heading(block, width, text)
            case b.Paragraph():
                return self._lines(block.words, text, width, gap)
            case b.Items():
                return self._items(block, width, replace(text, indent=0.0), depth, gap)
            case b.Grid():
                look = replace(text.sized(self.look.table), indent=0.0)
                return laid_grid(self.page, block, look, width, self.look.tint, gap)
            case b.Box():
                return self._box(block, width, text, gap)
            case b.Columns():
                return self._columns(block, width, text, gap)
            case b.Arrow():
                return self._arrow(block, width, text, gap)
            case b.Note():
                small = replace(text.sized(self.look.note), indent=0.0)
                return replace(self.stack(block.blocks, width, small, depth), before=gap)
            case b.Figure():
                return self._figure(block, width, text, gap)
            case b.Indented():
                left = text.em
                inner = self.stack(block.blocks, width - left, replace(text, indent=0.0), depth)
                return Inset(inner=inner, left=left, before=gap * 0.5)
            case b.Divider():
                return Stack(parts=())

    def _lines(self, words: b.Words, text: Lettering, width: float, before: float, role: str = "P") -> Lines:
        lines = set_words(self.page, words, text, width)
        return Lines(lines=lines, look=text, width=width, before=before, role=role)

    def _head(self, words: b.Words, text: Lettering, width: float, role: str) -> Lines:
        """The words of a heading, which isn't divided. Raises TextTooLong."""
        made = self._lines(words, text, width, 0.0, role)
        within(made.height, self.tallest * MOST, b.plain(words))
        return made

    def _heading(self, block: b.Heading, width: float, text: Lettering) -> Laid:
        level = min(block.level, len(self.look.headings))
        look = self.look.headings[level - 1]
        bold = text.bold().sized(look.scale)
        big = replace(
            bold,
            style=replace(bold.style, face=self.look.heading_face),
            strong=self.look.heading_face,
            align=look.align,
        )
        bar = big.em * 0.28 if look.bar else 0.0
        words = self._head(block.words, big, width - 2 * bar, f"H{min(level, 6)}")
        before = look.before * text.em * self.look.air
        return Marked(
            words=words,
            colour=self.look.accent,
            bar=bar,
            rule=0.5 if look.rule else 0.0,
            width=width,
            before=before,
            keep=True,
        )

    def _items(self, block: b.Items, width: float, text: Lettering, depth: int, gap: float) -> Laid:
        labels = [_label(block, place, depth) for place in range(len(block.items))]
        wide = max([natural(self.page, b.words(label), text) for label in labels], default=text.em)
        label_width = wide + (0.0 if block.first is None else text.em * _LABEL_GAP)
        shift = self.look.indent * text.em if depth == 0 else 0.0
        left = shift + label_width
        between = self.look.item_gap * text.em * self.look.air
        parts: list[Laid] = []
        for label, item in zip(labels, block.items, strict=True):
            inner = self.stack(item, width - left, text, depth + 1)
            tight = _tightened(inner, between)
            sign = self._lines(b.words(label), text, label_width, 0.0, "Lbl")
            entry = Inset(inner=tight, left=left, label=sign, label_at=shift, before=between, listed=True)
            parts.append(entry)
        before = gap if depth == 0 else between
        return Stack(parts=tuple(parts), before=before, listed="Disc" if block.first is None else "Decimal")

    def _box(self, block: b.Box, width: float, text: Lettering, gap: float) -> Laid:
        padding = text.em * _PADDING * min(1.0, self.look.air)
        plain = text.contained()
        inner = self.stack(block.blocks, width - 2 * padding, plain)
        if not block.heading and _short(inner, len(block.blocks)):
            inner = self.stack(block.blocks, width - 2 * padding, replace(plain, align="center"))
        heading = None
        if block.heading:
            look = replace(plain.bold(), align="left")
            heading = self._head(block.heading, look, width - 2 * padding, "H3")
        return Framed(
            inner=inner,
            width=width,
            padding=padding,
            heading=heading,
            edge=self.look.accent,
            ground=self.look.ground,
            band=self.look.tint,
            before=gap,
        )

    def _columns(self, block: b.Columns, width: float, text: Lettering, gap: float) -> Laid:
        between = text.em * (0.5 if any(share == 0 for share in block.shares) else 1.0)
        arrow = text.em * 2.2
        pointing = frozenset(n for n, share in enumerate(block.shares) if not share)
        said = [self._arrow_width(column, text, arrow) for column in block.columns]
        taken = sum(said[n] for n in pointing) + between * (len(block.columns) - 1)
        total = sum(block.shares) or 1.0
        widths = tuple(
            said[n] if n in pointing else max(text.em, (width - taken) * share / total)
            for n, share in enumerate(block.shares)
        )
        plain = replace(text, indent=0.0)
        columns = tuple(
            self.stack(column, one, plain) for column, one in zip(block.columns, widths, strict=True)
        )
        return Beside(columns=columns, widths=widths, gap=between, pointing=pointing, before=gap)

    def _arrow_width(self, column: Sequence[b.Block], text: Lettering, least: float) -> float:
        """How wide an arrow's column is: as its words, within reason."""
        said = b.plain(column[0].words) if column and isinstance(column[0], b.Arrow) else ""
        return max(least, min(natural(self.page, b.words(said), text), text.em * 6))

    def _arrow(self, block: b.Arrow, width: float, text: Lettering, gap: float) -> Laid:
        size = text.em * 1.6
        words = None
        if block.words:
            room = max(text.em, width - size * 2.1) if block.down else width
            room = min(room, natural(self.page, block.words, text) + text.em * 0.1)
            words = self._lines(block.words, replace(text, indent=0.0, align="left"), room, 0.0)
        before = gap * 0.5 if block.down else gap
        shade = self.look.accent
        return Pointer(
            down=block.down, size=size, width=width, colour=shade, words=words, before=before, keep=True
        )

    def _figure(self, block: b.Figure, width: float, text: Lettering, gap: float) -> Laid:
        most = min(self.tallest * _FIGURE_SHARE, self.tallest - 4 * text.em)
        scale = min(width / block.width, most / block.height, _PIXEL * 2)
        across, tall = block.width * scale, block.height * scale
        alt = block.words
        return Picture(data=block.data, alt=alt, across=across, tall=tall, width=width, before=gap)


def _short(inner: Stack, count: int) -> bool:
    """Whether a box holds one paragraph of a few words a line, to be set in its middle."""
    lines = inner.parts[0].lines if count == 1 and isinstance(inner.parts[0], Lines) else ()
    return bool(lines) and all(one.line.last and not one.inset for one in lines)


def _label(block: b.Items, place: int, depth: int) -> str:
    if block.first is None:
        return _BULLET
    number = block.first + place
    if depth == 0 and block.dotted:
        return f"{number}."
    return agenda_number(min(depth, _NUMBERED - 1), number) if number > 0 else str(number)


def _tightened(inner: Stack, before: float) -> Stack:
    """What stands in an item, its paragraphs no further apart than items are."""
    parts = tuple(
        replace(part, before=before)
        if part.before > before and isinstance(part, Lines | Stack | Inset)
        else part
        for part in inner.parts
    )
    return Stack(parts=parts, before=inner.before, keep=inner.keep)
