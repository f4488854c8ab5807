"""A whole register taken from a file to a server or back, row for row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import sqlalchemy as sa

from kyodo_desktop.domain.errors import StorageFailed
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage import carrying, engine, files
from kyodo_desktop.storage.openfiles import Written, unreadable
from kyodo_desktop.storage.tables import blobs

Told: TypeAlias = Callable[[Message], None]
Blob: TypeAlias = Callable[[str], bytes]


def move(source: sa.Connection, blob: Blob, target: Path | str, told: Told) -> Written:
    """Make a new register at `target` that holds every row of `source`, compared table by table.

    Whole or not at all; the source stays as it is. `blob` gives a file's bytes, `told` hears of each
    table. Raises what `blob` raises, `OutputFailed` where
    there is a register already, `UsageError` for an address of another kind, `DatabaseDamaged` for rows that
    can't be read, `StorageFailed`.
    """
    with engine.inspection(source):
        if isinstance(target, Path):
            with files.filling(target) as connection:
                return _carried(source, blob, connection, told)
        return _to_server(source, blob, target, told)


def _to_server(source: sa.Connection, blob: Blob, target: str, told: Told) -> Written:
    shown = engine.unsecret(target)
    with engine.told(shown):
        connection = engine.connect_server(target)
        try:
            with files.making_register(connection, shown):
                return _carried(source, blob, connection, told)
        finally:
            engine.close(connection)


def _carried(source: sa.Connection, blob: Blob, target: sa.Connection, told: Told) -> Written:
    """Carry the rows and compare them; an exception gives the target's transaction up."""
    rows = kept = 0
    try:
        for name, count in carrying.carry(source, blob, target):
            told(msg("{table}：{count}行", table=name, count=count))
            kept, rows = (count, rows) if name == blobs.name else (kept, rows + count)
        apart = carrying.differing(source, target)
    except (ValueError, TypeError) as error:
        raise unreadable(msg("台帳を移せません")) from error
    if apart:
        raise StorageFailed(
            msg("台帳を移せません"),
            msg("移した先の行が、元の台帳と同じになりませんでした（{tables}）。", tables="、".join(apart)),
            msg("元の台帳は変わっていません。もう一度実行し、続くときは移す先のサーバーを確認してください。"),
        )
    return Written(rows, kept)
