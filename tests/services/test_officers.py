"""The chair and the vice-chair: ◎ and ○."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import EndReason, Office, OfficeRole
from kyodo_desktop.services import roster
from kyodo_desktop.storage import Store
from tests.services import asking

CHAIR, VICE = OfficeRole.CHAIR, OfficeRole.VICE_CHAIR
LATER = dt.date(2026, 6, 1)


def seat(store: Store, name: str) -> str:
    """A member's appointment."""
    return asking.line(store, name).appointment.id


def test_the_marks_stand_from_the_day_of_the_election(sample: Store) -> None:
    act = roster.take_office(sample, seat(sample, "中本 進一"), CHAIR, asking.DAY).act
    roster.take_office(sample, seat(sample, "山中 重則"), VICE, asking.DAY)
    assert act.text() == "委員長 中本 進一の就任を記録"
    assert asking.line(sample, "中本 進一").mark == "◎"
    assert asking.line(sample, "山中 重則").mark == "○"
    assert roster.roster_on(sample, asking.committee(sample).id, asking.DAY).elected
    assert asking.line(sample, "中本 進一", asking.DAY - dt.timedelta(days=1)).mark == ""


def test_two_chairs_at_once_are_refused(sample: Store) -> None:
    roster.take_office(sample, seat(sample, "中本 進一"), CHAIR, asking.DAY)
    for on in (asking.FIRST, asking.DAY, LATER):
        with pytest.raises(InvalidRecord, match="中本 進一が委員長"):
            roster.take_office(sample, seat(sample, "山中 重則"), CHAIR, on)


def test_a_chair_follows_a_chair(sample: Store) -> None:
    roster.take_office(sample, seat(sample, "中本 進一"), CHAIR, asking.DAY)
    (office,) = sample.find(Office)
    act = roster.leave_office(sample, office.id, LATER - dt.timedelta(days=1)).act
    roster.take_office(sample, seat(sample, "山中 重則"), CHAIR, LATER)
    assert act.text() == "委員長 中本 進一の退任を記録"
    assert asking.line(sample, "中本 進一", LATER).mark == ""
    assert asking.line(sample, "山中 重則", LATER).mark == "◎"
    assert asking.line(sample, "中本 進一").mark == "◎"


def test_a_chair_follows_one_who_resigned(sample: Store) -> None:
    roster.take_office(sample, seat(sample, "中本 進一"), CHAIR, asking.DAY)
    roster.resign(sample, seat(sample, "中本 進一"), LATER, EndReason.RESIGNED)
    with pytest.raises(InvalidRecord, match="委員長"):
        roster.take_office(sample, seat(sample, "山中 重則"), CHAIR, LATER)
    roster.take_office(sample, seat(sample, "山中 重則"), CHAIR, LATER + dt.timedelta(days=1))


def test_a_second_office_for_one_member_is_refused(sample: Store) -> None:
    roster.take_office(sample, seat(sample, "中本 進一"), VICE, asking.DAY)
    with pytest.raises(InvalidRecord, match="この委員は"):
        roster.take_office(sample, seat(sample, "中本 進一"), CHAIR, LATER)


def test_more_than_one_vice_chair_is_the_offices_own_affair(sample: Store) -> None:
    for name in ("中本 進一", "山中 重則"):
        roster.take_office(sample, seat(sample, name), VICE, asking.DAY)
    assert len(sample.find(Office)) == 2


@pytest.mark.parametrize("on", [dt.date(2025, 9, 30), dt.date(2027, 10, 1)])
def test_an_office_outside_the_appointment_is_refused(sample: Store, on: dt.date) -> None:
    with pytest.raises(InvalidRecord, match="在任期間"):
        roster.take_office(sample, seat(sample, "中本 進一"), CHAIR, on)


def test_leaving_is_refused_before_taking_and_twice(sample: Store) -> None:
    roster.take_office(sample, seat(sample, "中本 進一"), CHAIR, LATER)
    (office,) = sample.find(Office)
    with pytest.raises(InvalidRecord, match="就任日"):
        roster.leave_office(sample, office.id, asking.DAY)
    with pytest.raises(InvalidRecord, match="在任期間"):
        roster.leave_office(sample, office.id, dt.date(2027, 10, 1))
    roster.leave_office(sample, office.id, LATER)
    with pytest.raises(InvalidRecord, match="すでに退任"):
        roster.leave_office(sample, office.id, LATER)


def test_an_office_is_corrected_and_withdrawn(sample: Store) -> None:
    roster.take_office(sample, seat(sample, "中本 進一"), CHAIR, LATER)
    roster.correct(sample, replace(sample.find(Office)[0], since=asking.DAY))
    assert asking.line(sample, "中本 進一").mark == "◎"
    with pytest.raises(InvalidRecord, match="在任期間"):
        roster.correct(sample, replace(sample.find(Office)[0], since=dt.date(2025, 1, 1)))
    roster.withdraw(sample, sample.find(Office)[0])
    assert sample.find(Office) == ()
