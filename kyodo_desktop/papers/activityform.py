"""The wording of the reports on a term and on a fiscal year, which they have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kyodo_desktop.papers.forms import measure, shared, wording
from kyodo_desktop.papers.sheet import FORM, SheetLook

ACTIVITY: Final = "activity.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Widths:
    """The columns' widths in millimetres."""

    number: float = measure(8, 40)
    day: float = measure(20, 60)
    figure: float = measure(10, 40)
    category: float = measure(12, 60)
    role: float = measure(12, 60)
    states: float = measure(15, 80)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityWords:
    """Headings, sentences and the words over the columns."""

    span: str = wording("since", "until")
    meetings: str = wording()
    attendance: str = wording()
    composition: str = wording("day")
    consultations: str = wording()
    held: str = wording("count", "percent")
    no_meetings: str = wording()
    asked_and_answered: str = wording("asked", "answered")
    no_consultations: str = wording()
    pending: str = wording()
    state: str = wording("state", "count")
    total: str = wording()
    number: str = wording()
    day: str = wording()
    topics: str = wording()
    came: str = wording()
    rate: str = wording()
    observers: str = wording()
    category: str = wording()
    name: str = wording()
    role: str = wording()
    called: str = wording()
    attended: str = wording()
    kind: str = wording()
    group: str = wording()
    people: str = wording()
    percent: str = wording()
    consultation: str = wording()
    subject: str = wording()
    asked: str = wording()
    reported: str = wording()
    advice: str = wording()
    states: str = wording()
    widths: Widths


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityForm:
    """A report's own title, and what it shares."""

    title: str = wording("committee", "year")
    words: ActivityWords = shared(ACTIVITY)  # noqa: RUF009 - a description of the field, not a value
    look: SheetLook = shared(FORM)  # noqa: RUF009
