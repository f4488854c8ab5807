"""PDFs spoiled at random, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable

_KEYWORDS = (
    *(b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"startxref", b"/Kids", b"/Count"),
    *(b"/Length", b"/Filter", b"/Type", b"/Page", b"/Contents", b"/MediaBox", b"/Resources", b"/Parent"),
    *(b"/Root", b"/Rotate"),
)
_NUMBERS = (b"0", b"-1", b"1", b"65535", b"99999999999", b"4294967296", b"1e9", b"")


def mutated(data: bytes, seed: int) -> bytes:
    """`data` with one to four things done to it."""
    dice = random.Random(seed)
    for _ in range(dice.choice((1, 1, 1, 2, 3, 4))):
        data = dice.choice(_WAYS)(data, dice)
    return data


def _bits(data: bytes, dice: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(dice.randrange(1, 20)):
        spoiled[dice.randrange(len(spoiled))] ^= 1 << dice.randrange(8)
    return bytes(spoiled)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) // 10, len(data))]


def _drop(data: bytes, dice: random.Random) -> bytes:
    begin = dice.randrange(len(data))
    return data[:begin] + data[begin + dice.randrange(1, 200) :]


def _double(data: bytes, dice: random.Random) -> bytes:
    begin = dice.randrange(len(data))
    return data[:begin] + data[begin : begin + dice.randrange(1, 2000)] + data[begin:]


def _keyword(data: bytes, dice: random.Random) -> bytes:
    word = dice.choice(_KEYWORDS)
    at = data.find(word, dice.randrange(len(data)))
    return (
        data
        if at < 0
        else data[:at] + dice.choice((b"", word[::-1], b"/X", b"null")) + data[at + len(word) :]
    )


def _number(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    while at < len(data) and not data[at : at + 1].isdigit():
        at += 1
    end = at
    while end < len(data) and data[end : end + 1].isdigit():
        end += 1
    return data[:at] + dice.choice(_NUMBERS) + data[end:]


def _noise(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + dice.randbytes(dice.randrange(1, 100)) + data[at:]


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _bits, _bits, _cut, _drop, _double, _keyword, _keyword, _number, _number, _noise,
)  # fmt: skip
