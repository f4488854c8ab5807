"""The lines a script is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Line:
    """A heading with the time, what a speaker says, or a note (ト書き).

    `inset`: read only in a case; `keep`: what says in which, so that it doesn't stand alone.
    """

    kind: Literal["heading", "said", "note"]
    text: str
    speaker: str = ""
    time: str = ""
    inset: bool = False
    keep: bool = False


def heading(text: str, at: dt.time | None) -> Line:
    """An item and when it is to begin."""
    return Line("heading", text, time="" if at is None else f"{at.hour}:{at.minute:02}")


def said(speaker: str, text: str) -> Line:
    """What somebody says."""
    return Line("said", text, speaker)


def note(text: str) -> Line:
    """What is done, or what the clerk should know."""
    return Line("note", text)


def case(text: str) -> Line:
    """In which case what follows is read."""
    return Line("note", text, inset=True, keep=True)
