"""Writing one PDF out of segments: each object once, as it comes, the table of places at the end."""

from __future__ import annotations

import hashlib
from typing import BinaryIO, Final

from kyodo_desktop.papers.press.segment import Segment

_HEAD: Final = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
CATALOGUE: Final = 1
TREE: Final = 2
_RESERVED: Final = 2
_ROOM: Final = 256
_FREE: Final = b"0000000000 65535 f \n"


class Joiner:
    """A PDF being written to `out`. The same calls give the same bytes, its identifier included."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._places: dict[int, int] = {}
        self._last = _RESERVED
        self._at = 0
        self._digest = hashlib.sha256()
        self._quiet = False
        self._write(_HEAD)

    @property
    def size(self) -> int:
        """How many bytes have been written."""
        return self._at

    def number(self) -> int:
        """The number of an object that will be put later."""
        self._last += 1
        return self._last

    def put(self, body: bytes, number: int | None = None) -> int:
        """Write an object, under a number taken before or the next; returns it."""
        number = self.number() if number is None else number
        self._object(number, b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def stream(self, entries: bytes, content: bytes, number: int | None = None) -> int:
        """Write a stream with these entries in its dictionary."""
        head = b"<< %b /Length %d >>\nstream\n" % (entries, len(content))
        return self.put(b"".join((head, content, b"\nendstream")), number)

    def base(self, count: int) -> int:
        """The number after which a segment's own will stand, so many of them: room is left, so that one that
        grew a little doesn't renumber those after it.
        """
        base = self._last
        self._last += -(-count // _ROOM) * _ROOM
        return base

    def join(self, segment: Segment, said: bytes = b"") -> None:
        """Write a segment's objects. `said` tells all they depend on; without it they tell themselves."""
        if said:
            self._digest.update(said)
        self._quiet = bool(said)
        for number, begin, _end in segment.spans:
            self._places[number] = self._at + begin
        self._write(segment.data)
        self._quiet = False

    def join_moved(self, segment: Segment, base: int, said: bytes = b"") -> None:
        """Write a segment's objects under the numbers after `base`, one by one: large ones aren't copied."""
        if said:
            self._digest.update(said)
        self._quiet = bool(said)
        for number, head, stream in segment.pieces(base):
            self._places[number] = self._at
            self._write(head)
            self._write(stream)
        self._quiet = False

    def finish(self, info: int) -> None:
        """Write the table and the trailer; `info` is the object with the properties."""
        table = self._at
        for first, offsets in self._sections():
            rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
            if first == 1:
                rows, first, count = b"".join((_FREE, rows)), 0, len(offsets) + 1
            else:
                count = len(offsets)
            self._write(b"%b%d %d\n%b" % (b"xref\n" if first == 0 else b"", first, count, rows))
        identity = self._digest.hexdigest()[:32].encode("ascii")
        trailer = b"trailer << /Root %d 0 R /Info %d 0 R /Size %d /ID [<%b><%b>] >>\nstartxref\n%d\n%%%%EOF\n"
        self._write(trailer % (CATALOGUE, info, self._last + 1, identity, identity, table))

    def _sections(self) -> list[tuple[int, list[int]]]:
        """The offsets of objects numbered without a gap, by their first number."""
        found: list[tuple[int, list[int]]] = []
        before = -1
        for number in sorted(self._places):
            if number != before + 1:
                found.append((number, []))
            found[-1][1].append(self._places[number])
            before = number
        return found

    def _object(self, number: int, whole: bytes) -> None:
        self._places[number] = self._at
        self._write(whole)

    def _write(self, data: bytes | memoryview) -> None:
        self._out.write(data)
        if not self._quiet:
            self._digest.update(data)
        self._at += len(data)
