"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import platform
import re
import secrets
import shutil
import time
import zlib
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from kyodo_desktop.domain import systemfaults
from kyodo_desktop.domain.errors import DiskFull, KyodoError, OutputFailed
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.press.target import checked, named

if TYPE_CHECKING:
    from typing_extensions import Buffer

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_LONGEST: Final = 200  # bytes of a file's name, of the 255 that disks take
_A_DAY: Final = 24 * 60 * 60.0
_HERE: Final = f"{zlib.crc32(platform.node().encode(errors='replace')):08x}"
_LEFT: Final = re.compile("(?P<maker>[0-9]{1,20})-(?P<machine>[0-9a-f]{8})-[0-9a-f]{8}")


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Let `write` fill a file beside `path`, then put it in `path`'s place in one step.

    Whatever goes wrong, the unfinished file is gone and what stood at `path` is untouched. Raises DiskFull or
    OutputFailed for what the disk refuses, OutputFailed where nothing may be written (see `target`); an error
    of `write` itself passes through.
    """
    with writing(path) as out:
        write(out)


@contextlib.contextmanager
def writing(path: Path) -> Generator[BinaryIO]:
    """`write_whole` for work that goes on in steps: the file to fill, put in place at its good end."""
    unfinished: Path | None = None
    asked = path
    try:
        path = checked(asked)
        _sweep(path)
        candidate = path.parent / f"{_unfinished(path)}{os.getpid()}-{_HERE}-{secrets.token_hex(4)}"
        with candidate.open("xb") as out:
            unfinished = candidate
            yield out
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            shutil.copymode(path, unfinished)
        unfinished.replace(path)
        unfinished = None
        _settle(path.parent)
    except OSError as error:
        raise output_error(asked, error) from error
    finally:
        if unfinished is not None:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)


class PatientWriter(io.BytesIO):
    """Writes to `out`, keeping the disk's refusal in `refusal` instead of raising it; what follows it is
    dropped.

    For libraries that don't survive an exception from the stream they write to.
    """

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self._out = out
        self.refusal: OSError | None = None

    def write(self, data: Buffer, /) -> int:
        size = memoryview(data).nbytes
        if self.refusal is None:
            try:
                self._out.write(data)
            except OSError as error:
                self.refusal = error
        return size


def output_error(path: Path, error: OSError) -> KyodoError:
    """The disk's refusal to write `path`, in the clerk's words."""
    what = msg("「{name}」を書き出せません", name=named(path))
    if error.errno in _FULL:
        return DiskFull(
            what,
            msg("保存先の空き容量が足りません。"),
            msg("不要なファイルを消すか、別の場所を選んでください。元のファイルはそのまま残っています。"),
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        why = msg("フォルダー「{folder}」がありません。", folder=str(path.parent))
        return OutputFailed(what, why, msg("保存先のフォルダーを選び直してください。"))
    if isinstance(error, IsADirectoryError):
        return OutputFailed(
            what,
            msg("同じ名前のフォルダーが、すでにそこにあります。"),
            msg("別のファイル名か、別の場所を選んでください。"),
        )
    if isinstance(error, PermissionError):
        return OutputFailed(
            what,
            msg("保存先に書き込む権限がないか、ほかのプログラムがファイルを開いています。"),
            msg("ファイルを閉じるか、別の場所を選んでください。元のファイルはそのまま残っています。"),
        )
    return OutputFailed(
        what,
        msg("ディスクが書き込みを受け付けませんでした（{reason}）。", reason=systemfaults.reason(error)),
        msg("保存先を確かめるか、別の場所を選んでください。元のファイルはそのまま残っています。"),
    )


def _unfinished(path: Path) -> str:
    """How the names of the unfinished files for `path` begin; a long name is cut to what a disk takes."""
    known = path.name.encode(errors="replace")[:_LONGEST].decode(errors="ignore")
    return f".{known}.part-"


def _sweep(path: Path) -> None:
    """Remove what makers that were killed left for `path`."""
    begin = _unfinished(path)
    for left in path.parent.iterdir():
        said = _LEFT.fullmatch(left.name.removeprefix(begin)) if left.name.startswith(begin) else None
        if said is not None:
            with contextlib.suppress(OSError):
                if _abandoned(left, int(said["maker"]), said["machine"]):
                    left.unlink()


def _abandoned(left: Path, maker: int, machine: str) -> bool:
    """Whether nobody can be writing `left`: its maker is gone, or it is a day old (folders are shared)."""
    if time.time() - left.stat().st_mtime > _A_DAY:
        return True
    if os.name != "posix" or machine != _HERE or maker == os.getpid():
        return False
    try:
        os.kill(maker, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _settle(folder: Path) -> None:
    """Make the renaming itself durable, where the system lets a folder be synced."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
