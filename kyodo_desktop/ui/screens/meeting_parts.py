"""The meeting screen's further pages, in their order. Each is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.ui.part import Part

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting import MeetingScreen


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A tab of the meeting: the part's key (its module and form), its title, and how it is made."""

    key: str
    title: str
    make: Callable[[MeetingScreen], Part]


def _replies(screen: MeetingScreen) -> Part:
    from kyodo_desktop.ui.screens.meeting_replies import RepliesPart

    return RepliesPart(screen)


def _day(screen: MeetingScreen) -> Part:
    from kyodo_desktop.ui.screens.meeting_day import DayPart

    return DayPart(screen)


def _votes(screen: MeetingScreen) -> Part:
    from kyodo_desktop.ui.screens.meeting_votes import VotesPart

    return VotesPart(screen)


def _minutes(screen: MeetingScreen) -> Part:
    from kyodo_desktop.ui.screens.meeting_minutes import MinutesTab

    return MinutesTab(screen)


PARTS: Final[tuple[PartEntry, ...]] = (
    PartEntry("meeting_replies", mark("通知・出欠"), _replies),
    PartEntry("meeting_day", mark("当日"), _day),
    PartEntry("meeting_votes", mark("議決・互選"), _votes),
    PartEntry("meeting_minutes", mark("会議録"), _minutes),
)


class Parts:
    """Keeps the pages of PARTS behind the tabs that the form itself has."""

    def __init__(self, screen: MeetingScreen, tabs: QTabWidget) -> None:
        self._screen = screen
        self._tabs = tabs
        self._own = tabs.count()
        self._made: dict[str, Part] = {}
        self._meeting: Meeting | None = None
        for entry in PARTS:
            page = QWidget()
            page.setObjectName(f"{entry.key}_page")
            QVBoxLayout(page).setContentsMargins(18, 18, 18, 18)
            tabs.addTab(page, _(entry.title))

    def at(self, tab: int) -> Part | None:
        """The part of a tab, made now if it has not been; None for the form's own tabs."""
        if tab < self._own:
            return None
        entry = PARTS[tab - self._own]
        if entry.key not in self._made:
            made = entry.make(self._screen)
            self._made[entry.key] = made
            page = self._tabs.widget(tab)
            layout = page.layout() if page is not None else None
            assert layout is not None
            layout.addWidget(made)
            made.show_meeting(self._meeting)
        return self._made[entry.key]

    def go(self, key: str) -> Part:
        """Show the tab of this key."""
        tab = self._own + next(at for at, entry in enumerate(PARTS) if entry.key == key)
        self._tabs.setCurrentIndex(tab)
        made = self.at(tab)
        assert made is not None
        return made

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Show a meeting on every page that has been made."""
        self._meeting = meeting
        for made in self._made.values():
            made.show_meeting(meeting)

    def flush(self) -> bool:
        """Save what is pending on them; False where something can't be."""
        done = [made.flush() for made in self._made.values()]
        return all(done)

    def discard(self) -> None:
        """Forget what was typed on them and not saved."""
        for made in self._made.values():
            made.discard()
