"""What is bound and how, and what came of it: values alone, which pass between processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from kyodo_desktop.i18n import Message
from kyodo_desktop.papers.press.facts import Facts

Stamps = Literal["none", "first", "every"]
Edge = Literal["long", "short"]
Forms = Literal["flatten", "keep"]

DPI_LADDER: Final = (300, 200, 150, 100, 72)
"""The resolutions that pictures are reduced to in turn, until a bundle is small enough."""


@dataclass(frozen=True, slots=True)
class Part:
    """One document in the bundle.

    `stamp` is boxed on its first page; `numbered` pages carry a through number; `prefix` is the 2 of 2-3.
    `facts` is what an inspection found of it: where they are missing, its margins are taken to be free.
    `key` says what its bytes are known by, for one that comes again to be taken from the cache; "" is never
    kept. A part that isn't `listed` has no line in the contents.
    """

    pdf: bytes | Path
    title: str
    stamp: str | None = None
    numbered: bool = True
    password: str = ""
    prefix: str = ""
    two_up: bool = False
    facts: Facts | None = None
    key: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Binding:
    """How to bind (practice: 印刷・公開).

    `even`: each part begins on an odd page, a blank back added, which says `blank_text`. `offset` moves the
    stamp right and down, in millimetres. `contents`: how many parts stand before the contents page (None: no
    such page). `turned`: wide pages lie with their head to the binding edge. `edge`: the edge on which
    a two-sided printer turns the sheets. `most_bytes`: pictures are reduced until the bundle is no larger;
    `dpi`: at most so many of their pixels stand on an inch. `numbers`: each page's number through the bundle
    and within its part, blank backs counted, where they don't simply follow one another (15, 15の2, 16).
    """

    title: str
    first_number: int = 1
    even: bool = False
    language: str = "ja-JP"
    stamps: Stamps = "first"
    offset: tuple[float, float] = (0.0, 0.0)
    through: bool = True
    within: bool = False
    blank_text: str = ""
    contents: int | None = None
    contents_title: str = "目次"
    turned: bool = False
    edge: Edge = "long"
    forms: Forms = "flatten"
    dpi: int | None = None
    most_bytes: int | None = None
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part came to stand: its first page's index, how many it has, and the number printed."""

    title: str
    stamp: str | None
    first: int
    pages: int
    number: str


@dataclass(frozen=True, slots=True)
class Bound:
    """What binding made, and what the clerk should know of it."""

    pages: int
    size: int
    places: tuple[Place, ...]
    notes: tuple[Message, ...]


def listing(pages: Sequence[int]) -> str:
    """1、3～5: the pages in a few words."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}～{run[-1]}" for run in runs)
