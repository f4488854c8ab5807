"""The stores that the tests here run on: the same tests on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kyodo_desktop.storage import Store
from tests.storage.place import Place


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Where a register can be made, on each engine in turn."""
    made = Place(
        tmp_path / "台帳.kyodo" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    )
    yield made
    made.close()


@pytest.fixture
def store(place: Place) -> Store:
    """A new, empty register of the clerk 甲, on each engine in turn."""
    return place.new()


@pytest.fixture
def file_place(tmp_path: Path) -> Iterator[Place]:
    """Where a `.kyodo` file can be made."""
    made = Place(tmp_path / "台帳.kyodo")
    yield made
    made.close()


@pytest.fixture
def server_place(postgres_url: str) -> Iterator[Place]:
    """An empty PostgreSQL database."""
    made = Place(postgres_url)
    yield made
    made.close()
