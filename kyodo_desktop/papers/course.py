"""The year's course, in which the office uses its papers: before a meeting, on its day, after it, and beyond.

A paper stands in exactly one stage; in each, in the order in which the office comes to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kyodo_desktop.i18n import mark
from kyodo_desktop.papers.paper import AnyPaper
from kyodo_desktop.papers.registry import PAPERS


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the course, and the keys of its papers."""

    title: str
    keys: tuple[str, ...]

    @property
    def papers(self) -> tuple[AnyPaper, ...]:
        """Its papers, in their order."""
        known = {one.key: one for one in PAPERS}
        return tuple(known[key] for key in self.keys)


COURSE: Final = (
    Stage(
        mark("会議の前"),
        (
            "date_inquiry",
            "date_summary",
            "approval",
            "notice",
            "announcement",
            "agenda",
            "materials",
            "body",
            "survey",
            "slip",
            "cover_letter",
            "labels",
            "envelopes",
            "print_instructions",
            "replacement",
        ),
    ),
    Stage(
        mark("会議の当日"),
        (
            "script",
            "seating",
            "nameplates",
            "attendance",
            "observer_rules",
            "observer_register",
        ),
    ),
    Stage(
        mark("会議の後"),
        ("minutes", "minutes_review", "minutes_public", "results", "pay", "errata"),
    ),
    Stage(
        mark("委嘱"),
        ("roster", "nomination", "acceptance", "certificate", "confirmation", "thanks"),
    ),
    Stage(mark("諮問・答申"), ("consultation_letter", "report_letter", "consultations")),
    Stage(mark("規則"), ("regulation", "comparison", "decisions")),
    Stage(mark("報告"), ("term_report", "year_report")),
)
