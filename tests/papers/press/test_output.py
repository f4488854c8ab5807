"""A file is written whole or not at all, and what stood there stays."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from kyodo_desktop.domain.errors import DiskFull, OutputFailed
from kyodo_desktop.papers.press.output import output_error, write_whole


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("mounting a small tmpfs needs root")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine doesn't let a tmpfs be mounted")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_writes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "名簿.pdf"
    write_whole(path, lambda out: out.write(b"one"))
    write_whole(path, lambda out: out.write(b"two"))
    assert path.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["名簿.pdf"]


def test_keeps_the_permissions_of_what_it_replaces(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, lambda out: out.write(b"new"))
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_full_disk_leaves_the_old_file(small_disk: Path) -> None:
    path = small_disk / "名簿.pdf"
    path.write_bytes(b"old")
    with pytest.raises(DiskFull) as caught:
        write_whole(path, lambda out: out.write(b"x" * 200_000))
    assert "空き容量" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert [p.name for p in small_disk.iterdir()] == ["名簿.pdf"]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputFailed) as caught:
        write_whole(tmp_path / "no" / "a.pdf", lambda out: out.write(b"x"))
    assert "フォルダー" in str(caught.value)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(OutputFailed, match="同じ名前のフォルダー"):
        write_whole(tmp_path / "a.pdf", lambda out: out.write(b"x"))
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_an_unwritable_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write anywhere, so the refusal itself is played."""
    (tmp_path / "a.pdf").write_bytes(b"old")

    def refuse(self: Path, *args: object, **options: object) -> BinaryIO:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        with pytest.raises(OutputFailed) as caught:
            write_whole(tmp_path / "a.pdf", lambda out: out.write(b"x"))
    assert "権限" in str(caught.value)
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


@pytest.mark.parametrize("error", [RuntimeError("ours"), KeyboardInterrupt(), GeneratorExit()])
def test_a_failing_writer_leaves_nothing(error: BaseException, tmp_path: Path) -> None:
    def fail(out: BinaryIO) -> None:
        out.write(b"half")
        raise error

    with pytest.raises(type(error)):
        write_whole(tmp_path / "a.pdf", fail)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, OutputFailed)]
)
def test_each_refusal_has_three_sentences(number: int, kind: type[Exception]) -> None:
    error = output_error(Path("/x/名簿.pdf"), OSError(number, os.strerror(number)))
    assert type(error) is kind
    assert "名簿.pdf" in error.what.japanese()
    assert len(str(error).splitlines()) == 3


def _killed(path: Path) -> None:
    """Let a process die while it writes `path`."""
    script = (
        "import os, signal, sys; from pathlib import Path;"
        "from kyodo_desktop.papers.press.output import write_whole;"
        "write_whole(Path(sys.argv[1]), lambda out: os.kill(os.getpid(), signal.SIGKILL))"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)]).returncode == -signal.SIGKILL


@pytest.mark.skipif(os.name != "posix", reason="signals of Unix")
@pytest.mark.parametrize("name", ["名簿.pdf", "名" * 84 + ".p"], ids=["short", "long"])
def test_what_a_killed_process_left_is_swept_at_the_next_writing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    _killed(path)
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(f".{name[:60]}")
    assert ".part-" in left.name
    write_whole(path, lambda out: out.write(b"whole"))
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_what_others_are_writing_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    others = [".b.pdf.part-1-00000000-00000000", ".a.pdf.part-notes", ".a.pdf.part-1-00000000-00000000"]
    for other in others:
        (tmp_path / other).write_bytes(b"theirs")

    def write(out: BinaryIO) -> None:
        write_whole(path, lambda inner: inner.write(b"inner"))
        out.write(b"outer")

    write_whole(path, write)
    assert path.read_bytes() == b"outer"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*others, "a.pdf"])


def test_what_is_a_day_old_is_nobody_s(tmp_path: Path) -> None:
    left = tmp_path / ".a.pdf.part-1-00000000-00000000"
    left.write_bytes(b"old")
    os.utime(left, (0, 0))
    write_whole(tmp_path / "a.pdf", lambda out: out.write(b"new"))
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]
