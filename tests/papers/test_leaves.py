"""What a printer is told of a document's pages, and the pages that are taken out for it."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest
from PIL import Image

from kyodo_desktop.domain.copies import Leaf
from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.papers.leaves import Cutter
from kyodo_desktop.papers.press.progress import drained
from tests.papers.reading import pictures

A4, ACROSS, A3 = (595, 842), (842, 595), (1191, 842)
COLOURS = {"black": b"0 0 0 rg", "grey": b"0.5 0.5 0.5 rg", "red": b"0.8 0.1 0.1 rg"}


def document(*pages: tuple[tuple[int, int], str], turn: int = 0) -> bytes:
    """A PDF whose pages have this size and a square of this colour, its side telling the page's number."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for place, (size, colour) in enumerate(pages, 1):
            page = pdf.add_blank_page(page_size=size)
            page.obj.Contents = pdf.make_stream(COLOURS[colour] + b" 100 100 %d %d re f" % (place * 20, 60))
            if turn:
                page.obj.Rotate = turn
        pdf.save(out, static_id=True)
    return out.getvalue()


@pytest.fixture
def cutter() -> Iterator[Cutter]:
    made = Cutter()
    yield made
    made.end()


def widths(data: bytes) -> list[int]:
    """Which page each was before: the width of its square in twenties of a point, a page at 72 dpi."""
    found: list[int] = []
    for image in pictures(data):
        box = image.convert("L").point(lambda shade: 255 if shade < 200 else 0).getbbox()
        assert box is not None
        found.append(round((box[2] - box[0]) * 72 / 100 / 20))
    return found


def test_each_page_s_size_and_colour_are_seen(cutter: Cutter) -> None:
    found = drained(cutter.leaves(document((A4, "black"), (ACROSS, "grey"), (A3, "red"))))
    assert found == (Leaf(595, 842), Leaf(842, 595), Leaf(1191, 842, True))
    assert [leaf.folded for leaf in found] == [False, False, True]


def test_a_turned_page_is_seen_as_it_is_read(cutter: Cutter) -> None:
    (leaf,) = drained(cutter.leaves(document((A4, "red"), turn=90)))
    assert leaf == Leaf(842, 595, True)


def test_the_specks_of_a_grey_scan_are_no_colour(cutter: Cutter) -> None:
    scan = Image.new("RGB", (400, 560), (240, 240, 238))
    for at in range(8):
        scan.putpixel((at * 40, at * 60), (255, 0, 0))
    out = io.BytesIO()
    scan.save(out, "PDF", resolution=48)
    assert [leaf.coloured for leaf in drained(cutter.leaves(out.getvalue()))] == [False]


def test_the_pages_asked_for_are_taken_in_their_order(cutter: Cutter) -> None:
    data = document(*[(A4, "black")] * 6)
    made = drained(cutter.taken(data, (1, 3, 4)))
    assert widths(made) == [1, 3, 4]
    assert drained(cutter.taken(data, (1, 3, 4))) == made


def test_two_pages_stand_on_a_sheet_and_a_folded_one_by_itself(cutter: Cutter) -> None:
    data = document((ACROSS, "black"), (ACROSS, "black"), (ACROSS, "black"), (A3, "black"), (ACROSS, "black"))
    made = drained(cutter.taken(data, (1, 2, 3, 4, 5), two_up=True))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        sizes = [tuple(round(float(edge)) for edge in page.mediabox[2:]) for page in pdf.pages]
    assert sizes == [(595, 842), (595, 842), (1191, 842), (595, 842)]
    assert widths(made)[2] == 4


def test_what_isn_t_a_pdf_is_told(cutter: Cutter) -> None:
    with pytest.raises(OutputFailed, match="印刷の用意ができません"):
        drained(cutter.leaves(b"no pdf"))
    with pytest.raises(OutputFailed, match="印刷の用意ができません"):
        drained(cutter.taken(b"no pdf", (1,)))
