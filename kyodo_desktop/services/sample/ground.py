"""What every part of the sample stands on, and how a fault in a record is blamed on the file's row."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.fields import Record
from kyodo_desktop.domain.records import Category, Committee, Term
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import tomlfile
from kyodo_desktop.services.tomlfile import Table
from kyodo_desktop.storage import Draft

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Ground:
    """The committee of the sample, its term, and its categories by number."""

    committee: Committee
    term: Term
    categories: Mapping[int, Category]


def add(draft: Draft, row: Table, record: R, *, key: str = "") -> R:
    """Add what `row` says; a fault that only the record's own checks find is blamed on the row too, under
    `key` where the file calls it otherwise.
    """
    with blamed(row, key):
        return draft.add(record)


@contextmanager
def blamed(row: Table, key: str = "") -> Generator[None]:
    """Blame `row` for what is refused within, under `key` where the file calls it otherwise."""
    try:
        yield
    except InvalidRecord as error:
        field, why = error.problems[0]
        raise row.wrong(key or field, why) from error


def number(row: Table, key: str) -> int | None:
    """A whole number that may be left out."""
    return row.integer(key) if key in row.values else None


def text_beside(row: Table, key: str, folder: Path, ending: str = "") -> str:
    """The text of the file in `folder` that `row` names under `key`. Raises `NotFound`."""
    name = row.text(key)
    if any(mark in name for mark in "/\\:") or name.startswith("."):
        raise row.wrong(key, msg("ファイルの名前だけを書いてください。"))
    return tomlfile.text_of(folder / f"{name}{ending}")
