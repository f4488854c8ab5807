"""What an amendment changed in the committee's regulation: its provisions before and after, side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyodo_desktop.domain import regulation_text
from kyodo_desktop.domain.differences import Part, aligned, marked
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import agenda_number
from kyodo_desktop.domain.regulation_text import Article, Item, Paragraph, RegulationText
from kyodo_desktop.services.regulations import regulations
from kyodo_desktop.storage import Store

_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a provision: its number (第3条, 2, （1）), its words, how deep it stands (an item 1).

    `heading` says that it is the article's heading, in brackets.
    """

    number: str
    text: str
    depth: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One wording of a line; `number` and `text` in parts, `same` where the other has it word for word."""

    line: Line
    number: tuple[Part, ...]
    text: tuple[Part, ...]
    same: bool = False


@dataclass(frozen=True, slots=True)
class Provision:
    """An article (or the title) that was changed: its lines before and after, None where there is none."""

    rows: tuple[tuple[Side | None, Side | None], ...]

    @property
    def added(self) -> bool:
        """Whether it wasn't there before."""
        return all(old is None for old, _ in self.rows)

    @property
    def removed(self) -> bool:
        """Whether it isn't there any more."""
        return all(new is None for _, new in self.rows)


@dataclass(frozen=True, slots=True)
class Amendment:
    """Two texts of a regulation and what differs between them."""

    old: RegulationText
    new: RegulationText
    provisions: tuple[Provision, ...]


def amendment_on(store: Store, committee: Id, day: dt.date) -> Amendment | None:
    """The last amendment in force on `day`; None where no text before it is on record."""
    found = [text for text in texts(store, committee) if text.since <= day]
    return None if len(found) < 2 else compared(found[-2], found[-1])


def compared(old: RegulationText, new: RegulationText) -> Amendment:
    """What changed from one text to another, its title and articles; an amendment's own 附則 is no part."""
    found: list[Provision] = []
    if old.title != new.title:
        found.append(Provision((_sides(Line("", old.title), Line("", new.title)),)))
    for before, after in aligned(old.articles, new.articles, _words, lambda one: one.label):
        provision = Provision(tuple(_rows(before, after)))
        if not all(a is not None and a.same for a, _ in provision.rows):
            found.append(provision)
    return Amendment(old, new, tuple(found))


def texts(store: Store, committee: Id) -> Iterator[RegulationText]:
    """Every text on record, the oldest first, those among them that one TOML holds as its versions."""
    for version in regulations(store, committee):
        for table in regulation_text.tables(version.source, version.title):
            text = regulation_text.of(table)
            if version.until is None or text.since <= version.until:
                yield text


def _words(article: Article) -> str:
    return article.heading + "".join(line.text for line in _lines(article) if not line.heading)


def _rows(before: Article | None, after: Article | None) -> Iterator[tuple[Side | None, Side | None]]:
    old, new = (_lines(one) if one is not None else () for one in (before, after))
    for a, b in aligned(old, new, lambda one: one.text, lambda one: f"{one.depth}{one.number}{one.heading}"):
        yield _sides(a, b)


def _sides(old: Line | None, new: Line | None) -> tuple[Side | None, Side | None]:
    if old is None or new is None:
        return _whole(old), _whole(new)
    numbers, texts = marked(old.number, new.number), marked(old.text, new.text)
    if old.number != new.number:
        numbers = ((Part(old.number, changed=True),), (Part(new.number, changed=True),))
    same = old == new
    return Side(old, numbers[0], texts[0], same), Side(new, numbers[1], texts[1], same)


def _whole(line: Line | None) -> Side | None:
    if line is None:
        return None
    return Side(line, (Part(line.number, changed=True),), (Part(line.text, changed=True),))


def _lines(article: Article) -> tuple[Line, ...]:
    heading = (Line("", f"（{article.heading}）", heading=True),) if article.heading else ()
    return (*heading, *(line for one in article.paragraphs for line in _paragraph(article, one)))


def _paragraph(article: Article, one: Paragraph) -> Iterator[Line]:
    yield Line(article.label if one.number == 1 else str(one.number), one.text)
    yield from _items(one.items, 1)


def _items(items: Sequence[Item], depth: int) -> Iterator[Line]:
    for item in items:
        yield Line(agenda_number(min(depth, _DEEPEST), item.number), item.text, depth)
        yield from _items(item.items, depth + 1)
