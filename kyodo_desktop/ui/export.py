"""The roster as an Excel workbook, from the menu."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import _

if TYPE_CHECKING:
    from kyodo_desktop.ui.window import MainWindow

XLSX = ".xlsx"


def pick_file(window: MainWindow, folder: str) -> None:
    """Ask where to, and save the roster of the day that the roster screen shows."""
    committee = window.desk.committee
    name = f"{committee.name if committee else ''}{_('委員名簿')}{XLSX}"
    chosen, _filter = QFileDialog.getSaveFileName(
        window, _("名簿をExcelに保存"), str(Path(folder) / name), f"Excel (*{XLSX})"
    )
    if chosen:
        path = Path(chosen)
        save_roster(window, path if path.suffix.lower() == XLSX else path.with_name(path.name + XLSX))


def save_roster(window: MainWindow, path: Path) -> None:
    """Save the roster of the day that the roster screen shows."""
    from kyodo_desktop.papers import issue, workbook
    from kyodo_desktop.papers.paper import Occasion
    from kyodo_desktop.papers.roster import RosterPaper
    from kyodo_desktop.ui.screens.roster import RosterScreen

    desk, shown = window.desk, window.page("roster")
    committee = desk.committee
    if committee is None or not isinstance(shown, RosterScreen):
        return
    try:
        view = desk.read(RosterPaper().compose, Occasion(committee=committee, day=shown.day.day))
        issue.write(path, workbook.roster(view, desk.paths.papers))
    except KyodoError as error:
        desk.failed.emit(error)
    else:
        window.notice.tell(_("「{name}」に保存しました。").format(name=path.name))
