"""Reading the structure of a document. A broken one is no structure: what can't be trusted isn't mended."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pikepdf

from kyodo_desktop.papers.press.tagnames import is_own, meant, spaces_of, table_of
from kyodo_desktop.papers.press.tags import Below, Content, Element, Kid, Ref, Structure, Thing
from kyodo_desktop.papers.press.tagsyntax import Broken, Reader, as_hex, is_text, items, pairs, strings

MOST_ELEMENTS: Final = 250_000
MOST_DEEP: Final = 100
"""How many elements may stand one in another: readers go down them one by one."""
_MOST_MARKS: Final = 65_536  # on one page
_MOST_ROOM: Final = 2_000_000  # in the tables of what each mark belongs to
_TEXTS: Final = (b"/T", b"/Lang", b"/Alt", b"/E", b"/ActualText", b"/Phoneme")
_PLAIN: Final = re.compile(
    rb"<< /K (?:(\d{1,5})|\[ (\d{1,5}) \]) /P \d+ \d+ R /Pg (\d+ \d+ R) /S (/[^ ]+) (?:/Type /StructElem )?>>"
)
_GONE: Final = Element(b"", -1)


def read_structure(pdf: pikepdf.Pdf) -> Structure | None:
    """The structure of a document; None where it has none, or one that speaks of nothing in it. Raises Broken
    for one that isn't to be trusted.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return None
    if not isinstance(root, pikepdf.Dictionary):
        raise Broken
    try:
        found = _Reading(pdf).structure(pairs(root.unparse(resolved=True)))
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, OverflowError) as error:
        raise Broken from error
    return found if found.top else None


class _Reading:
    """One document's structure while it is being read, element after element, each before those in it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._reader = Reader(pdf)
        self._pages = {b"%d %d R" % page.obj.objgen: place for place, page in enumerate(pdf.pages)}
        self._elements: list[Element] = []
        self._deep: list[int] = []
        self._waiting: list[bytes] = []
        self._seen: dict[bytes, int] = {}
        self._others: dict[int, tuple[bytes, ...]] = {}
        self._drawings: dict[bytes, int] = {}
        self._things: dict[bytes, int] = {}
        self._shown: dict[int, set[Ref]] = {}
        self._lost: set[int] = set()
        self._roles: set[bytes] = set()
        self._spaces: Mapping[bytes, int] = {}
        self._room: dict[tuple[int, int | None], int] = {}

    def structure(self, root: Mapping[bytes, bytes]) -> Structure:
        """All that hangs below the tree's root."""
        spaces, self._spaces = spaces_of(self._reader, root.get(b"/Namespaces", b"null"))
        outermost: list[Kid] = []
        self._hold(outermost, -1, root.get(b"/K", b"null"), 0)
        place = 0
        while place < len(self._elements):
            if self._waiting[place]:
                self._fill(place)
            place += 1
        if sum(self._room.values()) + len(self._room) > _MOST_ROOM:
            raise Broken
        self._refer()
        self._prune(outermost)
        roles = table_of(self._reader, root.get(b"/RoleMap", b"null"), b"/")
        return Structure(
            elements=tuple(self._elements),
            top=tuple(one.element for one in outermost if isinstance(one, Below)),
            drawings=_refs(self._drawings),
            things=_refs(self._things),
            roles=tuple((role, meant(role, roles)) for role in sorted(self._roles) if is_own(role, roles)),
            classes=tuple(sorted(table_of(self._reader, root.get(b"/ClassMap", b"null"), b"<[").items())),
            spaces=spaces,
            language=self._language(),
            whole=_is_whole(self._pdf),
        )

    def _fill(self, place: int) -> None:
        """Read an element that is waiting."""
        raw, element, deep = self._waiting[place], self._elements[place], self._deep[place]
        self._waiting[place] = b""
        said = pairs(raw)
        role = said.get(b"/S", b"")
        if role[:1] != b"/":
            raise Broken
        element.role = role
        element.page = self._page(said, self._elements[element.above].page if element.above >= 0 else -1)
        element.said = self._said(said)
        if is_text(said.get(b"/ID", b"")):
            element.name = as_hex(said[b"/ID"])
        named = self._reader.whole(said.get(b"/C", b""))
        if named[:1] in (b"/", b"["):
            element.classes = named
        element.space = self._spaces.get(said.get(b"/NS", b""), -1)
        if element.space < 0:
            self._roles.add(role)
        if b"/Ref" in said:
            self._others[place] = tuple(items(said[b"/Ref"]))
        if b"/K" in said:
            dropped = self._hold(element.kids, place, said[b"/K"], deep)
            if dropped and not element.kids:
                self._lost.add(place)

    def _hold(self, kids: list[Kid], place: int, value: bytes, deep: int) -> bool:
        """Put what `value` lists into `kids`, the elements among it to be read later; whether some of it
        isn't in this document any more.
        """
        page = self._elements[place].page if place >= 0 else -1
        dropped = False
        if value[-1:] == b"R":
            inside = self._reader.object(value)
            value = inside if inside[:1] == b"[" else value
        for item in items(value):
            raw = self._reader.object(item) if item[-1:] == b"R" else item
            plain = _PLAIN.fullmatch(raw)
            if plain is not None:
                kids.append(Below(self._wait(item, raw, place, deep + 1, plain)))
                continue
            if raw == b"null":
                continue
            if raw[:2] == b"<<" and not _is_content(raw):
                kids.append(Below(self._wait(item, raw, place, deep + 1)))
                continue
            if place < 0:
                raise Broken
            found = self._content(raw, page)
            dropped = dropped or found is None
            if found is not None:
                kids.append(found)
        return dropped

    def _wait(
        self, item: bytes, raw: bytes, above: int, deep: int, plain: re.Match[bytes] | None = None
    ) -> int:
        """An element to be read later, unless it is a plain one; returns its number. Raises Broken for one
        that stands there twice.
        """
        number = len(self._elements)
        if item is not raw:
            if item in self._seen:
                raise Broken
            self._seen[item] = number
        if number >= MOST_ELEMENTS or deep > MOST_DEEP:
            raise Broken
        page = -1 if plain is None else self._pages.get(plain[3], -1)
        if plain is None:
            self._elements.append(Element(b"", above))
        elif page < 0:
            self._lost.add(number)
            self._elements.append(_GONE)
        else:
            self._elements.append(self._plain(plain, above, page))
        self._deep.append(deep)
        self._waiting.append(raw if plain is None else b"")
        return number

    def _plain(self, said: re.Match[bytes], above: int, page: int) -> Element:
        """An element that holds one mark and says no more, as most do."""
        mark, role = int(said[1] or said[2]), said[4]
        if mark >= _MOST_MARKS:
            raise Broken
        where = (page, None)
        if self._room.get(where, -1) < mark:
            self._room[where] = mark
        self._roles.add(role)
        return Element(role, above, page, [mark], rich=False)

    def _content(self, raw: bytes, page: int) -> Kid | None:
        """Marked content, or a whole object; None where it isn't in this document any more."""
        if raw[:2] != b"<<":
            mark = self._mark(raw, page, None)
            return mark if page >= 0 else None
        said = pairs(raw)
        there = self._page(said, page)
        if there < 0:
            return None
        if b"/MCID" not in said:
            thing = said.get(b"/Obj", b"")
            if thing[-1:] != b"R":
                raise Broken
            return Thing(there, self._things.setdefault(thing, len(self._things)))
        drawing = self._drawing(said[b"/Stm"], there) if b"/Stm" in said else None
        if b"/Stm" in said and drawing is None:
            return None
        mark = self._mark(said[b"/MCID"], there, drawing)
        return mark if there == page and drawing is None else Content(there, mark, drawing)

    def _drawing(self, reference: bytes, page: int) -> int | None:
        """The number of a drawing that a page shows; None for what none does, which isn't to be kept."""
        if reference[-1:] != b"R":
            raise Broken
        if page not in self._shown:
            self._shown[page] = {one.objgen for one in drawings_of(self._pdf.pages[page].obj)}
        if _ref(reference) not in self._shown[page]:
            return None
        return self._drawings.setdefault(reference, len(self._drawings))

    def _mark(self, value: bytes, page: int, drawing: int | None) -> int:
        mark = int(value) if len(value) < 6 and value.isdigit() else _MOST_MARKS
        if mark >= _MOST_MARKS:
            raise Broken
        where = (-1 if drawing is not None else page, drawing)
        if self._room.get(where, -1) < mark:
            self._room[where] = mark
        return mark

    def _page(self, said: Mapping[bytes, bytes], otherwise: int) -> int:
        return self._pages.get(said[b"/Pg"], -1) if b"/Pg" in said else otherwise

    def _said(self, said: Mapping[bytes, bytes]) -> bytes:
        """What an element says of itself, beside its place and its content."""
        parts: list[bytes] = []
        for key in _TEXTS:
            if key in said:
                text = self._reader.whole(said[key])
                if is_text(text):
                    parts.append(b"%b %b" % (key, text))
        if b"/A" in said:
            attributes = self._reader.whole(said[b"/A"])
            if b"/Headers" in attributes:
                attributes = strings(attributes, as_hex)
            if attributes[:1] in (b"<", b"["):
                parts.append(b"/A %b" % attributes)
        return b" ".join(parts)

    def _refer(self) -> None:
        """Let elements that refer to others know their numbers."""
        for place, references in self._others.items():
            found = (self._seen.get(one) for one in references)
            self._elements[place].others = tuple(one for one in found if one is not None)

    def _prune(self, outermost: list[Kid]) -> None:
        """Leave out elements whose content was on pages that are gone: so is what they say of it."""
        lost = self._lost
        if not lost:
            return
        for place in range(len(self._elements) - 1, -1, -1):
            kids = self._elements[place].kids
            if any(isinstance(one, Below) and one.element in lost for one in kids):
                kids[:] = [one for one in kids if not (isinstance(one, Below) and one.element in lost)]
                if not kids:
                    lost.add(place)
        outermost[:] = [one for one in outermost if not (isinstance(one, Below) and one.element in lost)]
        for place in lost:
            self._elements[place] = _GONE
        for element in self._elements:
            if element.others:
                element.others = tuple(one for one in element.others if one not in lost)

    def _language(self) -> bytes:
        said = self._pdf.Root.get("/Lang")
        return said.unparse() if isinstance(said, pikepdf.String) and str(said) else b""


def _is_content(raw: bytes) -> bool:
    """Whether a dictionary is marked content or a whole object, not an element that holds some."""
    return (b"/MCID " in raw or b"/OBJR " in raw) and b"/S" not in pairs(raw)


def drawings_of(page: pikepdf.Object) -> list[pikepdf.Stream]:
    """The drawings and pictures that a page shows, and those within them."""
    found: list[pikepdf.Stream] = []
    waiting: list[object] = [page.get("/Resources")]
    seen: set[Ref] = set()
    while waiting:
        resources = waiting.pop()
        drawn = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if not isinstance(drawn, pikepdf.Dictionary):
            continue
        for one in drawn.values():
            if isinstance(one, pikepdf.Stream) and one.objgen not in seen:
                seen.add(one.objgen)
                found.append(one)
                waiting.append(one.get("/Resources"))
    return found


def _is_whole(pdf: pikepdf.Pdf) -> bool:
    said = pdf.Root.get("/MarkInfo")
    if not isinstance(said, pikepdf.Dictionary):
        return False
    return said.get("/Marked") is True and said.get("/Suspects") is not True


def _ref(reference: bytes) -> Ref:
    number, generation, _ = reference.split(b" ")
    return int(number), int(generation)


def _refs(found: Mapping[bytes, int]) -> tuple[Ref, ...]:
    return tuple(map(_ref, found))
