"""規則: its text on any day, how the committee reads it, what it decided, its versions, rulings tried out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton, QTabWidget, QWidget

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    Committee,
    Election,
    Meeting,
    Motion,
    Reading,
    RegulationVersion,
    StandingDecision,
    VoteSnapshot,
)
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.screens.regulation_text import TextPage
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.dayfield import DayField
from kyodo_desktop.ui.widgets.form import RecordForm

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.regulation_page import Page

TEXT, READINGS, DECISIONS, COMPARE, TRYOUT = range(5)


class RegulationScreen(Screen):
    """The regulation as of one day, which all pages share."""

    key = "regulation"
    shows = (
        Committee,
        Election,
        Meeting,
        Motion,
        Reading,
        RegulationVersion,
        StandingDecision,
        VoteSnapshot,
    )
    icons = {"remove_version": "remove"}

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self.day = DayField(desk.today, _("いつの規則か"))
        self.day.setMaximumWidth(self.day.minimumWidth())
        fill(part(QWidget, "day_place", self.form), self.day)
        part(QLabel, "day_label", self.form).setBuddy(self.day)
        self.day.chosen.connect(self.show_day)
        self._problem = part(QLabel, "problem", self.form)
        self._problem.hide()
        self.day.refused.connect(self._refuse)
        part(QPushButton, "today", self.form).clicked.connect(lambda: self.show_day(desk.today))
        self.tabs = part(QTabWidget, "parts", self.form)
        self._made: dict[int, Page] = {}
        self.text = TextPage(self)
        self._made[TEXT] = self.text
        self.tabs.currentChanged.connect(self._show_page)

    # --- pages

    def page(self, at: int) -> Page:
        """The page at a place, made now if it has not been."""
        if at not in self._made:
            self._made[at] = self._make(at)
            self._made[at].reload()
        return self._made[at]

    def _make(self, at: int) -> Page:
        if at == READINGS:
            from kyodo_desktop.ui.screens.regulation_readings import ReadingsPage

            return ReadingsPage(self)
        if at == DECISIONS:
            from kyodo_desktop.ui.screens.regulation_decisions import DecisionsPage

            return DecisionsPage(self)
        if at == COMPARE:
            from kyodo_desktop.ui.screens.regulation_compare import ComparePage

            return ComparePage(self)
        from kyodo_desktop.ui.screens.regulation_tryout import TryoutPage

        return TryoutPage(self)

    def _show_page(self) -> None:
        self.page(self.tabs.currentIndex())

    def reload(self) -> None:
        for page in self._made.values():
            page.reload()

    def show_day(self, day: dt.date) -> None:
        """Show the regulation as of a day."""
        if not self.flush():
            self.day.show_day(self.day.day)
            return
        self._refuse("")
        self.day.show_day(day)
        self.reload()

    def _refuse(self, why: str) -> None:
        self._problem.setText(why)
        self._problem.setVisible(bool(why))

    def show_record(self, record: Id) -> None:
        """Choose a text, a decision or a reading on record."""
        for at in (TEXT, DECISIONS, READINGS):
            if self.page(at).choose(record):
                self.tabs.setCurrentIndex(at)
                return

    # --- pending

    def forms(self) -> tuple[RecordForm, ...]:
        return tuple(form for page in self._made.values() for form in page.forms())

    def flush(self) -> bool:
        for at, page in self._made.items():
            if not page.flush():
                self.tabs.setCurrentIndex(at)
                return False
        return True

    def discard(self) -> None:
        for page in self._made.values():
            page.discard()

    def _draw_icons(self) -> None:
        super()._draw_icons()
        for page in getattr(self, "_made", {}).values():
            page.draw_icons()
