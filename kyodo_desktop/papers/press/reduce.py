"""Pictures of a received PDF with fewer pixels, where the clerk chose a smaller file over a sharper one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pikepdf
from PIL import Image

from kyodo_desktop.papers.press.geometry import rotation, seen_size, visible

_QUALITY: Final = 80
_ENOUGH: Final = 1.15  # of the wanted resolution: less isn't worth a loss
_DEEPEST: Final = 4
_MOST_PIXELS: Final = 100_000_000
_COMPONENTS: Final = {1: "L", 3: "RGB"}
_SPOILS: Final = ("/Mask", "/Decode", "/ImageMask")


@dataclass(frozen=True, slots=True)
class Reduced:
    """How many pictures were reduced, from how many bytes to how many."""

    pictures: int
    before: int
    after: int


def reduce(pdf: pikepdf.Pdf, dpi: int) -> Reduced:
    """Reduce each picture that would have more than `dpi` pixels an inch if it filled its page.

    One that fills less of its page keeps more; one of one bit, of ink colours or with a mask of colour stays.
    """
    count, before, after = 0, 0, 0
    for picture, inches in _pictures(pdf).values():
        old = len(picture.read_raw_bytes())
        new = _smaller(picture, inches, dpi)
        if new is None or len(new[0]) >= old:
            continue
        data, size, mode = new
        _replace(picture, data, size, mode)
        count, before, after = count + 1, before + old, after + len(data)
    return Reduced(count, before, after)


def _pictures(pdf: pikepdf.Pdf) -> dict[tuple[int, int], tuple[pikepdf.Stream, tuple[float, float]]]:
    """Each picture once, with the sides in inches of the largest page that shows it."""
    found: dict[tuple[int, int], tuple[pikepdf.Stream, tuple[float, float]]] = {}
    for page in pdf.pages:
        width, height = seen_size(visible(page), rotation(page))
        inches = (max(width, height) / 72, min(width, height) / 72)
        for picture in _below(page.obj.get("/Resources"), 0, set()):
            known = found.get(picture.objgen)
            if known is None or known[1] < inches:
                found[picture.objgen] = (picture, inches)
    return found


def _below(resources: object, depth: int, seen: set[tuple[int, int]]) -> Iterator[pikepdf.Stream]:
    if not isinstance(resources, pikepdf.Dictionary) or depth > _DEEPEST:
        return
    drawn = resources.get("/XObject")
    if not isinstance(drawn, pikepdf.Dictionary):
        return
    for one in drawn.values():
        if not isinstance(one, pikepdf.Stream) or one.objgen in seen:
            continue
        seen.add(one.objgen)
        if one.get("/Subtype") == "/Image":
            yield one
        else:
            yield from _below(one.get("/Resources"), depth + 1, seen)


def _smaller(
    picture: pikepdf.Stream, inches: tuple[float, float], dpi: int
) -> tuple[bytes, tuple[int, int], str] | None:
    """The picture as a smaller JPEG, its size and its mode; None where it isn't to be touched."""
    if any(key in picture for key in _SPOILS) or picture.get("/BitsPerComponent") != 8:
        return None
    width, height = int(picture["/Width"]), int(picture["/Height"])
    most = max(max(width, height) / (inches[0] * dpi), min(width, height) / (inches[1] * dpi))
    if most < _ENOUGH or width * height > _MOST_PIXELS:
        return None
    try:
        image = pikepdf.PdfImage(picture).as_pil_image()
    except Exception:  # a picture that can't be read stays as it is, whatever pikepdf or Pillow raise
        return None
    if image.mode not in _COMPONENTS.values():
        return None
    size = (max(1, round(width / most)), max(1, round(height / most)))
    out = io.BytesIO()
    image.thumbnail(size, Image.Resampling.LANCZOS)
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue(), image.size, image.mode


def _replace(picture: pikepdf.Object, data: bytes, size: tuple[int, int], mode: str) -> None:
    picture.write(data, filter=pikepdf.Name.DCTDecode)
    picture["/Width"], picture["/Height"] = size
    picture["/ColorSpace"] = pikepdf.Name.DeviceGray if mode == "L" else pikepdf.Name.DeviceRGB
    if "/DecodeParms" in picture:
        del picture["/DecodeParms"]
