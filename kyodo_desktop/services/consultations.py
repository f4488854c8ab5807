"""Consultations (諮問) with their reports (答申): the ledger a clerk asks for, and every act upon it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.grouping import grouped
from kyodo_desktop.domain.records import (
    Consultation,
    ContinuedDeliberation,
    FollowUp,
    Recommendation,
    Report,
)
from kyodo_desktop.services.consulting import (
    add_continued,
    add_recommendation,
    edit_consultation,
    edit_continued,
    edit_recommendation,
    edit_report,
    record_consultation,
    record_report,
)
from kyodo_desktop.services.deliberations import (
    Course,
    Sitting,
    course,
    deliberable,
    deliberate,
    open_consultations,
    sittings_of,
    withdraw_deliberation,
)
from kyodo_desktop.services.followups import (
    add_follow_up,
    edit_follow_up,
    follow_ups,
    latest,
    remove_follow_up,
)
from kyodo_desktop.services.quotations import BadQuotation, Quotes, Unresolved, bad_quotations
from kyodo_desktop.services.recommending import (
    indent_recommendation,
    move_continued,
    move_recommendation,
    outdent_recommendation,
    remove_continued,
    remove_recommendation,
)
from kyodo_desktop.services.retracting import remove_consultation, remove_report
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class RecommendationLine:
    """A recommendation as the report prints it: `depth` from 0, `number` 1 /（1）/ ア …"""

    recommendation: Recommendation
    depth: int
    number: str


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """A consultation and what came of it; `report` None while the committee still deliberates.

    `sittings` are where it was deliberated, `follow_ups` what became of the recommendations, oldest first.
    """

    consultation: Consultation
    report: Report | None
    recommendations: tuple[RecommendationLine, ...]
    continued: tuple[ContinuedDeliberation, ...]
    follow_ups: tuple[FollowUp, ...]
    sittings: tuple[Sitting, ...] = ()

    def days(self, on: dt.date) -> int | None:
        """Days from the consultation to its answer, or to `on` while there is none; None before it is asked.

        The day of the consultation itself doesn't count.
        """
        end = self.report.reported_on if self.report else on
        return (end - self.consultation.asked_on).days if end >= self.consultation.asked_on else None

    def state_of(self, recommendation: Id, on: dt.date) -> FollowUp | None:
        """How a recommendation stood on a day, None where nobody had looked."""
        return latest(self.follow_ups, recommendation, on)


def ledger(store: Store, committee: Id) -> tuple[ConsultationLine, ...]:
    """Every consultation of the committee, by number."""
    found = sorted(store.find(Consultation, committee=committee), key=lambda one: (one.number, one.id))
    ids = [one.id for one in found]
    reports = store.find_in(Report, "consultation", ids)
    advice = store.find_in(Recommendation, "report", [one.id for one in reports])
    known = _Known(
        reports=grouped(reports, lambda one: one.consultation),
        advice=grouped(advice, lambda one: one.report),
        continued=grouped(
            store.find_in(ContinuedDeliberation, "consultation", ids), lambda one: one.consultation
        ),
        follow_ups=grouped(
            store.find_in(FollowUp, "recommendation", [one.id for one in advice]),
            lambda one: one.recommendation,
        ),
        sittings=sittings_of(store, found),
    )
    return tuple(_line(one, known) for one in found)


@dataclass(frozen=True, slots=True)
class _Known:
    """What belongs to the consultations of a committee, read at once and kept by what it belongs to."""

    reports: Mapping[Id, Sequence[Report]]
    advice: Mapping[Id, Sequence[Recommendation]]
    continued: Mapping[Id, Sequence[ContinuedDeliberation]]
    follow_ups: Mapping[Id, Sequence[FollowUp]]
    sittings: Mapping[Id, tuple[Sitting, ...]]


def _line(consultation: Consultation, known: _Known) -> ConsultationLine:
    report = next(iter(known.reports.get(consultation.id, ())), None)
    found = known.advice.get(report.id, ()) if report else ()
    followed = [follow_up for one in found for follow_up in known.follow_ups.get(one.id, ())]
    return ConsultationLine(
        consultation=consultation,
        report=report,
        recommendations=tuple(_numbered(_tree(found), None, 0)),
        continued=tuple(known.continued.get(consultation.id, ())),
        follow_ups=tuple(sorted(followed, key=lambda one: (one.on, one.id))),
        sittings=known.sittings.get(consultation.id, ()),
    )


_Tree = dict[Id | None, list[Recommendation]]


def _tree(found: Iterable[Recommendation]) -> _Tree:
    return grouped(found, lambda one: one.parent)


def _numbered(tree: _Tree, parent: Id | None, depth: int) -> Iterator[RecommendationLine]:
    for n, one in enumerate(tree.get(parent, ()), 1):
        yield RecommendationLine(one, depth, numbering.agenda_number(depth, n))
        yield from _numbered(tree, one.id, depth + 1)


__all__ = [
    "BadQuotation",
    "ConsultationLine",
    "Course",
    "Quotes",
    "RecommendationLine",
    "Sitting",
    "Unresolved",
    "add_continued",
    "add_follow_up",
    "add_recommendation",
    "bad_quotations",
    "course",
    "deliberable",
    "deliberate",
    "edit_consultation",
    "edit_continued",
    "edit_follow_up",
    "edit_recommendation",
    "edit_report",
    "follow_ups",
    "indent_recommendation",
    "latest",
    "ledger",
    "move_continued",
    "move_recommendation",
    "open_consultations",
    "outdent_recommendation",
    "record_consultation",
    "record_report",
    "remove_consultation",
    "remove_continued",
    "remove_follow_up",
    "remove_recommendation",
    "remove_report",
    "withdraw_deliberation",
]
