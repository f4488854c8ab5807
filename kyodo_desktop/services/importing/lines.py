"""What an import would do, line by line: values, no act yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.i18n import Message, mark

NO_COLUMN: Final = -1


class Purpose(Enum):
    """What a table is taken in as."""

    ROSTER = "roster"
    REPLIES = "replies"

    @property
    def label(self) -> str:
        return {Purpose.ROSTER: mark("委員名簿"), Purpose.REPLIES: mark("出欠回答")}[self]


class LineKind(Enum):
    """What a row of the table is to the register."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LIKE = "like"
    REJECTED = "rejected"
    SKIPPED = "skipped"

    @property
    def label(self) -> str:
        return {
            LineKind.NEW: mark("新規"),
            LineKind.CHANGED: mark("変更"),
            LineKind.SAME: mark("同じ"),
            LineKind.LIKE: mark("似た氏名"),
            LineKind.REJECTED: mark("取り込めない"),
            LineKind.SKIPPED: mark("委員以外"),
        }[self]


UNTAKEABLE: Final = frozenset({LineKind.SAME, LineKind.REJECTED, LineKind.SKIPPED})
"""The kinds of rows that no choice takes in."""


class Like(Enum):
    """Who a row is whose name is only like one in the register."""

    SKIP = "skip"
    SAME = "same"
    RENAME = "rename"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            Like.SKIP: mark("取り込まない"),
            Like.SAME: mark("同じ人（氏名は台帳のまま）"),
            Like.RENAME: mark("同じ人（氏名も表のとおりに直す）"),
            Like.OTHER: mark("別の人"),
        }[self]


class Dated(Enum):
    """What a changed name or affiliation means: it was always so, or it changed on a day."""

    CORRECT = "correct"
    SUCCEED = "succeed"

    @property
    def label(self) -> str:
        return {
            Dated.CORRECT: mark("訂正（初めからそうであった）"),
            Dated.SUCCEED: mark("異動（ある日から）"),
        }[self]


PROPOSALS: Final = {
    "honorific": mark("氏名の敬称を取り除く"),
    "mark": mark("氏名の前の◎○を取り除く"),
    "bracket": mark("氏名の後のかっこ書きを取り除く"),
    "zero": mark("失われた先頭の0を補う"),
    "width": mark("数字・記号・かなの幅をそろえる"),
    "break": mark("改行や制御文字を空白にする"),
}
"""What may be put right in cells where the clerk agrees, by its key."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cell that would better be written otherwise. `accepted`: it is taken so."""

    kind: str
    column: int
    written: str
    proposed: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell can't be taken; `column` NO_COLUMN where the row as a whole can't."""

    column: int
    written: str
    why: Message


@dataclass(frozen=True, slots=True)
class Difference:
    """A field as the register has it and as the table has it. `dated`: it may have changed on a day."""

    key: str
    label: str
    before: str
    after: str
    dated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the table: `row` counts from 1 as the sheet does.

    `like` is the name that is like it, `why` says wherein they differ. A skipped row says why in `faults`.
    """

    row: int
    kind: LineKind
    name: str
    values: Mapping[str, object]
    differences: tuple[Difference, ...] = ()
    faults: tuple[Fault, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    notes: tuple[Message, ...] = ()
    subject: Id | None = None
    like: str = ""
    why: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a sheet is read: its header's first row (from 0) and how many, each column's target ("" none)."""

    purpose: Purpose
    sheet: str
    header: int
    depth: int
    columns: tuple[str, ...]
    accept: frozenset[str] = frozenset()
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Untaken:
    """A column that isn't taken in: its number from 0, its heading, how many cells hold something."""

    column: int
    heading: str
    cells: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do. `above` are rows before and in the header, `blank` how many rows are empty.

    `owner` is the term or the meeting that the table is for; `head` the journal's last entry at that time.
    """

    plan: Plan
    owner: Id
    day: dt.date
    head: int
    signature: str
    lines: tuple[Line, ...]
    above: tuple[int, ...] = ()
    blank: int = 0
    untaken: tuple[Untaken, ...] = ()
    notes: tuple[Message, ...] = ()

    def count(self, kind: LineKind) -> int:
        """How many lines are of a kind."""
        return sum(1 for line in self.lines if line.kind is kind)

    @property
    def dated(self) -> int:
        """How many lines change something that may have changed on a day."""
        return sum(1 for line in self.lines if any(one.dated for one in line.differences))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the clerk takes. `rows` None: all that can be; `like` decides single rows, `likes` the others.

    `dated` says what changed names and affiliations mean, `on` the day of an 異動.
    """

    rows: frozenset[int] | None = None
    like: Mapping[int, Like] = field(default_factory=dict[int, Like])
    likes: Like = Like.SKIP
    dated: Dated | None = None
    on: dt.date | None = None

    def takes(self, line: Line) -> bool:
        """Whether a line is to be taken in."""
        if line.kind in UNTAKEABLE:
            return False
        if self.rows is not None and line.row not in self.rows:
            return False
        return line.kind is not LineKind.LIKE or self.decided(line) is not Like.SKIP

    def decided(self, line: Line) -> Like:
        """What was decided of a line that is like somebody."""
        return self.like.get(line.row, self.likes)
