"""How long personal data is kept, and what is forgotten after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, UndoRefused
from kyodo_desktop.domain.records import Appointment, Person, PersonName
from kyodo_desktop.services import disclosing, personal, retention, roster
from kyodo_desktop.storage import Store

ADDRESS = "川口市カナリア町9-9-9"


@pytest.fixture
def held(sample: Store) -> tuple[Store, Appointment]:
    """The sample with one member's address, account and need on record; and their only appointment."""
    seat = sample.find(Appointment)[0]
    person = sample.get(Person, seat.person)
    roster.correct(sample, replace(person, address=ADDRESS))
    personal.add_account(sample, person.id, bank="埼玉", number="1234567", holder="カナリア")
    personal.add_need(sample, person.id, "手話通訳")
    return sample, seat


@pytest.mark.parametrize(
    ("ended", "years", "last"),
    [
        (
            dt.date(2027, 3, 31),
            5,
            dt.date(2032, 3, 31),
        ),  # 令和8年度 ends: from 1 April 2027
        (dt.date(2027, 4, 1), 5, dt.date(2033, 3, 31)),
        (dt.date(2027, 9, 29), 0, dt.date(2028, 3, 31)),
        (dt.date(2028, 2, 29), 1, dt.date(2029, 3, 31)),
    ],
)
def test_the_years_run_from_the_april_after(ended: dt.date, years: int, last: dt.date) -> None:
    assert retention.kept_until(ended, years) == last


def test_who_is_listed_and_since_when(held: tuple[Store, Appointment]) -> None:
    store, seat = held
    last = retention.kept_until(seat.until, 5)
    assert retention.expired(store, last, 5) == ()
    (one,) = retention.expired(store, last + dt.timedelta(days=1), 5)
    assert (one.person, one.ended, one.until) == (seat.person, seat.until, last)
    assert one.labels == ("住所", "口座", "配慮事項")


def test_what_is_erased_is_gone_and_the_rest_stays(held: tuple[Store, Appointment]) -> None:
    store, seat = held
    day = retention.kept_until(seat.until, 5) + dt.timedelta(days=1)
    names = store.find(PersonName)
    done = retention.erase(store, [seat.person], day, 5)
    assert done.act.japanese() == "保存期間（5年）を過ぎた1人の個人情報を消去"
    assert disclosing.filled(store, seat.person) == ()
    assert retention.expired(store, day, 5) == ()
    assert store.find(PersonName) == names
    assert store.get(Appointment, seat.id) == seat
    assert store.verify() == ()
    assert ADDRESS.encode() not in store.location.read_bytes()  # type: ignore[union-attr]
    with pytest.raises(UndoRefused):
        store.undo()


def test_what_must_still_be_kept_is_not_erased(held: tuple[Store, Appointment]) -> None:
    store, seat = held
    last = retention.kept_until(seat.until, 5)
    with pytest.raises(InvalidRecord, match="保存期間（5年）が過ぎていない"):
        retention.erase(store, [seat.person], last, 5)
    with pytest.raises(InvalidRecord):
        retention.erase(store, [], last + dt.timedelta(days=1), 5)
    with pytest.raises(InvalidRecord):
        retention.expired(store, last, -1)
    assert store.get(Person, seat.person).address == ADDRESS
