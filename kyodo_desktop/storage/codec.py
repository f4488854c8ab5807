"""A record's values as the journal writes them: JSON that reads back to the same values."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
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
    start: dict[str, Any] = {} if personal else {"id": record.id, "version": record.version}
    for field in fields(type(record)):
        if field.personal is personal:
            value = getattr(record, field.name)
            start[field.name] = None if value is None else CODECS[field.kind][0](value)
    return start


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
