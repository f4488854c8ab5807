"""Where the register is kept: `create` or `open_store` gives a `Store`."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.storage import engine, files, journal, schema
from kyodo_desktop.storage.draft import Draft
from kyodo_desktop.storage.journal import Change, Entry, Pair
from kyodo_desktop.storage.lock import Lock
from kyodo_desktop.storage.store import Store


def random_id() -> Id:
    """A new record's id."""
    return str(uuid.uuid4())


def create(
    location: Path | str,
    *,
    who: str,
    now: Callable[[], dt.datetime],
    new_id: Callable[[], Id] = random_id,
) -> Store:
    """Make a new register, a `.kyodo` file or the tables of a PostgreSQL database, and open it.

    Raises `OutputFailed` where the file exists or can't be made, and `StorageFailed` for a server that refuses.
    """
    if isinstance(location, Path):
        files.make_file(location)
    else:
        with engine.told(_unsecret(location)):
            connection = engine.connect_server(location)
            files.make_schema(connection)
            connection.close()
    return open_store(location, who=who, now=now, new_id=new_id)


def open_store(
    location: Path | str,
    *,
    who: str,
    now: Callable[[], dt.datetime],
    new_id: Callable[[], Id] = random_id,
    read_only: bool = False,
) -> Store:
    """Open a register.

    Raises `DatabaseMissing`, `DatabaseEmpty`, `NotADatabase`, `DatabaseDamaged`, `DatabaseNewer`; and, unless it
    is opened `read_only`, `LockedElsewhere` (naming the holder) or `ReadOnly`. The file is left as it was.
    """
    if isinstance(location, str):
        with engine.told(_unsecret(location)):
            return Store(
                _ready(engine.connect_server(location), _unsecret(location)),
                location,
                who=who,
                now=now,
                new_id=new_id,
                lock=None,
                read_only=read_only,
            )
    path = location.resolve()
    files.look_at(path)
    lock = None if read_only else Lock(path, who, now())
    try:
        connection = _open_file(path, read_only=read_only)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Store(connection, path, who=who, now=now, new_id=new_id, lock=lock, read_only=read_only)


def _open_file(path: Path, *, read_only: bool) -> sa.Connection:
    with engine.told(path):
        connection = engine.connect_file(path, read_only=read_only)
        try:
            files.sound(connection, str(path))
            _ready(connection, str(path))
            if not read_only:
                files.writable(connection, path)
        except BaseException:
            connection.close()
            connection.engine.dispose()
            raise
    return connection


def _ready(connection: sa.Connection, location: str) -> sa.Connection:
    if schema.judge(schema.current(connection), location):
        with engine.transaction(connection):
            schema.upgrade(connection)
    journal.require_head(connection)
    return connection


def _unsecret(url: str) -> str:
    """A server's address without its password, fit for a message."""
    return sa.make_url(url).render_as_string(hide_password=True)


__all__ = ["Change", "Draft", "Entry", "Pair", "Store", "create", "open_store", "random_id"]
