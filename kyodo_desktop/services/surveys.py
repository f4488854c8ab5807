"""Surveys (調査) and what they found: questions, counts, and what each percentage is a share of."""

from __future__ import annotations

from dataclasses import dataclass

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import PercentBase, Question, Survey, SurveyChoice, SurveyFact
from kyodo_desktop.services.surveying import (
    add_choice,
    add_fact,
    add_question,
    edit_choice,
    edit_fact,
    edit_question,
    edit_survey,
    record_survey,
)
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with its choices, as they were printed (「①はい」, 「(3) …(複数回答可)」).

    `answers` is the sum of the counts, 無回答 aside; `base` what 100 per cent is, None where no percentages
    were given, and `base_label` the word for it.
    """

    question: Question
    choices: tuple[SurveyChoice, ...]
    answers: int
    base: int | None
    base_label: str

    def percent(self, choice: SurveyChoice) -> int | None:
        """The share of `choice` in whole per cent, a half rounded up; None without a base."""
        if not self.base:
            return None
        return (200 * choice.count + self.base) // (2 * self.base)


@dataclass(frozen=True, slots=True)
class SurveyLines:
    """A survey with its outline (調査概要) and its questions, in the order of print."""

    survey: Survey
    facts: tuple[SurveyFact, ...]
    questions: tuple[QuestionLine, ...]


def surveys(store: Store, committee: Id) -> tuple[Survey, ...]:
    """Every survey of the committee, by title."""
    return tuple(sorted(store.find(Survey, committee=committee), key=lambda one: (one.title, one.id)))


def survey_of(store: Store, survey: Id) -> SurveyLines:
    """Everything that a survey's report shows. Raises `NotFound`."""
    stored = store.get(Survey, survey)
    questions = store.find(Question, survey=stored.id)
    choices: dict[Id, list[SurveyChoice]] = {one.id: [] for one in questions}
    for choice in store.find_in(SurveyChoice, "question", list(choices)):
        choices[choice.question].append(choice)
    return SurveyLines(
        survey=stored,
        facts=store.find(SurveyFact, survey=stored.id),
        questions=tuple(_line(stored, one, tuple(choices[one.id])) for one in questions),
    )


def _line(survey: Survey, question: Question, choices: tuple[SurveyChoice, ...]) -> QuestionLine:
    answers = sum(choice.count for choice in choices)
    match question.base:
        case None:
            base = None
        case PercentBase.RESPONDENTS:
            base = survey.respondents
        case PercentBase.ANSWERS:
            base = answers
        case PercentBase.STATED:
            base = question.base_count
    label = question.base.label if question.base else ""
    return QuestionLine(question=question, choices=choices, answers=answers, base=base, base_label=label)


__all__ = [
    "QuestionLine",
    "SurveyLines",
    "add_choice",
    "add_fact",
    "add_question",
    "edit_choice",
    "edit_fact",
    "edit_question",
    "edit_survey",
    "record_survey",
    "survey_of",
    "surveys",
]
