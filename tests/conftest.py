"""A register to test on: a `.kyodo` file with a ticking clock and counted ids, empty or with the sample."""

from __future__ import annotations

import datetime as dt
import gc
import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kyodo_desktop.paths import Paths
from kyodo_desktop.services import sample as samples
from kyodo_desktop.storage import Store, create

JST = dt.timezone(dt.timedelta(hours=9))


def ticking(start: dt.datetime = dt.datetime(2025, 11, 1, 9, 0, tzinfo=JST)) -> Callable[[], dt.datetime]:
    """A clock that is a second later each time it is read."""
    seconds = itertools.count()
    return lambda: start + dt.timedelta(seconds=next(seconds))


def counting() -> Callable[[], str]:
    """Ids in the form of a UUID that count from 1."""
    numbers = itertools.count(1)
    return lambda: f"00000000-0000-4000-8000-{next(numbers):012d}"


@pytest.fixture(autouse=True)
def _collector_on() -> Iterator[None]:
    """A command sets Python's collector off for its short life; a test's process lives on.

    Not while a task is at work: Qt's objects are to be collected on their own thread.
    """
    yield
    task = sys.modules.get("kyodo_desktop.ui.task")
    if task is None or not task.running():
        gc.enable()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new, empty register."""
    made = create(tmp_path / "test.kyodo", who="clerk", now=ticking(), new_id=counting())
    yield made
    made.close()


@pytest.fixture
def sample(store: Store) -> Store:
    """The register with the sample committee in it."""
    samples.plant(store, Paths.find().sample)
    return store
