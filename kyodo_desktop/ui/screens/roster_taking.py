"""Taking a table into the roster: a file, or the rows on the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from kyodo_desktop.domain.grid import Grid, Sheet
from kyodo_desktop.i18n import _
from kyodo_desktop.services import importing
from kyodo_desktop.services.importing import Purpose
from kyodo_desktop.ui.dialogs.importing import ImportDialog
from kyodo_desktop.ui.widgets import tsv
from kyodo_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.roster import RosterScreen


def bring_in(screen: RosterScreen, path: Path | None) -> None:
    """Ask for a table, or show what the one at `path` would change."""
    if screen.flush():
        _dialog(screen).open(path)


def paste(screen: RosterScreen, text: str) -> None:
    """Show what taking in the rows of the clipboard would change."""
    desk = screen.desk
    if desk.committee is not None and not desk.read_only and screen.flush():
        _dialog(screen).show_grid(grid_of(text, desk.paths.importing, screen.table))


def _dialog(screen: RosterScreen) -> ImportDialog:
    dialog = ImportDialog(screen.window(), screen.desk)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.taken.connect(screen.tell_undo)
    return dialog


def grid_of(text: str, words: Path, table: Table[Any]) -> Grid:
    """The rows of the clipboard. Where none of them is a heading, and they are as wide as what is seen of the
    table, its own headings stand above them: rows copied here and pasted back are understood.
    """
    rows = tsv.read(text)
    name = _("貼り付けた表")
    sheet = Sheet(name=name, rows=rows)
    told = importing.guess(sheet, Purpose.ROSTER, importing.vocabulary(words))
    own = tsv.headings(table)
    if not any(told.columns) and sheet.width == len(own):
        sheet = Sheet(name=name, rows=(own, *rows))
    return Grid(name=name, kind="tsv", sheets=(sheet,), delimiter="\t")
