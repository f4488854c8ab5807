"""A received file of tables, from Excel or LibreOffice or as text, read into a Grid under limits.

It is read by a child process: what hangs, falls or swells takes nothing down with it.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, Final

from kyodo_desktop.domain.errors import TableRefused
from kyodo_desktop.domain.grid import Cell, Grid, Sheet
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.filekind import kind_of
from kyodo_desktop.papers.inspection import KINDS
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.tables.csvfile import is_ours, restored
from kyodo_desktop.papers.textfile import Garbled, cells, decode

MOST_BYTES: Final = 30 * 1024 * 1024
MOST_UNPACKED: Final = 300 * 1024 * 1024
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 500
MOST_SHEETS: Final = 200
SECONDS: Final = 60.0
"""How long reading one sheet may take."""
MEMORY: Final = 1024 * 1024 * 1024
_MOST_FILLED: Final = 1_000_000
_BOOKS: Final = ("excel", "zip", "office")
_SPREADSHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_FAILED: Final = b' t="e"'
_UNWORKED: Final = re.compile(rb"</f>(?:<v\s*/>|<v></v>)?</c>|<f\b[^>]*/></c>")
_DATEMODE: Final = b"\x22\x00\x02\x00\x01\x00"  # the record of an .xls that says: days since 1904


def open_table(path: Path, seconds: float = SECONDS) -> Generator[Progress, None, Grid]:
    """Read the file at `path`. Raises `TableRefused`, which names the file and what it is."""
    from kyodo_desktop.papers.child import Child, ChildEnded

    data = _bytes_of(path)
    child = Child(seconds, MEMORY)
    try:
        return (yield from child.run(read, data, path.name))
    except ChildEnded as ended:
        why = {
            "time": msg("読み取りに時間がかかりすぎます。"),
            "crash": msg("読み取る部品が止まりました。壊れているか、開くと大きくなりすぎるファイルです。"),
        }
        raise _refused(path.name, why[ended.fate]) from ended
    finally:
        child.end()


def read(data: bytes, name: str) -> Generator[Progress, None, Grid]:
    """What a file called `name` holds. Raises `TableRefused`."""
    kind = kind_of(data)
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    if kind == "empty":
        raise _refused(name, msg("ファイルが空です。"))
    if kind in _BOOKS or _SPREADSHEET in data[:200]:
        return (yield from _book(data, name))
    if kind in ("text", "unknown"):
        return _text(data, name)
    why = msg("ExcelブックでもCSVでもありません（{kind}）。", kind=msg(KINDS[kind]))
    raise _refused(name, why)


def _bytes_of(path: Path) -> bytes:
    try:
        there = path.stat()
        if not stat.S_ISREG(there.st_mode):  # a device would be read for ever
            raise _refused(
                path.name, msg("フォルダーか装置で、ファイルではありません（{path}）。", path=str(path))
            )
        if there.st_size > MOST_BYTES:
            raise _too_large(path.name)
        return path.read_bytes()
    except OSError as error:
        why = msg("ファイルがないか、開けません（{path}）。", path=str(path))
        raise _refused(path.name, why) from error


# --- text


def _text(data: bytes, name: str) -> Grid:
    try:
        text = decode(data)
        rows, delimiter = cells(text.words)
    except Garbled as error:
        raise _refused(name, error.why) from error
    if any(row and "\0" in "".join(row) for row in rows[:_SAMPLE]):
        raise _refused(name, msg("ExcelブックでもCSVでもありません（{kind}）。", kind=msg(KINDS["unknown"])))
    _hold(name, len(rows), max(map(len, rows), default=0))
    if is_ours(text.words, rows):  # an apostrophe that guards in a file of ours, and only there
        rows = tuple(tuple(map(restored, row)) for row in rows)
    return Grid(name, "text", (Sheet("", rows),), encoding=text.encoding, delimiter=delimiter)


_SAMPLE: Final = 1_000


# --- workbooks


def _book(data: bytes, name: str) -> Generator[Progress, None, Grid]:
    import python_calamine

    packed = _Packed(data, name)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            known = [one for one in book.sheets_metadata if one.typ == one.typ.WorkSheet]
            if len(known) > MOST_SHEETS:
                raise _too_large(name)
            sheets: list[Sheet] = []
            for done, one in enumerate(known):
                yield Progress(done, len(known), msg("{name}を読んでいます", name=one.name))
                rows = _rows(book.get_sheet_by_name(one.name), name, sum(len(s.rows) for s in sheets))
                sheets.append(Sheet(one.name, rows, hidden=one.visible != one.visible.Visible))
    except python_calamine.PasswordError as error:
        raise _refused(name, msg("ブックにパスワードがかかっています。")) from error
    except (python_calamine.CalamineError, ValueError, OverflowError, OSError) as error:
        raise _refused(name, msg("ブックが壊れているか、表計算のファイルではありません。")) from error
    except BaseException as error:  # the reader's own panic, which is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise _refused(name, msg("ブックが壊れているか、表計算のファイルではありません。")) from error
    return Grid(name, "excel", tuple(sheets), since_1904=packed.since_1904, unread=packed.unread)


def _rows(sheet: Any, name: str, before: int) -> tuple[tuple[Cell, ...], ...]:
    """A sheet's rows from its first on, every cell of a merged area with what the area shows."""
    end = sheet.end
    if end is not None:
        _hold(name, before + end[0] + 1, end[1] + 1)
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    _fill(rows, sheet.merged_cell_ranges or ())
    return tuple(map(tuple, rows))


def _fill(rows: list[list[Cell]], areas: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    filled = 0
    for (top, left), (bottom, right) in areas:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            width = min(right + 1, len(row)) - left
            row[left : left + width] = [value] * max(width, 0)
            filled += width
        if filled > _MOST_FILLED:
            return


class _Packed:
    """What the file itself tells that the reader of its cells doesn't: how days count, and what failed."""

    def __init__(self, data: bytes, name: str) -> None:
        self.since_1904 = False
        self.unread = 0
        if data.startswith(b"PK"):
            self._look_inside(data, name)
        else:
            self.since_1904 = _DATEMODE in data[: 1 << 16]

    def _look_inside(self, data: bytes, name: str) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                self._judge(packed, name)
                for part in packed.namelist():
                    if part == "xl/workbook.xml":
                        head = packed.read(part)
                        self.since_1904 = bool(re.search(rb'date1904="(?:1|true)"', head))
                    elif part.startswith("xl/worksheets/") and part.endswith(".xml"):
                        self.unread += _unread(packed.read(part))
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            OSError,
            EOFError,
            ValueError,
        ) as error:
            raise _refused(name, msg("ブックが壊れているか、表計算のファイルではありません。")) from error
        except Exception as error:
            if type(error).__module__ != "zlib":
                raise
            raise _refused(name, msg("ブックが壊れているか、表計算のファイルではありません。")) from error

    def _judge(self, packed: zipfile.ZipFile, name: str) -> None:
        parts = packed.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise _refused(name, msg("ブックにパスワードがかかっています。"))
        if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > 10_000:
            raise _too_large(name)
        if not any(_is_content(part.filename) for part in parts):
            why = msg("ExcelブックでもCSVでもありません（{kind}）。", kind=msg(KINDS[kind_inside(parts)]))
            raise _refused(name, why)


def _unread(sheet: bytes) -> int:
    """The cells of a sheet whose formula failed, or has no result."""
    formulas = _UNWORKED.findall(sheet) if b"<f" in sheet else ()
    return sheet.count(_FAILED) + len(formulas)


def kind_inside(parts: Sequence[zipfile.ZipInfo]) -> str:
    """What an archive is, when it is no workbook: a key of KINDS."""
    names = [part.filename for part in parts]
    for start, kind in (("word/", "word"), ("ppt/", "powerpoint")):
        if any(name.startswith(start) for name in names):
            return kind
    return "zip"


def _is_content(name: str) -> bool:
    return name.startswith("xl/") or name == "content.xml"


def _hold(name: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        why = msg(
            "表が大きすぎます（{rows}行、{columns}列）。{most_rows}行、{most_columns}列まで読めます。",
            rows=rows,
            columns=columns,
            most_rows=MOST_ROWS,
            most_columns=MOST_COLUMNS,
        )
        raise _refused(name, why)


def _too_large(name: str) -> TableRefused:
    why = msg("ファイルが大きすぎるか、開くと大きくなりすぎます。")
    return _refused(name, why)


def _refused(name: str, why: Message) -> TableRefused:
    return TableRefused(
        msg("「{file}」を読み取れません", file=name),
        why,
        msg("元の表をExcelブック（.xlsx）かCSVで保存し直して、もう一度選んでください。"),
    )
