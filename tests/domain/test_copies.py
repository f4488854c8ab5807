"""Copies and paper: the office's arithmetic, page by page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain.copies import (
    FIGURES,
    Leaf,
    Sheets,
    Usual,
    added,
    by_short_edge,
    fastening,
    mixed,
    reckon,
    sheets,
)
from kyodo_desktop.domain.fields import fields
from kyodo_desktop.domain.records import PrintRun

USUAL = Usual(staff=8, observers=5, press=2, kept=1, spare_percent=10, spare_least=2, clip_over=40)
A4, ACROSS = Leaf(595, 842), Leaf(842, 595)
A3 = Leaf(1191, 842)


def test_the_office_s_own_example() -> None:
    found = reckon(12, USUAL, {})
    assert found.total == 31
    assert found.arithmetic == "12＋8＋5＋2＋3＋1＝31"
    assert tuple(one.name for one in found.figures) == FIGURES


def test_each_figure_says_why() -> None:
    said = {one.name: one.why.japanese() for one in reckon(12, USUAL, {"press": 4}).figures}
    assert said["members"] == "この日に在任する委員（欠席者を含む）"
    assert said["spare"] == "29部の10%（端数切上げ）、少なくとも2部"
    assert said["press"] == "この会議で決めた部数（ふつうは2部）"


def test_every_figure_is_a_field_of_the_record() -> None:
    assert set(FIGURES) <= {field.name for field in fields(PrintRun)}


@pytest.mark.parametrize(("members", "spare"), [(0, 2), (5, 2), (6, 3), (15, 3), (16, 4)])
def test_a_tenth_is_spare_and_two_at_least(members: int, spare: int) -> None:
    assert reckon(members, USUAL, {}).count("spare") == spare


def test_what_is_decided_stands_and_nothing_is_a_figure_too() -> None:
    found = reckon(12, USUAL, {"observers": 0, "spare": 0, "members": None})
    assert (found.count("observers"), found.count("spare"), found.count("members")) == (0, 0, 12)
    assert found.total == 23


@pytest.mark.parametrize(
    ("leaves", "two_sided", "two_up", "expected"),
    [
        ([], True, False, Sheets(0, 0)),
        ([A4], True, False, Sheets(1, 0)),
        ([A4] * 5, True, False, Sheets(3, 0)),
        ([A4] * 5, False, False, Sheets(5, 0)),
        ([ACROSS] * 9, True, True, Sheets(3, 0)),
        ([ACROSS] * 9, False, True, Sheets(5, 0)),
        ([A3], True, False, Sheets(0, 1)),
        ([A3, A3, A3], True, False, Sheets(0, 3)),
        ([A4, A4, A4, A3, A4, A4], True, False, Sheets(3, 1)),
        ([A4, A3, A4], True, True, Sheets(2, 1)),
    ],
)
def test_sheets(leaves: list[Leaf], two_sided: bool, two_up: bool, expected: Sheets) -> None:
    assert sheets(leaves, two_sided=two_sided, two_up=two_up) == expected


def test_sheets_are_added_and_multiplied() -> None:
    whole = added([Sheets(3, 1), Sheets(2, 0)])
    assert whole == Sheets(5, 1)
    assert whole.times(31) == Sheets(155, 31)
    assert whole.times(31).total == 186


@given(st.lists(st.sampled_from([A4, ACROSS, A3]), max_size=60))
def test_two_sides_never_take_more_and_never_less_than_half(leaves: list[Leaf]) -> None:
    one, two = sheets(leaves, two_sided=False), sheets(leaves)
    assert one.total == len(leaves)
    assert one.a3 == two.a3
    assert one.a4 <= 2 * two.a4
    assert two.a4 <= one.a4


@pytest.mark.parametrize(
    ("count", "how"), [(0, "none"), (1, "none"), (2, "staple"), (40, "staple"), (41, "clip")]
)
def test_how_sheets_are_held_together(count: int, how: str) -> None:
    assert fastening(count, 40) == how


def test_the_edge_follows_from_how_the_pages_lie() -> None:
    assert by_short_edge([ACROSS, ACROSS, A3])
    assert not by_short_edge([A4, A3])
    assert not by_short_edge([A3])
    assert mixed([A4, ACROSS])
    assert not mixed([A4, A3])
