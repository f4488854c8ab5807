"""調査結果報告書: a survey's report, from its records to its pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar, Literal

from kyodo_desktop.domain.records import ChartKind, Material, PercentBase, Survey, SurveyChoice, SurveyFact
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers.paper import THE_FORM, Occasion, Paper, Printed, Takes
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.surveysheet import Sheet
from kyodo_desktop.papers.surveyview import Answer, Asked, Fact, Outline, SurveyForm, SurveyView
from kyodo_desktop.services import surveys
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.storage import Store


class SurveyPaper(Paper[SurveyView, SurveyForm]):
    """調査結果報告書."""

    key: ClassVar = "survey"
    title: ClassVar = mark("調査結果報告書")
    form: ClassVar = "survey.toml"
    as_material: ClassVar = True
    of_material: ClassVar = True
    takes: ClassVar = (Takes.MEETING, Takes.MATERIAL)
    layout = SurveyForm

    def compose(self, store: Store, occasion: Occasion) -> SurveyView:
        material = store.get(Material, occasion.material) if occasion.material else None
        if material is None or material.survey is None:
            named = Quotes(store, occasion.committee.id).said(material.title) if material else ""
            return SurveyView(title=named)
        return view_of(surveys.survey_of(store, material.survey))

    def heading(self, view: SurveyView, form: SurveyForm) -> str:  # noqa: ARG002 - its own title
        return view.title

    def printed(self, view: SurveyView, form: SurveyForm) -> Iterator[Printed]:
        yield Printed(view.title, form.heading.face, msg("報告書の標題"))
        yield Printed(view.published + view.publisher + view.purpose, form.body.face, msg("報告書の標題"))
        words = form.choice + form.description + form.count + form.percent + form.percent_value
        words += form.no_percent + form.base.respondents + form.base.answers + form.base.stated
        yield Printed(words + form.chart.texts(), form.cells.face, msg(THE_FORM))
        yield Printed(form.chart.texts(), form.chart.labels.face, msg(THE_FORM))
        yield Printed(form.bullet + form.multiple, form.questions.face, msg(THE_FORM))
        sections = form.section + form.purpose + form.outline + form.results + "0123456789"
        yield Printed(sections + form.none, form.sections.face, msg(THE_FORM))
        yield Printed(form.none, form.body.face, msg(THE_FORM))
        for outline in view.outlines:
            yield Printed(
                outline.heading, form.sections.face, msg("報告書の「{text}」", text=outline.heading)
            )
            for fact in outline.facts:
                where = msg("調査の概要「{label}」", label=fact.label)
                yield Printed(fact.label + fact.value + fact.note, form.cells.face, where)
                yield Printed(fact.value + fact.note, form.body.face, where)
        for question in view.questions:
            yield from _printed(question, form)

    def draw(self, view: SurveyView, page: Page, form: SurveyForm) -> Iterator[Progress]:
        yield from Sheet(page, form).report(view)


def view_of(found: surveys.SurveyLines) -> SurveyView:
    """The view of a survey's report."""
    survey: Survey = found.survey
    groups = groupby(found.facts, key=lambda fact: fact.heading)
    return SurveyView(
        title=survey.title,
        published=survey.published,
        publisher=survey.publisher,
        purpose=survey.purpose,
        outlines=tuple(Outline(heading, tuple(map(_fact, facts))) for heading, facts in groups),
        questions=tuple(map(_asked, found.questions)),
    )


def _fact(fact: SurveyFact) -> Fact:
    return Fact(fact.label, fact.value, fact.note)


def _asked(line: surveys.QuestionLine) -> Asked:
    question = line.question
    kinds: dict[ChartKind, Literal["pie", "bars"] | None] = {
        ChartKind.PIE: "pie",
        ChartKind.BAR: "bars",
        ChartKind.NONE: None,
    }
    answers = [_answer(line, choice) for choice in line.choices]
    if question.no_answer is not None:
        answers.append(Answer("", question.no_answer, _share(line, question.no_answer), blank=True))
    return Asked(
        number=question.number,
        wording=question.wording,
        multiple=question.multiple,
        base=question.base,
        count=line.base,
        answers=tuple(answers),
        head=question.choices_head,
        chart=kinds[question.chart],
        remark=question.remark,
    )


def _answer(line: surveys.QuestionLine, choice: SurveyChoice) -> Answer:
    """A choice with its percentage as it was published; only where none was is it worked out."""
    percent = line.percent(choice) if choice.percent is None else choice.percent
    return Answer(choice.label, choice.count, percent, choice.description)


def _share(line: surveys.QuestionLine, count: int) -> int | None:
    """The percentage of 無回答; None where the base leaves it out, as a stated number may."""
    if not line.base or (line.base < line.answers and not line.question.multiple):
        return None
    if line.question.base is PercentBase.STATED:
        return None
    return (200 * count + line.base) // (2 * line.base)


def _printed(question: Asked, form: SurveyForm) -> Iterator[Printed]:
    where = msg("設問「{text}」", text=question.wording[:20])
    yield Printed(question.number + question.wording, form.questions.face, where)
    yield Printed(question.head, form.cells.face, where)
    yield Printed(question.remark, form.body.face, where)
    for answer in question.answers:
        label = answer.label or form.no_answer
        where = msg("回答項目「{label}」", label=label)
        yield Printed(label + answer.description, form.cells.face, where)
        yield Printed(label, form.chart.labels.face, where)
