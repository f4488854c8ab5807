"""Fitting the text of one cell into its room: wrapped, then made smaller, and only then asking for more
height.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kyodo_desktop.papers.press.linebreak import Line
from kyodo_desktop.papers.press.page import POINTS, Page
from kyodo_desktop.papers.press.setting import Align
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.tablegrid import CELL_LEADING, Cell, Look

_STEP = 0.5
_FEW = 2  # characters of a second line that look cut off


@dataclass(frozen=True, slots=True)
class Fitted:
    """A cell's text as it will stand: the style it came down to, its lines (none: a single 均等割 or 字取り
    line).

    `width` is the room the lines are set in and `height` what they take, in millimetres, padding left out.
    """

    text: str
    style: Style
    align: Align
    lines: tuple[Line, ...]
    width: float
    height: float
    start: float = 0.0
    """How far the lines stand in, in millimetres; each paragraph's first is `hang` ems less."""
    hang: float = 0.0


def fit_cell(page: Page, cell: Cell, width: float, height: float, look: Look) -> Fitted:
    """The cell's text in a cell of width × height millimetres; its own height is larger where the row must
    grow.
    """
    style = cell_style(cell, look)
    inner, room = width - 2 * look.padding, height - 2 * look.padding_y
    align = cell.align or "left"
    if align in ("spread", "grid"):
        single = _single(page, cell, style, inner, look)
        if single is not None:
            return single
        align = "center"
    return _wrapped(page, cell, style, align, inner, room, look.least)


def cell_style(cell: Cell, look: Look) -> Style:
    """The style of a cell, hanging nothing over its rules."""
    style = cell.style or look.style
    return replace(style, hang=False, leading=style.leading or style.size * CELL_LEADING)


def _single(page: Page, cell: Cell, style: Style, inner: float, look: Look) -> Fitted | None:
    """One spread line, made smaller down to the least size; None where even that is too wide."""
    wanted = cell.ems * style.size / POINTS if cell.ems else inner
    for sized in _sizes(style, look.least):
        natural = page.text_width(cell.text, sized)
        if natural <= inner and "\n" not in cell.text:
            width = max(natural, min(wanted, inner))
            return Fitted(cell.text, sized, cell.align or "spread", (), width, sized.size / POINTS)
    return None


def _wrapped(
    page: Page, cell: Cell, style: Style, align: Align, inner: float, room: float, least: float
) -> Fitted:
    """The largest size at which the lines fit the room; at the least size they take the height they need."""
    best: Fitted | None = None
    for sized in _sizes(style, least):
        start = (cell.inset + cell.hang) * sized.size / POINTS
        lines = page.lines(cell.text, inner - start, sized, -cell.hang) if cell.text else ()
        height = len(lines) * sized.line / POINTS
        best = Fitted(cell.text, sized, align, lines, inner - start, height, start, cell.hang)
        if height <= room + 1e-6 and not _broken_word(lines):
            break
    if best is None:  # pragma: no cover - there is always one size
        raise AssertionError
    return best


def _broken_word(lines: tuple[Line, ...]) -> bool:
    """Whether a short text was cut only because its cell is narrow: a smaller size may keep it whole."""
    return len(lines) == 2 and not lines[0].last and len(lines[1].clusters) <= _FEW


def _sizes(style: Style, least: float) -> Iterator[Style]:
    size = style.size
    yield style
    while size - _STEP >= least:
        size -= _STEP
        yield style.sized(size)
