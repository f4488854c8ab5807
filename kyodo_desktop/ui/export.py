"""Saving from the menu and the screens: the roster for Excel, a paper as a PDF or for Word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.i18n import _

if TYPE_CHECKING:
    from kyodo_desktop.papers.paper import AnyPaper
    from kyodo_desktop.ui.window import MainWindow

XLSX = ".xlsx"
PDF = ".pdf"
DOCX = ".docx"


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
    from kyodo_desktop.papers import wordkeep, workbook
    from kyodo_desktop.papers.paper import Occasion
    from kyodo_desktop.papers.roster import RosterPaper
    from kyodo_desktop.ui.screens.roster import RosterScreen

    desk, shown = window.desk, window.page("roster")
    committee = desk.committee
    if committee is None or not isinstance(shown, RosterScreen):
        return
    try:
        view = desk.read(RosterPaper().compose, Occasion(committee=committee, day=shown.day.day))
        wordkeep.keep(path, workbook.roster(view, desk.paths.papers))
    except KyodoError as error:
        desk.failed.emit(error)
    else:
        window.notice.tell(_("「{name}」に保存しました。").format(name=path.name))


def pick_paper(window: MainWindow, paper: AnyPaper, view: object, start: Path) -> Path | None:
    """Ask where to and in which form, and save a paper there; returns where it was saved.

    Where a Word file stands that somebody has edited, that is said and another name offered.
    """
    from kyodo_desktop.papers.saving import has_word

    forms = [f"PDF (*{PDF})", *([f"Word (*{DOCX})"] if has_word(paper) else [])]
    wanted: Path | None = start
    while wanted is not None:
        chosen, form = QFileDialog.getSaveFileName(window, _("保存"), str(wanted), ";;".join(forms))
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() not in (PDF, DOCX):
            path = path.with_name(path.name + (DOCX if DOCX in form else PDF))
        saved, wanted = save_paper(window, paper, view, path)
        if saved:
            return path
    return None


def save_paper(window: MainWindow, paper: AnyPaper, view: object, path: Path) -> tuple[bool, Path | None]:
    """Save a paper as a PDF or a Word file, as its name says; failing that, say why and, where there is one,
    return a name that is free.
    """
    from kyodo_desktop.papers import saving
    from kyodo_desktop.papers.press.faces import Fonts

    desk = window.desk
    try:
        saving.save(path, paper, view, Fonts(desk.paths), desk.paths.papers)
    except KyodoError as error:
        desk.failed.emit(error)
        return False, getattr(error, "another", None)
    window.notice.tell(_("「{name}」に保存しました。").format(name=path.name))
    return True, None


def take_back(window: MainWindow, path: Path, meeting: Id, material: Id | None = None) -> bool:
    """Take an edited Word file in as an attachment: of `material`, else of the meeting as a new 資料."""
    from kyodo_desktop.papers import wordkeep

    return window.desk.act(wordkeep.take_back, path, meeting, window.desk.today, material) is not None
