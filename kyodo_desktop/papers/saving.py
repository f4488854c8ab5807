"""Saving a paper in the form that its file's name asks for: PDF, a page of the web, or Word."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kyodo_desktop.papers import issue
from kyodo_desktop.papers.paper import AnyPaper
from kyodo_desktop.papers.press.faces import Fonts

WEB: Final = (".html", ".htm")
WORD: Final = ".docx"


def has_word(paper: AnyPaper) -> bool:
    """Whether a paper is made for Word too."""
    return callable(getattr(paper, "word", None))


def save(path: Path, paper: AnyPaper, view: object, fonts: Fonts, forms: Path) -> None:
    """Write a paper at `path`; a Word file that somebody has edited is never written over.

    Raises NotOurs where such a one stands, UsageError where the paper isn't made for that form, MissingGlyph,
    FormInvalid, OutputFailed.
    """
    kind = path.suffix.lower()
    if kind == WORD:
        from kyodo_desktop.papers import wordfile, wordkeep

        wordkeep.keep(path, wordfile.build(paper, view, fonts, forms))
    elif kind in WEB:
        from kyodo_desktop.papers import webpage

        issue.write(path, webpage.page_of(paper, view, forms).encode())
    else:
        issue.write_pdf(path, paper, view, fonts, forms)
