"""Who presides over a meeting (議長), and who calls it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import Message, msg

Officer: TypeAlias = Literal["present", "absent", "withdrawn", "vacant"]
"""Where an officer is: absent is 事故があるとき, withdrawn from the item, vacant is 欠けたとき."""


@dataclass(frozen=True, slots=True)
class PresidingFacts:
    """Where the officers are; `first` before the first election of the term, when there are none."""

    chair: Officer
    vice_chair: Officer
    first: bool = False


def preside(law: Law, facts: PresidingFacts) -> Ruling:
    """`chair`, `vice_chair` or `provisional`: who presides, and then holds the casting vote.

    The ruling cites no article where the regulation says nothing of it.
    """
    if facts.first:
        return _ruling(law, "provisional", "", _before_the_election(law))
    if facts.chair == "present":
        article = law.cite("presides")
        sentence = msg("{chair}が議長となります({article})。", chair=law.chair_title, article=article)
        return _ruling(law, "chair", article, sentence)
    if facts.vice_chair == "present":
        return _vice_chair(law, facts)
    sentence = msg(
        "{chair}も{vice}も議長を務められないため、仮議長を立てます。{custom}",
        chair=law.chair_title,
        vice=law.vice_title,
        custom=_custom(law),
    )
    notes = _vacancies(law, facts)
    return _ruling(law, "provisional", "", sentence, *notes)


def convener(law: Law, facts: PresidingFacts) -> Message:
    """In whose name the notice of the meeting goes out."""
    chair, vice = law.chair_title, law.vice_title
    if facts.first:
        return msg("{chair}が互選される前のため、市長名で招集します。", chair=chair)
    if facts.chair != "vacant":
        return msg("{chair}名で招集します({article})。", chair=chair, article=law.cite("presides"))
    if facts.vice_chair != "vacant":
        return msg(
            "{chair}が欠けているため、{vice}名で、{chair}を互選する会議を招集します。", chair=chair, vice=vice
        )
    return msg("{chair}と{vice}が欠けているため、市長名で招集します。", chair=chair, vice=vice)


def _vice_chair(law: Law, facts: PresidingFacts) -> Ruling:
    chair, vice, article = law.chair_title, law.vice_title, law.cite("deputy")
    if facts.chair == "vacant" and not law.cite("vacancy"):
        article = ""
        sentence = msg(
            "{chair}が欠けていますが、{law}に「欠けたとき」の定めがありません。"
            "{vice}が議長の職務を代理する取扱いとします。",
            chair=chair,
            law=law.cited_as,
            vice=vice,
        )
    elif facts.chair == "vacant":
        article = law.cite("vacancy")
        sentence = msg(
            "{chair}が欠けたため、{vice}が職務を代理し、議長となります({article})。",
            chair=chair,
            vice=vice,
            article=article,
        )
    elif facts.chair == "withdrawn":
        sentence = msg(
            "{chair}がこの議事から退席しているため、{vice}が職務を代理し、議長となります({article})。",
            chair=chair,
            vice=vice,
            article=article,
        )
    else:
        sentence = msg(
            "{chair}に事故があるため、{vice}が職務を代理し、議長となります({article})。",
            chair=chair,
            vice=vice,
            article=article,
        )
    notes = (*_vacancies(law, facts), *_casting(law))
    return _ruling(law, "vice_chair", article, sentence, *notes)


def _casting(law: Law) -> Iterator[Message]:
    if law.chair_votes in ("member_and_casting", "casting_only") and law.cite("tie"):
        yield msg(
            "可否同数のときは、議長を務める{vice}が決します({article})。",
            vice=law.vice_title,
            article=law.cite("tie"),
        )


def _vacancies(law: Law, facts: PresidingFacts) -> Iterator[Message]:
    if facts.chair != "vacant" or law.cite("vacancy"):
        return
    if facts.vice_chair == "vacant":
        yield msg(
            "{law}に{chair}が「欠けたとき」の定めがありません。法制担当に確認してください。",
            law=law.cited_as,
            chair=law.chair_title,
        )
    else:
        yield msg(
            "{vice}が会議を招集し、{chair}を互選してください。法制担当に確認してください。",
            chair=law.chair_title,
            vice=law.vice_title,
        )


def _before_the_election(law: Law) -> Message:
    return msg(
        "{chair}が互選されるまで、仮議長が議事を進めます。{custom}",
        chair=law.chair_title,
        custom=_custom(law),
    )


def _custom(law: Law) -> Message:
    return {
        "chosen": msg("会議に諮って選びます。"),
        "eldest": msg("年長の委員が務めます。"),
        "secretariat": msg("事務局が務めます。"),
    }[law.provisional_chair]


def _ruling(law: Law, verdict: str, article: str, sentence: Message, *notes: Message) -> Ruling:
    if verdict == "provisional" and law.provisional_chair == "secretariat":
        notes = (*notes, msg("議長が委員でないため、可否同数のときの裁決権はありません。"))
    return Ruling(verdict=verdict, article=article, arithmetic=sentence, sentence=sentence, notes=notes)
