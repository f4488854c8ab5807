"""Backups: each is whole before it counts, and enough of them stay."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import NotFound, ReadOnly, StorageFailed
from kyodo_desktop.domain.records import Attachment, Committee
from kyodo_desktop.storage import Store, attachments, copying, durable, manifest, random_id
from kyodo_desktop.storage.copies import backups, folder
from kyodo_desktop.storage.rotation import keepers
from tests.storage.place import ACT, Place, committee, save, words

NOON = dt.datetime(2025, 11, 14, 12, 0, tzinfo=dt.UTC)


def _every(step: dt.timedelta, count: int) -> list[dt.datetime]:
    return [NOON - step * n for n in range(count)]


# What was made, and how many of them stay.
KEPT = [
    ("nothing", [], 0),
    ("one, of long ago", [NOON - dt.timedelta(days=4000)], 1),
    ("every quarter of an hour for a day", _every(dt.timedelta(minutes=15), 96), 31),
    ("every hour for two days", _every(dt.timedelta(hours=1), 48), 25),
    ("every day for two weeks", _every(dt.timedelta(days=1), 14), 14),
    ("every day for 24 days: the last 24 hours that have one", _every(dt.timedelta(days=1), 24), 24),
    ("every day for a year", _every(dt.timedelta(days=1), 365), 24 + 8 + 10),
    ("every week for two years", _every(dt.timedelta(weeks=1), 104), 24 + 18),
    ("every 31 days for ten years", _every(dt.timedelta(days=31), 120), 24),
]


@pytest.mark.parametrize(("made", "stay"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_enough_stay(made: list[dt.datetime], stay: int) -> None:
    kept = keepers(made)
    assert kept <= set(made)
    assert abs(len(kept) - stay) <= 2
    if made:
        assert max(made) in kept, "the newest always stays"
    assert keepers(kept) == kept, "thinning twice takes no more"


def test_thinning_as_time_goes_by_keeps_each_span() -> None:
    """Backups every hour of office days for three years, thinned each time."""
    kept: set[dt.datetime] = set()
    for day in range(3 * 365):
        for hour in range(9, 17):
            time = NOON.replace(year=2023, hour=hour) + dt.timedelta(days=day)
            kept = set(keepers({*kept, time}))
    newest = max(kept)
    assert len(kept) <= 24 + 14 + 12 + 24
    for days, least in ((1, 8), (13, 14), (80, 20), (700, 40)):
        assert sum(newest - time <= dt.timedelta(days=days) for time in kept) >= least
    assert newest - min(kept) > dt.timedelta(days=600)


def _latest(store: Store) -> tuple[Path, ...]:
    assert isinstance(store.location, Path)
    return backups(store.location)


def test_a_backup_is_a_whole_register(file_place: Place) -> None:
    store = file_place.new()
    first = committee(store)
    made = store.backup()
    assert made is not None
    assert made.parent == folder(file_place.path)
    save(store, replace(first, name="別"))
    there = Place(made)
    copy = there.open("乙", read_only=True)
    assert copy.find(Committee) == (first,)
    assert copy.verify() == ()
    assert copy.undoable is None
    with pytest.raises(ReadOnly) as error:
        there.open("乙")
    assert "台帳の控え" in str(error.value)
    there.close()


def _with_file(store: Store, data: bytes) -> Attachment:
    with store.change(ACT) as draft:
        kept = draft.keep(data)
        made = Attachment(
            id=draft.new_id(), name="写し.pdf", size=len(data), sha256=kept, received_on=NOON.date()
        )
        return draft.add(made)


def test_a_file_is_kept_once_whatever_the_number_of_copies(file_place: Place) -> None:
    store = file_place.new()
    first = committee(store)
    big = _with_file(store, random.Random(1).randbytes(3_000_000))
    copies = [store.backup()]
    for n in range(3):
        first = save(store, replace(first, section=f"{n}"))
        copies.append(store.backup())
    assert all(copy is not None and copy.stat().st_size < 2_000_000 for copy in copies)
    where = folder(file_place.path)
    assert [path.name for path in attachments.folder(where).iterdir()] == [big.sha256]
    there = Place(backups(file_place.path)[0])
    copy = there.open(read_only=True)
    assert len(copy.blob(big.sha256)) == 3_000_000, "a copy reads what lies beside it"
    assert copy.verify() == ()
    attachments.place_of(where, big.sha256).write_bytes(b"altered")
    with pytest.raises(NotFound):
        copy.blob(big.sha256)
    assert "添付ファイル" in words(copy.verify())
    there.close()


def test_a_copy_becomes_a_register_again_with_its_files(file_place: Place, tmp_path: Path) -> None:
    store = file_place.new()
    committee(store)
    one = _with_file(store, random.Random(2).randbytes(300_000))
    made = store.backup()
    assert made is not None
    file_place.close()
    file_place.path.unlink()
    copy = Place(made).open(read_only=True)
    again = Place(tmp_path / "戻した台帳.kyodo", new_id=random_id)
    copy.move(again.path, lambda _table: None)
    copy.export(tmp_path / "out", {})
    copy.close()
    shutil.rmtree(made.parent)
    back = again.open()
    assert hashlib.sha256(back.blob(one.sha256)).hexdigest() == one.sha256
    assert back.verify() == ()
    committee(back, "別の委員会")
    assert back.undo().pairs
    again.close()
    assert (tmp_path / "out" / "files" / one.sha256).stat().st_size == 300_000


def test_a_copy_without_its_files_is_no_register(file_place: Place, tmp_path: Path) -> None:
    store = file_place.new()
    one = _with_file(store, b"%PDF-1.7 gone")
    made = store.backup()
    assert made is not None
    attachments.place_of(made.parent, one.sha256).unlink()
    copy = Place(made).open(read_only=True)
    with pytest.raises(NotFound):
        copy.move(tmp_path / "b.kyodo", lambda _table: None)
    with pytest.raises(NotFound):
        copy.export(tmp_path / "out", {})
    copy.close()
    assert not (tmp_path / "b.kyodo").exists()
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".kyodo-*.part*"))


def test_a_file_that_was_altered_in_the_register_isnt_kept_as_what_it_was(file_place: Place) -> None:
    store = file_place.new()
    one = _with_file(store, b"%PDF-1.7")
    store.backup()
    attachments.place_of(folder(file_place.path), one.sha256).unlink()
    file_place.tamper("UPDATE blob SET data = x'00'")
    assert attachments.keep(file_place.path, folder(file_place.path)) == (one.sha256,)
    assert not attachments.place_of(folder(file_place.path), one.sha256).exists()


def test_a_manifest_says_what_a_copy_holds(file_place: Place) -> None:
    store = file_place.new()
    committee(store)
    made = store.backup("import")
    assert made is not None
    told = manifest.read(made)
    assert told is not None
    assert (told.why, told.head, told.sound) == ("import", store.head, True)
    assert (told.counts["committee"], told.counts["journal"], told.counts["person"]) == (1, 1, 0)
    assert (told.size, told.sha256) == (made.stat().st_size, manifest.digest(made))
    for wrong in ("", "{}", "[]", '{"format": 2}', '{"format": 1, "made": "x"}'):
        manifest.place_of(made).write_text(wrong)
        assert manifest.read(made) is None
    assert store.backup() is None, "a copy counts without its manifest too"


def test_the_last_copy_whose_journal_is_whole_stays(file_place: Place) -> None:
    """From then on the journal is broken in every copy: all others go as time goes by, that one doesn't."""
    store = file_place.new()
    first = committee(store)
    good = store.backup()
    assert good is not None
    file_place.tamper("UPDATE journal SET who = '乙'")
    aged = good.rename(good.with_name("20110101-000000.kyodo"))
    manifest.place_of(good).rename(manifest.place_of(aged))
    where = folder(file_place.path)
    for n in range(120):
        (where / f"{NOON - dt.timedelta(days=31 * n + 1):%Y%m%d-%H%M%S}.kyodo").write_bytes(b"")
    save(store, replace(first, section="別"))
    made = store.backup()
    assert made is not None
    told = manifest.read(made)
    assert told is not None
    assert not told.sound
    assert aged in backups(file_place.path)
    assert len(backups(file_place.path)) < 60


def test_a_copy_is_made_on_another_thread_while_the_clerk_goes_on(file_place: Place) -> None:
    store = file_place.new()
    first = committee(store)
    copier = store.copier()
    assert copier is not None
    made: list[Path] = []
    thread = threading.Thread(target=lambda: made.append(copier()))
    thread.start()
    for n in range(20):
        first = save(store, replace(first, section=f"{n}"))
    thread.join()
    told = manifest.read(made[0])
    assert told is not None
    assert told.sound
    assert 1 <= told.seq <= 21
    assert told.counts["journal"] == told.seq, "all of one moment"


def test_an_unchanged_register_is_not_copied_again_even_after_a_restart(file_place: Place) -> None:
    store = file_place.new()
    first = committee(store)
    made = store.backup()
    assert store.backup() is None
    store = file_place.reopened(store)
    assert store.backup() is None
    assert _latest(store) == (made,)
    save(store, replace(first, name="別"))
    assert store.backup() is not None
    assert _latest(store)[-1] != made


def test_a_backup_that_was_taken_away_or_broken_is_made_again(file_place: Place) -> None:
    store = file_place.new()
    committee(store)
    made = store.backup()
    assert made is not None
    made.write_bytes(made.read_bytes()[:50])
    again = store.backup()
    assert again is not None
    for path in _latest(store):
        path.unlink()
    assert store.backup() is not None


def test_a_copy_that_doesnt_verify_isnt_kept(file_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    store = file_place.new()
    first = committee(store)
    good = store.backup()
    save(store, replace(first, name="別"))

    def wrong(_connection: sqlite3.Connection, where: str, _table: str) -> int:
        return len(where)

    monkeypatch.setattr(copying, "_count", wrong)
    with pytest.raises(StorageFailed) as error:
        store.backup()
    assert "バックアップを作成できません" in str(error.value)
    assert good is not None
    assert set(folder(file_place.path).iterdir()) == {good, manifest.place_of(good)}


def test_a_copy_of_a_damaged_register_isnt_kept(file_place: Place) -> None:
    store = file_place.new()
    first = committee(store)
    good = store.backup()
    save(store, replace(first, name="別"))
    file_place.tamper("INSERT INTO category VALUES ('x', 1, 'nobody', 1, 'x', '', NULL, NULL, NULL)")
    with pytest.raises(StorageFailed):
        store.backup()
    assert good is not None
    assert set(folder(file_place.path).iterdir()) == {good, manifest.place_of(good)}


def test_what_a_dead_program_left_half_copied_is_cleared_and_never_counted(file_place: Place) -> None:
    store = file_place.new()
    committee(store)
    where = folder(file_place.path)
    where.mkdir()
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    half = durable.unfinished(where).name.replace(f"-{os.getpid()}-", f"-{int(dead.stdout)}-")
    living = durable.unfinished(where)
    left = ("20200101-000000.kyodo.part", "20200101-000000.kyodo.part-journal", "20200101-000000.kyodo.json")
    for name in (*left, half, f"{half}-journal", living.name):
        (where / name).write_bytes(b"x")
    (where / "メモ.kyodo").write_bytes(b"")
    assert [path.name for path in backups(file_place.path)] == ["メモ.kyodo"]
    made = store.backup()
    assert made is not None
    ours = {made, manifest.place_of(made), living}
    assert set(where.iterdir()) == ours | {where / "メモ.kyodo"}, "a file that isn't ours stays"
    living.unlink()


def test_the_newest_stays_when_the_clock_has_gone_back(file_place: Place) -> None:
    store = file_place.new()
    first = committee(store)
    where = folder(file_place.path)
    where.mkdir()
    for n in range(60):
        (where / f"{NOON + dt.timedelta(days=400 * n):%Y%m%d-%H%M%S}.kyodo").write_bytes(b"")
    made = store.backup()
    assert made is not None
    assert made.exists()
    save(store, replace(first, name="別"))
    again = store.backup()
    assert again is not None
    assert again.exists()


def test_a_folder_that_cant_be_made_is_told(file_place: Place) -> None:
    store = file_place.new()
    committee(store)
    folder(file_place.path).write_bytes(b"a file is in its place")
    with pytest.raises(StorageFailed):
        store.backup()


def test_backups_need_nothing_but_sqlite_to_be_read(file_place: Place) -> None:
    store = file_place.new()
    committee(store)
    made = store.backup()
    assert made is not None
    connection = sqlite3.connect(made)
    assert connection.execute("SELECT name FROM committee").fetchall() == [("川口市協働推進委員会",)]
    connection.close()


def test_a_server_keeps_its_own_backups(server_place: Place) -> None:
    store = server_place.new()
    committee(store)
    assert store.backup() is None
