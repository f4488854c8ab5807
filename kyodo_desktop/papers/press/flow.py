"""Running text down a column and over to the next page. Millimetres; type in points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kyodo_desktop.papers.press.page import POINTS, Page
from kyodo_desktop.papers.press.setting import Align
from kyodo_desktop.papers.press.structure import Element, Role
from kyodo_desktop.papers.press.style import Style


@dataclass(slots=True)
class Flow:
    """A column of `width` from `top` to `bottom`; `y` is where the next thing goes.

    `turn` begins a page itself, draws what every page has, and returns where the column begins there.
    """

    page: Page
    left: float
    width: float
    top: float
    bottom: float
    y: float
    turn: Callable[[Page], float] | None = None

    def space(self, height: float) -> None:
        """Leave room, but none at the top of a page."""
        if self.y > self.top:
            self.y += height

    def need(self, height: float) -> None:
        """Turn the page unless `height` is left on this one, so that a heading keeps its text."""
        if self.y + height > self.bottom and self.y > self.top:
            self.next_page()

    def next_page(self) -> None:
        """Go on at the top of a new page."""
        if self.turn is not None:
            self.y = self.turn(self.page)
            return
        self.page.new_page()
        self.y = self.top

    def paragraph(
        self,
        text: str,
        style: Style,
        *,
        inset: float = 0.0,
        indent: float = 0.0,
        align: Align = "justify",
        role: Role = "P",
    ) -> None:
        """Set `text` from `inset` millimetres inside the column, its first line `indent` ems further."""
        width = self.width - inset
        lines = self.page.lines(text, width, style, indent)
        part = role if isinstance(role, Element) else self.page.element(role)
        while lines:
            take = max(1, int((self.bottom - self.y) * POINTS / style.line + 1e-6))
            if self.y + style.line / POINTS > self.bottom + 1e-6 and self.y > self.top:
                self.next_page()
                continue
            now, lines = lines[:take], lines[take:]
            x = self.left + inset
            self.y += self.page.set_lines(x, self.y, width, now, style, align, indent, part)
            indent = indent if now[-1].last else 0.0
