"""Setting a broken line in its width: where each cluster stands. Pure; every length is in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from kyodo_desktop.domain.names import clusters
from kyodo_desktop.papers.press.kinsoku import OPENING, SPACES, in_word, is_pair
from kyodo_desktop.papers.press.linebreak import Line, Measure

Align = Literal["left", "center", "right", "justify", "spread", "grid"]
"""`spread` is 均等割 over the whole width; `grid` is 字取り: family name left, given name right, each set
solid.
"""

_MOST_STRETCH: Final = 0.5
"""The most space, in ems, that justification puts between two characters; needing more, it stays ragged."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line ready to draw: each cluster's own left edge, from the left of the box. `spacing` was added
    between.
    """

    clusters: tuple[str, ...]
    places: tuple[float, ...]
    spacing: float = 0.0

    @property
    def text(self) -> str:
        return "".join(self.clusters)


def set_line(line: Line, width: float, em: float, align: Align, indent: float = 0.0) -> SetLine:
    """`line` placed in `width`, `indent` from its left."""
    rest = width - indent - line.length
    start = indent + {"center": rest / 2, "right": rest}.get(align, 0.0)
    body = line.clusters[: len(line.clusters) - line.hanging]
    justified = align == "justify" and not line.last
    gaps = tuple(gap for gap in _stretchable(body) if gap >= line.solid) if justified else ()
    spacing = rest / len(gaps) if gaps else 0.0
    if not 0 <= spacing <= em * _MOST_STRETCH:
        gaps, spacing = (), 0.0
    return SetLine(line.clusters, _places(line, start, frozenset(gaps), spacing), spacing)


def spread(text: str, width: float, em: float, measure: Measure) -> SetLine:
    """均等割: the first character at the left edge, the last at the right; a single one in the middle.

    A space counts as a full-width one, so family and given names stand apart alike whichever was typed.
    """
    parts = clusters(text.strip(" \u3000"))
    widths = [_wide(part, em, measure) for part in parts]
    if len(parts) == 1:
        return SetLine(parts, ((width - widths[0]) / 2,))
    gap = (width - sum(widths)) / max(1, len(parts) - 1)
    return SetLine(parts, _running(widths, 0.0, gap), gap)


def grid(text: str, width: float, em: float, measure: Measure) -> SetLine:
    """字取り: what stands before the first space at the left edge, what follows at the right, each set
    solid.
    """
    parts = clusters(text.strip(" \u3000"))
    cut = next((place for place, part in enumerate(parts) if part in SPACES), len(parts))
    widths = [_wide(part, em, measure) for part in parts]
    rest = width - sum(widths)
    if cut == len(parts):
        return SetLine(parts, _running(widths, 0.0, 0.0))
    widths[cut] += rest
    return SetLine(parts, _running(widths, 0.0, 0.0), max(0.0, rest))


def natural_width(text: str, em: float, measure: Measure) -> float:
    """The width of `text` set solid, a space counting as a full-width one, as in `spread` and `grid`."""
    return sum(_wide(part, em, measure) for part in clusters(text.strip(" \u3000")))


def _wide(part: str, em: float, measure: Measure) -> float:
    return em if part in SPACES else measure(part)


def _running(widths: Sequence[float], start: float, gap: float) -> tuple[float, ...]:
    places: list[float] = []
    for width in widths:
        places.append(start)
        start += width + gap
    return tuple(places)


def _stretchable(body: Sequence[str]) -> tuple[int, ...]:
    """The clusters after which space may be put: not inside words and pairs."""
    return tuple(
        place for place, (a, b) in enumerate(pairwise(body)) if not in_word(a, b) and not is_pair(a, b)
    )


def _places(line: Line, start: float, gaps: frozenset[int], spacing: float) -> tuple[float, ...]:
    """Where each cluster's glyph begins; a squeezed opening bracket is drawn over the blank it lost."""
    places: list[float] = []
    for place, (part, advance) in enumerate(zip(line.clusters, line.advances, strict=True)):
        lost = line.blanks[place] * line.squeezed if part in OPENING else 0.0
        places.append(start - lost)
        start += advance + (spacing if place in gaps else 0.0)
    return tuple(places)
