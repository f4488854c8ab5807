"""What pdfium sees on a PDF's pages: where there is ink, and how small the type is.

pdfium isn't made for files meant to harm it, nor for two threads: it runs in a child process, under limits.
"""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final, TypeAlias, cast

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]
from PIL import ImageChops

from kyodo_desktop.domain.copies import Leaf
from kyodo_desktop.papers.press.facts import BAND, CELL, Ink

_SCALE: Final = 25.4 / 72 / CELL  # squares a point
_FINE: Final = 2
_MOST_COLUMNS: Final = 2_600
_GLANCE: Final = 0.5  # pixels a point: enough to tell colour by
_TINT: Final = 32  # of 255 between two of a pixel's colours
_SPECKS: Final = 12

# pypdfium2 has hardly any type information; the wall is these untyped names.
_PDFIUM: Final = cast("Any", pypdfium2)
_RAW: Final = _PDFIUM.raw
_Fault: type[Exception] = _PDFIUM.PdfiumError

Document: TypeAlias = Any


class Unseen(Exception):
    """pdfium can't show the document, or one of its pages."""


@contextmanager
def opened(data: bytes, password: str = "") -> Generator[Document]:
    """The document as pdfium reads it. Raises Unseen."""
    try:
        document = _PDFIUM.PdfDocument(data, password=password or None)
    except _Fault as error:
        raise Unseen(str(error)) from error
    try:
        yield document
    finally:
        document.close()


def ink_of(document: Document, place: int) -> Ink:
    """The shades at the top and the foot of a page. Raises Unseen."""
    try:
        page = document[place]
    except _Fault as error:
        raise Unseen(str(error)) from error
    try:
        with suppress(_Fault):
            return _shades(page)
        raise Unseen(f"page {place + 1}")
    finally:
        page.close()


def _shades(page: Any) -> Ink:
    """The darkest of each square's quarters, so that a thin rule counts."""
    width, height = page.get_size()
    scale = _SCALE * _FINE
    if max(width, height) * scale > _MOST_COLUMNS:
        scale = _MOST_COLUMNS / max(width, height)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
    try:
        image = bitmap.to_pil().convert("L")
        columns, rows = max(1, round(width * _SCALE)), max(1, round(height * _SCALE))
        band = min(rows, round(BAND / CELL))
        whole = image.reduce(_FINE) if scale == _SCALE * _FINE else image
        small = whole.resize((columns, rows)) if whole.size != (columns, rows) else whole
        top = small.crop((0, 0, columns, band)).tobytes()
        foot = small.crop((0, rows - band, columns, rows)).tobytes()
        return Ink(columns, band, zlib.compress(top + foot, 6))
    finally:
        bitmap.close()


def leaf_of(document: Document, place: int) -> Leaf:
    """A page's size as it is seen, and whether it is in colour. Raises Unseen."""
    try:
        page = document[place]
    except _Fault as error:
        raise Unseen(str(error)) from error
    try:
        width, height = page.get_size()
        with suppress(_Fault):
            return Leaf(width, height, _coloured(page, min(_GLANCE, _MOST_COLUMNS / max(width, height))))
        raise Unseen(f"page {place + 1}")
    finally:
        page.close()


def _coloured(page: Any, scale: float) -> bool:
    """Whether more of the page is in colour than the specks that a grey scan has."""
    bitmap = page.render(scale=scale, may_draw_forms=True)
    try:
        red, green, blue = bitmap.to_pil().convert("RGB").split()
    finally:
        bitmap.close()
    apart = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return sum(apart.histogram()[_TINT:]) >= _SPECKS


def least_type(data: bytes, password: str = "") -> tuple[float | None, ...]:
    """The size in points of the smallest type on each page, None where there is none. Raises Unseen."""
    with opened(data, password) as document:
        return tuple(_least(document, place) for place in range(len(document)))


def _least(document: Document, place: int) -> float | None:
    try:
        page = document[place]
    except _Fault as error:
        raise Unseen(str(error)) from error
    text = page.get_textpage()
    try:
        return min(_sizes(text), default=None)
    finally:
        text.close()
        page.close()


def _sizes(text: Any) -> Iterator[float]:
    """The size of each character that is seen, its matrix counted in."""
    matrix = _RAW.FS_MATRIX()
    for place in range(text.count_chars()):
        if chr(_RAW.FPDFText_GetUnicode(text, place)).isspace():
            continue
        if not _RAW.FPDFText_GetMatrix(text, place, ctypes.byref(matrix)):
            continue
        size = _RAW.FPDFText_GetFontSize(text, place) * (matrix.c**2 + matrix.d**2) ** 0.5
        if size > 0:
            yield size
