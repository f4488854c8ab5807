"""What isn't divided between pages and so may be too long: titles, headings, cells over several rows."""

from __future__ import annotations

from typing import ClassVar, Final

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import msg

MOST: Final = 0.45
"""The share of a page's height that a title or a heading may take."""
_QUOTED: Final = 20


class TextTooLong(KyodoError):
    """A title, a heading or a cell over several rows doesn't fit on its page."""

    exit_code: ClassVar[int] = 35

    def __init__(self, text: str) -> None:
        said = " ".join(text.split())
        quoted = said if len(said) <= _QUOTED else f"{said[:_QUOTED]}…"
        super().__init__(
            msg("「{text}」が長すぎて、ページに収まりません", text=quoted),
            msg(
                "{count}文字あります。標題、見出し、結合した欄は、次のページに続けられません。",
                count=f"{len(text):,}",
            ),
            msg("短くするか、長い文は本文に移してください。"),
        )


def within(height: float, most: float, text: str) -> float:
    """`height` where it is no more than `most`. Raises TextTooLong."""
    if height > most:
        raise TextTooLong(text)
    return height
