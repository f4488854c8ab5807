"""Reading the dictionaries of a received structure tree: as the text that qpdf makes of one object at a time.

Nothing is followed that isn't asked for, so a tree may be as large and as broken as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, cast

import pikepdf

_DEPTH: Final = 6  # brackets within brackets, as attributes have them
_MOST_FOLLOWED: Final = 8  # references within references, of one value
_LONGEST: Final = 65_536  # bytes of one value, its references put in their places
_ATOM: Final = rb"(?>\d+ \d+ R|/[^ ]*+|\((?:[^\\()]|\\.)*+\)|<[0-9a-fA-F]*+>|[-+.\w]++)"


def _nested() -> bytes:
    inside = _ATOM
    for _ in range(_DEPTH):
        inside = rb"(?>%b|(?:\[|<<) (?:%b )*+(?:\]|>>))" % (_ATOM, inside)
    return inside


_VALUE: Final = re.compile(rb"(%b) " % _nested(), re.DOTALL)
_PAIR: Final = re.compile(rb"(/[^ ]*+) (%b) " % _nested(), re.DOTALL)
_TOKEN: Final = re.compile(rb"(\((?:[^\\()]|\\.)*+\)|<[0-9a-fA-F]*+>)|\b(\d+) (\d+) R\b", re.DOTALL)
_PLAIN: Final = re.compile(rb"\[ (?:\d+ (?:\d+ R )?+)*+\]")
_ITEM: Final = re.compile(rb"\d+(?: \d+ R)?")
_STRING: Final = re.compile(rb"\((?:[^\\()]|\\.)*+\)|<[0-9a-fA-F]++>", re.DOTALL)
_OPEN: Final = b"<< "
_NOTHING: Final = b"null"


class Broken(Exception):
    """The structure isn't one: what it holds is left out."""


class Reader:
    """The objects of one document, as text."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf

    def object(self, reference: bytes) -> bytes:
        """What a reference (12 0 R) leads to; `null` for nothing, and for what isn't a plain value."""
        number, generation, _ = reference.split(b" ")
        found = cast("object", self._pdf.get_object(int(number), int(generation)))
        if type(found) is int:
            return b"%d" % found
        if not isinstance(found, pikepdf.Object):
            return _NOTHING
        text = found.unparse(resolved=True)
        return _NOTHING if text[-2:] == b" R" else text

    def whole(self, value: bytes) -> bytes:
        """A value with what it refers to put in its place, as far as that goes; b"" for one too long."""
        for _ in range(_MOST_FOLLOWED):
            if len(value) > _LONGEST:
                return b""
            if b" R" not in value:
                return value
            value = _TOKEN.sub(self._put, value)
        return _TOKEN.sub(_nothing, value) if len(value) <= _LONGEST else b""

    def _put(self, found: re.Match[bytes]) -> bytes:
        if found[1] is not None:
            return found[1]
        inside = self.object(found[0])
        return _NOTHING if b"/StructElem" in inside or b"/Type /Page" in inside else inside


def _nothing(found: re.Match[bytes]) -> bytes:
    return _NOTHING if found[1] is None else found[1]


def pairs(dictionary: bytes) -> dict[bytes, bytes]:
    """The keys and values of a dictionary's text. Raises Broken for anything else."""
    if dictionary[:3] != _OPEN:
        raise Broken
    found: dict[bytes, bytes] = {}
    at, end = 3, len(dictionary) - 2
    while at < end:
        pair = _PAIR.match(dictionary, at)
        if pair is None:
            raise Broken
        found[pair[1]] = pair[2]
        at = pair.end()
    return found


def items(value: bytes) -> Iterator[bytes]:
    """What stands in an array's text; what isn't an array is the only item. Raises Broken."""
    if value[:1] != b"[":
        yield value
        return
    if _PLAIN.fullmatch(value):
        yield from _ITEM.findall(value)
        return
    at, end = 2, len(value) - 1
    while at < end:
        item = _VALUE.match(value, at)
        if item is None:
            raise Broken
        yield item[1]
        at = item.end()


def is_text(value: bytes) -> bool:
    """Whether a value is a string."""
    return value[:1] == b"(" or (value[:1] == b"<" and value[:2] != b"<<")


def as_hex(value: bytes) -> bytes:
    """A string as its bytes in hexadecimal, however it was written."""
    return b"<%b>" % bytes(pikepdf.Object.parse(value)).hex().encode("ascii")


def strings(value: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A value with each of its strings changed."""
    return _STRING.sub(lambda found: change(found[0]), value)
