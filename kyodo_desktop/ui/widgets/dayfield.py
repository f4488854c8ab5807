"""A day to look at, typed in any usual way; the arrow keys step by a day, the page keys by a month."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.ui.widgets.editors import said, spelled_day
from kyodo_desktop.ui.widgets.entry import LineEntry
from kyodo_desktop.ui.widgets.form import mark_wrong

_STEPS: Final = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_PageUp: (-1, 0),
    Qt.Key.Key_PageDown: (1, 0),
}


class DayField(LineEntry):
    """Shows a day as the office writes it. `chosen` with another day, `refused` with why it can't be read."""

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, day: dt.date, name: str) -> None:
        super().__init__()
        self.day = day
        self.setAccessibleName(name)
        self.setObjectName("day")
        self.show_day(day)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("令和10年10月10日（金）") + 24)
        self.left.connect(self._read)

    def show_day(self, day: dt.date) -> None:
        """Show a day."""
        self.day = day
        self.setText(spelled_day(day))
        mark_wrong(self, [])

    def _read(self) -> None:
        if self.composing or self.text() == spelled_day(self.day):
            self._refuse("")
            return
        try:
            day = wareki.parse(self.text())
        except KyodoError as error:
            self._refuse(said(error).text())
            return
        self._refuse("")
        if day == self.day:
            self.show_day(day)
        else:
            self.chosen.emit(day)

    def _refuse(self, why: str) -> None:
        mark_wrong(self, [why] if why else [])
        self.refused.emit(why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self.composing:
            super().keyPressEvent(event)
            return
        months, days = step
        self.chosen.emit(stepped(self.day, months, days))


def stepped(day: dt.date, months: int, days: int) -> dt.date:
    """`day` moved by months (at most to the month's end) and days, within what a calendar holds."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not wareki.FIRST_DAY.year <= year <= 9998:
        return day
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last)) + dt.timedelta(days=days)
