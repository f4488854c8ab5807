"""Saving a table of a screen for Excel or as CSV: its rows and columns as they are seen, in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFileDialog, QMessageBox

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import Message, _
from kyodo_desktop.papers import wordkeep
from kyodo_desktop.papers.issue import write
from kyodo_desktop.papers.paper import Occasion
from kyodo_desktop.papers.tables import book, csvfile
from kyodo_desktop.papers.tables.roster import internal
from kyodo_desktop.papers.tables.values import INTERNAL, Column, Shown, TableView, Value, said
from kyodo_desktop.services import disclosing
from kyodo_desktop.ui.widgets.table import ROW_ROLE, Table

if TYPE_CHECKING:
    from kyodo_desktop.ui.window import MainWindow

XLSX: Final = ".xlsx"
CSV: Final = ".csv"
_UNFIT: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\t', " "))
_TYPED: Final = (int, Fraction, dt.date, dt.time)


def pick(table: Table[Any]) -> None:
    """Ask where to, and save what is seen of `table`."""
    window = _window(table)
    if window is not None:
        _pick(window, as_seen(table, title_of(table), window.desk.today))


def ask_internal(window: MainWindow) -> None:
    """Ask whether personal data shall stand in it, and save the internal roster of the day shown."""
    from kyodo_desktop.ui.screens.roster import RosterScreen

    shown, answer = window.page(RosterScreen.key), QMessageBox.StandardButton
    asked = QMessageBox.question(
        window,
        _("内部用の名簿"),
        _("住所、電話番号などの個人情報も入れますか。"),
        answer.Yes | answer.No | answer.Cancel,
        answer.No,
    )
    if asked != answer.Cancel and isinstance(shown, RosterScreen):
        pick_internal(window, shown.day.day, personal=asked == answer.Yes)


def pick_internal(window: MainWindow, day: dt.date, *, personal: bool) -> None:
    """Ask where to, and save the secretariat's own roster of `day`; `personal` was asked for."""
    committee = window.desk.committee
    if committee is None:
        return
    try:
        found = window.desk.read(internal, Occasion(committee=committee, day=day), personal=personal)
    except KyodoError as error:
        window.desk.failed.emit(error)
    else:
        _pick(window, found, personal=personal)


def save(
    window: MainWindow, table: TableView, path: Path, *, shift_jis: bool = False, personal: bool = False
) -> None:
    """Save a table, as CSV where the file is called so; a workbook edited by hand is never written over.

    `personal`: personal data stands in it, and the journal keeps that it was given out.
    """
    if table.internal and INTERNAL not in path.name:
        path = path.with_name(INTERNAL + path.name)
    try:
        if personal:
            window.desk.do(disclosing.give_out, Message(table.name), len(table.rows))
        if path.suffix.lower() == CSV:
            write(path, csvfile.written(table, csvfile.SHIFT_JIS if shift_jis else "utf-8-sig"))
        else:
            wordkeep.keep(path, book.written((table,)))
    except KyodoError as error:
        window.desk.failed.emit(error)
    else:
        window.notice.tell(_("「{name}」に保存しました。").format(name=path.name))


def title_of(table: Table[Any]) -> str:
    """What a screen's table is called: its accessible name."""
    return table.view.accessibleName() or _("一覧")


def as_seen(table: Table[Any], title: str, day: dt.date) -> TableView:
    """What is seen of `table`: what is hidden or filtered away is left out, what is masked stays so."""
    header, view, proxy = table.view.horizontalHeader(), table.view, table.proxy
    places = sorted(range(len(table.model.columns)), key=header.visualIndex)
    shown = [at for at in places if not header.isSectionHidden(at)]
    seen = [at for at in range(proxy.rowCount()) if not view.isRowHidden(at)]
    columns: list[Column] = []
    cells: list[Sequence[Value]] = []
    for at in shown:
        texts = _texts(table, at, seen)
        sort = table.model.columns[at].sort
        sorts = [sort(proxy.index(row, at).data(ROW_ROLE)) if sort else None for row in seen]
        how, values = _typed(texts, sorts)
        one = table.model.columns[at]
        columns.append(Column(_(one.spoken or one.title), shown=how, centred=one.centred))
        cells.append(values)
    rows = tuple(tuple(column[at] for column in cells) for at in range(len(seen)))
    return TableView(title=title, day=day, columns=tuple(columns), rows=rows)


def _texts(table: Table[Any], at: int, rows: Sequence[int]) -> list[str]:
    """What the cells of a column show, or the whole text of which they show the first line."""
    whole, cells = table.model.columns[at].whole, [table.proxy.index(row, at) for row in rows]
    return [whole(cell.data(ROW_ROLE)) if whole else str(cell.data() or "") for cell in cells]


def _typed(texts: Sequence[str], sorts: Sequence[object]) -> tuple[Shown, list[Value]]:
    """The values of a column: a number or a day where it is shown exactly as on the screen, else the text."""
    best = max(Shown, key=lambda how: sum(map(_shows(how), texts, sorts)))
    fits = _shows(best)
    return best, [sort if fits(text, sort) else text for text, sort in zip(texts, sorts, strict=True)]  # type: ignore[misc]


def _shows(how: Shown) -> Any:
    column = Column("", shown=how)

    def fits(text: str, sort: Any) -> bool:
        if not isinstance(sort, _TYPED) or isinstance(sort, bool | dt.datetime):
            return False
        if isinstance(sort, dt.date) and sort < wareki.FIRST_DAY:  # stands for a day that isn't known
            return False
        return said(sort, column) == text

    return fits


def _pick(window: MainWindow, table: TableView, *, personal: bool = False) -> None:
    shift_jis = _("CSV シフトJIS (*{suffix})").format(suffix=CSV)
    kinds = (f"Excel (*{XLSX})", f"CSV UTF-8 (*{CSV})", shift_jis)
    where = window.desk.location
    folder = where.parent if isinstance(where, Path) else Path.home()
    name = " ".join(table.name.translate(_UNFIT).split()) + XLSX
    chosen, kind = QFileDialog.getSaveFileName(window, _("表を保存"), str(folder / name), ";;".join(kinds))
    if chosen:
        path, suffix = Path(chosen), XLSX if kind == kinds[0] else CSV
        if path.suffix.lower() not in (XLSX, CSV) or (kind and path.suffix.lower() != suffix):
            path = (
                path.with_suffix(suffix)
                if path.suffix.lower() in (XLSX, CSV)
                else path.with_name(path.name + suffix)
            )
        save(window, table, path, shift_jis=kind == shift_jis, personal=personal)


def _window(table: Table[Any]) -> MainWindow | None:
    from kyodo_desktop.ui.window import MainWindow

    top = table.view.window()
    return top if isinstance(top, MainWindow) else None
