"""Boxes to be filled in by hand (記入欄): a heading on the left; on the right what is printed, and white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kyodo_desktop.papers.forms import Margins
from kyodo_desktop.papers.paper import MM
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.structure import Element
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.undivided import within

_PADDING: Final = 2.0
_RULE: Final = 0.5
_EDGE: Final = 1.0
GREY: Final = 0.93
"""How light the ground of a heading is."""
_LEAST: Final = 7.0
_MOST: Final = 0.75  # of a page: what one box may take


@dataclass(frozen=True, slots=True)
class Blank:
    """A box `height` millimetres high at least; where it is higher than its text, that stands at its top if
    `top`, else in the middle.
    """

    label: str
    text: str = ""
    height: float = 12.0
    top: bool = False


def draw(
    page: Page, x: float, y: float, width: float, label: float, blanks: Sequence[Blank], look: Style
) -> float:
    """The boxes one below the other from (x, y), headings `label` wide; returns the y below the last."""
    with page.within("Table"):
        return _draw(page, (x, y), width, label, blanks, look)


def _draw(
    page: Page, corner: tuple[float, float], width: float, label: float, blanks: Sequence[Blank], look: Style
) -> float:
    """Boxes, as rows of the table that is being drawn."""
    x, y = corner
    start = y
    for place, (blank, height) in enumerate(
        zip(blanks, heights(page, width, label, blanks, look), strict=True)
    ):
        page.box(x, y, label, height, 0, GREY)
        with page.within("TR"):
            head, cell = page.cell("TH", scope="Row"), page.cell("TD")
        _fitted(page, (x, y), label, height, blank.label, look, head)
        if blank.text:
            inner = width - label - 2 * _PADDING
            tall = page.height_of(blank.text, inner, look)
            down = _PADDING if blank.top else (height - tall) / 2
            page.paragraph(x + label + _PADDING, y + down, inner, blank.text, look, "left", role=cell)
        if place:
            page.rule(x, y, x + width, y, _RULE)
        y += height
    page.rule(x + label, start, x + label, y, _RULE)
    page.box(x, start, width, y - start, _EDGE)
    return y


def pour(
    page: Page,
    x: float,
    y: float,
    width: float,
    label: float,
    blanks: Sequence[Blank],
    look: Style,
    margins: Margins,
) -> float:
    """The boxes from (x, y) on, over as many pages as they take; returns the y below the last."""
    waiting: list[Blank] = []
    below = y
    table = page.element("Table")
    for blank, height in zip(blanks, heights(page, width, label, blanks, look), strict=True):
        if below + height > page.height - margins.bottom and y + height > margins.top:
            if waiting:
                with page.inside(table):
                    _draw(page, (x, y), width, label, waiting, look)
            page.new_page()
            y = below = margins.top
            waiting = []
        waiting.append(blank)
        below += height
    with page.inside(table):
        return _draw(page, (x, y), width, label, waiting, look) if waiting else y


def heights(page: Page, width: float, label: float, blanks: Sequence[Blank], look: Style) -> Iterator[float]:
    """The height of each box. Raises TextTooLong for one that no page holds."""
    for blank in blanks:
        inner = width - label - 2 * _PADDING
        tall = page.height_of(blank.text, inner, look) if blank.text else 0.0
        yield within(max(blank.height, tall + 2 * _PADDING), page.height * _MOST, blank.text)


def _fitted(
    page: Page,
    corner: tuple[float, float],
    width: float,
    height: float,
    text: str,
    look: Style,
    role: Element,
) -> None:
    """A heading in the middle of its box, on several lines or smaller where it needs it."""
    (x, y), inner = corner, width - 2 * _PADDING
    small = replace(look, leading=look.size * 1.35)
    while small.size > _LEAST and page.height_of(text, inner, small) > height - 1:
        small = small.sized(small.size - 0.5)
    lines = page.lines(text, inner, small)
    if len(lines) == 1:
        middle = y + (height - small.size * MM) / 2
        page.text(x + _PADDING, middle, text, small, "center", inner, role)
        return
    tall = len(lines) * small.line * MM
    page.set_lines(x + _PADDING, y + (height - tall) / 2, inner, lines, small, "center", role=role)
