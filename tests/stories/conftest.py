"""A clerk with the sample open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.clerk import Clerk


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Clerk]:
    """A clerk who has just opened the sample; what is left of the register must be sound at the end."""
    someone = Clerk(tmp_path)
    someone.opens_sample()
    yield someone
    assert someone.store.verify() == ()
    someone.closes()
