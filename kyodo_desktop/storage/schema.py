"""The schema's version: written by alembic's migrations, read without loading alembic."""

from __future__ import annotations

import sqlalchemy as sa

from kyodo_desktop.domain.errors import DatabaseNewer, NotADatabase
from kyodo_desktop.i18n import msg

HEAD = "0001"
KNOWN = ("0001",)  # every version this program can bring up to date, oldest first

_version = sa.table("alembic_version", sa.column("version_num", sa.String))


def current(connection: sa.Connection) -> str | None:
    """The schema's version in the database; None where there is none."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.select(_version.c.version_num)).scalar_one_or_none()


def judge(version: str | None, location: str) -> bool:
    """Whether a database must be upgraded. Raises `NotADatabase`, or `DatabaseNewer`: never a guess."""
    if version is None:
        raise NotADatabase(
            msg("「{location}」を開けません", location=location),
            msg("協働デスクのファイルではありません。"),
            msg("拡張子が .kyodo のファイルを選んでください。"),
        )
    if version not in KNOWN:
        raise DatabaseNewer(
            msg("「{location}」を開けません", location=location),
            msg("このファイルは新しい版の協働デスクで作られています（形式 {version}）。", version=version),
            msg("協働デスクを新しい版に更新してください。ファイルは変更していません。"),
        )
    return version != HEAD


def upgrade(connection: sa.Connection) -> None:
    """Bring the database to this program's schema, from nothing or from an older version."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "kyodo_desktop:storage/migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
