"""通知・出欠: what the members are sent before a meeting, what they answer, and what is still to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtWidgets import QTabWidget, QWidget

from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    CandidateDate,
    Committee,
    DateAnswer,
    Dispatch,
    DocumentNumber,
    Guest,
    IssuedPaper,
    Meeting,
    Office,
    PersonName,
    PreparationStep,
    Reading,
    RegulationVersion,
    Reply,
    StandingDecision,
    Term,
)
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.part import Part
from kyodo_desktop.ui.screens.meeting_replies_answers import AnswersPage
from kyodo_desktop.ui.screens.meeting_replies_dates import DatesPage
from kyodo_desktop.ui.screens.meeting_replies_notices import NoticesPage
from kyodo_desktop.ui.screens.meeting_replies_steps import StepsPage
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting import MeetingScreen


_ROWS: Final = (
    "answer_acts",
    "unanswered_row",
    "issued_acts",
    "issue_row2",
    "date_acts",
    "date_acts2",
    "step_acts",
)


class Page(Protocol):
    """One of the pages within this one."""

    def show(self, meeting: Meeting | None) -> None:
        """Show what is on record for a meeting."""
        ...

    def flush(self) -> bool:
        """Save what is pending; False where it can't be."""
        ...

    def discard(self) -> None:
        """Forget what was typed and not saved."""
        ...


class RepliesPart(Part):
    """Four pages, each filled when it is seen."""

    key = "meeting_replies"
    shows = (
        Affiliation,
        Appointment,
        CandidateDate,
        Committee,
        DateAnswer,
        Dispatch,
        DocumentNumber,
        Guest,
        IssuedPaper,
        Meeting,
        Office,
        PersonName,
        PreparationStep,
        Reading,
        RegulationVersion,
        Reply,
        StandingDecision,
        Term,
    )
    icons = {"withdraw": "remove", "remove_date": "remove"}

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__(screen)
        self._wrapped = Wrapped(self.form)
        for row in _ROWS:
            flow(part(QWidget, row, self.form))
        self.answers = AnswersPage(self)
        self.notices = NoticesPage(self)
        self.dates = DatesPage(self)
        self.steps = StepsPage(self)
        self.pages: tuple[Page, ...] = (self.answers, self.notices, self.dates, self.steps)
        self._old: set[int] = set()
        self.tabs = part(QTabWidget, "reply_pages", self.form)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.currentChanged.connect(self._show_page)

    def reload(self) -> None:
        self._old = set(range(len(self.pages)))
        self._show_page(self.tabs.currentIndex())

    def _show_page(self, at: int) -> None:
        if at in self._old:
            self._old.discard(at)
            self.owner.attempt(lambda: self.pages[at].show(self.meeting))

    def flush(self) -> bool:
        done = [page.flush() for page in self.pages]
        return all(done)

    def discard(self) -> None:
        for page in self.pages:
            page.discard()
