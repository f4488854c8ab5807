"""How many copies of a meeting's papers are printed: counted from the register, or as the clerk decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kyodo_desktop.domain.copies import FIGURES, Copies, Usual, reckon
from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import Meeting, PrintRun
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.room import seats_on
from kyodo_desktop.storage import Change, Draft, Store


@dataclass(frozen=True, slots=True)
class Printing:
    """What the register says of a meeting's printing: the members in office, and the figures decided."""

    members: int
    given: tuple[tuple[str, int], ...] = ()
    two_sided: bool = True

    def copies(self, usual: Usual) -> Copies:
        """How many copies that makes."""
        return reckon(self.members, usual, dict(self.given))


def printing(store: Store, meeting: Id) -> Printing:
    """What the register says of a meeting's printing. Raises `NotFound` for the meeting."""
    held = store.get(Meeting, meeting)
    run = _known(store, held.id)
    given = tuple(
        (name, count) for name in FIGURES if run is not None and (count := getattr(run, name)) is not None
    )
    return Printing(_members(store, held), given, run is None or not run.single_sided)


def copies(store: Store, meeting: Id, usual: Usual) -> Copies:
    """How many copies of a meeting's papers are printed, each figure with its reason."""
    return printing(store, meeting).copies(usual)


def set_copies(
    store: Store, meeting: Id, given: Mapping[str, int | None], *, two_sided: bool = True
) -> Change:
    """Record what was decided of a meeting's printing; None, and what isn't named, is as usual."""
    held = store.get(Meeting, meeting)
    known = _known(store, held.id)
    figures = {name: given.get(name) for name in FIGURES}
    usual = two_sided and all(count is None for count in figures.values())
    with store.change(msg("{number}会議の印刷部数を記録", number=meeting_number(held.number))) as draft:
        if known is None and not usual:
            draft.add(replace(_new(draft, held), single_sided=not two_sided, **figures))
        elif known is not None and usual:
            draft.remove(known)
        elif known is not None:
            draft.save(replace(known, single_sided=not two_sided, **figures))
    return draft.change


def _new(draft: Draft, meeting: Meeting) -> PrintRun:
    return PrintRun(id=draft.new_id(), meeting=meeting.id)


def _known(store: Store, meeting: Id) -> PrintRun | None:
    return next(iter(store.find(PrintRun, meeting=meeting)), None)


def _members(store: Store, meeting: Meeting) -> int:
    """Those in office on the day; nobody where no term is on record."""
    try:
        return len(seats_on(store, meeting.committee, meeting.date))
    except NotFound:
        return 0
