"""How a service says no: what the clerk wanted, why it can't be so, what to do now."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.i18n import Message


def refused(what: Message, why: Message, remedy: Message, field: str = "") -> InvalidRecord:
    """The error for an act that would make the register untrue; `field` is where the screen says why."""
    return InvalidRecord(what, why, remedy, ((field, why),))


def absent(what: Message, why: Message, remedy: Message) -> NotFound:
    """The error for a question about something that the register doesn't hold."""
    return NotFound(what, why, remedy)


def said(day: dt.date) -> str:
    """A day as a sentence says it: 令和7年11月14日."""
    return wareki.long(day) if day >= wareki.FIRST_DAY else day.isoformat()
