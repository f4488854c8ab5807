"""Every way a file can be wrong has its own answer, with what to do now; and the file is left as it was."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import (
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseMissing,
    DatabaseNewer,
    KyodoError,
    NotADatabase,
    OutputFailed,
    ReadOnly,
    StorageFailed,
)
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.storage import Store, durable, engine, make
from tests.storage.place import Place, committee, folder_state, pragma, save


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.txt", "a")


def _other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.executescript("CREATE TABLE member (name TEXT); INSERT INTO member VALUES ('髙﨑')")


def _other_programs_wal(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.executescript("PRAGMA journal_mode=WAL; CREATE TABLE member (name TEXT)")


def _alter(at: int, data: bytes) -> Callable[[Path], None]:
    def alter(path: Path) -> None:
        whole = bytearray(path.read_bytes())
        whole[at : at + len(data)] = data
        path.write_bytes(whole)

    return alter


def _cut(size: int) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, size if size > 0 else path.stat().st_size + size)


def _sql(*statements: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    return run


def _noise(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(50_000))


def _noise_inside(path: Path) -> None:
    _alter(4096, random.Random(1).randbytes(path.stat().st_size - 4096))(path)


# What is done to a register: its name, the damage, the error, its exit code, a word of the sentence.
WRONG = [
    ("missing", Path.unlink, DatabaseMissing, 10, "見つかりません"),
    ("a folder", lambda p: (p.unlink(), p.mkdir()), NotADatabase, 11, "ファイルではなく"),
    ("a pipe", lambda p: (p.unlink(), os.mkfifo(p)), NotADatabase, 11, "ファイルではなく"),
    ("a link to itself", lambda p: (p.unlink(), p.symlink_to(p)), DatabaseMissing, 10, "リンクが循環"),
    ("a later format", _alter(44, bytes([0, 0, 0, 9])), DatabaseDamaged, 13, "壊れています"),
    ("no table", _sql("DROP TABLE material"), DatabaseDamaged, 13, "壊れています"),
    ("no column", _sql("ALTER TABLE person DROP COLUMN note"), DatabaseDamaged, 13, "壊れています"),
    (
        "two versions",
        _sql("INSERT INTO alembic_version VALUES ('0002')"),
        DatabaseDamaged,
        13,
        "壊れています",
    ),
    ("empty", lambda p: p.write_bytes(b""), DatabaseEmpty, 12, "0バイト"),
    ("random bytes", _noise, NotADatabase, 11, "協働デスクのファイルではありません"),
    ("one byte", lambda p: p.write_bytes(b"x"), NotADatabase, 11, "協働デスクのファイルではありません"),
    ("a zip", _zip, NotADatabase, 11, "協働デスクのファイルではありません"),
    ("another program's", _other_program, NotADatabase, 11, "協働デスクのファイルではありません"),
    ("another program's, WAL", _other_programs_wal, NotADatabase, 11, "協働デスクのファイルではありません"),
    ("header zeroed", _alter(0, bytes(100)), NotADatabase, 11, "協働デスクのファイルではありません"),
    ("application id zeroed", _alter(68, bytes(4)), NotADatabase, 11, "協働デスクのファイルではありません"),
    *(
        (f"cut to {size}", _cut(size), DatabaseDamaged, 13, "途中で切れています")
        for size in (1, 10, 16, 99, 100, 512, 4096, 5000, 20480, -4096, -1)
    ),
    ("noise inside", _noise_inside, DatabaseDamaged, 13, "壊れています"),
    ("schema page zeroed", _alter(100, bytes(3996)), DatabaseDamaged, 13, "壊れています"),
    ("no version", _sql("DELETE FROM alembic_version"), DatabaseDamaged, 13, "壊れています"),
    ("no head", _sql("DELETE FROM journal_head"), DatabaseDamaged, 13, "台帳の一部が失われています"),
    ("newer", _sql("UPDATE alembic_version SET version_num = '9999'"), DatabaseNewer, 14, "9999"),
]


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("damage", "error", "code", "said"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_a_wrong_file_is_told_apart_and_left_as_it_was(
    file_place: Place,
    damage: Callable[[Path], object],
    error: type[KyodoError],
    code: int,
    said: str,
    read_only: bool,
) -> None:
    store = file_place.new()
    committee(store)
    store.close()
    damage(file_place.path)
    before = folder_state(file_place.path.parent)
    with pytest.raises(KyodoError) as caught:
        file_place.open(read_only=read_only)
    assert (type(caught.value), caught.value.exit_code) == (error, code)
    assert said in str(caught.value)
    assert caught.value.remedy.text()
    assert file_place.path.name in str(caught.value) or error is DatabaseDamaged
    assert folder_state(file_place.path.parent) == before


def test_each_error_has_an_exit_code_of_its_own() -> None:
    errors = [row[2] for row in WRONG]
    assert len({error.exit_code for error in errors}) == len(set(errors))


def test_a_sound_file_is_opened_and_left_as_it_was(file_place: Place) -> None:
    store = file_place.new()
    committee(store)
    store.close()
    before = folder_state(file_place.path.parent)
    for read_only in (False, True):
        opened = file_place.open(read_only=read_only)
        opened.find(Committee)
        opened.verify()
        opened.close()
    assert folder_state(file_place.path.parent) == before


# --- making


def test_a_register_isnt_made_over_a_file(file_place: Place) -> None:
    file_place.path.write_bytes(b"x")
    with pytest.raises(OutputFailed):
        file_place.new()
    assert folder_state(file_place.path.parent) == {"台帳.kyodo": b"x"}


def test_a_register_isnt_made_beside_an_old_ones_rollback_journal(file_place: Place) -> None:
    """SQLite would play it into the new file."""
    left = file_place.path.with_name("台帳.kyodo-journal")
    left.write_bytes(b"x")
    with pytest.raises(OutputFailed) as error:
        file_place.new()
    assert left.name in str(error.value)
    assert folder_state(file_place.path.parent) == {left.name: b"x"}


def test_what_a_dead_program_left_unfinished_is_swept_and_what_a_living_one_makes_is_not(
    file_place: Place,
) -> None:
    folder = file_place.path.parent
    dead = subprocess.Popen(["true"])
    dead.wait()
    living = durable.unfinished(folder)
    others = folder / f"{living.name.replace(str(os.getpid()), str(dead.pid))}"
    old = folder / ".kyodo-0-1-aa.part"
    for name in (living, others, old, durable.beside(others)):
        name.write_bytes(b"x" * 5000)
    os.utime(old, (0, 0))
    committee(file_place.new())
    assert set(folder_state(folder)) == {"台帳.kyodo", "台帳.kyodo.lock", living.name}
    living.unlink()


@pytest.mark.parametrize("links", [True, False])
def test_of_two_that_make_one_register_the_second_is_refused(
    file_place: Place, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    if not links:
        monkeypatch.setattr(os, "link", unsupported)
    first: list[bytes] = []

    def other(_: Store) -> None:
        committee(file_place.new())
        file_place.close()
        first.append(file_place.path.read_bytes())

    with pytest.raises(OutputFailed) as error:
        make(file_place.path, who="乙", now=file_place.now, fill=other)
    assert "同じ名前" in str(error.value)
    assert folder_state(file_place.path.parent) == {"台帳.kyodo": first[0]}


def test_a_register_that_cant_be_filled_isnt_there(file_place: Place) -> None:
    def fail(store: Store) -> None:
        committee(store)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make(file_place.path, who="乙", now=file_place.now, fill=fail)
    assert folder_state(file_place.path.parent) == {}


@pytest.mark.parametrize("name", ["あ" * 100, "a" * 250])
def test_a_name_that_is_too_long_is_told(tmp_path: Path, name: str) -> None:
    place = Place(tmp_path / name)
    with pytest.raises(OutputFailed) as error:
        place.new()
    assert "名前が長すぎます" in str(error.value)
    if len(name.encode()) > 255:
        with pytest.raises(DatabaseMissing) as missing:
            place.open()
        assert "名前が長すぎます" in str(missing.value)
    assert folder_state(tmp_path) == {}


@pytest.mark.parametrize("name", ["あ い.kyodo", "100%#1?.kyodo", "🈳.kyodo", "新しい/フォルダー/台帳.kyodo"])
def test_a_path_may_hold_any_characters(tmp_path: Path, name: str) -> None:
    place = Place(tmp_path / name)
    store = place.new()
    kept = committee(store)
    assert place.reopened(store).find(Committee) == (kept,)
    place.close()
    assert (tmp_path / name).is_file()


def test_the_file_is_kept_as_promised(file_place: Place) -> None:
    store = file_place.new()
    raw = engine.raw(store._connection)
    asked = {
        name: raw.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert asked == {"journal_mode": "delete", "synchronous": 2, "foreign_keys": 1}
    assert pragma(file_place.path, "application_id") == engine.APPLICATION_ID
    reader = engine.raw(file_place.open(read_only=True)._connection)
    assert reader.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_file_that_was_put_into_wal_is_brought_back(file_place: Place) -> None:
    store = file_place.new()
    kept = committee(store)
    store.close()
    with closing(sqlite3.connect(file_place.path)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        with pytest.raises(ReadOnly) as error:
            file_place.open(read_only=True)
        assert "WAL" in str(error.value)
    store = file_place.open()
    assert store.find(Committee) == (kept,)
    assert pragma(file_place.path, "journal_mode") == "delete"


def test_wal_is_refused_while_another_program_holds_the_file_in_it(file_place: Place) -> None:
    store = file_place.new()
    committee(store)
    store.close()
    with closing(sqlite3.connect(file_place.path)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("SELECT count(*) FROM committee").fetchone()
        with pytest.raises(KyodoError) as error:
            file_place.open()
    assert error.value.exit_code in (15, 16)


# --- what a dead program left


def _half_saved(place: Place) -> bytes:
    """Leave a file as a save cut short leaves it; its bytes before."""
    store = place.new()
    committee(store)
    store.close()
    before = place.path.read_bytes()
    journal = durable.beside(place.path)
    with closing(sqlite3.connect(place.path, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size=1")  # pages go to the file before the commit
        other.execute("BEGIN")
        other.execute("UPDATE committee SET name = '途中'")
        for n in range(300):
            other.execute("INSERT INTO blob VALUES (?, 500, ?)", (str(n), b"x" * 500))
        half = place.path.read_bytes(), journal.read_bytes()
        other.execute("ROLLBACK")
    place.path.write_bytes(half[0])
    journal.write_bytes(half[1])
    assert place.path.read_bytes() != before
    return before


def test_a_save_cut_short_is_taken_back_when_the_file_is_opened(file_place: Place) -> None:
    before = _half_saved(file_place)
    left = folder_state(file_place.path.parent)
    with pytest.raises(ReadOnly) as error:
        file_place.open(read_only=True)
    assert "途中で止まっていて" in str(error.value)
    assert folder_state(file_place.path.parent) == left
    store = file_place.open()
    assert store.verify() == ()
    assert store.find(Committee)[0].name == "川口市協働推進委員会"
    store.close()
    assert folder_state(file_place.path.parent) == {"台帳.kyodo": before}


def test_a_file_removed_while_open_is_told(file_place: Place) -> None:
    store = file_place.new()
    first = committee(store)
    file_place.path.unlink()
    with pytest.raises(StorageFailed) as error:
        save(store, replace(first, name="別"))
    assert "移動または削除" in str(error.value)


# --- what can't be written


@pytest.fixture
def read_only_mount(tmp_path: Path) -> Iterator[Callable[[Path], Path]]:
    """A function that gives a folder again, mounted where nothing can be written."""
    mounted: list[Path] = []

    def mount(folder: Path) -> Path:
        target = tmp_path / f"mount{len(mounted)}"
        target.mkdir()
        if shutil.which("mount") is None or os.geteuid() != 0:
            pytest.skip("mounting a folder read-only needs root")
        bound = subprocess.run(
            ["mount", "--bind", "-o", "ro", folder, target], check=False, capture_output=True
        )
        if bound.returncode:
            pytest.skip(f"this system mounts nothing: {bound.stderr.decode()}")
        mounted.append(target)
        subprocess.run(["mount", "-o", "remount,bind,ro", target], check=True)
        return target

    yield mount
    for target in mounted:
        subprocess.run(["umount", target], check=True)


def test_a_read_only_disk_is_told_and_read(tmp_path: Path, read_only_mount: Callable[[Path], Path]) -> None:
    folder = tmp_path / "書庫"
    place = Place(folder / "台帳.kyodo")
    store = place.new()
    kept = committee(store)
    store.close()
    there = Place(read_only_mount(folder) / "台帳.kyodo")
    with pytest.raises(ReadOnly) as error:
        there.open()
    assert error.value.exit_code == 15
    assert "読み取り専用" in str(error.value)
    reader = there.open(read_only=True)
    assert reader.find(Committee) == (kept,)
    assert reader.verify() == ()
    with pytest.raises(ReadOnly):
        save(reader, kept)
    reader.close()
    with pytest.raises(OutputFailed):
        Place(there.path.with_name("新.kyodo")).new()
    assert set(folder_state(folder)) == {"台帳.kyodo"}


@pytest.fixture
def immutable() -> Iterator[Callable[[Path], None]]:
    """A function that makes a file or folder unchangeable even for root, which heeds no file modes."""
    marked: list[Path] = []

    def mark(path: Path) -> None:
        if shutil.which("chattr") is None or os.geteuid() != 0:
            pytest.skip("making a file unchangeable for root needs root and chattr")
        if subprocess.run(["chattr", "+i", path], check=False, capture_output=True).returncode:
            pytest.skip("this disk can't make a file unchangeable")
        marked.append(path)

    yield mark
    for path in marked:
        subprocess.run(["chattr", "-i", path], check=True)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_file_or_folder_is_told_and_read(
    tmp_path: Path, immutable: Callable[[Path], None], what: str
) -> None:
    place = Place(tmp_path / "書庫" / "台帳.kyodo")
    store = place.new()
    kept = committee(store)
    store.close()
    immutable(place.path if what == "file" else place.path.parent)
    with pytest.raises(ReadOnly) as error:
        place.open()
    assert error.value.exit_code == 15
    reader = place.open(read_only=True)
    assert reader.find(Committee) == (kept,)
    reader.close()
    assert set(folder_state(place.path.parent)) == {"台帳.kyodo"}


def test_a_file_made_read_only_while_open_is_told(
    file_place: Place, immutable: Callable[[Path], None]
) -> None:
    store = file_place.new()
    first = committee(store)
    immutable(file_place.path.parent)
    with pytest.raises(ReadOnly):
        save(store, replace(first, name="別"))
    subprocess.run(["chattr", "-i", file_place.path.parent], check=True)
    assert save(store, replace(first, name="別")).version == 2
