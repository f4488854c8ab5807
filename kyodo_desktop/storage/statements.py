"""The statements that ask for records: each made once, so that asking again is only binding its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeAlias

import sqlalchemy as sa

from kyodo_desktop.domain.fields import Record
from kyodo_desktop.storage.tables import ordering, plain

Asked = tuple["sa.Select[Any]", Mapping[str, Any]]
"""A statement, and the values of its parameters."""

_VALUES = "among"


def equal(cls: type[Record], equals: Mapping[str, object]) -> Asked:
    """The records whose fields equal the values given, in their natural order."""
    values = {name: getattr(value, "value", value) for name, value in equals.items()}
    statement = _equal(cls, tuple((name, value is None) for name, value in values.items()))
    return statement, {name: value for name, value in values.items() if value is not None}


def among(cls: type[Record], name: str, values: Iterable[object]) -> Asked:
    """The records whose field `name` is one of `values`, in their natural order."""
    wanted = [getattr(value, "value", value) for value in values]
    return _among(cls, name, None in wanted), {_VALUES: wanted}


def outside(cls: type[Record], name: str, owner: type[Record], owners: Iterable[str]) -> Asked:
    """The records whose days don't all lie within those of the record that their `name` names."""
    return _outside(cls, name, owner), {_VALUES: list(owners)}


Via: TypeAlias = "tuple[type[Record], str]"
"""The records between, and the field of theirs that says the same as one of the records asked for."""


def spans(cls: type[Record], name: str, via: Via | None, key: str, values: Iterable[str]) -> Asked:
    """The days (since, until), each pair once, of records whose `key` is one of `values`.

    With `via`, of records with days whose `name` is the same as a field of records between that have such a
    `key`.
    """
    return _spans(cls, name, via, key), {_VALUES: list(values)}


def values_among(cls: type[Record], fields: tuple[str, ...], name: str, values: Iterable[object]) -> Asked:
    """What `fields` hold in the records whose field `name` is one of `values`, in no order."""
    wanted = [getattr(value, "value", value) for value in values]
    return _values(cls, fields, name, None in wanted), {_VALUES: wanted}


def values_after(cls: type[Record], fields: tuple[str, ...], after: str, most: int) -> Asked:
    """What `fields` hold in at most so many records whose id comes after `after`, by id."""
    return _values_after(cls, fields), {"after": after, "most": most}


@cache
def _values_after(cls: type[Record], fields: tuple[str, ...]) -> sa.Select[Any]:
    columns = plain(cls).c
    asked = sa.select(columns["id"], *(columns[field] for field in fields))
    return (
        asked.where(columns["id"] > sa.bindparam("after"))
        .order_by(columns["id"])
        .limit(sa.bindparam("most", type_=sa.Integer))
    )


@cache
def _equal(cls: type[Record], names: tuple[tuple[str, bool], ...]) -> sa.Select[Any]:
    columns = plain(cls).c
    conditions = (
        columns[name].is_(None) if empty else columns[name] == sa.bindparam(name) for name, empty in names
    )
    return sa.select(plain(cls)).where(*conditions).order_by(*ordering(cls))


@cache
def _among(cls: type[Record], name: str, empty: bool) -> sa.Select[Any]:
    return sa.select(plain(cls)).where(_one_of(cls, name, empty)).order_by(*ordering(cls))


@cache
def _values(cls: type[Record], fields: tuple[str, ...], name: str, empty: bool) -> sa.Select[Any]:
    columns = plain(cls).c
    return sa.select(*(columns[field] for field in fields)).where(_one_of(cls, name, empty))


@cache
def _outside(cls: type[Record], name: str, owner: type[Record]) -> sa.Select[Any]:
    own, held = plain(cls).c, plain(owner).c
    whole = (held["since"] <= own["since"]) & (own["since"] <= own["until"]) & (own["until"] <= held["until"])
    asked = sa.select(plain(cls)).where(own[name] == held["id"], sa.not_(whole), _one_of(owner, "id", False))
    return asked.order_by(*ordering(cls))


@cache
def _spans(cls: type[Record], name: str, via: Via | None, key: str) -> sa.Select[Any]:
    own = plain(cls).c
    asked = sa.select(*(own[day] for day in ("since", "until"))).distinct()
    if via is None:
        return asked.where(_one_of(cls, key, False))
    other, field = via
    led = plain(other).c
    dated = own["since"].is_not(None) | own["until"].is_not(None)
    return asked.where(dated, sa.exists().where(led[field] == own[name], _one_of(other, key, False)))


def _one_of(cls: type[Record], name: str, empty: bool) -> sa.ColumnElement[bool]:
    column = plain(cls).c[name]
    found = column.in_(sa.bindparam(_VALUES, expanding=True, type_=column.type))
    return found | column.is_(None) if empty else found
