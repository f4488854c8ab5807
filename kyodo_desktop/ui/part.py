"""A page of the meeting screen with a form of its own, made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.ui.page import Page

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting import MeetingScreen


class Part(Page):
    """Shows something of one meeting, `self.meeting`, which may be None."""

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__(screen.desk)
        self.owner = screen
        self.meeting: Meeting | None = None

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Show this meeting, now or when the page is next seen."""
        self.meeting = meeting
        self.touch()
