"""Dividing blocks between pages, and how tight they must stand to save a page. Lengths in millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.undivided import MOST, within

_STEP: Final = 0.05
_SLACK: Final = 0.001
_SHRINK: Final = 0.8
"""A title that is this much too long or less is made smaller; a longer one is broken into lines."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something that isn't divided: its height, the white before it, and whether it must not end a page."""

    height: float
    before: float
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its page, from 0, and how far below the top of that page's type area."""

    page: int
    y: float


def paginate(blocks: Sequence[Block], first: float, room: float, factor: float = 1.0) -> tuple[Place, ...]:
    """A place for each block; of the first page's `room`, `first` is used up; white shrinks by `factor`."""
    places: list[Place] = []
    page, y = 0, first
    for number, block in enumerate(blocks):
        before = 0.0 if y == 0 else block.before * factor
        needed = before + block.height + _following(blocks, number, factor)
        if y > 0 and y + needed > room + _SLACK:
            page, y, before = page + 1, 0.0, 0.0
        places.append(Place(page, y + before))
        y += before + block.height
    return tuple(places)


def _following(blocks: Sequence[Block], number: int, factor: float) -> float:
    """What must stand on the same page below a block that is kept with the next."""
    total = 0.0
    while blocks[number].keep and number + 1 < len(blocks):
        number += 1
        total += blocks[number].before * factor + blocks[number].height
    return total


def tightness(blocks: Sequence[Block], first: float, room: float, least: float) -> float:
    """The widest spacing from 1 down to `least` that needs no more pages than the tightest does."""
    fewest = _pages(blocks, first, room, least)
    steps = round((1 - least) / _STEP)
    tries = (1 - step * _STEP for step in range(steps + 1))
    return next((f for f in tries if f >= least and _pages(blocks, first, room, f) == fewest), least)


def _pages(blocks: Sequence[Block], first: float, room: float, factor: float) -> int:
    places = paginate(blocks, first, room, factor)
    return places[-1].page + 1 if places else 1


def title(page: Page, x: float, y: float, width: float, text: str, look: Style) -> float:
    """A title in the middle: smaller where it is a little too long, else on several lines; its height.

    Raises TextTooLong.
    """
    natural = page.text_width(text, look)
    if natural * _SHRINK <= width:
        page.text(x, y, text, look, align="center", width=width, role="H1")
        return look.size * 25.4 / 72
    look = look.sized(look.size * _SHRINK)
    within(page.height_of(text, width, look), page.height * MOST, text)
    return page.paragraph(x, y, width, text, look, align="center", role="H1")
