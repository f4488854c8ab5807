"""Two clerks at one record: the later one is told, with mine, theirs and base."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import ConflictError, StorageFailed
from kyodo_desktop.domain.records import Committee, Person
from kyodo_desktop.storage import Store, engine
from tests.storage.place import ACT, Place, committee, member, remove, save


def test_a_stale_save_is_told_with_mine_theirs_and_base(store: Store, place: Place) -> None:
    store, other = place.clerks(store)
    base, _ = member(store, "髙﨑", phone="048-1")
    theirs = save(other, replace(base, address="青木"))
    theirs = save(other, replace(theirs, address="本町"))
    mine = replace(base, phone="048-2")
    with pytest.raises(ConflictError) as error:
        save(store, mine)
    assert (error.value.mine, error.value.theirs, error.value.base) == (mine, theirs, base)
    assert store.get(Person, base.id) == theirs
    merged = save(store, replace(theirs, phone="048-2"))
    assert (merged.version, merged.address, merged.phone) == (4, "本町", "048-2")
    assert store.verify() == ()


def test_a_save_of_what_the_other_removed_is_told(store: Store, place: Place) -> None:
    store, other = place.clerks(store)
    base = committee(store)
    remove(other, base)
    mine = replace(base, name="別")
    with pytest.raises(ConflictError) as error:
        save(store, mine)
    assert (error.value.mine, error.value.theirs, error.value.base) == (mine, None, base)


def test_a_removal_of_what_the_other_changed_is_told(store: Store, place: Place) -> None:
    store, other = place.clerks(store)
    base = committee(store)
    theirs = save(other, replace(base, name="別"))
    with pytest.raises(ConflictError) as error:
        remove(store, base)
    assert (error.value.mine, error.value.theirs, error.value.base) == (base, theirs, base)
    with pytest.raises(ConflictError):
        save(store, replace(base, id="nobody"))


def test_a_conflict_takes_the_whole_act_back(store: Store) -> None:
    base = committee(store)
    save(store, replace(base, name="別"))
    with pytest.raises(ConflictError), store.change(ACT) as draft:
        draft.add(Person(id=draft.new_id()))
        draft.save(replace(base, name="三"))
    assert store.find(Person) == ()


def test_a_version_is_never_given_twice(store: Store, place: Place) -> None:
    """Else a clerk who still holds the first one could overwrite the second without being told."""
    store, other = place.clerks(store)
    base = committee(store)
    held = save(store, replace(base, name="別"))
    store.undo()
    store.undo()
    store.redo()
    again = store.find(Committee)[0]
    latest = save(store, replace(again, name="三"))
    with pytest.raises(ConflictError):
        save(other, replace(held, section="課"))
    assert store.find(Committee) == (latest,)


@pytest.mark.parametrize("seed", range(5))
def test_random_edits_of_two_clerks_lose_nothing(store: Store, place: Place, seed: int) -> None:
    """Each clerk works on copies read earlier. Who isn't told of a conflict must have seen the latest."""
    dice = random.Random(seed)
    clerks = place.clerks(store)
    first = [committee(store, f"第{n}") for n in range(3)]
    held = [{c.id: c for c in first} for _ in clerks]
    truth = {c.id: c for c in first}
    told = 0
    for step in range(120):
        at = dice.randrange(2)
        id_ = dice.choice(first).id
        if dice.random() < 0.4:
            held[at][id_] = clerks[at].get(Committee, id_)
            continue
        stale = held[at][id_] != truth[id_]
        try:
            saved = save(clerks[at], replace(held[at][id_], section=f"{at}-{step}"))
        except ConflictError as error:
            told += 1
            assert stale
            assert error.theirs == truth[id_]
            assert error.base == held[at][id_]
            held[at][id_] = truth[id_]
        else:
            assert not stale, "a silent lost update"
            held[at][id_] = truth[id_] = saved
    assert told > 5
    assert {c.id: c for c in store.find(Committee)} == truth
    assert store.verify() == ()


def test_a_clerk_waits_for_anothers_act_and_isnt_kept_for_ever(
    server_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "WAIT_SECONDS", 1)
    store = server_place.new()
    other = server_place.open("乙")
    with store.change(ACT) as draft:
        with pytest.raises(StorageFailed) as error:
            committee(other)
        assert "ほかの人の保存が終わりません" in str(error.value)
        draft.add(Person(id=draft.new_id()))
    committee(other)
    assert [entry.seq for entry in store.journal()] == [2, 1]
    assert store.verify() == ()
