"""Titles quoted by reference, {{諮問4の件名}}; and titles quoted by hand compared with those on record."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import ClassVar, Final

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import Message, msg

NEAR: Final = 0.85
"""How alike (0 to 1, the share of characters in common) a quotation is to the title that it meant."""

_BRACES: Final = re.compile(r"\{\{([^{}\n]*)\}\}|\{\{|\}\}")
_ASKED: Final = re.compile(r"諮問([0-9]{1,4})(?:の(\w+))?")
_EXAMPLES: Final = "{{諮問4の件名}}、{{諮問4の諮問日}}、{{諮問4の答申日}}"
_KIND: Final = re.compile(r"[(（](?:諮問|答申)[)）]$")


class Quotable(enum.Enum):
    """What of a consultation can be quoted; the value is the word in the reference."""

    TITLE = "件名"
    ASKED_ON = "諮問日"
    REPORTED_ON = "答申日"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in a text: to which consultation, to what of it, and how it is written there."""

    number: int
    what: Quotable
    written: str


class Unresolved(KyodoError):
    """A reference that nothing on record answers; `written` is the reference as it stands in the text."""

    exit_code: ClassVar[int] = 27

    def __init__(self, written: str, why: Message) -> None:
        super().__init__(
            msg("「{written}」を引用できません", written=written),
            why,
            msg("{examples}のように、台帳にある諮問を書いてください。", examples=_EXAMPLES),
        )
        self.written = written


Known = Callable[[Reference], str]
"""What a reference says. Raises Unresolved."""


def holds_reference(text: str) -> bool:
    """Whether `text` has anything in double braces, readable or not."""
    return _BRACES.search(text) is not None


def resolved(text: str, known: Known) -> str:
    """`text` with every reference in the words of today's record. Raises Unresolved for the first without."""
    return _BRACES.sub(lambda found: known(_read(found)), text)


def faults(text: str, known: Known) -> tuple[Unresolved, ...]:
    """The references in `text` that can't be resolved, in order."""
    found: list[Unresolved] = []
    for match in _BRACES.finditer(text):
        try:
            known(_read(match))
        except Unresolved as fault:
            found.append(fault)
    return tuple(found)


def renumbered(text: str, old: int, new: int) -> str:
    """`text` with its references to consultation `old` pointing to `new`; all else stays as typed."""

    def again(match: re.Match[str]) -> str:
        try:
            one = _read(match)
        except Unresolved:
            return match[0]
        return f"{{{{諮問{new}の{one.what.value}}}}}" if one.number == old else match[0]

    return _BRACES.sub(again, text)


def quoted(text: str, number: int) -> frozenset[Quotable]:
    """What of consultation `number` the text quotes by reference."""
    found: set[Quotable] = set()
    for match in _BRACES.finditer(text):
        try:
            one = _read(match)
        except Unresolved:
            continue
        if one.number == number:
            found.add(one.what)
    return frozenset(found)


def _read(match: re.Match[str]) -> Reference:
    """The reference in a match; {{諮問4}} alone means its title. Full-width figures, spaces: allowed."""
    written = match[0]
    if match[1] is None:
        raise Unresolved(written, msg("「{{{{」と「}}}}」が、1行の中で対になっていません。"))
    asked = _ASKED.fullmatch(_folded(match[1]))
    if asked is None:
        raise Unresolved(written, msg("この引用の書き方は読めません。"))
    word = asked[2] or Quotable.TITLE.value
    what = next((one for one in Quotable if one.value == word), None)
    if what is None:
        raise Unresolved(written, msg("諮問の「{word}」は引用できません。", word=word))
    return Reference(int(asked[1]), what, written)


@dataclass(frozen=True, slots=True)
class Difference:
    """A title quoted in 「…」 that is nearly, not quite, the one on record."""

    quoted: str
    recorded: str


def differences(text: str, titles: Sequence[str]) -> tuple[Difference, ...]:
    """The quotations 「…」 in `text` that differ from the title among `titles` which they must have meant.

    Spaces, line ends and the width of letters don't count; nor does （諮問） or （答申） after the title.
    """
    if "」" not in text:
        return ()
    known = _by_folding(tuple(titles))
    found: list[Difference] = []
    for quoted in quotations(text):
        said = _KIND.sub("", _folded(quoted))
        near = None if said in known else _nearest(said, known)
        if near is not None:
            found.append(Difference(quoted, known[near]))
    return tuple(found)


@lru_cache(maxsize=4)
def _by_folding(titles: tuple[str, ...]) -> Mapping[str, str]:
    """Titles by how they are compared: a check asks for each of a thousand texts."""
    return {_folded(title): title for title in titles}


def quotations(text: str) -> Iterator[str]:
    """What stands in 「…」, one within another too, in the order in which they end."""
    opened: list[int] = []
    for at, character in enumerate(text):
        if character == "「":
            opened.append(at + 1)
        elif character == "」" and opened:
            yield text[opened.pop() : at]


def _nearest(said: str, known: Iterable[str]) -> str | None:
    matchers = ((one, SequenceMatcher(None, said, one, autojunk=False)) for one in known if one)
    likeness = {
        one: match.ratio()
        for one, match in matchers
        if match.real_quick_ratio() >= NEAR and match.quick_ratio() >= NEAR  # what can't be near at all
    }
    best = max(likeness, key=lambda one: likeness[one], default=None)
    return best if best is not None and likeness[best] >= NEAR else None


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
