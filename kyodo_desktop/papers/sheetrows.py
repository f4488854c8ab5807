"""The rows of a sheet as XML: as openpyxl writes them, made of strings instead of elements one by one."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any, Final

from openpyxl.utils import datetime as days
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter

_ROWS: Final = b"<sheetData></sheetData>"
_NONE: Final = b"<sheetData/>"


class RowsWriter(WorksheetWriter):
    """Writes a sheet: all but its rows is openpyxl's doing."""

    def __init__(self, sheet: Any) -> None:
        self.made = io.BytesIO()
        super().__init__(sheet, self.made)

    def write_rows(self) -> None:
        """An empty place for them: `written` fills it."""
        inside: Any = self
        stream = inside.xf.send(True)
        with stream.element("sheetData"):
            pass
        inside.xf.send(None)

    def written(self) -> bytes:
        """The sheet's part of the workbook, whole."""
        inside: Any = self
        inside.write()
        around = self.made.getvalue().replace(_NONE, _ROWS)
        before, _, after = around.partition(_ROWS)
        rows = "".join(_rows(inside.ws)).encode()
        return b"".join((before, b"<sheetData>", rows, b"</sheetData>", after))


def _rows(sheet: Any) -> Iterator[str]:
    """Row by row: its height where it has one, its cells."""
    heights = {row: one.ht for row, one in sheet.row_dimensions.items() if one.ht is not None}
    letters = {column: get_column_letter(column) for column in range(1, sheet.max_column + 1)}
    styles = _Styles(sheet)
    cells = sheet._cells
    last = 0
    for row, column in sorted(cells):
        if row != last:
            if last:
                yield "</row>"
            height = heights.get(row)
            tall = "" if height is None else f' ht="{height:g}" customHeight="1"'
            yield f'<row r="{row}"{tall}>'
            last = row
        yield _cell(cells[row, column], f"{letters[column]}{row}", styles)
    if last:
        yield "</row>"


class _Styles:
    """The numbers of the book's styles; cells that share a style are asked about once."""

    def __init__(self, sheet: Any) -> None:
        self._known = sheet.parent._cell_styles
        self._numbers: dict[int, int] = {}

    def number(self, style: Any) -> int:
        """The number of a style, which its cell keeps alive."""
        if id(style) not in self._numbers:
            self._numbers[id(style)] = self._known.add(style)
        return self._numbers[id(style)]


def _cell(cell: Any, place: str, styles: _Styles) -> str:
    value, style = cell._value, styles.number(cell._style)
    if value is None or value == "":
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, str):
        assert cell.data_type == "s"
        kept = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{kept}>{_escaped(value)}</t></is></c>'
    number = _serial(value) if isinstance(value, dt.date | dt.time) else value
    return f'<c r="{place}" s="{style}"><v>{number}</v></c>'


def _serial(value: Any) -> Any:
    """A day or an hour as Excel counts it."""
    count: Any = getattr(days, "to_excel")  # noqa: B009 - the stubs say nothing of it
    return count(value)


def _escaped(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
