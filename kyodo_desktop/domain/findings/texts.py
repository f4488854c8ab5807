"""Every text that the facts hold, each with the words and the place by which the clerk finds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kyodo_desktop.domain import numbering, regulation_text
from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.fields import Id, Kind, Record, fields
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Place, at
from kyodo_desktop.domain.records import Question, RegulationVersion
from kyodo_desktop.domain.regulation_text import Item, Paragraph
from kyodo_desktop.i18n import Message, msg

_WRITTEN: Final = (Kind.TEXT, Kind.LINES, Kind.NAME)
_NOT_WORDS: Final = {("Committee", "regulation"), ("Material", "paper"), ("RegulationVersion", "source")}
OF_MEETING: Final = ("Meeting", "AgendaItem", "Material", "BodyText")
"""The records whose texts are written anew for each meeting."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text: what it says, where the clerk finds it, and the document (a record's id) it is printed in."""

    value: str
    where: Message
    place: Place
    document: Id


def texts(facts: Facts) -> Iterator[Text]:
    """Every text of the facts, personal fields apart, a record's fields in their order."""
    for record, where, document in _records(facts):
        for field in fields(type(record)):
            known = (type(record).__name__, field.name) in _NOT_WORDS
            if field.kind not in _WRITTEN or field.personal or known:
                continue
            value: str = getattr(record, field.name)
            if value:
                named = msg("{where}の「{field}」", where=where, field=Message(field.label))
                yield Text(value, named, at(record, field.name), document)
    for version in facts.regulations:
        yield from _regulation(version)


def _records(facts: Facts) -> Iterator[tuple[Record, Message, Id]]:
    """Each record with the words for it, and the document that it is printed in."""
    yield facts.committee, msg("委員会"), facts.committee.id
    yield from _members(facts)
    yield from _meeting(facts)
    yield from _surveys(facts)
    yield from _consultations(facts)
    for entry in facts.plan:
        yield entry, msg("審議予定"), facts.committee.id


def _members(facts: Facts) -> Iterator[tuple[Record, Message, Id]]:
    seated = {one.person for one in facts.seated()}
    for one in (*facts.names, *facts.affiliations):
        if one.person in seated:
            yield one, msg("委員 {name}", name=facts.name(one.person)), one.id


def _meeting(facts: Facts) -> Iterator[tuple[Record, Message, Id]]:
    numbers = facts.material_numbers()
    if facts.meeting is not None:
        number = numbering.meeting_number(facts.meeting.number)
        yield facts.meeting, msg("{number}会議", number=number), facts.meeting.id
    for item in facts.items:
        yield item, msg("次第の「{title}」", title=item.title), item.meeting
    for material in facts.materials:
        yield material, Message(numbers[material.id]), material.id
    for body in facts.bodies:
        yield body, Message(numbers.get(body.material, "？")), body.material


def _surveys(facts: Facts) -> Iterator[tuple[Record, Message, Id]]:
    titles = {one.id: one.title for one in facts.surveys}
    asked = {one.id: one for one in facts.questions}
    for survey in facts.surveys:
        yield survey, msg("調査「{title}」", title=survey.title), survey.id
    for fact in facts.survey_facts:
        yield fact, msg("調査「{title}」の概要", title=titles.get(fact.survey, "？")), fact.survey
    for one in (*facts.questions, *facts.choices):
        question = one if isinstance(one, Question) else asked.get(one.question)
        if question is None:
            continue
        title, number = titles.get(question.survey, "？"), question.number
        yield one, msg("調査「{title}」の設問{number}", title=title, number=number), question.survey


def _consultations(facts: Facts) -> Iterator[tuple[Record, Message, Id]]:
    numbers = {one.id: one.number for one in facts.consultations}
    of = {one.id: one.consultation for one in facts.reports}
    for one in facts.consultations:
        yield one, msg("諮問{number}", number=one.number), one.id
    for report in facts.reports:
        number = numbers.get(report.consultation, 0)
        yield report, msg("諮問{number}の答申", number=number), report.consultation
    for one in facts.recommendations:
        consultation = of.get(one.report, "")
        number = numbers.get(consultation, 0)
        yield one, msg("諮問{number}の答申", number=number), consultation
    for one in facts.continued:
        number = numbers.get(one.consultation, 0)
        yield one, msg("諮問{number}の継続審議", number=number), one.consultation


def _regulation(version: RegulationVersion) -> Iterator[Text]:
    place = at(version, "source")
    named = msg("規則「{title}」", title=version.title)
    for line in _lines(version.source, version.title):
        yield Text(line, named, place, version.id)


@lru_cache(maxsize=8)  # a dozen checks ask for the same text
def _lines(source: str, title: str) -> tuple[str, ...]:
    """Every line of a regulation; none where its TOML has a fault, which its own screen tells."""
    try:
        whole = regulation_text.read(source, title)
    except InvalidRecord:
        return ()
    parts = (*whole.articles, *whole.supplements)
    said = (line for part in parts for line in _sentences(part.paragraphs))
    return (whole.title, whole.number, *whole.header, *whole.amendments, *said)


def _sentences(parts: tuple[Paragraph, ...] | tuple[Item, ...]) -> Iterator[str]:
    for part in parts:
        yield part.text
        yield from _sentences(part.items)
