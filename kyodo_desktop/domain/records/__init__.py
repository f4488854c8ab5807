"""Every record of the register; a new one is a class in its family's file and a line here."""

from __future__ import annotations

from kyodo_desktop.domain.fields import Record
from kyodo_desktop.domain.records.committee import Category, Committee, Numbering
from kyodo_desktop.domain.records.meeting import (
    AgendaItem,
    Attachment,
    ItemKind,
    Material,
    MaterialFamily,
    Meeting,
    MeetingStatus,
)
from kyodo_desktop.domain.records.roster import (
    Affiliation,
    Appointment,
    EndReason,
    Office,
    OfficeRole,
    Person,
    PersonName,
    PriorService,
    Term,
)

RECORDS: tuple[type[Record], ...] = (
    Committee,
    Category,
    Term,
    Person,
    PersonName,
    Affiliation,
    PriorService,
    Appointment,
    Office,
    Meeting,
    AgendaItem,
    Attachment,
    Material,
)

__all__ = [
    "RECORDS",
    "Affiliation",
    "AgendaItem",
    "Appointment",
    "Attachment",
    "Category",
    "Committee",
    "EndReason",
    "ItemKind",
    "Material",
    "MaterialFamily",
    "Meeting",
    "MeetingStatus",
    "Numbering",
    "Office",
    "OfficeRole",
    "Person",
    "PersonName",
    "PriorService",
    "Record",
    "Term",
]
