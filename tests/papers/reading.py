"""Reading PDFs back as a reader sees them: their lines, their pages as pictures."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw
from PIL import Image

DPI = 100


def squeezed(text: str) -> str:
    """`text` without any white, in one width: how it is spaced out is the page's business."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def pages(pdf: bytes) -> list[str]:
    """The text of each page, as pdfium copies it out."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found: list[str] = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            found.append(text.get_text_range().replace("\r\n", "\n"))
            text.close()
            page.close()
        return found
    finally:
        document.close()


def sizes(pdf: bytes) -> list[set[float]]:
    """The sizes of type on each page, in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found: list[set[float]] = []
        for number in range(len(document)):
            page = document[number]
            kind, size = pypdfium2.raw.FPDF_PAGEOBJ_TEXT, ctypes.c_float()
            found.append(set())
            for one in page.get_objects(filter=[kind]):
                pypdfium2.raw.FPDFTextObj_GetFontSize(one.raw, ctypes.byref(size))
                found[-1].add(round(size.value, 1))
            page.close()
        return found
    finally:
        document.close()


def lines(pdf: bytes) -> list[str]:
    """Every line of every page, squeezed, without the pages' numbers."""
    everything = [squeezed(line) for page in pages(pdf) for line in page.split("\n")]
    return [line for line in everything if line and not (line.startswith("-") and line.endswith("-"))]


@dataclass(frozen=True, slots=True)
class Seen:
    """A character and the box of its ink, in millimetres from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def seen(pdf: bytes, number: int = 0) -> list[Seen]:
    """The characters of a page in the order in which they are copied out, white left out."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number]
        text, height = page.get_textpage(), page.get_height()
        found: list[Seen] = []
        for place in range(text.count_chars()):
            character = text.get_text_range(place, 1)
            if character.strip():
                left, bottom, right, top = (mark / 72 * 25.4 for mark in text.get_charbox(place))
                tall = height / 72 * 25.4
                found.append(Seen(character, left, tall - top, right, tall - bottom))
        text.close()
        page.close()
        return found
    finally:
        document.close()


def line_of(marks: list[Seen], text: str) -> list[Seen]:
    """Where the characters of `text` stand, the first time that they follow one another."""
    whole = "".join(mark.text for mark in marks)
    start = whole.index(text)
    return marks[start : start + len(text)]


def copied(pdf: bytes, folder: Path) -> str:
    """The text as pdftotext reads it, squeezed."""
    program = shutil.which("pdftotext")
    assert program, "pdftotext (poppler-utils) is missing"
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    said = subprocess.run([program, "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return squeezed(said.stdout)


def pictures(pdf: bytes) -> list[Image.Image]:
    """Each page at 100 dpi, in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found: list[Image.Image] = []
        for number in range(len(document)):
            page = document[number]
            found.append(page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L"))
            page.close()
        return found
    finally:
        document.close()


def inked(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything printed on a page, in pixels: left, top, right, bottom."""
    box = picture.point([255 if level < 200 else 0 for level in range(256)]).getbbox()
    assert box is not None, "the page is empty"
    return box
