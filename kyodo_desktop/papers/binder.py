"""Binding in a child process: the window stays free, a fault stays there, and cancelling leaves nothing."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import packet
from kyodo_desktop.papers.child import Child, ChildEnded, Work
from kyodo_desktop.papers.inspection import Inspection
from kyodo_desktop.papers.inspector import Inspector
from kyodo_desktop.papers.packet import Made, Memory, PacketView, Received
from kyodo_desktop.papers.press.bundle import Binding, Bound, Part, bind
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.output import writing
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.received import require
from kyodo_desktop.paths import Paths

if TYPE_CHECKING:
    from kyodo_desktop.papers.editions import Edition, Order
    from kyodo_desktop.papers.leaks import Secret
    from kyodo_desktop.papers.publicedition import PublicEdition
    from kyodo_desktop.papers.replacement import ReplacementView

T = TypeVar("T")
SECONDS: Final = 300.0
"""How long the child may be silent: a part of thousands of pages takes seconds."""
MEMORY: Final = 2 * 1024 * 1024 * 1024


class Binder:
    """Binds packets and bundles, one after another, and remembers what comes again unchanged."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._child = Child(SECONDS, MEMORY)
        self._passwords: dict[str, str] = {}
        self._opened: dict[tuple[str, str], Inspection] = {}
        self.inspector = Inspector(paths.settings)

    def beside(self) -> Binder:
        """Another, with processes of its own, that knows the passwords given to this one."""
        other = Binder(self._paths)
        other._passwords, other._opened = self._passwords, self._opened
        return other

    @property
    def passwords(self) -> Mapping[str, str]:
        """The passwords that were given, by the files' hashes, as they are now."""
        return dict(self._passwords)

    def packet(
        self, view: PacketView, how: Binding | None = None
    ) -> Generator[Progress, None, tuple[bytes, Bound]]:
        """The packet's bytes, and what came of it. Raises what `packet.build` raises, and OutputFailed."""
        known = yield from self._bindable(view)
        return (yield from _run(self._child, view.committee, _packet, known, self._paths, how))

    def edition(
        self, view: PacketView, wanted: Order, how: Binding | None = None
    ) -> Generator[Progress, None, Edition]:
        """An edition of the packet, ready to be recorded. Raises what `packet` raises."""
        known = yield from self._bindable(view)
        return (yield from _run(self._child, view.committee, _edition, known, wanted, self._paths, how))

    def replacement(
        self, view: ReplacementView, data: bytes
    ) -> Generator[Progress, None, tuple[bytes, Bound]]:
        """The sheets to be swapped for an edition whose bytes are `data`. Raises what `packet` raises."""
        return (yield from _run(self._child, view.committee, _replacement, view, data, self._paths))

    def public(
        self, view: PacketView, personal: tuple[Secret, ...]
    ) -> Generator[Progress, None, PublicEdition]:
        """The public edition: a PDF for each paper, those that can't be public told. Raises LeakFound, and
        what `packet` raises but NotBindable.
        """
        from kyodo_desktop.papers.publicedition import Withheld

        parts: list[Made | Received] = []
        unread: list[Withheld] = []
        for one in view.parts:
            if isinstance(one, Received) and one.found is None:
                found = yield from self.inspector.examine(one.data)
                if found.refusal:
                    unread.append(Withheld(one.number, one.title, found.why()))
                    continue
                parts.append(replace(one, found=found))
            else:
                parts.append(one)
        known = replace(view, parts=tuple(parts))
        made = yield from _run(self._child, view.committee, _public, known, personal, self._paths)
        return replace(made, withheld=(*unread, *made.withheld))

    def paper(self, key: str, view: Any, title: str) -> Generator[Progress, None, bytes]:
        """One paper by itself, by its key. Raises what `issue.build` raises, and OutputFailed."""
        return (yield from _run(self._child, title, _paper, key, view, self._paths))

    def bundle(
        self, parts: Sequence[Part], target: Path, binding: Binding
    ) -> Generator[Progress, None, Bound]:
        """Bind files into the one at `target`, whole or not at all. Raises what `bind` raises."""
        with writing(target) as out:
            return (
                yield from _run(
                    self._child, target.name, _bundle, tuple(parts), Path(out.name), self._paths, binding
                )
            )

    def end(self) -> None:
        """End the processes."""
        self._child.end()
        self.inspector.end()

    def seen(self, view: PacketView) -> Generator[Progress, None, PacketView]:
        """The view with what is known of each received file, of those too that can't be bound."""
        parts = list(view.parts)
        for place, one in enumerate(parts):
            if isinstance(one, Received) and one.found is None:
                parts[place] = yield from self._looked_at(one)
        return replace(view, parts=tuple(parts))

    def unlock(self, sha256: str, password: str) -> None:
        """Open the file of this hash with a password from now on, for as long as the program runs."""
        self._passwords[sha256] = password

    def kill(self) -> None:
        """End what runs now, from any thread; the work that waits for it fails, the next begins anew."""
        self._child.kill()
        self.inspector.kill()

    def _bindable(self, view: PacketView) -> Generator[Progress, None, PacketView]:
        """`seen`. Raises NotBindable for the first received file that can't be bound."""
        known = yield from self.seen(view)
        for one in known.parts:
            if isinstance(one, Received) and one.found is not None:
                require(one.number, one.name, one.found)
        return known

    def _looked_at(self, part: Received) -> Generator[Progress, None, Received]:
        found = yield from self.inspector.examine(part.data)
        if found.refusal != "password":
            return replace(part, found=found)
        password = part.password or self._passwords.get(found.sha256, "")
        if not password:
            return replace(part, found=found)
        key = (found.sha256, password)
        if key not in self._opened:
            self._opened[key] = yield from self.inspector.examine(part.data, password)
        return replace(part, found=self._opened[key], password=password)


_kept: dict[Paths, tuple[Fonts, Memory]] = {}
"""In the child alone: the fonts it has opened, and what it remembers of the packets it built."""


def _run(child: Child, name: str, work: Work[T], *arguments: object) -> Generator[Progress, None, T]:
    try:
        return (yield from child.run(work, *arguments))
    except ChildEnded as ended:
        why = (
            msg("綴じるのに時間がかかりすぎました。")
            if ended.fate == "time"
            else msg("PDFを綴じる部品が止まりました。")
        )
        raise OutputFailed(
            msg("「{name}」を作成できません", name=name),
            why,
            msg("受け取ったファイルを一つずつ外して試し、止まるファイルを作り直してください。"),
        ) from ended


def _packet(
    view: PacketView, paths: Paths, how: Binding | None
) -> Generator[Progress, None, tuple[bytes, Bound]]:
    fonts, memory = _known(paths)
    return (yield from packet.bound(view, fonts, paths.papers, how, memory))


def _edition(
    view: PacketView, wanted: Order, paths: Paths, how: Binding | None
) -> Generator[Progress, None, Edition]:
    from kyodo_desktop.papers import editions

    fonts, memory = _known(paths)
    return (yield from editions.make(view, wanted, fonts, paths.papers, how, memory))


def _replacement(
    view: ReplacementView, data: bytes, paths: Paths
) -> Generator[Progress, None, tuple[bytes, Bound]]:
    from kyodo_desktop.papers import replacing

    fonts, _ = _known(paths)
    return (yield from replacing.replacement(view, data, fonts, paths.papers))


def _public(
    view: PacketView, personal: tuple[Secret, ...], paths: Paths
) -> Generator[Progress, None, PublicEdition]:
    from kyodo_desktop.papers import publicedition

    fonts, memory = _known(paths)
    return (yield from publicedition.edition(view, personal, fonts, paths.papers, memory))


def _paper(key: str, view: Any, paths: Paths) -> Generator[Progress, None, bytes]:
    from kyodo_desktop.papers import PAPERS, issue

    fonts, _ = _known(paths)
    paper = next(one for one in PAPERS if one.key == key)
    return (yield from issue.build(paper, view, fonts, paths.papers))


def _bundle(
    parts: tuple[Part, ...], target: Path, paths: Paths, binding: Binding
) -> Generator[Progress, None, Bound]:
    fonts, memory = _known(paths)
    with target.open("r+b") as out:
        return (yield from bind(parts, out, fonts, binding, memory.prepared))


def _known(paths: Paths) -> tuple[Fonts, Memory]:
    if paths not in _kept:
        _kept[paths] = (Fonts(paths), Memory())
    return _kept[paths]
