"""Who holds an open file is named; the lock goes when its holder does, whatever way that is."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import LockedElsewhere, ReadOnly
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.storage.lock import Lock, holder, lock_path, user
from tests.storage.place import ACT, START, Place, committee, save

HOLDER = """
import datetime as dt, pathlib, sys
from kyodo_desktop.storage import open_store
store = open_store(pathlib.Path(sys.argv[1]), who="髙﨑", now=lambda: dt.datetime.now(dt.timezone.utc))
print("open", flush=True)
sys.stdin.read()
store.close()
"""


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A file that another process holds open."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        assert process.stdout.readline() == "open\n"
        yield process
    finally:
        if process.poll() is None:
            process.stdin.close()
        process.wait(20)
        process.stdout.close()
        process.stdin.close()


@pytest.fixture
def closed(file_place: Place) -> Place:
    """A register with a committee, closed."""
    store = file_place.new()
    committee(store)
    store.close()
    return file_place


def test_a_file_open_elsewhere_names_its_holder_and_can_be_read(closed: Place) -> None:
    with held(closed.path):
        with pytest.raises(LockedElsewhere) as error:
            closed.open("乙")
        assert "髙﨑" in error.value.holder
        assert os.uname().nodename in error.value.holder
        assert error.value.holder in str(error.value)
        assert error.value.exit_code == 16
        reader = closed.open("乙", read_only=True)
        assert len(reader.find(Committee)) == 1
        reader.close()
    store = closed.open("乙")
    assert len(store.find(Committee)) == 1


def test_a_reader_sees_what_has_been_committed_and_nothing_else(closed: Place) -> None:
    store = closed.open()
    reader = closed.open("乙", read_only=True)
    first = store.find(Committee)[0]
    second = save(store, replace(first, name="二"))
    assert reader.find(Committee) == (second,)
    with store.change(ACT) as draft:
        draft.save(replace(second, name="三"))
        assert reader.find(Committee) == (second,)
    assert reader.find(Committee)[0].name == "三"
    assert reader.journal(1)[0].act == ACT


def test_the_lock_of_a_killed_program_clears_by_itself(closed: Place) -> None:
    with held(closed.path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert lock_path(closed.path).exists(), "it left its lock behind"
    store = closed.open("乙")
    assert holder(closed.path).startswith("乙（")
    store.close()
    assert not lock_path(closed.path).exists()


def test_the_lock_goes_when_the_file_is_closed_or_cant_be_opened(closed: Place) -> None:
    store = closed.open()
    assert lock_path(closed.path).exists()
    store.close()
    store.close()
    assert list(closed.path.parent.iterdir()) == [closed.path]


def test_a_link_leads_to_the_same_lock(closed: Place, tmp_path: Path) -> None:
    other = tmp_path / "別"
    other.mkdir()
    link = other / "近道.kyodo"
    link.symlink_to(closed.path)
    store = closed.open()
    with pytest.raises(LockedElsewhere):
        Place(link).open("乙")
    store.close()
    through = Place(link).open("乙")
    assert through.location == closed.path
    assert lock_path(closed.path).exists()
    with pytest.raises(LockedElsewhere):
        closed.open()
    through.close()
    assert list(other.iterdir()) == [link]


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"{}", b"\xff", b'{"who": "x"}'])
def test_a_lock_that_doesnt_say_who_still_holds(closed: Place, text: bytes) -> None:
    store = closed.open()
    lock_path(closed.path).write_bytes(text)
    with pytest.raises(LockedElsewhere) as error:
        closed.open("乙")
    assert error.value.holder == "ほかの人"
    store.close()


def test_a_lock_file_that_is_swapped_away_isnt_trusted(
    closed: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between our opening the file and locking it, its last holder may remove it."""
    from kyodo_desktop.storage import lock as module

    seize, swapped = module._seize, []

    def late(file: object) -> bool:
        if not swapped:
            swapped.append(lock_path(closed.path).unlink())
        return seize(file)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_seize", late)
    lock = Lock(closed.path, "甲", START)
    assert swapped
    with pytest.raises(LockedElsewhere):
        Lock(closed.path, "乙", START)
    lock.release()


def test_a_place_without_locks_isnt_said_to_be_in_use(closed: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    from kyodo_desktop.storage import lock as module

    def no_locks(_: object) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(module, "_seize", no_locks)
    with pytest.raises(ReadOnly) as error:
        closed.open()
    assert not isinstance(error.value, LockedElsewhere)
    assert "ロックを使えません" in str(error.value)


def test_a_folder_where_the_lock_belongs_is_named(closed: Place) -> None:
    lock_path(closed.path).mkdir()
    with pytest.raises(ReadOnly) as error:
        closed.open()
    assert lock_path(closed.path).name in str(error.value)
    assert "フォルダーです" in str(error.value)
    assert len(closed.open(read_only=True).find(Committee)) == 1


def test_a_name_that_cant_be_written_doesnt_keep_the_file_locked(
    closed: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "a\udcff")
    assert user() == "a?"
    closed.open("乙\udcff")
    assert holder(closed.path).startswith("乙?（")
