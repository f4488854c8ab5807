"""Searching a finished PDF for what is on record of persons and never public (practice: 公開)."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import pikepdf

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import BankAccount, Person, PersonName
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.press.looking import Document, opened
from kyodo_desktop.storage import Store

_LEAST: Final = 6  # characters: less is found anywhere
_BETWEEN: Final = r"[-‐‑‒–—−ー()\s]*"
_HYPHENS: Final = re.compile("[‐‑‒–—−ー]")
_FRAME: Final = 40
_DEEPEST: Final = 40


class LeakFound(KyodoError):
    """What is made for the public says something personal."""

    exit_code: ClassVar[int] = 36


@dataclass(frozen=True, slots=True)
class Secret:
    """Something personal on record: whose and what it is, and the pattern that finds it in a folded text."""

    whose: str
    what: Message
    pattern: str


@dataclass(frozen=True, slots=True)
class Leak:
    """Something personal that a PDF says: on a page, from 1, or (0) in its properties or its structure."""

    secret: Secret
    page: int


def secrets(store: Store) -> tuple[Secret, ...]:
    """Everything on record that must not be found: addresses, numbers, e-mail, birth dates, accounts."""
    names = {one.person: one.name for one in store.find(PersonName)}
    found: list[Secret] = []
    for person in store.find(Person):
        whose = names.get(person.id, "")
        found += _text(whose, msg("住所"), person.address)
        found += _digits(whose, msg("電話番号"), person.phone)
        found += _text(whose, msg("メールアドレス"), person.email)
        if person.born_on is not None:
            found.append(Secret(whose, msg("生年月日"), _day(person.born_on)))
    for account in store.find(BankAccount):
        found += _digits(names.get(account.person, ""), msg("口座番号"), account.number)
    return tuple(found)


def leaks(pdf: bytes, secrets: Sequence[Secret]) -> tuple[Leak, ...]:
    """What of `secrets` a PDF says: its pages' text, hidden text too, its properties and all its strings."""
    wanted = [(one, re.compile(one.pattern)) for one in secrets]
    found: list[Leak] = []
    for page, text in _texts(pdf):
        said = folded(text)
        found += (Leak(one, page) for one, pattern in wanted if pattern.search(said))
    return tuple(dict.fromkeys(found))


def folded(text: str) -> str:
    """A text as the patterns expect it: width, case and spaces don't tell apart."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", " ", _HYPHENS.sub("-", plain))


def _text(whose: str, what: Message, value: str) -> Iterator[Secret]:
    parts = [re.escape(one) for one in folded(value).replace(" ", "")]
    if len(parts) >= _LEAST:
        yield Secret(whose, what, " ?".join(parts))


def _digits(whose: str, what: Message, value: str) -> Iterator[Secret]:
    figures = [one for one in unicodedata.normalize("NFKC", value) if one.isdigit()]
    if len(figures) >= _LEAST:
        yield Secret(whose, what, rf"(?<!\d){_BETWEEN.join(figures)}(?!\d)")


def _day(day: dt.date) -> str:
    """The day however it is written: 昭和35年1月2日, S35.1.2, 1960-01-02, 1960年1月2日."""
    said = (wareki.long(day), wareki.short(day), f"{day.year}年{day.month}月{day.day}日")
    words = [" ?".join(map(re.escape, folded(one).replace(" ", ""))) for one in said]
    words.append(rf"{day.year} ?[-/.] ?0?{day.month} ?[-/.] ?0?{day.day}")
    return rf"(?<![\da-z])(?:{'|'.join(words)})(?!\d)"


def _texts(pdf: bytes) -> Iterator[tuple[int, str]]:
    with opened(pdf) as document:
        yield from enumerate(_pages(document), 1)
    with pikepdf.open(io.BytesIO(pdf)) as opened_:
        for one in opened_.objects:
            yield from ((0, said) for said in _strings(one, 0))
        for one in opened_.objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Type") == "/Metadata":
                yield 0, one.read_bytes().decode("utf-8", errors="replace")


def _pages(document: Document) -> Iterator[str]:
    for place in range(len(document)):
        page = document[place]
        words = page.get_textpage()
        try:
            yield words.get_text_range()
        finally:
            words.close()
            page.close()


def _strings(value: object, depth: int) -> Iterator[str]:
    """Every string in an object, not those of the objects that it refers to."""
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif depth > _DEEPEST:
        return
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
        inside = value if isinstance(value, pikepdf.Array) else value.values()
        for one in inside:
            if not _apart(one):
                yield from _strings(one, depth + 1)


def _apart(value: object) -> bool:
    """Whether it is an object of its own, which comes by itself."""
    return isinstance(value, pikepdf.Object) and value.is_indirect
