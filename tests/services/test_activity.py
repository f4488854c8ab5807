"""What a committee did in a period, counted from its record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.records import Meeting, MeetingStatus, Person, Sex
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import activity
from kyodo_desktop.storage import Store
from tests.services import asking, holding


def test_a_meeting_held_is_counted_with_who_came(sample: Store) -> None:
    holding.hold(sample)
    found = activity.of_term(sample, asking.committee(sample).id, asking.DAY)
    (held,) = found.meetings
    assert (held.came, held.in_office, held.observers) == (11, 12, None)
    assert holding.MOTION in held.topics
    away = {one.member.name.name: (one.came, one.called) for one in found.members if one.came < one.called}
    assert away == {holding.ABSENT: (0, 1)}
    assert len(found.members) == 12


def test_a_meeting_planned_or_of_another_period_is_not_counted(sample: Store) -> None:
    committee = asking.committee(sample).id
    assert activity.of_term(sample, committee, asking.DAY).meetings == ()
    holding.hold(sample)
    assert len(activity.of_year(sample, committee, dt.date(2026, 3, 31)).meetings) == 1
    assert activity.of_year(sample, committee, dt.date(2026, 4, 1)).meetings == ()


def test_a_failed_meeting_is_told(sample: Store) -> None:
    with sample.change(msg("会議の状態を変更")) as draft:
        draft.save(replace(sample.get(Meeting, asking.meeting(sample).id), status=MeetingStatus.FAILED))
    (told,) = activity.of_term(sample, asking.committee(sample).id, asking.DAY).meetings
    assert (told.came, told.meeting.status) == (0, MeetingStatus.FAILED)


def test_the_roster_is_counted_and_sexes_only_where_they_are_on_record(sample: Store) -> None:
    committee = asking.committee(sample).id
    counts = dict(activity.of_term(sample, committee, asking.DAY).counts)
    assert counts["委員区分"] == (("1号委員", 5), ("2号委員", 3), ("3号委員", 3), ("4号委員", 1))
    assert counts["在任期数"] == (("新", 8), ("2期", 4))
    assert "性別" not in counts
    person = sample.get(Person, asking.line(sample, "豊田 直美").appointment.person)
    with sample.change(msg("性別を登録")) as draft:
        draft.save(replace(person, sex=Sex.FEMALE))
    counts = dict(activity.of_term(sample, committee, asking.DAY).counts)
    assert dict(counts["性別"]) == {"女性": 1, "記録なし": 11}


def test_consultations_open_in_the_period_are_told(sample: Store) -> None:
    committee = asking.committee(sample).id
    asked = activity.of_year(sample, committee, asking.DAY).consultations
    assert all(
        line.consultation.asked_on <= dt.date(2026, 3, 31)
        and (line.report is None or line.report.reported_on >= dt.date(2025, 4, 1))
        for line in asked
    )
    assert asked
    assert activity.of_term(sample, committee, asking.DAY).consultations == ()
