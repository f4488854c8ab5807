"""A finished PDF's objects cut apart, ready to stand under other numbers in another file.

qpdf writes what is cut: each object begins where its table says, a reference is `12 0 R`, and a string never
holds a bare parenthesis or line end. So the text before a stream can be renumbered without being parsed.
The keys under which a structure knows pages and drawings are moved like numbers, and so are never twice.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import pikepdf

_TOKEN: Final = re.compile(
    rb"(\((?:[^\\()]|\\.)*\)|<[0-9a-f]+>)|\b(\d+) 0 R\b|(/StructParents? )(\d+)", re.DOTALL
)
_REFERENCE: Final = re.compile(rb"(\d+) 0 R")
_LIST: Final = re.compile(rb"(/Kyodo\w+) \[([^\]]*)\]")
_ROW: Final = 20
_STREAM: Final = b"\nstream\n"
_KEY: Final = b"/StructParent"
LATER: Final = "/KyodoLater"
"""How the keys begin under which a catalogue lists objects that whoever joins the segment writes."""

Span: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """The objects of one PDF, to be written one after another.

    `spans` says which object stands from where to where in `data`; all numbers were raised by `base`, and
    `count` is how many there are. `lists` holds the numbers listed under each key of the catalogue that
    begins with /Kyodo. The catalogue, the page tree `tree` and what is listed for later aren't among
    the objects.
    """

    data: bytes
    spans: tuple[Span, ...]
    base: int
    count: int
    tree: int
    lists: Mapping[str, tuple[int, ...]]

    def moved(self, base: int) -> Segment:
        """The same under other numbers, those after `base`."""
        if base == self.base:
            return self
        pieces: list[bytes | memoryview] = []
        spans: list[Span] = []
        at, by = 0, base - self.base
        for number, head, stream in self.pieces(base):
            end = at + len(head) + len(stream)
            spans.append((number, at, end))
            pieces += (head, stream)
            at = end
        lists = {key: tuple(one + by for one in numbers) for key, numbers in self.lists.items()}
        return Segment(b"".join(pieces), tuple(spans), base, self.count, self.tree + by, lists)

    def pieces(self, base: int) -> Iterator[tuple[int, bytes, memoryview]]:
        """Each object under its new number: that number, its own text, and its stream as it is."""
        by = base - self.base

        def token(found: re.Match[bytes]) -> bytes:
            if found[1] is not None:
                return found[1]
            if found[2] is not None:
                return b"%d 0 R" % (int(found[2]) + by)
            return b"%b%d" % (found[3], int(found[4]) + by)

        whole, data = memoryview(self.data), self.data
        for number, begin, end in self.spans:
            stream = data.find(_STREAM, begin, end)
            stop = end if stream < 0 else stream
            body = data[data.index(b"\n", begin) : stop]
            if b" 0 R" in body or _KEY in body:
                body = _TOKEN.sub(token, body)
            yield number + by, b"%d 0 obj%b" % (number + by, body), whole[stop:end]


def save(pdf: pikepdf.Pdf) -> bytes:
    """`pdf` as `cut` needs it: unencrypted, its objects in the open."""
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        encryption=False,
        static_id=True,
        fix_metadata_version=False,
    )
    return out.getvalue()


def cut(data: bytes) -> Segment:
    """The segment of a PDF that `save` wrote. Raises ValueError for another's."""
    table = int(data[data.rindex(b"startxref") + 10 :].split(b"\n", 1)[0])
    start = data.index(b"\n", table + 5) + 1
    size = int(data[table + 5 : start].split()[1])
    rows = data[start : start + _ROW * size]
    begins = [int(rows[at : at + 10]) for at in range(_ROW, _ROW * size, _ROW)]
    if begins != sorted(begins):
        raise ValueError("the objects don't follow one another")
    begins.append(table)
    root = _first(data[start + _ROW * size :], b"/Root")
    catalogue = data[begins[root - 1] : begins[root]]
    lists = {
        key.decode("ascii"): tuple(map(int, _REFERENCE.findall(inside)))
        for key, inside in _LIST.findall(catalogue)
    }
    tree = _first(catalogue, b"/Pages")
    left = {root, tree}.union(*(numbers for key, numbers in lists.items() if key.startswith(LATER)))
    spans = tuple(
        (number, begins[number - 1], begins[number]) for number in range(1, size) if number not in left
    )
    return Segment(data, spans, 0, size - 1, tree, lists)


def _first(text: bytes, key: bytes) -> int:
    found = re.search(key + rb" (\d+) 0 R", text)
    if found is None:
        raise ValueError(f"there is no {key.decode('ascii')}")
    return int(found[1])
