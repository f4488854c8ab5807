"""A record's values as the journal writes them: JSON that reads back to the same values."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from functools import cache
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
