"""The sample's members, in the order of the roster."""

from __future__ import annotations

from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    Person,
    PersonName,
    PriorService,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.sample.ground import Ground, add
from kyodo_desktop.services.tomlfile import Table
from kyodo_desktop.storage import Draft

_MEMBER = ("category", "name", "kana", "organisation", "post", "joined", "prior_periods")


def plant_members(draft: Draft, file: Table, ground: Ground) -> None:
    """Plant members.toml."""
    names: set[str] = set()
    for order, row in enumerate(file.known("members").tables("members"), 1):
        row.known(*_MEMBER)
        category = ground.categories.get(row.integer("category"))
        if category is None:
            raise row.wrong("category", msg("この号の区分は、committee.toml に書かれていません。"))
        if row.text("name") in names:
            raise row.wrong("name", msg("同じ氏名の委員が、すでに書かれています。"))
        names.add(row.text("name"))
        person = _person(draft, row, ground)
        add(
            draft,
            row,
            Appointment(
                id=draft.new_id(),
                term=ground.term.id,
                category=category.id,
                person=person.id,
                order=order,
                since=ground.term.since,
                until=ground.term.until,
            ),
        )


def _person(draft: Draft, row: Table, ground: Ground) -> Person:
    person = draft.add(Person(id=draft.new_id()))
    add(
        draft,
        row,
        PersonName(id=draft.new_id(), person=person.id, name=row.text("name"), kana=row.text("kana", "")),
    )
    add(
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
        prior = PriorService(
            id=draft.new_id(), committee=ground.committee.id, person=person.id, periods=periods
        )
        add(draft, row, prior, key="prior_periods")
    return person
