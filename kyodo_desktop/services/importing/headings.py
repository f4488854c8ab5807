"""Where a table begins: its header, of one row or two, wherever it stands, and what its columns are."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kyodo_desktop.domain.grid import Cell, Grid, Sheet, is_blank
from kyodo_desktop.services.importing.lines import Plan, Purpose
from kyodo_desktop.services.importing.targets import MARKED
from kyodo_desktop.services.importing.vocabulary import Vocabulary, fold

_WITHIN: Final = 60  # rows in which a header is looked for
_LONGEST: Final = 40  # characters: what is longer is no heading
_NAMES: Final = frozenset({"name", "family", "number"})


@dataclass(frozen=True, slots=True)
class _Header:
    first: int
    depth: int
    columns: tuple[str, ...]

    @property
    def worth(self) -> tuple[bool, int, int, int]:
        """A header names a person, and the more columns it explains the better; else the first row."""
        known = [one for one in self.columns if one]
        return bool(_NAMES & set(known)), len(known), -self.first, -self.depth


def guess(sheet: Sheet, purpose: Purpose, words: Vocabulary) -> Plan:
    """How a sheet is probably read; no columns where nothing is told by its words."""
    found: list[_Header] = []
    for at, row in enumerate(sheet.rows[:_WITHIN]):
        found.append(_Header(at, 1, _one(row, purpose, words)))
        if at + 1 < len(sheet.rows) and (pair := _two(row, sheet.rows[at + 1], purpose, words)):
            found.append(_Header(at, 2, pair))
    best = max(found, key=lambda one: one.worth, default=_Header(0, 1, ()))
    if not any(best.columns):
        first = next((at for at, row in enumerate(sheet.rows) if not all(map(is_blank, row))), 0)
        best = _Header(first, 1, ())
    columns = (*best.columns, *[""] * (sheet.width - len(best.columns)))
    return Plan(purpose=purpose, sheet=sheet.name, header=best.first, depth=best.depth, columns=columns)


def best(grid: Grid, purpose: Purpose, words: Vocabulary) -> Plan | None:
    """How the sheet is read of which most is understood; of several the first, hidden ones last.

    A printed roster and a list of the same members often stand in one workbook: the list says more.
    None where the file has no sheet.
    """
    shown = [one for one in grid.sheets if one.rows and not one.hidden] or list(grid.sheets)
    plans = [guess(one, purpose, words) for one in shown]
    return max(plans, key=understood, default=None)


def understood(plan: Plan) -> tuple[bool, bool, int]:
    """How much a plan understands: whether it names people, has their answers, and how many columns."""
    known = {one for one in plan.columns if one}
    answers = plan.purpose is Purpose.REPLIES and bool(known & {"answer", *MARKED})
    return bool(_NAMES & known), answers, len(known)


def headed(sheet: Sheet, plan: Plan, header: int, depth: int, words: Vocabulary) -> Plan:
    """The plan with its header in the rows that the clerk names, its columns told anew."""
    row = sheet.rows[header] if header < len(sheet.rows) else ()
    columns = _one(row, plan.purpose, words)
    if depth > 1 and header + 1 < len(sheet.rows):
        columns = _two(row, sheet.rows[header + 1], plan.purpose, words) or columns
    columns = (*columns, *[""] * (sheet.width - len(columns)))
    return replace(plan, header=header, depth=depth, columns=columns, remembered=False)


def headings(sheet: Sheet, plan: Plan) -> tuple[str, ...]:
    """What each column is headed; two rows are joined where they differ."""
    rows = sheet.rows[plan.header : plan.header + plan.depth]
    found: list[str] = []
    for at in range(sheet.width):
        said = [_word(row[at]) if at < len(row) else "" for row in rows]
        found.append(" ".join(dict.fromkeys(word for word in said if word)))
    return tuple(found)


def signature(sheet: Sheet, plan: Plan) -> str:
    """By what a table of this form is known again: a hash of its folded headings."""
    said = "\n".join(fold(one) for one in headings(sheet, plan))
    return hashlib.sha256(f"{plan.purpose.value}\n{plan.depth}\n{said}".encode()).hexdigest()


def _one(row: Sequence[Cell], purpose: Purpose, words: Vocabulary) -> tuple[str, ...]:
    return _once([words.target(purpose, _word(cell)) for cell in row])


def _two(
    upper: Sequence[Cell], lower: Sequence[Cell], purpose: Purpose, words: Vocabulary
) -> tuple[str, ...] | None:
    """The columns of a header of two rows; None where the second is data or the first a title."""
    found: list[str] = []
    parted = both = False
    for at in range(max(len(upper), len(lower))):
        above = _word(upper[at]) if at < len(upper) else ""
        below = _word(lower[at]) if at < len(lower) else ""
        alone = words.target(purpose, above)
        both = both or bool(alone)
        if not below or below == above:
            found.append(alone)
            continue
        whole = words.target(purpose, above + below)
        joined = whole or words.target(purpose, below)
        both = both or bool(above and whole)
        if alone in _NAMES and not joined:
            return None
        parted = parted or bool(joined)
        found.append(joined or alone)
    return _once(found) if parted and both else None


def _once(columns: Sequence[str]) -> tuple[str, ...]:
    """Each meaning once: the first column that has it."""
    return tuple(one if one and one not in columns[:at] else "" for at, one in enumerate(columns))


def _word(cell: Cell) -> str:
    word = cell.strip() if isinstance(cell, str) else ""
    return word if len(word) <= _LONGEST else ""
