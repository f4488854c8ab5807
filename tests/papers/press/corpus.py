"""Received files as offices get them, made here: text, A3, slides, scans, with bookmarks, links and names."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pikepdf
from PIL import Image, ImageDraw

from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.page import A4, A4_LANDSCAPE, Page
from kyodo_desktop.papers.press.style import Style

A3_LANDSCAPE = (420.0, 297.0)
_LEAP = 7
_PARAGRAPH = 4  # lines
_SCAN = (1240, 1754)  # A4 at 150 dpi


def text(fonts: Fonts, pages: int, size: tuple[float, float] = A4, mark: str = "", every: int = 5) -> bytes:
    """Pages of text in paragraphs, tagged, with a bookmark every few pages, a link on each page and a named
    place for each link.
    """
    out = io.BytesIO()
    page = Page(out, fonts, title=mark)
    page.resize(size)
    for place in range(pages):
        if place:
            page.new_page()
        if place % every == 0:
            page.bookmark(f"{mark}の{place + 1}頁")
        page.text(25, 40, f"〔{mark}-{place + 1}〕", Style("gothic", 12))
        for line in range(int((size[1] - 80) / 7)):
            if line % _PARAGRAPH == 0:
                paragraph = page.element("P")
            said = f"{mark}の{place + 1}頁、市民協働の推進について審議する資料の{line + 1}行目です。"
            page.text(25, 50 + 7 * line, said * (2 if size[0] > 250 else 1), Style(), role=paragraph)
    page.finish()
    with pikepdf.open(out) as made:
        _link(made)
        return _saved(made)


def scan(pages: int, mark: str = "") -> bytes:
    """Pages that are a picture each, as a scanner sends them."""
    with pikepdf.new() as made:
        for place in range(pages):
            picture = _paper(place)
            page = made.add_blank_page(page_size=(595.28, 841.89))
            page.obj["/Resources"] = pikepdf.Dictionary(
                XObject=pikepdf.Dictionary(Scan=_stream(made, picture))
            )
            page.obj["/Contents"] = made.make_stream(b"q 595.28 0 0 841.89 0 0 cm /Scan Do Q")
        return _saved(made)


KINDS: dict[str, Callable[[Fonts, int, str], bytes]] = {
    "text": lambda fonts, pages, mark: text(fonts, pages, A4, mark),
    "a3": lambda fonts, pages, mark: text(fonts, pages, A3_LANDSCAPE, mark),
    "landscape": lambda fonts, pages, mark: text(fonts, pages, A4_LANDSCAPE, mark),
    "scan": lambda _, pages, mark: scan(pages, mark),
}


def _link(made: pikepdf.Pdf) -> None:
    """Every page leads to another: by itself, by an action, by a name, in turn."""
    count = len(made.pages)
    names: list[object] = []
    for place, page in enumerate(made.pages):
        there = (place + _LEAP) % count
        goal = pikepdf.Array([made.pages[there].obj, pikepdf.Name.XYZ, 60, 700, 0])
        entry = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([60, 60, 200, 80])
        )
        if place % 3 == 0:
            entry["/Dest"] = goal
        elif place % 3 == 1:
            entry["/A"] = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=goal)
        else:
            entry["/Dest"] = pikepdf.String(f"place{there:05}")
        page.obj["/Annots"] = pikepdf.Array([made.make_indirect(entry)])
        names += [
            pikepdf.String(f"place{place:05}"),
            pikepdf.Array([page.obj, pikepdf.Name.XYZ, 60, 700, 0]),
        ]
    made.Root["/Names"] = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=pikepdf.Array(names)))


def _paper(place: int) -> bytes:
    """A grey page with lines of what looks like writing, a little different each time."""
    dice = random.Random(place)
    image = Image.new("L", _SCAN, 244)
    draw = ImageDraw.Draw(image)
    for y in range(165, _SCAN[1] - 195, 36):
        x = 135
        while x < _SCAN[0] - 165:
            wide = dice.randrange(6, 22)
            draw.rectangle((x, y, x + wide, y + dice.randrange(8, 20)), fill=dice.randrange(20, 90))
            x += wide + dice.randrange(3, 9)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return out.getvalue()


def _stream(made: pikepdf.Pdf, jpeg: bytes) -> pikepdf.Stream:
    stream = pikepdf.Stream(made, jpeg)
    stream["/Type"], stream["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
    stream["/Width"], stream["/Height"] = _SCAN
    stream["/ColorSpace"], stream["/BitsPerComponent"] = pikepdf.Name.DeviceGray, 8
    stream["/Filter"] = pikepdf.Name.DCTDecode
    return stream


def _saved(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()
