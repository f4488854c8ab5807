"""What an office lays down for observers (傍聴), once for all the papers that tell it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.papers.forms import measure, wording

FORM: Final = "observers.toml"
_DAY: Final = dt.date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observers:
    """How many may observe, in which order they are let in, and from how many minutes before the opening."""

    capacity: int = measure(0, 999)
    opens: int = measure(0, 240)
    order: str = wording()

    def opening(self, starts_at: dt.time) -> str:
        """When the reception opens: 午後1時30分."""
        moment = dt.datetime.combine(_DAY, starts_at) - dt.timedelta(minutes=self.opens)
        return wareki.clock(moment.time())
