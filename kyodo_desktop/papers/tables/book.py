"""Tables as sheets of a workbook: typed cells, a head that stays in sight, a filter, ready to be printed."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import cellfit, sheetfile
from kyodo_desktop.papers.sheetfile import Look, Place
from kyodo_desktop.papers.tables import eras
from kyodo_desktop.papers.tables.values import INTERNAL, Column, Shown, TableView, Value, said

_SIZE: Final = 10.5
_LEAD: Final = 4.0  # points of white in a row, above and below its lines together
_DIGIT: Final = 7 * 72 / 96  # points that a digit of a column's width measures
_SHADE: Final = 0.92
_TOTAL: Final = 0.96
_ARROW: Final = 3.0  # what the filter's arrow takes beside a heading, in digits
_BESIDE: Final = 2.0
_EM: Final = 2.1  # digits to a full-width character of our size
_LEAST_WIDE, _MOST_WIDE = 6.0, 60.0
_MOST_TEXT: Final = 32_767  # UTF-16 units in a cell: Excel drops what follows
_PAGE: Final = 297.0 - 30.0  # millimetres of A4 across that a sheet may fill
_LEAST_SCALE: Final = 0.6
_MOST_NAME: Final = 31
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\\0-\x1f]")
_RESERVED: Final = ("history", "変更履歴")

_LEFT: Final = Look(_SIZE, Place("left"))
_MIDDLE: Final = Look(_SIZE, Place("center"))
_HEAD: Final = Look(_SIZE, Place("center"), light=_SHADE)


def written(tables: Sequence[TableView]) -> bytes:
    """The bytes of an .xlsx file with a sheet for each table; the same tables give the same bytes.

    Raises OutputFailed where a text is longer than a cell of Excel holds.
    """
    book = sheetfile.new_book()
    names: list[str] = []
    for table in tables:
        names.append(sheet_name(table.name, names))
        fill(book.create_sheet(names[-1]), table)
    return sheetfile.saved(book, tables[0].day, tables[0].name)


def sheet_name(wanted: str, taken: Sequence[str] = ()) -> str:
    """`wanted` as Excel lets a sheet be called: 31 UTF-16 units, none of []:*?/\\, and no name `taken`."""
    name = _NO_NAME.sub(" ", wanted).strip(" '")
    if not name or name.casefold() in _RESERVED:
        name = f"{name}一覧"
    known, number, candidate = {one.casefold() for one in taken}, 1, _cut(name, _MOST_NAME)
    while candidate.casefold() in known:
        number += 1
        mark = f"（{number}）"
        candidate = _cut(name, _MOST_NAME - len(mark)) + mark
    return candidate


def _cut(text: str, most: int) -> str:
    while len(text.encode("utf-16-le", "surrogatepass")) > most * 2:
        text = text[:-1]
    return text.rstrip(" '")


def fill(sheet: Worksheet, table: TableView) -> None:
    """Write `table` on `sheet`. Raises OutputFailed where a text is longer than a cell holds."""
    columns = table.columns
    widths = tuple(_width(table, at) for at in range(len(columns)))
    heads = max(
        cellfit.lowered(one.head, _room(wide), _SIZE)[1] for one, wide in zip(columns, widths, strict=True)
    )
    for at, (column, wide) in enumerate(zip(columns, widths, strict=True), 1):
        sheetfile.put(sheet, 1, at, column.head, _HEAD)
        sheet.column_dimensions[sheetfile.letter(at)].width = wide
    sheet.row_dimensions[1].height = heads + _LEAD
    rooms = tuple(map(_room, widths))
    for at, row in enumerate((*table.rows, *table.totals), 2):
        light = 1.0 if at < len(table.rows) + 2 else _TOTAL
        tall = max(
            (_put(sheet, (at, n), row[n], columns[n], rooms[n], light) for n in range(len(columns))),
            default=0,
        )
        sheet.row_dimensions[at].height = min(tall + _LEAD, cellfit.MOST_HEIGHT)
    last = sheetfile.letter(len(columns))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    sheet.freeze_panes = f"{sheetfile.letter(table.frozen + 1)}2"
    across = _across([sheetfile.millimetres(wide) for wide in widths], table.frozen)
    beside = table.frozen if across > 1 else 0
    sheetfile.set_up(
        sheet,
        sheetfile.PageSetup(head=1, landscape=True, above=table.name, beside=beside, across=across),
    )


def _across(widths: Sequence[float], frozen: int) -> int:
    """How many pages wide a table prints so that its type stays legible; what is frozen stands on each."""
    whole, beside = sum(widths) * _LEAST_SCALE, sum(widths[:frozen]) * _LEAST_SCALE
    return 1 if whole <= _PAGE else math.ceil((whole - beside) / max(_PAGE - beside, _PAGE / 4))


def _width(table: TableView, at: int) -> float:
    """A column's width in digits: as it is told, else as its texts need, as far as a page allows."""
    column = table.columns[at]
    if column.wide:
        return column.wide
    texts = {said(row[at], column) for row in (*table.rows, *table.totals)}
    widest = max((cellfit.ems(line) for text in texts for line in text.split("\n")), default=0)
    head = cellfit.ems(column.head) * _EM + _ARROW
    return min(max(_LEAST_WIDE, head, widest * _EM + _BESIDE), _MOST_WIDE)


def _room(wide: float) -> float:
    """Points for a text in a column, a character less than it has: another program's fonts are wider."""
    return max(wide * _DIGIT - cellfit.PADDING - _SIZE, _SIZE)


def _put(
    sheet: Worksheet, place: tuple[int, int], value: Value, column: Column, room: float, light: float
) -> float:
    """Write a value, wrapped in its column; returns how high it is in points."""
    row, at = place
    if isinstance(value, dt.date) and value < eras.FIRST:
        value = wareki.long(value)
    if isinstance(value, str) or value is None:
        text = value or ""
        size, tall = _fitted(text, room, sheet.title, column.head)
        base = _MIDDLE if column.centred else _LEFT
        sheetfile.put(sheet, row, at + 1, text, _text_look(base, size, light, wrap=bool(text)))
        return tall
    look = _typed(column.shown, _layout(value, column.shown), light)
    sheetfile.put(sheet, row, at + 1, float(value) if isinstance(value, Fraction) else value, look)
    return _SIZE * cellfit.A_LINE


def _fitted(text: str, room: float, sheet: str, head: str) -> tuple[float, float]:
    if len(text) * 2 * _SIZE <= room * 2 and "\n" not in text:
        return _SIZE, _SIZE * cellfit.A_LINE
    if len(text) > _MOST_TEXT // 2 and len(text.encode("utf-16-le", "surrogatepass")) > _MOST_TEXT * 2:
        raise OutputFailed(
            msg("Excelに保存できません"),
            msg(
                "シート「{sheet}」の「{head}」に、Excelのセルに入る長さ（{most}字）を超える文章があります。",
                sheet=sheet,
                head=head,
                most=f"{_MOST_TEXT:,}",
            ),
            msg("CSVで保存するか、文章を短くしてください。"),
        )
    return cellfit.lowered(text, room, _SIZE, cellfit.MOST_HEIGHT - _LEAD)


@lru_cache(maxsize=512)
def _text_look(base: Look, size: float, light: float, *, wrap: bool) -> Look:
    return replace(base, size=size, light=light, place=replace(base.place, wrap=wrap))


@lru_cache(maxsize=64)
def _typed(shown: Shown, layout: str, light: float) -> Look:
    place = Place("right" if shown is Shown.GROUPED else "center", wrap=False)
    return Look(_SIZE, place, layout=layout, light=light)


def _layout(value: int | Fraction | dt.date | dt.time, shown: Shown) -> str:
    """Excel's format for a value."""
    if isinstance(value, dt.date):
        return {Shown.ERA: eras.long(value), Shown.ERA_SHORT: eras.SHORT}.get(shown, eras.WESTERN)
    if isinstance(value, dt.time):
        return "h:mm"
    if isinstance(value, Fraction):
        return "0.0%"
    return "#,##0" if shown is Shown.GROUPED else "0"


__all__ = ["INTERNAL", "fill", "sheet_name", "written"]
