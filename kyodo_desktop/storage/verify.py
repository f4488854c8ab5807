"""Whether the tables hold what the journal says they must."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kyodo_desktop.domain.fields import Id, Kind, Record, fields, shape
from kyodo_desktop.domain.records import RECORDS
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage import chain, copies, engine, journal
from kyodo_desktop.storage.codec import encode
from kyodo_desktop.storage.tables import RECORD_NAMES, TABLES, blobs, from_row


@dataclass(frozen=True, slots=True)
class _State:
    """A record's last state by the journal: `values` None when removed, `personal` None when erased."""

    cls: type[Record]
    values: dict[str, Any] | None
    personal: dict[str, Any] | None

    @property
    def name(self) -> str:
        values = self.values or {}
        return str(values.get("name") or values.get("title") or values.get("id"))

    def holds(self, record: Record) -> bool:
        return (
            type(record) is self.cls
            and encode(record, personal=False) == self.values
            and (self.personal is None or encode(record, personal=True) == self.personal)
        )


def faults(connection: sa.Connection, location: object = None) -> tuple[Message, ...]:
    """What is wrong: the chain first, then every record and file that differs from the journal replayed.

    Of a copy the files are looked for beside it, by its `location`.
    """
    with engine.inspection(connection):
        found = chain.faults(connection)
        try:
            expected, touched = _replay(connection)
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
            return found or (msg("履歴の一部を読み取れないため、記録と照合できません。"),)
        return (
            *found,
            *_differences(connection, expected),
            *_index_faults(connection, touched),
            *_blob_faults(connection, expected.values(), location),
        )


def erased(connection: sa.Connection) -> tuple[Message, ...]:
    """What `faults` can't compare, because it was erased when its keeping time was over."""
    return tuple(
        msg("履歴の{seq}番の個人情報は消去済みのため、照合していません。", seq=seq)
        for seq in chain.erasures(connection)
    )


def _replay(connection: sa.Connection) -> tuple[dict[Id, _State], set[tuple[int, Id]]]:
    """Each record's last state when every act is replayed, and which entry touched which record."""
    table = journal.payloads
    states: dict[Id, _State] = {}
    touched: set[tuple[int, Id]] = set()
    personal: dict[Id, Any] | None = {}
    for row in connection.execute(sa.select(table).order_by(table.c.seq, table.c.personal.desc())):
        if row.personal:
            personal = (
                None if row.body is None else {line["id"]: line["after"] for line in json.loads(row.body)}
            )
            continue
        for line in json.loads(row.body):
            id_ = line["id"]
            touched.add((row.seq, id_))
            kept = None if personal is None else personal.get(id_) or {}
            states[id_] = _State(RECORD_NAMES[line["record"]], line["after"], kept)
    return states, touched


def _differences(connection: sa.Connection, expected: dict[Id, _State]) -> Iterator[Message]:
    seen: set[Id] = set()
    for cls in RECORDS:
        term = Message(shape(cls).term)
        for id_, record in _rows(connection, cls):
            seen.add(id_)
            state = expected.get(id_)
            if state is None or state.values is None:
                yield msg("{term}「{name}」は履歴にありません。", term=term, name=_shown(id_))
            elif record is None or not state.holds(record):
                yield msg("{term}「{name}」が履歴と異なります。", term=term, name=state.name)
    for id_, state in expected.items():
        if state.values is not None and id_ not in seen:
            term = Message(shape(state.cls).term)
            yield msg("{term}「{name}」が失われています。", term=term, name=state.name)


def _rows(connection: sa.Connection, cls: type[Record]) -> list[tuple[Id, Record | None]]:
    """Each row's id and its record; None where one of its values can't be read."""
    table = TABLES[cls]
    try:
        return [(row.id, from_row(cls, row._mapping)) for row in connection.execute(sa.select(table))]
    except (TypeError, ValueError):
        ids = connection.execute(sa.select(table.c.id)).scalars().all()
        return [(id_, _row(connection, cls, id_)) for id_ in ids]


def _row(connection: sa.Connection, cls: type[Record], id_: Id) -> Record | None:
    table = TABLES[cls]
    try:
        found = connection.execute(sa.select(table).where(table.c.id == id_)).one_or_none()
        return None if found is None else from_row(cls, found._mapping)
    except (TypeError, ValueError):
        return None


def _index_faults(connection: sa.Connection, touched: set[tuple[int, Id]]) -> Iterator[Message]:
    table = journal.touched
    stored = {(row.seq, row.record) for row in connection.execute(sa.select(table))}
    for seq in sorted({str(seq) for seq, _ in touched ^ stored}):
        yield msg("履歴の{seq}番の索引が内容と異なります。", seq=seq)


def _blob_faults(connection: sa.Connection, states: Iterable[_State], location: object) -> Iterator[Message]:
    kept = connection.execute(sa.select(blobs.c.sha256)).scalars().all()
    for sha256 in kept:
        if not _kept(connection, sha256) and beside(location, sha256) is None:
            yield msg("添付ファイルの内容（{sha256}…）が登録時と異なります。", sha256=_shown(sha256[:12]))
    for state in states:
        digests = [field.name for field in fields(state.cls) if field.kind is Kind.DIGEST]
        if state.values and not {state.values[name] for name in digests} <= {*kept, None}:
            term = Message(shape(state.cls).term)
            yield msg("{term}「{name}」の内容が失われています。", term=term, name=state.name)


def _kept(connection: sa.Connection, sha256: object) -> bool:
    row = connection.execute(sa.select(blobs).where(blobs.c.sha256 == sha256)).one_or_none()
    return row is not None and intact(row.data, sha256) and row.size == len(row.data)


def beside(location: object, sha256: str) -> bytes | None:
    """A file's bytes where the register at `location` is a copy, which has them beside itself."""
    if not isinstance(location, Path) or copies.original(location) is None:
        return None
    from kyodo_desktop.storage import attachments

    return attachments.read(location.parent, sha256)


def is_digest(word: object) -> bool:
    """Whether a word is written as a SHA-256 is, and so can be a file's name."""
    return isinstance(word, str) and len(word) == 64 and set(word) <= set("0123456789abcdef")


def intact(data: object, sha256: object) -> bool:
    """Whether a file's bytes are those that were kept, and bytes at all."""
    return isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == sha256


def _shown(text: object) -> str:
    """Damaged text as it can be printed."""
    if not isinstance(text, str):
        return repr(text)
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
