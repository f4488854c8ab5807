"""What the packet screen makes: bound in a child process, one thing at a time, the newest wish only."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.ui.latest import Latest

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.domain.fields import Id
    from kyodo_desktop.papers.binder import Binder
    from kyodo_desktop.papers.packet import PacketView
    from kyodo_desktop.papers.paper import AnyPaper
    from kyodo_desktop.papers.press.binding import Binding, Bound
    from kyodo_desktop.papers.press.progress import Progress
    from kyodo_desktop.ui.desk import Store


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


class Making(Latest):
    """Makes the newest wish by `steps`, the packet's unless others are given."""

    def __init__(
        self,
        parent: QObject,
        binder: Callable[[], Binder],
        steps: Callable[[Binder, Any], Generator[Progress, None, Any]] | None = None,
    ) -> None:
        super().__init__(parent, lambda: binder().kill())
        self._binder = binder
        self._steps = steps or _steps

    def begin(self, wish: Any) -> None:
        """Make this, in the place of whatever is being made."""
        binder = self._binder()
        self.work(lambda: self._steps(binder, wish))


def papers_alone() -> tuple[AnyPaper, ...]:
    """The papers that can be made by themselves."""
    from kyodo_desktop.papers import PAPERS

    return tuple(one for one in PAPERS if not one.of_material)


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
