"""How a page of a PDF lies: its visible part, its turn, and the way from its points to the reader's."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pikepdf

from kyodo_desktop.papers.press.links import Matrix

_DEEPEST: Final = 64  # of a page tree; a damaged one goes round in a circle


def rotation(page: pikepdf.Page) -> int:
    """How far the page is turned clockwise, in degrees, whether it says so itself or inherits it.

    Raises ValueError where that can't be told.
    """
    node = page.obj
    for _ in range(_DEEPEST):
        if "/Rotate" in node:
            return _turn(node["/Rotate"])
        if "/Parent" not in node:
            return 0
        node = node["/Parent"]
    raise ValueError("the page tree has no end")


def visible(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """The left, bottom, right and top of what a reader sees of the page, in its own points."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def seen_size(box: tuple[float, float, float, float], turn: int) -> tuple[float, float]:
    """The width and height in points that a reader sees."""
    width, height = box[2] - box[0], box[3] - box[1]
    return (height, width) if turn % 180 else (width, height)


def onto_page(box: tuple[float, float, float, float], turn: int) -> Matrix:
    """From the points that a reader sees, the lower left being 0, to the page's own."""
    left, bottom, right, top = box
    return {
        0: (1.0, 0.0, 0.0, 1.0, left, bottom),
        90: (0.0, 1.0, -1.0, 0.0, right, bottom),
        180: (-1.0, 0.0, 0.0, -1.0, right, top),
        270: (0.0, -1.0, 1.0, 0.0, left, top),
    }[turn]


def from_page(box: tuple[float, float, float, float], turn: int) -> Matrix:
    """From the page's own points to those that a reader sees, the lower left being 0."""
    left, bottom, right, top = box
    return {
        0: (1.0, 0.0, 0.0, 1.0, -left, -bottom),
        90: (0.0, -1.0, 1.0, 0.0, -bottom, right),
        180: (-1.0, 0.0, 0.0, -1.0, right, top),
        270: (0.0, 1.0, -1.0, 0.0, top, -left),
    }[turn]


def after(first: Matrix, then: Matrix) -> Matrix:
    """Both transformations, one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def operands(matrix: Matrix) -> bytes:
    """A matrix as a content stream writes it."""
    return " ".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in matrix).encode("ascii")


def _turn(said: object) -> int:
    """A /Rotate as degrees. Raises ValueError unless it is a multiple of 90: readers would differ."""
    if isinstance(said, bool | str) or not isinstance(said, int | Decimal) or said % 90:
        raise ValueError("no quarter turns")
    return int(said) % 360
