"""A register's rows written to a file of their own, all of one moment, and the copy looked at."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kyodo_desktop.storage import chain, engine

_HEAD = "SELECT seq, hash FROM journal_head"
_BARE = {"blob": "data"}  # what is kept beside the copies, once


def head(file: Path) -> tuple[int, str]:
    """The last entry of a file's journal: its number and its hash. Raises `sqlite3.Error`."""
    with closing(_reader(file)) as there:
        found = there.execute(_HEAD).fetchone()
    if found is None:
        raise sqlite3.DatabaseError("the journal has no head")
    return found


def rows(source: Path, target: Path) -> dict[str, int]:
    """Write every row of `source` to the new file `target`; how many rows each table holds.

    Attached files' bytes are left out. The source is read at one moment and only as long as
    writing takes: who saves meanwhile waits. Raises `sqlite3.Error`.
    """
    with closing(_maker(target)) as copy:
        copy.execute(f"PRAGMA application_id={engine.COPY_ID}")
        copy.execute("ATTACH ? AS register", (_uri(source, "ro"),))
        copy.execute("BEGIN")
        made = copy.execute(
            "SELECT type, name, sql FROM register.sqlite_master"
            " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        ).fetchall()
        tables = [(name, sql) for kind, name, sql in made if kind == "table"]
        for name, sql in tables:
            copy.execute(sql)
            copy.execute(_filling(copy, name))
        for kind, _, sql in made:
            if kind != "table":
                copy.execute(sql)
        counts = {name: _count(copy, "main", name) for name, _ in tables}
        if counts != {name: _count(copy, "register", name) for name, _ in tables}:
            raise sqlite3.DatabaseError("the copy lacks rows")
        copy.execute("COMMIT")
    return counts


def _filling(copy: sqlite3.Connection, table: str) -> str:
    bare = _BARE.get(table, "")
    columns = [row[1] for row in copy.execute(f"PRAGMA main.table_info({_quoted(table)})")]
    named = ", ".join(map(_quoted, columns))
    taken = ", ".join("x''" if column == bare else _quoted(column) for column in columns)
    return f"INSERT INTO main.{_quoted(table)} ({named}) SELECT {taken} FROM register.{_quoted(table)}"  # noqa: S608


def _count(copy: sqlite3.Connection, where: str, table: str) -> int:
    return int(copy.execute(f"SELECT count(*) FROM {where}.{_quoted(table)}").fetchone()[0])  # noqa: S608


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def inspect(copy: Path) -> None:
    """Raise `sqlite3.DatabaseError` where a file is damaged or lacks records that others refer to."""
    with closing(_reader(copy)) as there:
        if there.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the copy is damaged")
        if there.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise sqlite3.DatabaseError("the copy lacks records")


def chained(copy: Path) -> bool:
    """Whether the journal in a file is whole."""
    connection = engine.connect_file(copy, read_only=True)
    try:
        with engine.inspection(connection):
            return chain.faults(connection) == ()
    finally:
        engine.close(connection)


def _uri(file: Path, mode: str) -> str:
    return f"{file.absolute().as_uri()}?mode={mode}"


def _reader(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(_uri(file, "ro"), uri=True)


def _maker(file: Path) -> sqlite3.Connection:
    """A connection to a file that counts for nothing until it is finished: it is put on the disk then."""
    made = sqlite3.connect(_uri(file, "rwc"), uri=True, isolation_level=None)
    made.execute("PRAGMA synchronous=OFF")
    return made
