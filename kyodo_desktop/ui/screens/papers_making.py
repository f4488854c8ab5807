"""What the screen of papers makes: one paper, in a child process, of what was chosen for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.domain.fields import Record
    from kyodo_desktop.domain.records import IssuedPaper
    from kyodo_desktop.papers.binder import Binder
    from kyodo_desktop.papers.lacking import Told
    from kyodo_desktop.papers.letterheads import Batch
    from kyodo_desktop.papers.paper import AnyPaper, Occasion
    from kyodo_desktop.papers.press.progress import Progress
    from kyodo_desktop.paths import Paths
    from kyodo_desktop.ui.desk import Store


@dataclass(frozen=True, slots=True)
class Wish:
    """A paper, what it shows, and what to know of it; `packed`: the packet whose pages it counts.

    `batch`: it is made to be issued, as this.
    """

    paper: AnyPaper
    occasion: Occasion
    view: Any
    told: tuple[Told, ...] = ()
    packed: Any = None
    batch: Batch[Any, Any] | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """On which day a paper is issued; `of`: in the place of what was issued before."""

    on: dt.date
    of: IssuedPaper | None = None


def wish_for(
    store: Store, paths: Paths, paper: AnyPaper, occasion: Occasion, again: Again | None = None
) -> Wish:
    """The paper as a draft, or as it is issued on a day. Raises KyodoError."""
    from kyodo_desktop.papers.lacking import told
    from kyodo_desktop.papers.packetset import packet_set
    from kyodo_desktop.papers.printinstructions import PrintInstructionsView

    batch = None if again is None else _batch(store, paths, paper, occasion, again)
    view = paper.compose(store, occasion) if batch is None else batch.view
    counts = isinstance(view, PrintInstructionsView) and occasion.meeting is not None
    return Wish(
        paper,
        occasion,
        view,
        told(paper, occasion, view, paths.papers),
        packet_set(store, occasion.meeting.id) if counts and occasion.meeting else None,
        batch,
    )


def steps(binder: Binder, wish: Wish) -> Generator[Progress, None, bytes]:
    """The bytes of a wish, made in processes of its own."""
    view = wish.view
    if wish.packed is not None:
        view = yield from _counted(binder, wish)
    return (yield from binder.paper(wish.paper.key, view, wish.paper.title))


def _batch(store: Store, paths: Paths, paper: AnyPaper, occasion: Occasion, again: Again) -> Batch[Any, Any]:
    from kyodo_desktop.papers.letterheads import prepare
    from kyodo_desktop.papers.paper import GoesOut
    from kyodo_desktop.services.issued import next_edition_of

    return prepare(
        store,
        paper,
        paths.papers,
        replace(occasion, sending=None),
        again.on,
        to=occasion.to,
        numbered=paper.goes_out is GoesOut.NUMBERED,
        edition=1 if again.of is None else next_edition_of(store, again.of),
    )


def _counted(binder: Binder, wish: Wish) -> Generator[Progress, None, Any]:
    """The sheet of instructions for printing with the pages of the meeting's packet."""
    from kyodo_desktop.papers.leaves import Cutter
    from kyodo_desktop.papers.printinstructions import counted

    packed, how = wish.packed
    data, bound = yield from binder.packet(packed, how)
    cutter = Cutter()
    try:
        return counted(wish.view, bound.places, (yield from cutter.leaves(data)))
    finally:
        cutter.end()


def goes_out(paper: AnyPaper | None) -> bool:
    """Whether a paper is issued to somebody."""
    if paper is None:
        return False
    from kyodo_desktop.papers.paper import GoesOut

    return paper.goes_out is not GoesOut.NO


def needed(paper: AnyPaper) -> type[Record]:
    """What is missing where a paper can't be composed at all."""
    from kyodo_desktop.papers.lacking import needed_by

    return needed_by(paper)
