"""The longest row of things that rises, for leaving as many as possible where they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any, TypeVar

T = TypeVar("T", bound=tuple[Any, ...] | int)


def longest_rising(rows: Iterable[tuple[int, T]]) -> dict[int, T]:
    """Of (place, value) pairs, places rising, as many as possible whose values rise too: value by place."""
    ends: list[T] = []
    lasts: list[int] = []
    previous: dict[int, int] = {}
    values: dict[int, T] = {}
    for place, value in rows:
        length = bisect_left(ends, value)  # pyright: ignore[reportArgumentType, reportCallIssue]
        if length:
            previous[place] = lasts[length - 1]
        ends[length : length + 1] = [value]
        lasts[length : length + 1] = [place]
        values[place] = value
    found: dict[int, T] = {}
    at = lasts[-1] if lasts else None
    while at is not None:
        found[at] = values[at]
        at = previous.get(at)
    return found
