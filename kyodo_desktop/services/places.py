"""Moving one of a row to another place in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from kyodo_desktop.domain.records import (
    AgendaItem,
    ContinuedDeliberation,
    Material,
    PlanEntry,
    Question,
    Recommendation,
    SurveyChoice,
    SurveyFact,
    Utterance,
)

Placed = TypeVar(
    "Placed",
    AgendaItem,
    Material,
    PlanEntry,
    Question,
    Recommendation,
    ContinuedDeliberation,
    SurveyChoice,
    SurveyFact,
    Utterance,
)


def moved(row: Sequence[Placed], one: Placed, by: int) -> tuple[Placed, ...]:
    """The row with `one` moved `by` places, at most to either end; nothing where it stays where it is."""
    here = next(at for at, other in enumerate(row) if other.id == one.id)
    there = min(max(here + by, 0), len(row) - 1)
    if there == here:
        return ()
    others = [*row[:here], *row[here + 1 :]]
    placed = [*others[:there], row[here], *others[there:]]
    return tuple(replace(other, order=order) for order, other in enumerate(placed, 1))
