"""The sample's surveys with every count, known to the meeting's materials by their keys."""

from __future__ import annotations

from kyodo_desktop.domain.records import (
    ChartKind,
    PercentBase,
    Question,
    Survey,
    SurveyChoice,
    SurveyFact,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.sample.ground import Ground, add, blamed, number
from kyodo_desktop.services.surveying import check_base, check_survey
from kyodo_desktop.services.tomlfile import Table
from kyodo_desktop.storage import Draft

_SURVEY = (
    "key",
    "title",
    "published",
    "publisher",
    "purpose",
    "population",
    "respondents",
    "facts",
    "questions",
)
_QUESTION = (
    "number",
    "wording",
    "multiple",
    "base",
    "base_count",
    "no_answer",
    "choices_head",
    "chart",
    "remark",
    "choices",
)


def plant_surveys(draft: Draft, file: Table, ground: Ground) -> dict[str, Survey]:
    """Plant surveys.toml; what comes back is known by each survey's key."""
    known: dict[str, Survey] = {}
    for row in file.known("surveys").tables("surveys", required=False):
        key = row.known(*_SURVEY).text("key")
        if key in known:
            raise row.wrong("key", msg("同じ key の調査が、すでに書かれています。"))
        known[key] = _survey(draft, row, ground)
        for order, fact in enumerate(row.tables("facts", required=False), 1):
            _fact(draft, fact.known("heading", "label", "value", "note"), known[key], order)
        for order, question in enumerate(row.tables("questions", required=False), 1):
            _question(draft, question.known(*_QUESTION), known[key], order)
    return known


def _survey(draft: Draft, row: Table, ground: Ground) -> Survey:
    survey = Survey(
        id=draft.new_id(),
        committee=ground.committee.id,
        title=row.text("title"),
        published=row.text("published", ""),
        publisher=row.text("publisher", ""),
        purpose=row.text("purpose", ""),
        population=number(row, "population"),
        respondents=number(row, "respondents"),
    )
    with blamed(row):
        check_survey(survey)
    return add(draft, row, survey)


def _fact(draft: Draft, row: Table, survey: Survey, order: int) -> None:
    fact = SurveyFact(
        id=draft.new_id(),
        survey=survey.id,
        order=order,
        heading=row.text("heading", ""),
        label=row.text("label", ""),
        value=row.text("value"),
        note=row.text("note", ""),
    )
    add(draft, row, fact)


def _question(draft: Draft, row: Table, survey: Survey, order: int) -> None:
    question = Question(
        id=draft.new_id(),
        survey=survey.id,
        order=order,
        number=row.text("number", ""),
        wording=row.text("wording"),
        multiple=row.flag("multiple"),
        base=row.choice("base", PercentBase, PercentBase.ANSWERS) if "base" in row.values else None,
        base_count=number(row, "base_count"),
        no_answer=number(row, "no_answer"),
        choices_head=row.text("choices_head", ""),
        chart=row.choice("chart", ChartKind, ChartKind.PIE),
        remark=row.text("remark", ""),
    )
    with blamed(row):
        check_base(survey, question)
    add(draft, row, question)
    for place, one in enumerate(row.tables("choices"), 1):
        _choice(draft, one.known("label", "description", "count", "percent"), question, place)


def _choice(draft: Draft, row: Table, question: Question, order: int) -> None:
    choice = SurveyChoice(
        id=draft.new_id(),
        question=question.id,
        order=order,
        label=row.text("label"),
        description=row.text("description", ""),
        count=row.integer("count"),
        percent=number(row, "percent"),
    )
    add(draft, row, choice)
