"""Dividing what is laid out: nothing is lost, nothing overflows, no line and no heading stands alone."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo_desktop.papers import blocks as b
from kyodo_desktop.papers.blockflow import Beside, Framed, Inset, Laid, Lines, Marked, Stack, divided
from kyodo_desktop.papers.blockgrid import LaidGrid, shared
from kyodo_desktop.papers.blocklay import Layer
from kyodo_desktop.papers.body import Body
from kyodo_desktop.papers.handout import look
from kyodo_desktop.papers.press.page import Page
from tests.papers.bodies import blocks
from tests.papers.samples import FONTS, FORMS

PAGE = Page(io.BytesIO(), FONTS, title="")
LOOK = look(Body().read(FORMS).handout)
WIDTH, FIRST, ROOM = 120.0, 60.0, 90.0

PARAGRAPHS = st.integers(1, 400).map(
    lambda n: b.Paragraph(b.words("協働の意識を深く、" * (n // 9) + "あ" * (n % 9 + 1)))
)
HEADINGS = st.integers(1, 4).map(lambda n: b.Heading(n, b.words("見出し")))
SMALL = st.lists(st.one_of(PARAGRAPHS, HEADINGS), min_size=1, max_size=4).map(tuple)
GRIDS = st.integers(1, 30).map(
    lambda n: b.Grid(
        (b.words("甲"), b.words("乙")), ((b.words("一"), b.words("二" * 30)),) * n, ("left", "left")
    )
)
BLOCKS = st.one_of(
    PARAGRAPHS,
    HEADINGS,
    GRIDS,
    SMALL.map(lambda held: b.Box(b.words("枠"), held)),
    st.lists(SMALL, min_size=1, max_size=4).map(lambda items: b.Items(tuple(items), 1)),
    st.tuples(SMALL, SMALL).map(lambda sides: b.Columns(sides, (1.0, 2.0))),
    SMALL.map(b.Note),
)


def laid(found: Sequence[b.Block]) -> Stack:
    return Layer(PAGE, LOOK, ROOM).stack(found, WIDTH)


def lines(one: Laid) -> Iterator[Lines]:
    """Every paragraph in what is laid out, labels and heads of tables left out."""
    match one:
        case Lines():
            yield one
        case Stack():
            for part in one.parts:
                yield from lines(part)
        case Inset() | Framed():
            yield from lines(one.inner)
        case Beside():
            for column in one.columns:
                yield from lines(column)
        case Marked():
            yield one.words
        case LaidGrid():
            for row in one.rows:
                for cell in row.cells:
                    yield from lines(cell)
        case _:
            pass


def said(parts: Sequence[Laid]) -> str:
    return "".join(line.line.text for part in parts for one in lines(part) for line in one.lines)


@settings(deadline=None, max_examples=120)
@given(st.lists(BLOCKS, min_size=1, max_size=8))
def test_everything_is_on_some_page_and_no_page_overflows(found: list[b.Block]) -> None:
    whole = laid(found)
    pages = divided(whole, FIRST, ROOM)
    assert sorted(said(pages)) == sorted(said([whole]))
    assert all(
        page.height <= room + 0.01 for page, room in zip(pages, (FIRST, *[ROOM] * len(pages)), strict=False)
    )


@settings(deadline=None)
@given(st.lists(st.one_of(PARAGRAPHS, HEADINGS), min_size=1, max_size=12))
def test_no_line_and_no_heading_stands_alone(found: list[b.Block]) -> None:
    pages = divided(laid(found), FIRST, ROOM)
    counts = {len(one.lines) for one in lines(laid(found))}
    for page in pages[:-1]:
        assert isinstance(page, Stack)
        last = page.parts[-1] if page.parts else None
        assert not isinstance(last, Marked) or all(isinstance(part, Marked) for part in page.parts)
    if counts and min(counts) > 1:
        for page in pages:
            assert all(len(one.lines) > 1 for one in lines(page))


def test_a_table_repeats_its_head_and_keeps_its_rows() -> None:
    pages = divided(laid(blocks("| 甲 | 乙 |\n|---|---|\n" + "| あ | い |\n" * 40)), FIRST, ROOM)
    grids = [part for page in pages if isinstance(page, Stack) for part in page.parts]
    assert len(grids) > 1
    assert all(isinstance(grid, LaidGrid) and grid.head is not None for grid in grids)
    assert sum(len(grid.rows) for grid in grids if isinstance(grid, LaidGrid)) == 40


@given(st.lists(st.floats(5, 400), min_size=1, max_size=8))
def test_columns_share_the_width_and_narrow_ones_get_what_they_ask(wanted: list[float]) -> None:
    widths = shared(wanted, 160.0, 8.0)
    assert sum(widths) == pytest.approx(160.0)
    assert min(widths) > 0


def test_a_narrow_column_is_as_wide_as_its_words() -> None:
    narrow, wide = shared([20.0, 400.0], 160.0, 8.0)
    assert (narrow, wide) == pytest.approx((20.0, 140.0))
