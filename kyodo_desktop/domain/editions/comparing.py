"""What an edition changed: parts, pages, and the lines on them, wrong against right (誤→正)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from kyodo_desktop.domain.editions.held import (
    CONTENTS,
    MATERIALS,
    At,
    Held,
    HeldPage,
    page_at,
    places,
    printed,
)
from kyodo_desktop.domain.editions.matching import matched, matched_parts

PartFate = Literal["added", "removed", "renumbered", "retitled"]
PageFate = Literal["changed", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class LinePair:
    """Lines that stand where others stood; `first` and `last` count the old page's lines from 1.

    Where nothing stood, both are the line after which the new ones came in; 0 is above all.
    """

    wrong: str
    right: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that came, went, or bears another number or title; `old` and `new` are its places."""

    fate: PartFate
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that came, went, shows something else, or is the same under another number ("moved")."""

    fate: PageFate
    old: At | None
    new: At | None
    lines: tuple[LinePair, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two editions; both orders of pages are the papers' own."""

    old: Held
    new: Held
    parts: tuple[PartChange, ...]
    pages: tuple[PageChange, ...]

    def own(self) -> tuple[PageChange, ...]:
        """The changes of pages, without those of pages that only tell what the others are: lists of parts."""
        return tuple(one for one in self.pages if self.source(one) not in (MATERIALS, CONTENTS))

    def source(self, one: PageChange) -> str:
        """The source of the part in which a page changed."""
        if one.new is not None:
            return self.new.parts[one.new.part].source
        assert one.old is not None
        return self.old.parts[one.old.part].source

    def news(self) -> bool:
        """Whether there is anything that makes another edition."""
        return bool(self.parts or self.own())


def compared(old: Held, new: Held) -> Changes:
    """What `new` changed of `old`, from what both held; nothing is drawn again."""
    return Changes(old, new, tuple(_parts(old, new)), tuple(_pages(old, new)))


def line_pairs(old: HeldPage, new: HeldPage) -> tuple[LinePair, ...]:
    """The lines that differ between two pages, those side by side taken together."""
    return tuple(
        LinePair("\n".join(old.lines[a:b]), "\n".join(new.lines[c:d]), a + 1 if b > a else a, b)
        for kind, a, b, c, d in SequenceMatcher(None, old.lines, new.lines, autojunk=False).get_opcodes()
        if kind != "equal"
    )


def _parts(old: Held, new: Held) -> Iterator[PartChange]:
    answers = matched_parts(old.parts, new.parts)
    known = {after: before for before, after in answers.items()}
    for place, part in enumerate(new.parts):
        before = known.get(place)
        if before is None:
            yield PartChange("added", None, place)
        elif old.parts[before].number != part.number:
            yield PartChange("renumbered", before, place)
        elif old.parts[before].title != part.title:
            yield PartChange("retitled", before, place)
    for place in range(len(old.parts)):
        if place not in answers:
            yield PartChange("removed", place, None)


def _pages(old: Held, new: Held) -> Iterator[PageChange]:
    answers = matched(old, new)
    known = {after: before for before, after in answers.items()}
    for at in places(new):
        before = known.get(at)
        if before is None:
            yield PageChange("added", None, at)
        elif page_at(old, before).digest != page_at(new, at).digest:
            lines = line_pairs(page_at(old, before), page_at(new, at))
            yield PageChange("changed", before, at, lines)
        elif printed(old, before) != printed(new, at):
            yield PageChange("moved", before, at)
    for at in places(old):
        if at not in answers:
            yield PageChange("removed", at, None)
