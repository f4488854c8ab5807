"""Bars over years, below bands and above ticks: what took how long, and what it crossed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.style import legible, mixed

EDGE: Final = 12  # pixels around the drawing
AIR: Final = 6  # pixels between what stands below one another
LEAST: Final = 8  # pixels: the shortest bar can still be clicked
_AHEAD: Final = dt.timedelta(days=366)  # how much of a band that goes on is drawn


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of time behind the bars, both days included; `told` is what is said of it in full."""

    name: str
    since: dt.date
    until: dt.date
    told: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What took from a day to a day; `until` None while it goes on. `marks` are days within it.

    `name` is always to be read, `title` as far as there is room; `told` is what is said of it in full.
    """

    key: str
    name: str
    title: str
    since: dt.date
    until: dt.date | None
    told: str
    marks: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the line below the bars."""

    day: dt.date
    told: str


class Timeline(QWidget):
    """Draws bars in as few lanes as they need. `chosen` with the key of the bar that the clerk goes to."""

    chosen = Signal(str)

    def __init__(self, name: str, empty: str) -> None:
        super().__init__()
        self._empty = empty
        self._bands: tuple[Band, ...] = ()
        self._ticks: tuple[Tick, ...] = ()
        self._today = self._first = self._last = dt.date.min
        self._lanes: dict[str, int] = {}
        self._current = ""
        self.bars: tuple[Bar, ...] = ()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._settle()

    # --- what is shown

    def show_time(
        self, bands: Sequence[Band], bars: Sequence[Bar], ticks: Sequence[Tick], today: dt.date
    ) -> None:
        """Show these; the same bar stays chosen."""
        self._bands, self._ticks, self._today = tuple(bands), tuple(ticks), today
        self.bars = tuple(sorted(bars, key=lambda one: (one.since, one.key)))
        if self.bar is None:
            self._current = self.bars[0].key if self.bars else ""
        days = [today, *(one.since for one in self.bars), *(one.day for one in ticks)]
        days += [one.until for one in self.bars if one.until is not None]
        days += [one.since for one in bands] + [min(one.until, today + _AHEAD) for one in bands]
        self._first, self._last = min(days), max(days)
        self._settle()

    @property
    def bar(self) -> Bar | None:
        """The bar that is chosen."""
        return next((one for one in self.bars if one.key == self._current), None)

    def choose(self, key: str) -> None:
        """Show a bar as the chosen one, and tell nobody."""
        if key != self._current and any(one.key == key for one in self.bars):
            self._current = key
            self._say()
            self.update()

    def _settle(self) -> None:
        self._pack()
        self._say()
        self.updateGeometry()
        self.update()

    def _say(self) -> None:
        """Tell those who can't see it which bar is chosen, and which of how many it is."""
        bar, said = self.bar, self._empty
        if bar is not None:
            at = self.bars.index(bar) + 1
            said = _("{told}（{all}件中{at}件目）").format(told=bar.told, all=len(self.bars), at=at)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # --- where things stand

    @property
    def _line(self) -> int:
        return self.fontMetrics().height()

    @property
    def _lane(self) -> int:
        return self._line + 12

    def across(self, day: dt.date) -> float:
        """Where a day stands, in pixels from the left."""
        room = max(self.width() - 2 * EDGE, 1)
        return EDGE + room * (day - self._first).days / max((self._last - self._first).days, 1)

    def place_of(self, bar: Bar) -> QRectF:
        """Where a bar is drawn."""
        left, right = self.across(bar.since), self.across(bar.until or self._today)
        top = EDGE + self._line + AIR + self._lanes.get(bar.key, 0) * (self._lane + AIR)
        return QRectF(left, top, max(right - left, LEAST), self._lane)

    def _pack(self) -> None:
        """Put every bar in the highest lane where neither it nor its name runs into another."""
        ends: list[float] = []
        self._lanes = {}
        for bar in self.bars:
            place, name = self.place_of(bar), self._name_of(bar)
            left = min(place.left(), name.left())
            lane = next((at for at, end in enumerate(ends) if end <= left), len(ends))
            ends[lane : lane + 1] = [max(place.right(), name.right()) + 1]
            self._lanes[bar.key] = lane

    def _name_of(self, bar: Bar) -> QRectF:
        """Where a bar's name stands: within it, or beside one that is too short for it."""
        place, wide = self.place_of(bar), self.fontMetrics().horizontalAdvance(bar.name)
        if place.width() >= wide + 2 * AIR:
            return place.adjusted(AIR, 0, -AIR, 0)
        left = place.right() + AIR / 2
        if left + wide > self.width() - AIR:
            left = place.left() - AIR / 2 - wide
        return QRectF(left, place.top(), wide + 1, place.height())

    @property
    def _foot(self) -> float:
        """The line on which the ticks stand."""
        lanes = max(self._lanes.values(), default=0) + 1
        return EDGE + self._line + AIR + lanes * (self._lane + AIR) + AIR

    def sizeHint(self) -> QSize:
        return QSize(400, round(self._foot) + self._line + AIR + EDGE)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pack()
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    # --- going to a bar

    def _go(self, bar: Bar) -> None:
        if bar.key != self._current:
            self.choose(bar.key)
            self.chosen.emit(bar.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, last = self.bar, len(self.bars) - 1
        here = self.bars.index(bar) if bar is not None else 0
        there = {
            Qt.Key.Key_Left: max(here - 1, 0),
            Qt.Key.Key_Up: max(here - 1, 0),
            Qt.Key.Key_Right: min(here + 1, last),
            Qt.Key.Key_Down: min(here + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if there is None or bar is None:
            super().keyPressEvent(event)
        else:
            self._go(self.bars[there])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._under(event.position())
        if bar is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(bar)

    def _under(self, at: QPointF) -> Bar | None:
        return next((one for one in self.bars if self.place_of(one).contains(at)), None)

    def told_at(self, at: QPointF) -> str:
        """What stands at a point, in words."""
        bar = self._under(at)
        if bar is not None:
            return bar.told
        if at.y() > self._foot - 2 * AIR:
            near = [one for one in self._ticks if abs(self.across(one.day) - at.x()) <= AIR]
            return "\n".join(one.told for one in near[:6])
        over = [one for one in self._bands if self.across(one.since) <= at.x() <= self.across(one.until)]
        return "\n".join(one.told for one in over)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.told_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        looks = _Looks(self.palette())
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(looks.line, 1))
        painter.setBrush(looks.base)
        painter.drawRoundedRect(frame, 6, 6)
        if not self.bars:
            painter.setPen(looks.soft)
            painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), self._empty)
            return
        painter.setClipRect(frame)
        self._draw_bands(painter, looks)
        self._draw_years(painter, looks)
        self._draw_today(painter, looks)
        for bar in self.bars:
            self._draw_bar(painter, looks, bar)
        painter.setPen(QPen(looks.text, 1.4))
        for at in sorted({round(self.across(one.day)) for one in self._ticks}):
            painter.drawLine(QPointF(at, self._foot - AIR), QPointF(at, self._foot))

    def _draw_bands(self, painter: QPainter, looks: _Looks) -> None:
        free = 0.0
        for at, band in enumerate(self._bands):
            left, right = self.across(band.since), min(self.across(band.until), self.width() - 1)
            place = QRectF(left, 1, right - left, self._foot - 1)
            painter.fillRect(place, looks.bands[at % 2])
            painter.setPen(looks.soft)
            named = QRectF(max(left + 4, free), EDGE / 2, right - max(left + 4, free), self._line)
            if named.width() >= self.fontMetrics().horizontalAdvance(band.name):
                painter.drawText(named, int(Qt.AlignmentFlag.AlignLeft), band.name)
                free = named.left() + self.fontMetrics().horizontalAdvance(band.name) + AIR

    def _draw_years(self, painter: QPainter, looks: _Looks) -> None:
        painter.setPen(QPen(looks.line, 1))
        painter.drawLine(QPointF(EDGE, self._foot), QPointF(self.width() - EDGE, self._foot))
        free, taken = 0.0, self._today_name()
        for year in range(self._first.year + 1, self._last.year + 1):
            first = dt.date(year, 1, 1)
            at, name = self.across(first), wareki.short(first).partition(".")[0]
            wide = self.fontMetrics().horizontalAdvance(name)
            if at < free or at + wide > self.width() - AIR:
                continue
            if at <= taken.right() + AIR and at + wide >= taken.left() - AIR:
                continue
            painter.setPen(QPen(looks.line, 1))
            painter.drawLine(QPointF(at, self._foot), QPointF(at, self._foot + AIR))
            painter.setPen(looks.soft)
            painter.drawText(QPointF(at + 3, self._foot + self._line), name)
            free = at + wide + 2 * AIR

    def _draw_today(self, painter: QPainter, looks: _Looks) -> None:
        at = self.across(self._today)
        painter.setPen(QPen(looks.chosen, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at, EDGE + self._line), QPointF(at, self._foot + AIR))
        painter.setPen(looks.link)
        painter.drawText(self._today_name().bottomLeft(), _("今日"))

    def _today_name(self) -> QRectF:
        """Where the word for today stands, on the line of the years."""
        wide = self.fontMetrics().horizontalAdvance(_("今日"))
        left = min(max(self.across(self._today) - wide / 2, 2.0), self.width() - wide - 2.0)
        return QRectF(left, self._foot, wide, self._line)

    def _draw_bar(self, painter: QPainter, looks: _Looks, bar: Bar) -> None:
        place, current = self.place_of(bar), bar.key == self._current
        fill = looks.chosen if current else looks.fill
        painter.setBrush(fill)
        edge = QPen(looks.chosen, 1.4, Qt.PenStyle.DashLine if bar.until is None else Qt.PenStyle.SolidLine)
        painter.setPen(edge)
        painter.drawRoundedRect(place, 4, 4)
        if current and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(looks.text, 1.6))
            painter.drawRoundedRect(place.adjusted(-2.5, -2.5, 2.5, 2.5), 6, 6)
        ink = looks.on_chosen if current else looks.text
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for day in bar.marks:
            painter.drawEllipse(QPointF(self.across(day), place.bottom() - 4), 2, 2)
        self._name_bar(painter, looks, bar, ink)

    def _name_bar(self, painter: QPainter, looks: _Looks, bar: Bar, ink: QColor) -> None:
        """The bar's name and title within it; beside a short one its name alone."""
        room, words, letters = self._name_of(bar), bar.name, self.fontMetrics()
        within = self.place_of(bar).contains(room)
        if within:
            whole = f"{bar.name}　{bar.title}"
            short = letters.elidedText(whole, Qt.TextElideMode.ElideRight, int(room.width()))
            words = short if len(short) > len(bar.name) + 2 else bar.name
        painter.setPen(ink if within else looks.text)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)


class _Looks:
    """The palette's colours for a drawing."""

    def __init__(self, palette: QPalette) -> None:
        self.base, self.text = palette.base().color(), palette.text().color()
        self.chosen, self.on_chosen = palette.highlight().color(), palette.highlightedText().color()
        self.link = legible(self.chosen, self.base)
        self.line = mixed(self.base, self.text, 0.25)
        self.soft = legible(mixed(self.text, self.base, 0.4), mixed(self.base, self.text, 0.1))
        self.fill = mixed(self.base, self.chosen, 0.25)
        self.bands = (mixed(self.base, self.text, 0.05), mixed(self.base, self.text, 0.1))
