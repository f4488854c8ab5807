"""会議録: the minutes of the meeting from the draft to what is published, each state and what comes next."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLabel, QPushButton, QTabWidget, QWidget

from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    AgendaItem,
    Appointment,
    Attendance,
    Ballot,
    Committee,
    CorrectionState,
    Election,
    Guest,
    Meeting,
    Minutes,
    MinutesCorrection,
    MinutesEdition,
    MinutesReopening,
    MinutesReview,
    MinutesState,
    Motion,
    Office,
    PersonName,
    PresenceInterval,
    ProvisionalChair,
    Utterance,
    Vote,
    Withdrawal,
)
from kyodo_desktop.i18n import _
from kyodo_desktop.services import correspondence, minutes
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.part import Part
from kyodo_desktop.ui.screens.meeting_minutes_acts import Steps
from kyodo_desktop.ui.screens.meeting_minutes_lines import LinesPage
from kyodo_desktop.ui.screens.meeting_minutes_review import ReviewPage
from kyodo_desktop.ui.screens.meeting_minutes_text import EditionsPage, TextPage
from kyodo_desktop.ui.widgets.acts import ActForm
from kyodo_desktop.ui.widgets.airy import airy
from kyodo_desktop.ui.widgets.editors import spelled_day
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting import MeetingScreen

_ROWS: Final = (
    "state_acts",
    "line_acts",
    "offer_acts",
    "text_acts",
    "text_acts2",
    "review_acts",
    "correction_acts",
)
_WORKABLE: Final = (MinutesState.DRAFT, MinutesState.REVIEW)


class MinutesTab(Part):
    """The state of the minutes and its acts, above four pages filled when they are seen."""

    key = "meeting_minutes"
    shows = (
        AgendaItem,
        Appointment,
        Attendance,
        Ballot,
        Committee,
        Election,
        Guest,
        Meeting,
        Minutes,
        MinutesCorrection,
        MinutesEdition,
        MinutesReopening,
        MinutesReview,
        Motion,
        Office,
        PersonName,
        PresenceInterval,
        ProvisionalChair,
        Utterance,
        Vote,
        Withdrawal,
    )
    icons = {"line_up": "up", "line_down": "down", "line_remove": "remove"}

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__(screen)
        self.minutes: Minutes | None = None
        self._wrapped = Wrapped(self.form)
        for row in _ROWS:
            flow(part(QWidget, row, self.form))
        self.lines = LinesPage(self)
        self.text = TextPage(self)
        self.review = ReviewPage(self)
        self.editions = EditionsPage(self)
        self.pages = (self.lines, self.text, self.review, self.editions)
        self._old: set[int] = set()
        self.act = ActForm()
        self.act.closed.connect(self.show_state)
        fill(part(QWidget, "act_place", self.form), self.act)
        self.steps = Steps(self)
        self.tabs = part(QTabWidget, "minutes_pages", self.form)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.currentChanged.connect(self._show_page)

    # --- showing

    def reload(self) -> None:
        self.minutes = self.desk.read(minutes.minutes_of, self.meeting.id) if self.meeting else None
        self.lines.offer_members()
        self.show_state()
        self._old = set(range(len(self.pages)))
        self._show_page(self.tabs.currentIndex())

    def _show_page(self, at: int) -> None:
        if at in self._old:
            self._old.discard(at)
            self.owner.attempt(lambda: self.pages[at].show(self.minutes))

    @property
    def members(self) -> tuple[Id, ...]:
        """The appointments of the members in office on the meeting's day, in the roster's order."""
        if self.meeting is None:
            return ()
        try:
            found = self.desk.read(correspondence.recipients, self.meeting.committee, self.meeting.date)
        except NotFound:  # no term holds on that day
            return ()
        return tuple(one.appointment for one in found)

    @property
    def workable(self) -> bool:
        """Whether the text may be worked on."""
        stored = self.minutes
        return stored is not None and stored.state in _WORKABLE and not self.desk.read_only

    def show_state(self) -> None:
        """Show how far the minutes have come, and what leads on."""
        stored = self.minutes
        label = part(QLabel, "state", self.form)
        label.setText(_path(stored.state if stored else None))
        label.setAccessibleName(_(stored.state.label) if stored else _("会議録なし"))
        part(QLabel, "next", self.form).setText(airy(self._next()))
        self.tabs.setVisible(stored is not None)
        part(QWidget, "act_place", self.form).setVisible(self.act.open)
        first, second = self.steps.offered(stored)
        for name, step in (("advance", first), ("again", second)):
            button = part(QPushButton, name, self.form)
            button.setVisible(step is not None and not self.act.open)
            button.setEnabled(self.meeting is not None and not self.desk.read_only)
            if step is not None:
                button.setText(step.words)
                button.setAccessibleName(step.words)

    def _next(self) -> str:
        """What the state means, and what is to be done now."""
        stored = self.minutes
        if stored is None:
            return _("会議を開いた後で、会議の記録から会議録の案を作れます。発言はここで書き足します。")
        if stored.state is MinutesState.DRAFT:
            return _("案を整えています。次は、委員に確認を依頼します。")
        if stored.state is MinutesState.REVIEW:
            return self._reviewing(stored)
        if stored.state is MinutesState.FINAL:
            day = spelled_day(stored.finalised_on) if stored.finalised_on else ""
            return _("{day}に確定しました。次は、公開を記録します。").format(day=day)
        day = spelled_day(stored.published_on) if stored.published_on else ""
        return _("{day}に公開しました。直すときは、理由を添えて再開します。").format(day=day)

    def _reviewing(self, stored: Minutes) -> str:
        waiting = sum(1 for one in self.desk.read(minutes.reviews, stored.id) if one.answered_on is None)
        unsettled = self.desk.read(minutes.corrections, stored.id, (CorrectionState.OPEN,))
        words = _(
            "委員が確認しています（期限 {due}）。回答待ち{waiting}人、取扱いを決めていない申出{open}件。"
            "次は、確定します。"
        )
        due = spelled_day(stored.corrections_due) if stored.corrections_due else ""
        return words.format(due=due, waiting=waiting, open=len(unsettled))

    # --- pending

    def flush(self) -> bool:
        done = [page.flush() for page in self.pages]
        return all(done) and not self.act.dirty

    def discard(self) -> None:
        for page in self.pages:
            page.discard()
        if self.act.open:
            self.act.leave()


def _path(state: MinutesState | None) -> str:
    """All the states in their order, the present one marked."""
    shown = (f"【{_(one.label)}】" if one is state else _(one.label) for one in MinutesState)
    return escape(" → ".join(shown))
