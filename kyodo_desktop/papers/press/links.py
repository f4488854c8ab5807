"""Where a document's own links and names lead: read as values, so that they can follow their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeAlias

import pikepdf

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
PageIndex: TypeAlias = Mapping[tuple[int, int], int]
_MOST_NAMES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Goal:
    """A place to go to: a page counted from 0, and the point to show at the window's top left, if one is
    said, in the page's own points.
    """

    page: int
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle on a page, in its own points, that leads to a goal."""

    page: int
    area: tuple[float, float, float, float]
    goal: Goal
    known: tuple[int, int] = (0, 0)
    """Its object in the document that it was read from."""


def index_of(source: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    """The place of each page of `source` by its object."""
    return {page.obj.objgen: place for place, page in enumerate(source.pages)}


class Signpost:
    """Reads the destinations of one document, named ones through its names."""

    def __init__(self, source: pikepdf.Pdf, pages: PageIndex) -> None:
        self.pages = pages
        self._named = _named(source)

    def names(self) -> Iterator[tuple[str, Goal]]:
        """Every name that leads somewhere."""
        for name, said in self._named.items():
            goal = self._explicit(said)
            if goal is not None:
                yield name, goal

    def goal(self, said: object, action: object = None) -> Goal | None:
        """Where a destination, or else an action, leads inside the document; None for elsewhere."""
        if said is None and isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo":
            said = action.get("/D")
        if isinstance(said, str | bytes | pikepdf.String | pikepdf.Name):
            said = self._named.get(str(said))
        return self._explicit(said)

    def _explicit(self, said: object) -> Goal | None:
        if isinstance(said, pikepdf.Dictionary):
            said = said.get("/D")
        if not isinstance(said, pikepdf.Array) or not len(said):
            return None
        first = said[0]
        if not isinstance(first, pikepdf.Dictionary):
            return None
        page = self.pages.get(first.objgen)
        return None if page is None else Goal(page, _point(said))


def read_links(source: pikepdf.Pdf, signpost: Signpost) -> tuple[list[Link], int]:
    """The links inside `source`, and how many lead out of it or do something else."""
    found: list[Link] = []
    others = 0
    for place, page in enumerate(source.pages):
        annotations = page.obj.get("/Annots")
        if not isinstance(annotations, pikepdf.Array):
            continue
        for one in annotations:
            if not isinstance(one, pikepdf.Dictionary) or one.get("/Subtype") != "/Link":
                continue
            goal = signpost.goal(one.get("/Dest"), one.get("/A"))
            area = _numbers(one.get("/Rect"), 4)
            if goal is None or area is None:
                others += 1
            else:
                found.append(Link(place, (area[0], area[1], area[2], area[3]), goal, one.objgen))
    return found, others


def moved(link: Link, sheets: Sequence[tuple[int, Matrix]]) -> Link:
    """A link after each page came to stand on a sheet, under a matrix."""
    sheet, matrix = sheets[link.page]
    x1, y1 = applied(matrix, link.area[0], link.area[1])
    x2, y2 = applied(matrix, link.area[2], link.area[3])
    area = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return replace(link, page=sheet, area=area, goal=moved_goal(link.goal, sheets))


def moved_goal(goal: Goal, sheets: Sequence[tuple[int, Matrix]]) -> Goal:
    """A goal after each page came to stand on a sheet, under a matrix."""
    sheet, matrix = sheets[goal.page]
    return replace(goal, page=sheet, point=None if goal.point is None else applied(matrix, *goal.point))


def applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point after a transformation."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def goal_entry(page: int, point: tuple[float, float] | None) -> bytes:
    """A destination: the page's object number, and the point if one is said."""
    if point is None:
        return b"[ %d 0 R /XYZ null null null ]" % page
    return f"[ {page} 0 R /XYZ {point[0]:.2f} {point[1]:.2f} null ]".encode("ascii")


def link_entry(area: tuple[float, float, float, float], goal: bytes, key: int | None = None) -> bytes:
    """A link annotation without a frame; `key` is what a structure knows it by."""
    rectangle = " ".join(f"{edge:.2f}" for edge in area).encode("ascii")
    known = b"" if key is None else b" /StructParent %d" % key
    return b"<< /Type /Annot /Subtype /Link /Border [ 0 0 0 ] /F 4 /Rect [ %b ] /Dest %b%b >>" % (
        rectangle,
        goal,
        known,
    )


def _point(said: pikepdf.Array) -> tuple[float, float] | None:
    """The point that a destination shows at the top left; None where it shows the whole page."""
    kind = said[1] if len(said) > 1 else None
    if kind == "/XYZ" and len(said) >= 4:
        left, top = _number(said[2]), _number(said[3])
        return None if top is None else (left or 0.0, top)
    if kind in ("/FitH", "/FitBH") and len(said) >= 3:
        top = _number(said[2])
        return None if top is None else (0.0, top)
    if kind == "/FitR" and len(said) >= 6:
        left, top = _number(said[2]), _number(said[5])
        return None if left is None or top is None else (left, top)
    return None


def _numbers(said: object, count: int) -> list[float] | None:
    if not isinstance(said, pikepdf.Array) or len(said) != count:
        return None
    found = [number for one in said if (number := _number(one)) is not None]
    return found if len(found) == count else None


def _number(said: object) -> float | None:
    return None if isinstance(said, bool) or not isinstance(said, int | float | Decimal) else float(said)


def _named(source: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """The named destinations, old style and new. A damaged tree gives those that can be read."""
    found: dict[str, pikepdf.Object] = {}
    old = source.Root.get("/Dests")
    if isinstance(old, pikepdf.Dictionary):
        found.update((str(key), value) for key, value in old.items())
    names = source.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        try:
            for place, (key, value) in enumerate(pikepdf.NameTree(tree).items()):
                if place >= _MOST_NAMES:
                    break
                found[str(key)] = value
        except (pikepdf.PdfError, ValueError, RuntimeError):
            return found
    return found
