"""What holds from a day until a day: both inclusive, an end that is None open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from kyodo_desktop.domain.dated import holds_on, in_force, in_order, overlap


def day(n: int) -> dt.date:
    return dt.date(2026, 4, n)


@dataclass(frozen=True)
class Span:
    since: dt.date | None
    until: dt.date | None


def span(since: int | None, until: int | None) -> Span:
    return Span(since and day(since), until and day(until))


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (None, None, {1, 2, 3, 4, 5}),
        (2, None, {2, 3, 4, 5}),
        (None, 4, {1, 2, 3, 4}),
        (2, 4, {2, 3, 4}),
        (3, 3, {3}),
        (4, 2, set()),
    ],
)
def test_both_days_are_inclusive_and_a_missing_one_is_open(
    since: int | None, until: int | None, days: set[int]
) -> None:
    assert {n for n in range(1, 6) if holds_on(span(since, until), day(n))} == days


def test_those_in_force_keep_their_order() -> None:
    one, two, three = span(3, None), span(None, 2), span(1, 4)
    assert in_force([three, two, one], day(3)) == (three, one)


@pytest.mark.parametrize("one", [(None, None), (None, 3), (3, None), (2, 4), (3, 3)])
@pytest.mark.parametrize(
    "other", [(None, None), (None, 2), (4, None), (1, 2), (4, 5), (3, 4), (5, 5), (1, 1)]
)
def test_two_overlap_when_a_day_lies_in_both(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None]
) -> None:
    shared = any(holds_on(span(*one), day(n)) and holds_on(span(*other), day(n)) for n in range(1, 6))
    assert overlap(span(*one), span(*other)) is shared
    assert overlap(span(*other), span(*one)) is shared


def test_an_end_before_the_beginning_is_said() -> None:
    complaint = in_order(span(3, 2))
    assert complaint is not None
    assert complaint.japanese() == "終わりの日が始まりの日より前になっています。"
    assert [in_order(span(*one)) for one in ((3, 3), (2, 3), (None, 1), (1, None))] == [None] * 4
