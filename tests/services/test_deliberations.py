"""Where a consultation was deliberated, and how long it took."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.records import AgendaItem, Consultation, Deliberation, Meeting, MeetingStatus
from kyodo_desktop.services import consultations, meetings, roster
from kyodo_desktop.storage import Store
from tests.services import asking

ASKED = dt.date(2025, 12, 1)


def sixth(store: Store) -> Consultation:
    """A consultation asked within the sample's term, not answered yet."""
    change = consultations.record_consultation(
        store, asking.committee(store).id, "職員研修について", asked_on=ASKED
    )
    return store.get(Consultation, change.pairs[0].subject.id)


def sat(store: Store, date: dt.date, *titles: str, committee: str = "") -> list[AgendaItem]:
    """A meeting with these items."""
    called = meetings.call_meeting(store, committee or asking.committee(store).id, date=date)
    meeting = called.pairs[0].subject.id
    for title in titles:
        meetings.add_item(store, meeting, title)
    return [line.item for line in meetings.agenda(store, meeting)]


def test_a_consultation_is_followed_through_its_meetings(sample: Store) -> None:
    asked = sixth(sample)
    later = sat(sample, dt.date(2026, 6, 20), "答申案")
    first = sat(sample, dt.date(2026, 2, 20), "研修内容", "その他")
    for item in (*later, *first):
        change = consultations.deliberate(sample, asked.id, item.id)
    assert change.act.text() == "第3回会議での諮問6の審議を記録"
    course = consultations.course(sample, asked.id, dt.date(2026, 3, 31))
    assert [one.item.title for one in course.sittings] == ["研修内容", "その他"]
    assert (len(course.meetings), course.days, course.report) == (1, 120, None)
    course = consultations.course(sample, asked.id, dt.date(2026, 6, 30))
    assert [one.date.month for one in course.meetings] == [2, 6]
    (line,) = [one for one in consultations.ledger(sample, asked.committee) if one.consultation == asked]
    assert [one.item.title for one in line.sittings] == ["研修内容", "その他", "答申案"]


def test_days_are_counted_to_the_report_or_to_the_day_asked_for(sample: Store) -> None:
    owner = asking.committee(sample).id
    fifth = next(one for one in sample.find(Consultation, committee=owner) if one.number == 5)
    answered = consultations.course(sample, fifth.id, asking.DAY)
    assert (answered.days, answered.report is not None) == (607, True)
    still = consultations.course(sample, fifth.id, dt.date(2025, 6, 29))
    assert (still.days, still.report) == (606, None)
    with pytest.raises(NotFound, match="令和5年10月31日には、まだ諮問されていません"):
        consultations.course(sample, fifth.id, dt.date(2023, 10, 31))
    assert consultations.course(sample, fifth.id, fifth.asked_on).days == 0


def test_those_open_on_a_day_are_listed(sample: Store) -> None:
    owner = asking.committee(sample).id
    assert consultations.open_consultations(sample, owner, asking.DAY) == ()
    sixth(sample)
    open_then = consultations.open_consultations(sample, owner, dt.date(2024, 1, 1))
    assert [one.consultation.number for one in open_then] == [5]
    (now,) = consultations.open_consultations(sample, owner, dt.date(2026, 1, 1))
    assert (now.consultation.number, now.days) == (6, 31)


def test_the_terms_it_crossed_are_told(sample: Store) -> None:
    owner, asked = asking.committee(sample).id, sixth(sample)
    roster.open_term(sample, owner, since=dt.date(2027, 10, 1), until=dt.date(2029, 9, 30))
    assert len(consultations.course(sample, asked.id, dt.date(2027, 9, 30)).terms) == 1
    crossed = consultations.course(sample, asked.id, dt.date(2027, 10, 1)).terms
    assert [one.since.year for one in crossed] == [2025, 2027]
    consultations.record_report(sample, asked.id, reported_on=dt.date(2027, 3, 31))
    assert len(consultations.course(sample, asked.id, dt.date(2027, 10, 1)).terms) == 1


def test_an_item_that_cant_have_deliberated_it_is_refused(sample: Store) -> None:
    asked = sixth(sample)
    (item,) = sat(sample, dt.date(2026, 2, 20), "研修内容")
    consultations.deliberate(sample, asked.id, item.id)
    with pytest.raises(InvalidRecord, match="すでに記録されています"):
        consultations.deliberate(sample, asked.id, item.id)
    with pytest.raises(InvalidRecord, match=r"令和7年11月14日.*諮問日（令和7年12月1日）より前"):
        early = meetings.agenda(sample, asking.meeting(sample).id)[0].item
        consultations.deliberate(sample, asked.id, early.id)
    other = roster.establish(sample, name="別の委員会", city="川口市").pairs[0].subject.id
    roster.open_term(sample, other, since=asking.FIRST, until=asking.LAST)
    (foreign,) = sat(sample, dt.date(2026, 2, 20), "別の件", committee=other)
    with pytest.raises(InvalidRecord, match="別の委員会のもの") as caught:
        consultations.deliberate(sample, asked.id, foreign.id)
    assert caught.value.problems[0][0] == "item"
    assert len(sample.find(Deliberation)) == 1


def test_the_day_of_the_consultation_cant_move_past_its_meetings(sample: Store) -> None:
    asked = sixth(sample)
    (item,) = sat(sample, dt.date(2026, 2, 20), "研修内容")
    consultations.deliberate(sample, asked.id, item.id)
    with pytest.raises(InvalidRecord, match="第2回会議") as caught:
        consultations.edit_consultation(sample, replace(asked, asked_on=dt.date(2026, 2, 21)))
    assert caught.value.problems[0][0] == "asked_on"


def test_a_meeting_called_off_deliberated_nothing(sample: Store) -> None:
    asked = sixth(sample)
    (item,) = sat(sample, dt.date(2026, 2, 20), "研修内容")
    consultations.deliberate(sample, asked.id, item.id)
    meeting = sample.get(Meeting, item.meeting)
    meetings.edit_meeting(sample, replace(meeting, status=MeetingStatus.CANCELLED))
    assert consultations.course(sample, asked.id, asking.LAST).sittings == ()


def test_a_link_is_taken_back_and_put_back(sample: Store) -> None:
    asked = sixth(sample)
    (item,) = sat(sample, dt.date(2026, 2, 20), "研修内容")
    made = consultations.deliberate(sample, asked.id, item.id).pairs[0].subject
    change = consultations.withdraw_deliberation(sample, made.id)
    assert change.act.text() == "諮問6の審議の記録を取消"
    assert consultations.course(sample, asked.id, asking.LAST).sittings == ()
    sample.undo()
    assert len(consultations.course(sample, asked.id, asking.LAST).sittings) == 1


def test_the_items_that_may_have_deliberated_it_are_offered_until_they_are_on_record(sample: Store) -> None:
    asked = sixth(sample)
    (item, other) = sat(sample, dt.date(2026, 2, 20), "研修内容", "その他")
    (later,) = sat(sample, dt.date(2026, 6, 20), "答申案")
    offered = consultations.deliberable(sample, asked.id)
    assert [one.title for _, one in offered] == ["答申案", "研修内容", "その他"]
    consultations.deliberate(sample, asked.id, item.id)
    assert [one for _, one in consultations.deliberable(sample, asked.id)] == [later, other]
    meeting = sample.get(Meeting, later.meeting)
    meetings.edit_meeting(sample, replace(meeting, status=MeetingStatus.CANCELLED))
    assert [one for _, one in consultations.deliberable(sample, asked.id)] == [other]
