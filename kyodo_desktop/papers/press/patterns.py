"""Fills that tell apart in colour and in black and white alike: a ground, and lines or dots over it.

Pure: everything here is content stream operators in points from the page's bottom left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, hypot
from typing import Final, Literal, TypeAlias

from kyodo_desktop.papers.press.canvas import number

Point: TypeAlias = tuple[float, float]
Colour: TypeAlias = tuple[float, float, float]
Hatch = Literal["plain", "rising", "falling", "crossed", "level", "upright", "squared", "dotted", "coarse"]

_DIRECTIONS: Final[dict[Hatch, tuple[Point, ...]]] = {
    "rising": ((1, 1),),
    "falling": ((1, -1),),
    "crossed": ((1, 1), (1, -1)),
    "level": ((1, 0),),
    "upright": ((0, 1),),
    "squared": ((1, 0), (0, 1)),
}
_DOTS: Final[dict[Hatch, tuple[float, float]]] = {"dotted": (3.2, 1.1), "coarse": (4.8, 2.4)}
"""From dot to dot, and across a dot."""
_STEP: Final = 3.4
_LINE: Final = 0.8
_EDGE: Final = 0.6
_BLACK: Final[Colour] = (0.15, 0.15, 0.15)


@dataclass(frozen=True, slots=True)
class Ink:
    """One fill: the colour of its ground, and of the lines or dots on it."""

    ground: Colour
    marks: Colour = _BLACK
    hatch: Hatch = "plain"


INKS: Final = (
    Ink((0.13, 0.30, 0.52)),
    Ink((1.0, 0.94, 0.85), (0.78, 0.36, 0.02), "rising"),
    Ink((0.90, 0.96, 0.88), (0.10, 0.40, 0.15), "dotted"),
    Ink((0.80, 0.87, 0.94)),
    Ink((1.0, 0.93, 0.94), (0.62, 0.10, 0.22), "crossed"),
    Ink((0.95, 0.95, 0.99), (0.25, 0.25, 0.62), "level"),
    Ink((0.56, 0.62, 0.50)),
    Ink((0.99, 0.97, 0.82), (0.45, 0.36, 0.02), "falling"),
    Ink((0.93, 0.98, 0.98), (0.05, 0.42, 0.45), "coarse"),
    Ink((0.98, 0.95, 0.90), (0.40, 0.25, 0.12), "upright"),
    Ink((0.96, 0.92, 0.97), (0.40, 0.15, 0.48), "squared"),
)
"""In the order that a chart takes them: neighbours differ in grey, in hatching and in colour."""
BLANK: Final = Ink((1.0, 1.0, 1.0))
"""For what isn't an answer: 無回答."""


def ink(place: int) -> Ink:
    """The fill of the `place`th entry, from 0; a long chart begins again, its entries told by their marks."""
    return INKS[place % len(INKS)]


def filled(outline: Sequence[Point], with_ink: Ink) -> str:
    """The operators that fill a closed outline with an ink and draw its edge."""
    path = _path(outline)
    parts = [f"{_rgb(with_ink.ground)} rg {path} f"]
    if with_ink.hatch != "plain":
        parts += [f"q {path} W n", *_marks(outline, with_ink), "Q"]
    parts.append(f"{_rgb(_BLACK)} RG {number(_EDGE)} w 1 j {path} S")
    return "\n".join(parts)


def stroked(points: Sequence[Point], thickness: float, grey: float) -> str:
    """The operators that draw an open line through `points`."""
    first, *rest = (f"{number(x)} {number(y)}" for x, y in points)
    drawn = " ".join(f"{point} l" for point in rest)
    return f"{number(grey)} G {number(thickness)} w {first} m {drawn} S"


def oblong(x: float, y: float, width: float, height: float) -> tuple[Point, ...]:
    """A rectangle's outline from its lower left corner."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def _path(outline: Sequence[Point]) -> str:
    first, *rest = (f"{number(x)} {number(y)}" for x, y in outline)
    return " ".join((f"{first} m", *(f"{point} l" for point in rest), "h"))


def _marks(outline: Sequence[Point], with_ink: Ink) -> Iterator[str]:
    """The lines or dots over the box around an outline, in step with those of every other on the page."""
    low = (min(x for x, _ in outline), min(y for _, y in outline))
    high = (max(x for x, _ in outline), max(y for _, y in outline))
    yield f"{_rgb(with_ink.marks)} RG"
    if with_ink.hatch in _DOTS:
        step, across = _DOTS[with_ink.hatch]
        yield f"{number(across)} w 1 J"
        yield from _dots(low, high, step)
        return
    yield f"{number(_LINE)} w"
    for direction in _DIRECTIONS[with_ink.hatch]:
        yield from _lines(low, high, direction)


def _dots(low: Point, high: Point, step: float) -> Iterator[str]:
    """Dots in rows, every second row half a step along; each is a line of no length with round ends."""
    for row in range(floor(low[1] / step), ceil(high[1] / step) + 1):
        shift = step / 2 if row % 2 else 0.0
        for column in range(floor(low[0] / step) - 1, ceil(high[0] / step) + 1):
            dot = f"{number(column * step + shift)} {number(row * step)}"
            yield f"{dot} m {dot} l S"


def _lines(low: Point, high: Point, direction: Point) -> Iterator[str]:
    """Parallel lines in `direction`, a step apart measured across them."""
    along_x, along_y = direction
    apart = _STEP * hypot(along_x, along_y)
    corners = [(x, y) for x in (low[0], high[0]) for y in (low[1], high[1])]
    offsets = [along_x * y - along_y * x for x, y in corners]
    for place in range(floor(min(offsets) / apart), ceil(max(offsets) / apart) + 1):
        offset = place * apart
        if along_x:
            ends = [(x, offset + along_y * x) for x in (low[0], high[0])]
        else:
            ends = [(-offset, y) for y in (low[1], high[1])]
        (x1, y1), (x2, y2) = ends
        yield f"{number(x1)} {number(y1)} m {number(x2)} {number(y2)} l S"


def _rgb(colour: Colour) -> str:
    return " ".join(map(number, colour))
