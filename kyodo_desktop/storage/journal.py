"""The journal: an append-only, hash-chained record of every act.

Each entry chains salted digests of two payloads, one with the personal fields and one with the rest, so that
the personal one can be erased when its keeping time is over while the chain still verifies.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any, Literal, TypeVar

import sqlalchemy as sa

from kyodo_desktop.domain.errors import DatabaseDamaged, UndoRefused
from kyodo_desktop.domain.fields import Record
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage.bulk import insert
from kyodo_desktop.storage.codec import canonical, decode, has_personal, spelled
from kyodo_desktop.storage.tables import RECORD_NAMES, TABLES, registry

EntryKind = Literal["act", "base", "undo", "redo", "note", "wipe"]
"""`base` is what a register began with: the sample that was planted, the committee that was registered.
`note` is what was done with the register's contents and changed none: personal data shown or given out.
`wipe` made the register forget what is personal; nothing takes it back."""

GENESIS = "0" * 64
_SIDES = ("before", "after")
R = TypeVar("R", bound=Record)

entries = sa.Table(
    "journal",
    registry,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("who", sa.Text, nullable=False, index=True),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("kind", sa.String(4), nullable=False),
    sa.Column("of", sa.Integer),
    sa.Column("public_digest", sa.String(64), nullable=False),
    sa.Column("personal_digest", sa.String(64), nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
payloads = sa.Table(
    "journal_payload",
    registry,
    sa.Column("seq", sa.Integer, sa.ForeignKey("journal.seq"), primary_key=True),
    sa.Column("personal", sa.Boolean, primary_key=True),
    sa.Column("salt", sa.String(32)),
    sa.Column("body", sa.Text),
    sa.Column("erased_at", sa.String(40)),
)
touched = sa.Table(
    "journal_touched",
    registry,
    sa.Column("seq", sa.Integer, sa.ForeignKey("journal.seq"), primary_key=True),
    sa.Column("record", sa.String(36), primary_key=True, index=True),
)
head = sa.Table(
    "journal_head",
    registry,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)


def __getattr__(name: str) -> sa.MetaData:
    """`metadata`: the whole schema, every record's table in it, for what must see them all."""
    if name != "metadata":
        raise AttributeError(name)
    tuple(TABLES.values())
    return registry


@dataclass(frozen=True, slots=True)
class Pair:
    """One record as it was before an act and after it; None where it didn't exist."""

    before: Record | None
    after: Record | None

    @property
    def subject(self) -> Record:
        """The record itself, as late as it is known."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a pair of nothing")
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """What one act of the clerk did. `seq` is its place in the journal, 0 for an act that changed nothing."""

    seq: int
    act: Message
    pairs: tuple[Pair, ...]

    def touches(self, *classes: type[Record]) -> bool:
        """Whether a record of one of `classes` was touched."""
        return any(isinstance(pair.subject, classes) for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal: `of` is the entry that an undo or redo took back."""

    seq: int
    at: dt.datetime
    who: str
    act: Message
    kind: EntryKind
    of: int | None


def append(
    connection: sa.Connection,
    last: tuple[int, str],
    *,
    at: dt.datetime,
    who: str,
    act: Message,
    kind: EntryKind,
    of: int | None,
    pairs: Sequence[Pair],
) -> Change:
    """Write an entry after `last`, the head, and move the head, whose row the transaction has locked."""
    seq = last[0] + 1
    halves = {personal: _payload(pairs, personal) for personal in (False, True)}
    row: dict[str, Any] = {
        "seq": seq,
        "at": at.isoformat(),
        "who": who,
        "act": canonical(act.to_json()),
        "kind": kind,
        "of": of,
        "public_digest": digest(*halves[False]),
        "personal_digest": digest(*halves[True]),
        "previous": last[1],
    }
    row["hash"] = link(row)
    connection.execute(sa.insert(entries), row)
    connection.execute(
        sa.insert(payloads),
        [{"seq": seq, "personal": p, "salt": salt, "body": body} for p, (salt, body) in halves.items()],
    )
    if pairs:
        ids = sorted(pair.subject.id for pair in pairs)  # an index takes thousands in order in half the time
        insert(connection, touched, {"seq": [seq] * len(ids), "record": ids})
    connection.execute(sa.update(head).values(seq=seq, hash=row["hash"]))
    return Change(seq, act, tuple(pairs))


def _payload(pairs: Sequence[Pair], personal: bool) -> tuple[str, str]:
    told = [pair for pair in pairs if has_personal(type(pair.subject))] if personal else pairs
    befores = spelled([pair.before for pair in told], personal=personal)
    afters = spelled([pair.after for pair in told], personal=personal)
    lines = [
        f'{{"after":{after},"before":{before},"id":{encode_basestring(subject.id)},'
        f'"record":"{type(subject).__name__}"}}'
        for before, after, subject in zip(befores, afters, (pair.subject for pair in told), strict=True)
    ]
    return secrets.token_hex(16), f"[{','.join(lines)}]"


def digest(salt: str, body: str) -> str:
    """The hash by which an entry names a payload; damaged text has one too, and it differs."""
    return hashlib.sha256(f"{salt}{body}".encode("utf-8", "surrogateescape")).hexdigest()


_CHAINED = ("seq", "at", "who", "act", "kind", "of", "public_digest", "personal_digest", "previous")


def link(row: Mapping[Any, Any]) -> str:
    """The hash of an entry's row, which the next entry names as its previous."""
    text = canonical([row[name] for name in _CHAINED])
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def read(row: Mapping[Any, Any]) -> Entry:
    """A row of the journal as an Entry. Raises `DatabaseDamaged`."""
    with _legible(row["seq"]):
        at = dt.datetime.fromisoformat(row["at"])
        return Entry(row["seq"], at, _text(row["who"]), _act(row), row["kind"], row["of"])


@contextmanager
def _legible(seq: object) -> Iterator[None]:
    """Say it where an entry was altered so that it can't be read."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise DatabaseDamaged(
            msg("履歴を読み取れません"),
            msg("履歴の{seq}番の内容が記録時と異なります。", seq=str(seq)),
            msg("このファイルは別の場所に残し、バックアップから復元してください。"),
        ) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _act(row: Mapping[Any, Any]) -> Message:
    act = Message.from_json(json.loads(_text(row["act"])))
    act.japanese()  # its places are filled, or it raises
    return act


def change(connection: sa.Connection, seq: int) -> Change:
    """What entry `seq` did. Raises `DatabaseDamaged`, `UndoRefused` where its personal half was erased."""
    row = connection.execute(sa.select(entries).where(entries.c.seq == seq)).mappings().first()
    bodies = payload_bodies(connection, seq)
    if None in bodies.values():
        raise UndoRefused(
            msg("この操作は元に戻せません"),
            msg("保存期間を過ぎた個人情報が履歴から消去されています。"),
            msg("必要な内容を入力し直してください。"),
        )
    with _legible(seq):
        return Change(seq, _act(row or {}), _pairs(bodies))


def payload_bodies(connection: sa.Connection, seq: int) -> dict[bool, str | None]:
    """The two payloads of an entry, by whether they are the personal one; None where erased."""
    rows = connection.execute(sa.select(payloads).where(payloads.c.seq == seq)).mappings()
    return {row["personal"]: row["body"] for row in rows}


def _pairs(bodies: Mapping[bool, str | None]) -> tuple[Pair, ...]:
    personal = {line["id"]: line for line in json.loads(bodies[True] or "[]")}
    pairs: list[Pair] = []
    for line in json.loads(bodies[False] or "[]"):
        cls, rest = RECORD_NAMES[line["record"]], personal.get(line["id"], {})
        before, after = (
            None if line[side] is None else decode(cls, {**line[side], **(rest.get(side) or {})})
            for side in _SIDES
        )
        pairs.append(Pair(before, after))
    return tuple(pairs)


def public_states(connection: sa.Connection, cls: type[R]) -> Iterator[R]:
    """Every state that records of `cls` ever had, of those removed and undone too, the oldest first.

    For records without personal fields, whose states are never erased. Raises `DatabaseDamaged`.
    """
    named = f'"record":{canonical(cls.__name__)}'
    query = sa.select(payloads.c.seq, payloads.c.body).where(
        payloads.c.personal.is_(False), payloads.c.body.contains(named, autoescape=True)
    )
    for row in connection.execute(query.order_by(payloads.c.seq)):
        with _legible(row.seq):
            lines = [line for line in json.loads(row.body) if line["record"] == cls.__name__]
            states = [decode(cls, line[side]) for line in lines for side in _SIDES if line[side] is not None]
        yield from states


def require_head(connection: sa.Connection, *, lock: bool = False) -> tuple[int, str]:
    """The journal's last sequence number and hash. Raises `DatabaseDamaged` where the row is gone.

    With `lock` nobody else can write an entry until the transaction ends.
    """
    query = sa.select(head.c.seq, head.c.hash)
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None or not isinstance(row.seq, int) or not isinstance(row.hash, str):
        raise DatabaseDamaged(
            msg("履歴の末尾が見つかりません"),
            msg("台帳の一部が失われています。"),
            msg("このファイルは別の場所に残し、バックアップから復元してください。"),
        )
    return row.seq, row.hash
