"""How minutes name members: by surname, in full where two share it, not at all where an office hides it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import SpeakerStyle

_SPACE: Final = re.compile(r"[ \u3000]+")
_TITLES: Final = r"(?P<title>副委員長|委員長|委員(?!会)|氏|様|さん)?"
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_KEPT: Final = ("委員長", "副委員長")


def surnames(names: Mapping[Id, str]) -> dict[Id, str]:
    """What each member is called before 委員: the surname, the whole name where another shares it."""
    first = {who: _SPACE.split(name)[0] for who, name in names.items()}
    count = Counter(first.values())
    return {
        who: surname if count[surname] == 1 else _SPACE.sub("", names[who]) for who, surname in first.items()
    }


class Hidden:
    """Members under another name than their own, the same one all through a document."""

    def __init__(self, names: Mapping[Id, str], style: SpeakerStyle) -> None:
        self._style = style
        self._known: dict[str, Id | None] = {}  # None: a surname that several share
        self._letters: dict[Id, str] = {}
        for who, name in names.items():
            surname = _SPACE.split(name)[0]
            self._known[surname] = None if surname in self._known else who
        self._known |= {_SPACE.sub("", name): who for who, name in names.items()}
        self._whole = {_SPACE.sub("", name) for name in names.values()}
        spelt = sorted((self._spelt(name) for name in self._known), key=len, reverse=True)
        self._pattern = re.compile(f"(?P<name>{'|'.join(spelt)}){_TITLES}") if spelt else None

    def member(self, who: Id) -> str:
        """A member as a speaker: 委員, or A委員."""
        return f"{self._letter(who)}委員"

    def text(self, text: str) -> str:
        """`text` with every member's name hidden; a surname alone, which may be any word, is let be."""
        return text if self._pattern is None else self._pattern.sub(self._hide, text)

    def _hide(self, match: re.Match[str]) -> str:
        name, title = _SPACE.sub("", match["name"]), match["title"]
        if title is None and name not in self._whole:
            return match[0]
        who = self._known[name]
        return title if title in _KEPT else "委員" if who is None else self.member(who)

    def _letter(self, who: Id) -> str:
        if self._style is not SpeakerStyle.LETTERED:
            return ""
        if who not in self._letters:
            self._letters[who] = _lettered(len(self._letters))
        return self._letters[who]

    @staticmethod
    def _spelt(name: str) -> str:
        """A name as a text may write it: with a space anywhere in it."""
        return r"[ \u3000]*".join(re.escape(character) for character in name)


def surnames_left(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The surnames that a text still holds, for somebody to look at: they may be other words."""
    return tuple(sorted({one for name in names if (one := _SPACE.split(name)[0]) and one in text}))


def _lettered(n: int) -> str:
    """A … Z AA AB …, from 0."""
    written = ""
    n += 1
    while n:
        n, digit = divmod(n - 1, len(_LETTERS))
        written = _LETTERS[digit] + written
    return written
