"""Rows of a table that are no members: empty seats, sums, headings between members, notes below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kyodo_desktop.domain.grid import Cell, is_blank
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.importing.cells import written
from kyodo_desktop.services.importing.vocabulary import BRACKETED, Vocabulary, fold

_NAMES: Final = frozenset({"name", "family", "given"})
_COUNTED: Final = re.compile(r"[0-9]+(?:名|人)?$")
_PEOPLE: Final = re.compile(r"[0-9]+(?:名|人)")
_LETTERS: Final = re.compile(r"[^\W_ー]")
_NOTE: Final = re.compile(r"\s*[(（【［\[〔]?\s*(?:※|＊|\*|注|備考)")
_LONGEST: Final = 30  # characters: what is longer is no name


def outside(row: Sequence[Cell], columns: Sequence[str], name: str, words: Vocabulary) -> Message | None:
    """Why a row is nobody's; None where it may be somebody's. `name` is what its columns of names say."""
    first = next((at for at, cell in enumerate(row) if not is_blank(cell)), 0)
    key = columns[first] if first < len(columns) else ""
    head = written(row[first]).strip() if key not in _NAMES else ""
    if _is_sum(head, words) or _is_sum(name, words):
        return msg("合計などの行です。")
    if name and _is_vacant(name, words):
        return msg("欠員の席で、委員ではありません。")
    said = {written(cell).strip() for cell in row if not is_blank(cell)}
    if len(said) == 1 and _is_note(said.pop(), name, sum(map(bool, columns))):
        return msg("見出しか注記の行で、氏名がありません。")
    return None


def _is_sum(said: str, words: Vocabulary) -> bool:
    """Whether this is 計, 合計 12名, 12人."""
    if not said or len(said) > _LONGEST:
        return False
    key = fold(said)
    return _COUNTED.sub("", key) in words.totals or _PEOPLE.fullmatch(key) is not None


def _is_vacant(name: str, words: Vocabulary) -> bool:
    """Whether instead of a name it says 欠員, （欠員1名）, ―."""
    key = fold(name)
    bare = _COUNTED.sub("", fold(BRACKETED.sub("", name) or name))
    return not _LETTERS.search(name) or {key, bare, _COUNTED.sub("", key)} & words.vacancies != set()


def _is_note(said: str, name: str, columns: int) -> bool:
    """Whether the only text of a row is a note, or no name while there is a column for names."""
    return columns > 1 and (not name or bool(_NOTE.match(said)) or "。" in said or len(said) > _LONGEST)
