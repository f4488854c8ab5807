"""The act that takes a roster in: whoever is new is entered in bulk, what is known is changed one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kyodo_desktop.domain.fields import Id, Record
from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    Category,
    Person,
    PersonName,
    PriorService,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.corrections import Spell
from kyodo_desktop.services.importing.known import Known
from kyodo_desktop.services.importing.lines import Chosen, Dated, Like, Line
from kyodo_desktop.services.importing.rosterlines import days_of
from kyodo_desktop.services.importing.targets import PERSONAL
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.successions import begin_from
from kyodo_desktop.storage import Draft

_PLACE = ("organisation", "post")


def take_in(draft: Draft, known: Known, lines: Sequence[Line], chosen: Chosen, what: Message) -> None:
    """Enter and change what the lines say. Raises `InvalidRecord` where a decision is missing."""
    new: list[Record] = []
    order = known.last_order
    for line in lines:
        other = line.subject is None or (bool(line.like) and chosen.decided(line) is Like.OTHER)
        person = line.subject
        if other or person is None:
            person = _enter(draft, known, new, line)
        else:
            _change(draft, known, person, line, chosen, what)
        if other or person not in known.seats:
            order += 1
            new.append(_seat(draft, known, person, line, order, what))
    draft.add_all(new)


def _enter(draft: Draft, known: Known, new: list[Record], line: Line) -> Id:
    """The records of somebody new."""
    values: Any = line.values
    person = draft.new_id()
    new.append(Person(id=person, **{key: values[key] for key in PERSONAL if key in values}))
    new.append(PersonName(id=draft.new_id(), person=person, name=values["name"], kana=values.get("kana", "")))
    if "organisation" in values:
        new.append(_place(draft, person, values))
    if values.get("periods", 1) > 1:
        periods = values["periods"] - 1
        committee = known.term.committee
        new.append(PriorService(id=draft.new_id(), committee=committee, person=person, periods=periods))
    return person


def _place(draft: Draft, person: Id, values: Any) -> Affiliation:
    organisation, post = values.get("organisation", ""), values.get("post", "")
    return Affiliation(id=draft.new_id(), person=person, organisation=organisation, post=post)


def _seat(draft: Draft, known: Known, person: Id, line: Line, order: int, what: Message) -> Appointment:
    values: Any = dict(line.values)
    category = values.get("category")
    if not isinstance(category, Category):
        raise refused(
            what,
            msg("{row}行目の{name}に、委員区分がありません。", row=line.row, name=line.name),
            msg("委員区分の列を加えるか、この行を外してください。"),
        )
    since, until = days_of(known, values)
    return Appointment(
        id=draft.new_id(),
        term=known.term.id,
        category=category.id,
        person=person,
        order=order,
        since=since,
        until=until,
        selection=values.get("selection"),
    )


# --- whom the register knows


def _change(draft: Draft, known: Known, person: Id, line: Line, chosen: Chosen, what: Message) -> None:
    changed = {one.key for one in line.differences}
    if line.like and chosen.decided(line) is not Like.RENAME:
        changed.discard("name")
    values: Any = line.values
    own = {key: values[key] for key in PERSONAL if key in changed}
    if own:
        draft.save(replace(known.people[person], **own))
    named = {key: values[key] for key in ("name", "kana") if key in changed}
    if named:
        _put(draft, known.name(person), named, chosen, what)
    placed = {key: values[key] for key in _PLACE if key in changed}
    place = known.affiliation(person)
    if placed and place is None:
        draft.add(_from(known, _place(draft, person, values)))
    elif placed and place is not None:
        _put(draft, place, placed, chosen, what)


def _from(known: Known, place: Affiliation) -> Affiliation:
    """A first affiliation holds always; one after others from the day after the last that ended."""
    ended = [one.until for one in known.affiliations.get(place.person, ()) if one.until is not None]
    later = [one.since for one in known.affiliations.get(place.person, ()) if one.since is not None]
    before = [day for day in ended if day < known.day]
    after = [day for day in later if day > known.day]
    return replace(
        place,
        since=max(before) + dt.timedelta(days=1) if before else None,
        until=min(after) - dt.timedelta(days=1) if after else None,
    )


def _put(draft: Draft, stored: Spell, values: dict[str, Any], chosen: Chosen, what: Message) -> None:
    """Change what may have changed on a day, as the clerk has said that it did."""
    if chosen.dated is Dated.CORRECT:
        draft.save(replace(stored, **values))
    elif chosen.dated is Dated.SUCCEED and chosen.on is not None:
        begin_from(draft, stored, replace(stored, **values), chosen.on, what)
    else:
        raise refused(
            what,
            msg("氏名や所属の変更が、訂正か異動か分かりません。"),
            msg("「訂正」か「異動」を選び、異動ならその日を入力してください。"),
            "dated",
        )
