"""The rows of a sheet under its header, every cell read or told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kyodo_desktop.domain.grid import Cell, Grid, Sheet, is_blank
from kyodo_desktop.services.importing.cells import Context, Reader, era_in, reader, written
from kyodo_desktop.services.importing.headings import headings
from kyodo_desktop.services.importing.lines import NO_COLUMN, Fault, Plan, Proposal, Untaken
from kyodo_desktop.services.importing.outside import outside
from kyodo_desktop.services.importing.targets import is_day, targets
from kyodo_desktop.services.importing.vocabulary import Vocabulary


@dataclass(slots=True)
class RowRead:
    """A row as its columns read it: `values` by target's key, nothing under a key that is empty."""

    row: int
    values: dict[str, object]
    faults: list[Fault]
    proposals: list[Proposal]
    columns: dict[str, int]
    skipped: bool = False

    def text(self, key: str) -> str:
        """What a text column says; "" for nothing."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def joined(self, whole: str, family: str, given: str) -> str:
        """A name or its reading: in one column, or in two, parted by a space."""
        return self.text(whole) or " ".join(one for one in (self.text(family), self.text(given)) if one)

    def fault(self, key: str, why: Fault | None) -> None:
        """Add a fault of the column `key`, if there is one."""
        if why is not None:
            column = self.columns.get(key, NO_COLUMN)
            self.faults.append(Fault(column, why.written, why.why))


@dataclass(slots=True)
class Walk:
    """The rows of a sheet, read one after the other; afterwards `above` and `blank` tell of the others."""

    grid: Grid
    sheet: Sheet
    plan: Plan
    words: Vocabulary
    era: str
    above: list[int] = field(default_factory=list)
    blank: int = 0

    def rows(self) -> Iterator[RowRead]:
        """Every row that holds something, below the header."""
        readers = self._readers()
        columns = {key: at for at, key in enumerate(self.plan.columns) if key}
        start = self.plan.header + self.plan.depth
        for at in range(min(start, len(self.sheet.rows))):
            if all(map(is_blank, self.sheet.rows[at])):
                self.blank += 1
            else:
                self.above.append(at + 1)
        head = self.sheet.rows[start - 1] if start <= len(self.sheet.rows) else ()
        for at, row in enumerate(self.sheet.rows[start:], start + 1):
            if not any(row) or all(map(is_blank, row)):
                self.blank += 1
            elif row == head:
                self.above.append(at)
            else:
                yield self._read(at, row, readers, columns)

    def untaken(self) -> tuple[Untaken, ...]:
        """The columns that hold something and aren't taken in."""
        start, named = self.plan.header + self.plan.depth, headings(self.sheet, self.plan)
        left = [
            at for at in range(self.sheet.width) if at >= len(self.plan.columns) or not self.plan.columns[at]
        ]
        counts = dict.fromkeys(left, 0)
        for row in self.sheet.rows[start:] if left else ():
            for at in left:
                if at < len(row) and not is_blank(row[at]):
                    counts[at] += 1
        return tuple(Untaken(at, named[at], counts[at]) for at in left if counts[at] or named[at])

    def _readers(self) -> list[tuple[int, str, Reader]]:
        known, named = targets(self.plan.purpose), headings(self.sheet, self.plan)
        found: list[tuple[int, str, Reader]] = []
        for at, key in enumerate(self.plan.columns):
            if key:
                era = era_in(named[at]) if at < len(named) and is_day(known[key]) else ""
                if not era and key != "born_on":
                    era = self.era
                context = Context(self.words, self.plan.accept, self.grid.since_1904, era)
                found.append((at, key, reader(known[key], context)))
        return found

    def _read(
        self,
        number: int,
        row: Sequence[Cell],
        readers: Sequence[tuple[int, str, Reader]],
        columns: dict[str, int],
    ) -> RowRead:
        found = RowRead(number, {}, [], [], columns)
        width = len(row)
        for at, key, read in readers:
            if at >= width or row[at] == "":
                continue
            reading = read(row[at])
            if reading.value is not None:
                found.values[key] = reading.value
            if reading.fault is not None:
                found.faults.append(Fault(at, written(row[at]), reading.fault))
            for kind, was, better in reading.proposals:
                accepted = kind in self.plan.accept
                found.proposals.append(Proposal(kind, at, was, better, accepted))
        self._judge(found, row)
        return found

    def _judge(self, found: RowRead, row: Sequence[Cell]) -> None:
        """Skip a row that is nobody's: its reason is then its first fault."""
        name = found.joined("name", "family", "given")
        why = outside(row, self.plan.columns, name, self.words)
        if why is not None:
            found.skipped = True
            first = next(written(cell).strip() for cell in row if not is_blank(cell))
            found.faults.insert(0, Fault(NO_COLUMN, name or first, why))
