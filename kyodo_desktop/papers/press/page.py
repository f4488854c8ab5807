"""The sink that a paper draws on: text, rules and boxes on pages measured in millimetres.

A place is (x, y) in millimetres from the page's top left corner; this file is the only one that converts.
Sizes of type and thicknesses of rules are in points. The `y` of a text is the top of its characters' em
square.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Final, Literal

from kyodo_desktop.domain.names import clusters
from kyodo_desktop.papers.press.canvas import Canvas, Placed, Shade, number
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.glyphs import NONE_ACCEPTED, Typecase
from kyodo_desktop.papers.press.linebreak import Line, Measure, Rules, break_lines
from kyodo_desktop.papers.press.setting import Align, SetLine, grid, natural_width, set_line, spread
from kyodo_desktop.papers.press.standing import DESCENT, stand
from kyodo_desktop.papers.press.structure import ARTIFACT, Element, Role
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.tagging import Inside, Known
from kyodo_desktop.papers.press.vertical import Upright, fit

POINTS: Final = 72 / 25.4
"""Points in a millimetre."""
A4: Final = (210.0, 297.0)
A4_LANDSCAPE: Final = (297.0, 210.0)
LEAST_VERTICAL: Final = 5.0
"""The smallest vertical type, in points, before a block counts as not fitting."""
_WIDE_GAP: Final = 0.1
"""Spacing in ems above which a reader of the text layer would take two characters for two words."""


class Page:
    """The page being drawn, and the PDF it belongs to. `finish` writes it to `out`; the same calls, the
    same bytes.

    `accepted` are the clusters whose base form is printed because no font has their variation. Every drawing
    call has a `role` in the structure of the PDF, which is read in the order in which it is drawn: texts are
    paragraphs unless they say what else they are, rules and boxes are artifacts.
    """

    def __init__(
        self,
        out: BinaryIO,
        fonts: Fonts,
        *,
        title: str,
        author: str = "",
        size: tuple[float, float] = A4,
        language: str = "ja-JP",
        accepted: frozenset[str] = NONE_ACCEPTED,
    ) -> None:
        self.size = size
        self._typecase = Typecase(fonts, accepted)
        points = (size[0] * POINTS, size[1] * POINTS)
        self._canvas = Canvas(out, points, self._typecase, title=title, author=author, language=language)
        self._bookmarks = 0
        self._repeated: dict[Hashable, Known] = {}

    @property
    def number(self) -> int:
        """Which page of the PDF is being drawn, from 1."""
        return self._canvas.sheets.count

    @property
    def width(self) -> float:
        return self.size[0]

    @property
    def height(self) -> float:
        return self.size[1]

    def new_page(self, size: tuple[float, float] | None = None) -> None:
        """End this page and begin the next, of another size if one is given."""
        self._canvas.next_page()
        if size is not None and size != self.size:
            self.resize(size)

    def resize(self, size: tuple[float, float]) -> None:
        """Give the page being drawn, before anything is on it, another size in millimetres."""
        self.size = size
        self._canvas.sheets.resize((size[0] * POINTS, size[1] * POINTS))

    def bookmark(self, title: str, level: int = 0) -> None:
        """A bookmark to this page; a level may be one deeper than the one before it, no more."""
        self._bookmarks += 1
        self._canvas.sheets.bookmark(title, level, f"bookmark-{self._bookmarks}")

    def finish(self) -> None:
        """End the last page and write the PDF."""
        self._canvas.finish()

    def figures_width(self, text: str, style: Style) -> float:
        """The width in millimetres of figures and signs, drawn by `figures`."""
        measure = self.measure(style)
        return sum(map(measure, text)) / POINTS

    def figures(self, x: float, y: float, text: str, style: Style) -> None:
        """Page numbers and the like, their top left at (x, y): artifacts in one face, and quick."""
        baseline = self._from_top(y) - style.size * (1 - DESCENT)
        self._canvas.marked("Artifact")
        self._canvas.figures(text, style.face, style.size, x * POINTS, baseline)

    def take(self) -> str:
        """The operators drawn on this page so far, taken off it again; its fonts stay the PDF's."""
        self._canvas.rest()
        return self._canvas.sheets.take()

    # --- measuring ---------------------------------------------------------------------------------------

    def measure(self, style: Style) -> Measure:
        """A function from cluster to width in points."""
        face, size, glyph = style.face, style.size, self._typecase.glyph
        return lambda cluster: glyph(cluster, face).advance * size / 1000

    def advances(self, parts: tuple[str, ...], faces: tuple[str, ...]) -> tuple[float, ...]:
        """The width of each cluster in its own face, in thousandths of an em."""
        return self._typecase.advances(parts, faces)

    def text_width(self, text: str, style: Style) -> float:
        """The width of one line of `text` in millimetres."""
        return natural_width(style.spell(text), style.size, self.measure(style)) / POINTS

    def lines(self, text: str, width: float, style: Style, indent: float = 0.0) -> tuple[Line, ...]:
        """`text` broken into lines `width` millimetres wide, each paragraph's first indented by `indent`
        ems.
        """
        rules = Rules(width * POINTS, style.size, hang=style.hang, indent=indent * style.size)
        return break_lines(style.spell(text), rules, self.measure(style))

    def height_of(self, text: str, width: float, style: Style, indent: float = 0.0) -> float:
        """The height in millimetres that `paragraph` would use."""
        return len(self.lines(text, width, style, indent)) * style.line / POINTS

    def fit_vertical(self, text: str, width: float, height: float, style: Style) -> Upright | None:
        """`text` as 縦書き inside a box in millimetres, shrunk until it fits; None where that would be
        unreadable.
        """
        em = self.measure(style.sized(1.0))
        return fit(style.spell(text), width * POINTS, height * POINTS, style.size, LEAST_VERTICAL, em)

    # --- text --------------------------------------------------------------------------------------------

    def text(
        self,
        x: float,
        y: float,
        text: str,
        style: Style,
        align: Align = "left",
        width: float | None = None,
        role: Role = "P",
    ) -> None:
        """One line with its top at `y`. Without `width` it stands left of, right of or centred on `x`; with
        it, inside the box from `x`, made smaller if it would spill."""
        spelt = style.spell(text)
        if width is None:
            width = self.text_width(spelt, style)
            x -= {"center": width / 2, "right": width}.get(align, 0.0)
        natural = self.text_width(spelt, style)
        fitted = style.sized(style.size * width / natural) if natural > width > 0 else style
        y += (style.size - fitted.size) / 2 / POINTS
        line = self._set(spelt, width * POINTS, fitted, align)
        baseline = self._from_top(y) - fitted.size * (1 - DESCENT)
        self._draw(line, x * POINTS, baseline, fitted, self._canvas.tags.meant(role))

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        style: Style,
        align: Align = "justify",
        indent: float = 0.0,
        role: Role = "P",
    ) -> float:
        """Lines broken to `width`, the first line box's top at `y`; returns the height used, in
        millimetres.
        """
        broken = self.lines(text, width, style, indent)
        return self.set_lines(x, y, width, broken, style, align, indent, role)

    def set_lines(
        self,
        x: float,
        y: float,
        width: float,
        broken: tuple[Line, ...],
        style: Style,
        align: Align = "justify",
        indent: float = 0.0,
        role: Role = "P",
    ) -> float:
        """Lines already broken, so that a caller can divide them between pages; returns the height used."""
        top = self._from_top(y)
        baseline = top - (style.line - style.size) / 2 - style.size * (1 - DESCENT)
        begins = True
        ends = sum(line.last for line in broken[:-1])
        parts = iter(self._canvas.tags.paragraphs(role, ends + 1))
        part = next(parts)
        for line in broken:
            shift = indent * style.size if begins else 0.0
            placed = set_line(line, width * POINTS, style.size, align, shift)
            self._draw(placed, x * POINTS, baseline, style, part)
            baseline -= style.line
            begins = line.last
            part = next(parts, part) if begins else part
        return len(broken) * style.line / POINTS

    def mixed(
        self,
        x: float,
        y: float,
        width: float,
        line: Line,
        faces: Sequence[str],
        style: Style,
        align: Align = "justify",
        role: Role = "P",
    ) -> None:
        """One broken line whose clusters have a face each, its line box's top at `y`."""
        baseline = self._from_top(y) - (style.line - style.size) / 2 - style.size * (1 - DESCENT)
        placed = set_line(line, width * POINTS, style.size, align)
        wide = placed.spacing > style.size * _WIDE_GAP
        glyphs = [
            Placed(self._typecase.glyph(cluster, face), x * POINTS + place, baseline, style.size)
            for cluster, place, face in zip(placed.clusters, placed.places, faces, strict=True)
        ]
        element = self._canvas.tags.meant(role if placed.text.strip() else "Artifact")
        self._canvas.glyphs(glyphs, element, style.ink, spoken=placed.text if wide else "")

    def vertical(
        self, x: float, y: float, width: float, height: float, text: str, style: Style, role: Role = "P"
    ) -> bool:
        """縦書き centred in a box, shrunk until it fits. False, and nothing drawn, where it can't fit
        readably.
        """
        block = self.fit_vertical(text, width, height, style)
        if block is None:
            return False
        middle = (x + width / 2) * POINTS
        top = self._from_top(y) - (height * POINTS - block.height) / 2
        placed = stand(block, middle, top, style.face, self._typecase)
        self._canvas.glyphs(placed, self._canvas.tags.meant(role), style.ink, spoken=text)
        return True

    # --- rules -------------------------------------------------------------------------------------------

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        thickness: float = 0.5,
        *,
        square: bool = False,
        role: Role = "Artifact",
    ) -> None:
        """A straight line; `square` ends reach half its thickness further, so that corners close."""
        ends = (x1 * POINTS, self._from_top(y1), x2 * POINTS, self._from_top(y2))
        self._canvas.marked(role)
        self._canvas.line(*ends, thickness, cap=2 if square else 0)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        thickness: float = 0.5,
        fill: Shade | None = None,
        edge: Shade = 0.0,
        role: Role = "Artifact",
    ) -> None:
        """A rectangle, outlined in `edge` unless `thickness` is 0, filled where `fill` says how: 0 black, 1
        white, or a colour.
        """
        self._canvas.marked(role)
        bottom = self._from_top(y + height)
        sides = (width * POINTS, height * POINTS)
        self._canvas.rectangle(x * POINTS, bottom, *sides, thickness, fill, edge)

    def polygon(self, points: Sequence[tuple[float, float]], fill: Shade, role: Role = "Artifact") -> None:
        """A filled shape with straight sides."""
        self._canvas.marked(role)
        self._canvas.polygon([(x * POINTS, self._from_top(y)) for x, y in points], fill)

    def picture(self, x: float, y: float, width: float, height: float, data: bytes, role: Role) -> None:
        """A picture (PNG, JPEG) filling a box; whoever calls has made sure that it can be read, and says what
        it shows: `figure`, or that it is an Artifact.
        """
        self._canvas.marked(role)
        place = (x * POINTS, self._from_top(y + height))
        self._canvas.picture(data, *place, width * POINTS, height * POINTS)

    def operators(self, code: str, role: Role = "Artifact") -> None:
        """Content stream operators in points from the page's bottom left; what they set ends with them."""
        self._canvas.marked(role)
        self._canvas.sheets.draw(f"q\n{code}\nQ")

    @contextmanager
    def half_turn(self) -> Generator[None]:
        """What is drawn inside stands on its head: places count from the page's bottom right corner."""
        corner = f"{number(self.width * POINTS)} {number(self.height * POINTS)}"
        self._canvas.rest()
        self._canvas.sheets.draw(f"q -1 0 0 -1 {corner} cm")
        yield
        self._canvas.rest()
        self._canvas.sheets.draw("Q")

    def once(self, key: Hashable, draw: Callable[[], None]) -> None:
        """What looks the same on many pages, as `key` says: set by `draw` the first time, then copied.

        What `draw` sets after turning the page isn't copied but set anew.
        """
        known = self._canvas.repeated(draw, self._repeated.get(key))
        if known is not None:
            self._repeated[key] = known

    # --- structure ---------------------------------------------------------------------------------------

    def within(
        self, role: str, key: Hashable = None, kind: Literal["", "Row", "Column", "Decimal", "Disc"] = ""
    ) -> Inside:
        """What is drawn inside belongs to one element; a TH says what it heads, a list how it is labelled.
        Under the same `key`, it goes on with what was begun, on this page or another.
        """
        tags = self._canvas.tags
        element = tags.element(role) if key is None else tags.begun(role, key)
        element.kind = kind or element.kind
        return tags.inside(element)

    def inside(self, element: Element) -> Inside:
        """What is drawn inside belongs to `element`."""
        return self._canvas.tags.inside(element)

    def element(self, role: str) -> Element:
        """An element that comes next, for the `role` of what is drawn then or later."""
        return self._canvas.tags.element(role)

    def cell(self, role: Literal["TH", "TD"], scope: Literal["", "Row", "Column"] = "") -> Element:
        """The next cell of the row, for the `role` of what stands in it; a TH says what it heads."""
        made = self._canvas.tags.element(role)
        made.kind = scope
        return made

    def entry(self, level: int = 0) -> tuple[Element, Element]:
        """The next entry of a list, its label and its body, for the `role` of what is drawn."""
        return self._canvas.tags.entry(level)

    def figure(self, alt: str) -> Element:
        """A picture or a drawing that comes next; `alt` says in words what it shows."""
        made = self._canvas.tags.element("Figure")
        made.alt = made.alt or alt
        return made

    def stands(self, figure: Element, x: float, y: float, width: float, height: float) -> None:
        """Say where a figure stands; one that is drawn in several parts stands nowhere as a whole."""
        left, top = x * POINTS, self._from_top(y)
        parted = bool(figure.box)
        figure.box = (0.0,) if parted else (left, top - height * POINTS, left + width * POINTS, top)

    def began(self, key: Hashable) -> bool:
        """Whether something was drawn `within` this key."""
        return self._canvas.tags.known(key) is not None

    # --- inside ------------------------------------------------------------------------------------------

    def _from_top(self, y: float) -> float:
        return (self.height - y) * POINTS

    def _set(self, text: str, width: float, style: Style, align: Align) -> SetLine:
        measure = self.measure(style)
        if align == "spread":
            return spread(text, width, style.size, measure)
        if align == "grid":
            return grid(text, width, style.size, measure)
        parts = clusters(text)
        widths = tuple(map(measure, parts))
        line = Line(parts, widths, (0.0,) * len(parts), 0, 0.0, last=True)
        return set_line(line, width, style.size, align)

    def _draw(self, line: SetLine, x: float, y: float, style: Style, element: Element) -> None:
        placed = [
            Placed(self._typecase.glyph(cluster, style.face), x + place, y, style.size)
            for cluster, place in zip(line.clusters, line.places, strict=True)
        ]
        wide = line.spacing > style.size * _WIDE_GAP
        element = element if line.text.strip() else ARTIFACT
        self._canvas.glyphs(placed, element, style.ink, spoken=line.text if wide else "")
