"""Tax kept back of pay: the examples of practice, the thresholds, and what the table doesn't say."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from kyodo_desktop.domain.withholding import Bracket, usual, withheld

IN_2025, IN_2026 = dt.date(2025, 11, 14), dt.date(2026, 2, 1)


@pytest.mark.parametrize(("pay", "tax"), [(10_315, 315), (9_000, 275), (0, 0), (32, 0), (33, 1)])
def test_the_tax_is_cut_to_whole_yen(pay: int, tax: int) -> None:
    assert withheld(usual(IN_2025), pay) == tax


@pytest.mark.parametrize(
    ("day", "last", "tax"),
    [(dt.date(2020, 1, 1), 87_999, 2_695), (dt.date(2025, 12, 31), 87_999, 2_695), (IN_2026, 104_999, 3_216)],
)
def test_above_the_threshold_of_the_day_nothing_is_guessed(day: dt.date, last: int, tax: int) -> None:
    assert withheld(usual(day), last) == tax
    assert withheld(usual(day), last + 1) is None


def test_before_the_oldest_table_nothing_is_known() -> None:
    assert usual(dt.date(2019, 12, 31)) == ()
    assert withheld((), 9_000) is None


def test_brackets_may_have_amounts() -> None:
    daily = (Bracket(0, 2_900, Fraction(3063, 100_000)), Bracket(2_900, 2_950, amount=100))
    assert [withheld(daily, pay) for pay in (2_899, 2_900, 2_949, 2_950)] == [88, 100, 100, None]


def test_negative_pay_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="-1"):
        withheld(usual(IN_2025), -1)
