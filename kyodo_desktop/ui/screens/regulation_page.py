"""What every page of the regulation's screen is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.ui.widgets.form import RecordForm

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.regulation import RegulationScreen


class Page:
    """Shows something of the regulation as of the screen's day."""

    def __init__(self, screen: RegulationScreen) -> None:
        self.screen = screen
        self.desk = screen.desk
        self.form = screen.form

    @property
    def day(self) -> dt.date:
        """The day that is looked at."""
        return self.screen.day.day

    @property
    def committee(self) -> Id:
        """The id of the committee in hand, "" where there is none."""
        return self.desk.committee.id if self.desk.committee else ""

    def reload(self) -> None:
        """Show what the register holds now."""
        raise NotImplementedError

    def choose(self, record: Id) -> bool:  # noqa: ARG002 - most pages hold none
        """Choose a record of this page; False where it stands on another."""
        return False

    def forms(self) -> tuple[RecordForm, ...]:
        """The forms that save by themselves."""
        return ()

    def flush(self) -> bool:
        """Save what is pending; False where it can't be."""
        done = [form.flush() for form in self.forms()]
        return all(done)

    def discard(self) -> None:
        """Forget what was typed and not saved."""
        for form in self.forms():
            form.revert()

    def draw_icons(self) -> None:
        """Draw the buttons in the colours that hold now."""
