"""The roster's day: typed, turned from one changing day to the next, or drawn along a slider of all terms."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.i18n import _
from kyodo_desktop.services.sitting import Roster
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.widgets.dayfield import DayField
from kyodo_desktop.ui.widgets.dayslider import DaySlider, height_for

HEAD: Final = ("title", "standing", "day_label", "previous", "day_place", "next", "today")
HEAD_GAP, HEAD_MARGINS = 8, 48 + 24  # as in the form, and a little air


class DayHead(QObject):
    """Chooses the day. `wanted` asks for another; what the register knows of days is asked for once."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, form: QWidget, first: dt.date) -> None:
        super().__init__(form)
        self._desk = desk
        self._form = form
        self._days: tuple[dt.date, ...] | None = None
        self._previous = part(QToolButton, "previous", form)
        self._next = part(QToolButton, "next", form)
        self.problem = part(QLabel, "problem", form)
        self.problem.hide()
        self._standing = part(QLabel, "standing", form)
        self.field = DayField(first, _("基準とする日"))
        self.slider: DaySlider | None = None
        fill(part(QWidget, "day_place", form), self.field)
        place = part(QWidget, "slider_place", form)
        place.setFixedHeight(height_for(place.fontMetrics().height()))
        part(QLabel, "day_label", form).setBuddy(self.field)
        QWidget.setTabOrder(self._previous, self.field)
        QWidget.setTabOrder(self.field, self._next)
        self.field.chosen.connect(self.wanted)
        self.field.refused.connect(self._on_refused)
        self._previous.clicked.connect(lambda: self._turn(-1))
        self._next.clicked.connect(lambda: self._turn(1))
        part(QPushButton, "today", form).clicked.connect(lambda: self.wanted.emit(desk.today))

    @property
    def day(self) -> dt.date:
        """The day that is shown."""
        return self.field.day

    @property
    def drawn(self) -> bool:
        """Whether the slider is being drawn along: what is slow waits until it is let go."""
        return self.slider is not None and self.slider.isSliderDown()

    def show_day(self, day: dt.date) -> None:
        """Stand on a day."""
        self.field.show_day(day)
        if self.slider is not None:
            self.slider.show_day(day)

    def forget(self) -> None:
        """Ask anew which days turn: the register has changed."""
        self._days = None

    def show_turns(self) -> None:
        """Offer the days before and after on which the roster turns, and the slider."""
        days = self._turns()
        self._previous.setEnabled(any(day < self.day for day in days))
        self._next.setEnabled(any(day > self.day for day in days))

    def _turns(self) -> tuple[dt.date, ...]:
        if self._days is None:
            from kyodo_desktop.services.register import terms
            from kyodo_desktop.ui.screens.roster_days import turning_days

            committee = self._desk.committee
            self._days = self._desk.read(turning_days, committee.id) if committee else ()
            slider = self.slider or self._make_slider()
            slider.show_span(self._desk.read(terms, committee.id) if committee else (), self._days)
            slider.show_day(self.day)
        return self._days

    def _make_slider(self) -> DaySlider:
        self.slider = DaySlider(_("基準とする日のつまみ"))
        fill(part(QWidget, "slider_place", self._form), self.slider)
        QWidget.setTabOrder(part(QPushButton, "today", self._form), self.slider)
        self.slider.chosen.connect(self.wanted)
        self.slider.rested.connect(lambda: self.wanted.emit(self.day))
        return self.slider

    def _turn(self, way: int) -> None:
        days = self._turns()
        found = [day for day in days if day > self.day] if way > 0 else [d for d in days if d < self.day]
        if found:
            self.wanted.emit(found[0] if way > 0 else found[-1])

    def _on_refused(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.setVisible(bool(why))

    # --- the term

    def show_standing(self, roster: Roster | None) -> None:
        """Say the term and the number of members."""
        text = ""
        if roster is not None:
            span = wareki.span_short(roster.term.since, roster.term.until)
            text = _("任期 {span}　{count}人").format(span=span, count=len(roster.lines))
        self._standing.setText(text)
        self.fit()

    def fit(self) -> None:
        """Say the term and the number of members where the day leaves room for it."""
        head = [part(QWidget, name, self._form) for name in HEAD]
        wide = sum(one.sizeHint().width() + HEAD_GAP for one in head)
        self._standing.setVisible(wide + HEAD_MARGINS <= self._form.width())
