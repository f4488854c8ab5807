"""What an edition of a packet held: each page known by what a reader sees on it, and by its number."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, cast

MATERIALS: Final = "materials"
"""The source of the list of what is handed out (配布資料一覧)."""
CONTENTS: Final = "contents"
"""The source of the contents page (目次)."""

_BRANCH: Final = "の"
_NUMBER: Final = re.compile(r"([0-9]{1,6})(?:の([0-9]{1,6}))?")


class Number(NamedTuple):
    """A page's number: 15, or 15の2 for one that came in after 15 when the rest had its numbers already."""

    base: int
    branch: int = 1

    def __str__(self) -> str:
        return str(self.base) if self.branch == 1 else f"{self.base}{_BRANCH}{self.branch}"


@dataclass(frozen=True, slots=True)
class HeldPage:
    """A page: a digest of what a reader sees on it, its lines of text, whether it is wider than A4.

    The digest knows nothing of the stamp and the page number that binding lays over the page.
    """

    digest: str
    lines: tuple[str, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPart:
    """A part as it was bound: `source` is what it is known by from edition to edition.

    `number` is its stamp (資料2; "" for the front), `first` the index of its first page in the PDF. `through`
    and `within` are its pages' numbers through the packet and within it, printed or not. `key` is what the
    bytes that it was bound from are known by: a part that comes again under it needn't be read again.
    """

    source: str
    number: str
    title: str
    pages: tuple[HeldPage, ...]
    first: int = 0
    through: tuple[Number, ...] = ()
    within: tuple[Number, ...] = ()
    key: str = ""

    @property
    def name(self) -> str:
        """What it is called: by its number, else by its title."""
        return self.number or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the binding puts on pages, and how it lays them on sheets.

    `duplex`: two pages on a sheet, each part beginning on a fresh one. `stamps`: on which pages of a part its
    number is boxed.
    """

    duplex: bool = False
    stamps: Literal["none", "first", "every"] = "first"
    through: bool = True
    within: bool = False
    first_number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Everything that an edition held; `edition` is the 2 of 第2版, `on` the day of its issue."""

    edition: int
    on: dt.date
    layout: Layout
    parts: tuple[HeldPart, ...]


class At(NamedTuple):
    """A page's place: which part, which of its pages, both from 0."""

    part: int
    page: int


def places(held: Held) -> Iterator[At]:
    """Every page's place, in order."""
    for part, one in enumerate(held.parts):
        yield from (At(part, page) for page in range(len(one.pages)))


def page_at(held: Held, at: At) -> HeldPage:
    """The page at a place."""
    return held.parts[at.part].pages[at.page]


def printed(held: Held, at: At) -> tuple[str, str, str]:
    """What binding printed on a page: its part's number where it is boxed there, and the page's numbers."""
    part, layout = held.parts[at.part], held.layout
    stamped = layout.stamps == "every" or (layout.stamps == "first" and at.page == 0)
    through = str(part.through[at.page]) if layout.through else ""
    own = layout.within and (part.number or not layout.through)
    within = f"{part.number}-{part.within[at.page]}" if own else ""
    return (part.number if stamped else ""), through, within


def label(held: Held, at: At) -> str:
    """How a page is called when somebody must find it: by the number through the packet, where it has one."""
    part = held.parts[at.part]
    return str(part.through[at.page]) if held.layout.through else f"{part.name}の{part.within[at.page]}"


def written(part: HeldPart) -> bytes:
    """A part's pages and key as they are kept. The same ones give the same bytes."""
    said = [part.key, [[page.digest, int(page.wide), list(page.lines)] for page in part.pages]]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read(data: bytes) -> tuple[str, tuple[HeldPage, ...]]:
    """The key and the pages that `written` wrote. Raises ValueError, TypeError for anything else."""
    key, pages = cast("list[Any]", json.loads(data.decode("utf-8", "surrogatepass")))
    return str(key), tuple(
        HeldPage(str(digest), tuple(str(line) for line in lines), bool(wide)) for digest, wide, lines in pages
    )


def numbers_written(numbers: Sequence[Number]) -> str:
    """Page numbers as a record keeps them: 3,4,4の2."""
    return ",".join(map(str, numbers))


def numbers_read(text: str) -> tuple[Number, ...]:
    """The numbers that `numbers_written` wrote. Raises ValueError for anything else."""
    found: list[Number] = []
    for word in text.split(",") if text else ():
        said = _NUMBER.fullmatch(word)
        if said is None:
            raise ValueError(f"no page number: {word!r}")
        found.append(Number(int(said[1]), int(said[2] or 1)))
    return tuple(found)


def layout_of(options: Mapping[str, Any]) -> Layout:
    """The layout among the options of a binding. Raises ValueError, TypeError, KeyError."""
    stamps = options["stamps"]
    if stamps not in ("none", "first", "every"):
        raise ValueError(f"no way to stamp: {stamps!r}")
    return Layout(
        duplex=bool(options["even"]),
        stamps=stamps,
        through=bool(options["through"]),
        within=bool(options["within"]),
        first_number=int(options["first_number"]),
    )
