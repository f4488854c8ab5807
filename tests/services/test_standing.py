"""Readings taken back and standing decisions put right, never under a vote that rests on them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import Reading, StandingDecision
from kyodo_desktop.services import meetings
from kyodo_desktop.services.standing import edit_decision, remove_decision, take_back_reading
from kyodo_desktop.storage import Store
from tests.services import asking
from tests.services.day import ballot_day, hands

APRIL = dt.date(2026, 4, 1)
OCTOBER = dt.date(2026, 10, 1)


def chosen(store: Store, value: str, on: dt.date) -> Reading:
    owner = asking.committee(store).id
    change = meetings.choose_reading(store, owner, "chair_votes", value, on)
    return next(one.after for one in change.pairs if isinstance(one.after, Reading) and one.before is None)


def online(store: Store, since: dt.date, value: str = "on") -> StandingDecision:
    owner = asking.committee(store).id
    change = meetings.record_decision(
        store,
        owner,
        "オンライン会議",
        "映像と音声による。",
        since=since,
        reading_settled="online",
        value=value,
    )
    return next(
        one.after for one in change.pairs if isinstance(one.after, StandingDecision) and one.before is None
    )


def test_a_choice_taken_back_lets_the_one_before_it_hold_on(sample: Store) -> None:
    owner = asking.committee(sample).id
    first = chosen(sample, "casting_only", APRIL)
    second = chosen(sample, "none", OCTOBER)
    change = take_back_reading(sample, second.id)
    assert change.act.text() == "規則の読み方「議長の票」の選択を取消"
    assert meetings.law_on(sample, owner, OCTOBER).chair_votes == "casting_only"
    assert sample.get(Reading, first.id).until is None
    take_back_reading(sample, first.id)
    assert meetings.law_on(sample, owner, OCTOBER).chair_votes == "member_and_casting"
    sample.undo()
    sample.undo()
    assert meetings.law_on(sample, owner, OCTOBER).chair_votes == "none"


def test_a_choice_under_which_a_vote_was_judged_stays(sample: Store) -> None:
    day = ballot_day(sample)
    one = chosen(sample, "casting_only", day.date)
    meetings.record_vote(sample, day.motion, hands(7, 3, 1))
    with pytest.raises(InvalidRecord, match="済んだ採決の読み方は変えられません"):
        take_back_reading(sample, one.id)
    assert sample.find(Reading) == (one,)


def test_a_decisions_words_are_mended_and_nothing_else(sample: Store) -> None:
    stored = online(sample, APRIL)
    edit_decision(sample, replace(stored, body="改めた。", since=OCTOBER, reading="", value=""))
    again = sample.get(StandingDecision, stored.id)
    assert (again.body, again.since, again.reading) == ("改めた。", APRIL, "online")


def test_a_decision_is_removed_and_the_one_before_it_holds_on(sample: Store) -> None:
    owner = asking.committee(sample).id
    online(sample, APRIL)
    second = online(sample, OCTOBER, "off")
    assert meetings.law_on(sample, owner, OCTOBER).online == "off"
    change = remove_decision(sample, second.id)
    assert change.act.text() == "委員会の決定「オンライン会議」を削除"
    assert meetings.law_on(sample, owner, OCTOBER).online == "on"


def test_a_decision_that_settles_no_reading_is_removed(sample: Store) -> None:
    owner = asking.committee(sample).id
    made = meetings.record_decision(sample, owner, "傍聴", "定員は10人とする。", since=APRIL)
    remove_decision(sample, made.pairs[0].subject.id)
    assert sample.find(StandingDecision) == ()


def test_a_decision_under_which_a_vote_was_judged_stays(sample: Store) -> None:
    day = ballot_day(sample)
    one = online(sample, day.date)
    meetings.record_vote(sample, day.motion, hands(7, 3, 2))
    with pytest.raises(InvalidRecord, match="済んだ採決の読み方は変えられません"):
        remove_decision(sample, one.id)
    assert sample.find(StandingDecision) == (one,)
