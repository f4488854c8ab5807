"""Saving a paper in the form that its file's name asks for: PDF, a page of the web, or Word."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers import issue
from kyodo_desktop.papers.paper import AnyPaper
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.target import checked

PDF: Final = ".pdf"
WEB: Final = (".html", ".htm")
WORD: Final = ".docx"


def has_word(paper: AnyPaper) -> bool:
    """Whether a paper is made for Word too."""
    return callable(getattr(paper, "word", None))


def has_page(paper: AnyPaper) -> bool:
    """Whether a paper is made for the city's site too, as a page of the web."""
    return paper.public and callable(getattr(paper, "pieces", None))


def suffixes(paper: AnyPaper) -> tuple[str, ...]:
    """How the names of the files end that a paper can be written as, the PDF first; tables stand apart."""
    return (PDF, *([WORD] if has_word(paper) else []), *(WEB[:1] if has_page(paper) else []))


def require_known(path: Path, paper: AnyPaper, tables: tuple[str, ...] = ()) -> None:
    """Refuse a name that asks for a form which no paper has; one without an ending is a PDF.

    `tables` are the endings that the paper has as a table. Raises UsageError, and OutputFailed where a
    register stands, whose name asks for no form either.
    """
    kind = path.suffix.lower()
    if kind in ("", PDF, WORD, *WEB, *tables):
        return
    with contextlib.suppress(OSError):
        checked(path)
    raise UsageError(
        msg("「{title}」を「{name}」に作成できません", title=Message(paper.title), name=path.name),
        msg("「{suffix}」のファイルにする様式ではありません。", suffix=path.suffix),
        msg("ファイルの名前の終わりを {known} のどれかにしてください。", known=(*suffixes(paper), *tables)),
    )


def save(path: Path, paper: AnyPaper, view: object, fonts: Fonts, forms: Path) -> None:
    """Write a paper at `path`, a PDF where its name has no ending; a Word file that somebody has edited is
    never written over.

    Raises NotOurs where such a one stands, UsageError where the paper isn't made for that form, MissingGlyph,
    FormInvalid, OutputFailed.
    """
    require_known(path, paper)
    kind = path.suffix.lower()
    if kind == WORD:
        from kyodo_desktop.papers import wordfile, wordkeep

        wordkeep.keep(path, wordfile.build(paper, view, fonts, forms))
    elif kind in WEB:
        from kyodo_desktop.papers import webpage

        issue.write(path, webpage.page_of(paper, view, forms).encode())
    else:
        issue.write_pdf(path, paper, view, fonts, forms)
