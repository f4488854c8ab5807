"""The contents page (目次): each part's stamp and title, and the number printed on its first page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import pikepdf

from kyodo_desktop.papers.press.binding import Binding
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.linebreak import Line
from kyodo_desktop.papers.press.page import A4, POINTS, Page
from kyodo_desktop.papers.press.prepare import MARKS, PAGES, SLOTS, Prepared, add_slots, marked, segmented
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.tagread import read_structure
from kyodo_desktop.papers.press.tags import Structure, Thing

_TITLE: Final = Style("gothic-bold", 16)
_STAMP: Final = Style("gothic", 10.5)
_BODY: Final = Style("mincho", 11)
_LEFT: Final = 25.0
_RIGHT: Final = 185.0
_NUMBER: Final = 16.0
_TOP: Final = 34.0
_NEXT_TOP: Final = 25.0
_BOTTOM: Final = 275.0
_BETWEEN: Final = 3.0
_DOT: Final = "…"
_GAP: Final = 2.0
_TOC: Final = "contents"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    stamp: str
    title: str
    number: str


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a line of the contents leads from: its page, and its area in points from the lower left."""

    page: int
    area: tuple[float, float, float, float]


def contents(entries: Sequence[Entry], binding: Binding, fonts: Fonts) -> tuple[Prepared, tuple[Slot, ...]]:
    """The contents page ready to be joined, and the area of each entry, whose links are written later.

    How many pages it takes doesn't depend on the numbers.
    """
    out = io.BytesIO()
    page = Page(out, fonts, title=binding.contents_title)
    slots = _draw(page, entries, binding.contents_title)
    page.finish()
    with pikepdf.open(out) as pdf:
        counts: dict[int, int] = {}
        for slot in slots:
            counts[slot.page] = counts.get(slot.page, 0) + 1
        structure = read_structure(pdf)
        own = add_slots(pdf, counts)
        pages = [one.obj for one in pdf.pages]
        sheets, marks = marked(pdf, [None] * len(pages), turned=False)
        if structure is not None:
            structure = _linked(structure, own, slots)
        links = {one.objgen: one for one in own}
        segment, pending = segmented(pdf, structure, {PAGES: pages, MARKS: marks, SLOTS: own}, links)
        return Prepared(segment, tuple(sheets), (), (), (), pending), slots


def _linked(structure: Structure, own: Sequence[pikepdf.Object], slots: Sequence[Slot]) -> Structure:
    """The structure with each line's link in its line."""
    lines = [one for one in structure.elements if one.role == b"/Link"]
    for place, (line, slot) in enumerate(zip(lines, slots, strict=True)):
        line.kids.append(Thing(slot.page, place))
    return replace(structure, things=tuple(one.objgen for one in own))


def _draw(page: Page, entries: Sequence[Entry], title: str) -> tuple[Slot, ...]:
    page.text((_LEFT + _RIGHT) / 2, _NEXT_TOP - 5, title, _TITLE, "center", role="H1")
    label = max((page.text_width(entry.stamp, _STAMP) for entry in entries), default=0.0)
    indent = min(label + 2 * _GAP, 45.0) if label else 0.0
    slots: list[Slot] = []
    y, place = _TOP, 0
    for entry in entries:
        lines = page.lines(entry.title, _RIGHT - _NUMBER - _LEFT - indent, _BODY)
        height = max(1, len(lines)) * _BODY.line / POINTS
        if y + height > _BOTTOM:
            page.new_page()
            y, place = _NEXT_TOP, place + 1
        with page.within("TOC", _TOC), page.within("TOCI"), page.within("Reference"):
            _entry(page, y, lines, indent, entry)
        area = (_LEFT * POINTS, (A4[1] - y - height) * POINTS, _RIGHT * POINTS, (A4[1] - y) * POINTS)
        slots.append(Slot(place, area))
        y += height + _BETWEEN
    return tuple(slots)


def _entry(page: Page, y: float, lines: tuple[Line, ...], indent: float, entry: Entry) -> None:
    """The stamp at the left, the title, dots behind its last line and the number at the right."""
    link = page.element("Link")
    drop = (_BODY.line - _BODY.size) / 2 / POINTS
    if entry.stamp:
        page.text(_LEFT, y + drop, entry.stamp, _STAMP, "left", indent - _GAP, role=link)
    page.set_lines(_LEFT + indent, y, _RIGHT - _NUMBER - _LEFT - indent, lines, _BODY, "left", role=link)
    used = page.text_width(lines[-1].text if lines else "", _BODY)
    base = y + (max(1, len(lines)) - 1) * _BODY.line / POINTS + drop
    wide = page.text_width(entry.number, _BODY)
    page.text(_RIGHT, base, entry.number, _BODY, "right", role=link)
    left, right = _LEFT + indent + used + _GAP, _RIGHT - wide - _GAP
    dots = int((right - left) / page.text_width(_DOT, _BODY))
    if dots > 0:
        page.text(right, base, _DOT * dots, _BODY, "right", role="Artifact")
