"""The only place that touches uharfbuzz, which has no stubs: what we need of it, with types."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import uharfbuzz  # pyright: ignore[reportMissingTypeStubs] - there are none

# uharfbuzz is a compiled module without type information; the wall is this one untyped name.
_hb: Final = cast("Any", uharfbuzz)

_LAYOUT_TABLES: Final = (
    *("GSUB", "GPOS", "GDEF", "DSIG", "vhea", "vmtx", "VORG", "BASE", "name", "post", "kern", "STAT", "meta"),
    *("cmap", "OS/2", "gasp", "hdmx", "VDMX", "LTSH", "mort", "morx"),
)
_NAME_POSTSCRIPT: Final = 6


@dataclass(frozen=True, slots=True)
class Metrics:
    """A face's measures in thousandths of an em, as a font descriptor states them."""

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    stem: int
    italic: float


class FontFile:
    """One TrueType file opened by HarfBuzz. Reading it is safe from several threads."""

    def __init__(self, path: Path, index: int = 0) -> None:
        self._face = _hb.Face(_hb.Blob.from_file_path(str(path)), index)
        self._font = _hb.Font(self._face)
        self._scale = 1000.0 / float(self._face.upem)

    @property
    def glyph_count(self) -> int:
        return int(self._face.glyph_count)

    @property
    def postscript_name(self) -> str:
        name = cast("str | None", self._face.get_name(_NAME_POSTSCRIPT))
        return "".join(c for c in name or "Unnamed" if c.isascii() and (c.isalnum() or c == "-"))

    def nominal(self, character: str) -> int | None:
        """The glyph of one character, or None."""
        return cast("int | None", self._font.get_nominal_glyph(ord(character))) or None

    def variation(self, base: str, selector: str) -> int | None:
        """The glyph that the font's format 14 table gives for base + selector, or None."""
        return cast("int | None", self._font.get_variation_glyph(ord(base), ord(selector))) or None

    def shape(self, text: str, *, vertical: bool) -> tuple[int, ...]:
        """The glyphs that `text` becomes, with the vertical forms where `vertical`."""
        buffer = _hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "ttb" if vertical else "ltr"
        buffer.script = "Kana" if vertical else "DFLT"
        buffer.language = "ja"
        _hb.shape(self._font, buffer, {"vert": True} if vertical else {})
        return tuple(int(info.codepoint) for info in buffer.glyph_infos)

    def advance(self, glyph: int) -> float:
        """How far the pen moves after `glyph`, in thousandths of an em."""
        return float(self._font.get_glyph_h_advance(glyph)) * self._scale

    def metrics(self) -> Metrics:
        """The measures for a font descriptor, read from the tables head, OS/2 and post."""
        head, os2, post = (self._table(tag) for tag in ("head", "OS/2", "post"))
        corners = struct.unpack_from(">hhhh", head, 36)
        box = (self._em(corners[0]), self._em(corners[1]), self._em(corners[2]), self._em(corners[3]))
        extents = self._font.get_font_extents("ltr")
        ascent, descent = self._em(float(extents.ascender)), self._em(float(extents.descender))
        weight = int(struct.unpack_from(">H", os2, 4)[0]) if len(os2) >= 6 else 400
        caps = int(struct.unpack_from(">h", os2, 88)[0]) if len(os2) >= 90 else 0
        italic = int(struct.unpack_from(">i", post, 4)[0]) / 65536 if len(post) >= 8 else 0.0
        stem = round(50 + (weight / 65) ** 2)
        return Metrics(box, ascent, descent, self._em(caps) or round(ascent * 0.85), stem, italic)

    def subset(self, glyphs: Iterable[int]) -> tuple[bytes, Mapping[int, int]]:
        """A TrueType file with `glyphs` alone, and where each went: old glyph to new."""
        request = _hb.SubsetInput()
        request.glyph_set.update({0, *glyphs})
        flags = _hb.SubsetFlags
        request.flags = flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE
        request.drop_table_tag_set.update(
            {int.from_bytes(tag.ljust(4).encode(), "big") for tag in _LAYOUT_TABLES}
        )
        plan = _hb.SubsetPlan(self._face, request)
        made = plan.execute()
        moved = cast("Mapping[int, int]", dict(plan.old_to_new_glyph_mapping))
        return bytes(made.blob.data), moved

    def _table(self, tag: str) -> bytes:
        return bytes(self._face.reference_table(tag).data)

    def _em(self, units: float) -> int:
        return round(units * self._scale)
