"""Records in words: what one is called, how a value is spelled, and what an act changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Choice, Field, Id, Kind, Record, shape
from kyodo_desktop.domain.records import RECORDS, Meeting, Person, Term
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.register import names_of
from kyodo_desktop.storage import Pair, Store

_NAMES: Final = ("name", "title", "wording", "content", "subject", "matter", "text", "body")
_OWNERS: Final = (
    "person",
    "appointment",
    "holder",
    "meeting",
    "item",
    "material",
    "consultation",
    "committee",
)
_DEEPEST: Final = 4
_CLASSES: Final = {cls.__name__: cls for cls in RECORDS}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that an act changed. `before` and `after` are None where the record didn't exist."""

    field: Field
    before: Message | None
    after: Message | None


@dataclass(frozen=True, slots=True)
class Told:
    """What an act did to one record: its official term, what it is called, and its fields that changed."""

    term: Message
    called: Message
    added: bool
    removed: bool
    differences: tuple[Difference, ...]


def told(store: Store, pair: Pair, *, personal: bool) -> Told:
    """What became of one record. Personal values are given as withheld unless `personal` asks for them."""
    record = pair.subject
    known = shape(type(record))
    return Told(
        Message(known.term),
        called(store, record),
        pair.before is None,
        pair.after is None,
        tuple(_differences(store, pair, personal)),
    )


def _differences(store: Store, pair: Pair, personal: bool) -> Iterator[Difference]:
    for field in shape(type(pair.subject)).fields:
        before = getattr(pair.before, field.name) if pair.before else None
        after = getattr(pair.after, field.name) if pair.after else None
        if before == after or (pair.before is None and after in (None, "", False)):
            continue
        yield Difference(
            field,
            None if pair.before is None else shown(store, field, before, personal=personal),
            None if pair.after is None else shown(store, field, after, personal=personal),
        )


def called(store: Store, record: Record, depth: int = 0) -> Message:
    """What a clerk calls a record: its name or title, a meeting's number, else what it belongs to."""
    values = vars(record)
    if isinstance(record, Meeting):
        return _plain(numbering.meeting_number(record.number))
    if isinstance(record, Term):
        return msg("{since}からの任期", since=wareki.short(record.since))
    if isinstance(record, Person):
        names = names_of(store, record.id)
        return _plain(names[-1].name) if names else Message(shape(Person).term)
    own = next((str(values[name]) for name in _NAMES if values.get(name)), "")
    if own:
        return _plain(own.strip().partition("\n")[0])
    owner = next((name for name in _OWNERS if values.get(name)), "")
    if owner and depth < _DEEPEST:
        return _target(store, shape(type(record)).field(owner), values[owner], depth + 1)
    return Message(shape(type(record)).term)


def shown(store: Store, field: Field, value: Any, *, personal: bool) -> Message:
    """A field's value as the clerk reads it; a personal one only where it is asked for."""
    if value is None or value == "":
        return msg("（空欄）")
    if field.personal and not personal:
        return msg("（個人情報）")
    if isinstance(value, Choice):
        return Message(value.label)
    if isinstance(value, bool):
        return msg("はい") if value else msg("いいえ")
    if isinstance(value, dt.date):
        return _plain(wareki.long(value) if value >= wareki.FIRST_DAY else value.isoformat())
    if isinstance(value, dt.time):
        return _plain(wareki.clock(value))
    if field.kind is Kind.REFERENCE:
        return _target(store, field, str(value), 0)
    return _plain(str(value))


def _target(store: Store, field: Field, id_: Id, depth: int) -> Message:
    try:
        return called(store, store.get(_CLASSES[field.target], id_), depth)
    except NotFound:
        return msg("（削除済み）")


def _plain(words: str) -> Message:
    return msg("{words}", words=words)
