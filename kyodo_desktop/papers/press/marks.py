"""The stamps, page numbers and blank backs' words of a whole bundle, drawn once all places are known."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf

from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.facts import Ink
from kyodo_desktop.papers.press.joiner import Joiner
from kyodo_desktop.papers.press.page import A4, POINTS, Page
from kyodo_desktop.papers.press.placing import Spot, number_home, number_spot, stamp_spot
from kyodo_desktop.papers.press.segment import Segment, cut, save
from kyodo_desktop.papers.press.stamp import EDGE, NUMBER, STAMP, stamp_at, stamp_size
from kyodo_desktop.papers.press.style import Style

_BLANK: Final = Style("mincho", 10.5, ink=0.4)
_FONTS: Final = "/KyodoFonts"


@dataclass(frozen=True, slots=True)
class Mark:
    """What one page carries: its size as a reader sees it, in points, a boxed label, a number in the middle
    of the foot, one at its right, and words in the middle of an empty page.
    """

    size: tuple[float, float]
    label: str | None = None
    number: str | None = None
    aside: str | None = None
    words: str = ""
    ink: Ink | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark's operators, whether its stamp and its number stand where nothing else is, and whether the
    number had to leave the middle of the foot.
    """

    operators: bytes
    stamp_clear: bool
    number_clear: bool
    number_moved: bool = False


class Marker:
    """Draws marks one after another; `write` puts them into a bundle with the fonts they share."""

    def __init__(self, fonts: Fonts, offset: tuple[float, float]) -> None:
        self._out = io.BytesIO()
        self._page = Page(self._out, fonts, title="", size=A4)
        self._page.take()
        self._offset = offset
        self._boxes: dict[tuple[str, float], tuple[float, float]] = {}
        self._stamps: dict[tuple[str, tuple[float, float], Spot], str] = {}

    def draw(self, mark: Mark) -> Drawn:
        """One page's marks, in points from the lower left of what a reader sees."""
        page = self._page
        page.size = (mark.size[0] / POINTS, mark.size[1] / POINTS)
        stamp, stamp_clear = self._stamp(mark.label, mark.ink) if mark.label else ("", True)
        number_clear, moved = self._number(mark) if mark.number is not None else (True, False)
        number_clear &= mark.aside is None or self._aside(mark.aside, mark.ink)
        if mark.words:
            page.text(page.width / 2, page.height / 2, mark.words, _BLANK, "center", role="Artifact")
        said = "\n".join(filter(None, (stamp, page.take())))
        return Drawn(said.encode("ascii"), stamp_clear, number_clear, moved)

    def fonts(self) -> Segment:
        """The fonts of everything drawn, listed as /KyodoFonts. Nothing can be drawn after this."""
        self._page.finish()
        with pikepdf.open(self._out) as drawn:
            fonts = drawn.pages[0].obj["/Resources"].get("/Font", pikepdf.Dictionary())
            resources = drawn.make_indirect(pikepdf.Dictionary(Font=fonts))
            for key in list(drawn.Root.keys()):
                if key not in ("/Type", "/Pages"):
                    del drawn.Root[key]
            del drawn.trailer["/Info"]
            drawn.Root[_FONTS] = pikepdf.Array([resources])
            del drawn.pages[0]
            return cut(save(drawn))

    def _stamp(self, label: str, ink: Ink | None) -> tuple[str, bool]:
        page = self._page
        wide = (label, page.width)
        if wide not in self._boxes:
            self._boxes[wide] = stamp_size(page, label)
        spot, clear = stamp_spot(page.size, self._boxes[wide], self._offset, ink)
        key = (label, page.size, spot)
        if key not in self._stamps:
            stamp_at(page, label, (spot.x, spot.y), STAMP, spot.scale)
            self._stamps[key] = page.take()
        return self._stamps[key], clear

    def _number(self, mark: Mark) -> tuple[bool, bool]:
        """Draw the page number; whether it is clear where it stands, and whether it had to move there."""
        page, number = self._page, mark.number or ""
        box = (page.figures_width(number, NUMBER), NUMBER.size / POINTS)
        spot, clear = number_spot(page.size, box, mark.ink, right=mark.aside is None)
        page.figures(spot.x, spot.y, number, NUMBER)
        return clear, spot != number_home(page.size, box)

    def _aside(self, number: str, ink: Ink | None) -> bool:
        page = self._page
        width, height = page.figures_width(number, NUMBER), NUMBER.size / POINTS
        x, y = page.width - 2 * EDGE - width, page.height - EDGE - height
        if number.isascii():
            page.figures(x, y, number, NUMBER)
        else:
            page.text(x, y, number, NUMBER, role="Artifact")
        return ink is None or not ink.meets(x, y, width, height, page.height)


def write(joiner: Joiner, fonts: Segment, drawn: Sequence[tuple[int, Mark, bytes]]) -> None:
    """Put each mark under the number that its page calls it by."""
    moved = fonts.moved(joiner.base(fonts.count))
    joiner.join(moved)
    resources = moved.lists[_FONTS][0]
    for number, mark, operators in drawn:
        box = f"{mark.size[0]:.2f} {mark.size[1]:.2f}".encode("ascii")
        entries = b"/Type /XObject /Subtype /Form /BBox [ 0 0 %b ] /Resources %d 0 R" % (box, resources)
        joiner.stream(entries, operators, number)
