"""Thousands of rows inserted by one statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

_FEW = 50


def insert(connection: sa.Connection, table: sa.Table, columns: Mapping[str, list[Any]]) -> None:
    """Insert rows, given by the columns that they all have, one value a row.

    Where the driver takes values by their places, many rows go to it directly: what Core does anew for each
    row of them, the same for all, takes as long as the inserting.
    """
    compiled = sa.insert(table).compile(dialect=connection.dialect, column_keys=list(columns))
    names = getattr(compiled, "positiontup", None)
    if names is None or len(next(iter(columns.values()))) < _FEW:
        rows = zip(*columns.values(), strict=True)
        connection.execute(sa.insert(table), [dict(zip(columns, row, strict=True)) for row in rows])
        return
    bound = [_column(connection, table.c[name], columns[name]) for name in names]
    connection.exec_driver_sql(str(compiled), list(zip(*bound, strict=True)))


def _column(connection: sa.Connection, column: sa.Column[Any], values: list[Any]) -> list[Any]:
    """A column's values as the driver takes them."""
    bind: Callable[[Any], Any] | None = column.type.dialect_impl(connection.dialect).bind_processor(
        connection.dialect
    )
    if bind is None:
        return values
    known: dict[Any, Any] = {value: bind(value) for value in set(values)}
    return [known[value] for value in values]
