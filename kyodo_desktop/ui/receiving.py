"""Files from outside: read and inspected away from the window, then handed to whoever wants them."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from kyodo_desktop.domain.errors import KyodoError, OutputFailed
from kyodo_desktop.i18n import Message, _, msg
from kyodo_desktop.ui.task import Task

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.papers.inspector import Inspector
    from kyodo_desktop.papers.press.progress import Progress
    from kyodo_desktop.ui.screen import Screen

TOLD_AFTER: Final = 1.0
"""Seconds after which the clerk is told what is being read, and again each time so many have passed."""
_PNG: Final = b"\x89PNG"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was read. `error` says why it can't be taken; a locked one can, and asks for its word."""

    path: Path
    data: bytes
    media_type: str
    error: KyodoError | None = None


class Receiver(QObject):
    """Reads one lot of files after another; what is under way is told with a button that stops it."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._inspector: Inspector | None = None
        self._task: Task[tuple[Arrived, ...]] | None = None
        self._waiting: list[tuple[tuple[Path, ...], Callable[[Sequence[Arrived]], object]]] = []
        self._told = 0.0

    @property
    def busy(self) -> bool:
        """Whether files are being read."""
        return self._task is not None

    def take(self, files: Sequence[Path], then: Callable[[Sequence[Arrived]], object]) -> None:
        """Read these files, then hand over those that can be taken; the others are told."""
        if files:
            self._waiting.append((tuple(files), then))
            self._next()

    def cancel(self) -> None:
        """Take in nothing more of what is being read or waits."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
            if self._inspector is not None:
                self._inspector.kill()

    def end(self) -> None:
        """Stop, and leave no process behind."""
        self.cancel()
        if self._inspector is not None:
            self._inspector.kill()

    def _next(self) -> None:
        if self._task is not None or not self._waiting:
            return
        from kyodo_desktop.papers.inspector import Inspector

        files, then = self._waiting.pop(0)
        inspector = self._inspector = self._inspector or Inspector(self._screen.desk.paths.settings)
        self._task = task = Task(lambda: _read(files, inspector))
        self._told = time.monotonic()
        task.progressed.connect(self._tell)
        task.finished.connect(lambda found: self._on_read(found, then))
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.start()

    def _tell(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._told >= TOLD_AFTER:
            self._told = now
            self._screen.notified.emit(progress.label.text(), _("中止"), self.cancel)

    def _on_read(self, found: tuple[Arrived, ...], then: Callable[[Sequence[Arrived]], object]) -> None:
        self._task = None
        good = [one for one in found if one.error is None]
        if good:
            then(good)
        for one in found:
            if one.error is not None:
                self._screen.desk.failed.emit(one.error)
        self._next()

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        raise error

    def _on_cancelled(self) -> None:
        self._task = None
        self._screen.notified.emit(_("ファイルの取り込みを中止しました。"), "", None)
        self._next()


def pick(screen: Screen, title: str) -> list[Path]:
    """Ask which PDFs or pictures to take."""
    kinds = f"{_('PDFと画像')} (*.pdf *.png *.jpg *.jpeg)"
    files, _filter = QFileDialog.getOpenFileNames(screen, title, str(Path.home()), kinds)
    return [Path(file) for file in files]


def _read(files: tuple[Path, ...], inspector: Inspector) -> Generator[Progress, None, tuple[Arrived, ...]]:
    from kyodo_desktop.papers.press.progress import Progress

    found: list[Arrived] = []
    for done, path in enumerate(files):
        label = msg("「{name}」を調べています…", name=path.name)
        yield Progress(done, len(files), label)
        try:
            data = path.read_bytes()
        except OSError as error:
            why = msg("{reason}", reason=error.strerror or str(error))
            found.append(Arrived(path, b"", "", _refused(path, why, msg("ファイルを確かめてください。"))))
            continue
        found.append((yield from _judged(path, data, inspector, Progress(done, len(files), label))))
    return tuple(found)


def _judged(
    path: Path, data: bytes, inspector: Inspector, step: Progress
) -> Generator[Progress, None, Arrived]:
    work = inspector.examine(data)
    try:
        while True:
            next(work)
            yield step
    except StopIteration as done:
        seen = done.value
    finally:
        work.close()
    kind = "application/pdf" if seen.kind == "pdf" else "image/png" if data.startswith(_PNG) else "image/jpeg"
    bad = seen.refusal not in ("", "password")
    return Arrived(path, data, kind, _refused(path, seen.why(), seen.remedy()) if bad else None)


def _refused(path: Path, why: Message, remedy: Message) -> OutputFailed:
    return OutputFailed(msg("「{name}」を添付できません", name=path.name), why, remedy)
