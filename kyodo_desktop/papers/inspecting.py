"""Looking into a received file: whether all of it is there, what it would do, where its pages have ink.

It may be meant to harm: this runs in a child process, under limits of memory and time.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from typing import Final

import pikepdf

from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import actions
from kyodo_desktop.papers.filekind import kind_of
from kyodo_desktop.papers.inspection import Inspection, Refusal
from kyodo_desktop.papers.picture import page_of
from kyodo_desktop.papers.press.facts import Facts, Ink, PageFacts
from kyodo_desktop.papers.press.geometry import rotation, seen_size, visible
from kyodo_desktop.papers.press.looking import Document, Unseen, ink_of, opened
from kyodo_desktop.papers.press.progress import Progress

MOST_PAGES: Final = 20_000
MOST_PIXELS: Final = 200_000_000
MOST_BULK: Final = 2 * 1024**3
_LEAST_SIDE: Final = 1  # points
_MOST_SIDE: Final = 14_400  # points: the largest page of a PDF
_CHUNK: Final = 1 << 20
_REFERENCE: Final = re.compile(rb"\((?:[^\\()]|\\.)*\)|\b(\d+) (\d+) R\b", re.DOTALL)
_SHOWN: Final = (b"/Contents ", b"/Font ", b"/XObject ", b"/DescendantFonts ", b"/FontDescriptor ")
_TABLE: Final = re.compile(rb"\bxref\s+((?:\d{1,9} \d{1,9}\s+(?:\d{10} \d{5} [nf][ \r\n]{1,2})*)+)")
_SECTION: Final = re.compile(rb"(\d{1,9}) \d{1,9}\s+((?:\d{10} \d{5} [nf][ \r\n]{1,2})+)")
_ROW: Final = re.compile(rb"\d{10} \d{5} ([nf])")
_STALE: Final = "incorrect data check"
_MENDED: Final = re.compile(
    r"(file is damaged|can't find startxref|Attempting to reconstruct cross-reference table|"
    r"invalid xref entry( \(obj=\d+\))?|xref not found|expected n n obj|expected endstream|"
    r"attempting to recover stream length|"
    r"recovered stream length: \d+|stream dictionary lacks /Length key|name with stray # .*|"
    r"/Length key in stream dictionary is not an integer|reported number of objects .*)$"
)
"""What qpdf warns of and mends without losing anything: where things stand in the file, not what they are."""


class _Refused(Exception):
    """The file can't be bound."""

    def __init__(self, refusal: Refusal, page: int = 0) -> None:
        super().__init__(refusal)
        self.refusal: Refusal = refusal
        self.page = page


@dataclass(slots=True)
class _Found:
    """What is known so far."""

    pages: list[PageFacts] = field(default_factory=list[PageFacts])
    flawed: bool = False
    bulk: int = 0


def inspect(data: bytes, password: str = "", *, look: bool = True) -> Generator[Progress, None, Inspection]:
    """What `data` is and whether it can be bound; a step for each page. It never raises for what it is given.

    Without `look` where the pages have ink stays unknown.
    """
    kind = kind_of(data)
    plain = Inspection(sha256=hashlib.sha256(data).hexdigest(), kind=kind)
    if kind == "picture":
        return _picture(plain, data)
    if kind != "pdf":
        return replace(plain, refusal="empty" if kind == "empty" else "kind")
    try:
        return (yield from _document(plain, data, password, look))
    except _Refused as refused:
        return replace(plain, refusal=refused.refusal, page=refused.page)
    except pikepdf.PasswordError:
        return replace(plain, refusal="wrong" if password else "password", encrypted=True)
    except MemoryError:
        return replace(plain, refusal="memory")
    except Exception:  # pikepdf raises all sorts on what it never expected
        return replace(plain, refusal="damaged")


def _picture(plain: Inspection, data: bytes) -> Inspection:
    try:
        page_of(data)
    except Exception:  # besides NotAPicture, what Pillow never expected
        return replace(plain, refusal="picture")
    return plain


def _document(
    plain: Inspection, data: bytes, password: str, look: bool
) -> Generator[Progress, None, Inspection]:
    with pikepdf.open(io.BytesIO(data), password=password) as pdf:
        count = len(pdf.pages)
        if not count:
            raise _Refused("damaged")
        if count > MOST_PAGES:
            raise _Refused("pages")
        if pdf.is_encrypted and not password and not pdf.allow.modify_assembly:  # who knows it, may
            raise _Refused("restricted")
        found = _Found()
        for place, page in enumerate(pdf.pages):
            found.pages.append(_page(page, place + 1))
            yield Progress(place, 2 * count, msg("{done}ページ目", done=place + 1))
        _streams(pdf, found)
        _whole(pdf, found)
        numbers = {one.objgen[0] for one in pdf.objects}
        found.flawed = found.flawed or not _tabled(data) <= numbers
        facts = Facts(tuple(found.pages))
        if look:
            facts = yield from _looked(data, password, facts)
        return replace(
            plain,
            facts=facts,
            repaired=found.flawed,
            encrypted=pdf.is_encrypted,
            **actions.of(pdf),
        )


def _page(page: pikepdf.Page, number: int) -> PageFacts:
    """The size of a page, how it is turned and how it leaves the graphics state. Raises _Refused."""
    try:
        turn = rotation(page)
    except ValueError as error:
        raise _Refused("turn", number) from error
    for box in (page.mediabox, page.cropbox):
        left, bottom, right, top = (float(edge) for edge in box)
        if not all(_LEAST_SIDE <= side <= _MOST_SIDE for side in (abs(right - left), abs(top - bottom))):
            raise _Refused("size", number)
    width, height = seen_size(visible(page), turn)
    depth = lowest = 0
    if "/Contents" in page.obj:
        for instruction in pikepdf.parse_content_stream(page, "q Q"):
            depth += 1 if str(instruction.operator) == "q" else -1
            lowest = min(lowest, depth)
    return PageFacts(round(width, 2), round(height, 2), turn, None, lowest, depth)


def _streams(pdf: pikepdf.Pdf, found: _Found) -> None:
    """Unpack every stream once, so that a part that is gone is known. Raises _Refused."""
    for one in pdf.objects:
        if not isinstance(one, pikepdf.Stream):
            continue
        if one.get("/Subtype") == "/Image" and _pixels(one) > MOST_PIXELS:
            raise _Refused("pixels")
        if one.get("/Filter") == "/FlateDecode":
            _unpack(one.read_raw_bytes(), found)


def _pixels(picture: pikepdf.Stream) -> int:
    width, height = picture.get("/Width"), picture.get("/Height")
    return int(width) * int(height) if isinstance(width, int) and isinstance(height, int) else 0


def _unpack(raw: bytes, found: _Found) -> None:
    """Count what a stream unpacks to. One that ends early or has a wrong sum is flawed, but shown."""
    unpacking = zlib.decompressobj()
    waiting = raw
    try:
        while waiting and not unpacking.eof:
            found.bulk += len(unpacking.decompress(waiting, _CHUNK))
            waiting = unpacking.unconsumed_tail
            if found.bulk > MOST_BULK:
                raise _Refused("bulk")
    except zlib.error as error:
        if _STALE not in str(error):
            raise _Refused("damaged") from error
        found.flawed = True
    if raw and not unpacking.eof:
        found.flawed = True


def _whole(pdf: pikepdf.Pdf, found: _Found) -> None:
    """Whether all that the document refers to is there. Raises _Refused where mending may have lost a part.

    A file without a fault in its table may refer to nothing on purpose; where a page or a font does, it is
    flawed.
    """
    mended = pdf.get_warnings()
    if not all(_MENDED.search(str(warning).strip()) for warning in mended):
        raise _Refused("damaged")
    there: set[tuple[int, int]] = set()
    wanted: set[tuple[int, int]] = set()
    shown: set[tuple[int, int]] = set()
    for one in pdf.objects:
        there.add(one.objgen)
        said = _said(one)
        referred = {(int(match[1]), int(match[2])) for match in _REFERENCE.finditer(said) if match[1]}
        wanted |= referred
        if any(key in said for key in _SHOWN):
            shown |= referred
    if mended and (wanted - there or pdf.get_warnings()):
        raise _Refused("damaged")
    found.flawed = found.flawed or bool(mended or shown - there)


def _tabled(data: bytes) -> set[int]:
    """The objects that the file's own tables say are there, those left out that any says is free.

    qpdf passes over an entry that it takes for spoiled without a word, and over all that refers to it.
    """
    used: set[int] = set()
    free: set[int] = set()
    for table in _TABLE.finditer(data):
        for section in _SECTION.finditer(table[1]):
            for place, row in enumerate(_ROW.finditer(section[2])):
                (used if row[1] == b"n" else free).add(int(section[1]) + place)
    return used - free


def _said(one: pikepdf.Object) -> bytes:
    """An object as it is written, a stream's dictionary alone."""
    if isinstance(one, pikepdf.Stream):
        return pikepdf.Dictionary(dict(one.items())).unparse()
    return one.unparse(resolved=True)


def _looked(data: bytes, password: str, facts: Facts) -> Generator[Progress, None, Facts]:
    """The facts with where each page has ink. Raises _Refused for a page that can't be shown."""
    count = len(facts.pages)
    pages: list[PageFacts] = []
    try:
        with opened(data, password) as document:
            if len(document) < count:
                raise _Refused("unseen", len(document) + 1)
            for place, page in enumerate(facts.pages):
                pages.append(replace(page, ink=_ink(document, place)))
                yield Progress(count + place, 2 * count, msg("{done}ページ目", done=place + 1))
    except Unseen as error:
        raise _Refused("unseen", 1) from error
    return Facts(tuple(pages))


def _ink(document: Document, place: int) -> Ink:
    try:
        return ink_of(document, place)
    except Unseen as error:
        raise _Refused("unseen", place + 1) from error
