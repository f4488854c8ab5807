"""Tagging what is drawn: the operators around it, and the structure that grows beside the pages.

Whatever is drawn is marked: as content of an element, or as an artifact. Content that follows content of the
same element on a page is marked with it, so an element costs a mark for each page it is on.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.papers.press.structure import ARTIFACT, Element, Role, copied, entry, marks, open_entry

_NUMBER: Final = re.compile("(?<=<</MCID )([0-9]+)")
_TEXTS: Final = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "TD", "TH", "Caption"})
"""Elements that take the texts drawn inside them as their own."""
_WHOLE: Final = frozenset({"Figure", "Artifact"})
"""Those that take everything, their rules too."""
_CLOSED: Final = _TEXTS | _WHOLE
_HOLDING: Final = frozenset({"TD", "TH", "LBody"})
"""Those that hold paragraphs of their own where they have several."""
_SPOKEN: Final = Element("Span")
"""What is open where a mark has words of its own: nothing that is drawn later goes on with it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was drawn once and may be drawn again: its operators, cut where a mark's number stands, its
    elements, and its first mark's number.
    """

    pieces: tuple[str | int, ...]
    elements: tuple[Element, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Start:
    """Where something that may be drawn again begins: its page, its first mark, the element it is in, and
    how much that held.
    """

    page: int
    first: int
    inside: Element
    held: int


class Inside:
    """A stretch of the drawing that belongs to an element: a third of what a generator's manager takes."""

    __slots__ = ("_element", "_outer", "_tagger")

    def __init__(self, tagger: Tagger, element: Element) -> None:
        self._tagger = tagger
        self._element = self._outer = element

    def __enter__(self) -> None:
        self._outer = self._tagger.enter(self._element)

    def __exit__(self, *_: object) -> None:
        self._tagger.enter(self._outer)


class Tagger:
    """The structure of one document while it is being drawn."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._inside = self.root
        self._open: Element | None = None
        self._counts: dict[int, int] = {}
        self._known: dict[Hashable, Element] = {}

    # --- marking

    def turn(self, page: int, element: Element, said: str = "") -> str:
        """The operators that close what is open and open what is drawn next, part of `element`; "" where it
        goes on. `said` is its ActualText, and makes it a mark of its own: readers lose what follows a mark
        inside a mark.
        """
        if element is self._open and not said:
            return ""
        closing = self.rest()
        if element is ARTIFACT:
            self._open = element
            return f"{closing}\n/Artifact BMC" if closing else "/Artifact BMC"
        self._open = _SPOKEN if said else element
        number = self._counts.get(page, 0)
        self._counts[page] = number + 1
        element.kids.append((page, number))
        # Under another name than Span poppler doesn't heed the ActualText.
        opening = f"/{'Span' if said else element.role} <</MCID {number}{said}>> BDC"
        return f"{closing}\n{opening}" if closing else opening

    def rest(self) -> str:
        """The operator that closes what is open, if anything is."""
        closing = "" if self._open is None else "EMC"
        self._open = None
        return closing

    def meant(self, role: Role) -> Element:
        """The element that something drawn as `role` belongs to."""
        if isinstance(role, Element):
            return role
        if self._inside.role in _WHOLE:
            return self._inside
        if role == "Artifact":
            return ARTIFACT
        if self._inside.role in _TEXTS:
            return self._inside
        if role in ("LI", "LBody"):
            return open_entry(self._inside)[1]
        if role == "Lbl":
            return open_entry(self._inside)[0]
        return self._inside.add(role)

    def paragraphs(self, role: Role, count: int) -> list[Element]:
        """The elements that so many paragraphs drawn as `role` belong to: each one its own where that may
        be, so that whoever listens hears where one ends.
        """
        first = self.meant(role)
        if count > 1 and first.role in _HOLDING:
            return [first.add("P") for _ in range(count)]
        if count > 1 and role == "P" and self._inside.role not in _CLOSED:
            return [first, *(self._inside.add("P") for _ in range(count - 1))]
        return [first] * count

    # --- the tree

    def element(self, role: str) -> Element:
        """A new element after what is there; inside a text or a figure, that itself."""
        if self._inside.role in _CLOSED:
            return self._inside
        return ARTIFACT if role == "Artifact" else self._inside.add(role)

    def entry(self, level: int) -> tuple[Element, Element]:
        """A new entry of the list being set: its label and its body."""
        if self._inside.role in _CLOSED:
            return self._inside, self._inside
        return entry(self._inside, level)

    def known(self, key: Hashable) -> Element | None:
        """The element that was begun under `key`."""
        return self._known.get(key)

    def begun(self, role: str, key: Hashable) -> Element:
        """The element under `key`, a new one if there is none; inside a text or a figure, that itself."""
        if self._inside.role in _CLOSED:
            return self._inside
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self.element(role)
        return found

    def inside(self, element: Element) -> Inside:
        """What is drawn and begun inside belongs to `element`."""
        return Inside(self, element)

    def enter(self, element: Element) -> Element:
        """Let what follows belong to `element`; returns what it belonged to before."""
        outer, self._inside = self._inside, element
        return outer

    # --- drawing again

    def start(self, page: int) -> Start:
        """Where something begins that may be drawn again; nothing may be open."""
        return Start(page, self._counts.get(page, 0), self._inside, len(self._inside.kids))

    def made(self, start: Start, page: int, operators: str) -> Known | None:
        """What was drawn since `start`; None where it turned the page or went on with what was there."""
        made = start.inside.kids[start.held :]
        elements = tuple(one for one in made if isinstance(one, Element))
        count = self._counts.get(page, 0) - start.first
        if start.page != page or len(elements) != len(made) or marks(elements) != count:
            return None
        pieces = _NUMBER.split(operators)
        cut = (int(piece) - start.first if place % 2 else piece for place, piece in enumerate(pieces))
        return Known(tuple(cut), elements, start.first)

    def again(self, known: Known, page: int) -> str:
        """The operators of what is known, marked anew on `page`, its elements again in the structure."""
        first = self._counts.get(page, 0)
        self._inside.kids += [copied(one, page, first - known.first) for one in known.elements]
        self._counts[page] = first + marks(known.elements)
        shown = (one if isinstance(one, str) else str(first + one) for one in known.pieces)
        return "".join(shown)
