"""What is personal is forgotten when its keeping time is over, and nothing else is."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from kyodo_desktop.domain.errors import KyodoError, ReadOnly, UndoRefused
from kyodo_desktop.domain.records import BankAccount, Person, PersonName, SpecialNeed
from kyodo_desktop.i18n import msg
from kyodo_desktop.storage import Store, journal
from tests.storage.place import ACT, Place, committee, member, remove, save

FORGET = msg("個人情報を消去")
CONTACT = ("postcode", "address", "phone", "email", "note")
ACCOUNT = ("bank", "branch", "number", "holder")


def canary(person: int, at: int) -> str:
    """A text that stands nowhere else, and tells whose it is."""
    return f"カナリア{person:02}番地{at:04}号〓"


def filled(store: Store, count: int) -> tuple[list[Person], list[str]]:
    """People with everything personal, entered in one act, as an import does; and a mark of each."""
    people: list[Person] = []
    with store.change(ACT) as draft:
        for one in range(count):
            values = {name: canary(one, at) for at, name in enumerate(CONTACT)}
            person = draft.add(Person(id=draft.new_id(), **values))
            draft.add(PersonName(id=draft.new_id(), person=person.id, name=f"委員{one}"))
            bank = {
                name: canary(one, 10 + at) for at, name in enumerate(("bank", "branch", "number", "holder"))
            }
            draft.add(BankAccount(id=draft.new_id(), person=person.id, **bank))
            draft.add(SpecialNeed(id=draft.new_id(), person=person.id, need=canary(one, 20)))
            people.append(person)
    return people, [canary(one, 0)[:6] for one in range(count)]


def act_at_random(store: Store, people: list[Person], chance: random.Random) -> None:
    """One of what a clerk does to personal data."""
    place = chance.randrange(len(people))
    text = canary(place, chance.randrange(1000, 9999))
    person = store.get(Person, people[place].id)
    accounts = store.find(BankAccount, person=person.id)
    match chance.randrange(6):
        case 0 | 1:
            save(store, replace(person, **{chance.choice(CONTACT): text}))
        case 2 if accounts:
            remove(store, accounts[0])
        case 2 | 3:
            with store.change(ACT) as draft:
                draft.add(SpecialNeed(id=draft.new_id(), person=person.id, need=text))
        case 4 if store.undoable:
            store.undo()
        case _ if store.redoable:
            store.redo()


def everything(store: Store, place: Place) -> bytes:
    """All that lies on the disk, or all rows that a server gives."""
    if place.is_file:
        return b"".join(one.read_bytes() for one in Path(place.path).parent.rglob("*") if one.is_file())
    tables = journal.metadata.sorted_tables
    rows = [store._ask(sa.select(table)) for table in tables]
    return repr(rows).encode()


@pytest.mark.parametrize("seed", range(6))
def test_what_is_forgotten_is_nowhere_and_the_chain_holds(place: Place, seed: int) -> None:
    chance = random.Random(seed)
    store = place.new()
    people, marks = filled(store, 6)
    for _step in range(25):
        act_at_random(store, people, chance)
    gone = chance.sample(range(6), 3)
    before = everything(store, place)
    assert all(mark.encode() in before for mark in marks)
    kept = {one.id: store.get(Person, one.id) for at, one in enumerate(people) if at not in gone}
    store.erase(FORGET, [people[at].id for at in gone])
    after = everything(store, place)
    for at, mark in enumerate(marks):
        if at in gone:
            assert mark.encode() not in after
        elif kept[people[at].id].address:
            assert mark.encode() in after
    assert store.verify() == ()
    assert store.erased()
    assert {one.id: store.get(Person, one.id) for one in people if one.id in kept} == kept
    for at in gone:
        assert store.get(Person, people[at].id).address == ""
        assert store.find(BankAccount, person=people[at].id) == ()
        assert store.find(SpecialNeed, person=people[at].id) == ()
    assert len(store.find(PersonName)) == 6
    store.close()
    again = place.open()
    assert again.verify() == ()
    save(again, replace(again.get(Person, people[gone[0]].id), phone="048"))
    assert again.verify() == ()


def test_what_others_have_is_still_compared_after_a_common_entry_was_forgotten(place: Place) -> None:
    store = place.new()
    people, _marks = filled(store, 2)
    store.erase(FORGET, [people[0].id])
    assert store.verify() == ()
    place.tamper("UPDATE person SET phone = '049' WHERE id = :id", id=people[1].id)
    assert "委員本人" in "".join(one.japanese() for one in store.verify())


def test_nothing_takes_it_back(place: Place) -> None:
    store = place.new()
    committee(store)
    person, _ = member(store, "髙﨑", phone="048")
    person = save(store, replace(person, phone="090"))
    store.erase(FORGET, [person.id])
    assert store.journal()[0].kind == "wipe"
    with pytest.raises(UndoRefused):
        store.undo()
    assert store.get(Person, person.id).phone == ""
    with pytest.raises(UndoRefused):
        store.change_at(3)
    wiped = store.change_at(4)
    assert [(pair.before.phone, pair.after.phone) for pair in wiped.pairs] == [("", "")]  # type: ignore[union-attr]


def test_a_copy_made_afterwards_holds_nothing_of_it(file_place: Place) -> None:
    store = file_place.new()
    people, marks = filled(store, 2)
    store.erase(FORGET, [people[0].id])
    copy = store.backup()
    assert copy is not None
    data = copy.read_bytes()
    assert marks[0].encode() not in data
    assert marks[1].encode() in data


def test_a_register_that_may_only_be_read_forgets_nothing(file_place: Place) -> None:
    store = file_place.new()
    person, _ = member(store, "髙﨑", phone="048")
    store.close()
    reader = file_place.open(read_only=True)
    with pytest.raises(ReadOnly):
        reader.erase(FORGET, [person.id])
    assert reader.get(Person, person.id).phone == "048"


def test_what_fails_halfway_changes_nothing(file_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    store = file_place.new()
    people, marks = filled(store, 1)

    def fail(*_args: object, **_values: object) -> None:
        raise KyodoError(msg("試験"), msg("試験"), msg("試験"))

    monkeypatch.setattr(journal, "append", fail)
    with pytest.raises(KyodoError):
        store.erase(FORGET, [people[0].id])
    assert store.get(Person, people[0].id) == people[0]
    assert store.verify() == ()
    assert marks[0].encode() in file_place.path.read_bytes()
