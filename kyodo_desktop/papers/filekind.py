"""What a file is, by its bytes: names lie."""

from __future__ import annotations

from typing import Final

_PDF_WITHIN: Final = 1024
_STARTS: Final = (
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"{\\rtf", "rtf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_INSIDE_OLE: Final = (
    ("WordDocument", "word"),
    ("Workbook", "excel"),
    ("PowerPoint Document", "powerpoint"),
    ("DocumentText", "ichitaro"),
)
_INSIDE_ZIP: Final = ((b"word/", "word"), (b"xl/", "excel"), (b"ppt/", "powerpoint"))
_HEIC: Final = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif")
_SAMPLE: Final = 4096
_CONTROLS: Final = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")


def kind_of(data: bytes) -> str:
    """A key of KINDS."""
    if not data:
        return "empty"
    found = next((kind for start, kind in _STARTS if data.startswith(start)), None)
    if found == "picture":
        return found
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    return found or _container(data) or _words(data)


def _container(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return next((kind for name, kind in _INSIDE_ZIP if name in data), "zip")
    if data.startswith(_OLE):
        return next((kind for name, kind in _INSIDE_OLE if name.encode("utf-16-le") in data), "office")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return "heic"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    return None


def _words(data: bytes) -> str:
    begin = data[:_SAMPLE]
    if b"<html" in begin.lower() or begin.lstrip().lower().startswith(b"<!doctype html"):
        return "html"
    if _CONTROLS & frozenset(begin):
        return "unknown"
    for encoding in ("utf-8", "cp932"):
        try:
            data[: _SAMPLE * 16].decode(encoding)
        except UnicodeDecodeError as error:
            if error.start > len(data[: _SAMPLE * 16]) - 4:
                return "text"
        else:
            return "text"
    return "unknown"
