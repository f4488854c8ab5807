"""諮問 and 答申: recorded, answered, put right, and listed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.records import Consultation, Recommendation, Report
from kyodo_desktop.services import consultations, roster
from kyodo_desktop.services.consultations import ConsultationLine
from kyodo_desktop.storage import Store
from tests.services import asking

ASKED = dt.date(2026, 6, 1)


def line(store: Store, number: int) -> ConsultationLine:
    """The consultation with this number."""
    found = consultations.ledger(store, asking.committee(store).id)
    return next(one for one in found if one.consultation.number == number)


def sixth(store: Store) -> Consultation:
    """A consultation that isn't answered yet."""
    consultations.record_consultation(
        store, asking.committee(store).id, "職員研修について", asked_on=ASKED, question="意見を求めます。"
    )
    return line(store, 6).consultation


def answered(store: Store) -> Report:
    """Its answer."""
    consultations.record_report(store, sixth(store).id, reported_on=ASKED, body="次のとおり意見します。")
    report = line(store, 6).report
    assert report is not None
    return report


def test_a_consultation_takes_the_next_number(sample: Store) -> None:
    assert sixth(sample).number == 6
    assert sample.journal()[0].act.text() == "諮問6「職員研修について」を記録"
    assert (line(sample, 6).report, line(sample, 6).recommendations) == (None, ())


def test_two_of_one_number_are_refused(sample: Store) -> None:
    owner = asking.committee(sample).id
    with pytest.raises(InvalidRecord, match="この番号の諮問は「盛人大学学旨の改正について」"):
        consultations.record_consultation(sample, owner, "別の件", asked_on=ASKED, number=2)
    with pytest.raises(InvalidRecord, match="この番号の諮問は") as caught:
        consultations.edit_consultation(sample, replace(line(sample, 5).consultation, number=1))
    assert caught.value.problems[0][0] == "number"


def test_another_committees_consultations_count_apart(sample: Store) -> None:
    other = roster.establish(sample, name="別の委員会", city="川口市").pairs[0].subject.id
    consultations.record_consultation(sample, other, "別の件", asked_on=ASKED)
    assert [one.consultation.number for one in consultations.ledger(sample, other)] == [1]
    assert len(consultations.ledger(sample, asking.committee(sample).id)) == 5


def test_a_consultation_is_put_right(sample: Store) -> None:
    stored = line(sample, 3).consultation
    consultations.edit_consultation(sample, replace(stored, document_number="川協発第3号", committee="x"))
    again = line(sample, 3).consultation
    assert (again.document_number, again.committee) == ("川協発第3号", stored.committee)


def test_an_answer_is_given_once(sample: Store) -> None:
    report = answered(sample)
    assert sample.journal()[0].act.text() == "諮問6の答申を記録"
    with pytest.raises(InvalidRecord, match="すでに記録されています"):
        consultations.record_report(sample, report.consultation, reported_on=ASKED)


def test_an_answer_before_its_question_is_refused(sample: Store) -> None:
    early = ASKED - dt.timedelta(days=1)
    with pytest.raises(InvalidRecord, match="令和8年6月1日") as caught:
        consultations.record_report(sample, sixth(sample).id, reported_on=early)
    assert caught.value.problems[0][0] == "reported_on"
    report = line(sample, 1).report
    assert report is not None
    with pytest.raises(InvalidRecord, match="より前"):
        consultations.edit_report(sample, replace(report, reported_on=dt.date(2013, 7, 22)))
    with pytest.raises(InvalidRecord, match="より前"):
        consultations.edit_consultation(sample, replace(line(sample, 1).consultation, asked_on=ASKED))


def test_an_answer_is_put_right(sample: Store) -> None:
    consultations.edit_report(sample, replace(answered(sample), reasons="理由"))
    report = line(sample, 6).report
    assert report is not None
    assert report.reasons == "理由"


def test_recommendations_are_numbered_by_their_places(sample: Store) -> None:
    report = answered(sample)
    for title in ("一つ目", "二つ目"):
        consultations.add_recommendation(sample, report.id, title)
    first = line(sample, 6).recommendations[0].recommendation
    for title in ("その一", "その二"):
        consultations.add_recommendation(sample, report.id, title, parent=first.id, body="説明")
    printed = [f"{one.number}{one.recommendation.title}" for one in line(sample, 6).recommendations]
    assert printed == ["1一つ目", "（1）その一", "（2）その二", "2二つ目"]
    consultations.edit_recommendation(sample, replace(first, title="直した", order=9))
    assert line(sample, 6).recommendations[0].recommendation.title == "直した"


def test_a_parent_in_another_answer_is_refused(sample: Store) -> None:
    foreign = line(sample, 1).recommendations[0].recommendation
    with pytest.raises(InvalidRecord, match="別の答申の意見です") as caught:
        consultations.add_recommendation(sample, answered(sample).id, "下の意見", parent=foreign.id)
    assert caught.value.problems[0][0] == "parent"


def test_recommendations_are_six_levels_deep_at_most(sample: Store) -> None:
    report, parent = answered(sample), None
    for n in range(6):
        change = consultations.add_recommendation(sample, report.id, f"{n}段", parent=parent)
        parent = change.pairs[0].subject.id
    with pytest.raises(InvalidRecord, match="6段まで"):
        consultations.add_recommendation(sample, report.id, "深すぎる", parent=parent)
    assert len(sample.find(Recommendation, report=report.id)) == 6


def test_what_was_deliberated_after_is_recorded(sample: Store) -> None:
    consultations.add_continued(sample, line(sample, 5).consultation.id, "職員研修の審議")
    (one,) = line(sample, 5).continued
    assert sample.journal()[0].act.text() == "諮問5の継続審議を記録"
    consultations.edit_continued(sample, replace(one, outcome="実施することとなった"))
    assert line(sample, 5).continued[0].outcome == "実施することとなった"
    sample.undo()
    assert line(sample, 5).continued[0].outcome == ""


def test_a_blank_title_is_refused(sample: Store) -> None:
    with pytest.raises(InvalidRecord, match="件名"):
        consultations.record_consultation(sample, asking.committee(sample).id, " ", asked_on=ASKED)
    with pytest.raises(NotFound):
        consultations.record_report(sample, "nowhere", reported_on=ASKED)
