"""Putting a part's structure among its objects: the elements, and what each mark on a page belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pikepdf

from kyodo_desktop.papers.press.segment import LATER, Segment, Span
from kyodo_desktop.papers.press.tagread import drawings_of
from kyodo_desktop.papers.press.tags import Below, Content, Element, Kid, Ref, Structure, Tags, Thing

HOLDERS: Final = "/KyodoHolders"
"""What has marked content: each page, or the drawing that it has become, then other drawings."""
THINGS: Final = "/KyodoThings"
TOP: Final = f"{LATER}Top"
KIDS: Final = "/KyodoKids"
OWNERS: Final = "/KyodoOwners"
"""For each holder what its marks belong to, and for each thing what it belongs to, by their keys from 1."""
NAMED: Final = "/KyodoNamed"
SPACES: Final = "/KyodoSpaces"
_KEYS: Final = ("/StructParents", "/StructParent")


@dataclass(frozen=True, slots=True)
class Marked:
    """What of a document's objects its structure speaks of, each with a key of its own: `holders`, then
    those of the `things` that are still there.
    """

    holders: tuple[pikepdf.Object, ...]
    things: tuple[pikepdf.Object | None, ...]

    @property
    def lists(self) -> Mapping[str, Sequence[pikepdf.Object]]:
        """What is to be listed in the catalogue, so that its numbers are known."""
        return {HOLDERS: self.holders, THINGS: [one for one in self.things if one is not None]}


def forget_keys(pdf: pikepdf.Pdf) -> None:
    """Take off all drawings the keys of the structure that they had: another's may bear the same."""
    seen: set[Ref] = set()
    for page in pdf.pages:
        resources = page.obj.get("/Resources")
        if not isinstance(resources, pikepdf.Dictionary) or "/XObject" not in resources:
            continue
        drawn = resources["/XObject"]
        if drawn.is_indirect:
            if drawn.objgen in seen:
                continue
            seen.add(drawn.objgen)
        for one in drawings_of(page.obj):
            for key in _KEYS:
                if key in one:
                    del one[key]


def give_keys(
    pdf: pikepdf.Pdf,
    structure: Structure,
    pages: Sequence[pikepdf.Object],
    links: Mapping[Ref, pikepdf.Object],
) -> Marked:
    """Give what the structure speaks of its keys. `pages` are the pages, or the drawings that they became;
    `links` those that stay, by what they were.
    """
    drawings = [pdf.get_object(one) for one in structure.drawings]
    holders = (*pages, *drawings)
    for key, one in enumerate(holders, 1):
        one["/StructParents"] = key
    there = {**_fields(pdf), **links}
    things = tuple(there.get(one) for one in structure.things)
    kept = [one for one in things if one is not None]
    for key, one in enumerate(kept, len(holders) + 1):
        one["/StructParent"] = key
    for page in pdf.pages:
        page.obj["/Tabs"] = pikepdf.Name.S
    return Marked(holders, things)


@dataclass(frozen=True, slots=True)
class Pending:
    """A structure that isn't among its part's objects yet; `there` says which of its things are still there.

    `sheets` says on which of the part's pages each page of the structure is shown, where it isn't one any
    more.
    """

    structure: Structure
    there: tuple[bool, ...]
    sheets: tuple[int, ...] | None = None

    def count(self, segment: Segment) -> int:
        """How many objects the segment has with the structure among them."""
        own = len(self.structure.elements) + len(self.structure.spaces) + 1
        return segment.count + own + len(segment.lists.get(HOLDERS, ()))


def with_structure(segment: Segment, pending: Pending, pages: Sequence[int]) -> tuple[Segment, Tags]:
    """The segment, under the numbers that it will have, with the structure among its objects, and what the
    bundle must know of that. `pages` are the numbers of its pages.
    """
    return _Writing(segment, pending, pages).done()


class _Writing:
    """A structure being put into a segment whose own objects keep their numbers."""

    def __init__(
        self,
        segment: Segment,
        pending: Pending,
        pages: Sequence[int],
    ) -> None:
        structure, sheets = pending.structure, pending.sheets
        self._segment = segment
        self._structure = structure
        self._holders = segment.lists.get(HOLDERS, ())
        self._pages = len(self._holders) - len(structure.drawings)
        self._shown = [pages[one] for one in sheets] if sheets is not None else list(pages)
        self._drawn = sheets is not None
        kept = iter(segment.lists.get(THINGS, ()))
        self._things = [next(kept) if one else None for one in pending.there]
        self._thing_owners: dict[int, int] = {}
        self._owners: list[dict[int, int]] = [{} for _ in self._holders]
        self._top = segment.base + segment.count + 1
        self._first = self._top + 1
        self._last = self._top
        self._objects: list[bytes] = []
        self._spans: list[Span] = []
        self._at = len(segment.data)

    def done(self) -> tuple[Segment, Tags]:
        """The segment, and what the bundle must know."""
        structure = self._structure
        self._last += len(structure.elements)
        spaces = tuple(self._last + 1 + place for place in range(len(structure.spaces)))
        for place, element in enumerate(structure.elements):
            number = self._first + place
            if not self._plain(element, number) and element.role:
                self._put(number, self._element(element, number, spaces))
        for number, space in zip(spaces, structure.spaces, strict=True):
            self._put(number, b"<< %b >>" % space)
        self._last += len(spaces)
        owners = [self._owned(one) for one in self._owners]
        things = [self._thing_owners.get(one, self._top) for one in self._things if one is not None]
        named = [place for place, one in enumerate(structure.elements) if one.name]
        lists = {
            TOP: (self._top,),
            KIDS: tuple(self._first + one for one in structure.top),
            OWNERS: (*owners, *things),
            NAMED: tuple(self._first + one for one in named),
            SPACES: spaces,
        }
        before = {key: one for key, one in self._segment.lists.items() if key not in (HOLDERS, THINGS)}
        segment = replace(
            self._segment,
            data=b"".join((self._segment.data, *self._objects)),
            spans=(*self._segment.spans, *self._spans),
            count=self._last - self._segment.base,
            lists={**before, **lists},
        )
        return segment, Tags(
            first=self._first - self._segment.base,
            holders=len(self._holders),
            roles=structure.roles,
            classes=structure.classes,
            names=tuple(structure.elements[one].name for one in named),
            language=structure.language,
            whole=structure.whole,
        )

    def _plain(self, element: Element, number: int) -> bool:
        """Put an element that holds one mark on its page and says no more, as most do; whether it is one."""
        kids = element.kids
        if self._drawn or element.rich or len(kids) != 1 or not isinstance(kids[0], int):
            return False
        self._owners[element.page].setdefault(kids[0], number)
        above = self._top if element.above < 0 else self._first + element.above
        said = (number, element.role, above, self._shown[element.page], kids[0])
        whole = b"%d 0 obj\n<< /Type /StructElem /S %b /P %d 0 R /Pg %d 0 R /K %d >>\nendobj\n" % said
        self._objects.append(whole)
        end = self._at + len(whole)
        self._spans.append((number, self._at, end))
        self._at = end
        return True

    def _element(self, element: Element, number: int, spaces: Sequence[int]) -> bytes:
        """An element's dictionary: first what a bundle may have to change, in this order."""
        above = self._top if element.above < 0 else self._first + element.above
        parts = [b"<< /Type /StructElem"]
        if element.space >= 0:
            parts.append(b"/NS %d 0 R" % spaces[element.space])
        parts.append(b"/S %b /P %d 0 R" % (element.role, above))
        if element.name:
            parts.append(b"/ID %b" % element.name)
        if element.classes:
            parts.append(b"/C %b" % element.classes)
        if element.page >= 0:
            parts.append(b"/Pg %d 0 R" % self._shown[element.page])
        if element.others:
            parts.append(b"/Ref [ %b ]" % _references(self._first + one for one in element.others))
        kids = [said for one in element.kids if (said := self._kid(one, element.page, number))]
        if len(kids) == 1:
            parts.append(b"/K %b" % kids[0])
        elif kids:
            parts.append(b"/K [ %b ]" % b" ".join(kids))
        parts += [element.said, b">>"] if element.said else [b">>"]
        return b" ".join(parts)

    def _kid(self, kid: Kid, page: int, number: int) -> bytes:
        """What an element holds, as it stands in its dictionary; b"" for what is gone."""
        if isinstance(kid, Below):
            return b"%d 0 R" % (self._first + kid.element)
        if isinstance(kid, int):
            if not self._drawn:
                self._owners[page].setdefault(kid, number)
                return b"%d" % kid
            return self._within(page, page, kid, number)
        if isinstance(kid, Content):
            if kid.drawing is None and not self._drawn:
                self._owners[kid.page].setdefault(kid.mark, number)
                return b"<< /Type /MCR /Pg %d 0 R /MCID %d >>" % (self._shown[kid.page], kid.mark)
            holder = kid.page if kid.drawing is None else self._pages + kid.drawing
            return self._within(holder, kid.page, kid.mark, number)
        return self._thing(kid, number)

    def _within(self, holder: int, page: int, mark: int, number: int) -> bytes:
        """Marked content that isn't in the page's own drawing."""
        self._owners[holder].setdefault(mark, number)
        where = (self._shown[page], self._holders[holder], mark)
        return b"<< /Type /MCR /Pg %d 0 R /Stm %d 0 R /MCID %d >>" % where

    def _thing(self, kid: Thing, number: int) -> bytes:
        thing = self._things[kid.thing]
        if thing is None:
            return b""
        self._thing_owners.setdefault(thing, number)
        return b"<< /Type /OBJR /Obj %d 0 R /Pg %d 0 R >>" % (thing, self._shown[kid.page])

    def _owned(self, marks: Mapping[int, int]) -> int:
        """What the marks of one holder belong to, as an object; returns its number."""
        self._last += 1
        found = (marks.get(mark) for mark in range(max(marks, default=-1) + 1))
        said = b" ".join(b"null" if one is None else b"%d 0 R" % one for one in found)
        self._put(self._last, b"[ %b ]" % said)
        return self._last

    def _put(self, number: int, body: bytes) -> None:
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self._objects.append(whole)
        self._spans.append((number, self._at, self._at + len(whole)))
        self._at += len(whole)


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % one for one in numbers)


def _fields(pdf: pikepdf.Pdf) -> dict[Ref, pikepdf.Object]:
    """The places to fill in that stay on the pages."""
    found: dict[Ref, pikepdf.Object] = {}
    for page in pdf.pages:
        notes = page.obj.get("/Annots")
        for one in notes if isinstance(notes, pikepdf.Array) else ():
            if isinstance(one, pikepdf.Dictionary) and one.is_indirect:
                found[one.objgen] = one
    return found
