"""What is shown where no register is open yet: try the sample, begin a new one, or open one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import _
from kyodo_desktop.paths import Paths
from kyodo_desktop.ui.desk import Desk, Opener, created, opened
from kyodo_desktop.ui.files import pick_new, pick_open, plant_sample
from kyodo_desktop.ui.load import load, part
from kyodo_desktop.ui.widgets.notice import NoticeBar


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
        for name, do in (("sample", self.pick_sample), ("fresh", self.pick_fresh), ("open", self.pick_open)):
            part(QPushButton, name, body).clicked.connect(lambda _checked=False, do=do: do())
        room = self.screen().availableSize()
        self.resize(min(760, room.width() - 8), min(480, room.height() - 40))

    def pick_sample(self) -> None:
        """Ask where to, and make the sample."""
        path = pick_new(self, str(Path.home()), _("見本の委員会を作る"), _("見本"))
        if path is not None:
            self.make(path, sample=True)

    def pick_fresh(self) -> None:
        """Ask where to, and make an empty register."""
        path = pick_new(self, str(Path.home()), _("新しい台帳を作る"), _("委員会台帳"))
        if path is not None:
            self.make(path, sample=False)

    def pick_open(self) -> None:
        """Ask which, and open it."""
        path = pick_open(self, str(Path.home()))
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Open a register; what goes wrong is said here."""
        self._want(lambda: opened(path, self._paths, self._opener, self._now, self._today))

    def make(self, path: Path, *, sample: bool) -> None:
        """Make a register, with the sample in it or empty."""

        def made() -> Desk:
            desk = created(path, self._paths, self._who, self._now, self._today)
            if sample:
                plant_sample(desk)
                desk.today = self._today or desk.today
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
