"""Making an edition of a packet: what it holds is read from its parts, and its pages keep their numbers.

The first edition is the packet as it is previewed, byte for byte.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Generator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from kyodo_desktop.domain.editions.comparing import compared
from kyodo_desktop.domain.editions.held import CONTENTS, MATERIALS, Held, HeldPage, HeldPart, Layout
from kyodo_desktop.domain.editions.matching import numbered
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import packet
from kyodo_desktop.papers.changewords import summary
from kyodo_desktop.papers.packet import Made, Memory, PacketView
from kyodo_desktop.papers.press.bundle import Binding, Bound, Part
from kyodo_desktop.papers.press.contents import Entry, contents
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.partplace import short
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.seeing import seen_pages
from kyodo_desktop.papers.replacement import Replacement
from kyodo_desktop.services import editions, meetings
from kyodo_desktop.storage import Store

_COVER: Final = "cover"
_TWO_UP: Final = "/2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which edition is to be made: its number and day, its materials' ids in order, the edition before it.

    With `renumbered` pages are numbered anew, whatever numbers they had in the edition before.
    """

    edition: int
    on: dt.date
    materials: tuple[Id, ...]
    before: Held | None = None
    renumbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition as it was made, ready to be recorded by `editions.issue_packet`."""

    data: bytes
    bound: Bound
    held: Held
    title: str
    options: dict[str, Any]


def order(store: Store, meeting: Id, on: dt.date, *, renumbered: bool = False) -> Order:
    """The next edition of a meeting's packet, read from the register. Raises NotFound."""
    return Order(
        edition=editions.next_edition(store, meeting),
        on=on,
        materials=tuple(line.material.id for line in meetings.materials(store, meeting)),
        before=editions.last_held(store, meeting),
        renumbered=renumbered,
    )


def make(
    view: PacketView,
    wanted: Order,
    fonts: Fonts,
    forms: Path,
    how: Binding | None = None,
    memory: Memory | None = None,
) -> Generator[Progress, None, Edition]:
    """Make an edition of the packet. Raises what `packet.build` raises."""
    memory, how = memory or Memory(), how or Binding("")
    for part in wanted.before.parts if wanted.before else ():
        if part.key:
            memory.seen.put(part.key, part.pages)
    view, parts = yield from packet.drawn(view, fonts, forms, memory)
    held = yield from _held(view, parts, wanted, fonts, forms, how, memory)
    if wanted.before is not None:
        changes = compared(wanted.before, held)
        words = Replacement().read(forms).words
        view = _told(view, wanted, summary(changes, words))
        view, parts = yield from packet.drawn(view, fonts, forms, memory)
        held = yield from _held(view, parts, wanted, fonts, forms, how, memory)
        how = replace(how, numbers=_numbers(held))
    data, bound = yield from packet.bound(view, fonts, forms, how, memory)
    return Edition(
        data=data,
        bound=bound,
        held=held,
        title=packet.title_of(view, forms),
        options=_options(how, cover=view.cover),
    )


def layout_of(how: Binding) -> Layout:
    """What of a binding decides how its pages are marked and laid on sheets."""
    return Layout(
        duplex=how.even,
        stamps=how.stamps,
        through=how.through,
        within=how.within,
        first_number=how.first_number,
    )


def _held(
    view: PacketView,
    parts: Sequence[Part],
    wanted: Order,
    fonts: Fonts,
    forms: Path,
    how: Binding,
    memory: Memory,
) -> Generator[Progress, None, Held]:
    """What the packet holds, its pages numbered: the cover and the contents page too."""
    found: list[HeldPart] = []
    total = len(parts)
    for place, (part, source) in enumerate(zip(parts, _sources(view, wanted), strict=True)):
        own = view.parts[place]
        found.append(_read(part, source, own.number, packet.named(own), memory))
        yield Progress(place + 1, total, msg("「{title}」のページを調べました", title=part.title))
    covers = packet.cover_of(view, fonts, forms)
    found[:0] = [_read(part, _COVER, "", part.title, memory) for part in covers]
    layout = layout_of(how)
    before = None if wanted.renumbered else wanted.before
    if how.contents is None:
        return Held(
            edition=wanted.edition, on=wanted.on, layout=layout, parts=numbered(found, layout, before)
        )
    at = min(how.contents, len(found))
    listed = [place for place, part in enumerate([*covers, *parts]) if part.listed and part.numbered]
    laid, _ = contents([_entry(found[place], "") for place in listed], how, fonts)
    blank = (HeldPage(""),) * len(laid.sheets)
    found.insert(at, HeldPart(source=CONTENTS, number="", title=how.contents_title, pages=blank))
    made = list(numbered(found, layout, before))
    lines = _lines(made, [place + (place >= at) for place in listed], layout)
    made[at] = replace(made[at], pages=_contents(lines, how.contents_title, len(laid.sheets)))
    return Held(edition=wanted.edition, on=wanted.on, layout=layout, parts=tuple(made))


def _sources(view: PacketView, wanted: Order) -> tuple[str, ...]:
    """What each part of a view is known by: the front by its paper, the rest by its material."""
    front = [part.paper for part in view.parts if isinstance(part, Made) and not part.number]
    return (*front, *wanted.materials)


def _read(part: Part, source: str, number: str, title: str, memory: Memory) -> HeldPart:
    """A part with its pages; one read before, for this edition or for one before it, isn't read again."""
    key = f"{part.key}{_TWO_UP if part.two_up else ''}" if part.key else ""
    pages = memory.seen.get(key) if key else None
    if pages is None:
        pages = seen_pages(part)
        memory.seen.put(key, pages)
    return HeldPart(source=source, number=number, title=title, pages=pages, key=key)


def _entry(part: HeldPart, number: str) -> Entry:
    title = f"{part.number}\u3000{part.title}" if part.number else part.title
    return Entry(part.number, title, number)


def _lines(parts: Sequence[HeldPart], listed: Sequence[int], layout: Layout) -> tuple[str, ...]:
    """What the contents page says, as it is compared: each part and its first page's number."""
    found: list[str] = []
    for place in listed:
        part = parts[place]
        own = part.through[0] if layout.through or not layout.within else part.within[0]
        prefix = short(part.number) if layout.within and not layout.through else ""
        found.append(f"{part.name}\u3000{part.title} {prefix and prefix + '-'}{own}")
    return tuple(found)


def _contents(lines: tuple[str, ...], title: str, count: int) -> tuple[HeldPage, ...]:
    """The contents pages: where one line changes, all of them are another's."""
    said = hashlib.sha256("\n".join((title, *lines)).encode("utf-8", "surrogatepass")).hexdigest()
    return tuple(HeldPage(f"{said[:56]}{place:08x}", lines if place == 0 else ()) for place in range(count))


def _told(view: PacketView, wanted: Order, changes: str) -> PacketView:
    """The view, its list of materials saying which edition this is and what it changed."""
    parts = tuple(
        replace(part, view=replace(part.view, edition=wanted.edition, day=wanted.on, changes=changes))
        if isinstance(part, Made) and part.paper == MATERIALS and not part.number
        else part
        for part in view.parts
    )
    return replace(view, parts=parts)


def _numbers(held: Held) -> tuple[tuple[str, str], ...]:
    """Each page's numbers for the press, blank backs counted."""
    found: list[tuple[str, str]] = []
    for part in held.parts:
        found += [(str(a), str(b)) for a, b in zip(part.through, part.within, strict=True)]
        found += [("", "")] * (held.layout.duplex and len(part.pages) % 2)
    return tuple(found)


def _options(how: Binding, *, cover: bool) -> dict[str, Any]:
    """How an edition was bound, for its record."""
    said = asdict(replace(how, numbers=()))
    del said["title"], said["numbers"]
    return {**said, "cover": cover}
