"""差替え: which sheets of an old edition are taken out, and which of the new one are put in their place.

A sheet stays when everything on it stays, its stamp and its page numbers too. Two-sided, a sheet is two pages
of one part, and what is put between two pages of a sheet is printed anew with both, on fresh sheets: those
after it stay. A page wider than A4 (A3, folded in) is a sheet by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kyodo_desktop.domain.editions.held import At, Held, page_at, places, printed
from kyodo_desktop.domain.editions.matching import matched
from kyodo_desktop.domain.editions.rising import longest_rising

Sheet: TypeAlias = tuple[At, ...]
"""The pages on one sheet: its front, and its back where something is printed there."""


@dataclass(frozen=True, slots=True)
class Step:
    """One place at which sheets are swapped: `out` of the old edition, `into` of the new one.

    `after` is the last page before it that stays, by its place in the new edition; None at the beginning.
    """

    out: tuple[Sheet, ...]
    into: tuple[Sheet, ...]
    after: At | None


@dataclass(frozen=True, slots=True)
class Swap:
    """All that turns the sheets of one edition into those of another."""

    old: Held
    new: Held
    steps: tuple[Step, ...]


def sheets(held: Held, pages: Sequence[At] | None = None) -> tuple[Sheet, ...]:
    """The sheets on which an edition, or some of its pages in their order, are printed."""
    found: list[list[At]] = []
    for at in places(held) if pages is None else pages:
        last = found[-1] if found else None
        room = (
            held.layout.duplex
            and last is not None
            and len(last) == 1
            and last[0].part == at.part
            and not page_at(held, last[0]).wide
            and not page_at(held, at).wide
        )
        if room and last is not None:
            last.append(at)
        else:
            found.append([at])
    return tuple(map(tuple, found))


def swapped(old: Held, new: Held) -> Swap:
    """The fewest sheets to swap, without changing the order of those that stay."""
    order = {at: place for place, at in enumerate(places(new))}
    own = sheets(old)
    kept = _kept(own, _same(old, new), order)
    pages = list(order)
    steps: list[Step] = []
    out: list[Sheet] = []
    at = 0
    for place, sheet in enumerate([*own, ()]):
        ends = place == len(own)
        if not ends and place not in kept:
            out.append(sheet)
            continue
        begin = len(pages) if ends else kept[place]
        into = sheets(new, pages[at:begin])
        if out or into:
            steps.append(Step(tuple(out), into, pages[at - 1] if at else None))
        out, at = [], begin + len(sheet)
    return Swap(old, new, tuple(steps))


def applied(swap: Swap) -> Iterator[tuple[Held, Sheet]]:
    """The sheets in somebody's hand after the swap, each with the edition that it was printed from."""
    gone = {sheet for step in swap.steps for sheet in step.out}
    waiting = {step.after: step for step in swap.steps}
    answers = _same(swap.old, swap.new)
    yield from _put(swap, waiting.get(None))
    for sheet in sheets(swap.old):
        if sheet not in gone:
            yield swap.old, sheet
            yield from _put(swap, waiting.get(answers[sheet[-1]]))


def _put(swap: Swap, step: Step | None) -> Iterator[tuple[Held, Sheet]]:
    if step is not None:
        yield from ((swap.new, sheet) for sheet in step.into)


def _same(old: Held, new: Held) -> dict[At, At]:
    """Pages that are the same in both editions, what is printed over them too."""
    return {
        before: after
        for before, after in matched(old, new).items()
        if page_at(old, before).digest == page_at(new, after).digest
        and printed(old, before) == printed(new, after)
    }


def _kept(own: Sequence[Sheet], same: Mapping[At, At], order: Mapping[At, int]) -> dict[int, int]:
    """The places of the sheets that stay, and where in the new edition their pages begin.

    Both pages of a sheet must follow one another there; of sheets that were moved about, as many as possible.
    """
    rows: list[tuple[int, int]] = []
    for place, sheet in enumerate(own):
        there = [order[same[at]] for at in sheet if at in same]
        if len(there) == len(sheet) and there == list(range(there[0], there[0] + len(there))):
            rows.append((place, there[0]))
    return longest_rising(rows)
