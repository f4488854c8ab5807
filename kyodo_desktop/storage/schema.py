"""The schema's version: written by alembic's migrations, read without loading alembic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from kyodo_desktop.domain.errors import DatabaseNewer, NotADatabase, ReadOnly
from kyodo_desktop.i18n import msg
from kyodo_desktop.storage.engine import damaged, foreign

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"
KNOWN = ("0001",)  # every version this program can bring up to date, oldest first
SCRIPTS = "kyodo_desktop:storage/migrations"

_version = sa.table("alembic_version", sa.column("version_num", sa.String))


def current(connection: sa.Connection, location: str) -> str | None:
    """The schema's version in the database; None where there is none. Raises `DatabaseDamaged` for two."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(sa.select(_version.c.version_num)).scalars().all()
    if len(found) > 1 or not all(isinstance(version, str) for version in found):
        raise damaged(location)
    return next(iter(found), None)


def judge(version: str | None, location: str, *, server: bool = False) -> bool:
    """Whether a database must be upgraded. Raises `NotADatabase`, or `DatabaseNewer`: never a guess."""
    if version is None:
        raise _no_register(location) if server else foreign(location)
    if version not in KNOWN:
        raise DatabaseNewer(
            msg("「{location}」を開けません", location=location),
            msg("この台帳は新しい版の協働デスクで作られています（形式 {version}）。", version=version),
            msg("協働デスクを新しい版に更新してください。台帳は変更していません。"),
        )
    return version != HEAD


def outdated(location: str) -> ReadOnly:
    """A register of an older version, which can't be brought up to date where nothing may be written."""
    return ReadOnly(
        msg("「{location}」を読み取り専用では開けません", location=location),
        msg("古い版の協働デスクで作られているため、新しい形式への書き換えが必要です。"),
        msg("書き込みできる場所で、読み取り専用にせずに一度開いてください。書き換えの前に写しを残します。"),
    )


def _no_register(location: str) -> NotADatabase:
    return NotADatabase(
        msg("「{location}」を開けません", location=location),
        msg("このデータベースには協働デスクの台帳がありません。"),
        msg("接続先を確認するか、新しい台帳を作成してください。"),
    )


def upgrade(connection: sa.Connection) -> None:
    """Bring the database to this program's schema, from nothing or from an older version."""
    from alembic import command

    command.upgrade(config(connection), "head")


def config(connection: sa.Connection) -> Config:
    """Alembic's settings for work on `connection`; alembic is loaded only here, for it is slow to load."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", SCRIPTS)
    made.attributes["connection"] = connection
    return made
