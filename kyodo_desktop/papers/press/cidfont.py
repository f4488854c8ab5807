"""One face inside one PDF: a CIDFontType2 subset whose text layer gives back the exact characters.

A code stands for a glyph *and* the text it was reached from, so one glyph that serves two characters (a
compatibility form and its base, a selector that names the default form) has two codes and each is copied
out as what was written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kyodo_desktop.papers.press.faces import Face
from kyodo_desktop.papers.press.glyphs import Glyph
from kyodo_desktop.papers.press.sheets import PdfValue, Sheets, array, dictionary, literal, name

_CHUNK: Final = 100
_SYMBOLIC: Final = 4
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CMAP_HEAD: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL: Final = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


class Subset:
    """The part of `face` that one document uses, under the resource name `resource`."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._codes: dict[tuple[int, str], int] = {}

    def code(self, glyph: Glyph) -> int:
        """The two-byte code that draws `glyph` and reads back as its text."""
        return self._codes.setdefault((glyph.number, glyph.text), len(self._codes) + 1)

    def write(self, sheets: Sheets) -> tuple[str, PdfValue]:
        """The resource name and the Type0 font dictionary, its parts kept in `sheets`."""
        data, moved = self.face.file.subset(number for number, _ in self._codes)
        base = name(f"{self._tag(data)}+{self.face.file.postscript_name}")
        descendant = dictionary(
            {
                "Type": name("Font"),
                "Subtype": name("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": dictionary(
                    {"Registry": literal("Adobe"), "Ordering": literal("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": sheets.keep(self._descriptor(sheets, base, data)),
                "DW": 1000,
                "W": array([1, array([_width(self.face.advance(n)) for n, _ in self._codes])]),
                "CIDToGIDMap": sheets.keep_stream(self._glyph_map(moved)),
            }
        )
        font = dictionary(
            {
                "Type": name("Font"),
                "Subtype": name("Type0"),
                "BaseFont": base,
                "Encoding": name("Identity-H"),
                "DescendantFonts": array([sheets.keep(descendant)]),
                "ToUnicode": sheets.keep_stream(to_unicode([text for _, text in self._codes])),
            }
        )
        return self.resource, font

    def _descriptor(self, sheets: Sheets, base: PdfValue, data: bytes) -> PdfValue:
        metrics = self.face.metrics
        return dictionary(
            {
                "Type": name("FontDescriptor"),
                "FontName": base,
                "Flags": _SYMBOLIC,
                "FontBBox": array(metrics.box),
                "ItalicAngle": metrics.italic,
                "Ascent": metrics.ascent,
                "Descent": metrics.descent,
                "CapHeight": metrics.cap_height,
                "StemV": metrics.stem,
                "FontFile2": sheets.keep_stream(data, Length1=len(data)),
            }
        )

    def _glyph_map(self, moved: Mapping[int, int]) -> bytes:
        """For each code, the glyph's number in the subset. One that didn't arrive there is our mistake."""
        return b"\0\0" + b"".join(moved[number].to_bytes(2, "big") for number, _ in self._codes)

    def _tag(self, data: bytes) -> str:
        """Six letters that differ when the subset differs, and are the same for the same content."""
        texts = "\0".join(text for _, text in self._codes)
        number = int.from_bytes(hashlib.sha256(data + texts.encode()).digest()[:8], "big")
        letters: list[str] = []
        for _ in range(6):
            number, letter = divmod(number, len(_LETTERS))
            letters.append(_LETTERS[letter])
        return "".join(letters)


def _width(advance: float) -> str:
    """A width as it is written; reportlab would write it alike, at length."""
    return f"{round(advance, 1):g}"


def to_unicode(texts: Sequence[str]) -> bytes:
    """The CMap that gives each code from 1 its text, in UTF-16BE whatever the plane."""
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(texts, 1)]
    body = "".join(
        f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n" for part in _chunks(rows, _CHUNK)
    )
    return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")


def _chunks(rows: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
