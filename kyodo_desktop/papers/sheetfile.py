"""The narrow wall to openpyxl: cells that are text whatever they begin with, and stable bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final, Literal, TypeAlias, cast
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from kyodo_desktop.papers.sheetrows import RowsWriter
from kyodo_desktop.papers.stamped import CUSTOM, NAME, digest, stamp
from kyodo_desktop.papers.zipped import packed

FACE: Final = "BIZ UDGothic"
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠'")
"""What Excel reads anew when a cell is edited; in Japanese it takes the full-width ones for the others."""
_READ_ANEW: Final = re.compile(
    r"[(（\[.．¥￥$＄]*[0-9０-９]|(?:[MTSHRmtshr]|明治|大正|昭和|平成|令和)[0-9０-９元]|(?i:true|false)$"
)
"""A text that Excel would take for a number, a date or a truth once it is edited: leading zeros would go."""
_MOST_TYPED: Final = 255  # characters: older Excels show a longer text formatted as one (@) as ###
_UNHOLDABLE: Final = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED: Final = re.compile("(?=_x[0-9A-Fa-f]{4}_)")
_STAMP: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
_THIN: Final = Side(style="thin", color="FF000000")
FRAME: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_A4: Final = 9
_MOST_ABOVE: Final = 100  # characters: Excel takes no more than 255 of all that stands above a page
_EDGE: Final = 9 / 25.4  # inches from the paper's edge to the page's number
_PIXELS_A_DIGIT: Final = 7  # the width of 0 in the book's own font, from which Excel measures columns
_PIXELS_BESIDE: Final = 5


Value: TypeAlias = "str | int | float | dt.date | dt.time"


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
    """How a sheet prints: A4, `across` pages wide, the head row repeated, the page's number at the foot.

    `above` stands at the top of each page; the first `beside` columns are repeated on each.
    """

    head: int
    landscape: bool = False
    above: str = ""
    beside: int = 0
    across: int = 1
    margins: tuple[float, float, float, float] = (20.0, 15.0, 20.0, 15.0)  # top, right, bottom, left, in mm


def set_up(sheet: Worksheet, setup: PageSetup) -> None:
    """Make `sheet` print as `setup` says."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if setup.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = setup.across, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{setup.head}:{setup.head}"
    if setup.beside:
        sheet.print_title_cols = f"A:{letter(setup.beside)}"
    sheet.print_options.horizontalCentered = True
    top, right, bottom, left = (edge / 25.4 for edge in setup.margins)
    sheet.page_margins = PageMargins(left, right, top, bottom, header=_EDGE, footer=_EDGE)
    assert sheet.oddFooter is not None  # openpyxl makes it, and its three parts
    footer = sheet.oddFooter.center
    assert footer is not None
    footer.text, footer.font, footer.size = "- &P -", f"{FACE},Regular", 10
    if setup.above:
        assert sheet.oddHeader is not None
        header = sheet.oddHeader.center
        assert header is not None
        header.text = encoded(
            setup.above.replace("\n", " ")[:_MOST_ABOVE].replace("&", "&&").replace("&[", "& [")
        )
        header.font, header.size = f"{FACE},Regular", 11


def letter(column: int) -> str:
    """The letter of a column: A for 1."""
    return get_column_letter(column)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks: the size of its type in points, its place, its frame and ground, Excel's format.

    `quoted` keeps a text one when it is edited, whatever it begins with.
    """

    size: float
    place: Place = field(default_factory=Place)
    framed: bool = True
    light: float = 1.0
    layout: str = "General"
    quoted: bool = False


def put(sheet: Worksheet, row: int, column: int, value: Value, look: Look) -> None:
    """Write a value. A text is a text even where it looks like a formula, an error or an escape, and what
    XML can't hold stands in it as Excel writes it (_x0001_).
    """
    inside: Any = sheet
    cell: Any = Cell(sheet, row=row, column=column)
    if isinstance(value, str):
        if value.startswith(_FORMULA):
            look = _dyed(look, quoted=True)
        elif look.layout == "General" and len(value) <= _MOST_TYPED and _READ_ANEW.match(value):
            look = _dyed(look, quoted=False)
        cell._value = encoded(value)
        cell.data_type = "s"
    else:
        cell.value = value
    cell._style = _style(sheet, look)
    inside._cells[row, column] = cell


@lru_cache(maxsize=256)
def _dyed(look: Look, *, quoted: bool) -> Look:
    return replace(look, quoted=True) if quoted else replace(look, layout="@")


def join(sheet: Worksheet, area: str) -> None:
    """Make one cell of an area (A6:A10), whose cells have their frames already."""
    inside: Any = sheet
    inside.merged_cells.add(area)


def encoded(text: str) -> str:
    """`text` as the parts of a workbook spell it: a literal escape and what XML can't hold are escaped."""
    if "_x" in text:
        text = _ESCAPED.sub("_x005F", text)
    return _UNHOLDABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


_MADE: Final[WeakKeyDictionary[Workbook, dict[Look, Any]]] = WeakKeyDictionary()


def _style(sheet: Worksheet, look: Look) -> Any:
    """The style of a look, made once for each book and shared by its cells."""
    book = cast("Workbook", sheet.parent)
    made = _MADE.setdefault(book, {})
    if look not in made:
        cell: Any = Cell(sheet, row=1, column=1)
        cell.font = font(look.size)
        cell.alignment = look.place.alignment()
        cell.number_format = look.layout
        if look.framed:
            cell.border = FRAME
        if look.light < 1:
            cell.fill = shade(look.light)
        if look.quoted:
            cell.quotePrefix = True
        made[look] = cell._style
    return made[look]


def width(millimetres: float) -> float:
    """A column's width as Excel counts it, in digits."""
    return (millimetres / 25.4 * 96 - _PIXELS_BESIDE) / _PIXELS_A_DIGIT


def millimetres(digits: float) -> float:
    """How wide a column of so many digits is."""
    return (digits * _PIXELS_A_DIGIT + _PIXELS_BESIDE) / 96 * 25.4


def points(millimetres: float) -> float:
    """A length in the points that rows and type are measured in."""
    return millimetres / 25.4 * 72


def saved(book: Workbook, day: dt.date, title: str) -> bytes:
    """The book's bytes, dated `day` throughout instead of now: the same book, the same bytes.

    They carry the mark by which `wordkeep` tells whether a hand has edited them.
    """
    book.properties.creator = None  # nobody's name goes out with a file
    book.properties.title = title
    inside: Any = book
    inside.custom_doc_props.append(StringProperty(name=NAME, value=""))  # `stamp` writes it
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        _Unspilt(book, archive).save()
    with zipfile.ZipFile(raw) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    moment = f"{day.isoformat()}T00:00:00Z".encode("ascii")
    parts["docProps/core.xml"] = _STAMP.sub(rb"\g<1>" + moment + rb"\g<3>", parts["docProps/core.xml"])
    parts[CUSTOM] = stamp(digest(parts))
    return packed(parts)


class _Unspilt(ExcelWriter):
    """Writes sheets in memory: openpyxl's own way spills their text into a file among the temporary ones."""

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()  # ours have no charts
        book: Any = self
        writer: Any = RowsWriter(ws)
        book._archive.writestr(ws.path[1:], writer.written())
        ws._rels = writer._rels
        book.manifest.append(ws)
