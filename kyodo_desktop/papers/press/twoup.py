"""Slides two to a sheet: A4 upright, one above the other, room left for the stamp and the page number."""

from __future__ import annotations

from typing import Final

import pikepdf

from kyodo_desktop.papers.press.geometry import after, from_page, operands, rotation, seen_size, visible
from kyodo_desktop.papers.press.links import Matrix
from kyodo_desktop.papers.press.page import A4, POINTS

SHEET: Final = (round(A4[0] * POINTS, 2), round(A4[1] * POINTS, 2))
_SIDE: Final = 15 * POINTS
_HEAD: Final = 20 * POINTS
_FOOT: Final = 18 * POINTS
_GAP: Final = 8 * POINTS
_FRAME: Final = b"0.4 w 0.6 G"


def two_up(pdf: pikepdf.Pdf) -> tuple[list[tuple[int, Matrix]], list[pikepdf.Object]]:
    """Replace the pages of `pdf` by sheets with two each; returns each page's sheet and way onto it, and the
    drawing that it has become.
    """
    pages = list(pdf.pages)
    forms = [(page.as_form_xobject(handle_transformations=False), *_lie(page)) for page in pages]
    places: list[tuple[int, Matrix]] = []
    for first in range(0, len(forms), 2):
        sheet = pdf.add_blank_page(page_size=SHEET)
        drawing: list[bytes] = []
        for slot, (form, box, turn) in enumerate(forms[first : first + 2]):
            form["/BBox"] = pikepdf.Array(list(box))
            name = sheet.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Slide{slot}"))
            placed, frame = _slot(seen_size(box, turn), slot)
            matrix = after(from_page(box, turn), placed)
            places.append((first // 2, matrix))
            drawing.append(b"q %b cm %b Do Q" % (operands(matrix), str(name).encode("ascii")))
            drawing.append(b"/Artifact BMC q %b %b re S Q EMC" % (_FRAME, frame))
        sheet.obj["/Contents"] = pdf.make_stream(b"\n".join(drawing))
    del pdf.pages[: len(pages)]
    return places, [form for form, _, _ in forms]


def scale_of(size: tuple[float, float]) -> float:
    """How much smaller a page of this size, in points, is set on the sheet."""
    width, height = SHEET[0] - 2 * _SIDE, (SHEET[1] - _HEAD - _FOOT - _GAP) / 2
    return min(width / size[0], height / size[1], 1.0)


def _lie(page: pikepdf.Page) -> tuple[tuple[float, float, float, float], int]:
    return visible(page), rotation(page)


def _slot(size: tuple[float, float], slot: int) -> tuple[Matrix, bytes]:
    """How a page of this size gets into the upper (0) or the lower slot, and the frame around it."""
    height = (SHEET[1] - _HEAD - _FOOT - _GAP) / 2
    bottom = _FOOT + (height + _GAP if slot == 0 else 0)
    scale = scale_of(size)
    across, up = size[0] * scale, size[1] * scale
    left, low = (SHEET[0] - across) / 2, bottom + (height - up) / 2
    frame = f"{left:.2f} {low:.2f} {across:.2f} {up:.2f}".encode("ascii")
    return (scale, 0.0, 0.0, scale, left, low), frame
