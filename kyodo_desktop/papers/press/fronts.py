"""A cover, and slips for what is handed out apart (別添), where no register has a form for them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.page import A4, Page
from kyodo_desktop.papers.press.style import Style

_TITLE: Final = Style("gothic-bold", 24)
_LINE: Final = Style("mincho", 14)
_APART: Final = Style("gothic-bold", 28)
_SIDE: Final = 25.0
_WIDTH: Final = A4[0] - 2 * _SIDE
_TITLE_TOP: Final = 100.0
_LINES_TOP: Final = 210.0
_BETWEEN: Final = 12.0


def cover(title: str, lines: Sequence[str], fonts: Fonts) -> bytes:
    """A cover: the title in the upper half, the other lines (the day, the committee) below the middle."""
    out = io.BytesIO()
    page = Page(out, fonts, title=title)
    page.paragraph(_SIDE, _TITLE_TOP, _WIDTH, title, _TITLE, "center", role="H1")
    for place, line in enumerate(lines):
        page.text(_SIDE, _LINES_TOP + place * _BETWEEN, line, _LINE, "center", _WIDTH)
    page.finish()
    return out.getvalue()


def slip(title: str, words: str, fonts: Fonts) -> bytes:
    """A page in the place of a document that is handed out by itself; `words` say so."""
    out = io.BytesIO()
    page = Page(out, fonts, title=title)
    page.paragraph(_SIDE, _TITLE_TOP, _WIDTH, title, _TITLE.sized(18), "center", role="H1")
    page.text(_SIDE, _TITLE_TOP + 50, words, _APART, "center", _WIDTH)
    page.finish()
    return out.getvalue()
