"""Blocks stand closer before they take another page, and what is kept together stays together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.papers.layout import Block, paginate, tightness

ROOM = 100.0
BLOCKS = st.lists(
    st.builds(Block, height=st.floats(1, 40), before=st.floats(0, 30), keep=st.booleans()), max_size=30
)


@given(BLOCKS, st.floats(0, 90), st.floats(0.2, 1))
def test_no_block_reaches_below_its_page_and_none_overlap(
    blocks: list[Block], first: float, factor: float
) -> None:
    places = paginate(blocks, first, ROOM, factor)
    page, below = 0, first
    for block, place in zip(blocks, places, strict=True):
        if place.page != page:
            page, below = place.page, 0.0
        assert place.y >= below - 1e-6
        below = place.y + block.height
        assert below <= ROOM + 0.01


@given(BLOCKS, st.floats(0, 90))
def test_tightening_never_costs_a_page(blocks: list[Block], first: float) -> None:
    factor = tightness(blocks, first, ROOM, 0.3)
    assert 0.3 <= factor <= 1
    if blocks:
        fewest = paginate(blocks, first, ROOM, 0.3)[-1].page
        assert paginate(blocks, first, ROOM, factor)[-1].page == fewest


def test_what_fits_keeps_its_spacing() -> None:
    assert tightness([Block(10, 10)] * 5, 0, ROOM, 0.3) == 1


def test_a_heading_moves_on_with_what_follows() -> None:
    blocks = [Block(80, 0), Block(10, 0, keep=True), Block(20, 0)]
    assert [place.page for place in paginate(blocks, 0, ROOM)] == [0, 1, 1]
