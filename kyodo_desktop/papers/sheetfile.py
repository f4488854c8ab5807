"""The narrow wall to openpyxl: cells that are text whatever they begin with, and stable bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

FACE: Final = "BIZ UDGothic"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_ESCAPED: Final = re.compile("(?=_x[0-9A-Fa-f]{4}_)")
_STAMP: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)
_THIN: Final = Side(style="thin", color="FF000000")
FRAME: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_A4: Final = 9
_EDGE: Final = 9 / 25.4  # inches from the paper's edge to the page's number
_PIXELS_A_DIGIT: Final = 7  # the width of 0 in the book's own font, from which Excel measures columns
_PIXELS_BESIDE: Final = 5


def new_book() -> Workbook:
    """An empty book whose own font is ours, so that widths are measured in it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    fonts = cast("list[Font]", getattr(book, "_fonts"))  # noqa: B009 - openpyxl has no public name for it
    fonts[0] = font(11)
    return book


def font(size: float, *, bold: bool = False) -> Font:
    """Our face at `size` points."""
    return Font(name=FACE, size=size, bold=bold, charset=128, family=3)


def shade(light: float) -> PatternFill:
    """A grey ground, 0 black to 1 white."""
    grey = f"{round(light * 255):02X}"
    return PatternFill("solid", fgColor=f"FF{grey * 3}")


@dataclass(frozen=True, slots=True)
class Place:
    """How a text stands in its cell; `turned` is 縦書き."""

    across: Literal["left", "center", "right"] = "center"
    upright: Literal["top", "center"] = "center"
    wrap: bool = True
    turned: bool = False
    shrink: bool = False
    indent: int = 0

    def alignment(self) -> Alignment:
        """The same in openpyxl's words."""
        return Alignment(
            horizontal=self.across,
            vertical=self.upright,
            wrap_text=self.wrap,
            textRotation=255 if self.turned else 0,
            shrink_to_fit=self.shrink,
            indent=self.indent,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSetup:
    """How a sheet prints: A4, as wide as the page, the head row repeated, the page's number at the foot."""

    head: int
    landscape: bool = False
    margins: tuple[float, float, float, float] = (20.0, 15.0, 20.0, 15.0)  # top, right, bottom, left, in mm


def set_up(sheet: Worksheet, setup: PageSetup) -> None:
    """Make `sheet` print as `setup` says."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if setup.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{setup.head}:{setup.head}"
    sheet.print_options.horizontalCentered = True
    top, right, bottom, left = (edge / 25.4 for edge in setup.margins)
    sheet.page_margins = PageMargins(left, right, top, bottom, header=_EDGE, footer=_EDGE)
    assert sheet.oddFooter is not None  # openpyxl makes it, and its three parts
    footer = sheet.oddFooter.center
    assert footer is not None
    footer.text, footer.font, footer.size = "- &P -", f"{FACE},Regular", 10


def letter(column: int) -> str:
    """The letter of a column: A for 1."""
    return get_column_letter(column)


def put(sheet: Worksheet, row: int, column: int, value: str | int | dt.date) -> Cell:
    """Write a value. A text is a text even where it looks like a formula, an error or an escape."""
    cell = sheet.cell(row=row, column=column)
    assert isinstance(cell, Cell)  # nothing is written inside a merged range
    if isinstance(value, str):
        cell.value = _ESCAPED.sub("_x005F", value)
        cell.data_type = "s"
        if value.startswith(_FORMULA):
            cell.quotePrefix = True  # pyright: ignore[reportAttributeAccessIssue] - a descriptor the stubs lack
    else:
        cell.value = value
    return cell


def width(millimetres: float) -> float:
    """A column's width as Excel counts it, in digits."""
    return (millimetres / 25.4 * 96 - _PIXELS_BESIDE) / _PIXELS_A_DIGIT


def points(millimetres: float) -> float:
    """A length in the points that rows and type are measured in."""
    return millimetres / 25.4 * 72


def saved(book: Workbook, day: dt.date, title: str) -> bytes:
    """The book's bytes, dated `day` throughout instead of now: the same book, the same bytes."""
    book.properties.creator = "Kyodo Desktop"
    book.properties.title = title
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        _Unspilt(book, archive).save()
    with zipfile.ZipFile(raw) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    moment = f"{day.isoformat()}T00:00:00Z".encode("ascii")
    parts["docProps/core.xml"] = _STAMP.sub(rb"\g<1>" + moment + rb"\g<3>", parts["docProps/core.xml"])
    return _packed(parts)


class _Unspilt(ExcelWriter):
    """Writes sheets in memory: openpyxl's own way spills their text into a file among the temporary ones."""

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()  # ours have no charts
        book: Any = self
        out = io.BytesIO()
        writer: Any = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels
        book._archive.writestr(ws.path[1:], out.getvalue())
        book.manifest.append(ws)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, data)
    return out.getvalue()
