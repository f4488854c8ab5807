"""What an authored text is made of: frozen blocks that know nothing of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Align: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one face. `exact`: an address, whose figures keep the width they were typed in."""

    text: str
    strong: bool = False
    exact: bool = False


Words: TypeAlias = tuple[Span, ...]
"""A run of text; a newline ends a line."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 titles a slide or the whole text."""

    level: int
    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    words: Words


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `first` is the number it begins with, None for bullets. Each item holds blocks.

    `dotted`: the outermost numbers are 1. 2. as typed, else 1 2 as an office writes them.
    """

    items: tuple[tuple[Block, ...], ...]
    first: int | None = None
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head, its rows, and how each column is set."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    aligns: tuple[Align, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A frame with an optional heading."""

    heading: Words
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow to the block that follows: down, or to the right between two columns."""

    down: bool = True
    words: Words = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side, as wide as their shares say; a column that is an arrow points to the next."""

    columns: tuple[tuple[Block, ...], ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Small print."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture (PNG, JPEG) with the words that stand for it where it can't be seen."""

    words: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Indented:
    """Blocks that stand in under the line before them."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Divider:
    """A line of --- in the source: between slides the end of one, in a text white."""


Block: TypeAlias = (
    Heading | Paragraph | Items | Grid | Box | Arrow | Columns | Note | Figure | Indented | Divider
)


def words(text: str, *, strong: bool = False) -> Words:
    """`text` as one span; no text, no span."""
    return (Span(text, strong),) if text else ()


def plain(run: Words) -> str:
    """The text of `run`."""
    return "".join(span.text for span in run)


def runs(blocks: Iterable[Block]) -> Iterator[tuple[Words, bool]]:
    """Every run of text in `blocks`, in order, and whether it heads something."""
    for block in blocks:
        match block:
            case Heading():
                yield block.words, True
            case Paragraph() | Arrow():
                yield block.words, False
            case Items():
                for item in block.items:
                    yield from runs(item)
            case Grid():
                yield from ((cell, True) for cell in block.head)
                yield from ((cell, False) for row in block.rows for cell in row)
            case Box():
                yield block.heading, True
                yield from runs(block.blocks)
            case Columns():
                for column in block.columns:
                    yield from runs(column)
            case Note() | Indented():
                yield from runs(block.blocks)
            case Figure() | Divider():
                pass


def respelt(blocks: Iterable[Block], spell: Callable[[str], str]) -> tuple[Block, ...]:
    """`blocks` with every text but addresses passed through `spell`."""
    return tuple(_respelt(block, spell) for block in blocks)


def _run(run: Words, spell: Callable[[str], str]) -> Words:
    return tuple(span if span.exact else replace(span, text=spell(span.text)) for span in run)


def _respelt(block: Block, spell: Callable[[str], str]) -> Block:
    match block:
        case Heading() | Paragraph() | Arrow():
            return replace(block, words=_run(block.words, spell))
        case Items():
            return replace(block, items=tuple(respelt(item, spell) for item in block.items))
        case Grid():
            rows = tuple(tuple(_run(cell, spell) for cell in row) for row in block.rows)
            return replace(block, head=tuple(_run(cell, spell) for cell in block.head), rows=rows)
        case Box():
            heading = _run(block.heading, spell)
            return Box(heading, respelt(block.blocks, spell))
        case Columns():
            return replace(block, columns=tuple(respelt(column, spell) for column in block.columns))
        case Note() | Indented():
            return replace(block, blocks=respelt(block.blocks, spell))
        case Figure() | Divider():
            return block
