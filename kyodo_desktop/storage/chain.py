"""Whether the journal's own chain is whole: an entry altered, missing, or out of its place is found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage.journal import GENESIS, digest, entries, head, link, payloads

_ERASED = "erased"


def faults(connection: sa.Connection) -> tuple[Message, ...]:
    """What is wrong with the chain. A personal payload that was erased, and says when, is no fault."""
    found: list[Message] = []
    previous, expected = GENESIS, 1
    digests = _digests(connection)
    for row in connection.execute(sa.select(entries).order_by(entries.c.seq)).mappings():
        seq = row["seq"]
        if seq != expected or row["previous"] != previous or not _linked(row):
            found.append(msg("履歴の{seq}番が書き換えられているか、前後の記録が失われています。", seq=seq))
        halves = (digests.pop((seq, False), ""), digests.pop((seq, True), ""))
        if halves[0] != row["public_digest"] or halves[1] not in (row["personal_digest"], _ERASED):
            found.append(msg("履歴の{seq}番の内容が記録時と異なります。", seq=seq))
        previous, expected = row["hash"], seq + 1
    found += [
        msg("履歴の{seq}番は、内容だけが残っています。", seq=seq)
        for seq in sorted({str(s) for s, _ in digests})
    ]
    last = connection.execute(sa.select(head)).all()
    if [tuple(row) for row in last] != [(1, expected - 1, previous)]:
        found.append(msg("履歴の末尾が失われています（{seq}番まで残っています）。", seq=expected - 1))
    return tuple(found)


def _linked(row: Mapping[Any, Any]) -> bool:
    try:
        return link(row) == row["hash"]
    except (TypeError, ValueError):  # bytes where text was
        return False


def erasures(connection: sa.Connection) -> tuple[int, ...]:
    """The entries whose personal payload has been erased."""
    erased = sa.select(payloads.c.seq).where(payloads.c.personal, payloads.c.body.is_(None))
    return tuple(connection.execute(erased.order_by(payloads.c.seq)).scalars())


def _digests(connection: sa.Connection) -> dict[tuple[int, bool], str]:
    rows = connection.execute(sa.select(payloads)).mappings()
    return {(row["seq"], row["personal"]): _digest(row) for row in rows}


def _digest(row: Mapping[Any, Any]) -> str:
    body, salt, erased_at = row["body"], row["salt"], row["erased_at"]
    if body is None and salt is None and erased_at is not None and row["personal"]:
        return _ERASED
    if body is None or salt is None or erased_at is not None:
        return ""
    return digest(salt, body)
