"""Whom an appointment's papers are for: newcomers, those who left, the organisations that are asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import EndReason, MeetingStatus, OfficeRole, Selection, Term
from kyodo_desktop.services import appointing, meetings, roster
from kyodo_desktop.storage import Store
from tests.services import asking

APRIL = dt.date(2026, 4, 1)
MARCH = dt.date(2026, 3, 31)
MAY = dt.date(2026, 5, 20)


def newcomers(store: Store, day: dt.date, only: tuple[Id, ...] | None = None) -> list[str]:
    return [one.name.name for one in appointing.newcomers(store, asking.committee(store).id, day, only)]


def leavers(store: Store, day: dt.date, only: tuple[Id, ...] | None = None) -> list[str]:
    return [one.name.name for one in appointing.leavers(store, asking.committee(store).id, day, only)]


def succeeded(store: Store) -> None:
    """布施 富美子 resigns at the end of March, and 山田 一 follows in April."""
    seat = asking.line(store, "布施 富美子").appointment
    roster.resign(store, seat.id, MARCH, EndReason.RESIGNED)
    roster.appoint(
        store,
        seat.term,
        seat.category,
        name="山田 一",
        since=APRIL,
        predecessor=seat.id,
        organisation="市民（公募）",
        selection=Selection.PUBLIC_CALL,
    )


def test_before_a_terms_first_meeting_everybody_is_new(sample: Store) -> None:
    assert newcomers(sample, asking.DAY) == asking.names(sample, asking.DAY)


def test_later_only_those_are_new_who_came_since_the_last_meeting(sample: Store) -> None:
    succeeded(sample)
    assert newcomers(sample, MAY) == ["山田 一"]
    assert newcomers(sample, asking.DAY + dt.timedelta(days=1)) == []


def test_a_meeting_called_off_makes_nobody_old(sample: Store) -> None:
    (held,) = meetings.meetings(sample, asking.committee(sample).id)
    meetings.edit_meeting(sample, replace(held, status=MeetingStatus.CANCELLED))
    assert len(newcomers(sample, MAY)) == 12


def test_those_who_are_chosen_need_not_be_new(sample: Store) -> None:
    seat = asking.line(sample, "梶原 純").appointment.id
    assert newcomers(sample, MAY, (seat,)) == ["梶原 純"]


def test_who_left_is_thanked_for_a_year(sample: Store) -> None:
    assert leavers(sample, MARCH) == []
    succeeded(sample)
    assert leavers(sample, MARCH) == []
    assert leavers(sample, APRIL) == ["布施 富美子"]
    assert leavers(sample, dt.date(2027, 4, 1)) == ["布施 富美子"]
    assert leavers(sample, dt.date(2027, 4, 2)) == []


@pytest.mark.parametrize("reason", [EndReason.DIED, EndReason.DISMISSED])
def test_not_everybody_who_left_is_thanked(sample: Store, reason: EndReason) -> None:
    seat = asking.line(sample, "布施 富美子").appointment.id
    roster.resign(sample, seat, MARCH, reason)
    assert leavers(sample, APRIL) == []
    assert leavers(sample, APRIL, (seat,)) == ["布施 富美子"], "unless the clerk says so"


def test_who_goes_on_has_not_left_and_terms_served_together_are_one(sample: Store) -> None:
    owner = asking.committee(sample).id
    seat = asking.line(sample, "梶原 純").appointment
    roster.take_office(sample, seat.id, OfficeRole.CHAIR, asking.DAY)
    since, until = dt.date(2027, 10, 1), dt.date(2029, 9, 30)
    again = roster.Continuing(person=seat.person, category=seat.category)
    roster.renew_term(sample, owner, since=since, until=until, members=[again])
    assert "梶原 純" not in leavers(sample, since)
    assert len(leavers(sample, since)) == 11
    (left,) = appointing.leavers(sample, owner, until + dt.timedelta(days=1))
    assert (left.name.name, left.since, left.until) == ("梶原 純", dt.date(2025, 10, 1), until)
    assert left.roles == (OfficeRole.CHAIR,)


def test_the_organisations_are_those_whose_category_says_so(sample: Store) -> None:
    asked = appointing.asked_bodies(sample, asking.committee(sample).id, asking.DAY)
    assert [(one.organisation, one.category.number, len(one.members)) for one in asked] == [
        ("川口市商工会議所 女性会", 2, 1),
        ("川口の男女共同参画を考える会", 2, 1),
        ("社会福祉法人 川口市社会福祉協議会", 2, 1),
    ]


def test_how_a_member_was_chosen_tells_before_the_category(sample: Store) -> None:
    owner = asking.committee(sample).id
    two, three = (asking.line(sample, name).appointment for name in ("下重 郁美", "竹内 寿江"))
    roster.correct(sample, replace(two, selection=Selection.CHOSEN))
    roster.correct(sample, replace(three, selection=Selection.RECOMMENDED))
    asked = appointing.asked_bodies(sample, owner, asking.DAY)
    assert [one.category.number for one in asked] == [2, 2, 3]
    (one,) = appointing.asked_bodies(sample, owner, asking.DAY, (three.id,))
    assert one.organisation == "一般社団法人日本の学校へ行こう"


def test_the_next_term_is_as_long_unless_it_is_on_record(sample: Store) -> None:
    owner = asking.committee(sample).id
    (term,) = sample.find(Term)
    coming = appointing.NextTerm(dt.date(2027, 10, 1), dt.date(2029, 9, 30))
    assert appointing.next_term(sample, term) == coming
    odd = replace(term, until=dt.date(2027, 3, 31))
    assert appointing.next_term(sample, odd) == appointing.NextTerm(dt.date(2027, 4, 1), None)
    roster.open_term(sample, owner, since=dt.date(2027, 11, 1), until=dt.date(2028, 10, 31))
    known = appointing.NextTerm(dt.date(2027, 11, 1), dt.date(2028, 10, 31))
    assert appointing.next_term(sample, term) == known
