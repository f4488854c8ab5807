"""The desk: what every screen works through. It alone holds the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeAlias, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from kyodo_desktop.domain.errors import KyodoError, ReadOnly
from kyodo_desktop.domain.fields import Id, Record
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.i18n import Message
from kyodo_desktop.paths import Paths
from kyodo_desktop.storage import Change, Store, create, open_store
from kyodo_desktop.storage.lock import user
from kyodo_desktop.ui.task import Task

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.papers.press.progress import Progress

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Record)

BACKUP_EVERY_MS = 15 * 60 * 1000
OPENING_BACKUP_MS = 300  # after the window stands, before anybody can have typed; an act doesn't wait for it


class Desk(QObject):
    """One open register and the day it is looked at from. `reason` says why it can only be read, if so."""

    changed = Signal(object)
    saved = Signal(str)
    failed = Signal(object)
    committee_chosen = Signal()

    def __init__(self, store: Store, paths: Paths, today: dt.date, reason: ReadOnly | None = None) -> None:
        super().__init__()
        self._store = store
        self._touched = True  # the register as it was opened is copied first
        self._committee: Id | None = None
        self._known: tuple[Committee, ...] | None = None
        self._copying: Task[None] | None = None
        self.paths = paths
        self.today = today
        self.reason = reason
        self._backups = QTimer(self)
        self._backups.setInterval(BACKUP_EVERY_MS)
        self._backups.timeout.connect(self.back_up_beside)
        self._backups.start()
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.timeout.connect(self.back_up_beside)
        self._opening.start(OPENING_BACKUP_MS)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self._store.read_only

    @property
    def location(self) -> Path | str:
        """The register's file, or its server's address."""
        return self._store.location

    # --- writing

    def do(
        self, service: Callable[Concatenate[Store, P], Change], *args: P.args, **kwargs: P.kwargs
    ) -> Change:
        """Carry out an act of the clerk. Raises `KyodoError`: for forms that show it beside the field."""
        if self._opening.isActive():
            self.back_up()
        self._wait_for_copy()
        return self._settled(service(self._store, *args, **kwargs))

    def act(
        self, service: Callable[Concatenate[Store, P], Change], *args: P.args, **kwargs: P.kwargs
    ) -> Change | None:
        """Carry out an act of the clerk; where it fails, say so through `failed` and return None."""
        try:
            return self.do(service, *args, **kwargs)
        except KyodoError as error:
            self.failed.emit(error)
            return None

    def undo(self, only: Change | None = None) -> Change | None:
        """Take back this clerk's last act; with `only`, that act and no other."""
        return self.act(lambda store: store.undo(only.seq if only else None))

    def redo(self) -> Change | None:
        """Bring back the act undone last."""
        return self.act(lambda store: store.redo())

    @property
    def undoable(self) -> Message | None:
        """The name of the act that `undo` would take back."""
        return None if self.read_only else self._store.undoable

    @property
    def redoable(self) -> Message | None:
        """The name of the act that `redo` would bring back."""
        return None if self.read_only else self._store.redoable

    def _settled(self, change: Change) -> Change:
        if change.seq:
            self._touched = True
            self._known = None
            self.changed.emit(change)
            self.saved.emit(f"{self._store.now():%H:%M}")
        return change

    # --- questions

    def read(self, query: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask a question of the services or the papers. Raises `KyodoError`."""
        return query(self._store, *args, **kwargs)

    def get(self, cls: type[R], id: Id) -> R:  # noqa: A002 - the record's own word
        """The record with this id. Raises `NotFound`."""
        return self._store.get(cls, id)

    def find(self, cls: type[R], **equals: object) -> tuple[R, ...]:
        """The records whose fields equal the values given."""
        return self._store.find(cls, **equals)

    # --- the committee in hand

    @property
    def committee(self) -> Committee | None:
        """The committee the screens show: the chosen one, else the first of the register."""
        known = self.committees
        return next((one for one in known if one.id == self._committee), known[0] if known else None)

    @property
    def committees(self) -> tuple[Committee, ...]:
        """Every committee of the register, asked for once until one is touched."""
        if self._known is None:
            self._known = self._store.find(Committee)
        return self._known

    def forget(self) -> None:
        """Ask anew for the committees: something was written that no screen did."""
        self._known = None

    def choose_committee(self, committee: Id) -> None:
        """Show another committee of the register on every screen."""
        self._committee = committee
        self.committee_chosen.emit()

    # --- keeping

    def back_up_beside(self) -> None:
        """Copy the register beside the window if it was just opened or has changed since the last copy.

        A large register takes seconds. An act waits until its rows have been copied.
        """
        self._opening.stop()
        if not self._touched or self.read_only or self._copying is not None:
            return
        try:
            copier = self._store.copier()
        except KyodoError as error:
            self.failed.emit(error)
            return
        self._touched = False
        if copier is not None:
            self._copying = copying = Task(lambda: _copied(copier))
            copying.finished.connect(self._on_copied)
            copying.cancelled.connect(self._on_copied)
            copying.failed.connect(self._on_not_copied)
            copying.start()

    def _on_copied(self) -> None:
        self._copying = None

    def _on_not_copied(self, error: Exception) -> None:
        if self._copying is None:  # another copy was made at once
            return
        self._copying, self._touched = None, True
        if not isinstance(error, KyodoError):
            raise error
        self.failed.emit(error)

    def _wait_for_copy(self) -> None:
        if self._copying is not None:
            self._copying.wait()

    def back_up(self) -> None:
        """Copy the register now if it was just opened or has changed since the last copy."""
        self._opening.stop()
        if self._copying is not None:
            self._copying.wait()
            self._copying, self._touched = None, True  # whether it was made, the store knows
        if not self._touched or self.read_only:
            return
        try:
            self._store.backup()
        except KyodoError as error:
            self.failed.emit(error)
        else:
            self._touched = False

    @property
    def last_backup(self) -> dt.datetime | None:
        """When the register was last copied; None where it never was, or a server keeps it."""
        return self._store.last_backup

    @property
    def backup_folder(self) -> Path | None:
        """Where the copies lie; None where a server keeps the register."""
        from kyodo_desktop.storage import copies

        return copies.folder(self.location) if isinstance(self.location, Path) else None

    @property
    def original(self) -> Path | None:
        """The register's file; of a backup, the one it was made of. None where a server keeps it."""
        from kyodo_desktop.storage import copies

        where = self.location
        return (copies.original(where) or where) if isinstance(where, Path) else None

    def save_as(self, path: Path) -> None:
        """Make a register of its own at `path` of all that this one holds. Raises `KyodoError`."""
        self._wait_for_copy()
        self._store.move(path, lambda _table: None)

    def beside(self, location: Path, *, new: bool = False) -> Desk:
        """A desk on another file, read-only where somebody holds it. Raises `KyodoError`."""
        who, now = self._store.who, self._store.now
        if new:
            return created(location, self.paths, who, now)
        return opened(location, self.paths, lambda path: _open(path, who, now), now)

    def close(self) -> None:
        """Make the last copy, and close the register."""
        self._backups.stop()
        self.back_up()
        self._store.close()


Opener: TypeAlias = Callable[[Path], tuple[Store, ReadOnly | None]]
"""Opens a register to write; to read, saying why, where that can't be."""


def opened(
    location: Path, paths: Paths, opener: Opener, now: Callable[[], dt.datetime], today: dt.date | None = None
) -> Desk:
    """A desk on a register. Today is as told, else the sample's own, else the clock's."""
    store, reason = opener(location)
    desk = Desk(store, paths, today or now().date(), reason)
    desk.today = today or sample_today(desk.committees) or desk.today
    return desk


def created(
    location: Path, paths: Paths, who: str, now: Callable[[], dt.datetime], today: dt.date | None = None
) -> Desk:
    """A desk on a new, empty register. Raises `KyodoError`."""
    return Desk(create(location, who=who, now=now), paths, today or now().date())


def sample_today(committees: Iterable[Committee]) -> dt.date | None:
    """The day that stands for today in the sample committee, if it is among these."""
    return next((one.sample_today for one in committees if one.sample_today), None)


def _copied(copier: Callable[[], Path]) -> Generator[Progress, None, None]:
    """The copy as one step."""
    yield from ()
    copier()


def _open(path: Path, who: str, now: Callable[[], dt.datetime]) -> tuple[Store, ReadOnly | None]:
    try:
        return open_store(path, who=who, now=now), None
    except ReadOnly as reason:
        return open_store(path, who=who, now=now, read_only=True), reason


__all__ = ["Change", "Desk", "Opener", "Store", "created", "opened", "user"]
