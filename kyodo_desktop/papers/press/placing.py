"""Where a stamp or a page number can stand on a page without standing on what is printed there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kyodo_desktop.papers.press.facts import Ink

EDGE: Final = 9.0
"""From the paper's edge to the stamp's box and to the page number, in millimetres."""
_NEAR: Final = 4.5  # as near to the edge as office printers print
_AIR: Final = 0.8
_STEP: Final = 4.0

Corner = Literal["right", "centre", "left"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A box's top left corner in millimetres, and how much smaller than usual it is drawn."""

    x: float
    y: float
    scale: float = 1.0


def stamp_spot(
    page: tuple[float, float], box: tuple[float, float], offset: tuple[float, float], ink: Ink | None
) -> tuple[Spot, bool]:
    """Where the boxed label stands, and whether it is clear there.

    Top right, as offices have it; else nearer to the edge, smaller, further left, at last top left.
    """
    return _clear(page, box, _stamp_spots(page, box, offset), ink)


def number_spot(
    page: tuple[float, float], box: tuple[float, float], ink: Ink | None, *, right: bool = True
) -> tuple[Spot, bool]:
    """Where the page number stands, and whether it is clear there: the middle of the foot, or beside it.

    Not at the right where that is another number's place.
    """
    return _clear(page, box, _number_spots(page, box, right=right), ink)


def number_home(page: tuple[float, float], box: tuple[float, float]) -> Spot:
    """Where the page number stands when nothing is in its way: the middle of the foot."""
    return next(_number_spots(page, box, right=True))


def _stamp_spots(
    page: tuple[float, float], box: tuple[float, float], offset: tuple[float, float]
) -> Iterator[Spot]:
    right, down = offset
    width, height = box
    x, y = page[0] - EDGE - width + right, EDGE + down  # moved as asked, but never off the page
    yield Spot(max(0.0, min(x, page[0] - width)), max(0.0, min(y, page[1] - height)))
    for scale in (1.0, 0.8):
        wide = width * scale
        yield Spot(page[0] - EDGE - wide, _NEAR, scale)
        yield Spot(page[0] - _NEAR - wide, _NEAR, scale)
    left = page[0] - EDGE - width - _STEP
    while left >= page[0] / 2:
        yield Spot(left, EDGE)
        yield Spot(left, _NEAR)
        left -= _STEP
    for scale in (1.0, 0.8):
        yield Spot(EDGE, EDGE, scale)
        yield Spot(EDGE, _NEAR, scale)
    yield Spot(page[0] - EDGE - width * 0.8, EDGE + height, 0.8)


def _number_spots(page: tuple[float, float], box: tuple[float, float], *, right: bool) -> Iterator[Spot]:
    """Beside what stands in the middle before below it: two numbers one over the other read as one."""
    width, height = box
    beside = (page[0] - EDGE - width, EDGE) if right else (EDGE,)
    for edge in (EDGE, _NEAR):
        for left in ((page[0] - width) / 2, *beside):
            yield Spot(left, page[1] - edge - height)


def _clear(
    page: tuple[float, float], box: tuple[float, float], spots: Iterable[Spot], ink: Ink | None
) -> tuple[Spot, bool]:
    """The first spot without ink; where there is none, the first, which isn't clear."""
    first: Spot | None = None
    for spot in spots:
        first = first or spot
        wide, high = box[0] * spot.scale, box[1] * spot.scale
        area = (spot.x - _AIR, spot.y - _AIR, wide + 2 * _AIR, high + 2 * _AIR)
        if ink is None or not ink.meets(*area, page[1]):
            return spot, True
    if first is None:
        raise ValueError("there is no spot to choose from")
    return first, False
