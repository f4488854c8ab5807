"""What was prepared before, kept in memory while it may be wanted again; never on a disk, where it stays."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

T = TypeVar("T")
MOST: Final = 192 * 1024 * 1024


class Shelf(Generic[T]):
    """Keeps the things put or taken last, up to `most` bytes of them as `weigh` counts."""

    def __init__(self, weigh: Callable[[T], int], most: int = MOST) -> None:
        self._weigh = weigh
        self._most = most
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._weight = 0
        self.taken = 0
        """How often something was found here."""

    def get(self, key: Hashable) -> T | None:
        """What is kept under `key`."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            self.taken += 1
        return found

    def holds(self, weight: int) -> bool:
        """Whether something of this weight would be kept at all."""
        return weight <= self._most

    def put(self, key: Hashable, thing: T) -> None:
        """Keep `thing` in the place of what had its key; what wasn't wanted for longest goes."""
        before = self._kept.pop(key, None)
        if before is not None:
            self._weight -= self._weigh(before)
        self._kept[key] = thing
        self._weight += self._weigh(thing)
        while self._weight > self._most:
            _, gone = self._kept.popitem(last=False)
            self._weight -= self._weigh(gone)
