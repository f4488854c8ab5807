"""Two wordings side by side (新旧対照): which lines answer each other, and what in them was changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, TypeVar

from kyodo_desktop.domain.names import clusters

T = TypeVar("T")

_ALIKE: Final = 0.4
"""How alike two texts must be, from 0 to 1, to be taken for one text before and after."""
_SAME_NAME: Final = 0.3
"""What bearing the same number adds to that."""
_ISLAND: Final = 3
"""Fewer characters than this left unchanged between two changes are shown as changed too."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, and whether the other wording has something else there."""

    text: str
    changed: bool = False


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: the share of neighbouring characters that they have in common."""
    if one == other:
        return 1.0
    pairs = [[text[at : at + 2] for at in range(max(1, len(text) - 1))] for text in (one, other)]
    rest = list(pairs[1])
    common = 0
    for pair in pairs[0]:
        if pair in rest:
            rest.remove(pair)
            common += 1
    return 2 * common / (len(pairs[0]) + len(pairs[1]))


def aligned(
    old: Sequence[T], new: Sequence[T], text: Callable[[T], str], name: Callable[[T], str]
) -> tuple[tuple[T | None, T | None], ...]:
    """Which of `old` answers which of `new`, in order; None where something was added or taken away.

    Those whose wording is alike answer each other; a like `name` (第3条) counts for something.
    """
    scores = [[_score(a, b, text, name) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + scores[i][j])
    found: list[tuple[T | None, T | None]] = []
    i = j = 0
    while i < len(old) or j < len(new):
        both = i < len(old) and j < len(new)
        if both and scores[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            found.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or best[i][j] == best[i + 1][j]):
            found.append((old[i], None))
            i += 1
        else:
            found.append((None, new[j]))
            j += 1
    return tuple(found)


def _score(one: T, other: T, text: Callable[[T], str], name: Callable[[T], str]) -> float:
    """How well one answers the other; 0 where they are too unlike."""
    alike = likeness(text(one), text(other)) + (_SAME_NAME if name(one) == name(other) else 0.0)
    return alike if alike >= _ALIKE else 0.0


def marked(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both texts cut where they differ."""
    before, after = clusters(old), clusters(new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    flags = ([False] * len(before), [False] * len(after))
    for place, (tag, i1, i2, j1, j2) in enumerate(steps):
        island = 0 < place < len(steps) - 1 and i2 - i1 < _ISLAND
        if tag != "equal" or island:
            flags[0][i1:i2] = [True] * (i2 - i1)
            flags[1][j1:j2] = [True] * (j2 - j1)
    return _parts(before, flags[0]), _parts(after, flags[1])


def _parts(pieces: Sequence[str], flags: Sequence[bool]) -> tuple[Part, ...]:
    found: list[Part] = []
    for piece, flag in zip(pieces, flags, strict=True):
        if found and found[-1].changed == flag:
            found[-1] = Part(found[-1].text + piece, flag)
        else:
            found.append(Part(piece, flag))
    return tuple(found)
