"""Where the parts of an edition stand in its bytes, from what is on record of it."""

from __future__ import annotations

from kyodo_desktop.domain.editions.held import Held, HeldPart
from kyodo_desktop.papers.press.binding import Place
from kyodo_desktop.papers.press.partplace import short


def pages_in(held: Held) -> int:
    """How many pages an edition has, blank backs counted."""
    return sum(len(one.pages) + (held.layout.duplex and len(one.pages) % 2) for one in held.parts)


def places_in(held: Held) -> tuple[Place, ...]:
    """Where each part stands."""
    return tuple(
        Place(one.title, one.number or None, one.first, len(one.pages), _number(held, one))
        for one in held.parts
    )


def _number(held: Held, part: HeldPart) -> str:
    """The number printed on a part's first page."""
    if held.layout.through or not held.layout.within:
        return str(part.through[0])
    prefix = short(part.number)
    return f"{prefix}-{part.within[0]}" if prefix else str(part.within[0])
