"""The shapes of charts as outlines: the slices of a pie, and bars with their rules. Pure.

They are reportlab.graphics's to the last digit that is printed, without bringing it along: with it come its
paragraphs and tables, a tenth of a second before the first page. Lengths are points; a chart's own corner is
its lower left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians, sin
from typing import Final

from kyodo_desktop.papers.press.patterns import Point, oblong

_TOP: Final = 90.0  # degrees, counted anticlockwise from the right
_ROUND: Final = 359.999  # degrees of a pie of one slice: it ends where it began
_FLATTEST: Final = 1.0  # degrees: an arc is drawn as straight lines of no more
_POINTED: Final = 0.001  # radians: a slice as thin as this has no arc


def wedges(counts: Sequence[int], across: float) -> tuple[tuple[Point, ...], ...]:
    """The slices of a pie `across` wide, clockwise from the top; a count of 0 has an outline of no points."""
    some = [count for count in counts if count]
    if len(some) == 1:
        whole = _arc(across / 2, 0.0, radians(_ROUND))  # without a line from its centre
        return tuple(tuple(whole) if count else () for count in counts)
    each = 360 / float(sum(some) or 1)
    edges = [_TOP]
    for count in counts:
        edges.append(edges[-1] - each * count)
    centre = (across / 2, across / 2)
    return tuple(
        (*_arc(across / 2, radians(end), radians(start)), centre) if count else ()
        for count, (start, end) in zip(counts, pairwise(edges), strict=True)
    )


def bars(
    counts: Sequence[int], size: tuple[float, float], most: int, step: int, share: float = 0.6
) -> tuple[tuple[tuple[Point, ...], ...], tuple[tuple[Point, Point], ...]]:
    """Lying bars from the top down in a field of `size`, `most` reaching its right edge, and the rules that
    stand at every `step`. `share` is how much of a row its bar takes.
    """
    width, height = size
    row, scale = height / max(1, len(counts)), width / most
    air = 0.5 * (1 - share) * row
    feet = [(len(counts) - 1 - place) * row + air for place in range(len(counts))]  # rounded as theirs are
    shown = tuple(
        oblong(0.0, foot, count * scale, share * row) if count else ()  # nothing is drawn for none
        for foot, count in zip(feet, counts, strict=True)
    )
    return shown, tuple(((at * scale, 0.0), (at * scale, height)) for at in range(0, most + 1, step))


def _arc(radius: float, start: float, end: float) -> list[Point]:
    """Points along a circle anticlockwise, its angles in radians; the finer the shorter the arc is."""
    angle = end - start
    parts = max(1, int(angle / radians(min(_FLATTEST, angle)) + 0.5)) if angle > _POINTED else 0
    turns = (start + place * (angle / max(1, parts)) for place in range(parts + 1))
    return [(radius + radius * cos(turn), radius + radius * sin(turn)) for turn in turns]
