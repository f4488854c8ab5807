"""A received picture (PNG, JPEG) as a PDF page: A4, upright or across as the picture is."""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

import pikepdf
from PIL import Image, ImageOps

POINTS: Final = 72 / 25.4
_SHORT: Final = 210 * POINTS
_LONG: Final = 297 * POINTS
_MARGIN: Final = 20 * POINTS
_MOST_PIXELS: Final = 100_000_000
_UPRIGHT: Final = 1
_ORIENTATION: Final = 0x0112
_WIDE: Final = 4  # bytes of a pixel in Pillow's mode I
_UPPER: Final = 1 if sys.byteorder == "little" else 2  # the upper byte of its lower half


class NotAPicture(Exception):
    """The bytes are no picture that can be printed."""


def page_of(data: bytes) -> bytes:
    """A PDF of one page with the picture in the middle, as large as the margins allow. Raises NotAPicture."""
    with _opened(data) as image:
        return _page(data, image)


def printable(data: bytes) -> tuple[bytes, int, int]:
    """A picture ready to stand in a text, and its sides in pixels: a JPEG as it came where a viewer shows it
    alike, else a PNG the right way up, on white where it is transparent. Raises NotAPicture.
    """
    with _opened(data) as image:
        if _plain_jpeg(image):
            return data, *image.size
        flat = _flattened(image)
        made = io.BytesIO()
        flat.save(made, "PNG")
        return made.getvalue(), *flat.size


@contextmanager
def _opened(data: bytes) -> Generator[Image.Image]:
    """The picture, read whole. Raises NotAPicture, for what goes wrong while it is worked on too."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise ValueError("too many pixels")
                image.load()
                yield image
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise NotAPicture(str(error)) from error


def _plain_jpeg(image: Image.Image) -> bool:
    plain = image.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT
    return image.format == "JPEG" and image.mode in ("RGB", "L") and plain


def _page(data: bytes, image: Image.Image) -> bytes:
    with pikepdf.new() as out:
        stream, (width, height) = _embedded(out, data, image)
        _place(out, stream, width, height)
        made = io.BytesIO()
        out.save(made, deterministic_id=True)
        return made.getvalue()


def _embedded(out: pikepdf.Pdf, data: bytes, image: Image.Image) -> tuple[pikepdf.Stream, tuple[int, int]]:
    """The picture as a PDF object: a JPEG as it came where a viewer shows it alike, else its pixels."""
    if _plain_jpeg(image):
        stream = pikepdf.Stream(out, data)
        stream["/Filter"] = pikepdf.Name("/DCTDecode")
        _describe(stream, image.width, image.height, gray=image.mode == "L")
        return stream, image.size
    flat = _flattened(image)
    stream = pikepdf.Stream(out, flat.tobytes())
    _describe(stream, flat.width, flat.height, gray=flat.mode == "L")
    return stream, flat.size


def _flattened(image: Image.Image) -> Image.Image:
    """The picture the right way up, in grey or colour, on white where it is transparent."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("1", "L"):
        return upright.convert("L")
    if upright.mode.startswith("I"):
        return _eight_bit(upright)
    if "A" in upright.getbands() or "transparency" in upright.info:
        seen = upright.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return upright.convert("RGB")


def _eight_bit(deep: Image.Image) -> Image.Image:
    """A picture of 16-bit greys in 8 bits: the upper byte of each."""
    pixels = deep.convert("I").tobytes()
    return Image.frombytes("L", deep.size, pixels[_UPPER::_WIDE])


def _describe(stream: pikepdf.Stream, width: int, height: int, *, gray: bool) -> None:
    stream["/Type"] = pikepdf.Name("/XObject")
    stream["/Subtype"] = pikepdf.Name("/Image")
    stream["/Width"] = width
    stream["/Height"] = height
    stream["/ColorSpace"] = pikepdf.Name("/DeviceGray" if gray else "/DeviceRGB")
    stream["/BitsPerComponent"] = 8


def _place(out: pikepdf.Pdf, stream: pikepdf.Stream, width: int, height: int) -> None:
    """The picture on its page, never larger than a point for each pixel."""
    sheet = (_LONG, _SHORT) if width > height else (_SHORT, _LONG)
    scale = min((sheet[0] - 2 * _MARGIN) / width, (sheet[1] - 2 * _MARGIN) / height, 1.0)
    across, up = width * scale, height * scale
    x, y = (sheet[0] - across) / 2, (sheet[1] - up) / 2
    page = out.add_blank_page(page_size=sheet)
    page.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=stream))
    drawing = f"q {across:.3f} 0 0 {up:.3f} {x:.3f} {y:.3f} cm /Picture Do Q"
    page.contents_add(drawing.encode("ascii"))
