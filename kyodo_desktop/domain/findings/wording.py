"""Wording within one document: one word in two spellings, figures in two widths."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit
from kyodo_desktop.domain.findings.texts import Text, texts
from kyodo_desktop.i18n import msg

SPELLINGS: Final = (
    ("十分", "充分"),
    ("ご意見", "御意見"),
    ("附属機関", "付属機関"),
    ("わかりやす", "分かりやす"),
)
"""Words of which a document should keep to one spelling."""

_DOCUMENTS: Final = ("BodyText", "Survey", "SurveyFact", "Question", "SurveyChoice")
_FULL: Final = re.compile("[０-９]+")
_HALF: Final = re.compile("[0-9]+")
_LINK: Final = re.compile(
    r"<?https?://[!-~]+|^#+ |^:::.*$|^\d+\. ", re.MULTILINE
)  # what isn't printed as it is


def spellings(facts: Facts) -> Iterator[Hit]:
    """A document writes one word in two ways (十分 and 充分)."""
    for parts in _documents(facts).values():
        for pair in SPELLINGS:
            using = {word: [part for part in parts if word in part.value] for word in pair}
            if not all(using.values()):
                continue
            rarer = min(reversed(pair), key=lambda word: len(using[word]))
            where = using[rarer][0]
            yield Hit(
                msg(
                    "「{one}」と「{other}」が混じっています（{where}）。",
                    one=pair[0],
                    other=pair[1],
                    where=where.where,
                ),
                msg("一つの文書では、どちらかに揃えてください。"),
                where.place,
            )


def figure_widths(facts: Facts) -> Iterator[Hit]:
    """A text sets figures full and half width; only one-digit figures full width (一桁全角) is a style."""
    for parts in _documents(facts).values():
        for part in parts:
            if part.place.record != "BodyText":
                continue
            said = _LINK.sub("", part.value)
            full, half = _FULL.findall(said), _HALF.findall(said)
            one_full = all(len(run) == 1 for run in full) and all(len(run) > 1 for run in half)
            if full and half and not one_full:
                yield Hit(
                    msg(
                        "{where}に、全角の数字（{full}など）と半角の数字（{half}など）が混じっています。",
                        where=part.where,
                        full=full[0],
                        half=half[0],
                    ),
                    msg("一つの文書では、数字の幅を揃えてください（公用文作成の考え方）。"),
                    part.place,
                )


def _documents(facts: Facts) -> dict[Id, list[Text]]:
    found: dict[Id, list[Text]] = defaultdict(list)
    for text in texts(facts):
        if text.place.record in _DOCUMENTS:
            found[text.document].append(text)
    return found
