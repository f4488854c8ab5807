"""Where a line may end: 行頭禁則, 行末禁則, words and pairs that stay together."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final

NO_START: Final = frozenset(
    "、。，．・：；？！‼⁇⁈⁉ー）］｝〉》」』】〕〙〗｠’”ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ々〻ゝゞヽヾ゛゜"
    "‐–〜～゠％‰℃℉…‥)]}!?.,:;%»｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
NO_END: Final = frozenset("（［｛〈《「『【〔〘〖｟‘“([{￥＄＃№〒«｢")
HANGING: Final = frozenset("、。")
CLOSING: Final = frozenset("、。，．」』）】〕］｝〉》")
OPENING: Final = frozenset("「『（【〔［｛〈《")
SPACES: Final = frozenset(" \u3000")
_PAIRED: Final = frozenset("…‥―—")
_WIDE_DIGITS: Final = frozenset("０１２３４５６７８９")


class Break(IntEnum):
    """How bad it is to end a line between two clusters."""

    FORBIDDEN = 0
    """Against 行頭・行末禁則, or inside a pair such as ……."""
    WORD = 1
    """Inside a Latin word or a number: only where it is longer than a line."""
    FREE = 2


@lru_cache(maxsize=8192)
def break_between(before: str, after: str) -> Break:
    """How bad it is to end a line after the cluster `before` and begin the next with `after`."""
    if after[0] in SPACES:
        return Break.FORBIDDEN
    if before[0] in SPACES:
        return Break.FREE
    if in_word(before, after):
        return Break.WORD
    if after[0] in NO_START or before[0] in NO_END or is_pair(before, after):
        return Break.FORBIDDEN
    return Break.FREE


@lru_cache(maxsize=2048)
def breaks(clusters: tuple[str, ...]) -> tuple[Break, ...]:
    """For each cluster, how bad a line's end before it is. Nothing may break before the first."""
    inner = (break_between(a, b) for a, b in pairwise(clusters))
    return (Break.FORBIDDEN, *inner)[: len(clusters)]


def in_word(before: str, after: str) -> bool:
    """Whether the two stand inside one Latin word or one number."""
    if before[0] in _WIDE_DIGITS:
        return after[0] in _WIDE_DIGITS
    return _latin(before) and _latin(after)


def is_pair(before: str, after: str) -> bool:
    """Whether the two are …… or ―― or the like, which stay together."""
    return before == after and before in _PAIRED


def _latin(cluster: str) -> bool:
    first = cluster[0]
    return not first.isspace() and (first.isascii() or "\u00c0" <= first <= "\u024f")
