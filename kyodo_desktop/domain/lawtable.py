"""A regulation's numbers as its TOML writes them under `law`, each checked against the article it cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from kyodo_desktop.domain import citations, regulation_text
from kyodo_desktop.domain.errors import RuleError, UnknownReading
from kyodo_desktop.domain.readings import READINGS
from kyodo_desktop.domain.regulation_text import RegulationText
from kyodo_desktop.domain.share import Share
from kyodo_desktop.domain.tomltable import Table
from kyodo_desktop.i18n import Message, msg

_NUMBERS: Final = (
    "cited_as",
    "chair",
    "vice_chair",
    "quorum",
    "decisions",
    "provisions",
    "seats",
    "readings",
)
_PROVISIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "presides": ("議長",),
    "deputy": ("代理",),
    "vacancy": ("欠けた",),
    "tie": ("可否同数",),
    "election": ("互選", "選挙", "選任", "選出"),
    "delegation": ("定める",),
}
"""What else a text may settle, and the words of which the article that is cited for it must hold one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What one text of a regulation, and its table `law`, say. Citations are full: 規則第3条第2項."""

    text: RegulationText
    cited_as: str
    chair_title: str
    vice_title: str
    quorum: Share
    decisions: Mapping[str, Share]
    kinds: Mapping[str, str]
    provisions: Mapping[str, str]
    seats: int | None
    seats_are_limit: bool
    seats_article: str
    readings: Mapping[str, str | int]
    sources: Mapping[str, str]
    notes: Mapping[str, str]


def read(text: str, file: str) -> Iterator[Numbers]:
    """The numbers of each text that the TOML holds, the oldest first. Raises `InvalidRecord`."""
    for table in regulation_text.tables(text, file):
        yield _Numbers(table, regulation_text.of(table)).read()


class _Numbers:
    """The reading of one table `law` beside the text it speaks of."""

    def __init__(self, whole: Table, text: RegulationText) -> None:
        self._law = whole.table("law").known(*_NUMBERS)
        self._text = text
        self._cited_as = self._law.text("cited_as", "規則")

    def read(self) -> Numbers:
        decisions = self._law.table("decisions")
        if "ordinary" not in decisions.values:
            raise decisions.wrong("ordinary", msg("通常の議決の割合がありません。"))
        kinds = {kind: decisions.table(kind) for kind in decisions.values}
        seats, are_limit, seats_article = self._seats()
        readings, sources, notes = self._readings()
        return Numbers(
            text=self._text,
            cited_as=self._cited_as,
            chair_title=self._title("chair", "委員長"),
            vice_title=self._law.text("vice_chair", "副委員長"),
            quorum=self._share(self._law.table("quorum").known("share", "strict", "article")),
            decisions=MappingProxyType({kind: self._kind(table) for kind, table in kinds.items()}),
            kinds=MappingProxyType({kind: table.text("label", kind) for kind, table in kinds.items()}),
            provisions=MappingProxyType(dict(self._provisions())),
            seats=seats,
            seats_are_limit=are_limit,
            seats_article=seats_article,
            readings=readings,
            sources=sources,
            notes=notes,
        )

    def _kind(self, table: Table) -> Share:
        return self._share(table.known("label", "share", "strict", "article"))

    def _share(self, table: Table) -> Share:
        written, strict = table.text("share"), table.flag("strict")
        try:
            share = Share(Fraction(written), strict, self._cited(table))
        except (ValueError, ZeroDivisionError, RuleError) as error:
            why = msg("「{share}」は、割合（例：1/2）として読めません。", share=written)
            raise table.wrong("share", why) from error
        if not citations.says(citations.provision(self._text, table.text("article")) or "", share.written):
            raise table.wrong("share", self._unsaid(table, "」「".join(share.written)))
        return share

    def _provisions(self) -> Iterator[tuple[str, str]]:
        if "provisions" not in self._law.values:
            return
        table = self._law.table("provisions").known(*_PROVISIONS)
        for key in table.values:
            yield key, self._cited(table, key, _PROVISIONS[key])

    def _seats(self) -> tuple[int | None, bool, str]:
        if "seats" not in self._law.values:
            return None, False, ""
        table = self._law.table("seats").known("number", "upper_limit", "article", "elsewhere")
        number = table.integer("number")
        if number < 1:
            raise table.wrong("number", msg("定数は1以上です。"))
        if "elsewhere" in table.values:
            return number, table.flag("upper_limit"), table.text("elsewhere")
        article = self._cited(table)
        words = citations.provision(self._text, table.text("article")) or ""
        limits = citations.persons(words, number)
        if not limits:
            raise table.wrong("number", self._unsaid(table, f"{number}人"))
        if limits != {table.flag("upper_limit")}:
            raise table.wrong("upper_limit", msg("「{n}人以内」とあるときだけ true です。", n=number))
        return number, table.flag("upper_limit"), article

    def _readings(self) -> tuple[dict[str, str | int], dict[str, str], dict[str, str]]:
        values: dict[str, str | int] = {}
        sources: dict[str, str] = {}
        notes: dict[str, str] = {}
        if "readings" not in self._law.values:
            return values, sources, notes
        whole = self._law.table("readings").known(*(one.name for one in READINGS))
        for one in READINGS:
            if one.name not in whole.values:
                continue
            table = whole.table(one.name).known("value", "article", "note")
            value = values[one.name] = table.text("value") if one.values else table.integer("value")
            try:
                one.checked(value)
            except UnknownReading as error:
                raise table.wrong("value", error.why) from error
            if "article" in table.values:
                sources[one.name] = self._cited(table, says=one.says(value))
            elif value in one.needs_basis:
                raise table.wrong(
                    "article", msg("規則に定めがあるときだけ認められます。条を示してください。")
                )
            if "note" in table.values:
                notes[one.name] = table.text("note")
        return values, sources, notes

    def _cited(self, table: Table, key: str = "article", says: tuple[str, ...] = ()) -> str:
        """The full citation of the article under `key`, which must be in the text and say one of `says`."""
        citation = table.text(key)
        words = citations.provision(self._text, citation)
        if words is None:
            raise table.wrong(key, msg("「{citation}」は、規則の本文にありません。", citation=citation))
        if "前項" in words:  # what it says, it says of the paragraph before it
            words = citations.provision(self._text, citations.article_of(citation)) or words
        if says and not citations.says(words, says):
            raise table.wrong(key, self._unsaid(table, "」「".join(says), key))
        return self._cited_as + citation

    def _title(self, key: str, usual: str) -> str:
        """What an officer is called, as the text has it."""
        title = self._law.text(key, usual)
        known = (one for article in self._text.articles for one in article.paragraphs)
        if not title.strip() or not any(title in one.text for one in known):
            raise self._law.wrong(key, msg("「{title}」は、規則の本文にありません。", title=title))
        return title

    @staticmethod
    def _unsaid(table: Table, words: str, key: str = "article") -> Message:
        citation = table.text(key)
        return msg("{citation}に「{words}」という文字がありません。", citation=citation, words=words)
