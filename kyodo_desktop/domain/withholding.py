"""Tax kept back of a member's pay (源泉徴収): a table's brackets, and the tax by them. Whole yen.

Pay of committee members is 給与等 (所得税基本通達28-7); without a 扶養控除等申告書 column 乙 applies.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

_FLAT: Final = Fraction(3063, 100_000)
"""3.063%: 月額表乙欄 below its first threshold."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """Pay from `least` to under `below` (None: no end) is taxed at `rate`, or by `amount` where given."""

    least: int
    below: int | None
    rate: Fraction = Fraction(0)
    amount: int | None = None

    def holds(self, pay: int) -> bool:
        """Whether `pay` lies in it."""
        return self.least <= pay and (self.below is None or pay < self.below)


MONTHLY: Final[tuple[tuple[dt.date, tuple[Bracket, ...]], ...]] = (
    (dt.date(2020, 1, 1), (Bracket(0, 88_000, _FLAT),)),
    (dt.date(2026, 1, 1), (Bracket(0, 105_000, _FLAT),)),
)
"""月額表乙欄 as far as it is flat, the oldest first: what is used until the accounting section's own brackets
are recorded. Above the threshold the table isn't flat, and nothing is guessed.
"""


def usual(day: dt.date) -> tuple[Bracket, ...]:
    """The flat part of 月額表乙欄 on `day`; none before the oldest that is known."""
    return next((brackets for since, brackets in reversed(MONTHLY) if since <= day), ())


def withheld(brackets: Sequence[Bracket], pay: int) -> int | None:
    """The tax on `pay`, cut to whole yen; None where no bracket says. Raises ValueError for negative pay."""
    if pay < 0:
        raise ValueError(f"no tax on {pay} yen")
    if pay == 0:
        return 0
    found = next((one for one in brackets if one.holds(pay)), None)
    if found is None:
        return None
    return int(pay * found.rate) if found.amount is None else found.amount
