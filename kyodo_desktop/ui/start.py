"""What is shown where no register is open yet: three pages that begin one, or one that is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import _
from kyodo_desktop.paths import Paths
from kyodo_desktop.ui.desk import Desk, Opener, created, opened
from kyodo_desktop.ui.files import pick_open, plant_sample
from kyodo_desktop.ui.load import load, part
from kyodo_desktop.ui.widgets.notice import NoticeBar

if TYPE_CHECKING:
    from kyodo_desktop.ui.firstrun import FirstRun


class StartWindow(QWidget):
    """Says `wanted` with a desk when one was opened, and `closed` when the clerk goes."""

    wanted = Signal(object)
    closed = Signal()

    def __init__(
        self, paths: Paths, opener: Opener, now: Callable[[], dt.datetime], today: dt.date | None, who: str
    ) -> None:
        super().__init__()
        self._paths = paths
        self._opener = opener
        self._now = now
        self._today = today
        self._who = who
        self.setWindowTitle(_("協働デスク"))
        self.notice = NoticeBar()
        body = QWidget()
        load(paths.screens / "start.ui", body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.notice)
        layout.addWidget(body, 1)
        self._body = body
        self._first: FirstRun | None = None
        for name, do in (
            ("sample", lambda: self.begin(sample=True)),
            ("fresh", lambda: self.begin(sample=False)),
            ("open", self.pick_open),
        ):
            part(QPushButton, name, body).clicked.connect(lambda _checked=False, do=do: do())
        self._recent = part(QListWidget, "recent", body)
        self._recent.itemActivated.connect(lambda item: self.open(Path(item.toolTip())))
        self.show_recent(())
        room = self.screen().availableSize()
        self.resize(min(760, room.width() - 8), min(480, room.height() - 40))

    def show_recent(self, files: Iterable[Path]) -> None:
        """Offer the registers that were open last, those that are still there."""
        self._recent.clear()
        for file in files:
            item = QListWidgetItem(f"{file.stem}　{file.parent}")
            item.setToolTip(str(file))
            self._recent.addItem(item)
        for name in ("recent", "recent_title"):
            part(QWidget, name, self._body).setVisible(self._recent.count() > 0)

    def begin(self, *, sample: bool) -> None:
        """Lead through the pages to the sample, or to a committee of one's own."""
        self.first.begin(sample=sample)

    @property
    def first(self) -> FirstRun:
        """The pages after the welcome, made when they are first asked for."""
        if self._first is None:
            from kyodo_desktop.ui.firstrun import FirstRun

            self._first = FirstRun(self._body, self._paths, self.notice.alarm)
            self._first.ready.connect(self._make_told)
        return self._first

    def _make_told(self) -> None:
        first = self.first
        self.make(first.path, sample=first.sample, then=None if first.sample else first.establish)

    def pick_open(self) -> None:
        """Ask which, and open it."""
        path = pick_open(self, str(Path.home()))
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Open a register; what goes wrong is said here."""
        self._want(lambda: opened(path, self._paths, self._opener, self._now, self._today))

    def make(self, path: Path, *, sample: bool, then: Callable[[Desk], object] | None = None) -> None:
        """Make a register, with the sample in it or empty; `then` records what was told of it."""

        def made() -> Desk:
            desk = created(path, self._paths, self._who, self._now, self._today)
            if sample:
                plant_sample(desk)
                desk.today = self._today or desk.today
            if then is not None:
                then(desk)
            return desk

        self._want(made)

    def _want(self, make: Callable[[], Desk]) -> None:
        try:
            desk = make()
        except KyodoError as error:
            self.notice.alarm(error)
        else:
            self.wanted.emit(desk)

    def alarm(self, error: KyodoError) -> None:
        """Say what went wrong."""
        self.notice.alarm(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()
