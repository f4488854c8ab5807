"""A new term with all its members in one act, and a member who goes over to another category."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import Appointment, EndReason, OfficeRole, Person, Selection, Term
from kyodo_desktop.services import roster
from kyodo_desktop.services.roster import Continuing, Newcomer
from kyodo_desktop.storage import Store
from tests.services import asking

SINCE, UNTIL = dt.date(2027, 10, 1), dt.date(2029, 9, 30)
APRIL = dt.date(2026, 4, 1)


def again(store: Store, name: str) -> Continuing:
    """A member of the sample who continues in the same category."""
    seat = asking.line(store, name).appointment
    return Continuing(person=seat.person, category=seat.category)


def new(store: Store, name: str, category: int = 1, **more: object) -> Newcomer:
    """Somebody new."""
    return Newcomer(name=name, category=asking.category(store, category).id, **more)  # type: ignore[arg-type]


def test_a_term_is_renewed_in_one_act(sample: Store) -> None:
    owner = asking.committee(sample).id
    members = [
        new(sample, "新井 一", organisation="市民（公募）", selection=Selection.PUBLIC_CALL),
        again(sample, "梶原 純"),
        again(sample, "石川 真司"),
        new(sample, "上田 二", 3, prior_periods=2, organisation="団体", post="会長"),
    ]
    change = roster.renew_term(sample, owner, since=SINCE, until=UNTIL, members=members)
    assert change.act.text() == "令和9年10月1日からの任期の委員4人の委嘱を記録"
    lines = roster.roster_on(sample, owner, SINCE).lines
    assert [(one.name.name, one.standing) for one in lines] == [
        ("新井 一", "新"),
        ("梶原 純", "2期"),
        ("石川 真司", "3期"),
        ("上田 二", "3期"),
    ]
    assert [(one.appointment.since, one.appointment.until) for one in lines] == [(SINCE, UNTIL)] * 4
    assert lines[0].appointment.selection is Selection.PUBLIC_CALL
    assert not roster.roster_on(sample, owner, SINCE).elected
    people = len(sample.find(Person))
    sample.undo()
    assert (len(sample.find(Term)), len(sample.find(Person))) == (1, people - 2)


def test_a_term_opened_before_is_filled(sample: Store) -> None:
    owner = asking.committee(sample).id
    roster.open_term(sample, owner, since=SINCE, until=UNTIL)
    roster.renew_term(sample, owner, since=SINCE, until=UNTIL, members=[again(sample, "梶原 純")])
    assert (len(sample.find(Term)), asking.names(sample, SINCE)) == (2, ["梶原 純"])
    with pytest.raises(InvalidRecord, match="重なっています"):
        roster.renew_term(sample, owner, since=SINCE, until=UNTIL, members=[again(sample, "石川 真司")])


def test_nothing_is_kept_where_one_member_is_refused(sample: Store) -> None:
    owner = asking.committee(sample).id
    twice = [again(sample, "梶原 純"), again(sample, "梶原 純")]
    with pytest.raises(InvalidRecord, match="委嘱されています"):
        roster.renew_term(sample, owner, since=SINCE, until=UNTIL, members=twice)
    assert len(sample.find(Term)) == 1


def test_a_known_member_entered_as_new_is_taken_for_a_slip(sample: Store) -> None:
    owner = asking.committee(sample).id
    with pytest.raises(InvalidRecord, match="以前の期が数えられません") as caught:
        roster.renew_term(sample, owner, since=SINCE, until=UNTIL, members=[new(sample, "梶原　純")])
    assert caught.value.problems[0][0] == "name"
    roster.renew_term(
        sample, owner, since=SINCE, until=UNTIL, members=[new(sample, "梶原 純", namesake=True)]
    )
    assert asking.line(sample, "梶原 純", SINCE).standing == "新"


def test_another_category_needs_another_appointment(sample: Store) -> None:
    before = asking.line(sample, "梶原 純").appointment
    change = roster.change_category(sample, before.id, asking.category(sample, 2).id, APRIL)
    assert change.act.text() == "委員 梶原 純の区分を「2号委員」に変更"
    ended = sample.get(Appointment, before.id)
    assert (ended.until, ended.end_reason) == (dt.date(2026, 3, 31), EndReason.RECATEGORISED)
    assert asking.line(sample, "梶原 純").category.number == 1
    after = asking.line(sample, "梶原 純", APRIL)
    assert (after.category.number, after.standing, after.appointment.until) == (2, "新", asking.LAST)
    assert after.appointment.order == before.order
    sample.undo()
    assert asking.line(sample, "梶原 純", APRIL).category.number == 1


@pytest.mark.parametrize("keep", [True, False])
def test_an_office_ends_with_the_category_unless_it_is_kept(sample: Store, keep: bool) -> None:
    seat = asking.line(sample, "梶原 純").appointment.id
    roster.take_office(sample, seat, OfficeRole.CHAIR, asking.DAY)
    roster.change_category(sample, seat, asking.category(sample, 2).id, APRIL, keep_office=keep)
    assert asking.line(sample, "梶原 純", dt.date(2026, 3, 31)).mark == "◎"
    assert asking.line(sample, "梶原 純", APRIL).mark == ("◎" if keep else "")


def test_the_same_category_is_refused(sample: Store) -> None:
    seat = asking.line(sample, "梶原 純").appointment.id
    with pytest.raises(InvalidRecord, match="すでに「1号委員」") as caught:
        roster.change_category(sample, seat, asking.category(sample, 1).id, APRIL)
    assert caught.value.problems[0][0] == "category"


@pytest.mark.parametrize("reason", list(EndReason))
def test_every_way_an_appointment_ends(sample: Store, reason: EndReason) -> None:
    seat = asking.line(sample, "梶原 純").appointment.id
    change = roster.resign(sample, seat, dt.date(2026, 3, 31), reason)
    assert change.act.text() == f"委員 梶原 純の{reason.label}を記録"
    assert sample.get(Appointment, seat).end_reason is reason
    assert "梶原 純" in asking.names(sample, dt.date(2026, 3, 31))
    assert "梶原 純" not in asking.names(sample, APRIL)
