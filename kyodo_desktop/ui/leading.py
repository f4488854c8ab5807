"""Which screen shows a record, and the id of what is to be chosen there."""

from __future__ import annotations

from typing import Final

from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Id, Kind, Record, shape
from kyodo_desktop.domain.records import RECORDS, Attachment, Material
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.screens import SCREENS

SHOWN_BY: Final = {
    "Person": "roster",
    "Appointment": "roster",
    "Meeting": "meeting",
    "Material": "shelf",
    "Consultation": "consultations",
    "PlanEntry": "plan",
    "Survey": "surveys",
    "RegulationVersion": "regulation",
    "StandingDecision": "regulation",
    "Reading": "regulation",
    "IssuedPaper": "papers",
    "DocumentNumber": "papers",
    "Committee": "settings",
    "Category": "settings",
    "Term": "settings",
    "Sender": "settings",
    "Contact": "settings",
    "Venue": "settings",
}
"""The screen that chooses a record of this class by its id."""

_OWNERS: Final = (
    "person",
    "appointment",
    "consultation",
    "report",
    "recommendation",
    "survey",
    "question",
    "minutes",
    "motion",
    "election",
    "item",
    "material",
    "issued",
    "meeting",
    "committee",
)
_CLASSES: Final = {cls.__name__: cls for cls in RECORDS}
_FARTHEST: Final = 6


def lead(desk: Desk, record: Record) -> tuple[str, Id] | None:
    """The screen's key and the id to choose there; None where no screen shows the record."""
    known = {entry.key for entry in SCREENS}
    for _step in range(_FARTHEST):
        screen = SHOWN_BY.get(type(record).__name__, "")
        if screen in known:
            return screen, record.id
        owner = _owner(desk, record)
        if owner is None:
            return None
        record = owner
    return None


def _owner(desk: Desk, record: Record) -> Record | None:
    """What a record belongs to."""
    if isinstance(record, Attachment):
        return next(iter(desk.find(Material, attachment=record.id)), None)
    held = {field.name: field for field in shape(type(record)).fields if field.kind is Kind.REFERENCE}
    for name in _OWNERS:
        value = getattr(record, name, None) if name in held else None
        if value:
            try:
                return desk.get(_CLASSES[held[name].target], value)
            except NotFound:
                return None
    return None
