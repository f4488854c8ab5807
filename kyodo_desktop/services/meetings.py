"""Meetings with their agenda and materials: every question a clerk asks and every act, in one place."""

from __future__ import annotations

from kyodo_desktop.services.agenda import (
    AgendaLine,
    add_item,
    agenda,
    edit_item,
    move_item,
    outdent_item,
    remove_item,
)
from kyodo_desktop.services.convening import (
    call_meeting,
    edit_meeting,
    meetings,
    next_meeting,
    next_number,
    remove_meeting,
)
from kyodo_desktop.services.materials import (
    MaterialLine,
    add_material,
    add_received,
    attach,
    detach,
    edit_material,
    materials,
    move_material,
    remove_material,
)

__all__ = [
    "AgendaLine",
    "MaterialLine",
    "add_item",
    "add_material",
    "add_received",
    "agenda",
    "attach",
    "call_meeting",
    "detach",
    "edit_item",
    "edit_material",
    "edit_meeting",
    "materials",
    "meetings",
    "move_item",
    "move_material",
    "next_meeting",
    "next_number",
    "outdent_item",
    "remove_item",
    "remove_material",
    "remove_meeting",
]
