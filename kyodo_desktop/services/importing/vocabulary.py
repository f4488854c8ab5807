"""The words of received tables: headings, answers, honorifics. An office adds its own in a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kyodo_desktop.domain.names import search_key
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import tomlfile
from kyodo_desktop.services.importing.lines import Purpose
from kyodo_desktop.services.refusal import refused

_PUNCTUATION = re.compile(r"[\W_]+")
BRACKETED: Final = re.compile(r"[(（\[［【〔].*?[)）\]］】〕]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words and what they mean, by purpose; `honorifics` and `marks` stand as they are written."""

    headings: Mapping[Purpose, Mapping[str, str]]
    answers: Mapping[str, str]
    sexes: Mapping[str, str]
    selections: Mapping[str, str]
    honorifics: tuple[str, ...]
    marks: tuple[str, ...]
    totals: frozenset[str]
    vacancies: frozenset[str] = frozenset()
    unanswered: frozenset[str] = frozenset()

    def target(self, purpose: Purpose, heading: str) -> str:
        """What a column with this heading is; "" where that can't be told."""
        known = self.headings[purpose]
        return known.get(fold(heading)) or known.get(fold(BRACKETED.sub("", heading))) or ""


@cache
def fold(word: str) -> str:
    """A heading for comparing: width, case, kana, spaces and punctuation don't count."""
    key = search_key(word)
    return _PUNCTUATION.sub("", key) or key


def vocabulary(path: Path) -> Vocabulary:
    """The words in the form at `path`. Raises `NotFound`, `InvalidRecord`."""
    table = tomlfile.read(path)
    said = {name: _words(table, name) for name in ("roster", "replies", "answers", "sex", "selection")}
    words = _words(table, "words")
    return Vocabulary(
        {purpose: _turned(said[purpose.value]) for purpose in Purpose},
        _turned(said["answers"]),
        _turned(said["sex"]),
        _turned(said["selection"]),
        tuple(sorted(words.get("honorifics", ()), key=len, reverse=True)),
        words.get("marks", ()),
        *(frozenset(map(fold, words.get(name, ()))) for name in ("totals", "vacancies", "unanswered")),
    )


def _words(table: tomlfile.Table, name: str) -> dict[str, tuple[str, ...]]:
    part = table.table(name)
    return {key: part.texts(key) for key in part.values}


def _turned(said: Mapping[str, Iterable[str]]) -> dict[str, str]:
    meanings: dict[str, str] = {}
    for key, words in said.items():
        for word in words:
            if meanings.setdefault(fold(word), key) != key:
                raise refused(
                    msg("取込みの言葉を読めません"),
                    msg("「{word}」に二つの意味があります。", word=word),
                    msg("「importing.toml」で、どちらか一方から取り除いてください。"),
                )
    return meanings
