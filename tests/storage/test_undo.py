"""Undo and redo: each clerk's own, as deep as the journal, and still there after a restart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import StillNeeded, UndoRefused
from kyodo_desktop.domain.records import Category, Committee, Person, PersonName, Term
from kyodo_desktop.i18n import msg
from kyodo_desktop.storage import Store
from kyodo_desktop.storage.undo import derive
from tests.storage.place import ACT, Place, committee, member, remove, save

# Entries (seq, kind, of), and what can then be undone and redone, the next one last.
STACKS = [
    ([], (), ()),
    ([(1, "act", None)], (1,), ()),
    ([(1, "act", None), (2, "undo", 1)], (), (2,)),
    ([(1, "act", None), (2, "undo", 1), (3, "redo", 2)], (3,), ()),
    ([(1, "act", None), (2, "undo", 1), (3, "redo", 2), (4, "undo", 3)], (), (4,)),
    ([(1, "act", None), (2, "act", None), (3, "undo", 2), (4, "undo", 1)], (), (3, 4)),
    ([(1, "act", None), (2, "act", None), (3, "undo", 2), (4, "undo", 1), (5, "redo", 4)], (5,), (3,)),
    ([(1, "act", None), (2, "undo", 1), (3, "act", None)], (3,), ()),
    ([(1, "base", None)], (), ()),
    ([(1, "act", None), (2, "undo", 1), (3, "base", None), (4, "act", None)], (4,), ()),
    ([(1, "act", None), (2, "note", None), (3, "undo", 1), (4, "note", None)], (), (3,)),
    ([(7, "undo", 1), (8, "act", None)], (8,), ()),  # what came before is out of the window
]


@pytest.mark.parametrize(("entries", "undoable", "redoable"), STACKS)
def test_the_stacks_follow_from_the_entries(
    entries: list[tuple], undoable: tuple[int, ...], redoable: tuple[int, ...]
) -> None:
    made = derive(entries)
    assert (made.undoable, made.redoable) == (undoable, redoable)


def test_a_note_changes_nothing_and_undo_passes_over_it(store: Store) -> None:
    before = committee(store)
    noted = store.note(msg("個人情報の表示"))
    assert (noted.seq, noted.pairs) == (2, ())
    assert [(one.kind, one.act) for one in store.journal()][:1] == [("note", msg("個人情報の表示"))]
    assert store.undoable == ACT
    store.undo()
    store.note(msg("個人情報の表示"))
    store.redo()
    assert same(store.find(Committee)[0], before)
    assert store.change_at(2).pairs == ()
    assert store.verify() == ()


def same(one: object, other: object) -> bool:
    return replace(one, version=0) == replace(other, version=0)  # type: ignore[type-var]


def test_an_act_is_undone_and_redone_by_name(store: Store) -> None:
    before = committee(store)
    after = save(store, replace(before, name="別"), msg("委員会名を変更"))
    assert (store.undoable, store.redoable) == (msg("委員会名を変更"), None)
    undone = store.undo()
    assert undone.act == msg("委員会名を変更")
    assert undone.touches(Committee)
    assert same(store.find(Committee)[0], before)
    assert (store.undoable, store.redoable) == (ACT, msg("委員会名を変更"))
    store.redo()
    assert same(store.find(Committee)[0], after)
    assert (store.undoable, store.redoable) == (msg("委員会名を変更"), None)
    assert [(e.kind, e.of) for e in store.journal()][:2] == [("redo", 3), ("undo", 2)]
    assert store.verify() == ()


def test_one_act_alone_is_taken_back_while_it_is_the_last(store: Store) -> None:
    before = committee(store, "前")
    save(store, replace(before, name="一"), msg("一つ目"))
    first = store.journal()[0].seq
    store.undo(first)
    assert store.find(Committee)[0].name == "前"
    with pytest.raises(UndoRefused, match="元に戻されて"):
        store.undo(first)
    store.redo()
    save(store, replace(store.find(Committee)[0], name="二"), msg("二つ目"))
    with pytest.raises(UndoRefused, match="別の操作"):
        store.undo(first)
    assert store.find(Committee)[0].name == "二"
    assert store.undoable == msg("二つ目")


def test_what_a_register_begins_with_is_not_undone(store: Store) -> None:
    with store.change(msg("委員会を登録"), base=True) as draft:
        made = draft.add(Committee(id=draft.new_id(), name="初め", city="市"))
    assert store.undoable is None
    with pytest.raises(UndoRefused):
        store.undo()
    save(store, replace(made, name="後"), msg("委員会名を変更"))
    store.undo()
    assert (store.undoable, store.find(Committee)[0].name) == (None, "初め")
    assert store.verify() == ()


def test_nothing_to_undo_is_said(store: Store) -> None:
    for act, what in ((store.undo, "元に戻す"), (store.redo, "やり直す")):
        with pytest.raises(UndoRefused) as error:
            act()
        assert what in error.value.what.text()
    assert store.journal() == ()


def test_undo_and_redo_outlive_a_restart(place: Place) -> None:
    store = place.new()
    names = ["一", "二", "三", "四"]
    record = committee(store, names[0])
    for name in names[1:]:
        record = save(store, replace(record, name=name))
    for expected in ("三", "二"):
        store = place.reopened(store)
        store.undo()
        assert store.find(Committee)[0].name == expected
    store = place.reopened(store)
    for expected in ("三", "四"):
        store.redo()
        store = place.reopened(store)
        assert store.find(Committee)[0].name == expected
    assert store.redoable is None
    assert store.verify() == ()


def test_undo_goes_520_acts_deep_and_back(place: Place) -> None:
    store = place.new()
    record = committee(store, "0")
    for n in range(1, 521):
        record = save(store, replace(record, name=str(n)))
    store = place.reopened(store)
    for n in range(519, -1, -1):
        store.undo()
        if n % 100 == 0:
            assert store.find(Committee)[0].name == str(n)
    store.undo()
    assert store.find(Committee) == ()
    for _ in range(21):
        store.redo()
    assert store.find(Committee)[0].name == "20"
    assert (store.redoable, store.verify()) == (ACT, ())


def test_each_clerk_undoes_their_own(store: Store, place: Place) -> None:
    store, other = place.clerks(store)
    mine = committee(store, "甲の委員会")
    committee(other, "乙の委員会")
    store.undo()
    assert [c.name for c in other.find(Committee)] == ["乙の委員会"]
    assert (store.undoable, store.redoable) == (None, ACT)
    assert (other.undoable, other.redoable) == (ACT, None)
    store.redo()
    other.undo()
    assert [c.id for c in store.find(Committee)] == [mine.id]
    assert store.verify() == ()


def test_a_new_act_clears_redo_of_its_own_clerk_alone(store: Store, place: Place) -> None:
    store, other = place.clerks(store)
    committee(store, "一")
    store.undo()
    committee(other, "二")
    assert store.redoable == ACT
    committee(store, "三")
    assert store.redoable is None
    with pytest.raises(UndoRefused):
        store.redo()


def test_a_deletion_is_undone_with_everything_that_was_deleted(store: Store) -> None:
    person, name = member(store, "髙﨑 𠮷辻󠄀", phone="048-258-1110", note="一行目\n二行目")
    owner = committee(store)
    with store.change(msg("まとめて削除")) as draft:
        draft.remove(person)
        draft.remove(name)
        draft.save(replace(owner, section="課"))
        draft.add(Person(id=draft.new_id(), phone="1"))
    store.undo()
    assert store.find(Person) == (store.get(Person, person.id),)
    assert same(store.get(Person, person.id), person)
    assert same(store.get(PersonName, name.id), name)
    assert same(store.get(Committee, owner.id), owner)
    store.redo()
    assert store.find(PersonName) == ()
    assert [p.phone for p in store.find(Person)] == ["1"]
    assert store.verify() == ()


def test_an_act_of_many_steps_on_one_record_is_undone_as_one(store: Store) -> None:
    record = committee(store, "一")
    with store.change(ACT) as draft:
        record = draft.save(replace(record, name="二"))
        record = draft.save(replace(record, name="三"))
    assert len(draft.change.pairs) == 1
    store.undo()
    assert store.find(Committee)[0].name == "一"


def test_undo_is_refused_when_the_record_has_moved_on(store: Store, place: Place) -> None:
    store, other = place.clerks(store)
    record = committee(store, "一")
    save(other, replace(record, name="二"))
    with pytest.raises(UndoRefused) as error:
        store.undo()
    assert "委員会がその後に変更されています" in str(error.value)
    assert store.find(Committee)[0].name == "二"
    assert len(store.journal()) == 2


def test_undo_is_refused_whole_when_one_of_its_records_has_moved_on(store: Store, place: Place) -> None:
    store, other = place.clerks(store)
    person, name = member(store, "髙﨑")
    save(other, replace(name, kana="たかさき"))
    with pytest.raises(UndoRefused):
        store.undo()
    assert store.get(Person, person.id) == person
    assert store.verify() == ()


def test_undo_is_refused_when_the_record_was_removed_or_put_in_use(store: Store, place: Place) -> None:
    store, other = place.clerks(store)
    record = committee(store)
    with other.change(ACT) as draft:
        used = draft.add(Category(id=draft.new_id(), committee=record.id, number=1, name="1号委員"))
    with pytest.raises(StillNeeded):
        store.undo()
    remove(other, used)
    remove(other, record)
    with pytest.raises(UndoRefused):
        store.undo()
    assert store.verify() == ()


def test_an_act_that_failed_never_enters_the_stack(store: Store) -> None:
    committee(store)
    with pytest.raises(ZeroDivisionError), store.change(msg("失敗")) as draft:
        draft.add(Person(id=draft.new_id()))
        _ = 1 / 0
    assert store.undoable == ACT


def test_references_between_what_one_act_made_are_undone_in_any_order(store: Store) -> None:
    with store.change(ACT) as draft:
        owner = draft.add(Committee(id=draft.new_id(), name="委員会", city="川口市"))
        for year in range(2019, 2026, 2):
            draft.add(
                Term(
                    id=draft.new_id(),
                    committee=owner.id,
                    since=dt.date(year, 4, 1),
                    until=dt.date(year + 2, 3, 31),
                )
            )
    for _ in range(3):
        store.undo()
        assert (store.find(Committee), store.find(Term)) == ((), ())
        store.redo()
        assert len(store.find(Term)) == 4
    assert store.verify() == ()
