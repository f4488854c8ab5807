"""How a piece of text looks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Digits = Literal["as_is", "full", "half", "one_full"]
"""全角 / 半角 / 1桁のみ全角; `as_is` leaves a text alone, as names and quotations need."""

_TO_FULL: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_TO_HALF: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMBER: Final = re.compile("[0-9０-９]+")


@dataclass(frozen=True, slots=True)
class Style:
    """A face's name, its size in points, the distance between lines in points (0: 1.6 times the size)."""

    face: str = "mincho"
    size: float = 10.5
    leading: float = 0.0
    digits: Digits = "as_is"
    hang: bool = True
    ink: float = 0.0
    """From 0, black, to 1, white."""

    @property
    def line(self) -> float:
        """The distance from line to line in points."""
        return self.leading or self.size * 1.6

    def sized(self, size: float) -> Style:
        """The same at another size, its leading in proportion."""
        leading = self.leading * size / self.size
        return Style(self.face, size, leading, self.digits, self.hang, self.ink)

    def spell(self, text: str) -> str:
        """`text` with its digits in the width this style wants."""
        return with_digits(text, self.digits)


def with_digits(text: str, digits: Digits) -> str:
    """`text` with every number rewritten in full-width or half-width digits."""
    if digits == "as_is":
        return text
    return _NUMBER.sub(lambda found: _number(found.group(), digits), text)


def _number(number: str, digits: Digits) -> str:
    full = digits == "full" or (digits == "one_full" and len(number) == 1)
    return number.translate(_TO_FULL if full else _TO_HALF)
