"""The register's tables, as of the first release: those that v0001_initial.json describes."""

import json
import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Frozen here with the data: a later version of the program may map its fields to other types.
TYPES = {
    "text": sa.Text,
    "integer": sa.Integer,
    "boolean": sa.Boolean,
    "date": sa.Date,
    "time": sa.Time,
    "largebinary": sa.LargeBinary,
}


def upgrade() -> None:
    """Create every table with its keys and indexes."""
    for name, said in _tables().items():
        _create(name, said)


def downgrade() -> None:
    """Drop every table, those that others refer to last."""
    for name in reversed(_tables()):
        op.drop_table(name)


def _tables() -> dict[str, Any]:
    return json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))


def _create(table: str, said: dict[str, Any]) -> None:
    columns = said["columns"]
    keys = [name for name, words in columns.items() if "key" in words.split()]
    op.create_table(
        table,
        *(_column(name, words.split()) for name, words in columns.items()),
        *(_reference(table, name, *words.split()) for name, words in said["references"].items()),
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")),
    )
    for name in said["indexes"]:
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


def _column(name: str, words: list[str]) -> sa.Column[Any]:
    """A column as "string(36) key" or "date ?" describes it; no key counts by itself."""
    return sa.Column(name, _type(words[0]), nullable="?" in words, autoincrement=False)


def _type(word: str) -> Any:
    found = re.fullmatch(r"string\((\d+)\)", word)
    return sa.String(int(found[1])) if found else TYPES[word]()


def _reference(table: str, column: str, target: str, *when: str) -> sa.ForeignKeyConstraint:
    """A foreign key; one that is deferred is checked at the end of the act."""
    deferred = {"deferrable": True, "initially": "DEFERRED"} if when else {}
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"), **deferred)
