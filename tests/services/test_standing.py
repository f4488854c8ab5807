"""Readings taken back and standing decisions put right, never under a vote that rests on them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.readings import READINGS
from kyodo_desktop.domain.records import Reading, StandingDecision
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, regulations, roster
from kyodo_desktop.services.standing import (
    Ground,
    edit_decision,
    readings_on,
    remove_decision,
    take_back_reading,
)
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


def test_every_reading_is_told_with_what_it_rests_on(sample: Store) -> None:
    owner = asking.committee(sample).id
    chosen(sample, "casting_only", APRIL)
    online(sample, APRIL)
    before = {one.kind.name: one for one in readings_on(sample, owner, asking.DAY)}
    after = {one.kind.name: one for one in readings_on(sample, owner, APRIL)}
    assert list(before) == [one.name for one in READINGS]
    assert (before["online"].value, before["online"].ground) == ("off", Ground.DEFAULT)
    assert (after["online"].value, after["online"].ground) == ("on", Ground.DECISION)
    assert after["online"].source == "令和8年4月1日委員会決定「オンライン会議」（規則第6条）"
    assert (before["numbering"].ground, after["chair_votes"].ground) == (Ground.SETTING, Ground.CHOICE)
    assert [one.value for one in before["chair_votes"].chosen] == ["casting_only"]
    assert before["quorum_base"].note.startswith("「委員の半数以上」とだけあり")
    with pytest.raises(NotFound):
        readings_on(sample, owner, dt.date(2016, 3, 31))


def test_what_an_article_settles_cites_it(sample: Store) -> None:
    path = Paths.find().resources / "regulations" / "shiomi.toml"
    owner = roster.establish(sample, name="汐見市環境審議会", city="汐見市").pairs[0].subject.id
    regulations.record_regulation(sample, owner, path.read_text("utf-8"))
    lines = {one.kind.name: one for one in readings_on(sample, owner, asking.DAY)}
    settled = [one for one in lines.values() if one.ground is Ground.ARTICLE]
    assert settled
    assert all(one.source.startswith("規則第") for one in settled)
