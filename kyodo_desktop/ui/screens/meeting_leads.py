"""The way from a tab of the meeting to the screen that prints its papers."""

from __future__ import annotations

from kyodo_desktop.ui.part import Part


def show_paper(tab: Part, paper: str) -> None:
    """Show a paper of the tab's meeting on the screen that prints, by its key."""
    from kyodo_desktop.ui.screens.packet import PacketScreen
    from kyodo_desktop.ui.window import MainWindow

    window, meeting = tab.window(), tab.meeting
    if meeting is not None and isinstance(window, MainWindow):
        window.show_record(PacketScreen.key, meeting.id)
        page = window.page(PacketScreen.key)
        if isinstance(page, PacketScreen) and window.screen_key == PacketScreen.key:
            page.show_paper(paper)
