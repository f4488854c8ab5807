"""A register taken to a server and back: the same rows, and nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from kyodo_desktop.domain.errors import OutputFailed, StorageFailed
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.i18n import Message
from kyodo_desktop.services import sample
from kyodo_desktop.storage import Store, carrying, engine, random_id
from tests.papers.samples import PATHS
from tests.storage.place import ACT, Place, committee


def quiet(_table: Message) -> None:
    """Nobody listens."""


@pytest.fixture
def full(file_place: Place) -> Store:
    """The sample committee's register with an attached file and an act that was taken back."""
    made = file_place.new()
    sample.plant(made, PATHS.sample)
    with made.change(ACT) as draft:
        draft.add(Committee(id=draft.new_id(), name="𠮷野家の委員会", city="川口市"))
        draft.keep("添付".encode())
    made.undo()
    return made


def apart(one: Store, other: Store) -> tuple[str, ...]:
    with engine.inspection(one._connection), engine.inspection(other._connection):
        return carrying.differing(one._connection, other._connection)


def test_to_a_server_and_back(full: Store, server_place: Place, tmp_path: Path) -> None:
    heard: list[Message] = []
    written = full.move(server_place.location, heard.append)
    assert len(heard) == len(carrying.tables()) + 1
    server = server_place.open()
    assert apart(full, server) == ()
    assert server.verify() == ()
    assert server.redo().pairs  # the clerk's own stack went along
    back = Place(tmp_path / "back.kyodo", new_id=random_id)
    server.undo()
    assert server.move(back.path, quiet).rows > written.rows
    register = back.open()
    assert apart(server, register) == ()
    assert register.verify() == ()
    committee(register, "別の委員会")
    assert "committee" in apart(server, register)
    back.close()


def test_never_over_another_register(full: Store, server_place: Place, tmp_path: Path) -> None:
    committee(server_place.new())
    with pytest.raises(OutputFailed, match="すでにあります"):
        full.move(server_place.location, quiet)
    assert [one.name for one in server_place.open().find(Committee)] == ["川口市協働推進委員会"]
    (tmp_path / "there.kyodo").write_text("kept")
    with pytest.raises(OutputFailed, match="すでにあります"):
        full.move(tmp_path / "there.kyodo", quiet)
    assert (tmp_path / "there.kyodo").read_text() == "kept"


@pytest.mark.parametrize("engine_name", ["file", "server"])
def test_broken_off_at_any_table_it_leaves_nothing(
    engine_name: str, full: Store, server_place: Place, tmp_path: Path
) -> None:
    target = tmp_path / "new.kyodo" if engine_name == "file" else server_place.location
    for stop in range(1, len(carrying.tables()) + 1, 3):
        heard: list[Message] = []

        def cut(table: Message, heard: list[Message] = heard, stop: int = stop) -> None:
            heard.append(table)
            if len(heard) == stop:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            full.move(target, cut)
        assert not (tmp_path / "new.kyodo").exists()
        assert not list(tmp_path.glob(".kyodo-*"))
    assert full.move(target, quiet).rows > 300


def test_a_row_that_arrives_otherwise_is_seen(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = carrying.put

    def less(connection: sa.Connection, table: sa.Table, taken: object) -> int:
        rows = list(taken)  # type: ignore[call-overload]
        return put(connection, table, rows[:-1] if table.name == "person_name" else rows)

    monkeypatch.setattr(carrying, "put", less)
    with pytest.raises(StorageFailed, match="person_name"):
        full.move(tmp_path / "new.kyodo", quiet)
    assert not (tmp_path / "new.kyodo").exists()
