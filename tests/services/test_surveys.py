"""Surveys: recorded with their counts, and each percentage a share of what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import ChartKind, PercentBase, Question, Survey, SurveyChoice
from kyodo_desktop.services import meetings, roster, surveys
from kyodo_desktop.services.surveys import SurveyLines
from kyodo_desktop.storage import Store
from tests.services import asking


def recorded(store: Store, respondents: int | None = 8) -> Survey:
    """A small survey."""
    owner = asking.committee(store).id
    change = surveys.record_survey(store, owner, "研修アンケート", population=20, respondents=respondents)
    made = change.pairs[0].subject
    assert isinstance(made, Survey)
    return made


def asked(store: Store, survey: Survey, base: PercentBase | None, stated: int | None = None) -> Question:
    """A question with three choices: 1, 3 and 2 answers."""
    change = surveys.add_question(
        store, survey.id, "役に立ちましたか。", base=base, base_count=stated, chart=ChartKind.BAR
    )
    made = change.pairs[0].subject
    assert isinstance(made, Question)
    for label, count in (("①はい", 1), ("②いいえ", 3), ("③その他", 2)):
        surveys.add_choice(store, made.id, label, count)
    return made


def lines(store: Store) -> SurveyLines:
    """The small survey as its report shows it."""
    survey = next(one for one in store.find(Survey) if one.title == "研修アンケート")
    return surveys.survey_of(store, survey.id)


@pytest.mark.parametrize(
    ("base", "stated", "expected"),
    [
        (PercentBase.RESPONDENTS, None, (8, [13, 38, 25])),
        (PercentBase.ANSWERS, None, (6, [17, 50, 33])),
        (PercentBase.STATED, 5, (5, [20, 60, 40])),
        (None, None, (None, [None, None, None])),
    ],
)
def test_a_percentage_is_a_share_of_its_base(
    sample: Store, base: PercentBase | None, stated: int | None, expected: tuple[int | None, list[int | None]]
) -> None:
    asked(sample, recorded(sample), base, stated)
    (line,) = lines(sample).questions
    assert (line.base, [line.percent(one) for one in line.choices]) == expected
    assert (line.answers, line.base_label) == (6, base.label if base else "")
    assert [one.label for one in line.choices] == ["①はい", "②いいえ", "③その他"]


def test_percentages_of_an_unknown_number_are_refused(sample: Store) -> None:
    survey = recorded(sample, respondents=None)
    with pytest.raises(InvalidRecord, match="回答者数が登録されていません") as caught:
        asked(sample, survey, PercentBase.RESPONDENTS)
    assert caught.value.problems[0][0] == "base"
    question = asked(sample, survey, PercentBase.ANSWERS)
    with pytest.raises(InvalidRecord, match="基準とする数がありません") as caught:
        surveys.edit_question(sample, replace(question, base=PercentBase.STATED))
    assert caught.value.problems[0][0] == "base_count"


def test_more_answers_than_people_asked_are_refused(sample: Store) -> None:
    with pytest.raises(InvalidRecord, match="調査対象数より多く"):
        recorded(sample, respondents=21)
    with pytest.raises(InvalidRecord, match="調査対象数より多く") as caught:
        surveys.edit_survey(sample, replace(recorded(sample), population=7))
    assert caught.value.problems[0][0] == "respondents"


def test_everything_is_put_right(sample: Store) -> None:
    survey = recorded(sample)
    question = asked(sample, survey, PercentBase.ANSWERS)
    surveys.add_fact(sample, survey.id, "回答数", "8名", heading="調査概要")
    surveys.add_fact(sample, survey.id, "", "一覧を参照")
    first = lines(sample)
    surveys.edit_survey(sample, replace(survey, published="2026年9月", committee="x"))
    surveys.edit_fact(sample, replace(first.facts[0], value="9名"))
    surveys.edit_question(sample, replace(question, remark="所見"))
    surveys.edit_choice(sample, replace(first.questions[0].choices[1], count=4))
    again = lines(sample)
    assert (again.survey.published, again.survey.committee) == ("2026年9月", survey.committee)
    assert [one.value for one in again.facts] == ["9名", "一覧を参照"]
    assert (again.questions[0].question.remark, again.questions[0].answers) == ("所見", 7)
    acts = [entry.act.text() for entry in sample.journal(4)]
    assert acts == [
        "選択肢「②いいえ」を変更",
        "調査「研修アンケート」の設問を変更",
        "調査の概要「回答数」を変更",
        "調査「研修アンケート」を変更",
    ]


def test_each_question_has_its_own_choices(sample: Store) -> None:
    for survey in surveys.surveys(sample, asking.committee(sample).id):
        for line in surveys.survey_of(sample, survey.id).questions:
            assert line.choices == sample.find(SurveyChoice, question=line.question.id)


def test_a_material_takes_a_survey_of_its_own_committee(sample: Store) -> None:
    material = meetings.materials(sample, asking.meeting(sample).id)[0].material
    meetings.edit_material(sample, replace(material, survey=recorded(sample).id))
    other = roster.establish(sample, name="別の委員会", city="川口市").pairs[0].subject.id
    foreign = surveys.record_survey(sample, other, "別の調査").pairs[0].subject
    material = meetings.materials(sample, asking.meeting(sample).id)[0].material
    with pytest.raises(InvalidRecord, match="別の委員会のもの") as caught:
        meetings.edit_material(sample, replace(material, survey=foreign.id))
    assert caught.value.problems[0][0] == "survey"
