"""The words of a regulation (規則): 条・項・号, amendments and 附則, read from the TOML that holds them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kyodo_desktop.domain import tomltable
from kyodo_desktop.domain.tomltable import Table
from kyodo_desktop.i18n import msg

_WORDS = ("title", "number", "enacted", "since", "header", "amendments", "articles", "supplements")
_WHOLE = (*_WORDS, "law", "versions")  # `law`, the numbers, is read by `domain.lawtable`
_AMENDED = (*_WORDS[3:], "law")


@dataclass(frozen=True, slots=True)
class Item:
    """An item (号) of a paragraph, with those under it; its number follows from its place."""

    number: int
    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (項). The number of an article's first is known but not printed."""

    number: int
    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article (条); `branch` is 2 for 第3条の2, 0 for 第3条. `heading` stands without its brackets."""

    number: int
    heading: str
    paragraphs: tuple[Paragraph, ...]
    branch: int = 0

    @property
    def label(self) -> str:
        """第3条, 第3条の2."""
        return f"第{self.number}条" + (f"の{self.branch}" if self.branch else "")


@dataclass(frozen=True, slots=True)
class Supplement:
    """A supplementary provision (附則), under the title that it is printed with."""

    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationText:
    """A regulation's words as they stand from `since` on.

    `number` is the line 平成24年12月7日規則第78号, `amendments` the lines under 改正, and `header` the lines
    that the city's collection of regulations (例規集) prints above the text, kept as they are.
    """

    title: str
    number: str
    enacted: dt.date
    since: dt.date
    header: tuple[str, ...]
    amendments: tuple[str, ...]
    articles: tuple[Article, ...]
    supplements: tuple[Supplement, ...]


def read(text: str, file: str = "規則", day: dt.date | None = None) -> RegulationText:
    """The regulation that `text` (TOML) holds, as it stood on `day`, or first where none is said.

    Raises `InvalidRecord`, naming the key in `file`.
    """
    versions = [of(one) for one in tables(text, file)]
    return next((one for one in reversed(versions) if day and one.since <= day), versions[0])


def tables(text: str, file: str = "規則") -> tuple[Table, ...]:
    """The table of each text that the TOML holds, the oldest first: itself, then its `versions`.

    A version says from when it stands and what it changes; the rest stays as it was. Raises `InvalidRecord`.
    """
    found = [tomltable.read(text, file).known(*_WHOLE)]
    for row in found[0].tables("versions", required=False):
        before = found[-1]
        if row.known(*_AMENDED).day("since") <= before.day("since"):
            raise row.wrong("since", msg("施行の日が、前の本文より後になっていません。"))
        found.append(Table(file, row.where, {**before.values, **row.values}))
    return tuple(found)


def of(whole: Table) -> RegulationText:
    """The words that one of `tables` holds. Raises `InvalidRecord`."""
    enacted, since = whole.day("enacted"), whole.day("since")
    if since < enacted:
        raise whole.wrong("since", msg("施行の日が、公布の日（enacted）より前になっています。"))
    return RegulationText(
        title=whole.text("title"),
        number=whole.text("number"),
        enacted=enacted,
        since=since,
        header=whole.texts("header"),
        amendments=whole.texts("amendments"),
        articles=_articles(whole),
        supplements=tuple(_supplement(row) for row in whole.tables("supplements", required=False)),
    )


def _articles(whole: Table) -> tuple[Article, ...]:
    articles: list[Article] = []
    for row in whole.tables("articles"):
        article = _article(row)
        before = (articles[-1].number, articles[-1].branch) if articles else (0, 0)
        if (article.number, article.branch) <= before:
            raise row.wrong("number", msg("条の番号が、前の条より後になっていません。"))
        articles.append(article)
    return tuple(articles)


def _article(row: Table) -> Article:
    row.known("number", "branch", "heading", "paragraphs")
    number, branch = row.integer("number"), row.integer("branch", 0)
    if number < 1:
        raise row.wrong("number", msg("条の番号は1から始まります。"))
    if branch < 0 or branch == 1:
        raise row.wrong("branch", msg("枝番号は2から始まります（第3条の2）。"))
    return Article(number, row.text("heading", ""), _paragraphs(row), branch)


def _supplement(row: Table) -> Supplement:
    row.known("title", "paragraphs")
    return Supplement(row.text("title"), _paragraphs(row))


def _paragraphs(row: Table) -> tuple[Paragraph, ...]:
    """The paragraphs under `paragraphs`: each a text, or a table of a text and its items."""
    return tuple(
        Paragraph(number, one.known("text", "items").text("text"), _items(one))
        for number, one in enumerate(row.texts_or_tables("paragraphs", "text"), 1)
    )


def _items(row: Table) -> tuple[Item, ...]:
    if "items" not in row.values:
        return ()
    return tuple(
        Item(number, one.known("text", "items").text("text"), _items(one))
        for number, one in enumerate(row.texts_or_tables("items", "text"), 1)
    )
