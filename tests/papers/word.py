"""Word files of the samples, and what is in them as python-docx and LibreOffice read it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import docx
import pytest
from docx.document import Document

from kyodo_desktop.papers import PAPERS, wordfile
from kyodo_desktop.papers.paper import AnyPaper
from tests.papers.samples import FONTS, FORMS, PATHS

BY_KEY: Mapping[str, AnyPaper] = {paper.key: paper for paper in PAPERS}
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{SPACE}}}"


def made(key: str, view: object, forms: Path = FORMS) -> bytes:
    return wordfile.build(BY_KEY[key], view, FONTS, forms)


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name).decode()


def said(data: bytes) -> str:
    """Every text of the document in its order, white and line ends included."""
    root = opened(data).element
    names = {f"{W}t": None, f"{W}br": "\n", f"{W}tab": "\t"}
    found = (one for one in root.iter() if one.tag in names and one.getparent().tag != f"{W}tabs")
    return "".join(one.text or "" if names[one.tag] is None else str(names[one.tag]) for one in found)


def paragraphs(data: bytes) -> Iterator[tuple[str, str]]:
    """The style and the text of each paragraph outside tables."""
    for one in opened(data).paragraphs:
        assert one.style is not None
        yield str(one.style.name), one.text


def converted(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The files as LibreOffice prints them, in the fonts we ship."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice (libreoffice-writer) is missing")
    names = {"BIZ UDゴシック": "BIZ UDGothic", "BIZ UD明朝 Medium": "BIZ UDMincho"}
    known = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{ours}</family></prefer></alias>'
        for name, ours in names.items()
    )
    cache = f"<dir>{PATHS.fonts}</dir><cachedir>{folder / 'cache'}</cachedir>"
    (folder / "fonts.conf").write_text(f"<fontconfig>{cache}{known}</fontconfig>")
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    words = ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{folder / 'profile'}",
            *words,
            *(f"{folder / name}.docx" for name in files),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}
