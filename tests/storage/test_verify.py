"""Whatever is altered behind the store's back is found, and the record named."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
import sqlalchemy as sa

from kyodo_desktop.domain.errors import DatabaseDamaged, KyodoError, NotFound, StillNeeded, UndoRefused
from kyodo_desktop.domain.records import Attachment, Category, Committee, Person, PersonName, Term
from kyodo_desktop.storage import Store, journal
from kyodo_desktop.storage.tables import TABLES
from tests.storage.place import ACT, Place, committee, member, remove, save, words


@pytest.fixture
def full(place: Place) -> Store:
    """A register with a little of everything, undone and redone."""
    store = place.new()
    owner = committee(store)
    person, _ = member(store, "髙﨑 𠮷子", phone="048", address="青木")
    with store.change(ACT) as draft:
        since, until = dt.date(2025, 4, 1), dt.date(2027, 3, 31)
        draft.add(Term(id=draft.new_id(), committee=owner.id, since=since, until=until))
        draft.add(Category(id=draft.new_id(), committee=owner.id, number=1, name="1号委員"))
        sha256 = draft.keep(b"%PDF-1.7")
        draft.add(Attachment(id=draft.new_id(), name="写し.pdf", size=8, sha256=sha256, received_on=since))
    person = save(store, replace(person, phone="090"))
    remove(store, committee(store, "消した委員会"))
    store.undo()
    store.redo()
    assert store.verify() == ()
    return store


# What is done behind the store's back, and a word that the report must hold.
DAMAGE = [
    ("UPDATE person_name SET name = '高﨑 𠮷子'", "氏名「髙﨑 𠮷子」が履歴と異なります"),
    ("UPDATE person_name SET version = version + 1", "氏名「髙﨑 𠮷子」"),
    ("UPDATE person_name SET base_form_accepted = true", "氏名「髙﨑 𠮷子」"),
    ("UPDATE person SET phone = '091'", "委員本人"),
    ("UPDATE category SET number = 2", "委員区分「1号委員」"),
    ("UPDATE category SET seats = 5", "委員区分「1号委員」"),
    ("UPDATE term SET until = '2028-03-31'", "任期"),
    ("UPDATE committee SET numbering = 'total'", "委員会「川口市協働推進委員会」"),
    ("UPDATE committee SET numbering = 'nothing'", "委員会「川口市協働推進委員会」"),
    ("DELETE FROM person_name", "氏名「髙﨑 𠮷子」が失われています"),
    ("UPDATE person_name SET id = 'x'", "氏名「髙﨑 𠮷子」が失われています"),
    ("INSERT INTO person VALUES ('x', 1, '', '', '', '', NULL, NULL, '')", "委員本人「x」は履歴にありません"),
    ("UPDATE blob SET data = data || data", "添付ファイルの内容"),
    ("UPDATE blob SET size = 9", "添付ファイルの内容"),
    ("UPDATE journal SET who = '乙' WHERE seq = 3", "履歴の3番が書き換えられている"),
    ("UPDATE journal SET at = replace(at, '2025', '2024') WHERE seq = 1", "履歴の1番"),
    ("UPDATE journal SET act = '{{}}' WHERE seq = 2", "履歴の2番"),
    ("UPDATE journal SET kind = 'undo' WHERE seq = 2", "履歴の2番"),
    ('UPDATE journal SET "of" = 1 WHERE seq = 2', "履歴の2番"),
    ("UPDATE journal SET hash = previous WHERE seq = 4", "履歴の4番"),
    ("UPDATE journal SET previous = hash WHERE seq = 4", "履歴の4番"),
    ("UPDATE journal SET seq = 99 WHERE seq = 4", "履歴の99番"),
    ("UPDATE journal SET seq = -seq WHERE seq < 3", "履歴の-2番"),
    ("DELETE FROM journal WHERE seq = 1", "履歴の2番"),
    ("DELETE FROM journal WHERE seq = 4", "履歴の5番"),
    ("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)", "履歴の末尾が失われています"),
    ("DELETE FROM journal", "履歴の末尾が失われています（0番まで残っています）"),
    ("UPDATE journal_payload SET body = replace(body, '髙', '高')", "履歴の2番の内容が記録時と異なります"),
    ("UPDATE journal_payload SET body = replace(body, '048', '049')", "履歴の2番の内容"),
    ("UPDATE journal_payload SET body = '[' WHERE seq = 3", "履歴の3番の内容"),
    ("UPDATE journal_payload SET body = NULL WHERE seq = 3", "履歴の3番の内容"),
    ("UPDATE journal_payload SET salt = body WHERE seq = -1 OR salt IS NULL", ""),
    ("UPDATE journal_payload SET salt = 'x' WHERE seq = 3 AND personal", "履歴の3番の内容"),
    ("UPDATE journal_payload SET erased_at = 'x' WHERE seq = 2 AND personal", "履歴の2番の内容"),
    (
        "UPDATE journal_payload SET body = NULL, salt = NULL, erased_at = 'x' WHERE NOT personal",
        "履歴の1番の内容",
    ),
    ("DELETE FROM journal_payload WHERE seq = 5", "履歴の5番の内容"),
    ("DELETE FROM journal_payload WHERE seq = 5 AND personal", "履歴の5番の内容"),
    (
        "INSERT INTO journal_payload VALUES (77, true, 'a', '[]', NULL)",
        "履歴の77番は、内容だけが残っています",
    ),
    ("UPDATE journal_touched SET record = 'x' WHERE seq = 1", "履歴の1番の索引"),
    ("DELETE FROM journal_touched WHERE seq = 3", "履歴の3番の索引"),
    ("UPDATE journal_head SET seq = 2", "履歴の末尾が失われています"),
    ("UPDATE journal_head SET hash = 'x'", "履歴の末尾が失われています"),
    ("DELETE FROM journal_head", "履歴の末尾が失われています"),
]


@pytest.mark.parametrize(("statement", "said"), DAMAGE)
def test_damage_is_found_and_named(full: Store, place: Place, statement: str, said: str) -> None:
    met = place.tamper(statement.replace("{{}}", "{}"))
    assert bool(met) is bool(said)
    assert said in words(full.verify())
    assert bool(full.verify()) is bool(said)


def test_two_entries_that_changed_places_are_found(full: Store, place: Place) -> None:
    for table in ("journal", "journal_payload", "journal_touched"):
        for old, new in ((2, -2), (3, 2), (-2, 3)):
            place.tamper(f"UPDATE {table} SET seq = {new} WHERE seq = {old}")
    assert "履歴の2番が書き換えられている" in words(full.verify())


def test_two_payloads_that_changed_places_are_found(full: Store, place: Place) -> None:
    for old, new in ((2, -2), (3, 2), (-2, 3)):
        place.tamper(f"UPDATE journal_payload SET seq = {new} WHERE seq = {old}")
    assert "履歴の2番の内容が記録時と異なります" in words(full.verify())


def test_values_that_cant_be_read_are_named_too(file_place: Place) -> None:
    store = file_place.new()
    owner = committee(store)
    with store.change(ACT) as draft:
        since, until = dt.date(2025, 4, 1), dt.date(2027, 3, 31)
        term = draft.add(Term(id=draft.new_id(), committee=owner.id, since=since, until=until))
        draft.add(replace(term, id=draft.new_id()))
    file_place.tamper("UPDATE term SET until = 'someday' WHERE id = :id", id=term.id)
    file_place.tamper("UPDATE committee SET name = CAST(X'E5B79DFF' AS TEXT)")
    found = words(store.verify())
    assert f"任期「{term.id}」が履歴と異なります" in found
    assert "委員会「川口市協働推進委員会」が履歴と異なります" in found
    assert len(store.verify()) == 2
    for cls in (Term, Committee):
        with pytest.raises(DatabaseDamaged):
            store.find(cls)


def test_damaged_text_in_the_journal_is_found(file_place: Place) -> None:
    store = file_place.new()
    committee(store)
    file_place.tamper("UPDATE journal SET who = CAST(X'E794FF' AS TEXT)")
    file_place.tamper("UPDATE journal_payload SET body = CAST(X'FF' AS TEXT)")
    assert "履歴の1番" in words(store.verify())


def test_one_bit_of_a_name_flipped_in_the_file_is_found_and_the_record_named(file_place: Place) -> None:
    """SQLite itself doesn't see it: its own check passes."""
    store = file_place.new()
    names = ["髙﨑 吉子", "山田 太郎", "\ufa10田 花"]
    for name in names:
        member(store, name)
    store.close()
    whole = file_place.path.read_bytes()
    dice = random.Random(1)
    named = 0
    for name in names:
        for at in _places(whole, name.encode()):
            bit = dice.randrange(len(name.encode()) * 8)
            damaged = bytearray(whole)
            damaged[at + bit // 8] ^= 1 << bit % 8
            file_place.path.write_bytes(damaged)
            opened = file_place.open()
            found = words(opened.verify())
            opened.close()
            assert found
            named += f"氏名「{name}」が履歴と異なります" in found
    assert named == len(names), "once in the table for each; the other copies lie in the journal"


def _places(data: bytes, part: bytes) -> list[int]:
    found = [at for at in range(len(data)) if data.startswith(part, at)]
    assert len(found) == 2
    return found


@pytest.mark.parametrize("seed", range(3))
def test_random_damage_is_always_found(full: Store, place: Place, seed: int) -> None:
    """Any row of any table deleted, or any value of it altered, one at a time."""
    dice = random.Random(seed)
    tables = [t for t in journal.metadata.sorted_tables if place.count(t.name)]
    for _ in range(60):
        with place.behind() as connection:
            table = dice.choice(tables)
            row = dice.choice(connection.execute(sa.select(table)).all())._asdict()
            done = _damage(dice, table, row)
            statement = sa.delete(table) if done is None else sa.update(table).values(done)
            connection.execute(statement.where(_is(table, row)))
        assert full.verify(), (table.name, done, row)
        with place.behind() as connection:
            if done is None:
                connection.execute(sa.insert(table), row)
            else:
                connection.execute(sa.update(table).values(row).where(_is(table, row | done)))
        assert full.verify() == (), (table.name, done)


def _is(table: sa.Table, row: dict) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == row[column.name] for column in table.primary_key))


def _damage(dice: random.Random, table: sa.Table, row: dict) -> dict | None:
    """A column and another value for it; None to delete the row."""
    columns = [c for c in table.c if c.name not in ("erased_at", "personal") and row[c.name] is not None]
    column = dice.choice([None, *columns])
    if column is None:
        return None
    value = row[column.name]
    match value:
        case bool():
            return {column.name: not value}
        case int():
            return {column.name: value + 1000}
        case dt.date():
            return {column.name: value + dt.timedelta(days=1)}
        case bytes():
            return {column.name: value + b"."}
        case _ if column.type.length:  # type: ignore[attr-defined]
            return {column.name: "x" + value[1:] if value else "x"}
        case _:
            return {column.name: value + "."}


def test_every_table_is_verified() -> None:
    verified = {t.name for t in TABLES.values()} | {
        "journal",
        "journal_payload",
        "journal_touched",
        "journal_head",
        "blob",
    }
    assert {t.name for t in journal.metadata.sorted_tables} == verified


# --- erasing


def erase(place: Place, seq: int) -> None:
    assert place.tamper(
        "UPDATE journal_payload SET body = NULL, salt = NULL, erased_at = '2030-04-01'"
        " WHERE seq = :seq AND personal",
        seq=seq,
    )


def test_erasing_a_personal_payload_keeps_the_chain_and_says_what_isnt_compared(place: Place) -> None:
    store = place.new()
    person, _ = member(store, "髙﨑", phone="048")
    committee(store)
    assert store.erased() == ()
    erase(place, 1)
    assert store.verify() == ()
    assert words(store.erased()) == "履歴の1番の個人情報は消去済みのため、照合していません。"
    place.tamper("UPDATE person SET phone = '049'")
    assert store.verify() == (), "the erased half can't be compared"
    place.tamper("UPDATE person SET version = 3")
    assert f"委員本人「{person.id}」" in words(store.verify()), "the other half is"


def test_what_was_saved_after_an_erasure_is_compared_whole(place: Place) -> None:
    store = place.new()
    person, _ = member(store, "髙﨑", phone="048")
    save(store, replace(person, phone="090"))
    erase(place, 1)
    assert store.verify() == ()
    place.tamper("UPDATE person SET phone = '049'")
    assert "委員本人" in words(store.verify())


def test_undo_across_an_erasure_is_refused(place: Place) -> None:
    store = place.new()
    person, name = member(store, "髙﨑", phone="048")
    save(store, replace(name, kana="たかさき"))
    save(store, replace(person, phone="090"))
    erase(place, 1)
    store.undo()
    store.undo()
    with pytest.raises(UndoRefused) as error:
        store.undo()
    assert "個人情報が履歴から消去されています" in str(error.value)
    assert store.get(Person, person.id).phone == "048"
    assert len(store.find(PersonName)) == 1
    assert store.verify() == ()


def test_a_register_without_its_journals_head_isnt_opened(place: Place) -> None:
    store = place.new()
    place.tamper("DELETE FROM journal_head")
    with pytest.raises(DatabaseDamaged):
        committee(store)
    store.close()
    with pytest.raises(KyodoError) as error:
        place.open()
    assert isinstance(error.value, DatabaseDamaged)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE committee SET name = X'FF00'",
        "UPDATE person_name SET since = -5",
        "UPDATE person_name SET id = X'FF00'",
        "UPDATE journal SET act = X'FF00', at = 'zz'",
        "UPDATE journal SET act = '{}', who = X'FF00'",
        "UPDATE journal_payload SET body = X'FF00', salt = 5",
        "UPDATE journal_head SET seq = 'zz'",
        "UPDATE blob SET data = 'text'",
        "UPDATE blob SET sha256 = X'FF00'",
    ],
)
def test_values_of_another_type_are_reported_and_never_trip(file_place: Place, statement: str) -> None:
    store = file_place.new()
    committee(store)
    member(store, "髙﨑")
    with store.change(ACT) as draft:
        sha256 = draft.keep(b"%PDF")
        draft.add(
            Attachment(id=draft.new_id(), name="a", size=4, sha256=sha256, received_on=dt.date(2025, 4, 1))
        )
    statement = statement.replace(":", "\\:")
    assert file_place.tamper(statement)
    assert store.verify()
    questions = [lambda cls=cls: store.find(cls) for cls in (Committee, PersonName)]
    for ask in (*questions, store.journal, lambda: store.undoable, lambda: store.blob(sha256), store.undo):
        try:
            ask()
        except KyodoError as error:
            assert isinstance(error, DatabaseDamaged | NotFound | UndoRefused | StillNeeded)


def test_what_cant_be_read_names_its_term(file_place: Place) -> None:
    store = file_place.new()
    committee(store)
    file_place.tamper("UPDATE committee SET name = X'FF00'")
    with pytest.raises(DatabaseDamaged) as error:
        store.find(Committee)
    assert "委員会" in str(error.value)
