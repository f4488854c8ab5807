"""What the parts of a document are and in which order they are read: a tree beside its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Mark: TypeAlias = tuple[int, int]
"""Marked content: the page it is on, from 1, and its number there (MCID)."""

_EMPTY: Final = frozenset({"TD", "TH"})
"""What stands in a table's row even where nothing is written in it."""
_LEVELS: Final = {f"H{level}": level for level in range(1, 7)}


@dataclass(slots=True, eq=False)
class Element:
    """A part of the document: its role (P, H1, Table …), and its content, marks and further elements.

    `alt` is what a Figure shows, in words, `box` its edges where it stands whole, left, bottom, right, top in
    points; `kind` is what a TH heads (Row or Column) or how a list is labelled (Decimal or Disc); a cell
    reaches over `rows` rows and `columns` columns.
    """

    role: str
    kids: list[Element | Mark] = field(default_factory=list["Element | Mark"])
    alt: str = ""
    kind: str = ""
    rows: int = 1
    columns: int = 1
    box: tuple[float, ...] = ()

    @property
    def last(self) -> Element | None:
        """The element at its end; None where it ends with text or with nothing."""
        end = self.kids[-1] if self.kids else None
        return end if isinstance(end, Element) else None

    def add(self, role: str) -> Element:
        """A new element at its end."""
        made = Element(role)
        self.kids.append(made)
        return made


Role: TypeAlias = str | Element
"""What is drawn: a new element of that role, more of one that is there, or an Artifact, which isn't read."""

ARTIFACT: Final = Element("Artifact")


def entry(parent: Element, level: int) -> tuple[Element, Element]:
    """A new entry of the list that `parent` ends with, or begins now: its label and its body.

    An entry of a deeper `level` stands in the body of the entry before it.
    """
    listing = _listing(parent)
    for _ in range(level):
        above = listing.last
        body = above.last if above is not None else None
        if body is None:
            break
        listing = _listing(body)
    listing.kind = listing.kind or "Decimal"
    made = listing.add("LI")
    return made.add("Lbl"), made.add("LBody")


def open_entry(parent: Element) -> tuple[Element, Element]:
    """The label and the body of the last entry, if nothing stands in its body yet; else of a new one."""
    listing = parent.last
    latest = listing.last if listing is not None and listing.role == "L" else None
    if latest is not None:
        label, body = latest.kids
        if isinstance(label, Element) and isinstance(body, Element) and not body.kids:
            return label, body
    return entry(parent, 0)


def _listing(parent: Element) -> Element:
    end = parent.last
    return end if end is not None and end.role == "L" else parent.add("L")


def marks(elements: Sequence[Element | Mark]) -> int:
    """How many marks there are in `elements` and all that is in them."""
    return sum(marks(one.kids) if isinstance(one, Element) else 1 for one in elements)


def copied(element: Element, page: int, by: int) -> Element:
    """The same on another page, its marks' numbers there raised by `by`."""
    kids = [
        copied(one, page, by) if isinstance(one, Element) else (page, one[1] + by) for one in element.kids
    ]
    # not `replace`, which takes three times as long
    return Element(element.role, kids, element.alt, element.kind, element.rows, element.columns, element.box)


def tidy(element: Element) -> bool:
    """Take out of `element` what has no content, and leave out no level of heading; whether anything is
    left.
    """
    return _tidy(element, _Levels())


class _Levels:
    """The heading level reached so far: 章 may not be followed by 項 without a 節 between."""

    def __init__(self) -> None:
        self._last = 0

    def role(self, role: str) -> str:
        """`role`, a heading no more than one level below the one before it."""
        level = _LEVELS.get(role)
        if level is None:
            return role
        self._last = min(level, self._last + 1)
        return f"H{self._last}"


def _tidy(element: Element, levels: _Levels) -> bool:
    if element.kids:
        element.role = levels.role(element.role)
        element.kids = [one for one in element.kids if not isinstance(one, Element) or _tidy(one, levels)]
    return bool(element.kids) or element.role in _EMPTY


def walked(element: Element) -> list[Element]:
    """`element` and all in it, as they are read."""
    found = [element]
    for one in element.kids:
        if isinstance(one, Element):
            found += walked(one) if one.kids else [one]
    return found
