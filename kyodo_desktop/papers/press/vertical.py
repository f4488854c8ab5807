"""縦書き in a box: columns from right to left, shrunk until they fit. Pure; every length is in points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kyodo_desktop.domain.names import clusters
from kyodo_desktop.papers.press.kinsoku import SPACES
from kyodo_desktop.papers.press.linebreak import Measure, Rules, break_clusters

COLUMN_GAP: Final = 1.35
"""From one column's middle to the next, in ems."""
MOST_PITCH: Final = 1.25
"""The furthest apart that characters stand in a column, in ems."""
_STEP: Final = 0.5
_TOKEN: Final = re.compile("[!-~]+|[^!-~]+")
_SPACE: Final = 0.5

Stance = Literal["upright", "abreast", "turned"]


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands in one place of a column: a character, two or three digits abreast, a Latin letter turned.

    `length` is its height in ems.
    """

    text: str
    stance: Stance
    length: float


@dataclass(frozen=True, slots=True)
class Upright:
    """Columns ready to draw, the first rightmost. `pitch` stretches each unit's length."""

    size: float
    columns: tuple[tuple[Unit, ...], ...]
    pitch: float

    @property
    def width(self) -> float:
        return self.size * (1 + (len(self.columns) - 1) * COLUMN_GAP)

    @property
    def height(self) -> float:
        return max(map(_length, self.columns), default=0.0) * self.pitch * self.size


def units(text: str, measure: Measure) -> tuple[Unit, ...]:
    """`text` as the units of a column; `measure` gives a cluster's width in ems."""
    found: list[Unit] = []
    for token in _TOKEN.findall(text):
        if "!" <= token[0] <= "~" and len(token) > 1:
            found += _latin(token, measure)
        else:
            found += (Unit(c, "upright", _SPACE if c in SPACES else 1.0) for c in clusters(token))
    return tuple(found)


def fit(
    text: str, width: float, height: float, size: float, least: float, measure: Measure
) -> Upright | None:
    """`text` in columns inside width × height, as large as fits between `size` and `least`; None if it
    doesn't.
    """
    parts = [units(part, measure) for part in text.split("\n")]
    while size >= least:
        columns = _columns(parts, height / size)
        block = Upright(size, columns, _pitch(columns, height / size))
        if block.width <= width and block.height <= height + _STEP / 1000:
            return block
        size -= _STEP
    return None


def _latin(token: str, measure: Measure) -> list[Unit]:
    if len(token) <= 3 and token.isdigit():
        return [Unit(token, "abreast", 1.0)]
    return [Unit(letter, "turned", measure(letter)) for letter in token]


def _columns(parts: Sequence[tuple[Unit, ...]], height: float) -> tuple[tuple[Unit, ...], ...]:
    found: list[tuple[Unit, ...]] = []
    for part in parts:
        found += _balanced(part, height)
    return tuple(found)


def _balanced(part: tuple[Unit, ...], height: float) -> list[tuple[Unit, ...]]:
    """The columns of one paragraph, about equally long: as few as `height` ems allow, then as short as they
    can be.
    """
    best = _broken(part, height)
    wanted = len(best)
    shorter = _length(part) / max(1, wanted)
    while shorter < height:
        tried = _broken(part, shorter)
        if len(tried) == wanted and max(map(_length, tried)) <= height:
            return tried
        shorter += _SPACE
    return best


def _broken(part: tuple[Unit, ...], height: float) -> list[tuple[Unit, ...]]:
    lengths = iter(unit.length for unit in part)
    lines = break_clusters(
        [unit.text for unit in part], Rules(height, 1.0, hang=False, squeeze=False), lambda _: next(lengths)
    )
    found: list[tuple[Unit, ...]] = []
    start = 0
    for line in lines:
        found.append(part[start : start + len(line.clusters)])
        start += len(line.clusters)
    return found


def _pitch(columns: Sequence[tuple[Unit, ...]], height: float) -> float:
    longest = max(map(_length, columns), default=1.0)
    return max(1.0, min(MOST_PITCH, height / longest)) if longest else 1.0


def _length(column: Sequence[Unit]) -> float:
    return sum(unit.length for unit in column)
