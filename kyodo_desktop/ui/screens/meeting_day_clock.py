"""The time that the day's acts are stamped with: the desk's clock, or the one the clerk has set."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kyodo_desktop.domain.fields import Field, Kind
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.desk import Desk, Store
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.widgets.editors import ClockEditor, Unreadable
from kyodo_desktop.ui.widgets.form import mark_wrong

TICK_MS: Final = 5000


def now(desk: Desk) -> dt.time:
    """The desk's clock, to the minute."""

    def told(store: Store) -> dt.datetime:
        return store.now()

    return desk.read(told).time().replace(second=0, microsecond=0)


class DayClock(QObject):
    """Follows the desk's clock until the clerk sets another time; `changed` when it shows another."""

    changed = Signal()

    def __init__(self, desk: Desk, form: QWidget) -> None:
        super().__init__(form)
        self._desk = desk
        self.pinned = False
        self.editor = ClockEditor(Field(name="clock", kind=Kind.CLOCK, label=_("時刻")))
        self.entry = self.editor.entry
        self.entry.setAccessibleName(_("記録する時刻"))
        self.entry.setToolTip(_("入退室や採決に付ける時刻です。入力すると、その時刻のままになります。"))
        self.entry.setFixedWidth(self.entry.fontMetrics().horizontalAdvance("午後00時00分") + 28)
        fill(part(QWidget, "clock_place", form), self.entry)
        part(QLabel, "clock_label", form).setBuddy(self.entry)
        self._problem = part(QLabel, "clock_problem", form)
        self._problem.hide()
        self.follow = part(QPushButton, "now", form)
        self.follow.clicked.connect(self.unpin)
        self.entry.touched.connect(self._on_touched)
        self.entry.left.connect(self._on_left)
        self._ticks = QTimer(self)
        self._ticks.setInterval(TICK_MS)
        self._ticks.timeout.connect(self._tick)
        self.unpin()

    def run(self, running: bool) -> None:
        """Follow the clock while somebody looks."""
        if running:
            self._tick()
            self._ticks.start()
        else:
            self._ticks.stop()

    def pin(self, time: dt.time | None) -> None:
        """Stay at a time; at none, an empty field that has to be filled in."""
        self.pinned = True
        self._show(time)

    def unpin(self) -> None:
        """Follow the desk's clock again."""
        self.pinned = False
        self._show(now(self._desk))

    def time(self) -> dt.time | None:
        """The time that is shown; None, with the complaint beside it, where it can't be read."""
        try:
            found = self.editor.value()
        except Unreadable as error:
            self._complain(error.why.text())
            return None
        self._complain("" if found is not None else _("時刻を入力してください。"))
        return found

    def _complain(self, why: str) -> None:
        self._problem.setText(why)
        self._problem.setVisible(bool(why))
        mark_wrong(self.entry, [why] if why else [])

    def _show(self, time: dt.time | None) -> None:
        self.follow.setEnabled(self.pinned)
        if time is None:
            self.editor.show_value(None)
        elif self.entry.text() != f"{time:%H:%M}":
            self.entry.setText(f"{time:%H:%M}")
        self._complain("")
        self.changed.emit()

    def _tick(self) -> None:
        if not self.pinned:
            shown = now(self._desk)
            if self.entry.text() != f"{shown:%H:%M}":
                self._show(shown)

    def _on_touched(self) -> None:
        self.pinned = True
        self.follow.setEnabled(True)

    def _on_left(self) -> None:
        if self.pinned and not self.entry.composing and self.time() is not None:
            self.changed.emit()
