"""The structure of a bundle: one document, each part of it with its title, under names that don't clash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.press.joiner import Joiner
from kyodo_desktop.papers.press.partplace import Standing
from kyodo_desktop.papers.press.segment import Segment, Span
from kyodo_desktop.papers.press.tagnames import is_standard
from kyodo_desktop.papers.press.tags import Tags
from kyodo_desktop.papers.press.tagsyntax import strings
from kyodo_desktop.papers.press.tagwrite import KIDS, NAMED, OWNERS, SPACES, TOP

_LEAF: Final = 128  # entries in one leaf of a tree
_HEAD: Final = re.compile(
    rb"(<< /Type /StructElem (?:/NS \d+ 0 R )?)/S (/[^ ]+) (/P \d+ 0 R)(?: /ID (<[0-9a-f]*>))?"
    rb"(?: /C (\[[^\]]*\]|/[^ ]+))?"
)
_HEADERS: Final = re.compile(rb"/Headers \[ [^\]]*\]")
_NAME: Final = re.compile(rb"/[^ ]+")
Renaming: TypeAlias = Mapping[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a part's own names become, where another part has the same for something else."""

    roles: Renaming
    classes: Renaming
    names: Renaming

    def __bool__(self) -> bool:
        return bool(self.roles or self.classes or self.names)


class Names:
    """The names in the structures of a bundle's parts, none of them twice."""

    def __init__(self) -> None:
        self.roles: dict[bytes, bytes] = {}
        self.classes: dict[bytes, bytes] = {}
        self._names: set[bytes] = set()

    def admitted(self, segment: Segment, tags: Tags) -> tuple[Segment, Tags]:
        """A part's segment and tags, renamed as far as other parts' names are in the way."""
        classes = {name: self._free(self.classes, name, said) for name, said in tags.classes}
        roles = {role: self._free(self.roles, role, said, is_standard(role)) for role, said in tags.roles}
        names = {name: self._own(name) for name in dict.fromkeys(tags.names)}
        renamed = Renamed(_changed(roles), _changed(classes), _changed(names))
        if not renamed:
            return segment, tags
        return _with_names(segment, tags.first, renamed), replace(
            tags,
            roles=tuple((roles[role], said) for role, said in tags.roles),
            classes=tuple((classes[name], said) for name, said in tags.classes),
            names=tuple(names[name] for name in tags.names),
        )

    def _free(self, known: dict[bytes, bytes], name: bytes, said: bytes, taken: bool = False) -> bytes:
        """The name under which this is known, a new one where `name` is something else's."""
        free, count = name, 1
        while taken or known.get(free, said) != said:
            count += 1
            taken, free = False, b"%b.%d" % (name, count)
        known[free] = said
        return free

    def _own(self, name: bytes) -> bytes:
        free, count = name, 1
        while free in self._names:
            count += 1
            free = b"%b%b>" % (name[:-1], (b".%d" % count).hex().encode("ascii"))
        self._names.add(free)
        return free


def structure(joiner: Joiner, standing: Sequence[Standing], names: Names) -> Iterator[bytes]:
    """Write the bundle's structure; yields what the catalogue says of it. Without any part's it says nothing.

    It is a tagged PDF by its own word only where every part is; else it says that some of it is in doubt.
    """
    tagged = [(one, one.prepared.tags) for one in standing if one.prepared.tags is not None]
    if not tagged:
        return
    root, document = joiner.number(), joiner.number()
    tops = [one.lists[TOP][0] for one, _ in tagged]
    for (one, tags), top in zip(tagged, tops, strict=True):
        language = b" /Lang %b" % tags.language if tags.language else b""
        kids = _references(one.lists[KIDS])
        what = (document, _title(one.title), language, kids)
        joiner.put(b"<< /Type /StructElem /S /Part /P %d 0 R /T %b%b /K [ %b ] >>" % what, top)
    whole = b"<< /Type /StructElem /S /Document /P %d 0 R /K [ %b ] >>" % (root, _references(tops))
    said = [b"/Type /StructTreeRoot /K %d 0 R" % joiner.put(whole, document)]
    said += _owners(joiner, tagged)
    said += _named(joiner, tagged)
    mapped = {role: what for role, what in names.roles.items() if what}
    if mapped:
        said.append(b"/RoleMap << %b >>" % _entries(mapped))
    if names.classes:
        said.append(b"/ClassMap << %b >>" % _entries(names.classes))
    spaces = [space for one, _ in tagged for space in one.lists[SPACES]]
    if spaces:
        said.append(b"/Namespaces [ %b ]" % _references(spaces))
    joiner.put(b"<< %b >>" % b" ".join(said), root)
    throughout = len(tagged) == len(standing) and all(tags.whole for _, tags in tagged)
    yield b"/StructTreeRoot %d 0 R" % root
    yield b"/MarkInfo << /Marked true >>" if throughout else b"/MarkInfo << /Marked false /Suspects true >>"


def untagged(standing: Sequence[Standing]) -> Iterator[Message]:
    """Which parts have no structure, where others have one."""
    parts = [one for one in standing if not one.own]
    without = [one.title for one in parts if one.prepared.tags is None]
    if 0 < len(without) < len(parts):
        yield msg(
            "読み上げ用の構造（タグ）のない資料があります：{titles}。読み上げソフトでは内容が伝わりません。",
            titles=tuple(without),
        )


def key_of(standing: Standing, thing: int) -> int | None:
    """The key by which the structure knows one of a part's things, all of which are there; None without a
    structure.
    """
    tags = standing.prepared.tags
    return None if tags is None else _base(standing, tags) + tags.holders + thing + 1


def _base(standing: Standing, tags: Tags) -> int:
    """By how much a part's numbers, and with them its keys, were moved."""
    return standing.lists[TOP][0] + 1 - tags.first


def _owners(joiner: Joiner, tagged: Sequence[tuple[Standing, Tags]]) -> Iterator[bytes]:
    """The tree of what each mark belongs to. A part's keys were moved with its objects' numbers."""
    found: list[tuple[int, int]] = []
    for one, tags in tagged:
        found += enumerate(one.lists[OWNERS], _base(one, tags) + 1)
    found.sort()
    leaves: list[int] = []
    for begin in range(0, len(found), _LEAF):
        some = found[begin : begin + _LEAF]
        rows = b" ".join(b"%d %d 0 R" % row for row in some)
        leaves.append(joiner.put(b"<< /Limits [ %d %d ] /Nums [ %b ] >>" % (some[0][0], some[-1][0], rows)))
    if leaves:
        tree = joiner.put(b"<< /Kids [ %b ] >>" % _references(leaves))
        yield b"/ParentTree %d 0 R /ParentTreeNextKey %d" % (tree, found[-1][0] + 1)


def _named(joiner: Joiner, tagged: Sequence[tuple[Standing, Tags]]) -> Iterator[bytes]:
    """The tree of the elements that are called by a name."""
    numbers: dict[bytes, int] = {}
    for one, tags in tagged:
        for name, number in zip(tags.names, one.lists[NAMED], strict=True):
            numbers.setdefault(name, number)
    found = sorted(numbers.items(), key=lambda row: row[0][:-1])  # a name before those that begin with it
    leaves: list[int] = []
    for begin in range(0, len(found), _LEAF):
        some = found[begin : begin + _LEAF]
        rows = b" ".join(b"%b %d 0 R" % row for row in some)
        leaves.append(joiner.put(b"<< /Limits [ %b %b ] /Names [ %b ] >>" % (some[0][0], some[-1][0], rows)))
    if leaves:
        yield b"/IDTree %d 0 R" % joiner.put(b"<< /Kids [ %b ] >>" % _references(leaves))


def _with_names(segment: Segment, first: int, renamed: Renamed) -> Segment:
    """The segment, the names in its elements changed. What comes before `first` isn't of the structure."""
    cut = next(place for place, span in enumerate(segment.spans) if span[0] >= first + segment.base)
    at = segment.spans[cut][1]
    pieces: list[bytes] = [segment.data[:at]]
    spans: list[Span] = list(segment.spans[:cut])
    for number, begin, end in segment.spans[cut:]:
        body = _with_head(segment.data[begin:end], renamed)
        pieces.append(body)
        spans.append((number, at, at + len(body)))
        at += len(body)
    return replace(segment, data=b"".join(pieces), spans=tuple(spans))


def _with_head(element: bytes, renamed: Renamed) -> bytes:
    """One element with its kind, its name and its classes changed, and the names of a cell's headers."""
    found = _HEAD.search(element)
    if found is None:
        return element
    opening, role, above, name, classes = found.groups()
    said = b"%b/S %b %b" % (opening, role if b"/NS" in opening else renamed.roles.get(role, role), above)
    if name is not None:
        said += b" /ID %b" % renamed.names.get(name, name)
    if classes is not None:
        said += b" /C %b" % _NAME.sub(lambda one: renamed.classes.get(one[0], one[0]), classes)
    rest = element[found.end() :]
    if renamed.names and b"/Headers" in rest:
        rest = _HEADERS.sub(lambda one: strings(one[0], lambda said: renamed.names.get(said, said)), rest)
    return b"%b%b%b" % (element[: found.start()], said, rest)


def _title(text: str) -> bytes:
    """A part's title in UTF-8 (PDF 2.0): poppler shows an element's title as the bytes that it is."""
    said = b"\xef\xbb\xbf" + text.encode("utf-8", errors="replace")
    return b"<%b>" % said.hex().encode("ascii")


def _changed(names: Renaming) -> Renaming:
    return {name: other for name, other in names.items() if name != other}


def _entries(said: Mapping[bytes, bytes]) -> bytes:
    return b" ".join(b"%b %b" % one for one in sorted(said.items()))


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
