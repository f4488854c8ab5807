"""What the packet screen makes: bound in a child process, one thing at a time, the newest wish only."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.ui.task import Task

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.domain.fields import Id
    from kyodo_desktop.papers.binder import Binder
    from kyodo_desktop.papers.packet import PacketView
    from kyodo_desktop.papers.paper import AnyPaper
    from kyodo_desktop.papers.press.binding import Binding, Bound
    from kyodo_desktop.papers.press.progress import Progress
    from kyodo_desktop.ui.desk import Store

PATIENCE_MS: Final = 400
"""How long what is cancelled may take to stop by itself."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be made: one paper by itself, or (None) the packet, bound as `how` says."""

    paper: AnyPaper | None
    view: Any
    how: Binding | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a wish: the bytes, or why there are none; `seen` and `bound` for a packet."""

    data: bytes | None
    seen: PacketView | None = None
    bound: Bound | None = None
    error: KyodoError | None = None


class Making(QObject):
    """Makes one wish by `steps`, the packet's unless others are given; one that is overtaken is cancelled,
    and killed where it doesn't stop.
    """

    progressed = Signal(object)
    made = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(
        self,
        parent: QObject,
        binder: Callable[[], Binder],
        steps: Callable[[Binder, Any], Generator[Progress, None, Any]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._binder = binder
        self._steps = steps or _steps
        self._task: Task[Any] | None = None
        self._next: Any = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PATIENCE_MS)
        self._late.timeout.connect(self._kill)

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._task is not None

    def begin(self, wish: Any) -> None:
        """Make this, in the place of whatever is being made."""
        if self._task is not None:
            self._next = wish
            self._stop()
            return
        binder = self._binder()
        self._task = task = Task(lambda: self._steps(binder, wish))
        task.progressed.connect(self.progressed)
        task.finished.connect(self._on_made)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_stopped)
        task.start()

    def cancel(self) -> None:
        """Make nothing; `stopped` follows where something was being made."""
        self._next = None
        self._stop()

    def end(self) -> None:
        """Make nothing more, and leave no process behind."""
        self.cancel()
        self._kill()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._late.start()

    def _kill(self) -> None:
        self._binder().kill()

    def _over(self) -> bool:
        """The task has ended; whether another wish begins in its place."""
        self._task = None
        self._late.stop()
        wish, self._next = self._next, None
        if wish is not None:
            self.begin(wish)
        return wish is not None

    def _on_made(self, made: object) -> None:
        if not self._over():
            self.made.emit(made)

    def _on_failed(self, error: Exception) -> None:
        if not self._over():
            self.failed.emit(error)

    def _on_stopped(self) -> None:
        if not self._over():
            self.stopped.emit()


def wish_for(store: Store, paper: AnyPaper | None, meeting: Id) -> Wish:
    """The packet of a meeting as its committee has it, or one paper on its day. Raises KyodoError."""
    from kyodo_desktop.papers.packetset import packet_set
    from kyodo_desktop.papers.paper import of_meeting

    if paper is None:
        return Wish(None, *packet_set(store, meeting))
    return Wish(paper, paper.compose(store, of_meeting(store, meeting)))


def _steps(binder: Binder, wish: Wish) -> Generator[Progress, None, Made]:
    if wish.paper is not None:
        return Made((yield from binder.paper(wish.paper.key, wish.view, wish.paper.title)))
    seen = yield from binder.seen(wish.view)
    try:
        data, bound = yield from binder.packet(seen, wish.how)
    except KyodoError as error:
        return Made(None, seen, error=error)
    return Made(data, seen, bound)
