"""What is asked of a printer: pages in the clerk's words, paper by size, sheets counted, copies in turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain.copies import Leaf, Sheets, sheets
from kyodo_desktop.papers.printjob import Order, PrintJob, UnknownPages, chosen, in_turn, orders, paper_of

A4, ACROSS, A3 = Leaf(595, 842), Leaf(842, 595), Leaf(1191, 842)
NAMED = {"資料1": range(3, 4), "資料2": range(4, 19), "参考資料1": range(19, 21), "": range(1, 3)}


def job(*leaves: Leaf, **said: object) -> PrintJob:
    """A job that prints every page unless `said` otherwise."""
    pages = tuple(range(1, len(leaves) + 1))
    return PrintJob(**{"title": "t", "data": b"", "leaves": leaves, "pages": pages, **said})


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", tuple(range(1, 21))),
        ("  ", tuple(range(1, 21))),
        ("1,3-5", (1, 3, 4, 5)),
        ("１、３～５", (1, 3, 4, 5)),
        ("3 - 5 1", (1, 3, 4, 5)),
        ("5,3,3-4", (3, 4, 5)),
        ("18-", (18, 19, 20)),
        ("資料1", (3,)),
        ("資料１，参考資料1", (3, 19, 20)),
        ("資料2、1", (1, *range(4, 19))),
    ],
)
def test_pages_are_asked_for_as_a_clerk_writes_them(text: str, pages: tuple[int, ...]) -> None:
    assert chosen(text, 20, NAMED) == pages


@pytest.mark.parametrize("text", ["0", "21", "5-3", "3-21", "資料9", "a", "1-2-3", "-3", "1;2"])
def test_what_can_t_be_read_is_told_with_an_example(text: str) -> None:
    with pytest.raises(UnknownPages) as caught:
        chosen(text, 20, NAMED)
    assert text in caught.value.what.japanese()
    assert "1,3-5" in caught.value.remedy.japanese()


@given(st.sets(st.integers(1, 30), min_size=1))
def test_any_choice_written_out_is_read_back(pages: set[int]) -> None:
    assert chosen("、".join(map(str, sorted(pages))), 30) == tuple(sorted(pages))


@pytest.mark.parametrize(
    ("leaf", "two_up", "paper"),
    [
        (A4, False, "A4"),
        (ACROSS, False, "A4"),
        (A3, False, "A3"),
        (A3, True, "A3"),
        (Leaf(729, 1032), False, "JIS_B4"),
        (Leaf(340, 666), False, "Custom.120x235mm"),
        (Leaf(340, 666), True, "A4"),
    ],
)
def test_the_paper_follows_from_the_page(leaf: Leaf, two_up: bool, paper: str) -> None:
    assert paper_of(leaf, two_up=two_up) == paper


def test_a_document_of_one_size_goes_at_once() -> None:
    assert orders(job(A4, ACROSS)) == (Order((1, 2), "A4"),)


def test_mixed_sizes_are_kept_reduced_or_printed_apart() -> None:
    leaves = (A4, A3, A4)
    assert orders(job(*leaves)) == (Order((1, 2, 3), ""),)
    assert orders(job(*leaves, large="fit")) == (Order((1, 2, 3), "A4", fit=True),)
    apart = orders(job(*leaves, large="apart", tray="tray-3"))
    assert apart == (Order((1, 3), "A4"), Order((2,), "A3", "tray-3"))
    assert orders(job(A4, large="apart", tray="tray-3")) == (Order((1,), "A4"),)
    assert orders(job(A3, large="apart", tray="tray-3")) == (Order((1,), "A3", "tray-3"),)


def test_paper_is_counted_for_what_is_printed() -> None:
    leaves = (A4,) * 5 + (A3,)
    assert job(*leaves, copies=31).paper == Sheets(93, 31)
    assert job(*leaves, copies=31, sides="one").paper == Sheets(155, 31)
    assert job(*leaves, pages=(1, 2, 6), copies=2).paper == Sheets(2, 2)
    assert job(*leaves, two_up=True).paper == Sheets(2, 1)
    assert job(*leaves, large="fit").paper == Sheets(3, 0)


def test_only_all_the_pages_as_they_stand_are_the_whole() -> None:
    assert job(A4, A4).whole
    assert not job(A4, A4, two_up=True).whole
    assert not job(A4, A4, pages=(1,)).whole


def test_copies_of_a_printer_that_can_t_copy() -> None:
    three = (A4,) * 3
    first = ((0, False), (1, False), (2, False), (2, True))
    assert in_turn(three, copies=2, collate=True, two_sided=True) == first * 2
    uncollated = ((0, False), (1, False)) * 2 + ((2, False), (2, True)) * 2
    assert in_turn(three, copies=2, collate=False, two_sided=True) == uncollated
    plain = tuple((page, False) for page in (0, 0, 1, 1, 2, 2))
    assert in_turn(three, copies=2, collate=False, two_sided=False) == plain


def test_a_folded_page_has_a_blank_back() -> None:
    found = in_turn((A4, A3, A4), copies=1, collate=True, two_sided=True)
    assert found == ((0, False), (0, True), (1, False), (1, True), (2, False), (2, True))


@given(
    st.lists(st.sampled_from([A4, ACROSS, A3]), min_size=1, max_size=20),
    st.integers(1, 4),
    st.booleans(),
    st.booleans(),
)
def test_the_sides_printed_are_those_of_the_sheets_counted(
    leaves: list[Leaf], copies: int, collate: bool, two_sided: bool
) -> None:
    sides = in_turn(leaves, copies=copies, collate=collate, two_sided=two_sided)
    counted = sheets(leaves, two_sided=two_sided).times(copies).total
    assert len(sides) == counted * (2 if two_sided else 1)
    shown = [page for page, blank in sides if not blank]
    assert sorted(shown) == sorted(list(range(len(leaves))) * copies)
