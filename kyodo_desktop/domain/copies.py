"""How many copies are printed (部数), and how much paper that takes (practice: 印刷・公開).

部数 = 委員 + 事務局・説明員 + 傍聴定員 + 報道 + 予備 + 保存, and 用紙 = 部数 × Σ⌈ページ数÷2⌉.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from kyodo_desktop.i18n import Message, msg

FIGURES: Final = ("members", "staff", "observers", "press", "spare", "kept")
"""What the copies are made for, as fields of `PrintRun`, in the order in which they are added up."""

_A4_MM: Final = 305.0  # a page longer than this on its longer side is folded in
_POINT: Final = 25.4 / 72

Fastening = Literal["none", "staple", "clip"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What an office prints as a rule. Spare copies are `spare_percent` of those before them, rounded up,
    and `spare_least` at least; more than `clip_over` sheets are clipped, not stapled.
    """

    staff: int
    observers: int
    press: int
    kept: int
    spare_percent: int
    spare_least: int
    clip_over: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the figures added up: its field in `PrintRun`, how many, and why so many."""

    name: str
    count: int
    why: Message


@dataclass(frozen=True, slots=True)
class Copies:
    """How many copies are printed: the figures in their order."""

    figures: tuple[Figure, ...]

    @property
    def total(self) -> int:
        return sum(one.count for one in self.figures)

    @property
    def arithmetic(self) -> str:
        """12＋8＋5＋2＋3＋1＝31."""
        return "＋".join(str(one.count) for one in self.figures) + f"＝{self.total}"

    def count(self, name: str) -> int:
        """How many of the total are for `name`, one of FIGURES."""
        return next(one.count for one in self.figures if one.name == name)


def reckon(members: int, usual: Usual, given: Mapping[str, int | None]) -> Copies:
    """How many copies are printed for `members` in office; what is `given` by name stands instead."""
    counted = {
        "members": (members, msg("この日に在任する委員（欠席者を含む）")),
        "staff": (usual.staff, msg("いつもの人数")),
        "observers": (usual.observers, msg("傍聴の定員")),
        "press": (usual.press, msg("いつもの人数")),
        "kept": (usual.kept, msg("保存する分")),
    }
    found = {name: _figure(name, given.get(name), *counted[name]) for name in counted}
    before = sum(found[name].count for name in ("members", "staff", "observers", "press"))
    spare = max(usual.spare_least, -(-before * usual.spare_percent // 100))
    why = msg(
        "{before}部の{percent}%（端数切上げ）、少なくとも{least}部",
        before=before,
        percent=usual.spare_percent,
        least=usual.spare_least,
    )
    found["spare"] = _figure("spare", given.get("spare"), spare, why)
    return Copies(tuple(found[name] for name in FIGURES))


def _figure(name: str, given: int | None, usual: int, why: Message) -> Figure:
    if given is None:
        return Figure(name, usual, why)
    return Figure(name, given, msg("この会議で決めた部数（ふつうは{usual}部）", usual=usual))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as it lies before a reader: its size in points, and whether it is in colour."""

    width: float
    height: float
    coloured: bool = False

    @property
    def folded(self) -> bool:
        """Whether it is larger than A4 and folded in (A3, Z折)."""
        return max(self.width, self.height) * _POINT > _A4_MM

    @property
    def wide(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Sheets:
    """How many sheets of paper."""

    a4: int
    a3: int

    @property
    def total(self) -> int:
        return self.a4 + self.a3

    def times(self, copies: int) -> Sheets:
        """So many copies of them."""
        return Sheets(self.a4 * copies, self.a3 * copies)


def sheets(leaves: Sequence[Leaf], *, two_sided: bool = True, two_up: bool = False) -> Sheets:
    """The sheets of one copy of a document. A folded page takes one by itself, printed on one side; with
    `two_up` two pages of A4 stand on each side.
    """
    a4 = a3 = 0
    for folded, run in groupby(leaves, key=lambda leaf: leaf.folded):
        count = sum(1 for _ in run)
        if folded:
            a3 += count
            continue
        sides = -(-count // 2) if two_up else count
        a4 += -(-sides // 2) if two_sided else sides
    return Sheets(a4, a3)


def added(these: Iterable[Sheets]) -> Sheets:
    """All of them together."""
    known = tuple(these)
    return Sheets(sum(one.a4 for one in known), sum(one.a3 for one in known))


def fastening(count: int, clip_over: int) -> Fastening:
    """How so many sheets are held together: one not at all, more than `clip_over` by a clip."""
    if count <= 1:
        return "none"
    return "clip" if count > clip_over else "staple"


def by_short_edge(leaves: Sequence[Leaf]) -> bool:
    """Whether the sheets are turned on their short edge (短辺とじ): every page of A4 lies across."""
    plain = [leaf for leaf in leaves if not leaf.folded]
    return bool(plain) and all(leaf.wide for leaf in plain)


def mixed(leaves: Sequence[Leaf]) -> bool:
    """Whether pages of A4 that lie across stand among upright ones."""
    return len({leaf.wide for leaf in leaves if not leaf.folded}) > 1
