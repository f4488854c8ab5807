"""Long work of which the newest alone counts: what is overtaken is cancelled, and killed if it goes on."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QWidget

from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.task import Task

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.papers.press.progress import Progress

PATIENCE_MS: Final = 400
"""How long what is cancelled may take to stop by itself."""


class Latest(QObject):
    """Does one piece of work at a time, in a thread of its own; `made` brings what came of the newest."""

    progressed = Signal(object)
    made = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QObject, kill: Callable[[], object]) -> None:
        super().__init__(parent)
        self._kill = kill
        self._task: Task[Any] | None = None
        self._next: Callable[[], Generator[Progress, None, Any]] | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PATIENCE_MS)
        self._late.timeout.connect(lambda: self._kill())

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._task is not None

    def work(self, make: Callable[[], Generator[Progress, None, Any]]) -> None:
        """Do this, in the place of whatever is being done."""
        if self._task is not None:
            self._next = make
            self._stop()
            return
        self._task = task = Task(make)
        task.progressed.connect(self.progressed)
        task.finished.connect(self._on_made)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_stopped)
        task.start()

    def cancel(self) -> None:
        """Do nothing; `stopped` follows where something was being done."""
        self._next = None
        self._stop()

    def end(self) -> None:
        """Do nothing more, and leave no process behind."""
        self.cancel()
        self._kill()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._late.start()

    def _over(self) -> bool:
        """The task has ended; whether another begins in its place."""
        self._task = None
        self._late.stop()
        make, self._next = self._next, None
        if make is not None:
            self.work(make)
        return make is not None

    def _on_made(self, made: object) -> None:
        if not self._over():
            self.made.emit(made)

    def _on_failed(self, error: Exception) -> None:
        if not self._over():
            self.failed.emit(error)

    def _on_stopped(self) -> None:
        if not self._over():
            self.stopped.emit()


class WorkBar(QObject):
    """Shows in a dialog's form how far work has come, with the button that stops it."""

    def __init__(self, form: QWidget, work: Latest) -> None:
        super().__init__(form)
        self._frame = part(QFrame, "work", form)
        self._label = part(QLabel, "work_label", form)
        self._progress = part(QProgressBar, "progress", form)
        part(QPushButton, "stop", form).clicked.connect(work.cancel)
        work.progressed.connect(self._tell)
        for over in (work.made, work.failed, work.stopped):
            over.connect(self._frame.hide)
        self._frame.hide()

    def begin(self, words: str) -> None:
        """Say what is being done now."""
        self._label.setText(words)
        self._progress.setRange(0, 0)
        self._frame.show()

    def _tell(self, progress: Progress) -> None:
        self._progress.setRange(0, progress.total)
        self._progress.setValue(progress.done)
        self._label.setText(progress.label.text())
