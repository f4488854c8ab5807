"""Breaking Japanese text into lines: 追い込み, ぶら下げ, 追い出し. Pure; every length is in points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from unicodedata import category

from kyodo_desktop.domain.names import clusters
from kyodo_desktop.papers.press.kinsoku import CLOSING, HANGING, OPENING, SPACES, Break, breaks

Measure = Callable[[str], float]

SLACK: Final = 0.001
"""Points by which a sum of widths may pass the line's before it counts as too long."""
_LOOK_AHEAD: Final = 6
_ALONE: Final = 1.5
"""Ems of letters below which a paragraph's last line looks forgotten: one character, with its 。."""
_COMPANY: Final = 1.9
"""Ems of letters that such a line is given from the line before it …"""
_FULL: Final = 0.8
"""… which must stay this full."""
_PARTED: Final = frozenset("/?&=_-")
"""What an address may be parted after."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line before it is set: its clusters and the room each takes.

    The last `hanging` clusters (a hung 、 or 。, trailing spaces) stand outside the line's width.
    `squeezed` is how much of the blank half of each full-width punctuation mark was taken away: 0 none, 1
    all of it.
    """

    clusters: tuple[str, ...]
    widths: tuple[float, ...]
    blanks: tuple[float, ...]
    hanging: int
    squeezed: float
    last: bool
    solid: int = 0
    """How many clusters from the first are never spaced out: a label, so that what follows lines up."""

    @property
    def text(self) -> str:
        return "".join(self.clusters)

    @property
    def advances(self) -> tuple[float, ...]:
        """How far each cluster moves the next one."""
        return tuple(w - b * self.squeezed for w, b in zip(self.widths, self.blanks, strict=True))

    @property
    def length(self) -> float:
        """The room the line takes, what hangs left out."""
        return sum(self.advances[: len(self.clusters) - self.hanging])


@dataclass(frozen=True, slots=True)
class Rules:
    """How to break: the line's width, that of a full-width character, and which liberties may be taken."""

    width: float
    em: float
    hang: bool = True
    squeeze: bool = True
    indent: float = 0.0


def break_lines(text: str, rules: Rules, measure: Measure) -> tuple[Line, ...]:
    """The lines of `text`, whose newlines end paragraphs; each one's first is `rules.indent` shorter."""
    found: list[Line] = []
    for paragraph in text.split("\n"):
        found += break_clusters(clusters(paragraph), rules, measure)
    return tuple(found)


def break_clusters(parts: Sequence[str], rules: Rules, measure: Measure) -> list[Line]:
    """The lines of one paragraph that is already cut into clusters. An empty one is one empty line."""
    return break_measured(parts, [measure(part) for part in parts], rules)


def break_measured(parts: Sequence[str], widths: Sequence[float], rules: Rules) -> list[Line]:
    """The same, the width of each cluster given, as where their faces differ."""
    if not parts:
        return [Line((), (), (), 0, 0.0, True)]
    paragraph = _Paragraph(tuple(parts), rules, tuple(widths))
    lines: list[Line] = []
    start = 0
    while start < len(parts):
        line = paragraph.line(start)
        lines.append(line)
        start += len(line.clusters)
    if len(lines) > 1:
        last = len(parts) - len(lines[-1].clusters)
        lines[-2:] = paragraph.evened(last - len(lines[-2].clusters), last) or lines[-2:]
    return lines


def blank_half(width: float, em: float) -> float:
    """How much of a punctuation mark is blank and may be squeezed away: nothing where it isn't full-width."""
    return width - em / 2 if width > em * 0.75 else 0.0


@lru_cache(maxsize=2048)
def _squeezable(parts: tuple[str, ...]) -> tuple[int, ...]:
    """Where the punctuation marks with a blank half stand."""
    return tuple(place for place, part in enumerate(parts) if part in CLOSING or part in OPENING)


class _Paragraph:
    """The clusters of one paragraph with their widths, broken greedily from the front."""

    def __init__(self, parts: tuple[str, ...], rules: Rules, widths: tuple[float, ...]) -> None:
        self.parts = parts
        self.rules = rules
        self.widths = widths
        blanks = [0.0] * len(parts)
        for place in _squeezable(parts):
            blanks[place] = blank_half(widths[place], rules.em)
        self.blanks = tuple(blanks)
        self.breaks = breaks(parts)

    def line(self, start: int) -> Line:
        """The line that begins at cluster `start`."""
        room = self._room(start)
        stop = self._fit(start, room)
        if self._ends(stop):
            return self._cut(start, stop, 0, room)
        hung = self._hang(stop)
        if hung:
            return self._cut(start, hung, 1, room)
        squeezed = self._squeeze(start, stop, room)
        if squeezed:
            return self._cut(start, squeezed, 0, room)
        return self._cut(start, self._push_out(start, stop), 0, room)

    def evened(self, start: int, last: int) -> list[Line]:
        """The lines that begin at `start` and `last`, the last of the paragraph, broken anew where that one
        holds a single character; none where they stay.
        """
        if self._letters(last) >= _ALONE * self.rules.em:
            return []
        room, least = self._room(start), _COMPANY * self.rules.em
        for end in range(last - 1, start, -1):
            full = sum(self.widths[start:end]) >= room * _FULL
            if not full or self._fit(end, self.rules.width) < len(self.parts):
                break
            if self.breaks[end] is Break.FREE and self._letters(end) >= least:
                return [self._cut(start, end, 0, room), self._cut(end, len(self.parts), 0, self.rules.width)]
        return []

    def _letters(self, start: int) -> float:
        """The width of what stands from `start` on, without spaces and punctuation."""
        rest = zip(self.parts[start:], self.widths[start:], strict=True)
        return sum(width for part, width in rest if category(part[0])[0] not in "PZ")

    def _room(self, start: int) -> float:
        return self.rules.width - (self.rules.indent if start == 0 else 0.0)

    def _lost(self, start: int, stop: int) -> tuple[float, ...]:
        """What squeezing may take from each cluster of a line: nothing from a bracket that begins it, since
        lines that begin with brackets stand one below the other; but rather that than another line.
        """
        blanks = self.blanks[start:stop]
        ends = self._past_spaces(stop) == len(self.parts)
        return blanks if ends or self.parts[start] not in OPENING else (0.0, *blanks[1:])

    def _fit(self, start: int, room: float) -> int:
        """The cluster after the last that fits whole; at least one is taken."""
        used = 0.0
        for place in range(start, len(self.parts)):
            used += self.widths[place]
            if used > room + SLACK:
                return max(place, start + 1)
        return len(self.parts)

    def _ends(self, stop: int) -> bool:
        """Whether a line may end before cluster `stop`, spaces there being left at its end."""
        after = self._past_spaces(stop)
        return after == len(self.parts) or self.breaks[after] is Break.FREE

    def _past_spaces(self, place: int) -> int:
        while place < len(self.parts) and self.parts[place] in SPACES:
            place += 1
        return place

    def _hang(self, stop: int) -> int:
        """ぶら下げ: the end of the line when the 、 or 。 at `stop` hangs outside it, or 0."""
        may = self.rules.hang and self.parts[stop] in HANGING
        return stop + 1 if may and self._ends(stop + 1) else 0

    def _squeeze(self, start: int, stop: int, room: float) -> int:
        """追い込み: the end of the line when squeezing its punctuation takes in what can't begin the next,
        or 0.
        """
        if not self.rules.squeeze:
            return 0
        for end in range(stop + 1, min(stop + _LOOK_AHEAD, len(self.parts)) + 1):
            least = sum(self.widths[start:end]) - sum(self._lost(start, end))
            if least > room + SLACK:
                return 0
            if self._ends(end):
                return end
        return 0

    def _push_out(self, start: int, stop: int) -> int:
        """追い出し: the last place at or before `stop` where the line may end; else the least bad one."""
        ends = range(stop, start, -1)
        free = (end for end in ends if self.breaks[end] is Break.FREE)
        inside = [end for end in ends if self.breaks[end] is Break.WORD]
        half = (start + stop) / 2
        parted = (end for end in inside if end > half and self.parts[end - 1] in _PARTED)
        return next(free, None) or next(parted, None) or next(iter(inside), stop)

    def _cut(self, start: int, stop: int, hanging: int, room: float) -> Line:
        """The line from `start` to `stop`, with the spaces that follow it hung outside."""
        end = self._past_spaces(stop)
        last = end == len(self.parts)
        hanging += end - stop
        if not last:
            hanging = max(hanging, self._trailing_spaces(start, end))
        blanks = self._lost(start, end)
        length = sum(self.widths[start : end - hanging])
        blank = sum(blanks[: end - hanging - start])
        over = length - room
        squeezed = min(1.0, over / blank) if over > SLACK and blank > 0 else 0.0
        return Line(self.parts[start:end], self.widths[start:end], blanks, hanging, squeezed, last)

    def _trailing_spaces(self, start: int, end: int) -> int:
        count = 0
        while end - count - 1 > start and self.parts[end - count - 1] in SPACES:
            count += 1
        return count
