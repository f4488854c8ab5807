"""Thousands of rows inserted by one statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

_FEW = 50


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns.

    Where the driver takes values by their places, many rows go to it directly: what Core does anew for each
    row of them, the same for all, takes as long as the inserting.
    """
    compiled = sa.insert(table).compile(dialect=connection.dialect, column_keys=list(rows[0]))
    names = getattr(compiled, "positiontup", None)
    if len(rows) < _FEW or names is None:
        connection.execute(sa.insert(table), rows)
        return
    columns = [_column(connection, table.c[name], [row[name] for row in rows]) for name in names]
    connection.exec_driver_sql(str(compiled), list(zip(*columns, strict=True)))


def _column(connection: sa.Connection, column: sa.Column[Any], values: list[Any]) -> list[Any]:
    """A column's values as the driver takes them."""
    bind: Callable[[Any], Any] | None = column.type.dialect_impl(connection.dialect).bind_processor(
        connection.dialect
    )
    if bind is None:
        return values
    known: dict[Any, Any] = {value: bind(value) for value in set(values)}
    return [known[value] for value in values]
