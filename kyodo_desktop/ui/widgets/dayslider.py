"""A slider over a committee's days: its terms as bars, the days on which something turns as ticks."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.records import Term
from kyodo_desktop.ui.style import mixed
from kyodo_desktop.ui.widgets.editors import spelled_day

_EDGE: Final = 9  # pixels at both ends, for the handle
_BAR: Final = 6
_TICK: Final = 5
_SNAP: Final = 4  # pixels within which a press takes the day that turns
_DOT: Final = 6.5


class DaySlider(QSlider):
    """`chosen` with a day. ← → go to the nearest day on which something turns, the page keys to terms.

    The value is the day's number, as `date.toordinal` counts.
    """

    chosen = Signal(object)
    rested = Signal()
    """The mouse has let go: what waits for the end of a drag can be done."""

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setObjectName("day_slider")
        self.setTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height_for(self.fontMetrics().height()))
        self._turns: tuple[dt.date, ...] = ()
        self._terms: tuple[Term, ...] = ()
        self.valueChanged.connect(self._on_value)

    @property
    def day(self) -> dt.date:
        """The day that the handle stands on."""
        return dt.date.fromordinal(max(self.value(), 1))

    def show_span(self, terms: Sequence[Term], turns: Sequence[dt.date]) -> None:
        """Lie from the first term's first day to the last term's last, with ticks on `turns`."""
        self._terms = tuple(terms)
        first = min((one.since for one in terms), default=dt.date.min)
        last = max((one.until for one in terms), default=dt.date.min)
        self._turns = tuple(day for day in turns if first <= day <= last)
        blocked = self.blockSignals(True)
        self.setRange(first.toordinal(), last.toordinal())
        self.blockSignals(blocked)
        self.setEnabled(bool(terms))
        self.update()

    def show_day(self, day: dt.date) -> None:
        """Stand on a day, or at the end nearer to it, and choose nothing."""
        blocked = self.blockSignals(True)
        self.setValue(day.toordinal())
        self.blockSignals(blocked)
        self._say()
        self.update()

    def _say(self) -> None:
        self.setAccessibleDescription(spelled_day(self.day))

    def _on_value(self) -> None:
        self._say()
        self.chosen.emit(self.day)

    # --- keys

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        keys, starts = Qt.Key, [term.since for term in self._terms]
        match ev.key():
            case keys.Key_Left | keys.Key_Up:
                self._step(self._turns, back=True)
            case keys.Key_Right | keys.Key_Down:
                self._step(self._turns, back=False)
            case keys.Key_PageUp:
                self._step(starts, back=True)
            case keys.Key_PageDown:
                self._step(starts, back=False)
            case keys.Key_Home:
                self.setValue(self.minimum())
            case keys.Key_End:
                self.setValue(self.maximum())
            case _:
                super().keyPressEvent(ev)

    def _step(self, days: Sequence[dt.date], *, back: bool) -> None:
        """Go to the nearest of `days` before or after; beyond the last stands the span's end."""
        at = bisect_left(days, self.day) - 1 if back else bisect_right(days, self.day)
        if 0 <= at < len(days):
            self.setValue(days[at].toordinal())
        else:
            self.setValue(self.minimum() if back else self.maximum())

    # --- the mouse

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        if ev.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(ev.position().x())

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(ev.position().x())

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:  # noqa: ARG002
        self.setSliderDown(False)
        self.rested.emit()

    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()  # nobody means another day when the page is scrolled

    def _go_to(self, x: float) -> None:
        span = self.maximum() - self.minimum()
        share = (x - _EDGE) / max(self.width() - 2 * _EDGE, 1)
        day = self.minimum() + round(min(max(share, 0.0), 1.0) * span)
        near = min(self._turns, key=lambda one: abs(one.toordinal() - day), default=None)
        if near is not None and abs(self._x(near.toordinal()) - x) <= _SNAP:
            day = near.toordinal()
        self.setValue(day)

    def _x(self, day: int) -> float:
        span = max(self.maximum() - self.minimum(), 1)
        return _EDGE + (day - self.minimum()) / span * (self.width() - 2 * _EDGE)

    # --- looks

    def paintEvent(self, ev: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_terms(painter)
        palette = self.palette()
        soft = mixed(palette.windowText().color(), palette.window().color(), 0.35)
        painter.setPen(QPen(soft, 1))
        for day in self._turns:
            x = self._x(day.toordinal())
            painter.drawLine(QPointF(x, _MIDDLE + _BAR / 2 + 1), QPointF(x, _MIDDLE + _BAR / 2 + _TICK))
        self._draw_starts(painter)
        if self.isEnabled():
            self._draw_handle(painter)

    def _draw_terms(self, painter: QPainter) -> None:
        palette = self.palette()
        ground, chosen = palette.window().color(), palette.highlight().color()
        painter.setPen(Qt.PenStyle.NoPen)
        for at, term in enumerate(self._terms):
            painter.setBrush(mixed(ground, chosen, 0.4 if at % 2 else 0.25))
            left, right = self._x(term.since.toordinal()), self._x(term.until.toordinal())
            painter.drawRoundedRect(QRectF(left, _MIDDLE - _BAR / 2, max(right - left, 1), _BAR), 2, 2)

    def _draw_starts(self, painter: QPainter) -> None:
        """The first day of each term, as far as there is room beside the one before."""
        metrics, free = self.fontMetrics(), 0.0
        painter.setPen(self.palette().windowText().color())
        top = _MIDDLE + _BAR / 2 + _TICK + 1
        for term in self._terms:
            words = wareki.short(term.since)
            x = self._x(term.since.toordinal()) - 2
            wide = metrics.horizontalAdvance(words)
            if x >= free and x + wide <= self.width():
                painter.drawText(QRectF(x, top, wide + 2, metrics.height()), words)
                free = x + wide + 10

    def _draw_handle(self, painter: QPainter) -> None:
        palette = self.palette()
        painter.setBrush(palette.highlight())
        edge = palette.windowText().color() if self.hasFocus() else palette.base().color()
        painter.setPen(QPen(edge, 2))
        painter.drawEllipse(QPointF(self._x(self.value()), _MIDDLE), _DOT, _DOT)


_MIDDLE: Final = _DOT + 3


def height_for(letters: int) -> int:
    """How high the slider is under letters of this height: handle, ticks and the terms' first days."""
    return round(_MIDDLE + _BAR / 2 + _TICK + 2) + letters
