"""What a reader sees on a PDF's pages, as digests and lines: two exports of a page that look alike are alike.

The digest is of the page's size, its text, its look at one pixel a millimetre and its pictures as they are
kept, so that another font subset or another program's file of the same page is the same page.
"""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final, cast

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

from kyodo_desktop.domain.copies import Leaf
from kyodo_desktop.domain.editions.held import HeldPage
from kyodo_desktop.papers.press.binding import Part
from kyodo_desktop.papers.press.looking import Document, Unseen, opened

_SCALE: Final = 25.4 / 72  # pixels a point: one a millimetre
_MOST_SIDE: Final = 2_600.0
_DEEPEST: Final = 8
_INVISIBLE: Final = 3

# pypdfium2 has hardly any type information; the wall is these untyped names.
_PDFIUM: Final = cast("Any", pypdfium2)
_RAW: Final = _PDFIUM.raw
_Fault: type[Exception] = _PDFIUM.PdfiumError


def seen_pages(part: Part) -> tuple[HeldPage, ...]:
    """The pages of a part as a bundle will have them, without what binding lays over them. Raises Unseen."""
    data = part.pdf if isinstance(part.pdf, bytes) else part.pdf.read_bytes()
    with opened(data, part.password) as document:
        pages = [_seen(document, place) for place in range(len(document))]
    return _paired(pages) if part.two_up else tuple(pages)


def _paired(pages: Sequence[HeldPage]) -> tuple[HeldPage, ...]:
    """Pages that are laid two on a sheet."""
    return tuple(
        HeldPage(
            hashlib.sha256("2".join(page.digest for page in pages[at : at + 2]).encode()).hexdigest(),
            tuple(line for page in pages[at : at + 2] for line in page.lines),
        )
        for at in range(0, len(pages), 2)
    )


def _seen(document: Document, place: int) -> HeldPage:
    try:
        page = document[place]
    except _Fault as error:
        raise Unseen(str(error)) from error
    try:
        with suppress(_Fault):
            return _read(page)
        raise Unseen(f"page {place + 1}")
    finally:
        page.close()


def _read(page: Any) -> HeldPage:
    width, height = page.get_size()
    lines = _lines(page)
    digest = hashlib.sha256(f"{width:.1f}×{height:.1f}\n".encode())
    digest.update("\n".join(lines).encode("utf-8", "surrogatepass"))
    if _pictures(page, digest):
        digest.update(_look(page, min(_SCALE, _MOST_SIDE / max(width, height))))
    return HeldPage(digest.hexdigest(), lines, Leaf(width, height).folded)


def _lines(page: Any) -> tuple[str, ...]:
    text = page.get_textpage()
    try:
        said: str = text.get_text_range(errors="replace")
    finally:
        text.close()
    return tuple(line.strip() for line in said.splitlines() if line.strip())


def _pictures(page: Any, digest: Any) -> bool:
    """Add the page's pictures, byte for byte, to the digest; whether anything else is drawn on it."""
    more = False
    matrix = _RAW.FS_MATRIX()
    for one in page.get_objects(max_depth=_DEEPEST):
        if one.type == _RAW.FPDF_PAGEOBJ_IMAGE:
            told = one.get_metadata()
            digest.update(f"{told.width} {told.height} {told.bits_per_pixel} {told.colorspace}\n".encode())
            digest.update(bytes(one.get_data(decode_simple=False)))
            more = more or bool(_RAW.FPDFPageObj_HasTransparency(one.raw))
            if _RAW.FPDFPageObj_GetMatrix(one.raw, ctypes.byref(matrix)):
                digest.update(bytes(matrix))
        elif one.type != _RAW.FPDF_PAGEOBJ_TEXT:
            more = True
        elif not more:
            more = _RAW.FPDFTextObj_GetTextRenderMode(one.raw) != _INVISIBLE
    return more


def _look(page: Any, scale: float) -> bytes:
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
    try:
        return bytes(bitmap.buffer)
    finally:
        bitmap.close()
