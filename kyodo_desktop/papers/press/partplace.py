"""A part at its place in a bundle, and the numbers that its pages carry there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.papers.press.binding import Binding, Part, Place
from kyodo_desktop.papers.press.prepare import Prepared

_LEADING: Final = re.compile(r"^資料(?=[0-9０-９])")
_SHORT: Final = (("参考資料", "参"), ("別紙", "別"))


@dataclass(frozen=True, slots=True)
class Standing:
    """A part where it stands: `first` is the index of its first page; `blank`: its last has a blank back.

    `tree` is its page tree's object, `lists` those of its others that are needed by number. `listed`: it has
    a line in the contents; `own`: it came with the bundle, as the contents page does.
    """

    part: Part
    prepared: Prepared
    tree: int
    lists: Mapping[str, tuple[int, ...]]
    first: int
    blank: bool
    binding: Binding
    listed: bool
    own: bool = False

    @property
    def title(self) -> str:
        return self.part.title

    @property
    def length(self) -> int:
        """How many pages it takes, its blank back counted."""
        return len(self.prepared.sheets) + self.blank

    @property
    def prefix(self) -> str:
        """The 2 of 2-3; a part without a number of its own has none."""
        return self.part.prefix or short(self.part.stamp or "")

    @property
    def number(self) -> str:
        """The number printed on its first page."""
        if self.binding.through or not self.binding.within:
            return self.through(0)
        return self.within(0)

    def through(self, place: int) -> str:
        """The number of one of its pages through the bundle."""
        at = self.first + place
        numbers = self.binding.numbers
        return numbers[at][0] if numbers else str(self.binding.first_number + at)

    def within(self, place: int) -> str:
        """The number of one of its pages within it: 2-3."""
        prefix, numbers = self.prefix, self.binding.numbers
        number = numbers[self.first + place][1] if numbers else str(place + 1)
        return f"{prefix}-{number}" if prefix else number

    @property
    def place(self) -> Place:
        """Where it stands, for whoever asked for the bundle."""
        number = self.number if self.part.numbered else ""
        return Place(self.title, self.part.stamp, self.first, len(self.prepared.sheets), number)


def short(stamp: str) -> str:
    """資料2 → 2, 参考資料1 → 参1, 別紙1 → 別1: what fits before a page's number."""
    for long, brief in _SHORT:
        if stamp.startswith(long):
            return brief + stamp[len(long) :]
    return _LEADING.sub("", stamp)
