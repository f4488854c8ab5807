"""A roster of 10,000 in Excel, against openpyxl writing the same cells in the same styles."""

from __future__ import annotations

import copy
import io
import sys
import time
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import MergedCell

from kyodo_desktop.papers import workbook
from kyodo_desktop.papers.tables import book
from kyodo_desktop.papers.tables.roster import members
from tests.benchmarks import measure
from tests.benchmarks.measure import by_turns
from tests.papers import samples

pytestmark = pytest.mark.benchmark
MEMBERS = 10_000
BOUND = 1.5
ROUNDS = 3

_SAME = """
import io, pickle, sys
from tests.benchmarks import test_workbook
view = test_workbook.samples.crowd(test_workbook.MEMBERS)
kept = {"ours": test_workbook.ours, "bare": test_workbook.bare}[sys.argv[1]](view)
kept()
"""


def ours(view: Any) -> Callable[[], object]:
    """Writes the flat roster as the program does."""
    return lambda: book.written((members(view),))


def bare(view: Any) -> Callable[[], object]:
    """Writes the same cells with openpyxl alone, row after row, its styles made once."""
    made = openpyxl.load_workbook(io.BytesIO(book.written((members(view),)))).worksheets[0]
    widths = {letter: one.width for letter, one in made.column_dimensions.items()}
    heights = {row: one.height for row, one in made.row_dimensions.items()}
    rows = [[_cell(one) for one in row] for row in made.iter_rows()]

    def write() -> None:
        out = openpyxl.Workbook(write_only=True)
        sheet = out.create_sheet("一覧")
        for letter, width in widths.items():
            sheet.column_dimensions[letter].width = width
        styles: dict[int, Any] = {}
        for at, row in enumerate(rows, 1):
            sheet.row_dimensions[at].height = heights[at]
            sheet.append([_written(sheet, one, styles) for one in row])
        out.save(io.BytesIO())

    return write


def _cell(one: Any) -> tuple[Any, str, int, tuple[Any, ...]]:
    assert not isinstance(one, MergedCell)
    look = (one.font, one.border, one.fill, one.alignment, one.number_format, one.quotePrefix)
    return one.value, one.data_type, one.style_id, look


def _written(sheet: Any, one: tuple[Any, str, int, tuple[Any, ...]], styles: dict[int, Any]) -> Any:
    value, kind, style, look = one
    cell: Any = WriteOnlyCell(sheet, value=value)
    cell.data_type = kind
    if style not in styles:
        font, border, fill, alignment, layout, quoted = map(copy.copy, look)
        cell.font, cell.border, cell.fill, cell.alignment = font, border, fill, alignment
        cell.number_format, cell.quotePrefix = layout, quoted
        styles[style] = cell._style
    cell._style = styles[style]
    return cell


def _seconds(do: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        start = time.perf_counter()
        do()
        return time.perf_counter() - start

    return run


def test_a_roster_of_10000_costs_no_more_than_openpyxl_alone() -> None:
    view = samples.crowd(MEMBERS)
    mine, theirs = by_turns(_seconds(ours(view)), _seconds(bare(view)), ROUNDS)
    print(f"\n{MEMBERS} rows: {mine:.2f} s, openpyxl write_only {theirs:.2f} s: ratio {mine / theirs:.2f}")
    assert mine / theirs <= BOUND


def test_the_whole_workbook_with_its_printed_page_costs_no_more_than_openpyxl_for_the_list() -> None:
    view = samples.crowd(MEMBERS)
    mine, theirs = by_turns(
        _seconds(lambda: workbook.roster(view, samples.FORMS)), _seconds(bare(view)), ROUNDS
    )
    print(f"\nboth sheets: {mine:.2f} s, openpyxl for one {theirs:.2f} s: ratio {mine / theirs:.2f}")
    assert mine / theirs <= BOUND


def test_the_memory_it_takes_is_what_openpyxl_takes() -> None:
    environment = {"PYTHONPATH": "."}
    mine, theirs = (
        measure.program([sys.executable, "-c", _SAME, which], environment).megabytes
        for which in ("ours", "bare")
    )
    print(f"\n{MEMBERS} rows: {mine:.0f} MB, openpyxl with the same cells at hand {theirs:.0f} MB")
    assert mine <= theirs * BOUND
