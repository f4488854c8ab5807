"""印刷: the meeting's packet or one paper, shown as the very bytes that are saved and printed."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QLabel, QProgressBar, QPushButton, QSplitter

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import RECORDS, Committee, Meeting
from kyodo_desktop.i18n import _, listed
from kyodo_desktop.services import meetings
from kyodo_desktop.ui.desk import Desk, Store
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.screens.packet_findings import PacketFindings
from kyodo_desktop.ui.screens.packet_view import PacketPages
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.task import Task
from kyodo_desktop.ui.widgets.airy import headed
from kyodo_desktop.ui.widgets.editors import spelled_day

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.domain.findings import Place
    from kyodo_desktop.papers.paper import AnyPaper
    from kyodo_desktop.papers.press.faces import Fonts
    from kyodo_desktop.papers.press.progress import Progress

SHOW_WORK_AFTER_MS = 400


class PacketScreen(Screen):
    """Builds the packet, or one paper, whenever what it shows has changed.

    A build that is overtaken is cancelled.
    """

    key = "packet"
    shows = RECORDS
    icons = {name: name for name in ("previous", "next", "smaller", "larger")}

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self.data: bytes | None = None
        self._task: Task[bytes] | None = None
        self._printing: Task[int] | None = None
        self._view: Any = None
        self._fonts: Any = None
        self._again_wanted = False
        self._meeting: Meeting | None = None
        self._mended_at: Place | None = None  # where what keeps the paper from being made is put right
        self._wanted = self.kept("meeting")
        self.pages = PacketPages(self)
        self.findings = PacketFindings(self)
        self.findings.chosen.connect(lambda one: self.jumped.emit(one.place, self._meeting))
        self._make_parts()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOW_WORK_AFTER_MS)
        self._slow.timeout.connect(self._work.show)

    def _make_parts(self) -> None:
        form = self.form
        self._meetings = part(QComboBox, "meetings", form)
        self._meetings.activated.connect(self._on_meeting)
        self._papers = part(QComboBox, "papers", form)
        self._papers.addItem(_("会議資料一式"), "")
        for paper in _papers():
            self._papers.addItem(_(paper.title), paper.key)
        widest = self._papers.view().sizeHintForColumn(0)
        self._papers.view().setMinimumWidth(
            widest + self._papers.view().verticalScrollBar().sizeHint().width()
        )
        self._papers.setCurrentIndex(max(self._papers.findData(self.kept("paper")), 0))
        self._papers.activated.connect(lambda at: self.show_paper(self._papers.itemData(at)))
        self._state = part(QLabel, "state", form)
        self._work = part(QFrame, "work", form)
        self._work_label = part(QLabel, "work_label", form)
        self._progress = part(QProgressBar, "progress", form)
        self._fault = part(QFrame, "fault", form)
        self._fault_text = part(QLabel, "fault_text", form)
        self._save = part(QPushButton, "save", form)
        self._print = part(QPushButton, "print", form)
        self._save.setShortcut("Ctrl+S")
        self._print.setShortcut("Ctrl+P")
        self._save.clicked.connect(self.pick_file)
        self._print.clicked.connect(self.pick_printer)
        part(QPushButton, "cancel", form).clicked.connect(self.cancel)
        part(QPushButton, "again", form).clicked.connect(self.build)
        self._mend = part(QPushButton, "mend", form)
        self._mend.clicked.connect(lambda: self.jumped.emit(self._mended_at, self._meeting))
        self._slips = part(QLabel, "slips", form)
        self._slips.hide()
        self._work.hide()
        self._fault.hide()
        self._allow()

    # --- which meeting

    def reload(self) -> None:
        committee = self.desk.committee
        known = self.desk.read(meetings.meetings, committee.id) if committee else ()
        wanted = self._wanted or (self._meeting.id if self._meeting else "") or self._next(committee)
        self._wanted = ""
        self._meetings.clear()
        for one in known:
            self._meetings.addItem(f"{numbering.meeting_number(one.number)}　{spelled_day(one.date)}", one.id)
        at = max(self._meetings.findData(wanted), 0)
        self._meetings.setCurrentIndex(at if known else -1)
        self._meetings.setEnabled(bool(known))
        self._meeting = known[at] if known else None
        self._name_slips()
        self.build()
        self.findings.check(self._meeting)

    def show_paper(self, key: str) -> None:
        """Show one paper by itself, by its key; "" is the whole packet."""
        self._papers.setCurrentIndex(max(self._papers.findData(key), 0))
        self._name_slips()
        self.build()

    @property
    def _paper(self) -> AnyPaper | None:
        """The paper that is shown by itself, if it isn't the packet."""
        return next((one for one in _papers() if one.key == self._papers.currentData()), None)

    def _name_slips(self) -> None:
        """Name the materials that have no content, and that nobody said would be handed out apart."""
        lines = self.desk.read(meetings.materials, self._meeting.id) if self._meeting else ()
        empty = [
            line.number
            for line in lines
            if not (line.material.handed_apart or line.material.paper or line.material.attachment)
        ]
        told = _("中身のない資料（別添の紙になります）：{numbers}").format(numbers=listed(empty))
        self._slips.setText(told)
        self._slips.setVisible(bool(empty) and self._paper is None)

    def _next(self, committee: Committee | None) -> str:
        if committee is None:
            return ""
        found = self.desk.read(meetings.next_meeting, committee.id, self.desk.today)
        return found.id if found else ""

    def _on_meeting(self, at: int) -> None:
        self._wanted = self._meetings.itemData(at)
        self._view = None
        self.reload()

    # --- making

    def build(self) -> None:
        """Make the packet or the paper of the chosen meeting, unless these bytes already are."""
        if self._meeting is None:
            self._show_fault(_("会議がまだありません。「会議」の画面で招集してください。"), again=False)
            return
        from kyodo_desktop.papers.press.faces import Fonts

        paper = self._paper
        try:
            view = self.desk.read(_view, paper, self._meeting.id)
        except KyodoError as error:
            self._on_failed(error)
            return
        if self._task is not None:
            self._again_wanted = True
            self._task.cancel()
            return
        if view == self._view and self.data is not None:
            self._allow()
            return
        self._fonts = self._fonts or Fonts(self.desk.paths)
        fonts, forms = self._fonts, self.desk.paths.papers
        self._view, self.data = view, None
        self._begin(Task(lambda: _steps(paper, view, fonts, forms)))

    def _begin(self, task: Task[bytes]) -> None:
        self._task = task
        task.progressed.connect(self._on_progress)
        task.finished.connect(self._on_made)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        self._fault.hide()
        self._progress.setRange(0, 0)
        self._work_label.setText(_("「{title}」を作成しています…").format(title=self._papers.currentText()))
        self._state.setText(_("作成中…"))
        self._slow.start()
        self._allow()
        task.start()

    def cancel(self) -> None:
        """Stop what is being made or printed."""
        for task in (self._task, self._printing):
            if task is not None:
                task.cancel()

    def _rest(self) -> None:
        self._task = None
        self._slow.stop()
        self._work.hide()
        self._state.setText("")

    def _on_progress(self, progress: Any) -> None:
        self._progress.setRange(0, progress.total)
        self._progress.setValue(progress.done)
        self._work_label.setText(progress.label.text())

    def _on_made(self, data: bytes) -> None:
        self._rest()
        if self._again_wanted:
            self._on_cancelled()
            return
        self.data = data
        self.pages.show(data)
        self._allow()

    def _on_cancelled(self) -> None:
        self._rest()
        self._view = None
        if self._again_wanted:
            self._again_wanted = False
            self.build()
        else:
            self._show_fault(_("作成を中止しました。"))

    def _on_failed(self, error: Exception) -> None:
        self._rest()
        self._view = None
        if self._again_wanted:
            self._on_cancelled()
        elif isinstance(error, KyodoError):
            self._show_fault(str(error), place=self._place_of(error))
        else:
            self._show_fault(_("プログラムの不具合により作成できませんでした。"))
            raise error

    def _place_of(self, error: KyodoError) -> Place | None:
        from kyodo_desktop.ui.screens.packet_fault import place_of

        return place_of(self.desk, self._meeting, error) if self._meeting else None

    def _show_fault(self, text: str, *, again: bool = True, place: Place | None = None) -> None:
        self.data = None
        self.pages.clear()
        self._fault_text.setText(headed(text))
        part(QPushButton, "again", self.form).setVisible(again)
        self._mended_at = place
        self._mend.setVisible(place is not None)
        self._fault.show()
        self._allow()

    def _allow(self) -> None:
        ready = self.data is not None and self._task is None
        self._save.setEnabled(ready)
        self._print.setEnabled(ready and self._printing is None)
        self.pages.set_visible(self.pages.count > 0)

    # --- giving out

    @property
    def suggested(self) -> str:
        """The file name offered when saving."""
        number = numbering.meeting_number(self._meeting.number) if self._meeting else ""
        return f"{number}{self._paper.title if self._paper else '会議資料'}.pdf"

    def pick_file(self) -> None:
        """Ask where to, and save the bytes that are shown."""
        where = self.desk.location
        folder = where.parent if isinstance(where, Path) else Path.home()
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("PDFを保存"), str(folder / self.suggested), "PDF (*.pdf)"
        )
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"))

    def save(self, path: Path) -> None:
        """Save the bytes that are shown."""
        from kyodo_desktop.papers import issue

        data = self.data
        if data is not None and self.attempt(lambda: issue.write(path, data)):
            self.notified.emit(_("「{name}」に保存しました。").format(name=path.name), "", None)

    def pick_printer(self) -> None:
        """Ask for a printer and its pages, and print the bytes that are shown."""
        from kyodo_desktop.ui.printing import ask

        if self.data is not None:
            printer = ask(self, self.pages.count)
            if printer is not None:
                self.print_on(printer, self.pages.page)

    def print_on(self, printer: Any, current: int = 1) -> None:
        """Print the bytes that are shown, in the background."""
        from kyodo_desktop.ui.printing import chosen_pages, print_pages

        data = self.data
        if data is None or self._printing is not None:
            return
        pages = chosen_pages(printer, self.pages.count, current)
        task: Task[int] = Task(lambda: print_pages(data, printer, pages))
        self._printing = task
        task.progressed.connect(self._on_progress)
        task.finished.connect(self._on_printed)
        task.failed.connect(self._on_not_printed)
        task.cancelled.connect(lambda: self._on_printed(0))
        self._work_label.setText(_("印刷しています…"))
        self._work.show()
        self._allow()
        task.start()

    def _on_printed(self, pages: int) -> None:
        self._printing = None
        self._work.hide()
        self._allow()
        told = (
            _("{pages}ページを印刷に送りました。").format(pages=pages) if pages else _("印刷を中止しました。")
        )
        self.notified.emit(told, "", None)

    def _on_not_printed(self, error: Exception) -> None:
        self._printing = None
        self._work.hide()
        self._allow()
        if not isinstance(error, KyodoError):
            raise error
        self.desk.failed.emit(error)

    def keep_state(self) -> None:
        self.cancel()
        self.findings.keep_state()
        self.keep("meeting", self._meeting.id if self._meeting else "")
        self.keep("paper", self._papers.currentData() or "")
        self.settings.keep("packet/zoom", self.pages.zoom_key)
        self.settings.keep("packet/across", part(QSplitter, "across", self.form).saveState())


def _papers() -> tuple[AnyPaper, ...]:
    """The papers that can be made by themselves."""
    from kyodo_desktop.papers import PAPERS

    return tuple(one for one in PAPERS if not one.of_material)


def _view(store: Store, paper: AnyPaper | None, meeting: Id) -> Any:
    """What the packet of a meeting shows, or one paper on its day."""
    from kyodo_desktop.papers import packet
    from kyodo_desktop.papers.paper import of_meeting

    return (
        packet.packet_view(store, meeting)
        if paper is None
        else paper.compose(store, of_meeting(store, meeting))
    )


def _steps(paper: AnyPaper | None, view: Any, fonts: Fonts, forms: Path) -> Generator[Progress, None, bytes]:
    """The making of the packet, or of one paper."""
    from kyodo_desktop.papers import issue, packet

    return packet.build(view, fonts, forms) if paper is None else issue.build(paper, view, fonts, forms)
