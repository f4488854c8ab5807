"""A 諮問 or an answer put on record by mistake, and recommendations set in and out."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, StillNeeded
from kyodo_desktop.domain.records import (
    Consultation,
    ContinuedDeliberation,
    Deliberation,
    FollowUpState,
    Recommendation,
    Report,
)
from kyodo_desktop.services import consultations, meetings, planning
from kyodo_desktop.storage import Store
from tests.services import asking
from tests.services.test_followups import LOOKED, advice, follow, line

ASKED = dt.date(2025, 11, 1)


def sixth(store: Store) -> Consultation:
    """A consultation that isn't answered yet."""
    owner = asking.committee(store).id
    made = consultations.record_consultation(store, owner, "職員研修について", asked_on=ASKED)
    return store.get(Consultation, made.pairs[0].subject.id)


def outlined(store: Store, number: int) -> list[str]:
    """The recommendations as they are numbered, and how each begins."""
    return [f"{one.number}{one.recommendation.title[:4]}" for one in line(store, number).recommendations]


def test_a_consultation_goes_with_what_was_deliberated_on_it(sample: Store) -> None:
    asked = sixth(sample)
    item = meetings.agenda(sample, asking.meeting(sample).id)[0].item
    consultations.deliberate(sample, asked.id, item.id)
    consultations.add_continued(sample, asked.id, "引き続き審議すること")
    change = consultations.remove_consultation(sample, asked.id)
    assert change.act.text() == "諮問6「職員研修について」を削除"
    assert sample.find(Consultation, number=6) == ()
    assert sample.find(Deliberation, consultation=asked.id) == ()
    assert sample.find(ContinuedDeliberation, consultation=asked.id) == ()
    sample.undo()
    assert line(sample, 6).sittings[0].item == item
    assert len(line(sample, 6).continued) == 1


def test_a_consultation_that_is_answered_or_quoted_stays(sample: Store) -> None:
    with pytest.raises(StillNeeded, match="答申が記録されています"):
        consultations.remove_consultation(sample, line(sample, 5).consultation.id)
    asked = sixth(sample)
    owner = asking.committee(sample).id
    planning.add_plan_entry(sample, owner, content="{{諮問6の件名}}の審議", period="令和8年2月")
    with pytest.raises(StillNeeded, match="の審議」の文で引用"):
        consultations.remove_consultation(sample, asked.id)
    assert line(sample, 6).consultation == asked


def test_a_consultation_may_quote_itself_and_go(sample: Store) -> None:
    owner = asking.committee(sample).id
    asked = consultations.record_consultation(
        sample, owner, "件", asked_on=ASKED, question="{{諮問6の件名}}について"
    ).pairs[0]
    consultations.remove_consultation(sample, asked.subject.id)
    assert sample.find(Consultation, number=6) == ()


def test_an_answer_goes_with_its_recommendations(sample: Store) -> None:
    before = outlined(sample, 4)
    report = line(sample, 4).report
    assert report is not None
    change = consultations.remove_report(sample, report.id)
    assert change.act.text() == "諮問4の答申を削除"
    assert (line(sample, 4).report, line(sample, 4).recommendations) == (None, ())
    sample.undo()
    assert outlined(sample, 4) == before
    assert sample.find(Report, consultation=line(sample, 4).consultation.id) != ()


def test_an_answer_that_was_followed_up_or_whose_day_is_quoted_stays(sample: Store) -> None:
    report = line(sample, 4).report
    assert report is not None
    made = follow(sample, advice(sample, 4, 1), LOOKED, FollowUpState.DONE)
    with pytest.raises(StillNeeded, match="実施状況が記録されています"):
        consultations.remove_report(sample, report.id)
    consultations.remove_follow_up(sample, made.id)
    owner = asking.committee(sample).id
    planning.add_plan_entry(sample, owner, content="{{諮問4の答申日}}の答申", period="令和8年2月")
    with pytest.raises(StillNeeded, match="引用されています"):
        consultations.remove_report(sample, report.id)
    assert line(sample, 4).report == report


def test_a_recommendation_is_set_in_under_the_one_above_and_out_again(sample: Store) -> None:
    before = outlined(sample, 4)
    assert before[:4] == ["1点から線", "（1）既存事業", "（2）既存のネ", "2多様な主"]
    second = advice(sample, 4, 3)
    consultations.indent_recommendation(sample, second.id)
    assert outlined(sample, 4)[:4] == ["1点から線", "（1）既存事業", "（2）既存のネ", "（3）多様な主"]
    consultations.outdent_recommendation(sample, second.id)
    assert outlined(sample, 4) == before
    first = advice(sample, 4, 0)
    assert consultations.indent_recommendation(sample, first.id).pairs == ()
    assert consultations.outdent_recommendation(sample, first.id).pairs == ()


def test_a_recommendation_set_in_too_deep_is_refused(sample: Store) -> None:
    report = line(sample, 1).report
    assert report is not None
    parent = None
    for n in range(6):
        made = consultations.add_recommendation(sample, report.id, f"{n}段", parent=parent)
        parent = made.pairs[0].subject.id
    lowest = sample.get(Recommendation, parent or "")
    beside = consultations.add_recommendation(sample, report.id, "横", parent=lowest.parent).pairs[0]
    with pytest.raises(InvalidRecord, match="6段まで"):
        consultations.indent_recommendation(sample, beside.subject.id)
    assert sample.get(Recommendation, beside.subject.id).parent == lowest.parent


def test_days_are_counted_to_the_answer_or_to_today(sample: Store) -> None:
    assert line(sample, 5).days(asking.DAY) == 607
    sixth(sample)
    assert line(sample, 6).days(asking.DAY) == 13
    assert line(sample, 6).days(dt.date(2025, 10, 31)) is None
