"""Binding parts into one PDF: each made ready and written at once, then what needs every part's place."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeAlias

from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.press.binding import DPI_LADDER, Binding, Bound, Part, Place
from kyodo_desktop.papers.press.contents import Entry, Slot, contents
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.joiner import Joiner
from kyodo_desktop.papers.press.output import output_error, writing
from kyodo_desktop.papers.press.partplace import Standing
from kyodo_desktop.papers.press.prepare import PAGES, Prepared, prepare
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.shelf import Shelf
from kyodo_desktop.papers.press.tagjoin import Names, untagged
from kyodo_desktop.papers.press.tagwrite import with_structure
from kyodo_desktop.papers.press.whole import complete

PreparedShelf: TypeAlias = "Shelf[Prepared]"

__all__ = ["Binding", "Bound", "Part", "Place", "PreparedShelf", "bind", "new_shelf"]


def new_shelf() -> PreparedShelf:
    """A cache for `bind`: parts that come again under the same key aren't prepared again."""
    return Shelf(lambda prepared: len(prepared.segment.data))


def bind(
    parts: Sequence[Part],
    target: Path | BinaryIO,
    fonts: Fonts,
    binding: Binding,
    shelf: PreparedShelf | None = None,
) -> Generator[Progress, None, Bound]:
    """Bind `parts` into the file at `target`, whole or not at all, or into an open one that can be sought;
    closing the generator leaves nothing behind.

    Pages keep their rotation and crop; stamps and numbers stand at the corners that the reader sees. Pages
    are counted through the bundle, those without a number too. Raises OutputFailed, naming the part, where
    one can't be read, and DiskFull. Saving holds other threads: call it in a child process.
    """
    shelf = shelf or Shelf(lambda prepared: len(prepared.segment.data), 0)
    with ExitStack() as stack:
        out = stack.enter_context(writing(target)) if isinstance(target, Path) else target
        try:
            bound = yield from _fitted(parts, out, fonts, binding, shelf)
        except OSError as error:
            raise (output_error(target, error) if isinstance(target, Path) else error) from error
    total = len(parts) + 2
    name = target.name if isinstance(target, Path) else binding.title
    yield Progress(total, total, msg("「{name}」を書き出しました", name=name))
    return bound


def _fitted(
    parts: Sequence[Part], out: BinaryIO, fonts: Fonts, binding: Binding, shelf: PreparedShelf
) -> Generator[Progress, None, Bound]:
    """Bind, and where the file is larger than wanted again with fewer pixels, until it isn't."""
    begin = out.tell()
    ladder = [dpi for dpi in DPI_LADDER if binding.dpi is None or dpi < binding.dpi]
    bound = yield from _bound(parts, out, fonts, binding, shelf, binding.dpi)
    for dpi in ladder:
        if binding.most_bytes is None or bound.size <= binding.most_bytes:
            break
        out.seek(begin)
        out.truncate()
        bound = yield from _bound(parts, out, fonts, binding, shelf, dpi)
    if binding.most_bytes is None or bound.size <= binding.most_bytes:
        return bound
    note = msg(
        "{limit}KBに収まりません（{size}KB）。画像をこれ以上縮小すると読めなくなります。",
        limit=f"{binding.most_bytes // 1024:,}",
        size=f"{bound.size / 1024:,.0f}",
    )
    return replace(bound, notes=(*bound.notes, note))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stays of a part once it is written: its objects may be large and go."""

    part: Part
    prepared: Prepared
    tree: int
    lists: Mapping[str, tuple[int, ...]]


def _bound(
    parts: Sequence[Part],
    out: BinaryIO,
    fonts: Fonts,
    binding: Binding,
    shelf: PreparedShelf,
    dpi: int | None,
) -> Generator[Progress, None, Bound]:
    total = len(parts) + 2
    joiner, names = Joiner(out), Names()
    kept: list[_Kept] = []
    for done, part in enumerate(parts, 1):
        prepared, key = _prepared(part, binding, shelf, dpi)
        kept.append(_join(joiner, names, part, prepared, shelf, key))
        yield Progress(done, total, msg("「{title}」を綴じました", title=part.title))
    standing, slots = _arranged(joiner, names, kept, fonts, binding)
    yield Progress(total - 1, total, msg("資料番号とページ番号を付けました"))
    notes = [note for one in kept for note in one.prepared.notes]
    notes += complete(joiner, standing, slots, names, fonts, binding)
    notes += untagged(standing)
    places = tuple(one.place for one in standing if not one.own)
    pages = sum(one.length for one in standing)
    return Bound(pages, joiner.size, places, tuple(notes))


def _key(part: Part, binding: Binding, dpi: int | None) -> tuple[object, ...]:
    """All that a part's preparing depends on."""
    known = part.facts is not None
    return part.key, part.title, part.two_up, part.password, known, binding.forms, binding.turned, dpi


def _prepared(
    part: Part, binding: Binding, shelf: PreparedShelf, dpi: int | None
) -> tuple[Prepared, tuple[object, ...] | None]:
    """A part made ready, from the cache if it is known by a key, and that key."""
    if not part.key:
        return prepare(part, binding, dpi), None
    key = _key(part, binding, dpi)
    return shelf.get(key) or prepare(part, binding, dpi), key


def _join(
    joiner: Joiner,
    names: Names,
    part: Part,
    prepared: Prepared,
    shelf: PreparedShelf | None = None,
    key: tuple[object, ...] | None = None,
) -> _Kept:
    """A part written. One with a key is kept, under the numbers that it got."""
    pending = prepared.pending
    base = joiner.base(pending.count(prepared.segment) if pending else prepared.segment.count)
    if pending is not None:
        moved = prepared.segment.moved(base)
        segment, tags = with_structure(moved, pending, moved.lists[PAGES])
        prepared = replace(prepared, segment=segment, tags=tags, pending=None)
    known = b"" if key is None else repr(key).encode()
    if shelf is not None and key is not None and shelf.holds(len(prepared.segment.data)):
        prepared = replace(prepared, segment=prepared.segment.moved(base))
        shelf.put(key, prepared)
    if prepared.tags is not None:
        segment, tags = names.admitted(prepared.segment, prepared.tags)
        prepared = replace(prepared, segment=segment, tags=tags)
    if prepared.segment.base == base:
        joiner.join(prepared.segment, known)
    else:
        joiner.join_moved(prepared.segment, base, known)
    return _kept(joiner, part, prepared, base)


def _kept(joiner: Joiner, part: Part, prepared: Prepared, base: int) -> _Kept:
    segment = prepared.segment
    by = base - segment.base
    lists = {key: tuple(one + by for one in numbers) for key, numbers in segment.lists.items()}
    joiner.put(_tree(lists[PAGES]), segment.tree + by)
    lean = replace(prepared, segment=replace(segment, data=b"", spans=()))
    return _Kept(part, lean, segment.tree + by, lists)


def _tree(pages: Sequence[int]) -> bytes:
    """A part's own page tree, below the bundle's."""
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    return b"<< /Type /Pages /Parent 2 0 R /Count %d /Kids [ %b ] >>" % (len(pages), kids)


def _arranged(
    joiner: Joiner, names: Names, kept: Sequence[_Kept], fonts: Fonts, binding: Binding
) -> tuple[list[Standing], list[tuple[Slot, int]]]:
    """Every part at its place, the contents page among them; and where its lines lead, by part."""
    if binding.contents is None:
        return _standing(kept, binding, None), []
    at = min(binding.contents, len(kept))
    front = Part(b"", binding.contents_title, listed=False)
    laid, _ = contents(_entries(_standing(kept, binding, None)), binding, fonts)  # for its length alone
    ordered = [*kept[:at], _Kept(front, laid, 0, {}), *kept[at:]]
    filled, slots = contents(_entries(_standing(ordered, binding, at)), binding, fonts)
    ordered[at] = _join(joiner, names, front, filled)
    standing = _standing(ordered, binding, at)
    lines = [place for place, one in enumerate(standing) if one.listed]
    return standing, list(zip(slots, lines, strict=True))


def _entries(standing: Sequence[Standing]) -> list[Entry]:
    """The lines of the contents page; a title doesn't say again what its stamp says beside it."""
    found: list[Entry] = []
    for one in standing:
        if one.listed:
            stamp = one.part.stamp or ""
            found.append(Entry(stamp, one.title.removeprefix(f"{stamp}\u3000"), one.number))
    return found


def _standing(kept: Sequence[_Kept], binding: Binding, contents_at: int | None) -> list[Standing]:
    """Where each part begins, blank backs counted."""
    found: list[Standing] = []
    index = 0
    for place, one in enumerate(kept):
        standing = Standing(
            part=one.part,
            prepared=one.prepared,
            tree=one.tree,
            lists=one.lists,
            first=index,
            blank=binding.even and len(one.prepared.sheets) % 2 == 1,
            binding=binding,
            listed=one.part.listed and one.part.numbered,
            own=place == contents_at,
        )
        found.append(standing)
        index += standing.length
    return found
