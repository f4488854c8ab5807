"""The sample's committee: its term, its categories of member, its regulation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kyodo_desktop.domain.records import Category, Committee, Numbering, Term
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.committees import require_new_name
from kyodo_desktop.services.regulations import version_of
from kyodo_desktop.services.sample.ground import Ground, add, number, text_beside
from kyodo_desktop.services.tomlfile import Table
from kyodo_desktop.storage import Draft, Store

_COMMITTEE = ("name", "city", "section", "regulation", "numbering", "sample_today")


def plant_committee(store: Store, draft: Draft, file: Table, regulations: Path) -> Ground:
    """Plant committee.toml, and the regulation that it names in the folder `regulations`."""
    file.known("committee", "term", "categories")
    said = file.table("committee").known(*_COMMITTEE)
    require_new_name(store, said.text("name"))
    committee = add(
        draft,
        said,
        Committee(
            id=draft.new_id(),
            name=said.text("name"),
            city=said.text("city"),
            section=said.text("section", ""),
            regulation=said.text("regulation", ""),
            numbering=said.choice("numbering", Numbering, Numbering.TERM),
            sample_today=said.day("sample_today") if "sample_today" in said.values else None,
        ),
    )
    _regulation(draft, said, committee, regulations)
    days = file.table("term").known("since", "until")
    if days.day("until") < days.day("since"):
        raise days.wrong("until", msg("終わりの日が始まりの日より前になっています。"))
    term = Term(id=draft.new_id(), committee=committee.id, since=days.day("since"), until=days.day("until"))
    rows = file.tables("categories")
    return Ground(committee, add(draft, days, term), _categories(draft, rows, committee))


def _regulation(draft: Draft, said: Table, committee: Committee, folder: Path) -> None:
    if not committee.regulation:
        return
    source = text_beside(said, "regulation", folder, ".toml")
    version = version_of(source, committee.id, file=f"{committee.regulation}.toml")
    add(draft, said, replace(version, id=draft.new_id()))


def _categories(draft: Draft, rows: Iterable[Table], committee: Committee) -> dict[int, Category]:
    known: dict[int, Category] = {}
    for row in rows:
        n = row.known("number", "name", "qualification", "seats").integer("number")
        if n in known:
            raise row.wrong("number", msg("{number}号の区分は、すでに書かれています。", number=n))
        known[n] = add(
            draft,
            row,
            Category(
                id=draft.new_id(),
                committee=committee.id,
                number=n,
                name=row.text("name"),
                qualification=row.text("qualification", ""),
                seats=number(row, "seats"),
            ),
        )
    return known
