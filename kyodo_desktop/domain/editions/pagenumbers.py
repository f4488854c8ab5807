"""Page numbers of a new edition: a page that was there keeps its number, one put between gets 15の2.

Who holds the earlier edition swaps single sheets; who gets the new one whole must find the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kyodo_desktop.domain.editions.held import Number
from kyodo_desktop.domain.editions.rising import longest_rising


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that needs a number: the one it had (None: it is new); a blank back counts but shows none."""

    before: Number | None = None
    blank: bool = False


def allocated(pages: Sequence[Wanted], first: int = 1) -> tuple[Number | None, ...]:
    """Each page's number, rising from `first`; None for a blank back that no whole number is left for.

    Numbers that pages had are kept as far as they rise. What comes between takes the whole numbers that are
    free there (of pages taken out, of blank backs), then branches of the last: 15の2, 15の3.
    """
    kept = _rising(pages, first)
    found: list[Number | None] = [None] * len(pages)
    at, before = 0, Number(first - 1)
    while at < len(pages):
        end = next((place for place in range(at, len(pages)) if place in kept), len(pages))
        upper = kept.get(end)
        filled = _between(pages[at:end], before, upper, first)
        if filled is None:  # no room before the next number that was kept: that page is numbered anew
            del kept[end]
            continue
        found[at:end] = filled
        if upper is not None:
            found[end] = before = upper
        at = end + 1
    return tuple(found)


def _rising(pages: Sequence[Wanted], first: int) -> dict[int, Number]:
    """The places whose numbers can be kept: the longest row of them that rises."""
    return longest_rising(
        (place, page.before)
        for place, page in enumerate(pages)
        if page.before is not None and not page.blank and page.before.base >= first
    )


def _between(
    pages: Sequence[Wanted], low: Number, high: Number | None, first: int
) -> list[Number | None] | None:
    """Numbers for pages between two that are kept; None where they can't all have one."""
    real = sum(not page.blank for page in pages)
    free = None if high is None else max(0, high.base - low.base - 1)
    counted = free is None or free >= len(pages)  # blank backs have numbers of their own
    if free is not None and real > free and (low.base + free < first or _full(low, high, free, real)):
        return None
    found: list[Number | None] = []
    last = low
    for page in pages:
        if page.blank and not counted:
            found.append(None)
            continue
        whole = high is None or last.base + 1 < high.base
        last = Number(last.base + 1) if whole else Number(last.base, last.branch + 1)
        found.append(last)
    return found


def _full(low: Number, high: Number | None, free: int, real: int) -> bool:
    """Whether the branches that are needed would reach the next number, which is a branch itself."""
    return high is not None and not free and high.base == low.base and low.branch + real >= high.branch
