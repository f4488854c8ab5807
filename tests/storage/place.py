"""A register to test on, the same on both engines, and ways of going behind its back."""

from __future__ import annotations

import datetime as dt
import itertools
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kyodo_desktop.domain.records import Committee, Person, PersonName
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage import Store, create, open_store

START = dt.datetime(2025, 11, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))
ACT = msg("試験")


def ticking() -> Callable[[], dt.datetime]:
    """A clock that moves a minute at each look."""
    steps = itertools.count()
    return lambda: START + dt.timedelta(minutes=next(steps))


def numbered() -> Callable[[], str]:
    """Ids that are the same in every run."""
    steps = itertools.count(1)
    return lambda: str(uuid.UUID(int=next(steps)))


@dataclass
class Place:
    """Where a test's register lies; what is opened here is closed when the test ends."""

    location: Path | str
    now: Callable[[], dt.datetime] = field(default_factory=ticking)
    new_id: Callable[[], str] = field(default_factory=numbered)
    opened: list[Store] = field(default_factory=list)

    @property
    def is_file(self) -> bool:
        return isinstance(self.location, Path)

    @property
    def path(self) -> Path:
        assert isinstance(self.location, Path)
        return self.location

    def new(self, who: str = "甲") -> Store:
        return self._keep(create(self.location, who=who, now=self.now, new_id=self.new_id))

    def open(self, who: str = "甲", *, read_only: bool = False) -> Store:
        return self._keep(
            open_store(self.location, who=who, now=self.now, new_id=self.new_id, read_only=read_only)
        )

    def reopened(self, store: Store) -> Store:
        store.close()
        return self.open(store.who)

    def clerks(self, store: Store) -> tuple[Store, Store]:
        """Two clerks, 甲 and 乙: each on a connection to the server, or taking turns at a file's store."""
        return _turns(store) if self.is_file else (store, self.open("乙"))

    def _keep(self, store: Store) -> Store:
        self.opened.append(store)
        return store

    def close(self) -> None:
        for store in self.opened:
            store.close()

    @contextmanager
    def behind(self) -> Iterator[sa.Connection]:
        """A connection that goes round the store and its rules."""
        url = f"sqlite:///{self.location}" if self.is_file else str(self.location)
        engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
        with engine.begin() as connection:
            if not self.is_file:
                connection.exec_driver_sql("SET session_replication_role = replica")  # no foreign keys
            yield connection

    def tamper(self, statement: str, **values: Any) -> int:
        """Carry out one SQL statement behind the store's back; how many rows it met."""
        with self.behind() as connection:
            return connection.execute(sa.text(statement), values).rowcount

    def count(self, table: str) -> int:
        with self.behind() as connection:
            return connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one()


def _turns(store: Store) -> tuple[Store, Store]:
    return _Turn(store, "甲"), _Turn(store, "乙")  # type: ignore[return-value]


class _Turn:
    """A file's one store in the hands of one of two clerks."""

    def __init__(self, store: Store, who: str) -> None:
        self._store, self._who = store, who

    def __getattr__(self, name: str) -> Any:
        self._store.who = self._who
        return getattr(self._store, name)


def committee(store: Store, name: str = "川口市協働推進委員会") -> Committee:
    """A committee, added in an act of its own."""
    with store.change(ACT) as draft:
        return draft.add(Committee(id=draft.new_id(), name=name, city="川口市"))


def member(store: Store, name: str, **personal: str) -> tuple[Person, PersonName]:
    """A person with a name, added in one act."""
    with store.change(ACT) as draft:
        person = draft.add(Person(id=draft.new_id(), **personal))
        return person, draft.add(PersonName(id=draft.new_id(), person=person.id, name=name))


def save(store: Store, record: Any, act: Message = ACT) -> Any:
    """Save a record in an act of its own."""
    with store.change(act) as draft:
        return draft.save(record)


def remove(store: Store, record: Any) -> None:
    """Remove a record in an act of its own."""
    with store.change(ACT) as draft:
        draft.remove(record)


def words(messages: tuple[Message, ...]) -> str:
    """Messages as one text."""
    return "\n".join(message.japanese() for message in messages)


def pragma(path: Path, name: str) -> Any:
    """What a plain SQLite connection says of a file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def folder_state(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder, byte for byte."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
