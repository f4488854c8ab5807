"""How much room a text takes in a cell: its width, the lines it wraps into, the size at which it fits."""

from __future__ import annotations

import re
from typing import Final

PADDING: Final = 8.0
"""What Excel keeps free left and right of a text, in points."""
MOST_HEIGHT: Final = 409.0
"""Points: Excel knows no taller row."""
STEP: Final = 0.5
"""By how many points type is made smaller."""
A_LINE: Final = 1.4
"""From line to line, in sizes of the type."""
# What East Asian type sets as wide as it is high: wide, full-width and ambiguous characters.
_WIDE: Final = re.compile(
    "[\u1100-\u115f\u2010-\u2016\u2018-\u201d\u2020-\u2027\u2030-\u203b\u2103-\u2199\u21d2-\u22bf\u2460-\u266f"
    "\u2e80-\ua4cf\uac00-\ud7a3\ue000-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd\u00a7\u00b0\u00b1\u00d7\u00f7\u0391-\u03c9\u0401-\u0451]"
)
_NO_ROOM: Final = re.compile("[\ufe00-\ufe0f\u0300-\u036f\u3099\u309a\U000e0100-\U000e01ef]")


def ems(text: str) -> float:
    """The width of `text` in full-width characters; the others, half-width kana too, are half as wide."""
    if text.isascii():
        return len(text) / 2
    return (len(text) + len(_WIDE.findall(text)) - len(_NO_ROOM.findall(text))) / 2


def fitting(text: str, room: float, least: float) -> float:
    """The size at which each line of `text` stands unbroken in `room` points, but not below `least`."""
    widest = max(1.0, *map(ems, text.split("\n")))
    return max(least, room / widest // STEP * STEP)


def lowered(text: str, room: float, size: float, most: float = MOST_HEIGHT) -> tuple[float, float]:
    """The size, `size` or less, at which the lines of `text` are no higher than `most`, and how high they
    are: what doesn't fit into the highest row that Excel knows is set smaller rather than lost.
    """
    parts = [ems(part) for part in text.split("\n")]
    while True:
        tall = sum(max(1.0, -(-part * size // room)) for part in parts) * size * A_LINE
        if tall <= most or size <= STEP * 2:
            return size, tall
        size -= STEP
