"""What the press's tests share: the shipped fonts, those of the system, and readers of finished PDFs."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.paths import Paths

Draw = Callable[[Page], object]


@pytest.fixture(scope="session")
def shipped() -> Fonts:
    """The four shipped faces alone, as on a machine without fallbacks."""
    return Fonts(Paths.find(), folders=())


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    """The shipped faces and whatever this machine fills in with."""
    return Fonts(Paths.find())


@pytest.fixture(scope="session")
def ipamj(fonts: Fonts) -> Fonts:
    if "ipamj" not in fonts.fallbacks:
        pytest.skip("IPAmj Mincho is not installed (Debian: fonts-ipamj-mincho)")
    return fonts


@pytest.fixture(scope="session")
def poppler() -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext and pdffonts are not installed (Debian: poppler-utils)")


@pytest.fixture(scope="session")
def qpdf() -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")


def draw(fonts: Fonts, how: Draw, **options: object) -> bytes:
    """The PDF that `how` draws."""
    out = io.BytesIO()
    page = Page(out, fonts, title="試し", **options)  # type: ignore[arg-type]
    how(page)
    page.finish()
    return out.getvalue()


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def by_poppler(pdf: bytes, folder: Path) -> str:
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    return run("pdftotext", str(path), "-")


def by_pdfium(pdf: bytes, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        text = sheet.get_textpage()
        said = text.get_text_bounded()
        text.close()
        sheet.close()
        return said
    finally:
        document.close()


def pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
