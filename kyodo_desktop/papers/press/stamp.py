"""The boxed 資料番号 at a page's top right corner, the mark at its left, and the page number at its foot."""

from __future__ import annotations

from typing import Final

from kyodo_desktop.papers.press.page import POINTS, Page
from kyodo_desktop.papers.press.style import Style

STAMP: Final = Style("gothic-bold", 13)
MARK: Final = Style("gothic-bold", 10.5)
NUMBER: Final = Style("gothic", 10)
EDGE: Final = 9.0
"""From the paper's edge to the stamp's box and to the page number, in millimetres."""
_CLEAR: Final = 20.0
"""From the paper's left edge to the mark: staples and holes leave it legible."""
_PADDING: Final = (3.5, 2.2)
_LEAST_ACROSS: Final = 18.0
_FRAME: Final = 1.0


def stamp_size(page: Page, label: str, style: Style = STAMP) -> tuple[float, float]:
    """How wide and high the stamp of `label` is, for a paper to leave it room."""
    most = page.width / 2 - EDGE
    inner = min(page.text_width(label, style), most - 2 * _PADDING[0])
    return max(_LEAST_ACROSS, inner + 2 * _PADDING[0]), style.size / POINTS + 2 * _PADDING[1]


def stamp(page: Page, label: str, style: Style = STAMP) -> tuple[float, float, float, float]:
    """「資料1」 in a box at the top right; returns the box's x, y, width and height in millimetres.

    A label too long for half the page is set smaller, never cut.
    """
    width, _ = stamp_size(page, label, style)
    return stamp_at(page, label, (page.width - EDGE - width, EDGE), style)


def stamp_at(
    page: Page, label: str, corner: tuple[float, float], style: Style = STAMP, scale: float = 1.0
) -> tuple[float, float, float, float]:
    """「資料1」 in a box whose top left is at `corner`, `scale` times its usual size."""
    width, height = (side * scale for side in stamp_size(page, label, style))
    x, y = corner
    page.box(x, y, width, height, _FRAME, fill=1.0)
    across = width - 2 * _PADDING[0] * scale
    inside = (x + _PADDING[0] * scale, y + _PADDING[1] * scale)
    page.text(*inside, label, style.sized(style.size * scale), "center", across, role="Artifact")
    return x, y, width, height


def mark_page(page: Page, words: str, style: Style = MARK) -> None:
    """【内部用】 at the page's top left corner, above the text."""
    page.text(_CLEAR, EDGE, words, style, role="Artifact")


def page_number(page: Page, number: int | str, style: Style = NUMBER) -> None:
    """「- 3 -」 in the middle of the foot; `number` may be one within a part, such as 2-3."""
    y = page.height - EDGE - style.size / POINTS
    page.text(page.width / 2, y, f"- {number} -", style, "center", role="Artifact")
