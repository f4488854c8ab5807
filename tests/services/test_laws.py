"""The law of a day: the text, the readings chosen, the committee's decisions; a past vote keeps its law."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, KyodoError
from kyodo_desktop.domain.records import Numbering, Reading, StandingDecision, VoteSnapshot
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.storage import Store
from tests.services import asking
from tests.services.day import ballot_day, hands

APRIL = dt.date(2026, 4, 1)
EVE = dt.date(2026, 3, 31)


def test_the_text_alone(sample: Store) -> None:
    law = meetings.law_on(sample, asking.committee(sample).id, asking.DAY)
    assert (law.quorum.article, law.quorum_base, law.online) == ("規則第3条第2項", "in_office", "off")
    assert law.numbering == "term"
    with pytest.raises(KyodoError):
        meetings.law_on(sample, asking.committee(sample).id, dt.date(2016, 3, 31))


def test_the_numbering_is_the_committees_setting(sample: Store) -> None:
    owner = asking.committee(sample)
    with pytest.raises(InvalidRecord, match="委員会の設定"):
        meetings.choose_reading(sample, owner.id, "numbering", "total", APRIL)
    roster.correct(sample, replace(owner, numbering=Numbering.TOTAL))
    assert meetings.law_on(sample, owner.id, asking.DAY).numbering == "total"


def test_a_reading_holds_from_its_day_on(sample: Store) -> None:
    owner = asking.committee(sample).id
    act = meetings.choose_reading(sample, owner, "chair_votes", "casting_only", APRIL, note="慣行").act
    assert act.text() == "規則の読み方「議長の票」を選択"
    assert meetings.law_on(sample, owner, EVE).chair_votes == "member_and_casting"
    assert meetings.law_on(sample, owner, APRIL).chair_votes == "casting_only"
    later = dt.date(2026, 10, 1)
    meetings.choose_reading(sample, owner, "chair_votes", "none", later)
    first, second = sample.find(Reading, name="chair_votes")
    assert (first.until, second.since) == (dt.date(2026, 9, 30), later)
    with pytest.raises(InvalidRecord, match="すでに登録"):
        meetings.choose_reading(sample, owner, "chair_votes", "none", APRIL)
    assert [one.name for one in meetings.readings(sample, owner)] == ["chair_votes"] * 2


@pytest.mark.parametrize(("name", "value"), [("mood", "good"), ("tie", "lot"), ("notice_days", 400)])
def test_an_unknown_reading_is_refused(sample: Store, name: str, value: str | int) -> None:
    with pytest.raises(KyodoError, match="使えるものは"):
        meetings.choose_reading(sample, asking.committee(sample).id, name, value, APRIL)
    assert sample.find(Reading) == ()


def test_online_attendance_needs_a_decision_to_cite(sample: Store) -> None:
    owner = asking.committee(sample).id
    with pytest.raises(KyodoError, match="根拠が示されていません"):
        meetings.choose_reading(sample, owner, "online", "on", APRIL)
    meetings.record_decision(
        sample,
        owner,
        "オンライン会議",
        "映像と音声による。",
        since=APRIL,
        reading_settled="online",
        value="on",
    )
    assert meetings.law_on(sample, owner, EVE).online == "off"
    law = meetings.law_on(sample, owner, APRIL)
    assert law.online == "on"
    assert law.sources["online"] == "令和8年4月1日委員会決定「オンライン会議」（規則第6条）"
    (decision,) = sample.find(StandingDecision)
    meetings.end_decision(sample, decision.id, dt.date(2026, 12, 31))
    assert meetings.law_on(sample, owner, dt.date(2026, 12, 31)).online == "on"
    assert meetings.law_on(sample, owner, dt.date(2027, 1, 1)).online == "off"


def test_a_decision_names_both_the_reading_and_its_value(sample: Store) -> None:
    with pytest.raises(KyodoError):
        meetings.record_decision(
            sample, asking.committee(sample).id, "件", "文", since=APRIL, reading_settled="online"
        )
    assert sample.find(StandingDecision) == ()


def test_a_past_vote_keeps_its_reading(sample: Store) -> None:
    day = ballot_day(sample)
    meetings.record_vote(sample, day.motion, hands(7, 3, 2))
    (snapshot,) = sample.find(VoteSnapshot)
    assert json.loads(snapshot.readings)["decision_base"] == "present"
    owner = asking.committee(sample).id
    for on in (day.date - dt.timedelta(days=30), day.date):
        with pytest.raises(InvalidRecord, match="済んだ採決の読み方は変えられません"):
            meetings.choose_reading(sample, owner, "decision_base", "valid", on)
    meetings.choose_reading(sample, owner, "decision_base", "present", day.date)
    meetings.choose_reading(sample, owner, "decision_base", "valid", day.date + dt.timedelta(days=1))
    assert sample.find(VoteSnapshot) == (snapshot,)
