"""Which pages of a packet answer which pages of its next edition."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, TypeAlias

from kyodo_desktop.domain.differences import aligned
from kyodo_desktop.domain.editions.held import At, Held, HeldPage, HeldPart, Layout, Number
from kyodo_desktop.domain.editions.pagenumbers import Wanted, allocated

Match: TypeAlias = tuple[int | None, int | None]

_MOST: Final = 12
"""Pages between two unchanged ones, up to which the likeness of their text decides; beyond, their order."""
_MOST_TEXT: Final = 300  # characters of a page that are compared: likeness takes their square


def matched_pages(old: Sequence[HeldPage], new: Sequence[HeldPage]) -> tuple[Match, ...]:
    """Pairs of places: the same page or what replaced it; None beside a page taken out or put in."""
    before, after = [one.digest for one in old], [one.digest for one in new]
    found: list[Match] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += zip(range(a, b), range(c, d), strict=True)
        else:
            found += _replaced(old, new, range(a, b), range(c, d))
    return tuple(found)


def matched_parts(old: Sequence[HeldPart], new: Sequence[HeldPart]) -> dict[int, int]:
    """The places of parts in the new edition, by their places in the old one: those of the same source."""
    places = {part.source: place for place, part in enumerate(new)}
    return {place: places[part.source] for place, part in enumerate(old) if part.source in places}


def matched(old: Held, new: Held) -> dict[At, At]:
    """The place in the new edition of each page of the old one that is there, or of what replaced it."""
    return {
        At(before, a): At(after, b)
        for before, after in matched_parts(old.parts, new.parts).items()
        for a, b in matched_pages(old.parts[before].pages, new.parts[after].pages)
        if a is not None and b is not None
    }


def numbered(parts: Sequence[HeldPart], layout: Layout, old: Held | None) -> tuple[HeldPart, ...]:
    """The parts with their pages' places and numbers, those that pages had in the `old` edition kept.

    An edition whose numbering begins elsewhere than the old one's is numbered anew.
    """
    kept = old if old is not None and old.layout.first_number == layout.first_number else None
    before = _before(parts, kept)
    wanted: list[Wanted] = []
    ends: list[int] = []
    for part, own in zip(parts, before, strict=True):
        wanted += (Wanted(one[0] if one else None) for one in own)
        wanted += [Wanted(blank=True)] * (layout.duplex and len(part.pages) % 2)
        ends.append(len(wanted))
    through = allocated(wanted, layout.first_number)
    made: list[HeldPart] = []
    for part, own, first in zip(parts, before, [0, *ends], strict=False):
        within = allocated([Wanted(one[1] if one else None) for one in own])
        made.append(
            HeldPart(
                source=part.source,
                number=part.number,
                title=part.title,
                pages=part.pages,
                first=first,
                through=_shown(through[first : first + len(part.pages)]),
                within=_shown(within),
                key=part.key,
            )
        )
    return tuple(made)


def _before(parts: Sequence[HeldPart], old: Held | None) -> list[list[tuple[Number, Number] | None]]:
    """The numbers that each page, or the one it replaces, had in the old edition."""
    found: list[list[tuple[Number, Number] | None]] = [[None] * len(part.pages) for part in parts]
    if old is None:
        return found
    for place, new in matched_parts(old.parts, parts).items():
        part = old.parts[place]
        for a, b in matched_pages(part.pages, parts[new].pages):
            if a is not None and b is not None:
                found[new][b] = part.through[a], part.within[a]
    return found


def _shown(numbers: Sequence[Number | None]) -> tuple[Number, ...]:
    return tuple(one for one in numbers if one is not None)


def _replaced(
    old: Sequence[HeldPage], new: Sequence[HeldPage], before: Sequence[int], after: Sequence[int]
) -> list[Match]:
    """Pages between unchanged ones: those alike answer each other, then those left between them in order."""
    if not before or not after or len(before) == len(after) == 1 or max(len(before), len(after)) > _MOST:
        return list(zip_longest(before, after))
    likened = aligned(
        [(place, _text(old[place])) for place in before],
        [(place, _text(new[place])) for place in after],
        lambda one: one[1],
        lambda _: "",
    )
    found: list[Match] = []
    out: list[int] = []
    put: list[int] = []
    for one, other in likened:
        if one is not None and other is not None:
            found += zip_longest(out, put)
            out, put = [], []
            found.append((one[0], other[0]))
        elif one is not None:
            out.append(one[0])
        elif other is not None:
            put.append(other[0])
    return [*found, *zip_longest(out, put)]


def _text(page: HeldPage) -> str:
    return "\n".join(page.lines)[:_MOST_TEXT]
