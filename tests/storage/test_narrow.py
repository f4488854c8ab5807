"""Questions that read little of much: records beyond their owner's days, the days alone, and answers kept."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.records import Appointment, Category, PersonName, Term
from kyodo_desktop.storage import Store
from tests.storage.place import ACT, Place, committee, member, save

SINCE, UNTIL = dt.date(2025, 10, 1), dt.date(2027, 9, 30)
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def store(place: Place) -> Store:
    """A register with one term, and a member whose name changed in it."""
    made = place.new()
    owner = committee(made)
    person, name = member(made, "川口 花子")
    with made.change(ACT) as draft:
        term = draft.add(Term(id=draft.new_id(), committee=owner.id, since=SINCE, until=UNTIL))
        kind = draft.add(Category(id=draft.new_id(), committee=owner.id, number=1, name="1号委員"))
        draft.add(_seat(draft.new_id(), term, kind, person.id, SINCE, UNTIL))
        draft.save(
            PersonName(id=name.id, version=name.version, person=person.id, name="川口 花子", until=SINCE)
        )
        draft.add(PersonName(id=draft.new_id(), person=person.id, name="浦和 花子", since=SINCE + A_DAY))
    member(made, "蕨 太郎")
    return made


def _seat(made: str, term: Term, kind: Category, person: str, since: dt.date, until: dt.date) -> Appointment:
    return Appointment(id=made, term=term.id, category=kind.id, person=person, since=since, until=until)


@pytest.mark.parametrize(
    ("since", "until"), [(SINCE - A_DAY, UNTIL), (SINCE, UNTIL + A_DAY), (SINCE - A_DAY, UNTIL + A_DAY)]
)
def test_a_seat_that_leaves_its_term_is_found(store: Store, since: dt.date, until: dt.date) -> None:
    (term,), (kind,), (within,) = store.find(Term), store.find(Category), store.find(Appointment)
    with store.change(ACT) as draft:
        beyond = draft.add(_seat(draft.new_id(), term, kind, within.person, since, until))
    assert store.find_outside(Appointment, "term", Term, [term.id]) == (beyond,)
    assert store.find_outside(Appointment, "term", Term, []) == ()


def test_seats_within_their_term_are_not(store: Store) -> None:
    (term,) = store.find(Term)
    assert store.find(Appointment)
    assert store.find_outside(Appointment, "term", Term, [term.id]) == ()


def test_days_alone_are_read_once_each(store: Store) -> None:
    (term,), (kind,), (seat,) = store.find(Term), store.find(Category), store.find(Appointment)
    with store.change(ACT) as draft:
        draft.add(_seat(draft.new_id(), term, kind, seat.person, SINCE, UNTIL))
    assert [tuple(row) for row in store.spans(Appointment, "term", [term.id])] == [(SINCE, UNTIL)]


def test_days_are_read_through_the_records_between(store: Store) -> None:
    (term,) = store.find(Term)
    found = store.spans(PersonName, "term", [term.id], "person", (Appointment, "person"))
    assert {tuple(row) for row in found} == {(None, SINCE), (SINCE + A_DAY, None)}
    assert not store.spans(PersonName, "term", [], "person", (Appointment, "person"))


def test_an_answer_is_kept_until_something_is_written(store: Store, place: Place) -> None:
    asked: list[int] = []

    def ask() -> int:
        asked.append(1)
        return len(store.find(Category))

    assert [store.once("categories", ask) for _ in range(3)] == [1, 1, 1]
    assert len(asked) == (1 if place.is_file else 3)  # on a server others write too
    (kind,) = store.find(Category)
    with store.change(ACT) as draft:
        draft.add(Category(id=draft.new_id(), committee=kind.committee, number=2, name="2号委員"))
        assert store.once("categories", ask) == 2
    assert store.once("categories", ask) == 2
    save(store, store.find(Category)[0])
    store.undo()
    assert store.once("categories", ask) == 1
