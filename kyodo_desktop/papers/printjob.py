"""One order to a printer: which pages of which bytes, on how many sides, how many copies, on which paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final, Literal

from kyodo_desktop.domain.copies import Leaf, Sheets, sheets
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import Message, msg

Sides = Literal["one", "long", "short"]
Large = Literal["kept", "fit", "apart"]

MOST_COPIES: Final = 999
_MM: Final = 25.4 / 72
_NEAR: Final = 3.0  # millimetres by which a page may differ from the paper it is printed on
_PAPERS: Final[Mapping[str, tuple[float, float]]] = {
    "A4": (210, 297),
    "A3": (297, 420),
    "A5": (148, 210),
    "JIS_B4": (257, 364),
    "JIS_B5": (182, 257),
}
"""Paper by the name that printers know it by: its short side and its long one, in millimetres."""


class PrintRefused(KyodoError):
    """A printer can't take what it was to print; nothing of it is left in its queue."""

    exit_code: ClassVar[int] = 60


class UnknownPages(KyodoError):
    """Pages were asked for that the document doesn't have, or in a way that can't be read."""

    exit_code: ClassVar[int] = 61


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """What is printed and how. `leaves` are all the document's pages, `pages` those to print, from 1.

    `large`: how a page larger than A4 is printed: on its own size among the others, reduced to A4, or in an
    order of its own, fed from `tray` ("": the printer finds the paper itself).
    """

    title: str
    data: bytes
    leaves: tuple[Leaf, ...]
    pages: tuple[int, ...]
    sides: Sides = "long"
    copies: int = 1
    collate: bool = True
    two_up: bool = False
    large: Large = "kept"
    tray: str = ""
    coloured: bool = True

    @property
    def whole(self) -> bool:
        """Whether every page is printed as it stands: then the document's very bytes are."""
        return not self.two_up and self.pages == tuple(range(1, len(self.leaves) + 1))

    @property
    def paper(self) -> Sheets:
        """The sheets that it takes, all copies together."""
        chosen = [self.leaves[page - 1] for page in self.pages]
        if self.large == "fit":
            chosen = [Leaf(595, 842) for _ in chosen]
        one = sheets(chosen, two_sided=self.sides != "one", two_up=self.two_up)
        return one.times(self.copies)


@dataclass(frozen=True, slots=True)
class Order:
    """What goes to the queue at once: some of a job's pages, on paper of one name ("": as each page is)."""

    pages: tuple[int, ...]
    paper: str
    tray: str = ""
    fit: bool = False


def orders(job: PrintJob) -> tuple[Order, ...]:
    """A job in the orders that it takes: one, or the folded pages apart from the others."""
    if job.large == "fit":
        return (Order(job.pages, "A4", fit=True),)
    folded = tuple(page for page in job.pages if job.leaves[page - 1].folded)
    if job.large == "kept" or not folded:
        return (_order(job, job.pages, ""),)
    plain = tuple(page for page in job.pages if not job.leaves[page - 1].folded)
    apart = _order(job, folded, job.tray)
    return (_order(job, plain, ""), apart) if plain else (apart,)


def _order(job: PrintJob, pages: tuple[int, ...], tray: str) -> Order:
    names = {paper_of(job.leaves[page - 1], two_up=job.two_up) for page in pages}
    return Order(pages, names.pop() if len(names) == 1 else "", tray)


def paper_of(leaf: Leaf, *, two_up: bool = False) -> str:
    """The paper that a page is printed on, as CUPS names it: A4, or its own size."""
    if two_up and not leaf.folded:
        return "A4"
    short, long = sorted((leaf.width * _MM, leaf.height * _MM))
    for name, (width, height) in _PAPERS.items():
        if abs(short - width) <= _NEAR and abs(long - height) <= _NEAR:
            return name
    return f"Custom.{short:.0f}x{long:.0f}mm"


def in_turn(
    leaves: Sequence[Leaf], *, copies: int, collate: bool, two_sided: bool
) -> tuple[tuple[int, bool], ...]:
    """The pages (from 0) as a printer is given them that can't copy by itself; True: the blank back of one.

    Every sheet of two sides is filled, so that the next copy begins on a sheet of its own.
    """
    stack = _stack(leaves, two_sided)
    if collate:
        order = [sheet for _ in range(copies) for sheet in stack]
    else:
        order = [sheet for sheet in stack for _ in range(copies)]
    return tuple(side for sheet in order for side in sheet)


def _stack(leaves: Sequence[Leaf], two_sided: bool) -> list[list[tuple[int, bool]]]:
    """The sheets of one copy, each the pages on its sides."""
    found: list[list[tuple[int, bool]]] = []
    for folded, run in groupby(range(len(leaves)), key=lambda place: leaves[place].folded):
        pages = list(run)
        if not two_sided:
            found += [[(page, False)] for page in pages]
        elif folded:
            found += [[(page, False), (page, True)] for page in pages]
        else:
            for at in range(0, len(pages), 2):
                sides = [(page, False) for page in pages[at : at + 2]]
                found.append(sides if len(sides) == 2 else [*sides, (pages[at], True)])
    return found


_APART: Final = re.compile(r"[,、，\s]+")
_RANGE: Final = re.compile(r"(\d+)(?:\s*-\s*(\d*))?")
_DASHES: Final = str.maketrans(dict.fromkeys("~～〜–—―−‐ー－", "-"))


def chosen(text: str, count: int, named: Mapping[str, Sequence[int]] | None = None) -> tuple[int, ...]:
    """The pages (from 1) that 「1,3-5」 or 「資料2」 asks for, each once in the document's order; all for "".

    `named` has the pages of what can be asked for by name. Raises UnknownPages.
    """
    known = {_plain(name): tuple(pages) for name, pages in (named or {}).items() if name}
    found: set[int] = set()
    for word in _words(text):
        if word in known:
            found.update(known[word])
            continue
        match = _RANGE.fullmatch(word)
        if match is None:
            raise _unknown(text, msg("「{word}」が読み取れません。", word=word))
        first = int(match[1])
        last = first if match[2] is None else int(match[2] or count)
        if not 1 <= first <= last <= count:
            raise _unknown(
                text, msg("「{word}」は、1から{count}までのページにありません。", word=word, count=count)
            )
        found.update(range(first, last + 1))
    return tuple(sorted(found)) or tuple(range(1, count + 1))


def _words(text: str) -> list[str]:
    spaced = re.sub(r"\s*-\s*", "-", _plain(text))
    return [word for word in _APART.split(spaced) if word]


def _plain(text: str) -> str:
    """In one width, every dash the same: the names of materials are asked for as they are typed."""
    return unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES).strip()


def _unknown(text: str, why: Message) -> UnknownPages:
    return UnknownPages(
        msg("印刷するページ「{text}」が分かりません", text=text),
        why,
        msg("「1,3-5」や「資料2」のように入力してください。空欄にすると、すべて印刷します。"),
    )
