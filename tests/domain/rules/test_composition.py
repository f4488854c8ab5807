"""Whether a committee is composed as the city wants it: the table of cases, shares in integers, ages."""

from __future__ import annotations

import datetime as dt
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain.rules.composition import (
    CODES,
    CategoryFacts,
    Judgement,
    Limit,
    MemberFacts,
    age_on,
    composition,
)
from kyodo_desktop.domain.rules.tenure import Years

TABLE = tomllib.loads(Path(__file__).with_name("composition.toml").read_text("utf-8"))
SEXES = {"女": "female", "男": "male", "他": "other"}
PUBLIC = {"公": True, "非": False}
BASIS = "選任要綱第3条"


def member(mark: str = "？", **facts: Any) -> MemberFacts:
    """A member as one letter of the table writes it."""
    known = {"sex": SEXES.get(mark), "public_call": PUBLIC.get(mark)}
    return MemberFacts(**{"key": "m", "name": "梶原 純", "category": "c", **known, **facts})


def one(found: tuple[Judgement, ...]) -> Judgement:
    """The only judgement."""
    (only,) = found
    return only


@pytest.mark.parametrize("case", TABLE["share"], ids=lambda case: case["what"])
def test_a_share(case: dict[str, Any]) -> None:
    members = [member(mark) for mark in case["members"]]
    found = one(composition("k", members, (), [Limit(case["kind"], case["value"], BASIS)]))
    assert (found.code, found.subject) == (f"composition.{case['kind']}", "k")
    ruling = found.ruling
    assert (ruling.verdict, ruling.margin, ruling.read_out) == (
        case["verdict"],
        case["margin"],
        case["sentence"],
    )
    assert ruling.article == BASIS
    assert ruling.arithmetic.japanese() == case.get("arithmetic", ruling.arithmetic.japanese())


@pytest.mark.parametrize("case", TABLE["member"], ids=lambda case: case["what"])
def test_a_member(case: dict[str, Any]) -> None:
    facts = {name: case[name] for name in ("periods", "posts", "age", "again", "earlier") if name in case}
    if "years" in case:
        facts["years"] = Years(*case["years"])
    found = composition("k", [member(**facts)], (), [Limit(case["kind"], case["value"], BASIS)])
    if "verdict" not in case:
        assert found == ()
        return
    assert (one(found).code, one(found).subject) == (f"composition.{case['kind']}", "m")
    ruling = one(found).ruling
    assert (ruling.verdict, ruling.margin, ruling.read_out) == (
        case["verdict"],
        case.get("margin"),
        case["sentence"],
    )
    assert ruling.article == BASIS
    assert ruling.arithmetic.japanese() == case.get("arithmetic", ruling.arithmetic.japanese())


@pytest.mark.parametrize("case", TABLE["seats"], ids=lambda case: case["what"])
def test_the_seats_of_a_category(case: dict[str, Any]) -> None:
    members = [member() for _ in range(case["seated"])] + [member(category="other")]
    found = composition("k", members, [CategoryFacts(key="c", name="2号委員", seats=case.get("seats"))])
    if "verdict" not in case:
        assert found == ()
        return
    ruling = one(found).ruling
    assert (one(found).code, one(found).subject) == ("composition.seats", "c")
    assert (ruling.verdict, ruling.read_out) == (case["verdict"], case["sentence"])
    assert (ruling.margin, ruling.article) == (case["seated"] - case["seats"], "")
    assert ruling.arithmetic.japanese() == case.get("arithmetic", ruling.arithmetic.japanese())


def test_a_share_of_all_is_all() -> None:
    members = [member("女") for _ in range(100)] + [member("男")]
    found = one(composition("k", members, (), [Limit("women_least", 100)]))
    assert (found.ruling.verdict, found.ruling.margin) == ("breach", -1)


def test_nothing_is_judged_without_a_limit_nor_a_share_without_members() -> None:
    assert composition("k", [member("女")]) == ()
    assert composition("k", [], (), [Limit(kind, 30) for kind in CODES]) == ()


def test_limits_are_judged_in_their_order() -> None:
    found = composition(
        "k",
        [member(key="a"), member(key="b")],
        [CategoryFacts(key="c", name="1号委員", seats=2)],
        [Limit("periods_most", 3), Limit("women_least", 30)],
    )
    assert [(f.code.partition(".")[2], f.subject) for f in found] == [
        ("seats", "c"),
        ("periods_most", "a"),
        ("periods_most", "b"),
        ("women_least", "k"),
    ]


def test_an_unknown_limit_is_our_mistake() -> None:
    with pytest.raises(ValueError, match=r"^no limit of the kind 'height_most'"):
        composition("k", [member()], (), [Limit("height_most", 180)])


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("1955-10-01", "2025-09-30", 70),  # a year older at the end of the day before
        ("1955-10-01", "2025-09-29", 69),
        ("1955-10-02", "2025-09-30", 69),
        ("1956-02-29", "2025-02-28", 69),
        ("1956-02-29", "2025-02-27", 68),
        ("2000-01-01", "2000-01-01", 0),
    ],
)
def test_age(born: str, day: str, age: int) -> None:
    assert age_on(dt.date.fromisoformat(born), dt.date.fromisoformat(day)) == age


def test_nobody_has_an_age_before_the_birth() -> None:
    with pytest.raises(ValueError, match="1999-12-31 lies before 2000-01-01"):
        age_on(dt.date(2000, 1, 1), dt.date(1999, 12, 31))


@given(st.lists(st.sampled_from("女男他？"), min_size=1, max_size=30), st.integers(0, 100))
def test_a_share_is_what_a_fraction_says(marks: list[str], percent: int) -> None:
    found = one(composition("k", [member(mark) for mark in marks], (), [Limit("women_least", percent)]))
    asked = Fraction(percent, 100)
    least, most = marks.count("女"), marks.count("女") + marks.count("？")
    sure, possible = Fraction(least, len(marks)) >= asked, Fraction(most, len(marks)) >= asked
    assert found.ruling.verdict == ("within" if sure else "unknown" if possible else "breach")
