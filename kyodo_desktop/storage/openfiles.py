"""A whole register as files that any program can read, and a register made of them again.

A folder holds `manifest.json`, each table's rows as JSON lines under `tables/`, and each attached file under
`files/`, named by its SHA-256. Nothing is left out: what is made of it has the same rows.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from kyodo_desktop.domain import systemfaults
from kyodo_desktop.domain.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    KyodoError,
    NotADatabase,
    OutputFailed,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage import carrying, durable, engine, files, journal, schema
from kyodo_desktop.storage.verify import intact, is_digest

FORMAT: Final = "kyodo-desktop-register"
MANIFEST: Final = "manifest.json"
_TABLES: Final = "tables"
_FILES: Final = "files"
_SUFFIX: Final = ".jsonl"


@dataclass(frozen=True, slots=True)
class Written:
    """What was carried: how many rows of records and journal, and how many attached files."""

    rows: int
    files: int


def write(
    connection: sa.Connection, blob: Callable[[str], bytes], folder: Path, notes: Mapping[str, str]
) -> Written:
    """Put all that the register holds into a new folder, whole or not at all; `notes` are texts beside it.

    `blob` gives a file's bytes. Raises what it raises, `OutputFailed` where the folder holds something or
    can't be written, `DatabaseDamaged` for values that can't be read.
    """
    with _making(folder) as part, engine.inspection(connection):
        try:
            manifest = _manifest(connection, blob, part)
        except (ValueError, TypeError) as error:  # a text that is no text, a day that is no day
            raise unreadable(msg("台帳を書き出せません")) from error
        for name, text in {**notes, MANIFEST: json.dumps(manifest, ensure_ascii=False, indent=1)}.items():
            _put(part / name, text.encode())
    kept = cast("dict[str, dict[str, Any]]", manifest["tables"])
    return Written(sum(one["rows"] for one in kept.values()), len(cast("dict[str, int]", manifest["files"])))


def rebuild(folder: Path, path: Path) -> Written:
    """Make a register of what `write` wrote, whole or not at all.

    Raises `DatabaseMissing`, `NotADatabase` for another folder, `DatabaseNewer`, `DatabaseDamaged` that names
    the altered file, `OutputFailed` where the register can't be made.
    """
    manifest = _read_manifest(folder)
    with files.filling(path) as connection:
        return _fill(connection, folder, manifest)


# --- writing


def _manifest(connection: sa.Connection, blob: Callable[[str], bytes], part: Path) -> dict[str, object]:
    (part / _TABLES).mkdir()
    (part / _FILES).mkdir()
    tables = {table.name: _write_table(connection, table, part) for table in carrying.tables()}
    kept = dict(carrying.digests(connection))
    for sha256 in kept:
        _put(part / _FILES / sha256, blob(sha256))
    seq, digest = journal.require_head(connection)
    return {
        "format": FORMAT,
        "schema": schema.HEAD,
        "journal": {"entries": seq, "hash": digest},
        "tables": tables,
        "files": kept,
    }


def _write_table(connection: sa.Connection, table: sa.Table, part: Path) -> dict[str, object]:
    whole, count = hashlib.sha256(), 0
    place = part / _TABLES / f"{table.name}{_SUFFIX}"
    with place.open("wb") as file:
        for line in carrying.lines(connection, table):
            count += 1
            whole.update(line)
            file.write(line)
    durable.settle(place)
    names = [column.name for column in table.c]
    return {"columns": names, "rows": count, "sha256": whole.hexdigest()}


@contextmanager
def _making(folder: Path) -> Iterator[Path]:
    """A folder under a name of its own, which then takes its place at `folder`."""
    part = durable.unfinished(folder.parent)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        durable.sweep(folder.parent)
        if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
            raise _taken(folder)
        part.mkdir()
        yield part
        with suppress(FileNotFoundError):
            folder.rmdir()
        part.rename(folder)
        durable.settle_folder(folder)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    durable.settle(path)


# --- reading


def _fill(connection: sa.Connection, folder: Path, manifest: dict[str, Any]) -> Written:
    connection.execute(sa.delete(journal.head))
    for sha256 in manifest["files"]:
        carrying.put_content(connection, _content(folder, sha256))
    rows = 0
    for table in carrying.tables():
        said = manifest["tables"][table.name]
        whole = hashlib.sha256()
        place = folder / _TABLES / f"{table.name}{_SUFFIX}"
        try:
            rows += carrying.put(connection, table, _lines(place, whole.update))
        except (OSError, ValueError, TypeError, DBAPIError) as error:
            raise _altered(place) from error
        if (whole.hexdigest(), carrying.counted(connection, table)) != (
            said["sha256"],
            (said["rows"], said["sha256"]),
        ):
            raise _altered(place)
    if journal.require_head(connection) != (manifest["journal"]["entries"], manifest["journal"]["hash"]):
        raise _altered(folder / MANIFEST)
    return Written(rows, len(manifest["files"]))


def _lines(place: Path, seen: Callable[[bytes], None]) -> Iterator[carrying.Row]:
    with place.open("rb") as file:
        for line in file:
            seen(line)
            row = json.loads(line)
            if not isinstance(row, list):
                raise TypeError(place.name)
            yield cast("list[Any]", row)


def _content(folder: Path, sha256: str) -> bytes:
    place = folder / _FILES / sha256
    try:
        data = place.read_bytes()
    except OSError as error:
        raise _altered(place) from error
    if not intact(data, sha256):
        raise _altered(place)
    return data


def _read_manifest(folder: Path) -> dict[str, Any]:
    place = folder / MANIFEST
    try:
        said = json.loads(place.read_bytes())
    except FileNotFoundError as error:
        raise _missing(folder) from error
    except OSError as error:
        raise _missing(folder, systemfaults.reason(error)) from error
    except ValueError as error:
        raise _altered(place) from error
    if not isinstance(said, dict) or cast("dict[str, Any]", said).get("format") != FORMAT:
        raise _foreign(folder)
    manifest = cast("dict[str, Any]", said)
    schema.judge(str(manifest.get("schema")), str(folder))
    _require_whole(manifest, place)
    return manifest


def _require_whole(manifest: dict[str, Any], place: Path) -> None:
    """Raise `DatabaseDamaged` unless the manifest names every table, every file and the journal's end."""
    try:
        tables = {name: (one["rows"], one["sha256"]) for name, one in manifest["tables"].items()}
        named = all(is_digest(sha256) for sha256 in manifest["files"])
        last = (manifest["journal"]["entries"], manifest["journal"]["hash"])
    except (LookupError, TypeError, AttributeError) as error:
        raise _altered(place) from error
    if not named or None in last or set(tables) != {table.name for table in carrying.tables()}:
        raise _altered(place)


# --- refusals


def _taken(folder: Path) -> OutputFailed:
    return OutputFailed(
        msg("「{location}」に書き出せません", location=str(folder)),
        msg("同じ名前のファイルがあるか、フォルダーにすでに何か入っています。"),
        msg("新しいフォルダーの名前を指定してください。"),
    )


def _cannot_write(folder: Path, error: OSError) -> KyodoError:
    if isinstance(error, FileExistsError):
        return _taken(folder)
    return files.cannot_make(folder, error)


def unreadable(what: Message) -> DatabaseDamaged:
    """Values in the register that can't be read; `what` couldn't be done for them."""
    return DatabaseDamaged(
        what,
        msg("台帳の一部の値が壊れていて、読み取れません。"),
        msg("「kyodo-desktop check」で点検し、バックアップから復元してください。"),
    )


def _missing(folder: Path, reason: Message | None = None) -> DatabaseMissing:
    why = msg("フォルダーの中に「{name}」が見つかりません。", name=MANIFEST)
    if reason is not None:
        why = msg("「{name}」を読み取れません（{reason}）。", name=MANIFEST, reason=reason)
    return DatabaseMissing(
        msg("「{location}」から台帳を作成できません", location=str(folder)),
        why,
        msg("「kyodo-desktop export」で書き出したフォルダーを指定してください。"),
    )


def _foreign(folder: Path) -> NotADatabase:
    return NotADatabase(
        msg("「{location}」から台帳を作成できません", location=str(folder)),
        msg("協働デスクが書き出したフォルダーではありません。"),
        msg("「kyodo-desktop export」で書き出したフォルダーを指定してください。"),
    )


def _altered(place: Path) -> DatabaseDamaged:
    return DatabaseDamaged(
        msg("書き出したファイルから台帳を作成できません"),
        msg("「{location}」が、書き出した時のままではありません。", location=str(place)),
        msg("別に保存してある写しのフォルダーを指定するか、もう一度書き出してください。"),
    )
