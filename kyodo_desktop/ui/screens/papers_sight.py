"""What the screen of papers says beside the pages: the title, the work done, what is lacking or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QScrollArea, QWidget

from kyodo_desktop.i18n import _
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.papers_leading import screen_for
from kyodo_desktop.ui.widgets.airy import airy, headed
from kyodo_desktop.ui.widgets.lines import Lines, ShownLine

if TYPE_CHECKING:
    from kyodo_desktop.papers.lacking import Told
    from kyodo_desktop.papers.press.progress import Progress

SHOW_WORK_AFTER_MS: Final = 1000


class PapersSight(QObject):
    """Fills the labels and bars of the form. `led` with the key of a screen that has what is lacking."""

    led = Signal(str)

    def __init__(self, parent: QObject, form: QWidget) -> None:
        super().__init__(parent)
        self.title = part(QLabel, "paper_title", form)
        self.state = part(QLabel, "state", form)
        self.work = part(QFrame, "work", form)
        self._work_label = part(QLabel, "work_label", form)
        self._progress = part(QProgressBar, "progress", form)
        self.fault = part(QFrame, "fault", form)
        self.fault_text = part(QLabel, "fault_text", form)
        self.mend = part(QPushButton, "mend", form)
        self.again = part(QPushButton, "again", form)
        self._area = part(QScrollArea, "told_area", form)
        self.lines = Lines()
        fill(part(QWidget, "told_place", form), self.lines)
        self._told: tuple[Told, ...] = ()
        self._mend_on = ""
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOW_WORK_AFTER_MS)
        self._slow.timeout.connect(self.work.show)
        self.lines.followed.connect(self._on_told)
        self.mend.clicked.connect(lambda: self.led.emit(self._mend_on))
        for widget in (self.work, self.fault, self._area):
            widget.hide()

    def name(self, title: str) -> None:
        """Say what is shown."""
        self.title.setText(airy(title))
        self.title.setAccessibleName(title)

    def say(self, words: str) -> None:
        """Say, in a few words, how it stands."""
        self.state.setText(words)

    def tell(self, told: tuple[Told, ...]) -> None:
        """List what the clerk should know of the paper."""
        self._told = told
        self.lines.show_lines(
            ShownLine(one.sentence.text(), leads=bool(one.record and screen_for(one.record))) for one in told
        )
        self._area.setVisible(bool(told))

    def _on_told(self, at: int) -> None:
        record = self._told[at].record if at < len(self._told) else None
        if record is not None:
            self.led.emit(screen_for(record))

    # --- work

    def begin(self, words: str) -> None:
        """Something is being done; it is shown once it takes long."""
        self._progress.setRange(0, 0)
        self._work_label.setText(words)
        self._slow.start()

    def step(self, progress: Progress) -> None:
        """How far it has come."""
        self._progress.setRange(0, progress.total)
        self._progress.setValue(progress.done)
        self._work_label.setText(progress.label.text())

    def rest(self) -> None:
        """Nothing is being done any more."""
        self._slow.stop()
        self.work.hide()

    # --- faults

    def clear(self) -> None:
        """Nothing is wrong."""
        self.fault.hide()

    def refuse(self, text: str, *, again: bool = False, mend: str = "") -> None:
        """Say what is wrong; `mend` is the screen where it is put right."""
        self._area.hide()
        self.fault_text.setText(headed(text))
        self.again.setVisible(again)
        self._mend_on = mend
        self.mend.setVisible(bool(mend))
        self.fault.show()

    def making(self, title: str) -> None:
        """A paper is being made."""
        self.clear()
        self.say(_("作成中…"))
        self.begin(_("「{title}」を作成しています…").format(title=title))
