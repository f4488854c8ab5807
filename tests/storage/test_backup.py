"""Backups: each is whole before it counts, and enough of them stay."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import StorageFailed
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.storage import Store, backup
from kyodo_desktop.storage.backup import backups, folder, keepers
from tests.storage.place import Place, committee, save

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
    copy = there.open("乙")
    assert copy.find(Committee) == (first,)
    assert copy.verify() == ()
    assert copy.undoable is None
    there.close()


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

    def wrong(_part: Path) -> object:
        return (0, "0")

    monkeypatch.setattr(backup, "_last_entry", wrong)
    with pytest.raises(StorageFailed) as error:
        store.backup()
    assert "バックアップを作成できません" in str(error.value)
    assert list(folder(file_place.path).iterdir()) == [good]


def test_a_copy_of_a_damaged_register_isnt_kept(file_place: Place) -> None:
    store = file_place.new()
    first = committee(store)
    good = store.backup()
    save(store, replace(first, name="別"))
    file_place.tamper("INSERT INTO category VALUES ('x', 1, 'nobody', 1, 'x', '', NULL, NULL, NULL)")
    with pytest.raises(StorageFailed):
        store.backup()
    assert list(folder(file_place.path).iterdir()) == [good]


def test_what_a_dead_program_left_half_copied_is_cleared_and_never_counted(file_place: Place) -> None:
    store = file_place.new()
    committee(store)
    where = folder(file_place.path)
    where.mkdir()
    for name in ("20200101-000000.kyodo.part", "20200101-000000.kyodo.part-journal"):
        (where / name).write_bytes(b"x")
    (where / "メモ.kyodo").write_bytes(b"")
    assert [path.name for path in backups(file_place.path)] == ["メモ.kyodo"]
    made = store.backup()
    assert set(where.iterdir()) == {made, where / "メモ.kyodo"}, "a file that isn't ours stays"


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
