"""What the journal costs: a save through the store against the bare statement, on both engines."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from kyodo_desktop.domain.records import Committee
from kyodo_desktop.storage import engine, files
from kyodo_desktop.storage.tables import TABLES, to_row
from tests.benchmarks.measure import by_turns
from tests.storage.place import Place, committee, save

pytestmark = pytest.mark.benchmark
SAVES = 150


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Place, sa.Connection]]:
    """A register, and a connection to the same tables in another database."""
    if request.param == "sqlite":
        place = Place(tmp_path / "a.kyodo")
        (tmp_path / "bare.kyodo").touch()
        connection = engine.connect_file(tmp_path / "bare.kyodo", read_only=False)
    else:
        new = request.getfixturevalue("new_postgres_url")
        place = Place(new())
        connection = engine.connect_server(new())
    with engine.transaction(connection):
        files.make_schema(connection)
    yield place, connection
    place.close()
    engine.close(connection)


def test_a_save_against_the_bare_statement(places: tuple[Place, sa.Connection]) -> None:
    place, connection = places
    store = place.new()
    record = committee(store)
    table = TABLES[Committee]
    with engine.transaction(connection):
        connection.execute(sa.insert(table), to_row(record))

    def through_the_store() -> float:
        record = store.find(Committee)[0]
        start = time.perf_counter()
        for n in range(SAVES):
            record = save(store, replace(record, section=f"課{n}"))
        return (time.perf_counter() - start) / SAVES

    def bare() -> float:
        start = time.perf_counter()
        for n in range(SAVES):
            row = to_row(replace(record, section=f"課{n}", version=n))
            with engine.transaction(connection):
                connection.execute(sa.update(table).where(table.c.id == record.id), row)
        return (time.perf_counter() - start) / SAVES

    ours, floor = by_turns(through_the_store, bare)
    print(
        f"\nsave, {connection.dialect.name}: {ours * 1000:.2f} ms through the store,"
        f" {floor * 1000:.2f} ms bare: ratio {ours / floor:.2f}"
    )
    assert ours / floor < 12
    assert ours < 0.05
