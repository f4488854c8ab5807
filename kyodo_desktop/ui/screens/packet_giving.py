"""Giving the packet out: saved as the PDF that is shown, or sent to a printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.task import Task

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.papers.printjob import PrintJob
    from kyodo_desktop.papers.spool import Sent
    from kyodo_desktop.ui.dialogs.print_job import PrintDialog
    from kyodo_desktop.ui.screens.packet import PacketScreen
    from kyodo_desktop.ui.screens.packet_editions import Kept
    from kyodo_desktop.ui.screens.papers import PapersScreen


class PacketGiving(QObject):
    """Saves and prints the bytes that are shown."""

    progressed = Signal(object)
    begun = Signal()
    ended = Signal()

    def __init__(self, screen: PacketScreen | PapersScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.instead: Callable[[], Kept | None] = lambda: None  # what stands in the paper's place
        self._task: Task[Sent] | None = None
        self.dialog: PrintDialog | None = None
        self._save = part(QPushButton, "save", screen.form)
        self._print = part(QPushButton, "print", screen.form)
        acts: tuple[tuple[QPushButton, str, Callable[[], object]], ...] = (
            (self._save, "Ctrl+S", self.pick_file),
            (self._print, "Ctrl+P", self.pick_printer),
        )
        for button, key, do in acts:
            button.setShortcut(key)
            button.setToolTip(key)
            button.clicked.connect(lambda _checked=False, do=do: do())

    @property
    def busy(self) -> bool:
        """Whether something is being printed."""
        return self._task is not None

    def allow(self, *, ready: bool) -> None:
        """Let what is shown be given out, if it is there."""
        self._save.setEnabled(ready)
        self._print.setEnabled(ready and not self.busy)

    # --- saving

    @property
    def suggested(self) -> str:
        """The file name offered when saving."""
        meeting, paper = self._screen.meeting, self._screen.paper
        if (kept := self.instead()) is not None:
            return f"{kept.name}.pdf"
        number = numbering.meeting_number(meeting.number) if meeting else ""
        return f"{number}{paper.title if paper else '会議資料'}.pdf"

    def pick_file(self) -> None:
        """Ask where to, and save the bytes that are shown."""
        where = self._screen.desk.location
        folder = where.parent if isinstance(where, Path) else Path.home()
        chosen, _filter = QFileDialog.getSaveFileName(
            self._screen, _("PDFを保存"), str(folder / self.suggested), "PDF (*.pdf)"
        )
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"))

    def save(self, path: Path) -> None:
        """Save the bytes that are shown."""
        from kyodo_desktop.papers import issue

        data = self._screen.data
        if data is not None and self._screen.attempt(lambda: issue.write(path, data)):
            self._screen.notified.emit(_("「{name}」に保存しました。").format(name=path.name), "", None)

    # --- printing

    def pick_printer(self) -> None:
        """Ask for a printer, pages, sides and copies, and print the bytes that are shown."""
        from kyodo_desktop.ui.dialogs.print_job import PrintDialog, subject

        screen, data = self._screen, self._screen.data
        if data is None or self.busy:
            return
        title = Path(self.suggested).stem
        kept = self.instead()
        meeting = screen.meeting.id if screen.meeting and screen.paper is None else None
        meeting = meeting if kept is None else kept.meeting
        what = subject(title, data, screen.pages.document, screen.places, meeting)
        self.dialog = dialog = PrintDialog(screen, screen.desk, screen.settings, what)
        dialog.chosen.connect(self.print_job)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def print_job(self, job: PrintJob, name: str) -> None:
        """Print a job on the printer called `name`, in the background."""
        from kyodo_desktop.ui import printers

        if self.busy:
            return
        self._task = task = Task(lambda: printers.send(job, name))
        task.progressed.connect(self.progressed)
        task.finished.connect(lambda sent: self._on_printed(sent.said.text()))
        task.failed.connect(self._on_failed)
        task.cancelled.connect(lambda: self._on_printed(_("印刷を中止しました。")))
        self.begun.emit()
        task.start()

    def cancel(self) -> None:
        """Print no further page."""
        if self._task is not None:
            self._task.cancel()

    def _on_printed(self, told: str) -> None:
        self._task = None
        self.ended.emit()
        self._screen.notified.emit(told, "", None)

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self.ended.emit()
        if not isinstance(error, KyodoError):
            raise error
        self._screen.desk.failed.emit(error)
