"""Tables in plain text: which characters the bytes are, what parts the cells, and the cells themselves."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.i18n import Message, msg

ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp932": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "JIS",
}
"""How each encoding that is read is called to the clerk."""
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS: Final = (",", "\t", ";")
_SAMPLE_ROWS: Final = 50
_MOST_CELL: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text and the encoding it was in."""

    words: str
    encoding: str


class Garbled(Exception):
    """Bytes that are no table; `why` says it to the clerk."""

    def __init__(self, why: Message) -> None:
        super().__init__(why)
        self.why = why


def decode(data: bytes) -> Text:
    """The text of a file, not one character lost or guessed. Raises `Garbled`."""
    for start, encoding in _MARKS:
        if data.startswith(start):
            return _strictly(data[len(start) :], (encoding,))
    if b"\x1b$" in data or b"\x1b(" in data:
        return _strictly(data, ("iso2022_jp",))
    wide = _wide(data)
    return _strictly(data, (wide,) if wide else ("utf-8", "cp932", "euc_jp"))


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of its digits, commas and line ends is nothing."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or even + odd < max(2, len(sample) // 100):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _strictly(data: bytes, encodings: tuple[str, ...]) -> Text:
    found: list[Text] = []
    for encoding in encodings:
        try:
            text = Text(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
        if encoding.startswith("utf"):
            return text
        found.append(text)
    if not found:
        raise Garbled(msg("文字コードが分かりません（UTF-8、Shift_JIS、EUC-JP、UTF-16ではありません）。"))
    return max(found, key=lambda text: _likely(text.words))


def _likely(words: str) -> int:
    """How Japanese a text reads: bytes of one encoding read as another give half-width kana and rarities."""
    score = 0
    for character in words[:20_000]:
        if "\u3041" <= character <= "\u30fe" or "\u4e00" <= character <= "\u9fff":
            score += 1
        elif "\uff61" <= character <= "\uff9f" or "\ue000" <= character <= "\uf8ff":
            score -= 3
    return score


def cells(words: str) -> tuple[tuple[tuple[str, ...], ...], str]:
    """The rows of a text, and what parts their cells. Raises `Garbled` where a quotation never ends."""
    delimiter = _delimiter(words)
    before = csv.field_size_limit(_MOST_CELL)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
    try:
        return tuple(map(tuple, reader)), delimiter
    except csv.Error as error:
        why = msg('{line}行目の引用符（"）の対が合わないか、一つの欄が長すぎます。', line=reader.line_num)
        raise Garbled(why) from error
    finally:
        csv.field_size_limit(before)


def _delimiter(words: str) -> str:
    """What parts the most rows into the same number of cells, more than one."""
    return max(_DELIMITERS, key=lambda one: _evenness(words, one))


def _evenness(words: str, delimiter: str) -> tuple[int, int]:
    widths = Counter(_widths(csv.reader(io.StringIO(words, newline=""), delimiter=delimiter)))
    del widths[0], widths[1]
    if not widths:
        return 0, 0
    width, times = max(widths.items(), key=lambda one: (one[1], one[0]))
    return times, width


def _widths(rows: Iterable[list[str]]) -> list[int]:
    found: list[int] = []
    try:
        for row in rows:
            found.append(len(row))
            if len(found) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    return found
