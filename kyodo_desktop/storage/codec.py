"""A record's values as the journal writes them: JSON that reads back to the same values."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from json.encoder import encode_basestring
from typing import Any, TypeVar

from kyodo_desktop.domain.fields import Field, Kind, Record, fields

R = TypeVar("R", bound=Record)

Codec = tuple[Callable[[Any], Any], Callable[[Field, Any], Any]]


def _same(value: Any) -> Any:
    return value


def _as_is(_field: Field, value: Any) -> Any:
    return value


def _choice(field: Field, value: Any) -> Any:
    return field.choices(value) if field.choices else value


CODECS: Mapping[Kind, Codec] = {
    Kind.TEXT: (_same, _as_is),
    Kind.LINES: (_same, _as_is),
    Kind.NAME: (_same, _as_is),
    Kind.KANA: (_same, _as_is),
    Kind.INTEGER: (_same, _as_is),
    Kind.FLAG: (_same, _as_is),
    Kind.DAY: (dt.date.isoformat, lambda _f, v: dt.date.fromisoformat(v)),
    Kind.CLOCK: (dt.time.isoformat, lambda _f, v: dt.time.fromisoformat(v)),
    Kind.CHOICE: (lambda v: v.value, _choice),
    Kind.REFERENCE: (_same, _as_is),
    Kind.DIGEST: (_same, _as_is),
}


def encode(record: Record, *, personal: bool) -> dict[str, Any]:
    """A record's personal values, or all its others (with id and version), ready for JSON."""
    values = vars(record)
    start: dict[str, Any] = {} if personal else {"id": record.id, "version": record.version}
    plain, made = _halves(type(record), personal)
    for name in plain:
        start[name] = values[name]
    for name, write in made:
        value = values[name]
        start[name] = None if value is None else write(value)
    return start


def spelled(records: Sequence[Record | None], *, personal: bool) -> list[str]:
    """What `canonical` makes of each record's `encode`, "null" for none: spelled class by class, value by
    value, as the names are the same for thousands.
    """
    found, places = ["null"] * len(records), dict[type[Record], list[int]]()
    for at, record in enumerate(records):
        if record is not None:
            places.setdefault(type(record), []).append(at)
    for cls, own in places.items():
        several = [record for record in records if type(record) is cls] if len(places) > 1 else records
        for at, text in zip(own, _spelled_alike(cls, several, personal), strict=True):
            found[at] = text
    return found


def _spelled_alike(cls: type[Record], records: Sequence[Any], personal: bool) -> list[str]:
    frame, writers = _spelling(cls, personal)
    held = [vars(record) for record in records if record is not None]
    try:
        columns = [_column(write, [one[name] for one in held]) for name, write in writers]
    except (TypeError, AttributeError):  # a value that its field can't have is spelled as it is
        return [canonical(encode(record, personal=personal)) for record in records if record is not None]
    return [frame % row for row in zip(*columns, strict=True)] if columns else [frame] * len(held)


def _column(write: Callable[[Any], str], values: list[Any]) -> list[str]:
    if write in (encode_basestring, _number, _flag):
        return list(map(write, values))
    known = {value: write(value) for value in set(values)}
    return [known[value] for value in values]


@cache
def _spelling(cls: type[Record], personal: bool) -> tuple[str, tuple[tuple[str, Callable[[Any], str]], ...]]:
    """The text around a half's values, and each name with what spells its value, in `canonical`'s order."""
    writers = {field.name: _speller(field) for field in fields(cls) if field.personal is personal}
    if not personal:
        writers |= {"id": encode_basestring, "version": _number}
    names = sorted(writers)
    return "{" + ",".join(f"{encode_basestring(name)}:%s" for name in names) + "}", tuple(
        (name, writers[name]) for name in names
    )


def _speller(field: Field) -> Callable[[Any], str]:
    write, wanted = CODECS[field.kind][0], _SPELLED.get(field.kind, encode_basestring)
    if write is not _same:
        return lambda value: "null" if value is None else encode_basestring(write(value))
    if field.empty:
        return lambda value: "null" if value is None else wanted(value)
    return wanted


def _number(value: Any) -> str:
    return f"{value}" if type(value) is int else canonical(value)


def _flag(value: Any) -> str:
    return "false" if value is False else canonical(value)


@cache
def has_personal(cls: type[Record]) -> bool:
    """Whether a record has personal values."""
    return any(field.personal for field in fields(cls))


@cache
def _halves(
    cls: type[Record], personal: bool
) -> tuple[tuple[str, ...], tuple[tuple[str, Callable[[Any], Any]], ...]]:
    """The names of a half's fields that are written as they are, and of those that aren't, with how."""
    own = [(field.name, CODECS[field.kind][0]) for field in fields(cls) if field.personal is personal]
    return tuple(name for name, write in own if write is _same), tuple(
        one for one in own if one[1] is not _same
    )


def decode(cls: type[R], values: Mapping[str, Any]) -> R:
    """The record whose values `encode` wrote (both halves merged). Raises `KeyError`, `ValueError`."""
    read = {
        field.name: None if values[field.name] is None else CODECS[field.kind][1](field, values[field.name])
        for field in fields(cls)
    }
    return cls(id=values["id"], version=values["version"], **read)


def canonical(data: object) -> str:
    """JSON text that is the same for the same data, on any machine."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_SPELLED: Mapping[Kind, Callable[[Any], str]] = {Kind.INTEGER: _number, Kind.FLAG: _flag}
