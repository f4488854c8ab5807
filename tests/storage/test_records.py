"""Records go in and come out the same, on both engines; what breaks a rule leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import threading
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound, ReadOnly, StillNeeded, StorageFailed
from kyodo_desktop.domain.records import (
    AgendaItem,
    Appointment,
    Attachment,
    Category,
    Committee,
    Meeting,
    MeetingStatus,
    Numbering,
    Person,
    PersonName,
    Term,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.storage import Store
from tests.storage.place import ACT, Place, committee, member, remove, save

# Each is kept to the code point: variants, compatibility ideographs, beyond the BMP, selectors, NFC and NFD.
NAMES = [
    "髙﨑 𠮷辻󠄀",
    "邉󠄂 濵",
    "\ufa10\ufa19\ufa1b 凞",
    "か\u3099 ガ",
    "が ガ",
    "é",
    "e\u0301",
    "=HYPERLINK(1) <b>&{{7*7}}%'\";--",
    "Ω Ω",
    "𠀋" * 300,
]


def test_a_record_added_is_found_the_same(store: Store) -> None:
    added = committee(store)
    assert added.version == 1
    assert store.get(Committee, added.id) == added
    assert store.find(Committee) == (added,)
    assert store.find(Committee, numbering=Numbering.TERM, city="川口市") == (added,)
    assert store.find(Committee, city="別市") == ()


def test_every_kind_of_value_comes_back_the_same_after_reopening(place: Place) -> None:
    store = place.new()
    owner = committee(store)
    data = bytes(range(256)) * 5
    with store.change(ACT) as draft:
        day, clock = dt.date(2025, 11, 14), dt.time(18, 30)
        records = (
            draft.add(
                Meeting(
                    id=draft.new_id(),
                    committee=owner.id,
                    number=1,
                    date=day,
                    starts_at=clock,
                    venue="3階\n会議室",
                )
            ),
            draft.add(Category(id=draft.new_id(), committee=owner.id, number=2, name="2号委員", seats=None)),
            draft.add(
                Attachment(
                    id=draft.new_id(), name="写し.pdf", size=1280, sha256=draft.keep(data), received_on=day
                )
            ),
        )
    store = place.reopened(store)
    assert tuple(store.get(type(record), record.id) for record in records) == records
    assert store.blob(records[2].sha256) == data


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_is_kept_to_the_code_point(place: Place, name: str) -> None:
    store = place.new()
    _person, given = member(store, name)
    store = place.reopened(store)
    assert [ord(c) for c in store.get(PersonName, given.id).name] == [ord(c) for c in name]
    assert store.find(PersonName, name=name) == (given,)
    assert store.verify() == ()


def test_composed_and_decomposed_names_are_two_names(store: Store) -> None:
    member(store, "が")
    member(store, "か\u3099")
    assert [len(store.find(PersonName, name=name)) for name in ("が", "か\u3099", "ガ")] == [1, 1, 0]


def test_saving_gives_the_next_version_and_an_unchanged_record_writes_nothing(store: Store) -> None:
    first = committee(store)
    second = save(store, replace(first, section="協働推進課"))
    assert (second.version, second.section) == (2, "協働推進課")
    with store.change(ACT) as draft:
        assert draft.save(second) == second
    assert draft.change.seq == 0
    assert draft.change.pairs == ()
    assert len(store.journal()) == 2


def test_an_act_that_comes_to_nothing_is_not_in_the_journal(store: Store) -> None:
    with store.change(ACT):
        pass
    with store.change(ACT) as draft:
        draft.remove(draft.add(Person(id=draft.new_id())))
    assert (store.journal(), store.undoable, store.find(Person)) == ((), None, ())


def test_a_record_removed_is_not_found(store: Store) -> None:
    gone = committee(store)
    remove(store, gone)
    assert store.find(Committee) == ()
    with pytest.raises(NotFound) as error:
        store.get(Committee, gone.id)
    assert "委員会" in str(error.value)
    with pytest.raises(NotFound):
        store.blob("0" * 64)


def test_records_come_in_their_natural_order_on_both_engines(store: Store) -> None:
    owner = committee(store)
    person, _ = member(store, "あ")
    days = (dt.date(2025, 4, 1), None, dt.date(2023, 4, 1))
    with store.change(ACT) as draft:
        meeting = draft.add(
            Meeting(id=draft.new_id(), committee=owner.id, number=1, date=dt.date(2025, 11, 14))
        )
        for order in (3, 1, 2):
            draft.add(AgendaItem(id=draft.new_id(), meeting=meeting.id, order=order, title=str(order)))
        for day in days:
            draft.add(PersonName(id=draft.new_id(), person=person.id, name="い", since=day))
        for number in (10, 9):
            draft.add(Category(id=draft.new_id(), committee=owner.id, number=number, name=f"{number}号委員"))
    assert [item.title for item in store.find(AgendaItem)] == ["1", "2", "3"]
    assert [name.since for name in store.find(PersonName, name="い")] == [None, days[2], days[0]]
    assert [category.number for category in store.find(Category)] == [9, 10]


def test_finding_by_several_values(store: Store) -> None:
    owner = committee(store)
    with store.change(ACT) as draft:
        held, planned, cancelled = MeetingStatus.HELD, MeetingStatus.PLANNED, MeetingStatus.CANCELLED
        for number, status in enumerate((planned, held, cancelled, held), 1):
            draft.add(
                Meeting(
                    id=draft.new_id(),
                    committee=owner.id,
                    number=number,
                    date=dt.date(2025, 1, 1),
                    status=status,
                    starts_at=None if number < 3 else dt.time(10),
                )
            )

    def numbers(name: str, *values: object) -> list[int]:
        return [m.number for m in store.find_in(Meeting, name, values)]

    assert numbers("status", MeetingStatus.PLANNED, MeetingStatus.HELD) == [1, 2, 4]
    assert numbers("number", 4, 1) == [1, 4]
    assert numbers("number") == []
    assert numbers("starts_at", None) == [1, 2]
    assert numbers("starts_at", None, dt.time(10)) == [1, 2, 3, 4]
    assert [m.number for m in store.find(Meeting, starts_at=None)] == [1, 2]


# What is wrong with it: a record, the field to blame ("" for the record as a whole).
REFUSED = [
    (Committee(id="a", name="  ", city="川口市"), "name"),
    (Committee(id="a", name="委員会\x0b", city="川口市"), "name"),
    (Committee(id="a", name="委員会\x00", city="川口市"), "name"),
    (Committee(id="a", name="委員会\ud840", city="川口市"), "name"),
    (Category(id="a", committee="b", number=0, name="1号委員"), "number"),
    (Category(id="a", committee="b", number=True, name="1号委員"), "number"),
    (PersonName(id="a", person="b", name="山田", kana="山田"), "kana"),
    (Term(id="a", committee="b", since=dt.date(2025, 4, 1), until=dt.date(2025, 3, 31)), ""),
    (Person(id="a", phone=None), "phone"),  # type: ignore[arg-type]
    (Committee(id="a", name="委員会", city="川口市", numbering="term"), "numbering"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("record", "blamed"), REFUSED, ids=lambda v: repr(v)[:40])
def test_a_record_that_breaks_its_checks_is_refused(store: Store, record: Committee, blamed: str) -> None:
    with pytest.raises(InvalidRecord) as error, store.change(ACT) as draft:
        draft.add(record)
    assert [name for name, _ in error.value.problems] == [blamed]
    assert error.value.remedy.text()
    with pytest.raises(InvalidRecord), store.change(ACT) as draft:
        draft.save(record)
    assert store.journal() == ()


def test_an_exception_inside_an_act_keeps_nothing_of_it(store: Store, place: Place) -> None:
    before = committee(store)
    with pytest.raises(ZeroDivisionError), store.change(ACT) as draft:
        draft.add(Person(id=draft.new_id()))
        draft.save(replace(before, name="別"))
        draft.keep(b"file")
        _ = 1 / 0
    assert store.find(Person) == ()
    assert store.find(Committee) == (before,)
    assert len(store.journal()) == 1
    assert place.count("blob") == 0
    assert save(store, replace(before, name="別")).version == 2, "the store goes on"


def test_what_others_refer_to_is_still_needed(store: Store) -> None:
    owner = committee(store)
    with store.change(ACT) as draft:
        draft.add(Category(id=draft.new_id(), committee=owner.id, number=1, name="1号委員"))
    with pytest.raises(StillNeeded):
        remove(store, owner)
    with pytest.raises(StillNeeded), store.change(ACT) as draft:
        draft.add(Category(id=draft.new_id(), committee="nobody", number=1, name="1号委員"))
    assert store.find(Committee) == (owner,)
    assert len(store.journal()) == 2
    assert store.verify() == ()


def test_the_steps_of_an_act_may_come_in_any_order(store: Store) -> None:
    with store.change(ACT) as draft:
        term, category, person, owner, seat = (draft.new_id() for _ in range(5))
        since, until = dt.date(2025, 4, 1), dt.date(2027, 3, 31)
        draft.add(Appointment(id=seat, term=term, category=category, person=person, since=since, until=until))
        draft.add(Category(id=category, committee=owner, number=1, name="1号委員"))
        draft.add(Term(id=term, committee=owner, since=since, until=until))
        draft.add(Person(id=person))
        draft.add(Committee(id=owner, name="委員会", city="川口市"))
    with store.change(ACT) as draft:
        for cls, id_ in ((Committee, owner), (Term, term), (Category, category), (Person, person)):
            draft.remove(store.get(cls, id_))
        draft.remove(store.get(Appointment, seat))
    store.undo()
    assert store.get(Appointment, seat).person == person
    store.undo()
    assert store.find(Committee) == ()
    assert store.verify() == ()


def test_an_id_that_is_taken_is_refused_and_nothing_kept(store: Store) -> None:
    owner = committee(store)
    with pytest.raises(StorageFailed), store.change(ACT) as draft:
        draft.add(replace(owner, name="別"))
    assert store.find(Committee) == (owner,)


def test_a_files_bytes_are_kept_once(store: Store, place: Place) -> None:
    data = b"%PDF-1.7" * 100
    kept = set()
    for _ in range(2):
        with store.change(ACT) as draft:
            kept |= {draft.keep(data), draft.keep(data)}
            draft.add(Person(id=draft.new_id()))
    assert kept == {hashlib.sha256(data).hexdigest()}
    assert place.count("blob") == 1
    assert store.blob(kept.pop()) == data


def test_the_journal_tells_who_did_what_and_when(store: Store, place: Place) -> None:
    with store.change(msg("委員「{name}」を登録", name="髙﨑")) as draft:
        draft.add(Person(id=draft.new_id()))
    assert draft.change.touches(Person)
    assert draft.change.touches(Committee, Person)
    assert not draft.change.touches(Committee)
    store, other = place.clerks(store)
    committee(other)
    entries = store.journal()
    assert [(e.seq, e.who, e.act.text(), e.kind, e.of) for e in entries] == [
        (2, "乙", "試験", "act", None),
        (1, "甲", "委員「髙﨑」を登録", "act", None),
    ]
    assert entries[0].at > entries[1].at
    assert entries[0].at.utcoffset() == dt.timedelta(hours=9)
    assert [e.seq for e in store.journal(1)] == [2]
    assert [e.seq for e in store.journal(before=2)] == [1]


def test_an_act_within_an_act_is_our_mistake(store: Store) -> None:
    with store.change(ACT) as draft:
        for nested in (lambda: store.change(ACT).__enter__(), store.verify, store.backup):
            with pytest.raises(RuntimeError, match="an act is open"):
                nested()
        draft.add(Person(id=draft.new_id()))
    assert len(store.find(Person)) == 1


def test_the_store_stays_on_its_thread(store: Store) -> None:
    questions = (
        lambda: store.find(Committee),
        lambda: store.change(ACT).__enter__(),
        store.verify,
        store.undo,
        store.backup,
        lambda: store.undoable,
        store.close,
    )
    refused: list[str] = []

    def ask() -> None:
        for question in questions:
            try:
                question()
            except RuntimeError as error:
                refused.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(refused) == len(questions)
    assert all("on the thread that opened it" in reason for reason in refused)


def test_the_store_stays_in_its_process(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    own = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: own + 1)
    with pytest.raises(RuntimeError):
        store.find(Committee)
    monkeypatch.undo()
    assert store.find(Committee) == ()


def test_a_register_opened_read_only_is_read_but_not_written(store: Store, place: Place) -> None:
    first = committee(store)
    reader = place.open("甲", read_only=True)
    assert reader.find(Committee) == (first,)
    second = save(store, replace(first, name="別"))
    assert reader.find(Committee) == (second,)
    for write in (lambda: save(reader, replace(second, name="三")), reader.undo, lambda: committee(reader)):
        with pytest.raises(ReadOnly):
            write()
    assert reader.verify() == ()
    assert reader.backup() is None
    assert store.find(Committee) == (second,)
