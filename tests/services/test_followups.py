"""What became of recommendations, and recommendations put in order or taken out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.records import FollowUp, FollowUpState, Recommendation
from kyodo_desktop.services import consultations
from kyodo_desktop.services.consultations import ConsultationLine
from kyodo_desktop.storage import Store
from tests.services import asking

LOOKED = dt.date(2025, 12, 1)


def line(store: Store, number: int) -> ConsultationLine:
    """The consultation with this number."""
    found = consultations.ledger(store, asking.committee(store).id)
    return next(one for one in found if one.consultation.number == number)


def advice(store: Store, number: int, place: int) -> Recommendation:
    """A recommendation by its place in print, from 0."""
    return line(store, number).recommendations[place].recommendation


def follow(store: Store, one: Recommendation, on: dt.date, state: FollowUpState, note: str = "") -> FollowUp:
    """Record how a recommendation stood."""
    change = consultations.add_follow_up(store, one.id, on=on, state=state, note=note)
    return store.get(FollowUp, change.pairs[0].subject.id)


def test_the_last_look_up_to_a_day_is_how_it_stood(sample: Store) -> None:
    one = advice(sample, 3, 1)
    follow(sample, one, dt.date(2024, 4, 1), FollowUpState.DONE)
    follow(sample, one, dt.date(2020, 4, 1), FollowUpState.NOT_STARTED)
    follow(sample, one, dt.date(2022, 4, 1), FollowUpState.UNDER_WAY, "広報紙に連載")
    found = line(sample, 3)
    assert sample.journal()[0].act.text().startswith("「情報発信として、")
    assert [two.on.year for two in consultations.follow_ups(sample, one.id)] == [2020, 2022, 2024]
    states = [found.state_of(one.id, dt.date(year, 4, 1)) for year in (2019, 2020, 2023, 2025)]
    assert [two and two.state for two in states] == [
        None,
        FollowUpState.NOT_STARTED,
        FollowUpState.UNDER_WAY,
        FollowUpState.DONE,
    ]
    assert found.state_of(advice(sample, 3, 0).id, LOOKED) is None


def test_a_follow_up_is_put_right_taken_back_and_undone(sample: Store) -> None:
    one, other = advice(sample, 3, 0), advice(sample, 3, 1)
    made = follow(sample, one, LOOKED, FollowUpState.UNDER_WAY)
    consultations.edit_follow_up(
        sample, replace(made, state=FollowUpState.DONE, note="研修を実施", recommendation=other.id)
    )
    (stored,) = line(sample, 3).follow_ups
    assert (stored.state, stored.note, stored.recommendation) == (FollowUpState.DONE, "研修を実施", one.id)
    consultations.remove_follow_up(sample, stored.id)
    assert line(sample, 3).follow_ups == ()
    sample.undo()
    sample.undo()
    assert [two.state for two in line(sample, 3).follow_ups] == [FollowUpState.UNDER_WAY]


def test_a_look_before_the_answer_or_twice_a_day_is_refused(sample: Store) -> None:
    one = advice(sample, 3, 0)
    with pytest.raises(InvalidRecord, match="答申日（令和元年6月28日）より前") as caught:
        follow(sample, one, dt.date(2019, 6, 27), FollowUpState.DONE)
    assert caught.value.problems[0][0] == "on"
    follow(sample, one, LOOKED, FollowUpState.UNDER_WAY)
    other = follow(sample, one, LOOKED + dt.timedelta(1), FollowUpState.DONE)
    with pytest.raises(InvalidRecord, match="令和7年12月1日の実施状況は、すでに記録"):
        consultations.edit_follow_up(sample, replace(other, on=LOOKED))
    follow(sample, advice(sample, 3, 1), LOOKED, FollowUpState.DONE)


def test_recommendations_move_among_those_beside_them(sample: Store) -> None:
    change = consultations.move_recommendation(sample, advice(sample, 4, 2).id, -1)
    assert change.act.text().endswith("を移動")
    assert [one.number for one in line(sample, 4).recommendations[:4]] == ["1", "（1）", "（2）", "2"]
    assert advice(sample, 4, 1).title.startswith("既存のネットワーク")
    first = advice(sample, 4, 0)
    consultations.move_recommendation(sample, first.id, 9)
    assert line(sample, 4).recommendations[-3].recommendation.title == first.title
    assert consultations.move_recommendation(sample, first.id, 1).pairs == ()


def test_a_recommendation_goes_with_all_under_it_but_never_with_what_became_of_it(sample: Store) -> None:
    before = [one.recommendation.title for one in line(sample, 4).recommendations]
    made = follow(sample, advice(sample, 4, 1), LOOKED, FollowUpState.DONE)
    with pytest.raises(InvalidRecord, match="実施状況が記録されています"):
        consultations.remove_recommendation(sample, advice(sample, 4, 0).id)
    consultations.remove_follow_up(sample, made.id)
    consultations.remove_recommendation(sample, advice(sample, 4, 0).id)
    assert [one.recommendation.title for one in line(sample, 4).recommendations] == before[3:]
    sample.undo()
    assert [one.recommendation.title for one in line(sample, 4).recommendations] == before


def test_what_was_deliberated_after_is_ordered_and_taken_out(sample: Store) -> None:
    asked = line(sample, 1).consultation
    consultations.add_continued(sample, asked.id, "二つ目の審議")
    consultations.move_continued(sample, line(sample, 1).continued[1].id, -1)
    assert line(sample, 1).continued[0].matter == "二つ目の審議"
    gone = line(sample, 1).continued[0].id
    assert consultations.remove_continued(sample, gone).act.text() == "諮問1の継続審議を削除"
    assert len(line(sample, 1).continued) == 1
    with pytest.raises(NotFound):
        consultations.remove_continued(sample, gone)
