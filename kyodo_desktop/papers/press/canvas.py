"""Drawing on sheets in points from the bottom left: glyphs at given places, lines, rectangles, marked
content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final, TypeAlias

from kyodo_desktop.papers.press.cidfont import Subset
from kyodo_desktop.papers.press.faces import Face
from kyodo_desktop.papers.press.glyphs import Glyph, Typecase
from kyodo_desktop.papers.press.sheets import Sheets
from kyodo_desktop.papers.press.structure import ARTIFACT, Element, Role
from kyodo_desktop.papers.press.tagging import Known, Tagger
from kyodo_desktop.papers.press.treewriter import write_tree

Shade: TypeAlias = float | tuple[float, float, float]
"""A grey from 0, black, to 1, white; or the red, green and blue of a colour, each from 0 to 1."""

_UPRIGHT: Final = "1 0 0 1"
_TURNED: Final = "0 -1 1 0"


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph with its origin in points from the bottom left; `turned` lies on its side, head right."""

    glyph: Glyph
    x: float
    y: float
    size: float
    turned: bool = False


class Canvas:
    """One PDF being drawn."""

    def __init__(
        self,
        out: BinaryIO,
        size: tuple[float, float],
        typecase: Typecase,
        *,
        title: str,
        author: str,
        language: str,
    ) -> None:
        self.typecase = typecase
        self.tags = Tagger()
        self.sheets = Sheets(out, size, title, author, language)
        self._subsets: dict[str, Subset] = {}
        self._figures: dict[tuple[str, str], str] = {}
        self._title = title
        self._language = language

    def finish(self) -> None:
        """Write the file. Nothing can be drawn after this."""
        self.next_page()
        write_tree(self.sheets, self.tags.root, self._title, self._language)
        self.sheets.finish(tuple(self._subsets.values()))

    def next_page(self) -> None:
        """End the page being drawn and begin another."""
        self.rest()
        self.sheets.next_page()

    def marked(self, role: Role) -> None:
        """What is drawn from here on has this role in the document's structure."""
        self._turn(self.tags.meant(role))

    def rest(self) -> None:
        """Close what is marked, so that what follows stands outside it."""
        closing = self.tags.rest()
        if closing:
            self.sheets.draw(closing)

    def repeated(self, draw: Callable[[], None], known: Known | None) -> Known | None:
        """Draw what is `known`, or by `draw` where nothing is; returns what may be known next time."""
        self.rest()
        page = self.sheets.count
        if known is not None:
            self.sheets.draw(self.tags.again(known, page))
            return known
        drawn, start = self.sheets.drawn, self.tags.start(page)
        draw()
        self.rest()
        if self.sheets.count != page:
            return None
        return self.tags.made(start, page, self.sheets.since(drawn))

    def glyphs(self, placed: Sequence[Placed], element: Element, ink: float = 0.0, spoken: str = "") -> None:
        """Draw glyphs as part of `element`. `spoken` is what they say together, where their distances would
        mislead.
        """
        if not placed:
            return
        # pdfium, and so Chrome, drops what lies above U+FFFF from ActualText: there the glyphs speak alone.
        said = ""
        if spoken and max(spoken) <= "\uffff":
            said = f"/ActualText <FEFF{spoken.encode('utf-16-be').hex().upper()}>"
        self._turn(element, "" if element is ARTIFACT else said)
        parts = ["BT"] if not ink else [f"{number(ink)} g BT"]
        for run in _runs(placed):
            parts += self._run(run)
        parts.append("ET" if not ink else "ET 0 g")
        if said and element is ARTIFACT:
            parts = [f"/Span <<{said}>> BDC", *parts, "EMC"]
        self.sheets.draw("\n".join(parts))

    def figures(self, text: str, face: str, size: float, x: float, y: float) -> None:
        """Figures and signs of one face on one line, their advances as they are: faster than `glyphs`."""
        codes: list[str] = []
        subset = self._subset(self.typecase.glyph(text[0], face).face)
        for character in text:
            key = (character, face)
            if key not in self._figures:
                self._figures[key] = f"{subset.code(self.typecase.glyph(character, face)):04X}"
            codes.append(self._figures[key])
        place = f"{number(x)} {number(y)}"
        self.sheets.draw(
            f"BT /{subset.resource} {number(size)} Tf 1 0 0 1 {place} Tm <{''.join(codes)}> Tj ET"
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, thickness: float, cap: int = 0) -> None:
        """A straight line; `cap` 2 lets it run half its thickness past both ends."""
        points = " ".join(map(number, (x1, y1)))
        self.sheets.draw(f"{number(thickness)} w {cap} J {points} m {number(x2)} {number(y2)} l S")

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        thickness: float,
        fill: Shade | None,
        edge: Shade = 0.0,
    ) -> None:
        """A rectangle from its lower left corner: outlined where `thickness`, filled where `fill`."""
        corners = " ".join(map(number, (x, y, width, height)))
        if fill is not None:
            self.sheets.draw(f"{_shade(fill)} {corners} re f 0 g")
        if thickness:
            before, after = (f"{_shade(edge).upper()} ", " 0 G") if edge else ("", "")
            self.sheets.draw(f"{before}{number(thickness)} w 0 j {corners} re S{after}")

    def polygon(self, points: Sequence[tuple[float, float]], fill: Shade) -> None:
        """A filled shape with straight sides."""
        corners = [" ".join(map(number, point)) for point in points]
        path = " l ".join(corners[1:])
        self.sheets.draw(f"{_shade(fill)} {corners[0]} m {path} l h f 0 g")

    def picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """A picture (PNG, JPEG) from its lower left corner; the same bytes are kept once."""
        self.sheets.picture(data, x, y, width, height)

    def _turn(self, element: Element, said: str = "") -> None:
        operators = self.tags.turn(self.sheets.count, element, said)
        if operators:
            self.sheets.draw(operators)

    def _run(self, run: Sequence[Placed]) -> list[str]:
        """The operators for glyphs of one face on one line."""
        first, size = run[0], run[0].size
        subset = self._subset(first.glyph.face)
        matrix = _TURNED if first.turned else _UPRIGHT
        shown: list[str] = []
        codes, pen = "", first.x
        for item in run:
            shift = round((pen - item.x) * 1000 / size, 1)
            if shift and codes:
                shown += [f"<{codes}>", number(shift)]
                codes, pen = "", pen - shift * size / 1000
            codes += f"{subset.code(item.glyph):04X}"
            pen += item.glyph.advance * size / 1000
        shown.append(f"<{codes}>")
        return [
            f"/{subset.resource} {number(size)} Tf {matrix} {number(first.x)} {number(first.y)} Tm",
            f"[{' '.join(shown)}] TJ",
        ]

    def _subset(self, face: Face) -> Subset:
        if face.name not in self._subsets:
            self._subsets[face.name] = Subset(face, f"F{len(self._subsets) + 1}")
        return self._subsets[face.name]


def _shade(fill: Shade) -> str:
    """The operator for a grey or a colour, in its small letters: to fill with."""
    if isinstance(fill, tuple):
        return " ".join(map(number, fill)) + " rg"
    return f"{number(fill)} g"


def number(value: float) -> str:
    """A number as a content stream writes it, to a thousandth."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _runs(placed: Sequence[Placed]) -> Iterator[Sequence[Placed]]:
    """`placed` cut where the face or the line changes; each turned glyph stands alone."""
    start = 0
    for place in range(1, len(placed) + 1):
        if place == len(placed) or not _joins(placed[place - 1], placed[place]):
            yield placed[start:place]
            start = place


def _joins(before: Placed, after: Placed) -> bool:
    same = before.glyph.face is after.glyph.face and before.y == after.y
    return same and before.size == after.size and not before.turned and not after.turned
