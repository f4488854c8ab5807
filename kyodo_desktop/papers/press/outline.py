"""The bookmarks of parts, read from each and written under one bookmark a part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf

_DEEPEST: Final = 32


@dataclass(frozen=True, slots=True)
class Branch:
    """A bookmark: its title, the page it leads to counted from 0 (None: nowhere), and those under it."""

    title: str
    page: int | None
    under: tuple[Branch, ...] = ()


def read_outline(source: pikepdf.Pdf, offset: int) -> tuple[Branch, ...]:
    """The bookmarks of `source`, their pages counted from `offset`. A damaged outline counts as none."""
    pages = {page.obj.objgen: index + offset for index, page in enumerate(source.pages)}
    named = _named(source)
    try:
        with source.open_outline() as outline:
            return _branches(outline.root, pages, named, 0)
    except (pikepdf.PdfError, pikepdf.OutlineStructureError, ValueError, RecursionError):
        return ()


def write_outline(out: pikepdf.Pdf, branches: Sequence[Branch]) -> None:
    """Give `out` these bookmarks, the outermost closed."""
    with out.open_outline() as outline:
        outline.root.extend(_item(branch) for branch in branches)


def _item(branch: Branch) -> pikepdf.OutlineItem:
    item = pikepdf.OutlineItem(branch.title, branch.page)
    item.is_closed = True
    item.children.extend(_item(below) for below in branch.under)
    return item


def _branches(
    items: Iterable[pikepdf.OutlineItem],
    pages: dict[tuple[int, int], int],
    named: dict[str, pikepdf.Object],
    depth: int,
) -> tuple[Branch, ...]:
    if depth > _DEEPEST:
        return ()
    return tuple(
        Branch(item.title, _target(item, pages, named), _branches(item.children, pages, named, depth + 1))
        for item in items
    )


def _target(
    item: pikepdf.OutlineItem, pages: dict[tuple[int, int], int], named: dict[str, pikepdf.Object]
) -> int | None:
    """The page a bookmark leads to, through an action or a name if it must."""
    goal: object = item.destination
    if goal is None and item.action is not None:
        goal = item.action.get("/D")
    if isinstance(goal, str | pikepdf.String | pikepdf.Name):
        goal = named.get(str(goal))
    if isinstance(goal, pikepdf.Dictionary):
        goal = goal.get("/D")
    if isinstance(goal, pikepdf.Array) and len(goal):
        first = goal[0]
        if isinstance(first, pikepdf.Dictionary):
            return pages.get(first.objgen)
    return None


def _named(source: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """The named destinations, old style and new."""
    found: dict[str, pikepdf.Object] = {}
    old = source.Root.get("/Dests")
    if isinstance(old, pikepdf.Dictionary):
        found.update((str(key), value) for key, value in old.items())
    names = source.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        found.update((str(key), value) for key, value in pikepdf.NameTree(tree).items())
    return found
