"""The sample committee (見本), read from a folder of TOML files and planted in one act."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.fields import Id, Record
from kyodo_desktop.domain.numbering import DEPTHS
from kyodo_desktop.domain.records import (
    Affiliation,
    AgendaItem,
    Appointment,
    Category,
    Committee,
    ItemKind,
    Material,
    MaterialFamily,
    Meeting,
    Numbering,
    Person,
    PersonName,
    PriorService,
    Term,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import tomlfile
from kyodo_desktop.services.committees import require_new_name
from kyodo_desktop.services.tomlfile import Table
from kyodo_desktop.storage import Draft, Store

R = TypeVar("R", bound=Record)

_COMMITTEE = ("name", "city", "section", "regulation", "numbering", "sample_today")
_MEMBER = ("category", "name", "kana", "organisation", "post", "joined", "prior_periods")


def plant(store: Store, folder: Path) -> Committee:
    """Make the sample of `folder` a committee of the register. Nothing is kept if a file has a fault."""
    files = [tomlfile.read(folder / name) for name in ("committee.toml", "members.toml", "meeting.toml")]
    with store.change(msg("見本の委員会を作成")) as draft:
        committee, term, categories = _committee(store, draft, files[0])
        _members(draft, files[1], committee, term, categories)
        _meeting(draft, files[2], committee, term)
    return committee


def _committee(store: Store, draft: Draft, file: Table) -> tuple[Committee, Term, dict[int, Category]]:
    file.known("committee", "term", "categories")
    said = file.table("committee").known(*_COMMITTEE)
    require_new_name(store, said.text("name"))
    committee = _add(
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
    days = file.table("term").known("since", "until")
    if days.day("until") < days.day("since"):
        raise days.wrong("until", msg("終わりの日が始まりの日より前になっています。"))
    term = Term(id=draft.new_id(), committee=committee.id, since=days.day("since"), until=days.day("until"))
    rows = file.tables("categories")
    return committee, _add(draft, days, term), _categories(draft, rows, committee)


def _categories(draft: Draft, rows: Iterable[Table], committee: Committee) -> dict[int, Category]:
    known: dict[int, Category] = {}
    for row in rows:
        number = row.known("number", "name", "qualification", "seats").integer("number")
        if number in known:
            raise row.wrong("number", msg("{number}号の区分は、すでに書かれています。", number=number))
        known[number] = _add(
            draft,
            row,
            Category(
                id=draft.new_id(),
                committee=committee.id,
                number=number,
                name=row.text("name"),
                qualification=row.text("qualification", ""),
                seats=row.integer("seats") if "seats" in row.values else None,
            ),
        )
    return known


def _members(
    draft: Draft, file: Table, committee: Committee, term: Term, categories: Mapping[int, Category]
) -> None:
    names: set[str] = set()
    for order, row in enumerate(file.known("members").tables("members"), 1):
        row.known(*_MEMBER)
        category = categories.get(row.integer("category"))
        if category is None:
            raise row.wrong("category", msg("この号の区分は、committee.toml に書かれていません。"))
        if row.text("name") in names:
            raise row.wrong("name", msg("同じ氏名の委員が、すでに書かれています。"))
        names.add(row.text("name"))
        person = _person(draft, row, committee)
        _add(
            draft,
            row,
            Appointment(
                id=draft.new_id(),
                term=term.id,
                category=category.id,
                person=person.id,
                order=order,
                since=term.since,
                until=term.until,
            ),
        )


def _person(draft: Draft, row: Table, committee: Committee) -> Person:
    person = draft.add(Person(id=draft.new_id()))
    _add(
        draft,
        row,
        PersonName(id=draft.new_id(), person=person.id, name=row.text("name"), kana=row.text("kana", "")),
    )
    _add(
        draft,
        row,
        Affiliation(
            id=draft.new_id(),
            person=person.id,
            organisation=row.text("organisation"),
            post=row.text("post", ""),
            joined=row.flag("joined"),
        ),
    )
    periods = row.integer("prior_periods", 0)
    if periods:
        _add(
            draft,
            row,
            PriorService(id=draft.new_id(), committee=committee.id, person=person.id, periods=periods),
            key="prior_periods",
        )
    return person


def _meeting(draft: Draft, file: Table, committee: Committee, term: Term) -> None:
    said = file.known("meeting", "agenda", "materials").table("meeting")
    said.known("number", "date", "starts_at", "venue")
    if not term.since <= said.day("date") <= term.until:
        raise said.wrong("date", msg("開催日が、committee.toml の任期の外です。"))
    if said.clock("starts_at").replace(hour=0, minute=0) != dt.time():
        raise said.wrong("starts_at", msg("秒が書かれています。14:00:00 のように、秒は 00 にしてください。"))
    meeting = _add(
        draft,
        said,
        Meeting(
            id=draft.new_id(),
            committee=committee.id,
            number=said.integer("number"),
            date=said.day("date"),
            starts_at=said.clock("starts_at"),
            venue=said.text("venue", ""),
        ),
    )
    _items(draft, file.tables("agenda", required=False), meeting)
    _materials(draft, file.tables("materials", required=False), meeting)


def _items(
    draft: Draft, rows: Iterable[Table], meeting: Meeting, parent: Id | None = None, depth: int = 1
) -> None:
    for order, row in enumerate(rows, 1):
        row.known("title", "kind", "items")
        if depth > DEPTHS:
            raise row.wrong("title", msg("次第の項目は{depths}段までです。", depths=DEPTHS))
        item = _add(
            draft,
            row,
            AgendaItem(
                id=draft.new_id(),
                meeting=meeting.id,
                parent=parent,
                order=order,
                kind=row.choice("kind", ItemKind, ItemKind.PROCEDURE),
                title=row.text("title"),
            ),
        )
        _items(draft, row.tables("items", required=False), meeting, item.id, depth + 1)


def _materials(draft: Draft, rows: Iterable[Table], meeting: Meeting) -> None:
    count: Counter[MaterialFamily] = Counter()
    for row in rows:
        row.known("family", "title", "paper", "handed_apart")
        family = row.choice("family", MaterialFamily, MaterialFamily.MATERIAL)
        count[family] += 1
        _add(
            draft,
            row,
            Material(
                id=draft.new_id(),
                meeting=meeting.id,
                family=family,
                order=count[family],
                title=row.text("title"),
                paper=row.text("paper", ""),
                handed_apart=row.flag("handed_apart"),
            ),
        )


def _add(draft: Draft, row: Table, record: R, *, key: str = "") -> R:
    """Add what `row` says; a fault that only the record's own checks find is blamed on the row too, under
    `key` where the file calls it otherwise.
    """
    try:
        return draft.add(record)
    except InvalidRecord as error:
        field, why = error.problems[0]
        raise row.wrong(key or field, why) from error
