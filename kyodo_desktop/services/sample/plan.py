"""The sample's plan of deliberation."""

from __future__ import annotations

from kyodo_desktop.domain.records import PlanEntry
from kyodo_desktop.services.sample.ground import Ground, add, number
from kyodo_desktop.services.tomlfile import Table
from kyodo_desktop.storage import Draft


def plant_plan(draft: Draft, file: Table, ground: Ground) -> None:
    """Plant plan.toml."""
    for order, row in enumerate(file.known("plan").tables("plan", required=False), 1):
        row.known("meeting_number", "content", "period")
        entry = PlanEntry(
            id=draft.new_id(),
            committee=ground.committee.id,
            order=order,
            meeting_number=number(row, "meeting_number"),
            content=row.text("content"),
            period=row.text("period", ""),
        )
        add(draft, row, entry)
