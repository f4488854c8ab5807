"""What a paper is made of in Word: styles, paragraphs and tables, frozen; `wordfile` writes them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kyodo_desktop.domain.names import clusters
from kyodo_desktop.papers.forms import Margins, Type
from kyodo_desktop.papers.press.page import A4
from kyodo_desktop.papers.press.table import Table

WIDTH, HEIGHT = A4
MM: Final = 25.4 / 72
"""Millimetres in a point."""
Align: TypeAlias = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a paragraph stands, in millimetres; None is as its style has it.

    `first` is how much further in its first line stands, less than 0 a hanging one; `line` is the distance
    from line to line; `keep` binds it to what follows; `shade` is its ground, from 0, black, to 1, white;
    `bar` is a rule at its left.
    """

    align: Align | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    tabs: tuple[float, ...] = ()
    keep: bool | None = None
    shade: float | None = None
    bar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A style of paragraphs: `name` as Word shows it, or as Word calls its own; `level` 1 is 見出し1."""

    key: str
    name: str
    kind: Type
    shape: Shape = Shape()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph; `fit` is the width in millimetres over which they are spread (均等割), 0: as they
    are. `kind` is other type than the style's.
    """

    text: str
    fit: float = 0.0
    kind: Type | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where words stand whatever the text does: from the page's corner, or (`foot`) at the page's foot."""

    x: float
    width: float
    y: float = 0.0
    height: float = 0.0
    foot: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph in the style `sort`; a tab leads on to the next place of its shape."""

    runs: tuple[Run, ...]
    sort: str = "Normal"
    shape: Shape = Shape()
    frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class Boxes:
    """A table whose rows have heights of their own; in those of `tops` words stand at the top."""

    table: Table
    heights: tuple[float, ...]
    tops: frozenset[int] = frozenset()


Block: TypeAlias = "Words | Table | Boxes"


@dataclass(frozen=True, slots=True)
class Part:
    """What begins on a page of its own, within its own margins."""

    margins: Margins
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A whole document: its title, the day it is of (None: none is known), its styles, its parts."""

    title: str
    day: dt.date | None
    sorts: tuple[Sort, ...]
    parts: tuple[Part, ...]


def words(text: str, sort: str = "Normal", shape: Shape = Shape(), fit: float = 0.0) -> Words:
    """A paragraph that is one run."""
    return Words((Run(text, fit),), sort, shape)


def ems(text: str) -> float:
    """How wide a line is in the faces of a form, which are of one width: half an em, or one."""
    return sum(1.0 if unicodedata.east_asian_width(one[0]) in "WFA" else 0.5 for one in clusters(text))


def across(text: str, kind: Type) -> float:
    """The same in millimetres."""
    return ems(text) * kind.size * MM
