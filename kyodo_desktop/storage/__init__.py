"""Where the register is kept: `create` or `open_store` gives a `Store`."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path

from kyodo_desktop.storage import late  # noqa: F401 - before anything that imports SQLAlchemy

# isort: split
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

    Raises `OutputFailed` where the file exists or can't be made, `StorageFailed` for a server that refuses.
    """
    if isinstance(location, Path):
        make(location, who=who, now=now, new_id=new_id)
    else:
        shown = engine.unsecret(location)
        with engine.told(shown):
            connection = engine.connect_server(location)
            try:
                with files.making_register(connection, shown):
                    pass
            finally:
                engine.close(connection)
    return open_store(location, who=who, now=now, new_id=new_id)


def make(
    path: Path,
    *,
    who: str,
    now: Callable[[], dt.datetime],
    new_id: Callable[[], Id] = random_id,
    fill: Callable[[Store], object] | None = None,
) -> None:
    """Make a new `.kyodo` file with what `fill` enters in it, whole or not at all; it isn't kept open.

    Raises `OutputFailed` where the file exists or can't be made, and what `fill` raises.
    """
    with files.making(path) as part:
        if fill is not None:
            store = open_store(part, who=who, now=now, new_id=new_id)
            try:
                fill(store)
            finally:
                store.close()


def open_store(
    location: Path | str,
    *,
    who: str,
    now: Callable[[], dt.datetime],
    new_id: Callable[[], Id] = random_id,
    read_only: bool = False,
    wait: float = engine.BUSY_SECONDS,
) -> Store:
    """Open a register; another program that holds the file is waited for `wait` seconds.

    Raises `DatabaseMissing`, `DatabaseEmpty`, `NotADatabase`, `DatabaseDamaged`, `DatabaseNewer`; and,
    unless `read_only`, `LockedElsewhere` (naming the holder) or `ReadOnly`. The file is then left as it was.
    """
    path = files.resolved(location) if isinstance(location, Path) else None
    lock = None
    if path is not None:
        files.look_at(path)
        lock = None if read_only else Lock(path, who, now())
    try:
        connection = (
            _open_server(str(location))
            if path is None
            else _open_file(path, now(), read_only=read_only, wait=wait)
        )
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Store(
        connection,
        path or str(location),
        who=who,
        now=now,
        new_id=new_id,
        lock=lock,
        read_only=read_only,
    )


def _open_file(path: Path, at: dt.datetime, *, read_only: bool, wait: float) -> sa.Connection:
    location = str(path)
    with engine.told(path):
        connection = engine.connect_file(path, read_only=read_only, wait=wait)
        try:
            old = schema.judge(files.sound(connection, location), location)
            if old and read_only:
                raise schema.outdated(location)
            if not read_only:
                files.writable(connection, path)
            if old:
                from kyodo_desktop.storage import backup

                backup.make(path, at, f"before-{schema.HEAD}")
                _upgrade(connection)
            journal.require_head(connection)
            engine.wait(connection, engine.BUSY_SECONDS)
        except BaseException:
            engine.close(connection)
            raise
    return connection


def _open_server(url: str) -> sa.Connection:
    location = engine.unsecret(url)
    with engine.told(location):
        connection = engine.connect_server(url)
        try:
            if schema.judge(schema.current(connection, location), location, server=True):
                _upgrade(connection)
            journal.require_head(connection)
        except BaseException:
            engine.close(connection)
            raise
    return connection


def _upgrade(connection: sa.Connection) -> None:
    with engine.transaction(connection):
        schema.upgrade(connection)


__all__ = ["Change", "Draft", "Entry", "Pair", "Store", "create", "make", "open_store", "random_id"]
