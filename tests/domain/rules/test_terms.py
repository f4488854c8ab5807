"""Terms of office by the calendar: their last day, and the gaps and overlaps between them."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain.rules.terms import between, faults, length
from kyodo_desktop.domain.served import TermDays

TABLE = tomllib.loads(Path(__file__).with_name("terms.toml").read_text("utf-8"))
START = dt.date(2025, 1, 1)
A_DAY = dt.timedelta(days=1)
TERMS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 20)).map(
        lambda pair: TermDays(START + dt.timedelta(pair[0]), START + dt.timedelta(pair[0] + pair[1]))
    ),
    max_size=6,
)


@pytest.mark.parametrize("case", TABLE["length"], ids=lambda case: case["what"])
def test_a_term_is_as_long_as_laid_down(case: dict[str, Any]) -> None:
    ruling = length(TermDays(case["since"], case["until"]), case["years"])
    assert (ruling.verdict, ruling.margin) == (case["verdict"], case.get("margin", 0))
    assert ruling.read_out == case["sentence"]
    assert ruling.article == "民法第143条第2項"
    assert ruling.arithmetic.japanese() == case.get("arithmetic", ruling.arithmetic.japanese())


def test_a_term_cites_where_its_years_are_laid_down() -> None:
    assert length(TermDays(START, START), 1, "条例第13条第1項").article == "条例第13条第1項"


def test_a_term_of_no_years_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="0 years"):
        length(TermDays(START, START), 0)
    with pytest.raises(ValueError, match=r"^a term from 2025-01-01 until 2024-12-31"):
        TermDays(START, START - A_DAY)


@pytest.mark.parametrize("case", TABLE["between"], ids=lambda case: case["what"])
def test_what_lies_between_two_terms(case: dict[str, Any]) -> None:
    ruling = between(TermDays(*case["before"]), TermDays(*case["after"]))
    assert (ruling.verdict, ruling.margin) == (case["verdict"], case["margin"])
    assert ruling.read_out == case["sentence"]


def test_the_arithmetic_names_both_days() -> None:
    ruling = between(TermDays(START, START), TermDays(START + 3 * A_DAY, START + 9 * A_DAY))
    assert ruling.arithmetic.japanese() == "前の任期の満了は令和7年1月1日、次の任期の始まりは令和7年1月4日"


def test_faults_are_found_in_any_order() -> None:
    one, two, three = (TermDays(START + n * A_DAY, START + (n + 9) * A_DAY) for n in (0, 10, 25))
    assert faults([two, one]) == ()
    found = faults([three, one, two])
    assert [(fault.before, fault.after, fault.ruling.verdict) for fault in found] == [(two, three, "gap")]
    assert faults([]) == ()


def test_a_single_day_in_two_terms_is_an_overlap() -> None:
    one, two = TermDays(START, START + 9 * A_DAY), TermDays(START + 9 * A_DAY, START + 20 * A_DAY)
    assert [(fault.ruling.verdict, fault.ruling.margin) for fault in faults([two, one])] == [("overlap", 1)]


def test_a_long_term_covers_the_days_between_two_others() -> None:
    long, short, late = (
        TermDays(START, START + 30 * A_DAY),
        TermDays(START + 2 * A_DAY, START + 3 * A_DAY),
        TermDays(START + 31 * A_DAY, START + 40 * A_DAY),
    )
    assert [(f.before, f.after, f.ruling.verdict) for f in faults([late, short, long])] == [
        (long, short, "overlap")
    ]


@given(TERMS)
def test_no_day_is_covered_twice_or_never_unnoticed(terms: list[TermDays]) -> None:
    found = faults(terms)
    told: dict[str, set[dt.date]] = {"gap": set(), "overlap": set()}
    for fault in found:
        first, last = (
            (fault.before.until + A_DAY, fault.after.since - A_DAY)
            if fault.ruling.verdict == "gap"
            else (fault.after.since, min(fault.before.until, fault.after.until))
        )
        days = {first + n * A_DAY for n in range((last - first).days + 1)}
        assert len(days) == fault.ruling.margin
        told[fault.ruling.verdict] |= days
    covered = [sum(term.since <= START + n * A_DAY <= term.until for term in terms) for n in range(90)]
    held = [n for n, count in enumerate(covered) if count]
    inner = range(held[0], held[-1]) if held else range(0)
    assert told["overlap"] == {START + n * A_DAY for n in range(90) if covered[n] > 1}
    assert told["gap"] == {START + n * A_DAY for n in inner if not covered[n]}
