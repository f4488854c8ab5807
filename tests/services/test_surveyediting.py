"""Taking parts of a survey away, setting them in order, and entering counts as a table has them."""

from __future__ import annotations

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, StillNeeded
from kyodo_desktop.domain.records import Material, Question, Survey, SurveyChoice, SurveyFact
from kyodo_desktop.services import surveyediting, surveys
from kyodo_desktop.services.surveyediting import Counts
from kyodo_desktop.storage import Store


def first(store: Store) -> surveys.SurveyLines:
    return surveys.survey_of(store, store.find(Survey)[0].id)


def test_a_survey_that_a_material_prints_stays_and_another_goes_with_all_of_it(sample: Store) -> None:
    printed = next(one for one in sample.find(Material) if one.survey)
    assert printed.survey is not None
    with pytest.raises(StillNeeded, match=printed.title):
        surveyediting.remove_survey(sample, printed.survey)
    committee = sample.find(Survey)[0].committee
    surveys.record_survey(sample, committee, "別の調査")
    other = next(one for one in sample.find(Survey) if one.title == "別の調査")
    surveys.add_fact(sample, other.id, "期間", "10月")
    surveys.add_question(sample, other.id, "設問")
    (question,) = sample.find(Question, survey=other.id)
    surveys.add_choice(sample, question.id, "はい", 3)
    surveyediting.remove_survey(sample, other.id)
    assert other not in sample.find(Survey)
    assert sample.find(Question, survey=other.id) == ()
    assert sample.find(SurveyChoice, question=question.id) == ()
    assert sample.find(SurveyFact, survey=other.id) == ()
    sample.undo()
    assert sample.find(SurveyChoice, question=question.id)[0].count == 3


def test_questions_choices_and_lines_move_and_go(sample: Store) -> None:
    lines = first(sample)
    question = lines.questions[0]
    surveyediting.move_question(sample, question.question.id, 1)
    assert [line.question.id for line in first(sample).questions][:2] == [
        lines.questions[1].question.id,
        question.question.id,
    ]
    surveyediting.move_choice(sample, question.choices[0].id, 99)
    moved = sample.find(SurveyChoice, question=question.question.id)
    assert [one.label for one in moved] == [one.label for one in (*question.choices[1:], question.choices[0])]
    surveyediting.remove_choice(sample, moved[0].id)
    surveyediting.remove_question(sample, lines.questions[1].question.id)
    surveyediting.move_fact(sample, lines.facts[0].id, 1)
    surveyediting.remove_fact(sample, lines.facts[1].id)
    after = first(sample)
    assert len(after.questions) == len(lines.questions) - 1
    assert [one.id for one in after.facts] == [one.id for one in lines.facts if one.id != lines.facts[1].id]
    assert len(after.questions[0].choices) == len(question.choices) - 1


def test_counts_of_a_table_go_to_their_labels_and_new_labels_come_after(sample: Store) -> None:
    question = first(sample).questions[0]
    known = question.choices[0]
    rows = (Counts(known.label, 5, 50), Counts("新しい項目", 5))
    done = surveyediting.enter_counts(sample, question.question.id, rows)
    after = sample.find(SurveyChoice, question=question.question.id)
    assert (after[0].id, after[0].count, after[0].percent) == (known.id, 5, 50)
    assert [one.label for one in after] == [*(one.label for one in question.choices), "新しい項目"]
    assert [one.count for one in after[1:-1]] == [one.count for one in question.choices[1:]]
    sample.undo(done.seq)
    assert sample.find(SurveyChoice, question=question.question.id) != after
    with pytest.raises(InvalidRecord):
        surveyediting.enter_counts(sample, question.question.id, (Counts(known.label, 1, 101),))
