"""Titles quoted by reference ({{諮問4の件名}}) in the texts of the register, resolved when they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kyodo_desktop.domain import quotation
from kyodo_desktop.domain.fields import Id, Record
from kyodo_desktop.domain.quotation import Quotable, Reference, Unresolved
from kyodo_desktop.domain.records import (
    AgendaItem,
    BodyText,
    Consultation,
    ContinuedDeliberation,
    FollowUp,
    Material,
    Meeting,
    PlanEntry,
    Recommendation,
    Report,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.refusal import said
from kyodo_desktop.storage import Draft, Store

QUOTING: Final[tuple[tuple[type[Record], tuple[str, ...]], ...]] = (
    (BodyText, ("source",)),
    (AgendaItem, ("title",)),
    (Material, ("title",)),
    (PlanEntry, ("content",)),
    (Consultation, ("subject", "question")),
    (Report, ("body", "reasons")),
    (Recommendation, ("title", "body")),
    (ContinuedDeliberation, ("matter", "outcome")),
    (FollowUp, ("note",)),
)
"""The fields in which a reference is resolved; anywhere else double braces are plain text."""


@dataclass(frozen=True, slots=True)
class BadQuotation:
    """A reference that nothing answers, and the record and field in which it stands."""

    record: Record
    field: str
    fault: Unresolved


class Quotes:
    """What a committee's consultations are called today; read once, asked for many texts."""

    def __init__(self, store: Store, committee: Id) -> None:
        found = store.find(Consultation, committee=committee)
        self._consultations = {one.number: one for one in found}
        reports = store.find_in(Report, "consultation", [one.id for one in found])
        self._reports = {one.consultation: one for one in reports}

    def said(self, text: str) -> str:
        """`text` as it is read and printed. Raises `Unresolved`, naming the reference."""
        return quotation.resolved(text, self._known)

    def faults(self, text: str) -> tuple[Unresolved, ...]:
        """The references in `text` that nothing on record answers."""
        return quotation.faults(text, self._known)

    def _known(self, reference: Reference) -> str:
        one = self._consultations.get(reference.number)
        if one is None:
            why = msg("諮問{number}は台帳にありません。", number=reference.number)
            raise Unresolved(reference.written, why)
        match reference.what:
            case Quotable.TITLE:
                return one.title
            case Quotable.ASKED_ON:
                return said(one.asked_on)
            case Quotable.REPORTED_ON:
                report = self._reports.get(one.id)
                if report is None:
                    why = msg("諮問{number}の答申は、まだ記録されていません。", number=one.number)
                    raise Unresolved(reference.written, why)
                return said(report.reported_on)


def bad_quotations(store: Store, committee: Id) -> tuple[BadQuotation, ...]:
    """Every reference in the committee's texts that nothing on record answers."""
    quotes = Quotes(store, committee)
    return tuple(
        BadQuotation(one, field, fault)
        for one, field, text in quoting_texts(store, committee)
        for fault in quotes.faults(text)
    )


def quoting_texts(store: Store, committee: Id) -> Iterator[tuple[Record, str, str]]:
    """Every text of the committee that may quote by reference: its record, its field, its words."""
    names: dict[type[Record], tuple[str, ...]] = dict(QUOTING)
    for cls, found in _records(store, committee).items():
        for one in found:
            for field in names[cls]:
                yield one, field, getattr(one, field)


def point_elsewhere(store: Store, draft: Draft, committee: Id, old: int, new: int) -> None:
    """Let every reference to consultation `old` follow it to its new number."""
    changed: dict[Id, Record] = {}
    for one, field, text in quoting_texts(store, committee):
        again = quotation.renumbered(text, old, new)
        if again != text:
            changed[one.id] = replace(changed.get(one.id, one), **{field: again})
    for one in changed.values():
        draft.save(one)


def _records(store: Store, committee: Id) -> dict[type[Record], tuple[Record, ...]]:
    meetings = [one.id for one in store.find(Meeting, committee=committee)]
    materials = store.find_in(Material, "meeting", meetings)
    asked = store.find(Consultation, committee=committee)
    reports = store.find_in(Report, "consultation", [one.id for one in asked])
    advice = store.find_in(Recommendation, "report", [one.id for one in reports])
    return {
        BodyText: store.find_in(BodyText, "material", [one.id for one in materials]),
        AgendaItem: store.find_in(AgendaItem, "meeting", meetings),
        Material: materials,
        PlanEntry: store.find(PlanEntry, committee=committee),
        Consultation: asked,
        Report: reports,
        Recommendation: advice,
        ContinuedDeliberation: store.find_in(
            ContinuedDeliberation, "consultation", [one.id for one in asked]
        ),
        FollowUp: store.find_in(FollowUp, "recommendation", [one.id for one in advice]),
    }


__all__ = ["QUOTING", "BadQuotation", "Quotes", "Unresolved", "bad_quotations", "quoting_texts"]
