"""Titles quoted by hand that differ from the titles on record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyodo_desktop.domain import names, quotation
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit
from kyodo_desktop.domain.findings.texts import texts
from kyodo_desktop.domain.quotation import Difference
from kyodo_desktop.i18n import msg


def other_words(facts: Facts) -> Iterator[Hit]:
    """A quotation is nearly, not quite, the title of a consultation, a material or a survey."""
    own = (*facts.consultations, *facts.materials, *facts.surveys)
    titles = tuple(dict.fromkeys(_bare(one.title) for one in own))
    for text in texts(facts):
        for one in quotation.differences(text.value, titles):
            if _other_year(one) or any(_part(one.quoted, title) for title in titles):
                continue
            yield Hit(
                msg(
                    "{where}に「{quoted}」と引用されていますが、台帳の件名は「{recorded}」です。",
                    where=text.where,
                    quoted=one.quoted,
                    recorded=one.recorded,
                ),
                msg("原本を確かめて、件名のとおりに引用してください。"),
                text.place,
            )


def _part(quoted: str, title: str) -> bool:
    """Part of a title is a short name of it: 「まちはみんなでつくるもの条例」."""
    return names.search_key(quoted) in names.search_key(title)


def _other_year(one: Difference) -> bool:
    """A title that differs in its figures alone is another one's: 令和6年度…, 第1回…"""
    quoted, recorded = (
        re.sub("[0-9]+|元", "", names.search_key(said)) for said in (one.quoted, one.recorded)
    )
    return quoted == recorded


def _bare(title: str) -> str:
    """A title without the brackets that stand around the whole of it."""
    return title[1:-1] if title.startswith("「") and title.find("」") == len(title) - 1 else title
