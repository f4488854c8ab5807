"""The list of a packet's editions, each with its pages and with who has it."""

from __future__ import annotations

from dataclasses import dataclass

from kyodo_desktop.domain.editions import held as pages
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import IssuedPaper, IssuedPart
from kyodo_desktop.services import editions
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition: its pages, blank backs counted, and how many have it as their newest."""

    issued: IssuedPaper
    pages: int
    holders: int
    newest: bool

    @property
    def outdated(self) -> int:
        """How many have it though there is a newer one."""
        return 0 if self.newest else self.holders


def edition_lines(store: Store, meeting: Id) -> tuple[EditionLine, ...]:
    """The editions of a meeting's packet, the newest first."""
    found = editions.editions_of(store, meeting)
    have = [one.edition for one in editions.holders(store, meeting)]
    return tuple(
        EditionLine(one, _pages(store, one), have.count(one.edition), one is found[-1])
        for one in reversed(found)
    )


def _pages(store: Store, issued: IssuedPaper) -> int:
    """Counted from the numbers on record, without reading what the pages hold."""
    try:
        duplex = pages.layout_of(editions.options_of(issued)).duplex
    except (ValueError, TypeError, KeyError):
        duplex = False
    counts = [len(pages.numbers_read(one.through)) for one in store.find(IssuedPart, issued=issued.id)]
    return sum(count + (duplex and count % 2) for count in counts)
