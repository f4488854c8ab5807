"""Citations (第3条第2項, 第8条の2第1項第3号) looked up in a regulation's words."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kyodo_desktop.domain.regulation_text import Article, Paragraph, RegulationText

_CITATION: Final = re.compile(r"第(\d+)条(?:の(\d+))?(?:第(\d+)項)?(?:第(\d+)号)?", re.ASCII)
_ARTICLE: Final = re.compile(r"第\d+条(?:の\d+)?", re.ASCII)
_NUMERALS: Final = str.maketrans("一二三四五六七八九", "123456789")
_FRACTION: Final = re.compile(r"[一二三四五六七八九]分の[一二三四五六七八九]")


def provision(text: RegulationText, citation: str) -> str | None:
    """The words that `citation` points to, a whole article's where it names one; None where none."""
    found = _CITATION.fullmatch(citation)
    if found is None:
        return None
    number, branch, paragraph, item = (int(part or 0) for part in found.groups())
    article = next((one for one in text.articles if (one.number, one.branch) == (number, branch)), None)
    return None if article is None else _within(article, paragraph, item)


def article_of(citation: str) -> str:
    """第8条の2 of 第8条の2第1項第3号."""
    found = _ARTICLE.match(citation)
    return found[0] if found else citation


def says(words: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of `phrases` stands in `words`, whatever the width or script of its digits."""
    plain = unicodedata.normalize("NFKC", words)
    plain = _FRACTION.sub(lambda found: found[0].translate(_NUMERALS), plain)
    return any(phrase in plain for phrase in phrases)


def persons(words: str, number: int) -> set[bool]:
    """Whether `number` of persons (○人) stands in `words`, and there as an upper limit (○人以内) or not."""
    plain = unicodedata.normalize("NFKC", words)
    found = re.finditer(rf"(?<!\d){number}[人名](以内)?", plain)
    return {one[1] is not None for one in found}


def _within(article: Article, paragraph: int, item: int) -> str | None:
    if paragraph > len(article.paragraphs):
        return None
    chosen = article.paragraphs[paragraph - 1 : paragraph] if paragraph else article.paragraphs
    if not item:
        return "\n".join(_words(one) for one in chosen)
    items = chosen[0].items
    return items[item - 1].text if item <= len(items) else None


def _words(paragraph: Paragraph) -> str:
    return "\n".join((paragraph.text, *(one.text for one in paragraph.items)))
