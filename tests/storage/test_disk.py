"""A full disk and a failing one: told, nothing of the act kept, nothing half-written left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import DiskFull, StorageFailed
from kyodo_desktop.domain.records import Committee, Person
from kyodo_desktop.storage import copies, manifest
from tests.plugins import ROOT
from tests.storage.place import ACT, Place, committee, folder_state, save


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MiB."""
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"this system mounts nothing: {mounted.stderr.decode()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def _fill(folder: Path, leave: int = 0) -> Path:
    """Fill a disk, `leave` bytes apart."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    os.truncate(ballast, ballast.stat().st_size - leave)
    return ballast


@pytest.mark.parametrize("leave", [0, 4096, 8192, 16384, 32768])
def test_a_full_disk_is_told_and_the_save_works_when_there_is_room(small_disk: Path, leave: int) -> None:
    place = Place(small_disk / "台帳.kyodo")
    store = place.new()
    first = committee(store)
    ballast = _fill(small_disk, leave)

    def act() -> Committee:
        with store.change(ACT) as draft:
            draft.add(Person(id=draft.new_id(), note="記" * 60_000))
            draft.keep(b"%PDF" * 20_000)
            return draft.save(replace(first, name="別"))

    for _ in range(2):
        with pytest.raises(DiskFull) as error:
            act()
        assert error.value.exit_code == 18
        assert "空き容量" in str(error.value)
        assert store.find(Committee) == (first,)
        assert store.find(Person) == ()
        assert len(store.journal()) == 1
        assert store.verify() == ()
    assert set(folder_state(small_disk)) == {"台帳.kyodo", "台帳.kyodo.lock", "ballast"}
    ballast.unlink()
    second = act()
    store = place.reopened(store)
    assert store.find(Committee) == (second,)
    assert store.verify() == ()
    place.close()


def test_a_full_disk_leaves_no_half_of_a_new_register(small_disk: Path) -> None:
    place = Place(small_disk / "新" / "台帳.kyodo")
    for leave in (0, 4096, 40_000, 100_000):
        ballast = _fill(small_disk, leave)
        with pytest.raises(StorageFailed) as error:
            place.new()
        assert "空き容量" in str(error.value)
        ballast.unlink()
        assert folder_state(small_disk) == {}
    committee(place.new())
    place.close()


def test_a_full_disk_leaves_no_half_of_a_backup(small_disk: Path) -> None:
    place = Place(small_disk / "台帳.kyodo")
    store = place.new()
    first = committee(store)
    made = store.backup()
    save(store, replace(first, name="別"))
    for leave in (0, 4096, 40_000):
        ballast = _fill(small_disk, leave)
        with pytest.raises(StorageFailed) as error:
            store.backup()
        assert "データ本体には影響ありません" in str(error.value)
        ballast.unlink()
        assert made is not None
        assert set(copies.folder(place.path).iterdir()) == {made, manifest.place_of(made)}
    assert store.backup() is not None
    place.close()


def test_a_register_opens_on_a_full_disk(small_disk: Path) -> None:
    place = Place(small_disk / "台帳.kyodo")
    committee(place.new())
    place.close()
    ballast = _fill(small_disk)
    store = place.open()
    assert len(store.find(Committee)) == 1
    ballast.unlink()
    save(store, replace(store.find(Committee)[0], name="別"))
    place.close()
    assert set(folder_state(small_disk)) == {"台帳.kyodo"}


FOLDER_SYNC = 2  # the folder's sync after the rollback journal is made, which SQLite lets fail


@pytest.mark.parametrize("point", range(1, 5))
def test_a_failed_sync_stops_all_writing_until_the_file_is_opened_again(
    file_place: Place, point: int
) -> None:
    """Whether what was written before a failed sync is on the disk, nobody can know any more."""
    if shutil.which("strace") is None:
        pytest.skip("strace isn't installed (apt install strace)")
    first = committee(file_place.new())
    file_place.close()
    done = subprocess.run(
        [
            *("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync"),
            *("-e", f"inject=fdatasync:error=EIO:when={point}"),
            *(sys.executable, "-m", "tests.storage.saver", str(file_place.path), "4"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if "PTRACE" in done.stderr:
        pytest.skip(f"strace can't be used here: {done.stderr}")
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()[1:]
    failed = [n for n, line in enumerate(said) if line.startswith("StorageFailed")]
    if point == FOLDER_SYNC:
        assert said == ["2", "3", "4", "5"]
        return
    assert "への書き込みに失敗しました" in said[failed[0]]
    assert all("これ以上の書き込みを止めています" in said[n] for n in range(failed[0] + 1, 4))
    store = file_place.open("係")
    assert store.journal(1)[0].seq == 1 + failed[0], "what was told as failed is not there"
    assert store.verify() == ()
    assert save(store, replace(store.get(Committee, first.id), name="別")).name == "別"
