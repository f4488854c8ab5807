"""A page is known by what a reader sees: the same in another file, another for one character or pixel."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image, ImageDraw

from kyodo_desktop.papers.picture import page_of
from kyodo_desktop.papers.press.binding import Part
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.looking import Unseen
from kyodo_desktop.papers.press.page import A4, Page
from kyodo_desktop.papers.press.seeing import seen_pages
from kyodo_desktop.papers.press.style import Style
from tests.papers.press.corpus import A3_LANDSCAPE, scan, text


def digests(pdf: bytes, **options: object) -> list[str]:
    return [page.digest for page in seen_pages(Part(pdf, "一", **options))]  # type: ignore[arg-type]


def said(fonts: Fonts, *pages: str, ruled: bool = False) -> bytes:
    """Pages of one line each, set by us: their fonts hold just the glyphs that they need."""
    out = io.BytesIO()
    page = Page(out, fonts, title="")
    for place, line in enumerate(pages):
        if place:
            page.new_page()
        page.text(30, 50, line, Style())
        if ruled:
            page.rule(30, 80, 40, 80, 0.3)
    page.finish()
    return out.getvalue()


def test_a_page_is_the_same_in_another_file(shipped: Fonts) -> None:
    alone = digests(said(shipped, "協働の推進"))
    among = digests(said(shipped, "前に置いた別の字", "協働の推進", "後"))
    assert alone[0] == among[1]
    assert len({*among}) == 3


def test_one_character_one_rule_and_one_size_make_another_page(shipped: Fonts) -> None:
    found = [
        said(shipped, "1,383"),
        said(shipped, "1,343"),
        said(shipped, "1,383", ruled=True),
        text(shipped, 1, A4, "甲"),
        text(shipped, 1, A3_LANDSCAPE, "甲"),
    ]
    assert len({digests(one)[0] for one in found}) == len(found)
    assert [seen_pages(Part(one, "一"))[0].wide for one in found] == [False] * 4 + [True]


def test_one_pixel_of_a_picture_makes_another_page() -> None:
    def picture(spot: bool) -> bytes:
        image = Image.new("L", (800, 1100), 250)
        if spot:
            ImageDraw.Draw(image).point((400, 500), 240)
        out = io.BytesIO()
        image.save(out, "PNG")
        return page_of(out.getvalue())

    assert digests(picture(spot=False)) == digests(picture(spot=False))
    assert digests(picture(spot=False)) != digests(picture(spot=True))
    assert len({*digests(scan(3))}) == 3


def test_what_is_drawn_over_a_scan_is_seen() -> None:
    plain = scan(1)
    with pikepdf.open(io.BytesIO(plain)) as opened:
        page = opened.pages[0]
        page.contents_add(opened.make_stream(b"q 0 0 0 rg 100 100 50 50 re f Q"))
        out = io.BytesIO()
        opened.save(out)
    assert digests(out.getvalue()) != digests(plain)


def test_slides_two_to_a_sheet_are_one_page(shipped: Fonts) -> None:
    pairs = seen_pages(Part(said(shipped, "一", "二", "三"), "一", two_up=True))
    assert [page.lines for page in pairs] == [("一", "二"), ("三",)]
    assert pairs[0].digest != digests(said(shipped, "一", "二"))[0]


def test_what_cannot_be_shown_is_refused() -> None:
    with pytest.raises(Unseen):
        seen_pages(Part(b"%PDF-1.7 nothing", "一"))
