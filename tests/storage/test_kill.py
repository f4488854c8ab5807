"""Killed at any moment, the program loses nothing that it acknowledged, and keeps no half of an act."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kyodo_desktop.domain.records import Committee, Person, PersonName
from kyodo_desktop.storage import Store, copies, durable, manifest
from tests.plugins import ROOT
from tests.storage.place import ACT, Place, committee, folder_state, pragma

KILLS = 50
POINTS = (*range(1, 40, 6), *range(40, 200))  # the rollback journal first, then every page of the file


def _saver(path: Path, *arguments: object, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*before, sys.executable, "-m", "tests.storage.saver", str(path), *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _acknowledged(process: subprocess.Popen[str]) -> int:
    said = process.communicate(timeout=60)[0].split("\n")[:-1]  # a line cut short was not said
    return int(said[-1]) if len(said) > 1 else 0


def _sound(store: Store, acknowledged: int) -> int:
    """Assert that nothing is lost or half-kept; the last entry's sequence number."""
    last = store.journal(1)[0].seq
    assert last >= acknowledged, "an acknowledged save was lost"
    assert last - acknowledged <= 1 or not acknowledged, "saves that nobody made"
    assert store.verify() == ()
    names = [name.name for name in store.find(PersonName)]
    assert len(names) == len(store.find(Person))
    assert not names or store.find(Committee)[0].section in names
    return last


def test_50_kills_in_the_middle_of_saving_lose_nothing(file_place: Place) -> None:
    committee(file_place.new())
    file_place.close()
    dice = random.Random(50)
    last, met = 1, 0
    for _ in range(KILLS):
        process = _saver(file_place.path)
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(dice.random() * 0.06)
        process.kill()
        acknowledged = _acknowledged(process)
        met += durable.beside(file_place.path).exists()
        store = file_place.open("係")
        assert pragma(file_place.path, "quick_check") == "ok"
        now = _sound(store, acknowledged)
        assert now >= last
        last = now
        store.close()
        if last > 1500:  # start again: verifying a long journal each time takes long
            for left in file_place.path.parent.iterdir():
                left.unlink()
            committee(file_place.new())
            file_place.close()
            last = 1
    assert met, "no kill met a save under way"


@pytest.mark.parametrize("call", ["pwrite64", "fdatasync", "unlink"])
def test_killed_at_each_step_of_a_save(file_place: Place, call: str) -> None:
    """At every single write, sync and removal that one save makes: before it or after it, never between."""
    if shutil.which("strace") is None:
        pytest.skip("strace isn't installed (apt install strace)")
    committee(file_place.new())
    file_place.close()
    whole = folder_state(file_place.path.parent)["台帳.kyodo"]
    met, restored = 0, 0
    for point in POINTS if call == "pwrite64" else range(1, 20):
        file_place.path.write_bytes(whole)
        inject = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}")
        process = _saver(
            file_place.path, 1, 3000, before=(*inject, "-e", f"inject={call}:signal=KILL:when={point}")
        )
        acknowledged = _acknowledged(process)
        if process.returncode == 0:
            break
        met += 1
        restored += durable.beside(file_place.path).exists()
        store = file_place.open("係")
        _sound(store, acknowledged)
        store.close()
    else:
        raise AssertionError("the save was never let through")
    assert met >= {"pwrite64": 10, "fdatasync": 2, "unlink": 1}[call], process.stderr
    assert restored, "no kill left a save to be taken back"


def test_killed_while_it_copies_it_leaves_no_backup_that_isnt_whole(file_place: Place) -> None:
    store = file_place.new()
    committee(store)
    with store.change(ACT) as draft:
        draft.keep(random.Random(1).randbytes(12_000_000))
        draft.add(Person(id=draft.new_id()))
    store.close()
    script = (
        "import sys, datetime as dt, pathlib\n"
        "from kyodo_desktop.storage import open_store\n"
        "s = open_store(pathlib.Path(sys.argv[1]), who='係', now=lambda: dt.datetime(2025, 11, 1, 9, 0))\n"
        "print('open', flush=True); s.backup(); print('made', flush=True)"
    )
    dice = random.Random(2)
    halves = 0
    for _ in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(file_place.path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(dice.random() * 0.04)
        process.kill()
        process.communicate()
        halves += any(copies.folder(file_place.path).glob("*.part"))
        for made in copies.backups(file_place.path):
            assert pragma(made, "integrity_check") == "ok"
            manifest.remove(made)
    assert halves, "no kill met a copy under way"
    store = file_place.open()
    made = store.backup()
    store.close()
    assert made is not None
    where = copies.folder(file_place.path)
    assert {path.name for path in where.iterdir()} == {made.name, f"{made.name}.json", "files"}
    assert not [*where.rglob("*.part*")], "halves are cleared away"
    kept = Place(made)
    assert kept.open(read_only=True).verify() == ()
    kept.close()
