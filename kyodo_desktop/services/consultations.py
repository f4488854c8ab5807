"""Consultations (諮問) with their reports (答申): the ledger a clerk asks for, and every act upon it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.fields import Id
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
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class RecommendationLine:
    """A recommendation as the report prints it: `depth` from 0, `number` 1 /（1）/ ア …"""

    recommendation: Recommendation
    depth: int
    number: str


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """A consultation and what came of it; `report` None while the committee still deliberates."""

    consultation: Consultation
    report: Report | None
    recommendations: tuple[RecommendationLine, ...]
    continued: tuple[ContinuedDeliberation, ...]
    follow_ups: tuple[FollowUp, ...]


def ledger(store: Store, committee: Id) -> tuple[ConsultationLine, ...]:
    """Every consultation of the committee, by number."""
    found = sorted(store.find(Consultation, committee=committee), key=lambda one: (one.number, one.id))
    return tuple(_line(store, one) for one in found)


def _line(store: Store, consultation: Consultation) -> ConsultationLine:
    report = next(iter(store.find(Report, consultation=consultation.id)), None)
    found = store.find(Recommendation, report=report.id) if report else ()
    return ConsultationLine(
        consultation=consultation,
        report=report,
        recommendations=tuple(_numbered(_tree(found), None, 0)),
        continued=store.find(ContinuedDeliberation, consultation=consultation.id),
        follow_ups=tuple(
            sorted(
                store.find_in(FollowUp, "recommendation", [one.id for one in found]),
                key=lambda one: (one.on, one.id),
            )
        ),
    )


_Tree = dict[Id | None, list[Recommendation]]


def _tree(found: Iterable[Recommendation]) -> _Tree:
    tree: _Tree = {}
    for one in found:
        tree.setdefault(one.parent, []).append(one)
    return tree


def _numbered(tree: _Tree, parent: Id | None, depth: int) -> Iterator[RecommendationLine]:
    for n, one in enumerate(tree.get(parent, ()), 1):
        yield RecommendationLine(one, depth, numbering.agenda_number(depth, n))
        yield from _numbered(tree, one.id, depth + 1)


__all__ = [
    "ConsultationLine",
    "RecommendationLine",
    "add_continued",
    "add_recommendation",
    "edit_consultation",
    "edit_continued",
    "edit_recommendation",
    "edit_report",
    "ledger",
    "record_consultation",
    "record_report",
]
