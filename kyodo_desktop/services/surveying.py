"""A survey put on record: its outline, its questions, their choices, and each put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    ChartKind,
    Committee,
    PercentBase,
    Question,
    Survey,
    SurveyChoice,
    SurveyFact,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.storage import Change, Store


def record_survey(
    store: Store,
    committee: Id,
    title: str,
    *,
    published: str = "",
    publisher: str = "",
    purpose: str = "",
    population: int | None = None,
    respondents: int | None = None,
) -> Change:
    """Put a survey on record."""
    owner = store.get(Committee, committee)
    with store.change(msg("調査「{title}」を登録", title=title)) as draft:
        survey = Survey(
            id=draft.new_id(),
            committee=owner.id,
            title=title,
            published=published,
            publisher=publisher,
            purpose=purpose,
            population=population,
            respondents=respondents,
        )
        check_survey(survey)
        draft.add(survey)
    return draft.change


def edit_survey(store: Store, survey: Survey) -> Change:
    """Save a survey as the clerk has put it."""
    stored = store.get(Survey, survey.id)
    with store.change(msg("調査「{title}」を変更", title=stored.title)) as draft:
        survey = replace(survey, committee=stored.committee)
        check_survey(survey)
        draft.save(survey)
    return draft.change


def add_fact(
    store: Store, survey: Id, label: str, value: str, *, heading: str = "", note: str = ""
) -> Change:
    """Add a line to a survey's outline, after the others; without a label it is running text."""
    owner = store.get(Survey, survey)
    with store.change(
        msg("調査「{title}」の概要に「{label}」を追加", title=owner.title, label=label)
    ) as draft:
        draft.add(
            SurveyFact(
                id=draft.new_id(),
                survey=owner.id,
                order=_next(store.find(SurveyFact, survey=owner.id)),
                heading=heading,
                label=label,
                value=value,
                note=note,
            )
        )
    return draft.change


def edit_fact(store: Store, fact: SurveyFact) -> Change:
    """Save a line of a survey's outline as the clerk has put it."""
    stored = store.get(SurveyFact, fact.id)
    with store.change(msg("調査の概要「{label}」を変更", label=stored.label)) as draft:
        draft.save(replace(fact, survey=stored.survey))
    return draft.change


def add_question(
    store: Store,
    survey: Id,
    wording: str,
    *,
    number: str = "",
    multiple: bool = False,
    base: PercentBase | None = None,
    base_count: int | None = None,
    no_answer: int | None = None,
    choices_head: str = "",
    chart: ChartKind = ChartKind.PIE,
    remark: str = "",
) -> Change:
    """Add a question after the others, in the words that were printed; `choices_head` heads its choices."""
    owner = store.get(Survey, survey)
    with store.change(msg("調査「{title}」に設問を追加", title=owner.title)) as draft:
        question = Question(
            id=draft.new_id(),
            survey=owner.id,
            order=_next(store.find(Question, survey=owner.id)),
            number=number,
            wording=wording,
            multiple=multiple,
            base=base,
            base_count=base_count,
            no_answer=no_answer,
            choices_head=choices_head,
            chart=chart,
            remark=remark,
        )
        check_base(owner, question)
        draft.add(question)
    return draft.change


def edit_question(store: Store, question: Question) -> Change:
    """Save a question as the clerk has put it."""
    stored = store.get(Question, question.id)
    owner = store.get(Survey, stored.survey)
    with store.change(msg("調査「{title}」の設問を変更", title=owner.title)) as draft:
        question = replace(question, survey=stored.survey)
        check_base(owner, question)
        draft.save(question)
    return draft.change


def add_choice(
    store: Store, question: Id, label: str, count: int, *, percent: int | None = None, description: str = ""
) -> Change:
    """Add a choice after the others: how many chose it, and the percentage as it was published."""
    owner = store.get(Question, question)
    with store.change(msg("選択肢「{label}」を追加", label=label)) as draft:
        draft.add(
            SurveyChoice(
                id=draft.new_id(),
                question=owner.id,
                order=_next(store.find(SurveyChoice, question=owner.id)),
                label=label,
                description=description,
                count=count,
                percent=percent,
            )
        )
    return draft.change


def edit_choice(store: Store, choice: SurveyChoice) -> Change:
    """Save a choice as the clerk has put it."""
    stored = store.get(SurveyChoice, choice.id)
    with store.change(msg("選択肢「{label}」を変更", label=stored.label)) as draft:
        draft.save(replace(choice, question=stored.question))
    return draft.change


def check_base(survey: Survey, question: Question) -> None:
    """Refuse percentages of a number that isn't known: the stated one, or how many answered the survey."""
    what: Message = msg("設問「{wording}」を保存できません", wording=question.wording.partition("\n")[0][:30])
    if question.base is PercentBase.STATED and not question.base_count:
        raise refused(
            what,
            msg("割合の基準とする数がありません。"),
            msg("「基準の数」を入力してください。"),
            "base_count",
        )
    if question.base is PercentBase.RESPONDENTS and not survey.respondents:
        raise refused(
            what,
            msg("この調査の回答者数が登録されていません。"),
            msg("先に調査の「回答者数」を入力してください。"),
            "base",
        )


def check_survey(survey: Survey) -> None:
    """Refuse more respondents than were asked."""
    if survey.population is not None and (survey.respondents or 0) > survey.population:
        raise refused(
            msg("調査「{title}」を保存できません", title=survey.title),
            msg("回答者数が調査対象数より多くなっています。"),
            msg("調査対象数と回答者数を確かめてください。"),
            "respondents",
        )


class _Placed(Protocol):
    @property
    def order(self) -> int: ...


def _next(row: Iterable[_Placed]) -> int:
    return max((one.order for one in row), default=0) + 1
