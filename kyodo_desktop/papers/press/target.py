"""Where a file may be written: never over a register, nor over what isn't an ordinary file."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import Final

from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import Message, msg

_REGISTER: Final = re.compile(r".*\.kyodo(?:\.lock|-journal)?", re.IGNORECASE | re.DOTALL)
_MAGIC: Final = b"SQLite format 3\0"  # a register under any name, or a link to one, begins with this
_BACKUP: Final = ".backup"


def checked(path: Path) -> Path:
    """`path` with its links followed, so that a link stays one and what it leads to is written.

    Raises OutputFailed where a register stands there, for a name that only a register, its lock or its
    journal bears, in the folder of its backups, and where something else than an ordinary file stands;
    OSError for what the disk refuses.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if mode is not None and not stat.S_ISREG(mode):
        raise _refused(path, msg("そこにあるのは装置などで、ふつうのファイルではありません。"))
    real = Path(os.path.realpath(path))
    if _is_register(real):
        raise _refused(path, msg("そこは台帳の場所です。書き出すと台帳が失われます。"))
    if any(_keeps_backups(folder) for folder in real.parents):
        raise _refused(path, msg("そこは台帳の控えを保存するフォルダーです。"))
    return real


def named(path: Path) -> str:
    """What a sentence calls `path`: its name, or all of it where it has none (「.」)."""
    return path.name or str(path)


def _is_register(path: Path) -> bool:
    if _REGISTER.fullmatch(path.name):
        return True
    if not path.is_file():
        return False
    with path.open("rb") as there:
        return there.read(len(_MAGIC)) == _MAGIC


def _keeps_backups(folder: Path) -> bool:
    return folder.name.endswith(_BACKUP) and _is_register(folder.with_name(folder.name.removesuffix(_BACKUP)))


def _refused(path: Path, why: Message) -> OutputFailed:
    what = msg("「{name}」を書き出せません", name=named(path))
    return OutputFailed(what, why, msg("別のファイル名か、別の場所を選んでください。"))
