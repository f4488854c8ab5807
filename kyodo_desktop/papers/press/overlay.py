"""Laying stamps and page numbers over finished pages, at the corners the reader sees."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import pikepdf

from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.page import POINTS, Page
from kyodo_desktop.papers.press.stamp import page_number, stamp

_DEEPEST: Final = 64  # of a page tree; a damaged one goes round in a circle


@dataclass(frozen=True, slots=True)
class Stamped:
    """What is laid over the page at `index`: a boxed label, a number, either or neither."""

    index: int
    label: str | None
    number: int | str | None


def visual_size(page: pikepdf.Page) -> tuple[float, float]:
    """The width and height in points that a reader sees, the crop and the rotation counted in."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    width, height = abs(right - left), abs(top - bottom)
    return (height, width) if rotation(page) % 180 else (width, height)


def rotation(page: pikepdf.Page) -> int:
    """How far the page is turned clockwise, in degrees, whether it says so itself or inherits it.

    Raises ValueError where that can't be told.
    """
    node = page.obj
    for _ in range(_DEEPEST):
        if "/Rotate" in node:
            return _turn(node["/Rotate"])
        if "/Parent" not in node:
            return 0
        node = node["/Parent"]
    raise ValueError("the page tree has no end")


def _turn(said: object) -> int:
    """A /Rotate as degrees. Raises ValueError unless it is a multiple of 90: readers would differ."""
    if isinstance(said, bool | str) or not isinstance(said, int | Decimal) or said % 90:
        raise ValueError("no quarter turns")
    return int(said) % 360


def lay_over(out: pikepdf.Pdf, wanted: Sequence[Stamped], fonts: Fonts) -> None:
    """Draw every stamp and number in `wanted` over its page of `out`."""
    marks = [mark for mark in wanted if mark.label is not None or mark.number is not None]
    if not marks:
        return
    drawn = io.BytesIO()
    sizes = [visual_size(out.pages[mark.index]) for mark in marks]
    page = Page(drawn, fonts, title="", size=_millimetres(sizes[0]))
    for place, (mark, size) in enumerate(zip(marks, sizes, strict=True)):
        if place:
            page.new_page(_millimetres(size))
        if mark.label is not None:
            stamp(page, mark.label)
        if mark.number is not None:
            page_number(page, mark.number)
    page.finish()
    with pikepdf.open(drawn) as sheets:
        for mark, sheet in zip(marks, sheets.pages, strict=True):
            _lay(out, out.pages[mark.index], sheet, mark.index)


def _lay(out: pikepdf.Pdf, target: pikepdf.Page, sheet: pikepdf.Page, index: int) -> None:
    """Draw `sheet` over the visible part of `target`. pikepdf's own overlay names it at random; this
    doesn't.
    """
    form = out.copy_foreign(sheet.as_form_xobject())
    taken = target.resources.get("/XObject", pikepdf.Dictionary())
    wanted = f"/Kyodo{index}"
    while wanted in taken:
        wanted += "x"
    name = target.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(wanted))
    area = pikepdf.Rectangle(*(float(edge) for edge in target.cropbox))
    drawing = target.calc_form_xobject_placement(form, name, area)
    target.contents_add(b"q\n", prepend=True)
    target.contents_add(b"Q\n" + drawing)


def _millimetres(size: tuple[float, float]) -> tuple[float, float]:
    return size[0] / POINTS, size[1] / POINTS
