"""The roster in Excel: the printed page as a sheet, and the same members as a flat list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from openpyxl.worksheet.worksheet import Worksheet

from kyodo_desktop.papers import cellfit, sheetfile
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
from kyodo_desktop.papers.sheetfile import Look, Place
from kyodo_desktop.papers.tables import book as tablebook
from kyodo_desktop.papers.tables.roster import members
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
_INDENTED: Final = 16.0  # the same with an indent of one
_UPRIGHT: Final = 1.2  # ems from character to character in 縦書き: a line of the fonts that may stand in
_LEAST_UPRIGHT: Final = 8.0  # points: smaller 縦書き is set across instead
_LEAST_TYPE: Final = 9.0
_MOST_MIDDLE: Final = 12  # members: a longer group's label stands at the top, where no page's end cuts it
_MOST_TALL: Final = 420.0  # points, half a page: the same for a group of few but high rows


def roster(view: RosterView, forms: Path | None = None) -> bytes:
    """The roster as an .xlsx file. The same view and form give the same bytes."""
    form = load(RosterForm, (forms or Paths.find().papers) / _PAPER.form)
    book = sheetfile.new_book()
    _Printed(book.create_sheet(PRINTED), view, form).fill()
    tablebook.fill(book.create_sheet(FLAT), members(view))
    return sheetfile.saved(book, view.day, say(form.title, committee=view.committee))


class _Printed:
    """The sheet that prints as the paper does."""

    def __init__(self, sheet: Worksheet, view: RosterView, form: RosterForm) -> None:
        self.sheet = sheet
        self.view = view
        self.form = form
        self.marked = view.marked
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
        look = Look(size, Place(across, wrap=False, shrink=True), framed=False)
        sheetfile.put(self.sheet, row, 1, text, look)
        sheetfile.join(self.sheet, f"A{row}:{sheetfile.letter(_COLUMNS)}{row}")
        self.sheet.row_dimensions[row].height = size * tall

    def _head(self) -> None:
        words = self.form.columns
        texts = (words.category, words.name, words.affiliation, words.remarks)
        look = Look(self.form.body.size, light=self.form.table.shade)
        for column, text in enumerate(texts, 1):
            sheetfile.put(self.sheet, self.head, column, text, look)
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
        name = set_name(member, self.form, marked=self.marked)
        sheetfile.put(sheet, row, 1, "", Look(body))
        fitted = min(self.form.names.size, _fitting(name, self.widths[1], _LEAST_TYPE))
        fitted, names = cellfit.lowered(name, sheetfile.points(self.widths[1]) - cellfit.PADDING, fitted)
        sheetfile.put(sheet, row, 2, name, Look(fitted))
        sheetfile.put(sheet, row, 3, member.affiliation, Look(size, Place("left", indent=1)))
        sheetfile.put(sheet, row, 4, member.standing, Look(body))
        self.heights.append(min(max(self.row, needed, names), cellfit.MOST_HEIGHT))
        sheet.row_dimensions[row].height = self.heights[-1]

    def _needed(self, member: Member) -> tuple[float, float]:
        """The size of an organisation's type and the height it takes, in points: one line, else several."""
        size, room = self.form.body.size, sheetfile.points(self.widths[2]) - _INDENTED
        if _LEAST_TYPE * cellfit.ems(member.affiliation) <= room:
            return min(
                size, _fitting(member.affiliation, self.widths[2], _LEAST_TYPE, _INDENTED)
            ), size * cellfit.A_LINE
        size, needed = cellfit.lowered(
            member.affiliation, room - _LEAST_TYPE, _LEAST_TYPE, cellfit.MOST_HEIGHT - size
        )
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
            size, _ = cellfit.lowered(text, sheetfile.points(self.widths[0]) - cellfit.PADDING, size, tall)
        upright = "top" if len(group.members) > _MOST_MIDDLE or tall > _MOST_TALL else "center"
        place = Place("center", upright, not turned, turned)
        sheetfile.put(self.sheet, row, 1, text, Look(size, place))
        if last > row:
            sheetfile.join(self.sheet, f"A{row}:A{last}")

    def _across(self, group: Group) -> tuple[float, str]:
        """The label set across: lines that end between phrases, and the size at which they fit."""
        pieces = "\n".join((group.name, *phrases(group.qualification)))
        size = min(self.form.body.size, _fitting(pieces, self.widths[0], _LEAST_UPRIGHT))
        room = (sheetfile.points(self.widths[0]) - cellfit.PADDING) / size
        lines = [group.name, ""]
        for phrase in phrases(group.qualification):
            if cellfit.ems(lines[-1] + phrase) <= room:
                lines[-1] += phrase
            else:
                lines.append(phrase)
        return size, "\n".join(line for line in lines if line)


def _even(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines that end at the right edge, made equally long so that they begin alike."""
    longest = max(map(len, lines), default=0)
    return tuple(line.ljust(longest, WIDE_SPACE) for line in lines)


def _fitting(text: str, millimetres: float, least: float, padding: float = cellfit.PADDING) -> float:
    return cellfit.fitting(text, sheetfile.points(millimetres) - padding, least)
