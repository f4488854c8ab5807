"""The screens, in the sidebar's order. Each is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.i18n import mark
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.settings import Settings


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the sidebar: the screen's key (its module, form and icon), its title, and how it is made."""

    key: str
    title: str
    make: Callable[[Desk, Settings], Screen]


def _home(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.home import HomeScreen

    return HomeScreen(desk, settings)


def _roster(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.roster import RosterScreen

    return RosterScreen(desk, settings)


def _meeting(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.meeting import MeetingScreen

    return MeetingScreen(desk, settings)


def _regulation(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.regulation import RegulationScreen

    return RegulationScreen(desk, settings)


def _packet(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.packet import PacketScreen

    return PacketScreen(desk, settings)


def _consultations(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.consultations import ConsultationsScreen

    return ConsultationsScreen(desk, settings)


def _plan(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.plan import PlanScreen

    return PlanScreen(desk, settings)


def _shelf(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.shelf import ShelfScreen

    return ShelfScreen(desk, settings)


def _surveys(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.surveys import SurveysScreen

    return SurveysScreen(desk, settings)


def _papers(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.papers import PapersScreen

    return PapersScreen(desk, settings)


def _journal(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.journal import JournalScreen

    return JournalScreen(desk, settings)


def _settings(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.settings import SettingsScreen

    return SettingsScreen(desk, settings)


def _help(desk: Desk, settings: Settings) -> Screen:
    from kyodo_desktop.ui.screens.help import HelpScreen

    return HelpScreen(desk, settings)


SCREENS: Final = (
    Entry("home", mark("ホーム"), _home),
    Entry("roster", mark("委員"), _roster),
    Entry("meeting", mark("会議"), _meeting),
    Entry("consultations", mark("諮問・答申"), _consultations),
    Entry("plan", mark("審議予定"), _plan),
    Entry("shelf", mark("資料棚"), _shelf),
    Entry("surveys", mark("調査"), _surveys),
    Entry("regulation", mark("規則"), _regulation),
    Entry("papers", mark("帳票"), _papers),
    Entry("packet", mark("印刷"), _packet),
    Entry("journal", mark("履歴"), _journal),
    Entry("settings", mark("設定"), _settings),
    Entry("help", mark("ヘルプ"), _help),
)


def key_of(at: int) -> str:
    """The keys that show the screen at this place of SCREENS: Ctrl+1 to 9, Ctrl+0, then Alt+1 and on."""
    return f"Ctrl+{(at + 1) % 10}" if at < 10 else f"Alt+{at - 9}"
