"""Giving a paper out of the screen: printed, or saved as PDF, for Word, for Excel or as a page of the web."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFileDialog, QPushButton

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.screens.packet_giving import PacketGiving
from kyodo_desktop.ui.screens.papers_making import Wish
from kyodo_desktop.ui.task import Task

if TYPE_CHECKING:
    from kyodo_desktop.papers.paper import AnyPaper
    from kyodo_desktop.papers.press.progress import Progress
    from kyodo_desktop.paths import Paths
    from kyodo_desktop.ui.screens.papers import PapersScreen

DOCX, XLSX, HTML = ".docx", ".xlsx", ".html"
_UNFIT: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\t', " "))


class PapersGiving(PacketGiving):
    """Prints and saves the bytes that are shown, and the same paper in the other forms that it has."""

    def __init__(self, screen: PapersScreen) -> None:
        super().__init__(screen)
        self._papers = screen
        self._saving: Task[Path] | None = None
        self._others: dict[str, QPushButton] = {}
        for name, suffix in (("word", DOCX), ("excel", XLSX), ("html", HTML)):
            button = part(QPushButton, name, screen.form)
            button.clicked.connect(lambda _checked=False, suffix=suffix: self.pick(suffix))
            self._others[suffix] = button
        self._take_back = part(QPushButton, "take_back", screen.form)
        self._take_back.clicked.connect(self.pick_edited)

    # --- what there is

    def offer(self, paper: AnyPaper | None) -> None:
        """Offer the forms that a paper has; None: what is shown was issued, and is what it is."""
        has = forms_of(paper) if paper is not None else ()
        for suffix, button in self._others.items():
            button.setVisible(suffix in has)
        self._take_back.setVisible(DOCX in has)

    def allow(self, *, ready: bool) -> None:
        super().allow(ready=ready)
        wish = self._papers.wish
        for button in self._others.values():
            button.setEnabled(ready and wish is not None and self._saving is None)
        self._take_back.setEnabled(not self._papers.desk.read_only and self._papers.meeting is not None)

    @property
    def suggested(self) -> str:
        """The file name offered when saving as a PDF."""
        return self.named(".pdf")

    def named(self, suffix: str) -> str:
        """The file name offered when saving."""
        line, paper, meeting = self._papers.issued_line, self._papers.paper, self._papers.meeting
        title = line.paper.title if line else paper.title if paper else ""
        number = numbering.meeting_number(meeting.number) if meeting and self._papers.of_meeting else ""
        name = " ".join((title if line else number + title).translate(_UNFIT).split())
        return (name or "様式") + suffix

    # --- saving in other forms

    def pick(self, suffix: str, start: Path | None = None) -> None:
        """Ask where to, and save the paper in the form that a suffix stands for."""
        where = self._papers.desk.location
        folder = where.parent if isinstance(where, Path) else Path.home()
        kinds = {DOCX: "Word (*.docx)", XLSX: "Excel (*.xlsx)", HTML: "HTML (*.html)"}
        chosen, _filter = QFileDialog.getSaveFileName(
            self._papers, _("保存"), str(start or folder / self.named(suffix)), kinds[suffix]
        )
        if chosen:
            path = Path(chosen)
            self.save_as(path if path.suffix.lower() == suffix else path.with_name(path.name + suffix))

    def save_as(self, path: Path) -> None:
        """Save the paper in the form that the file's name asks for, in the background."""
        wish, desk = self._papers.wish, self._papers.desk
        if wish is None or self._saving is not None:
            return
        try:
            data = desk.read(_table, wish) if path.suffix.lower() == XLSX else None
        except KyodoError as error:
            desk.failed.emit(error)
            return
        self._saving = task = Task(lambda: _written(path, wish, data, desk.paths))
        task.progressed.connect(self.progressed)
        task.finished.connect(self._on_saved)
        task.failed.connect(lambda error: self._on_unsaved(path, error))
        task.cancelled.connect(lambda: self._over())
        self.begun.emit()
        task.start()

    def cancel(self) -> None:
        """Print no further page, and save nothing."""
        super().cancel()
        if self._saving is not None:
            self._saving.cancel()

    def _over(self) -> None:
        self._saving = None
        self.ended.emit()

    def _on_saved(self, path: Path) -> None:
        self._over()
        self._papers.notified.emit(_("「{name}」に保存しました。").format(name=path.name), "", None)

    def _on_unsaved(self, path: Path, error: Exception) -> None:
        self._over()
        if not isinstance(error, KyodoError):
            raise error
        another: Path | None = getattr(error, "another", None)
        if another is None:
            self._papers.desk.failed.emit(error)
            return
        words = "\n".join((error.what.text(), error.why.text()))
        action = _("別の名前で保存…")
        self._papers.notified.emit(words, action, lambda: self.pick(path.suffix.lower(), another))

    # --- what comes back

    def pick_edited(self) -> None:
        """Ask which edited Word file, and take it in as a material of the meeting."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self._papers, _("編集したWordを資料に取り込む"), str(Path.home()), f"Word (*{DOCX})"
        )
        if chosen:
            self.take_back(Path(chosen))

    def take_back(self, path: Path) -> None:
        """Take an edited Word file in as a new 資料 of the paper's meeting."""
        from kyodo_desktop.papers import wordkeep

        meeting, desk = self._papers.meeting, self._papers.desk
        if meeting is None:
            return
        if desk.act(wordkeep.take_back, path, meeting.id, desk.today) is not None:
            words = _("「{name}」を{meeting}の資料に取り込みました。")
            said = words.format(name=path.name, meeting=numbering.meeting_number(meeting.number))
            self._papers.notified.emit(
                said, _("会議で開く"), lambda: self._papers.asked.emit("meeting", meeting.id)
            )


def forms_of(paper: AnyPaper) -> tuple[str, ...]:
    """The forms that a paper has besides the PDF."""
    from kyodo_desktop.papers.saving import has_page, has_word
    from kyodo_desktop.papers.tables.registry import TABLES

    has: tuple[tuple[str, Callable[[], bool]], ...] = (
        (DOCX, lambda: has_word(paper)),
        (XLSX, lambda: any(one.key == paper.key for one in TABLES)),
        (HTML, lambda: has_page(paper)),
    )
    return tuple(suffix for suffix, there in has if there())


def _table(store: Any, wish: Wish) -> Any:
    """What a workbook of the paper holds. Raises KyodoError."""
    from kyodo_desktop.papers.roster import RosterPaper
    from kyodo_desktop.papers.tables import registry

    if isinstance(wish.paper, RosterPaper):
        return wish.view
    return registry.find(wish.paper).compose(store, wish.occasion)


def _written(path: Path, wish: Wish, table: Any, paths: Paths) -> Generator[Progress, None, Path]:
    """Write the file, whole or not at all. Raises KyodoError."""
    from kyodo_desktop.i18n import msg
    from kyodo_desktop.papers import saving, wordkeep, workbook
    from kyodo_desktop.papers.press.faces import Fonts
    from kyodo_desktop.papers.press.progress import Progress
    from kyodo_desktop.papers.roster import RosterPaper
    from kyodo_desktop.papers.tables import book

    yield Progress(0, 1, msg("「{name}」を作成しています…", name=path.name))
    if path.suffix.lower() != XLSX:
        saving.save(path, wish.paper, wish.view, Fonts(paths), paths.papers)
        return path
    plain = isinstance(wish.paper, RosterPaper)
    data = workbook.roster(table, paths.papers) if plain else book.written((table,))
    yield Progress(1, 1, msg("「{name}」を作成しています…", name=path.name))
    wordkeep.keep(path, data)
    return path
