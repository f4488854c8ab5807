"""The bookmarks of parts, read from each and written under one bookmark a part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pikepdf

from kyodo_desktop.papers.press.joiner import Joiner
from kyodo_desktop.papers.press.links import Goal, Signpost, index_of

_DEEPEST: Final = 32


@dataclass(frozen=True, slots=True)
class Branch:
    """A bookmark: its title, the page it leads to counted from 0 (None: nowhere), and those under it."""

    title: str
    page: int | None
    under: tuple[Branch, ...] = ()
    point: tuple[float, float] | None = None


def read_outline(
    source: pikepdf.Pdf, offset: int = 0, signpost: Signpost | None = None
) -> tuple[Branch, ...]:
    """The bookmarks of `source`, their pages counted from `offset`. A damaged outline counts as none."""
    signpost = signpost or Signpost(source, index_of(source))
    if "/Outlines" not in source.Root:
        return ()
    try:
        with source.open_outline() as outline:
            return _branches(outline.root, signpost, offset, 0)
    except (pikepdf.PdfError, pikepdf.OutlineStructureError, ValueError, TypeError, RecursionError):
        return ()


def relocated(branches: Iterable[Branch], move: Callable[[Goal], Goal]) -> tuple[Branch, ...]:
    """The bookmarks with each goal moved."""
    found: list[Branch] = []
    for branch in branches:
        under = relocated(branch.under, move)
        if branch.page is None:
            found.append(replace(branch, under=under))
        else:
            goal = move(Goal(branch.page, branch.point))
            found.append(Branch(branch.title, goal.page, under, goal.point))
    return tuple(found)


def write_outline(joiner: Joiner, branches: Sequence[Branch], entry: Callable[[Goal], bytes]) -> int | None:
    """Write these bookmarks, the outermost closed; returns the outline's object, None where there are none.

    `entry` writes a destination.
    """
    if not branches:
        return None
    root = joiner.number()
    first, last = _write(joiner, branches, root, entry)
    joiner.put(
        b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (first, last, len(branches)), root
    )
    return root


def _write(
    joiner: Joiner, branches: Sequence[Branch], parent: int, entry: Callable[[Goal], bytes]
) -> tuple[int, int]:
    numbers = [joiner.number() for _ in branches]
    for place, (branch, number) in enumerate(zip(branches, numbers, strict=True)):
        said = [b"/Title %b /Parent %d 0 R" % (text_entry(branch.title), parent)]
        if place:
            said.append(b"/Prev %d 0 R" % numbers[place - 1])
        if place + 1 < len(numbers):
            said.append(b"/Next %d 0 R" % numbers[place + 1])
        if branch.page is not None:
            said.append(b"/Dest %b" % entry(Goal(branch.page, branch.point)))
        if branch.under:
            first, last = _write(joiner, branch.under, number, entry)
            said.append(b"/First %d 0 R /Last %d 0 R /Count -%d" % (first, last, len(branch.under)))
        joiner.put(b"<< %b >>" % b" ".join(said), number)
    return numbers[0], numbers[-1]


def text_entry(text: str) -> bytes:
    """A text string as a PDF writes it, whatever the characters."""
    said = b"\xfe\xff" + text.encode("utf-16-be", errors="replace")
    return b"<%b>" % said.hex().encode("ascii")


def _branches(
    items: Iterable[pikepdf.OutlineItem], signpost: Signpost, offset: int, depth: int
) -> tuple[Branch, ...]:
    if depth > _DEEPEST:
        return ()
    found: list[Branch] = []
    for item in items:
        goal = signpost.goal(item.destination, item.action)
        under = _branches(item.children, signpost, offset, depth + 1)
        if goal is None:
            found.append(Branch(item.title, None, under))
        else:
            found.append(Branch(item.title, goal.page + offset, under, goal.point))
    return tuple(found)
