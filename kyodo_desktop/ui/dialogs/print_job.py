"""印刷: which printer, which pages, on how many sides, how many copies, and how much paper that takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.domain.copies import FIGURES, Leaf, by_short_edge, reckon
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.papers.copying import usual
from kyodo_desktop.papers.printjob import Large, PrintJob, Sides, UnknownPages, chosen
from kyodo_desktop.services import copies
from kyodo_desktop.ui import printers
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import load, part
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.task import Task

if TYPE_CHECKING:
    from kyodo_desktop.papers.press.binding import Place

SIDES: Final[Mapping[Sides, str]] = {
    "long": mark("両面（長辺とじ）"),
    "short": mark("両面（短辺とじ）"),
    "one": mark("片面"),
}
LARGE: Final[Mapping[Large, str]] = {
    "kept": mark("A3のまま印刷する"),
    "fit": mark("A4に縮小する"),
    "apart": mark("A3だけ別に印刷する"),
}
_EMS: Final = 38  # of the dialog's width: its sentences fit their lines


@dataclass(frozen=True, slots=True)
class Subject:
    """What is printed: its title, its bytes, its pages, and the pages of what can be asked for by name.

    `meeting`: the one for whose copies it is printed; None where copies are the clerk's alone to know.
    """

    title: str
    data: bytes
    leaves: tuple[Leaf, ...]
    named: Mapping[str, Sequence[int]] = field(default_factory=dict)
    meeting: Id | None = None


def subject(
    title: str,
    data: bytes,
    document: QPdfDocument,
    places: Sequence[Place] = (),
    meeting: Id | None = None,
) -> Subject:
    """What is shown in `document`, whose bytes are `data`; `places` are where its materials stand."""
    sizes = (document.pagePointSize(page) for page in range(document.pageCount()))
    named = {
        one.stamp: range(one.first + 1, one.first + one.pages + 1) for one in places if one.stamp is not None
    }
    return Subject(title, data, tuple(Leaf(size.width(), size.height()) for size in sizes), named, meeting)


class PrintDialog(QDialog):
    """Stands over the window until the clerk prints or thinks better of it.

    `chosen` brings a PrintJob and the name of its printer; whoever asked gives them to `printers.send`.
    """

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget, desk: Desk, settings: Settings, what: Subject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings = settings
        self._what = what
        self._pages: tuple[int, ...] | None = None
        self.setWindowTitle(_("印刷"))
        place = QWidget()
        self.form = load(desk.paths.screens / "print_job.ui", place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(place)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("あ") * _EMS)
        self._find_parts()
        self._fill()
        self._wire()
        self._find_printers()
        self._reckon()
        self._count()

    def _find_parts(self) -> None:
        form = self.form
        self._what_label = part(QLabel, "what", form)
        self._printer = part(QComboBox, "printer", form)
        self._printer_state = part(QLabel, "printer_state", form)
        self._range = part(QLineEdit, "pages", form)
        self._range_state = part(QLabel, "pages_state", form)
        self._sides = part(QComboBox, "sides", form)
        self._large = part(QComboBox, "large", form)
        self._tray = part(QLineEdit, "tray", form)
        self._copies = part(QSpinBox, "copies", form)
        self._use_run = part(QPushButton, "use_run", form)
        self._flags = {name: part(QCheckBox, name, form) for name in ("collate", "two_up", "coloured")}
        self._run = part(QFrame, "run", form)
        self._run_total = part(QLabel, "run_total", form)
        self._figures = {name: part(QSpinBox, f"run_{name}", form) for name in FIGURES}
        self._paper = part(QLabel, "paper", form)
        self._start = part(QPushButton, "start", form)

    def _fill(self) -> None:
        self._what_label.setText(self._what.title)
        for key, words in SIDES.items():
            self._sides.addItem(_(words), key)
        for key, words in LARGE.items():
            self._large.addItem(_(words), key)
        short = by_short_edge(self._what.leaves)
        kept = self._kept("sides")
        sides = "one" if kept == "one" else "short" if short else "long"
        self._sides.setCurrentIndex(self._sides.findData(sides))
        self._large.setCurrentIndex(max(self._large.findData(self._kept("large")), 0))
        self._tray.setText(self._kept("tray"))
        for name, box in self._flags.items():
            box.setChecked(self._kept(name, "" if name == "two_up" else "1") == "1")
        any_a3 = any(leaf.folded for leaf in self._what.leaves)
        for name in ("large", "large_label", "tray", "tray_label"):
            part(QWidget, name, self.form).setVisible(any_a3)
        for one in (self._run, self._use_run):
            one.setVisible(self._what.meeting is not None)
        for box in self._figures.values():
            box.setReadOnly(self._desk.read_only)

    def _wire(self) -> None:
        self._range.textChanged.connect(self._count)
        for box in (self._sides, self._large, self._printer):
            box.currentIndexChanged.connect(self._count)
        self._copies.valueChanged.connect(self._count)
        for flag in self._flags.values():
            flag.toggled.connect(self._count)
        for name, box in self._figures.items():
            box.editingFinished.connect(partial(self._keep_figure, name))
        self._use_run.clicked.connect(lambda: self._copies.setValue(self._total))
        self._start.clicked.connect(self._choose)
        part(QPushButton, "cancel", self.form).clicked.connect(self.reject)

    # --- printers

    def _find_printers(self) -> None:
        """Ask for the printers in the background: one that is far away may take its time."""
        self._printer.setEnabled(False)
        self._printer_state.setText(_("プリンターを調べています…"))
        self._search = Task(printers.search)
        self._search.finished.connect(self._show_printers)
        self._search.failed.connect(lambda _error: self._show_printers(()))
        self._search.start()

    def _show_printers(self, names: tuple[str, ...]) -> None:
        kept = self._kept("printer")
        self._printer.clear()
        self._printer.addItems(list(names))
        self._printer.setCurrentIndex(max(self._printer.findText(kept), 0) if names else -1)
        self._printer.setEnabled(bool(names))
        self._printer_state.setVisible(not names)
        self._printer_state.setText(
            _("プリンターがありません。PDFを保存して、印刷できるパソコンで開いてください。")
        )
        self._count()

    # --- copies

    def _reckon(self) -> None:
        """Show the meeting's copies, each figure with its reason."""
        self._total = 1
        if self._what.meeting is None:
            return
        run = self._desk.read(copies.printing, self._what.meeting)
        found = run.copies(usual(self._desk.paths.papers))
        for one in found.figures:
            box = self._figures[one.name]
            box.blockSignals(True)
            box.setValue(one.count)
            box.blockSignals(False)
            part(QLabel, f"run_{one.name}_why", self.form).setText(one.why.text())
        self._total = found.total
        self._run_total.setText(_("計 {total}部（{sum}）").format(total=found.total, sum=found.arithmetic))
        self._use_run.setText(_("会議の部数にする（{total}部）").format(total=found.total))

    def _keep_figure(self, name: str) -> None:
        """Keep a figure that the clerk decided, or forget it where it is the usual one again.

        The copies follow where they were the meeting's.
        """
        meeting = self._what.meeting
        if meeting is None or self._desk.read_only or not self.isVisible():
            return  # a field that loses the focus as the dialog is left was left unfinished
        run = self._desk.read(copies.printing, meeting)
        wanted: dict[str, int | None] = {one: count for one, count in run.given if one != name}
        count = self._figures[name].value()
        if reckon(run.members, usual(self._desk.paths.papers), wanted).count(name) != count:
            wanted[name] = count
        if wanted == dict(run.given):
            return
        followed = self._copies.value() == self._total
        self._desk.act(copies.set_copies, meeting, wanted, two_sided=run.two_sided)
        self._reckon()
        if followed:
            self._copies.setValue(max(1, self._total))

    # --- what it comes to

    def job(self) -> PrintJob | None:
        """What is asked for now; None where its pages can't be understood."""
        if self._pages is None:
            return None
        flags = {name: box.isChecked() for name, box in self._flags.items()}
        return PrintJob(
            title=self._what.title,
            data=self._what.data,
            leaves=self._what.leaves,
            pages=self._pages,
            sides=self._sides.currentData(),
            copies=self._copies.value(),
            large=self._large.currentData(),
            tray=self._tray.text().strip(),
            **flags,
        )

    def _count(self) -> None:
        """Say how much paper it takes, and whether it can be printed."""
        try:
            self._pages = chosen(self._range.text(), len(self._what.leaves), self._what.named)
        except UnknownPages as error:
            self._pages = None
            self._range_state.setText(f"{error.why.text()}{error.remedy.text()}")
        else:
            self._range_state.setText("")
        self._range_state.setVisible(self._pages is None)
        self._tray.setEnabled(self._large.currentData() == "apart")
        job = self.job()
        self._paper.setText(_paper(job) if job else "")
        self._start.setEnabled(job is not None and self._printer.currentIndex() >= 0)

    def _choose(self) -> None:
        job = self.job()
        if job is None:
            return
        self._keep()
        self.chosen.emit(job, self._printer.currentText())
        self.accept()

    def done(self, result: int) -> None:
        """Close, whichever way it was left."""
        self._search.cancel()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from a figure of the meeting's copies to the next: nothing is printed by it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.focusWidget() in self._figures.values():
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _kept(self, name: str, default: str = "") -> str:
        return self._settings.text(Settings.of(self._desk.location, f"print/{name}"), default)

    def _keep(self) -> None:
        """Remember, for this register, what will be wanted again: not the pages, not the copies."""
        values = {
            "printer": self._printer.currentText(),
            "sides": str(self._sides.currentData()),
            "large": str(self._large.currentData()),
            "tray": self._tray.text().strip(),
            **{name: "1" if box.isChecked() else "0" for name, box in self._flags.items()},
        }
        for name, value in values.items():
            self._settings.keep(Settings.of(self._desk.location, f"print/{name}"), value)


def _paper(job: PrintJob) -> str:
    """The pages and the paper in words."""
    paper = job.paper
    said = {"pages": len(job.pages), "copies": job.copies, "a4": f"{paper.a4:,}", "a3": f"{paper.a3:,}"}
    if paper.a3:
        return _("{pages}ページ × {copies}部　用紙：A4 {a4}枚、A3 {a3}枚").format(**said)
    return _("{pages}ページ × {copies}部　用紙：A4 {a4}枚").format(**said)
