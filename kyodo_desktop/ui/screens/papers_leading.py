"""Which screen holds what a paper lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kyodo_desktop.domain.fields import Record
from kyodo_desktop.domain.records import (
    BankAccount,
    CandidateDate,
    Committee,
    Consultation,
    Contact,
    Meeting,
    Person,
    Sender,
    Term,
)
from kyodo_desktop.ui.screens import SCREENS

_SCREENS: Final[Mapping[type[Record], str]] = {
    BankAccount: "roster",
    CandidateDate: "meeting",
    Committee: "settings",
    Consultation: "consultations",
    Contact: "settings",
    Meeting: "meeting",
    Person: "roster",
    Sender: "settings",
    Term: "roster",
}


def screen_for(record: type[Record]) -> str:
    """The key of the screen on which such a record is entered, "" where this window has none."""
    key = _SCREENS.get(record, "")
    return key if any(entry.key == key for entry in SCREENS) else ""
