"""What an edition changed, in the words of an office: 資料2の3頁を差し替え."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.domain.editions.comparing import Changes, PageChange, PartChange
from kyodo_desktop.domain.editions.held import At, Held, HeldPart, Number, label
from kyodo_desktop.papers.forms import say, wording

_BETWEEN: Final = "、"
_TO: Final = "～"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWords:
    """How a change is said of a part (資料2) and some of its pages."""

    changed: str = wording("part", "pages")
    added: str = wording("part", "pages")
    removed: str = wording("part", "pages")
    moved: str = wording("part", "pages")
    whole: str = wording("part")
    part_added: str = wording("part")
    part_removed: str = wording("part")
    renumbered: str = wording("old", "part")
    retitled: str = wording("part")
    same: str = wording()


def summary(changes: Changes, words: ChangeWords) -> str:
    """All that makes the edition another, in a few words; "" where nothing does."""
    said = [_part_said(changes, one, words) for one in changes.parts]
    return _BETWEEN.join([*said, *_pages_said(changes, changes.own(), words)])


def said_of(changes: Changes, old: Collection[At], new: Collection[At], words: ChangeWords) -> str:
    """What changed on these pages of both editions, moved numbers too."""
    these = [one for one in changes.pages if one.old in old or one.new in new]
    places = {at.part for at in new}
    parts = [one for one in changes.parts if one.new in places and one.fate != "retitled"]
    gone = {at.part for at in old}
    parts += [one for one in changes.parts if one.fate == "removed" and one.old in gone]
    moved = _moved(changes, these, words)
    said = [_part_said(changes, one, words) for one in parts]
    return _BETWEEN.join([*said, *_pages_said(changes, these, words), *moved]) or words.same


def listed(numbers: Sequence[Number]) -> str:
    """1、3～5、5の2: page numbers in a few words."""
    runs: list[list[Number]] = []
    for number in numbers:
        last = runs[-1][-1] if runs else None
        follows = last is not None and (
            number == Number(last.base + 1)
            if last.branch == 1
            else number == Number(last.base, last.branch + 1)
        )
        if follows:
            runs[-1].append(number)
        else:
            runs.append([number])
    return _BETWEEN.join(
        str(run[0])
        if len(run) == 1
        else _BETWEEN.join(map(str, run))
        if len(run) == 2
        else f"{run[0]}{_TO}{run[-1]}"
        for run in runs
    )


def labelled(held: Held, pages: Sequence[At]) -> str:
    """Pages as they are called where they must be found: 3～5 through the packet, else 資料2の3."""
    if held.layout.through:
        return listed([held.parts[at.part].through[at.page] for at in pages])
    return _BETWEEN.join(label(held, at) for at in pages)


def _part_said(changes: Changes, one: PartChange, words: ChangeWords) -> str:
    new = None if one.new is None else changes.new.parts[one.new]
    old = None if one.old is None else changes.old.parts[one.old]
    if new is None:
        return say(words.part_removed, part=old.name if old else "")
    if one.fate == "added":
        return say(words.part_added, part=new.name)
    if one.fate == "renumbered":
        return say(words.renumbered, part=new.name, old=old.name if old else "")
    return say(words.retitled, part=new.name)


def _pages_said(changes: Changes, these: Sequence[PageChange], words: ChangeWords) -> Iterator[str]:
    """The changes part by part; not of parts that came or went as a whole."""
    for part in changes.new.parts:
        mine = [one for one in these if changes.source(one) == part.source]
        if _came(changes, part.source):
            continue
        changed = [one.new.page for one in mine if one.fate == "changed" and one.new is not None]
        added = [one.new.page for one in mine if one.fate == "added" and one.new is not None]
        removed = [one for one in mine if one.fate == "removed"]
        if len(changed) == len(part.pages) and not removed:
            yield say(words.whole, part=part.name)
            continue
        if changed:
            yield say(words.changed, part=part.name, pages=_within(part, changed))
        if added:
            yield say(words.added, part=part.name, pages=_within(part, added))
        if removed:
            old = next(one for one in changes.old.parts if one.source == part.source)
            pages = _within(old, [one.old.page for one in removed if one.old is not None])
            yield say(words.removed, part=part.name, pages=pages)


def _moved(changes: Changes, these: Sequence[PageChange], words: ChangeWords) -> Iterator[str]:
    for place, part in enumerate(changes.new.parts):
        moved = [one.new.page for one in these if one.fate == "moved" and one.new and one.new.part == place]
        if moved:
            yield say(words.moved, part=part.name, pages=_within(part, moved))


def _came(changes: Changes, source: str) -> bool:
    return any(
        one.fate == "added" and one.new is not None and changes.new.parts[one.new].source == source
        for one in changes.parts
    )


def _within(part: HeldPart, pages: Sequence[int]) -> str:
    return listed([part.within[page] for page in pages])
