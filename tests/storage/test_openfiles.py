"""A register written as open files and made of them again: the same rows, or a refusal."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.domain.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    DatabaseNewer,
    NotADatabase,
    OutputFailed,
)
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.services import sample
from kyodo_desktop.storage import Store, carrying, engine, openfiles, random_id
from tests.papers.samples import PATHS
from tests.storage.place import ACT, Place, committee

NOTES = {"説明.txt": "台帳の写し\n"}


CHANGED_BY_ONE_ACT = {"committee", "journal", "journal_head", "journal_payload", "journal_touched"}


@pytest.fixture
def full(store: Store) -> Store:
    """The sample committee's register, on each engine in turn, with an act that was taken back."""
    sample.plant(store, PATHS.sample)
    return store


@pytest.fixture
def out(file_place: Place, tmp_path: Path) -> Path:
    """The folder that the sample's register was written into."""
    register = file_place.new()
    sample.plant(register, PATHS.sample)
    register.export(tmp_path / "out", NOTES)
    return tmp_path / "out"


def apart(one: Path, store: Store) -> tuple[str, ...]:
    """The tables that differ between a file and an open register."""
    connection = engine.connect_file(one, read_only=True)
    try:
        with engine.inspection(connection), engine.inspection(store._connection):
            return carrying.differing(connection, store._connection)
    finally:
        engine.close(connection)


def test_a_register_made_of_its_files_has_the_same_rows(full: Store, tmp_path: Path) -> None:
    written = full.export(tmp_path / "out", NOTES)
    assert openfiles.rebuild(tmp_path / "out", tmp_path / "again.kyodo") == written
    assert written.rows > 300
    assert apart(tmp_path / "again.kyodo", full) == ()
    again = Place(tmp_path / "again.kyodo").open(read_only=True)
    assert again.verify() == ()
    assert again.export(tmp_path / "twice", NOTES) == written
    for one in sorted((tmp_path / "out").rglob("*")):
        other = tmp_path / "twice" / one.relative_to(tmp_path / "out")
        assert one.is_dir() or one.read_bytes() == other.read_bytes()
    again.close()


def test_a_row_more_is_seen(full: Store, tmp_path: Path) -> None:
    full.export(tmp_path / "out", NOTES)
    openfiles.rebuild(tmp_path / "out", tmp_path / "again.kyodo")
    place = Place(tmp_path / "again.kyodo", new_id=random_id)
    committee(place.open(), "別の委員会")
    place.close()
    assert set(apart(tmp_path / "again.kyodo", full)) == CHANGED_BY_ONE_ACT


def test_the_files_can_be_read_without_the_program(out: Path) -> None:
    said = json.loads((out / "manifest.json").read_text("utf-8"))
    columns = said["tables"]["person_name"]["columns"]
    lines = (out / "tables" / "person_name.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == said["tables"]["person_name"]["rows"]
    people = [dict(zip(columns, json.loads(line), strict=True)) for line in lines]
    assert all(one["name"] and one["version"] == 1 for one in people)
    assert (out / "説明.txt").read_text("utf-8") == "台帳の写し\n"


def test_it_is_never_written_over_what_is_there(file_place: Place, tmp_path: Path) -> None:
    register = file_place.new()
    (tmp_path / "file").write_text("kept")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").write_text("kept")
    (tmp_path / "empty").mkdir()
    for name in ("file", "full"):
        with pytest.raises(OutputFailed, match="書き出せません"):
            register.export(tmp_path / name, NOTES)
    register.export(tmp_path / "empty", NOTES)
    assert (tmp_path / "empty" / "manifest.json").exists()
    assert (tmp_path / "full" / "a").read_text() == (tmp_path / "file").read_text() == "kept"
    assert not list(tmp_path.glob(".kyodo-*"))
    with pytest.raises(OutputFailed, match="すでにあります"):
        openfiles.rebuild(tmp_path / "empty", file_place.path)


def first_line(folder: Path) -> None:
    place = folder / "tables" / "person_name.jsonl"
    place.write_bytes(place.read_bytes().partition(b"\n")[2])


def one_letter(folder: Path) -> None:
    place = folder / "tables" / "person_name.jsonl"
    place.write_bytes(place.read_bytes().replace("田".encode(), "由".encode(), 1))


def no_lines(folder: Path) -> None:
    (folder / "tables" / "person_name.jsonl").unlink()


def no_json(folder: Path) -> None:
    (folder / "tables" / "person_name.jsonl").write_text("委員\n", "utf-8")


def other_shape(folder: Path) -> None:
    (folder / "tables" / "person_name.jsonl").write_text('{"id": 1}\n[]\n', "utf-8")


def other_end(folder: Path) -> None:
    changed(folder, lambda said: said["journal"].update(entries=7))


def table_unsaid(folder: Path) -> None:
    changed(folder, lambda said: said["tables"].pop("person_name"))


def climbing(folder: Path) -> None:
    changed(folder, lambda said: said["files"].update({"../../secret": 3}))


def no_object(folder: Path) -> None:
    changed(folder, lambda said: said.update(tables=[1], files=None))


def cut(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"format": ')


def changed(folder: Path, how: Callable[[dict[str, Any]], object]) -> None:
    place = folder / "manifest.json"
    said = json.loads(place.read_text("utf-8"))
    how(said)
    place.write_text(json.dumps(said), "utf-8")


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (first_line, "person_name.jsonl"),
        (one_letter, "person_name.jsonl"),
        (no_lines, "person_name.jsonl"),
        (no_json, "person_name.jsonl"),
        (other_shape, "person_name.jsonl"),
        (other_end, "manifest.json"),
        (table_unsaid, "manifest.json"),
        (climbing, "manifest.json"),
        (no_object, "manifest.json"),
        (cut, "manifest.json"),
    ],
)
def test_what_was_altered_is_named(
    out: Path, tmp_path: Path, damage: Callable[[Path], None], named: str
) -> None:
    damage(out)
    with pytest.raises(DatabaseDamaged) as refusal:
        openfiles.rebuild(out, tmp_path / "again.kyodo")
    assert named in refusal.value.why.text()
    assert not (tmp_path / "again.kyodo").exists()
    assert not list(tmp_path.glob(".kyodo-*"))


def test_another_folder_is_none_of_ours(out: Path, tmp_path: Path) -> None:
    for folder, refusal in ((tmp_path / "nowhere", DatabaseMissing), (tmp_path, DatabaseMissing)):
        with pytest.raises(refusal):
            openfiles.rebuild(folder, tmp_path / "again.kyodo")
    changed(out, lambda said: said.update(schema="9999"))
    with pytest.raises(DatabaseNewer):
        openfiles.rebuild(out, tmp_path / "again.kyodo")
    changed(out, lambda said: said.update(format="photos"))
    with pytest.raises(NotADatabase):
        openfiles.rebuild(out, tmp_path / "again.kyodo")


def test_attached_files_come_back(out: Path, file_place: Place, tmp_path: Path) -> None:
    store = file_place.opened[0]
    with store.change(ACT) as draft:
        draft.keep(b"%PDF-1.7 attached")
        draft.add(Committee(id=draft.new_id(), name="別の委員会", city="川口市"))
    shutil.rmtree(out)
    written = store.export(out, NOTES)
    openfiles.rebuild(out, tmp_path / "again.kyodo")
    assert apart(tmp_path / "again.kyodo", store) == ()
    assert written.files == len(list((out / "files").iterdir()))
