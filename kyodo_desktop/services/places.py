"""Moving one of a row to another place in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from kyodo_desktop.domain.fields import Record

R = TypeVar("R", bound=Record)


def shifted(row: Sequence[R], one: R, by: int) -> list[R]:
    """The row with `one` moved `by` places, at most to either end."""
    others = [other for other in row if other.id != one.id]
    here = next(at for at, other in enumerate(row) if other.id == one.id)
    there = min(max(here + by, 0), len(others))
    return [*others[:there], row[here], *others[there:]]
