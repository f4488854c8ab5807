"""Placing the glyphs of a fitted 縦書き block, in points from the bottom left of the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kyodo_desktop.domain.names import clusters
from kyodo_desktop.papers.press.canvas import Placed
from kyodo_desktop.papers.press.glyphs import Typecase
from kyodo_desktop.papers.press.vertical import COLUMN_GAP, Unit, Upright

DESCENT: Final = 0.12
"""How far the em square reaches below the baseline, in ems: the same for every face, so that fallbacks
align.
"""
_MIDDLE: Final = 0.5 - DESCENT


def stand(block: Upright, middle: float, top: float, face: str, typecase: Typecase) -> list[Placed]:
    """The glyphs of `block`, centred on `middle`, each column beginning at `top`."""
    placed: list[Placed] = []
    x = middle + (block.width - block.size) / 2
    for column in block.columns:
        y = top
        for unit in column:
            room = unit.length * block.pitch * block.size
            placed += _unit(unit, x, y - room / 2, block.size, face, typecase)
            y -= room
        x -= block.size * COLUMN_GAP
    return placed


def _unit(unit: Unit, x: float, y: float, size: float, face: str, typecase: Typecase) -> Iterator[Placed]:
    """The glyphs of one unit, its middle at (x, y)."""
    if unit.stance == "upright":
        glyph = typecase.glyph(unit.text, face, vertical=True)
        yield Placed(glyph, x - glyph.advance * size / 2000, y - _MIDDLE * size, size)
    elif unit.stance == "turned":
        glyph = typecase.glyph(unit.text, face)
        yield Placed(glyph, x - _MIDDLE * size, y + glyph.advance * size / 2000, size, turned=True)
    else:
        yield from _abreast(unit, x, y, size, face, typecase)


def _abreast(unit: Unit, x: float, y: float, size: float, face: str, typecase: Typecase) -> Iterator[Placed]:
    """Two or three digits side by side, made smaller where they would be wider than the column."""
    glyphs = [typecase.glyph(cluster, face) for cluster in clusters(unit.text)]
    width = sum(glyph.advance for glyph in glyphs) / 1000
    size = size / max(1.0, width)
    x -= width * size / 2
    for glyph in glyphs:
        yield Placed(glyph, x, y - _MIDDLE * size, size)
        x += glyph.advance * size / 1000
