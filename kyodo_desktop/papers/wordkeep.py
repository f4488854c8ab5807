"""Word files where they lie: what a hand has edited is never written over, and comes back as an attachment.

Whether a file is as we wrote it, it says itself: it carries the digest of what it holds. Nothing has to be
remembered, and a copy on another machine is judged alike.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from pathlib import Path
from typing import ClassVar, Final, Literal, TypeAlias

from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import issue
from kyodo_desktop.papers.filekind import kind_of
from kyodo_desktop.papers.stamped import CUSTOM, digest, stamp_of
from kyodo_desktop.papers.wordfile import SUFFIX
from kyodo_desktop.services import materials
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.storage import Change, Store

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST: Final = 200 * 2**20
"""Bytes that a file may have, packed and unpacked, for it to be ours: a larger one isn't read."""
Found: TypeAlias = Literal["nothing", "ours", "edited", "foreign"]


class NotOurs(OutputFailed):
    """A file that somebody has edited, or that isn't ours, stands where a Word file was to be written.

    `another` is a name beside it that is free.
    """

    exit_code: ClassVar[int] = 29

    def __init__(self, path: Path, found: Found) -> None:
        self.another = another(path)
        edited = msg("このファイルは、作成した後に編集されています。")
        foreign = msg("同じ名前の、別のファイルがあります。")
        super().__init__(
            msg("「{name}」に上書きしません", name=path.name),
            edited if found == "edited" else foreign,
            msg("「{name}」など、別の名前で保存してください。", name=self.another.name),
        )
        self.found = found


def keep(path: Path, data: bytes) -> None:
    """Write a Word file where none stands yet, or in place of one of ours that nobody has edited.

    Raises NotOurs, and what writing a file raises.
    """
    found = state(path)
    if found in ("edited", "foreign"):
        raise NotOurs(path, found)
    issue.write(path, data)


def state(path: Path) -> Found:
    """What stands at `path`: one of ours as we wrote it, one edited since, something else, or nothing."""
    try:
        if not path.exists():
            return "nothing"
        if path.stat().st_size > _MOST:
            return "foreign"
        return judged(path.read_bytes())
    except OSError:
        return "foreign"


def judged(data: bytes) -> Found:
    """The same of a file's bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _MOST or CUSTOM not in packed.namelist():
                return "foreign"
            parts = {name: packed.read(name) for name in packed.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return "foreign"
    stamp = stamp_of(parts[CUSTOM])
    if not stamp:
        return "foreign"
    return "ours" if stamp == digest(parts) else "edited"


def another(path: Path) -> Path:
    """The first of 会議録（2）.docx, 会議録（3）.docx … that is free beside `path`."""
    number = 2
    while (free := path.with_name(f"{path.stem}（{number}）{path.suffix}")).exists():
        number += 1
    return free


def take_back(
    store: Store, path: Path, meeting: Id, received_on: dt.date, material: Id | None = None
) -> Change:
    """Take an edited Word file in, byte for byte: as the file of `material`, else as a new 資料 of `meeting`.

    Raises InvalidRecord for what is no Word file, OutputFailed for what can't be read, and what attaching
    raises.
    """
    data = _read(path)
    if kind_of(data) != "word" or path.suffix.lower() != SUFFIX:
        raise refused(
            msg("「{name}」を取り込めません", name=path.name),
            msg("Wordのファイル（.docx）ではありません。"),
            msg("Wordで開いて「.docx」で保存し直してください。"),
            "name",
        )
    if material is not None:
        return materials.attach(store, material, path.name, data, MEDIA_TYPE, received_on)
    return materials.add_received(store, meeting, path.stem, path.name, data, MEDIA_TYPE, received_on)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutputFailed(
            msg("「{name}」を取り込めません", name=path.name),
            msg("ファイルを読めません。"),
            msg("Wordで開いているときは閉じてから、もう一度取り込んでください。"),
        ) from error
