"""Writes the initial migration's data anew from the records' fields: `python -m tests.storage.regenerate`.

Until the first release there is one migration; after it, this tool is retired and migrations are added. A
table is an object of its columns (a type, `?` where it may be empty, `key` in the primary key), its foreign
keys and its indexes; it stands after the tables that it refers to.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kyodo_desktop.storage.journal import metadata

TARGET = Path(__file__).parents[2] / "kyodo_desktop/storage/migrations/versions/v0001_initial.json"


def described() -> str:
    """The schema that the records ask for, as the migration's data file holds it."""
    tables = {table.name: _table(table) for table in metadata.sorted_tables}
    return json.dumps(tables, indent=1, ensure_ascii=False) + "\n"


def _table(table: sa.Table) -> dict[str, Any]:
    keys = sorted(table.foreign_key_constraints, key=lambda key: key.column_keys)
    return {
        "columns": {column.name: _column(column) for column in table.columns},
        "references": {_one(key.column_keys): _reference(key) for key in keys},
        "indexes": sorted(_one([column.name for column in index.columns]) for index in table.indexes),
    }


def _column(column: sa.Column[Any]) -> str:
    """A column in words: "string(36) key", "text", "date ?"."""
    length = getattr(column.type, "length", None)
    words = [type(column.type).__name__.lower() + (f"({length})" if length else "")]
    if column.primary_key:
        words.append("key")
    if column.nullable:
        words.append("?")
    return " ".join(words)


def _reference(key: sa.ForeignKeyConstraint) -> str:
    """Where a column points: "person.id deferred", if checked at the end of the act."""
    (element,) = key.elements
    return element.target_fullname + (" deferred" if key.initially == "DEFERRED" else "")


def _one(names: list[str]) -> str:
    (name,) = names
    return name


def main() -> int:
    """Write the data file."""
    TARGET.write_text(described(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
