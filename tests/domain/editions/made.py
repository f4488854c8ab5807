"""Editions made by hand, and edited at random as an office edits its papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from kyodo_desktop.domain.editions.held import Held, HeldPage, HeldPart, Layout
from kyodo_desktop.domain.editions.matching import numbered

FIRST = dt.date(2025, 11, 4)
SECOND = dt.date(2025, 11, 10)


def page(name: str, *, wide: bool = False) -> HeldPage:
    """A page known by its name, of one line."""
    return HeldPage(name, (f"{name}の本文",), wide)


def part(source: str, number: str, names: str | Sequence[HeldPage]) -> HeldPart:
    """A part of pages named by one letter each."""
    pages = tuple(page(one) if isinstance(one, str) else one for one in names)
    return HeldPart(source=source, number=number, title=f"{source}の標題", pages=pages)


def held(
    parts: Sequence[HeldPart], layout: Layout | None = None, before: Held | None = None, edition: int = 1
) -> Held:
    """An edition of these parts, numbered after the one before it."""
    layout = layout or Layout()
    return Held(
        edition=edition,
        on=FIRST if edition == 1 else SECOND,
        layout=layout,
        parts=numbered(parts, layout, before),
    )


layouts = st.builds(
    Layout,
    duplex=st.booleans(),
    stamps=st.sampled_from(("none", "first", "every")),
    through=st.booleans(),
    within=st.booleans(),
    first_number=st.sampled_from((1, 1, 19)),
)
pages = st.builds(
    HeldPage, st.sampled_from("abcdefghijkl"), st.just(()), st.sampled_from((False,) * 5 + (True,))
)


@st.composite
def first_parts(draw: st.DrawFn) -> list[HeldPart]:
    """The agenda and some materials."""
    count = draw(st.integers(1, 5))
    return _stamped([part(f"s{n}", "", draw(st.lists(pages, min_size=1, max_size=7))) for n in range(count)])


@st.composite
def edited(draw: st.DrawFn, parts: Sequence[HeldPart]) -> list[HeldPart]:
    """The parts after a few corrections: pages put in, taken out and changed; parts too, and moved."""
    made = [list(one.pages) for one in parts]
    sources = [one.source for one in parts]
    for step in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(("change", "insert", "remove", "part", "drop", "move")))
        at = draw(st.integers(0, len(made) - 1))
        if kind == "part":
            made.insert(at + 1, draw(st.lists(pages, min_size=1, max_size=4)))
            sources.insert(at + 1, f"n{len(sources)}-{step}")
        elif kind in ("drop", "move") and len(made) > 1:
            out, source = made.pop(at), sources.pop(at)
            if kind == "move":
                to = draw(st.integers(0, len(made)))
                made.insert(to, out)
                sources.insert(to, source)
        elif kind in ("change", "insert"):
            place = draw(st.integers(0, len(made[at]) - 1))
            made[at][place : place + (kind == "change")] = [replace(draw(pages), digest=f"new{step}")]
        elif len(made[at]) > 1:
            del made[at][draw(st.integers(0, len(made[at]) - 1))]
    return _stamped([part(source, "", some) for source, some in zip(sources, made, strict=True)])


def _stamped(parts: Sequence[HeldPart]) -> list[HeldPart]:
    """The first is the agenda; the others are numbered by their places, as materials are."""
    return [replace(one, number=f"資料{place}" if place else "") for place, one in enumerate(parts)]
