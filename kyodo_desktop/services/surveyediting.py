"""Taking parts of a survey away, setting them in another order, and entering counts as a table has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.domain.errors import StillNeeded
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Material, Question, Survey, SurveyChoice, SurveyFact
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.places import moved
from kyodo_desktop.services.wordings import short
from kyodo_desktop.storage import Change, Draft, Store


@dataclass(frozen=True, slots=True)
class Counts:
    """A choice as a table has it: its label, how many chose it, the percentage as published."""

    label: str
    count: int
    percent: int | None = None


def remove_survey(store: Store, survey: Id) -> Change:
    """Remove a survey with all that belongs to it. Raises `StillNeeded` where a material prints it."""
    stored = store.get(Survey, survey)
    printed = store.find(Material, survey=stored.id)
    if printed:
        raise StillNeeded(
            msg("調査「{title}」を削除できません", title=stored.title),
            msg("資料「{title}」が、この調査を印刷しています。", title=printed[0].title),
            msg("先に、その資料の調査を外してください。"),
        )
    with store.change(msg("調査「{title}」を削除", title=stored.title)) as draft:
        for question in store.find(Question, survey=stored.id):
            _drop_question(store, draft, question)
        for fact in store.find(SurveyFact, survey=stored.id):
            draft.remove(fact)
        draft.remove(stored)
    return draft.change


def remove_fact(store: Store, fact: Id) -> Change:
    """Remove a line of a survey's outline."""
    stored = store.get(SurveyFact, fact)
    with store.change(msg("調査の概要「{label}」を削除", label=short(stored.label or stored.value))) as draft:
        draft.remove(stored)
    return draft.change


def remove_question(store: Store, question: Id) -> Change:
    """Remove a question with its choices."""
    stored = store.get(Question, question)
    with store.change(msg("設問「{wording}」を削除", wording=short(stored.wording))) as draft:
        _drop_question(store, draft, stored)
    return draft.change


def remove_choice(store: Store, choice: Id) -> Change:
    """Remove a choice and its count."""
    stored = store.get(SurveyChoice, choice)
    with store.change(msg("選択肢「{label}」を削除", label=short(stored.label))) as draft:
        draft.remove(stored)
    return draft.change


def move_fact(store: Store, fact: Id, by: int) -> Change:
    """Move a line of the outline up (negative) or down, at most to the end."""
    stored = store.get(SurveyFact, fact)
    with store.change(msg("調査の概要「{label}」を移動", label=short(stored.label or stored.value))) as draft:
        for one in moved(store.find(SurveyFact, survey=stored.survey), stored, by):
            draft.save(one)
    return draft.change


def move_question(store: Store, question: Id, by: int) -> Change:
    """Move a question up (negative) or down, at most to the end."""
    stored = store.get(Question, question)
    with store.change(msg("設問「{wording}」を移動", wording=short(stored.wording))) as draft:
        for one in moved(store.find(Question, survey=stored.survey), stored, by):
            draft.save(one)
    return draft.change


def move_choice(store: Store, choice: Id, by: int) -> Change:
    """Move a choice up (negative) or down, at most to the end."""
    stored = store.get(SurveyChoice, choice)
    with store.change(msg("選択肢「{label}」を移動", label=short(stored.label))) as draft:
        for one in moved(store.find(SurveyChoice, question=stored.question), stored, by):
            draft.save(one)
    return draft.change


def enter_counts(store: Store, question: Id, rows: Sequence[Counts]) -> Change:
    """Enter a question's counts as a table has them: a known label keeps its place, a new one comes after.

    Choices that the table doesn't name stay as they are. Raises `InvalidRecord` for a count that can't be.
    """
    stored = store.get(Question, question)
    known = {one.label: one for one in store.find(SurveyChoice, question=stored.id)}
    last = max((one.order for one in known.values()), default=0)
    with store.change(msg("設問「{wording}」の回答数を入力", wording=short(stored.wording))) as draft:
        for row in rows:
            before = known.get(row.label)
            if before is not None:
                draft.save(replace(before, count=row.count, percent=row.percent))
                continue
            last += 1
            draft.add(
                SurveyChoice(
                    id=draft.new_id(),
                    question=stored.id,
                    order=last,
                    label=row.label,
                    count=row.count,
                    percent=row.percent,
                )
            )
    return draft.change


def _drop_question(store: Store, draft: Draft, question: Question) -> None:
    for choice in store.find(SurveyChoice, question=question.id):
        draft.remove(choice)
    draft.remove(question)
