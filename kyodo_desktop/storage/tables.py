"""The Core tables, derived from the records' fields when first asked for, and rows to records and back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from kyodo_desktop.domain.fields import Choice, Field, Kind, Record, fields
from kyodo_desktop.domain.records import RECORDS

R = TypeVar("R", bound=Record)

registry = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

ColumnType = Callable[[], "sa.types.TypeEngine[Any]"]

COLUMN_TYPES: Mapping[Kind, ColumnType] = {
    Kind.TEXT: sa.Text,
    Kind.LINES: sa.Text,
    Kind.NAME: sa.Text,
    Kind.KANA: sa.Text,
    Kind.INTEGER: sa.Integer,
    Kind.FLAG: sa.Boolean,
    Kind.DAY: sa.Date,
    Kind.CLOCK: sa.Time,
    Kind.CHOICE: lambda: sa.String(40),
    Kind.REFERENCE: lambda: sa.String(36),
    Kind.DIGEST: lambda: sa.String(64),
}


@cache
def table_name(record_name: str) -> str:
    """AgendaItem → agenda_item."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record_name).lower()


def _column(field: Field) -> sa.Column[Any]:
    links: list[Any] = []
    if field.kind is Kind.REFERENCE:
        # Checked at the end of the act, so that its steps may come in any order, undo's among them.
        links.append(sa.ForeignKey(f"{table_name(field.target)}.id", deferrable=True, initially="DEFERRED"))
    elif field.kind is Kind.DIGEST:
        links.append(sa.ForeignKey("blob.sha256", deferrable=True, initially="DEFERRED"))
    return sa.Column(
        field.name,
        COLUMN_TYPES[field.kind](),
        *links,
        nullable=field.empty,
        index=field.kind is Kind.REFERENCE,
    )


@cache
def _table(cls: type[Record]) -> sa.Table:
    return sa.Table(
        table_name(cls.__name__),
        registry,
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        *(_column(field) for field in fields(cls)),
    )


@cache
def plain(cls: type[Record]) -> sa.TableClause:
    """A record's table as a statement that only reads needs it: names and types, without keys and links.

    A tenth of the work of making the table: a start reads from many.
    """
    return sa.table(
        table_name(cls.__name__),
        sa.column("id", sa.String(36)),
        sa.column("version", sa.Integer),
        *(sa.column(field.name, COLUMN_TYPES[field.kind]()) for field in fields(cls)),
    )


class _Tables(Mapping[type[Record], sa.Table]):
    """Every record's table, made when it is first asked for: a start uses few of them."""

    def __getitem__(self, cls: type[Record]) -> sa.Table:
        return _table(cls)

    def __iter__(self) -> Iterator[type[Record]]:
        return iter(RECORDS)

    def __len__(self) -> int:
        return len(RECORDS)


TABLES: Mapping[type[Record], sa.Table] = _Tables()
RECORD_NAMES: Mapping[str, type[Record]] = {cls.__name__: cls for cls in RECORDS}

blobs = sa.Table(
    "blob",
    registry,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)


def columns() -> set[tuple[str, str]]:
    """Every table's name with each of its columns', told without making the records' tables."""
    standing = {(table.name, column.name) for table in registry.tables.values() for column in table.c}
    return standing | {
        (table_name(cls.__name__), field.name)
        for cls in RECORDS
        for field in dataclasses.fields(cls)  # pyright: ignore[reportArgumentType]
    }


_ORDER = ("order", "number", "date", "since", "id")


@cache
def _choices(cls: type[Record]) -> tuple[Field, ...]:
    return tuple(field for field in fields(cls) if field.choices)


_PLAIN: Mapping[Kind, type] = {
    Kind.INTEGER: int,
    Kind.FLAG: bool,
    Kind.DAY: dt.date,
    Kind.CLOCK: dt.time,
}


@cache
def _row_types(cls: type[Record]) -> tuple[tuple[str, tuple[type, ...]], ...]:
    """What each column's value may be before choices are made of words: all else was altered."""
    nothing = (type(None),)
    own = ((f.name, (_PLAIN.get(f.kind, str), *(nothing if f.empty else ()))) for f in fields(cls))
    return ("id", (str,)), ("version", (int,)), *own


@cache
def ordering(cls: type[Record]) -> tuple[sa.ColumnElement[Any], ...]:
    """What puts a record's rows in their natural order, an open start first, the same on both engines."""
    columns = plain(cls).c
    return tuple(columns[name].asc().nulls_first() for name in _ORDER if name in columns)


def to_row(record: Record) -> dict[str, Any]:
    """A record's values for an insert or update statement."""
    row = dict(vars(record))
    for field in _choices(type(record)):
        if row[field.name] is not None:
            row[field.name] = row[field.name].value
    return row


def to_columns(cls: type[R], records: Sequence[R]) -> dict[str, list[Any]]:
    """The values of records, one at least, for one insert of them all: column by column."""
    held = [vars(record) for record in records]
    columns = {name: [one[name] for one in held] for name in held[0]}
    for field in _choices(cls):
        columns[field.name] = [None if one is None else one.value for one in columns[field.name]]
    return columns


def from_row(cls: type[R], row: Mapping[Any, Any]) -> R:
    """The record that a row of its table holds. Raises `ValueError` for a value that its field can't have."""
    return reader(cls)([row[name] for name, _ in _row_types(cls)])


@cache
def reader(cls: type[R]) -> Callable[[Sequence[Any]], R]:
    """What makes records of rows, their values in the table's order; it raises what `from_row` raises.

    The types that rows have come with are remembered, so that thousands of like rows are checked once.
    """
    names = tuple(name for name, _ in _row_types(cls))
    choices = tuple((field.name, _words(field)) for field in _choices(cls))
    seen: set[tuple[type, ...]] = set()
    new = object.__new__  # without `__init__`, which fills in defaults: a row has every value

    def read(row: Sequence[Any]) -> R:
        types = tuple(map(type, row))
        if types not in seen:
            _check_types(cls, types)
            seen.add(types)
        record = new(cls)
        values = vars(record)
        values.update(zip(names, row))  # noqa: B905 - of one length, or the types would have differed
        for name, words in choices:
            if values[name] not in words:
                raise ValueError(name)
            values[name] = words[values[name]]
        return record

    return read


def _words(field: Field) -> dict[str | None, Choice | None]:
    """A choice's values by the words that stand for them."""
    assert field.choices is not None
    return {None: None} | {choice.value: choice for choice in field.choices}


def _check_types(cls: type[Record], types: Sequence[type]) -> None:
    for (name, allowed), found in zip(_row_types(cls), types, strict=True):
        if found not in allowed:
            raise ValueError(name)
