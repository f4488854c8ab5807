"""Where what keeps a packet from being made is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.findings import Place, at
from kyodo_desktop.domain.quotation import Unresolved
from kyodo_desktop.domain.records import AgendaItem, BodyText, Material, Meeting
from kyodo_desktop.services import meetings, quotations, texts

if TYPE_CHECKING:
    from kyodo_desktop.ui.desk import Desk


def place_of(desk: Desk, meeting: Meeting, error: KyodoError) -> Place | None:
    """The material's text, file or title that `error` is about, or the agenda item; None where unknown."""
    if isinstance(error, Unresolved):
        return _quoting(desk, meeting, error.written)
    number = getattr(error, "number", None)
    lines = desk.read(meetings.materials, meeting.id)
    material = next((line.material for line in lines if number and line.number == number), None)
    if material is None:
        return None
    text = desk.read(texts.body_of, material.id) if material.paper == texts.BODY else None
    return at(text, "source") if text is not None else at(material)


def _quoting(desk: Desk, meeting: Meeting, written: str) -> Place | None:
    """The first text of this meeting in which the reference is `written`."""
    ours = {line.material.id for line in desk.read(meetings.materials, meeting.id)}
    for bad in desk.read(quotations.bad_quotations, meeting.committee):
        one = bad.record
        held = (
            (isinstance(one, AgendaItem) and one.meeting == meeting.id)
            or (isinstance(one, Material) and one.id in ours)
            or (isinstance(one, BodyText) and one.material in ours)
        )
        if held and bad.fault.written == written:
            return at(one, bad.field)
    return None
