"""Long work: a generator of Progress, run in a thread of its own, that can be cancelled.

While a thread is at work Python's collector runs on the main thread alone: it would otherwise delete Qt's
objects, whichever happen to be garbage, on a thread that they don't belong to.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.papers.press.progress import Progress

T = TypeVar("T")
Steps: TypeAlias = "Generator[Progress, None, T]"

_running: set[Task[Any]] = set()

_TURN: Final = 0.0005
"""Seconds after which a thread at work hands over to the window's: at Python's own 5 ms each question that a
screen asks of the register would wait ten times as long as it takes."""

_USUAL_TURN: Final = sys.getswitchinterval()


class _Worker(QThread):
    """Walks the steps; what it says is heard on the thread that made it."""

    stepped = Signal(object)
    ended = Signal(object, object)

    def __init__(self, make: Callable[[], Steps[Any]], stop: threading.Event) -> None:
        super().__init__()
        self._make = make
        self._stop = stop

    def run(self) -> None:
        result, error = None, None
        try:
            result = self._walk(self._make())
        except Exception as caught:
            error = caught
        self.ended.emit(result, error)

    def _walk(self, steps: Steps[Any]) -> Any:
        try:
            while not self._stop.is_set():
                self.stepped.emit(next(steps))
        except StopIteration as end:
            return end.value
        finally:
            steps.close()
        return None


class Task(QObject, Generic[T]):
    """One piece of long work. It ends with exactly one of `finished`, `failed` and `cancelled`."""

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, make: Callable[[], Steps[T]]) -> None:
        super().__init__()
        self._stop = threading.Event()
        self._worker = _Worker(make, self._stop)
        self._worker.stepped.connect(self._step)
        self._worker.ended.connect(self._end)

    def start(self) -> None:
        """Begin; the task keeps itself alive until it has ended."""
        _running.add(self)
        gc.disable()
        sys.setswitchinterval(_TURN)
        self._worker.start()

    def cancel(self) -> None:
        """Ask for no further step: the generator is closed, and `cancelled` follows."""
        self._stop.set()

    def wait(self) -> None:
        """Hold everything up until the thread has ended; what it ended with is told afterwards."""
        self._worker.wait()

    @property
    def cancelling(self) -> bool:
        """Whether `cancel` was called."""
        return self._stop.is_set()

    @Slot(object)
    def _step(self, progress: Progress) -> None:
        gc.collect(0)
        if not self._stop.is_set():
            self.progressed.emit(progress)

    @Slot(object, object)
    def _end(self, result: T, error: Exception | None) -> None:
        self._worker.wait()
        _leave(self)
        if self._stop.is_set():
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.finished.emit(result)


def _leave(task: Task[Any]) -> None:
    """Forget a task whose thread has ended; with the last one the collector may run anywhere again."""
    _running.discard(task)
    if not _running:
        gc.enable()
        sys.setswitchinterval(_USUAL_TURN)


def running() -> int:
    """How many tasks are at work."""
    return len(_running)


def stop_all() -> None:
    """Cancel every task and wait until the threads have ended: before the program does."""
    for task in tuple(_running):
        task.cancel()
        task._worker.wait()
        _leave(task)
