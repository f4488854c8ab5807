"""A share of a number of members (半数以上, 過半数, 3分の2以上), in integers, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kyodo_desktop.domain.errors import RuleError
from kyodo_desktop.i18n import Message, msg

HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Share:
    """A share that must be reached, or passed where `strict`; `article` is the full citation.

    Raises `RuleError` where no number of members could meet it, or none were needed.
    """

    of: Fraction
    strict: bool
    article: str

    def __post_init__(self) -> None:
        if not 0 < self.of <= 1 or (self.strict and self.of == 1):
            raise RuleError(
                msg("「{share}」という割合は使えません", share=str(self.of)),
                msg("割合は0より大きく、1以下でなければなりません。"),
                msg("規則ファイルの割合（share）と strict を確かめてください。"),
                "share",
            )

    @property
    def simple_majority(self) -> bool:
        """Whether it is 過半数; any other share is a special majority (特別多数)."""
        return self.strict and self.of == HALF

    def needed(self, base: int) -> int:
        """The least number that meets the share of `base`."""
        whole, rest = divmod(self.of.numerator * base, self.of.denominator)
        return whole + 1 if self.strict or rest else whole

    @property
    def words(self) -> Message:
        """半数以上, 過半数, 3分の2以上, 3分の2を超える数, 全員."""
        if self.of == 1:
            return msg("全員")
        if self.of == HALF:
            return msg("過半数") if self.strict else msg("半数以上")
        parts, whole = self.of.numerator, self.of.denominator
        if self.strict:
            return msg("{whole}分の{parts}を超える数", whole=whole, parts=parts)
        return msg("{whole}分の{parts}以上", whole=whole, parts=parts)

    @property
    def bar(self) -> Message:
        """What is reached or not: 半数, 過半数, 3分の2, 3分の2を超える数, 全員."""
        if self.strict or self.of == 1:
            return self.words
        if self.of == HALF:
            return msg("半数")
        return msg("{whole}分の{parts}", whole=self.of.denominator, parts=self.of.numerator)

    @property
    def written(self) -> tuple[str, ...]:
        """The ways in which a regulation's text writes it, in half-width digits."""
        parts = f"{self.of.denominator}分の{self.of.numerator}"
        if self.of == 1:
            return ("全員",)
        if self.strict:
            return (f"{parts}を超える", *(("過半数",) if self.of == HALF else ()))
        return (f"{parts}以上", *(("半数以上",) if self.of == HALF else ()))
