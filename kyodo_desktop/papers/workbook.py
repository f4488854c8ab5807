"""The roster in Excel: the printed page as a sheet, and the same members as a flat list."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from openpyxl.worksheet.worksheet import Worksheet

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Kind, Record, shape
from kyodo_desktop.domain.records import Affiliation, Category, PersonName
from kyodo_desktop.papers import sheetfile
from kyodo_desktop.papers.forms import load, say
from kyodo_desktop.papers.roster import (
    WIDE_SPACE,
    Group,
    Member,
    RosterForm,
    RosterPaper,
    RosterView,
    legend,
    phrases,
    row_height,
    set_name,
    term_line,
)
from kyodo_desktop.papers.sheetfile import Place
from kyodo_desktop.paths import Paths

PRINTED: Final = "委員名簿"
FLAT: Final = "一覧"
_PAPER: Final = RosterPaper()
_WIDTH: Final = 210.0
_HEIGHT: Final = 297.0
_COLUMNS: Final = 4
_TITLE: Final = 2.6  # the title's row, in its own size
_LINE: Final = 1.6
_TITLE_LEAD: Final = 5.0  # millimetres of white above the title that its row brings along
_SLACK: Final = 0.5  # millimetres by which the columns may round up before the page is made smaller
_FLAT_SIZE: Final = 10.5
_FLAT_LEAD: Final = 4.0  # points of white in a row, above and below its lines together
_FLAT_DIGIT: Final = 7 * 72 / 96  # points that a digit of a column's width measures
_FLAT_SHADE: Final = 0.92
_MOST_HEIGHT: Final = 409.0  # points: Excel knows no taller row
_A_LINE: Final = 1.4
_PADDING: Final = 8.0  # points: what Excel keeps free left and right of a text
_INDENTED: Final = 16.0  # the same with an indent of one
_UPRIGHT: Final = 1.2  # ems from character to character in 縦書き: a line of the fonts that may stand in
_LEAST_UPRIGHT: Final = 8.0  # points: smaller 縦書き is set across instead
_LEAST_TYPE: Final = 9.0
_STEP: Final = 0.5
_MOST_MIDDLE: Final = 12  # members: a longer group's label stands at the top, where no page's end cuts it
_MOST_TALL: Final = 420.0  # points, half a page: the same for a group of few but high rows

Value: TypeAlias = "str | int | dt.date"


def roster(view: RosterView, forms: Path | None = None) -> bytes:
    """The roster as an .xlsx file. The same view and form give the same bytes."""
    form = load(RosterForm, (forms or Paths.find().papers) / _PAPER.form)
    book = sheetfile.new_book()
    _Printed(book.create_sheet(PRINTED), view, form).fill()
    _flat(book.create_sheet(FLAT), view)
    return sheetfile.saved(book, view.day, say(form.title, committee=view.committee))


class _Printed:
    """The sheet that prints as the paper does."""

    def __init__(self, sheet: Worksheet, view: RosterView, form: RosterForm) -> None:
        self.sheet = sheet
        self.view = view
        self.form = form
        grid, margins = form.table, form.margins
        rest = _WIDTH - margins.left - margins.right - grid.category - grid.name - grid.remarks
        self.widths = (grid.category, grid.name, rest, grid.remarks)
        self.lines = (*_even(legend(form)), term_line(view, form))
        self.head = len(self.lines) + 2
        self.row = sheetfile.points(self._row_height())
        self.heights: list[float] = []  # of the members' rows so far

    def fill(self) -> None:
        self._opening()
        self._head()
        row = self.head + 1
        for group in self.view.groups:
            row = self._group(group, row)
        for column, wide in enumerate(self.widths, 1):
            self.sheet.column_dimensions[sheetfile.letter(column)].width = sheetfile.width(wide)
        self.sheet.print_area = f"A1:{sheetfile.letter(_COLUMNS)}{row - 1}"
        self.sheet.sheet_view.showGridLines = False
        edges = self.form.margins
        margins = (edges.top - _TITLE_LEAD, edges.right - _SLACK, edges.bottom, edges.left - _SLACK)
        sheetfile.set_up(self.sheet, sheetfile.PageSetup(head=self.head, margins=margins))

    def _row_height(self) -> float:
        """The members' row in millimetres, made lower like the paper's where that saves a page."""
        form, edges = self.form, self.form.margins
        room = _HEIGHT - edges.top - edges.bottom
        above = (form.heading.size * _TITLE + len(self.lines) * form.body.size * _LINE) * 25.4 / 72
        needs = [self._needed(member)[1] * 25.4 / 72 for member in self.view.members]
        return row_height(needs, form.table, (room - above, room))

    def _opening(self) -> None:
        """The title, the legend and the term."""
        form, size = self.form, self.form.body.size
        self._line(1, say(form.title, committee=self.view.committee), form.heading.size, "center", _TITLE)
        for row, line in enumerate(self.lines, 2):
            self._line(row, line, size, "right", _LINE)

    def _line(
        self, row: int, text: str, size: float, across: Literal["center", "right"], tall: float
    ) -> None:
        cell = sheetfile.put(self.sheet, row, 1, text)
        cell.font = sheetfile.font(size)
        cell.alignment = Place(across, wrap=False, shrink=True).alignment()
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_COLUMNS)
        self.sheet.row_dimensions[row].height = size * tall

    def _head(self) -> None:
        words = self.form.columns
        texts = (words.category, words.name, words.affiliation, words.remarks)
        for column, text in enumerate(texts, 1):
            cell = sheetfile.put(self.sheet, self.head, column, text)
            _look(cell, self.form.body.size, Place())
            cell.fill = sheetfile.shade(self.form.table.shade)
        self.sheet.row_dimensions[self.head].height = sheetfile.points(self.form.table.head)

    def _group(self, group: Group, row: int) -> int:
        """A category and its members; returns the row after them."""
        for place, member in enumerate(group.members, row):
            self._member(member, place)
        self._category(group, row)
        return row + len(group.members)

    def _member(self, member: Member, row: int) -> None:
        sheet, body = self.sheet, self.form.body.size
        size, needed = self._needed(member)
        name = set_name(member, self.form, marked=self.view.marked)
        sheet.cell(row=row, column=1).border = sheetfile.FRAME
        fitted = min(self.form.names.size, _fitting(name, self.widths[1], _LEAST_TYPE))
        fitted, names = _lowered(name, sheetfile.points(self.widths[1]) - _PADDING, fitted)
        _look(sheetfile.put(sheet, row, 2, name), fitted, Place())
        _look(sheetfile.put(sheet, row, 3, member.affiliation), size, Place("left", indent=1))
        _look(sheetfile.put(sheet, row, 4, member.standing), body, Place())
        self.heights.append(min(max(self.row, needed, names), _MOST_HEIGHT))
        sheet.row_dimensions[row].height = self.heights[-1]

    def _needed(self, member: Member) -> tuple[float, float]:
        """The size of an organisation's type and the height it takes, in points: one line, else several."""
        size, room = self.form.body.size, sheetfile.points(self.widths[2]) - _INDENTED
        if _LEAST_TYPE * _ems(member.affiliation) <= room:
            return min(
                size, _fitting(member.affiliation, self.widths[2], _LEAST_TYPE, _INDENTED)
            ), size * _A_LINE
        size, needed = _lowered(member.affiliation, room - _LEAST_TYPE, _LEAST_TYPE, _MOST_HEIGHT - size)
        return size, needed + size

    def _category(self, group: Group, row: int) -> None:
        """The label in its merged cell: 縦書き in one column where that stays legible, else across.

        LibreOffice sets all 縦書き in one column, whatever line ends are in it.
        """
        last = row + len(group.members) - 1
        column = WIDE_SPACE.join(group.label.split("\n"))
        size = min(self.form.body.size, self.row * len(group.members) / (len(column) * _UPRIGHT + 1))
        tall = sum(self.heights[row - self.head - 1 :])
        turned = last > row and size >= _LEAST_UPRIGHT
        text = column if turned else group.label
        if not turned:
            size, text = self._across(group)
            size, _ = _lowered(text, sheetfile.points(self.widths[0]) - _PADDING, size, tall)
        upright = "top" if len(group.members) > _MOST_MIDDLE or tall > _MOST_TALL else "center"
        _look(sheetfile.put(self.sheet, row, 1, text), size, Place("center", upright, not turned, turned))
        if last > row:
            self.sheet.merge_cells(start_row=row, end_row=last, start_column=1, end_column=1)

    def _across(self, group: Group) -> tuple[float, str]:
        """The label set across: lines that end between phrases, and the size at which they fit."""
        pieces = "\n".join((group.name, *phrases(group.qualification)))
        size = min(self.form.body.size, _fitting(pieces, self.widths[0], _LEAST_UPRIGHT))
        room = (sheetfile.points(self.widths[0]) - _PADDING) / size
        lines = [group.name, ""]
        for phrase in phrases(group.qualification):
            if _ems(lines[-1] + phrase) <= room:
                lines[-1] += phrase
            else:
                lines.append(phrase)
        return size, "\n".join(line for line in lines if line)


def _look(cell: sheetfile.Cell, size: float, place: Place) -> None:
    cell.font = sheetfile.font(size)
    cell.alignment = place.alignment()
    cell.border = sheetfile.FRAME


def _even(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines that end at the right edge, made equally long so that they begin alike."""
    longest = max(map(len, lines), default=0)
    return tuple(line.ljust(longest, WIDE_SPACE) for line in lines)


def _ems(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def _fitting(text: str, millimetres: float, least: float, padding: float = _PADDING) -> float:
    """The size at which each line of `text` stands unbroken in a column, but not below `least`."""
    widest = max(1.0, *map(_ems, text.split("\n")))
    size = (sheetfile.points(millimetres) - padding) / widest
    return max(least, size // _STEP * _STEP)


def _lowered(text: str, room: float, size: float, most: float = _MOST_HEIGHT) -> tuple[float, float]:
    """The size, `size` or less, at which the lines of `text` are no higher than `most`, and how high they
    are: what doesn't fit into the highest row that Excel knows is set smaller rather than lost.
    """
    parts = [_ems(part) for part in text.split("\n")]
    while True:
        tall = sum(max(1.0, -(-part * size // room)) for part in parts) * size * _A_LINE
        if tall <= most or size <= _STEP * 2:
            return size, tall
        size -= _STEP


@dataclass(frozen=True, slots=True)
class Entry:
    """How a value of one kind stands in a cell of a flat list: its side, Excel's format for it."""

    across: Literal["left", "center", "right"] = "left"
    layout: str = "General"


_TEXT: Final = Entry()  # never "@": older Excels show a long text so formatted as ###
CELLS: Final[Mapping[Kind, Entry]] = {
    Kind.TEXT: _TEXT,
    Kind.LINES: _TEXT,
    Kind.NAME: _TEXT,
    Kind.KANA: _TEXT,
    Kind.INTEGER: Entry("center", "0"),
    Kind.FLAG: Entry("center"),
    Kind.DAY: Entry("center", "yyyy/mm/dd"),
    Kind.CLOCK: Entry("center", "h:mm"),
    Kind.CHOICE: _TEXT,
    Kind.REFERENCE: _TEXT,
    Kind.DIGEST: _TEXT,
}
"""Every kind of field as a cell."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the flat list: its heading, its kind, its width in digits, what a member has there."""

    head: str
    kind: Kind
    wide: float
    value: Callable[[Group, Member], Value]


def _label(record: type[Record], field: str) -> str:
    return shape(record).field(field).label


_LIST: Final = (
    _Column("区分番号", Kind.INTEGER, 10, lambda g, _: g.number),
    _Column("区分", Kind.TEXT, 12, lambda g, _: g.name),
    _Column(_label(Category, "qualification"), Kind.TEXT, 32, lambda g, _: g.qualification),
    _Column(_label(PersonName, "name"), Kind.NAME, 20, lambda _, m: m.name),
    _Column(_label(PersonName, "kana"), Kind.KANA, 24, lambda _, m: m.kana),
    _Column(_label(Affiliation, "organisation"), Kind.TEXT, 40, lambda _, m: m.organisation),
    _Column(_label(Affiliation, "post"), Kind.TEXT, 20, lambda _, m: m.post),
    _Column("◎○", Kind.TEXT, 7, lambda _, m: m.mark),
    _Column("委員会での役職", Kind.CHOICE, 16, lambda _, m: m.role),
    _Column("在任期数", Kind.INTEGER, 10, lambda _, m: m.periods),
    _Column("備考", Kind.TEXT, 8, lambda _, m: m.standing),
    _Column("任期開始", Kind.DAY, 13, lambda _, m: m.since),
    _Column("任期開始（和暦）", Kind.TEXT, 20, lambda _, m: wareki.long(m.since)),
    _Column("任期終了", Kind.DAY, 13, lambda _, m: m.until),
    _Column("任期終了（和暦）", Kind.TEXT, 20, lambda _, m: wareki.long(m.until)),
)


def _flat(sheet: Worksheet, view: RosterView) -> None:
    """One row a member, to be sorted and filtered; names are as they are stored."""
    for column, one in enumerate(_LIST, 1):
        head = sheetfile.put(sheet, 1, column, one.head)
        _look(head, _FLAT_SIZE, Place(wrap=False))
        head.fill = sheetfile.shade(_FLAT_SHADE)
        sheet.column_dimensions[sheetfile.letter(column)].width = one.wide
    members = [(group, member) for group in view.groups for member in group.members]
    for row, (group, member) in enumerate(members, 2):
        tall = [_entry(sheet, row, column, one.value(group, member)) for column, one in enumerate(_LIST, 1)]
        sheet.row_dimensions[row].height = min(max(tall) + _FLAT_LEAD, _MOST_HEIGHT)
    sheet.auto_filter.ref = f"A1:{sheetfile.letter(len(_LIST))}{len(members) + 1}"
    sheet.freeze_panes = "A2"
    sheetfile.set_up(sheet, sheetfile.PageSetup(head=1, landscape=True))


def _entry(sheet: Worksheet, row: int, column: int, value: Value) -> float:
    """Write a value, wrapped in its column; returns how high it is in points."""
    cell, look = sheetfile.put(sheet, row, column, value), CELLS[_LIST[column - 1].kind]
    words = value if isinstance(value, str) else ""
    room = _LIST[column - 1].wide * _FLAT_DIGIT - _PADDING - _FLAT_SIZE
    size, tall = _lowered(words, room, _FLAT_SIZE, _MOST_HEIGHT - _FLAT_LEAD)
    _look(cell, size, Place(look.across, wrap=bool(words)))
    cell.number_format = look.layout
    return tall
