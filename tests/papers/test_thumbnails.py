"""Thumbnails from a child: the page's own colours, lying pages lying, a fallen process begun anew."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from kyodo_desktop.papers.child import ChildEnded
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.thumbnails import Thumbnailer


@pytest.fixture
def thumbs() -> Iterator[Thumbnailer]:
    made = Thumbnailer()
    yield made
    made.end()


def coloured(*colours: str, size: tuple[float, float] = (595, 842), turn: int = 0) -> bytes:
    """A PDF with a page of each colour."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        for colour in colours:
            made.add_blank_page(page_size=size)
            page = made.pages[-1]
            page.contents_add(f"{colour} rg 0 0 2000 2000 re f".encode())
            page.obj["/Rotate"] = turn
        made.save(out)
    return out.getvalue()


def test_pages_are_drawn_in_their_colours_and_no_larger_than_asked(thumbs: Thumbnailer) -> None:
    data = coloured("1 0 0", "0 1 0", "0 0 1")
    red, blue = drained(thumbs.draw(data, (1, 3), 100))
    assert [(one.page, one.width, one.height) for one in (red, blue)] == [(1, 71, 100), (3, 71, 100)]
    assert red.rows[:3] == bytes((0, 0, 255))
    assert blue.rows[:3] == bytes((255, 0, 0))
    assert all(len(one.rows) == one.width * one.height * 4 for one in (red, blue))


def test_a_page_lies_as_a_reader_sees_it(thumbs: Thumbnailer) -> None:
    (one,) = drained(thumbs.draw(coloured("1 0 0", turn=90), (1,), 100))
    assert (one.width, one.height) == (100, 71)


def test_another_document_takes_the_place_of_the_one_before(thumbs: Thumbnailer) -> None:
    for colour, pixel in (("1 0 0", (0, 0, 255)), ("0 1 0", (0, 255, 0))):
        (one,) = drained(thumbs.draw(coloured(colour), (1,), 50))
        assert tuple(one.rows[:3]) == pixel


@pytest.mark.parametrize("pages", [(1,), (7,)])
def test_what_can_t_be_seen_is_left_out(thumbs: Thumbnailer, pages: tuple[int, ...]) -> None:
    assert drained(thumbs.draw(b"no PDF" if pages == (1,) else coloured("1 0 0"), pages, 50)) == ()


def test_a_process_that_fell_is_begun_anew(thumbs: Thumbnailer) -> None:
    data = coloured("1 0 0")
    drained(thumbs.draw(data, (1,), 50))
    thumbs.kill()
    try:
        found = drained(thumbs.draw(data, (1,), 50))
    except ChildEnded:  # it hadn't quite fallen when it was asked
        found = drained(thumbs.draw(data, (1,), 50))
    assert [one.page for one in found] == [1]
