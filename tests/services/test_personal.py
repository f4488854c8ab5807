"""What only the secretariat reads of a person, and everybody whom the register ever knew."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import BankAccount, EndReason, PayTerms, Person, PersonName, SpecialNeed
from kyodo_desktop.services import pay, people, personal, roster
from kyodo_desktop.storage import Store
from tests.services import asking


def seat_of(store: Store, name: str = "梶原 純") -> tuple[str, str]:
    seat = asking.line(store, name).appointment
    return seat.id, seat.person


def account(store: Store, person: str) -> None:
    personal.add_account(store, person, bank="埼玉銀行", number="1234567", holder="カジワラ ジユン")


def test_a_person_has_one_account_and_it_is_edited(sample: Store) -> None:
    _seat, person = seat_of(sample)
    account(sample, person)
    (stored,) = sample.find(BankAccount, person=person)
    with pytest.raises(InvalidRecord):
        account(sample, person)
    assert sample.find(BankAccount, person=person) == (stored,)
    personal.remove_account(sample, stored.id)
    assert sample.find(BankAccount, person=person) == ()
    sample.undo()
    assert sample.find(BankAccount, person=person)[0].number == "1234567"


def test_a_need_is_recorded_and_taken_out(sample: Store) -> None:
    _seat, person = seat_of(sample)
    personal.add_need(sample, person, "手話通訳\n前の席")
    (need,) = sample.find(SpecialNeed, person=person)
    assert need.need == "手話通訳\n前の席"
    personal.remove_need(sample, need.id)
    assert sample.find(SpecialNeed) == ()


def test_withdrawn_pay_terms_give_their_days_back(sample: Store) -> None:
    seat, _person = seat_of(sample)
    pay.set_pay_terms(sample, seat, paid=True, travel=300)
    pay.set_pay_terms(sample, seat, paid=False, reason="市職員", since=dt.date(2026, 4, 1))
    last = next(one for one in sample.find(PayTerms, appointment=seat) if one.since)
    personal.withdraw_pay_terms(sample, last.id)
    (left,) = sample.find(PayTerms, appointment=seat)
    assert (left.travel, left.until) == (300, None)


def test_a_withdrawn_member_leaves_nothing_personal_behind(sample: Store) -> None:
    seat, person = seat_of(sample)
    account(sample, person)
    personal.add_need(sample, person, "筆談")
    pay.set_pay_terms(sample, seat, paid=False, reason="市職員")
    roster.withdraw(sample, asking.line(sample, "梶原 純").appointment)
    assert [sample.find(cls, person=person) for cls in (BankAccount, SpecialNeed, PersonName)] == [()] * 3
    assert sample.find(PayTerms) == ()
    assert sample.find(Person, id=person) == ()
    sample.undo()
    assert sample.find(BankAccount, person=person)[0].bank == "埼玉銀行"


def test_everybody_is_found_by_any_name_they_had(sample: Store) -> None:
    line = asking.line(sample, "梶原 純")
    roster.succeed(sample, replace(line.name, name="髙橋 純"), asking.DAY)
    known = people.people_ever(sample, asking.committee(sample).id)
    for words in ("かじわら", "梶原", "高橋 純", "高橋純"):
        found = people.matching(known, words)
        assert [one.name.name for one in found] == (["髙橋 純"] if words != "かじわら" else [])
    assert len(known) == len(sample.find(Person))
    assert people.matching(known, "") == known


def test_who_left_before_today_is_still_known(sample: Store) -> None:
    line = asking.line(sample, "梶原 純")
    roster.resign(sample, line.appointment.id, asking.DAY, EndReason.RESIGNED)
    (found,) = people.matching(people.people_ever(sample, asking.committee(sample).id), "梶原")
    assert (found.since, found.until, found.seats) == (asking.FIRST, asking.DAY, 1)
    assert found.category == "1号委員"
