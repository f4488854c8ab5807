"""The numbers an office writes: 1 /（1）/ ア in an agenda, 資料1, 第1回, and 2期 for a member."""

from __future__ import annotations

import unicodedata
from typing import Final

from kyodo_desktop.domain.records import MaterialFamily

_KANA: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_SPACE: Final = "\u3000"

DEPTHS: Final = 6
"""How many levels an agenda has: 1 /（1）/ ア /（ア）/ a /（a）."""


def agenda_number(depth: int, n: int) -> str:
    """The number of the `n`th item (from 1) at `depth` (from 0). Raises `ValueError` where there is none."""
    if not 0 <= depth < DEPTHS or n < 1:
        raise ValueError(f"no agenda number for depth {depth}, place {n}")
    plain = (str(n), _lettered(n, _KANA), _lettered(n, _LATIN))[depth // 2]
    return f"（{plain}）" if depth % 2 else plain


def material_number(family: MaterialFamily, n: int) -> str:
    """The number of the `n`th material (from 1) of its family: 資料1, 参考資料1, 別紙1."""
    if n < 1:
        raise ValueError(f"no material number for place {n}")
    return f"{family.label}{n}"


def meeting_number(n: int) -> str:
    """The number of a meeting: 第1回."""
    return f"第{n}回"


def standing(periods: int) -> str:
    """How long a member has served, as the roster says it: 新 for the first period, else 2期, 3期 …"""
    if periods < 1:
        raise ValueError(f"no standing for {periods} periods")
    return "新" if periods == 1 else f"{periods}期"


def spaced(heading: str) -> str:
    """A heading of two characters gets a full-width space between them (開　会); any other is unchanged."""
    if len(heading) == 2 and all(_wide(character) for character in heading):
        return _SPACE.join(heading)
    return heading


def _wide(character: str) -> bool:
    return character.isalpha() and unicodedata.east_asian_width(character) == "W"


def _lettered(n: int, letters: str) -> str:
    """ア … ン アア アイ …: the letters as digits without a zero."""
    written = ""
    while n:
        n, digit = divmod(n - 1, len(letters))
        written = letters[digit] + written
    return written
