"""A share counts in whole persons and is said as a regulation says it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kyodo_desktop.domain.errors import RuleError
from kyodo_desktop.domain.share import Share


@pytest.mark.parametrize(
    ("of", "strict", "words", "bar", "needed"),
    [
        ("1/2", False, "半数以上", "半数", {12: 6, 11: 6, 10: 5, 9: 5, 1: 1, 0: 0}),
        ("1/2", True, "過半数", "過半数", {12: 7, 11: 6, 10: 6, 9: 5, 1: 1, 0: 1}),
        ("2/3", False, "3分の2以上", "3分の2", {12: 8, 11: 8, 10: 7, 9: 6, 1: 1}),
        ("2/3", True, "3分の2を超える数", "3分の2を超える数", {12: 9, 11: 8, 10: 7, 9: 7, 1: 1}),
        ("1", False, "全員", "全員", {12: 12, 1: 1}),
    ],
)
def test_a_share_in_persons_and_words(
    of: str, strict: bool, words: str, bar: str, needed: dict[int, int]
) -> None:
    share = Share(Fraction(of), strict, "規則第9条")
    assert {base: share.needed(base) for base in needed} == needed
    assert (share.words.japanese(), share.bar.japanese()) == (words, bar)
    assert share.simple_majority is (words == "過半数")


def test_a_share_knows_how_texts_write_it() -> None:
    assert Share(Fraction(1, 2), False, "").written == ("2分の1以上", "半数以上")
    assert Share(Fraction(1, 2), True, "").written == ("2分の1を超える", "過半数")
    assert Share(Fraction(3, 4), False, "").written == ("4分の3以上",)
    assert Share(Fraction(3, 4), True, "").written == ("4分の3を超える",)
    assert Share(Fraction(1), False, "").written == ("全員",)


@pytest.mark.parametrize(("of", "strict"), [("0", False), ("-1/2", True), ("3/2", False), ("1", True)])
def test_a_share_that_nobody_could_meet_or_everybody_does_is_refused(of: str, strict: bool) -> None:
    with pytest.raises(RuleError) as caught:
        Share(Fraction(of), strict, "規則第9条")
    assert caught.value.figure == "share"
