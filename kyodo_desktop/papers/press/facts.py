"""What binding needs to know of a PDF's pages beforehand: where there is ink, and what state they end in."""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

CELL: Final = 2.0
"""The side in millimetres of the squares whose shade an inspection remembers."""
BAND: Final = 34.0
"""How far from the top and from the foot of a page they reach, in millimetres."""
_CONTRAST: Final = 20  # of 255: what a reader sees on the ground around it
_PLAIN: Final = (0, 0)


@dataclass(frozen=True, slots=True)
class Ink:
    """The shades, 0 black to 255, of the squares at a page's top and foot, row by row as a reader sees it.

    `columns` × `rows` squares each; the foot's first row is the one farthest from the edge.
    """

    columns: int
    rows: int
    packed: bytes

    def meets(self, x: float, y: float, width: float, height: float, page_height: float) -> bool:
        """Whether anything is drawn in a rectangle of the page, in millimetres from its top left.

        An even ground, such as a tinted scan's or a bar of colour, counts as nothing.
        """
        shades = _unpacked(self.packed)
        total = max(self.rows, round(page_height / CELL))
        first, last = max(0, int(y / CELL)), min(total - 1, int((y + height) / CELL))
        left, right = max(0, int(x / CELL)), min(self.columns - 1, int((x + width) / CELL))
        begins = (self._row(row, total) for row in range(first, last + 1))
        seen = b"".join(shades[at + left : at + right + 1] for at in begins if at is not None)
        return bool(seen) and max(seen) - min(seen) > _CONTRAST

    def _row(self, row: int, total: int) -> int | None:
        """Where a row of the page begins among the shades; None for one that isn't remembered."""
        if row < self.rows:
            return row * self.columns
        if row >= total - self.rows:
            return (row - total + 2 * self.rows) * self.columns
        return None


@lru_cache(maxsize=8)
def _unpacked(packed: bytes) -> bytes:
    return zlib.decompress(packed)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page: its size as a reader sees it, in points; how it is turned, in degrees; what is where.

    `lowest` and `final` are how its drawing leaves the graphics state: fewer restored than saved is above 0.
    """

    width: float
    height: float
    turn: int = 0
    ink: Ink | None = None
    lowest: int = _PLAIN[0]
    final: int = _PLAIN[1]


@dataclass(frozen=True, slots=True)
class Facts:
    """All the pages of one PDF, in their order."""

    pages: tuple[PageFacts, ...]


def written(facts: Facts) -> list[list[Any]]:
    """The facts as JSON takes them."""
    return [
        [
            page.width,
            page.height,
            page.turn,
            page.lowest,
            page.final,
            *(
                ()
                if page.ink is None
                else (page.ink.columns, page.ink.rows, base64.b64encode(page.ink.packed).decode("ascii"))
            ),
        ]
        for page in facts.pages
    ]


def read(said: list[list[Any]]) -> Facts:
    """The facts that `written` wrote. Raises ValueError, TypeError or IndexError for anything else."""
    pages: list[PageFacts] = []
    for width, height, turn, lowest, final, *ink in said:
        shades = None
        if ink:
            columns, rows, packed = ink
            shades = Ink(int(columns), int(rows), base64.b64decode(packed, validate=True))
        pages.append(PageFacts(float(width), float(height), int(turn), shades, int(lowest), int(final)))
    return Facts(tuple(pages))
