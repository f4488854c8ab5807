"""What a paper is never written over: a register under any name, a device, the folder of the backups."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kyodo_desktop import app
from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.papers.press.output import write_whole
from kyodo_desktop.storage import create

posix = pytest.mark.skipif(os.name != "posix", reason="devices and links of Unix")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    store = create(tmp_path / "台帳.kyodo", who="clerk", now=app.now)
    store.backup()
    store.close()
    return tmp_path / "台帳.kyodo"


def refuses(path: Path, said: str) -> None:
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir())
    with pytest.raises(OutputFailed, match=said) as caught:
        write_whole(path, lambda out: out.write(b"paper"))
    assert caught.value.exit_code == 20
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(path.parent.iterdir()) == beside


def test_a_register_is_never_written_over(register: Path, tmp_path: Path) -> None:
    refuses(register, "台帳の場所です")
    refuses(tmp_path / "まだない.KYODO", "台帳の場所です")
    refuses(tmp_path / "台帳.kyodo-journal", "台帳の場所です")
    refuses(tmp_path / "台帳.kyodo.lock", "台帳の場所です")
    renamed = tmp_path / "roster.pdf"
    renamed.write_bytes(register.read_bytes())
    refuses(renamed, "台帳の場所です")
    assert renamed.read_bytes() == register.read_bytes()


@posix
def test_a_link_to_a_register_is_none_the_less_one(register: Path, tmp_path: Path) -> None:
    linked, same = tmp_path / "roster.pdf", tmp_path / "same.pdf"
    linked.symlink_to(register)
    os.link(register, same)
    refuses(linked, "台帳の場所です")
    refuses(same, "台帳の場所です")
    assert linked.resolve() == register.resolve()
    assert same.samefile(register)


def test_the_backups_are_left_alone(register: Path, tmp_path: Path) -> None:
    kept = register.with_name("台帳.kyodo.backup")
    assert kept.is_dir()
    refuses(next(kept.glob("*.kyodo")), "台帳の場所です")
    refuses(kept / "roster.pdf", "控え")
    of_another_name = tmp_path / "register"
    of_another_name.write_bytes(register.read_bytes())
    (tmp_path / "register.backup").mkdir()
    refuses(tmp_path / "register.backup" / "roster.pdf", "控え")


def test_names_that_only_look_alike_are_written(tmp_path: Path) -> None:
    (tmp_path / "paper.backup").mkdir()
    for name in ("kyodo", "台帳.kyodo.pdf", "paper.backup/a.pdf"):
        write_whole(tmp_path / name, lambda out: out.write(b"paper"))
        assert (tmp_path / name).read_bytes() == b"paper"


@posix
def test_what_is_no_ordinary_file_stays_what_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    refuses(pipe, "ふつうのファイルではありません")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    linked = tmp_path / "null.pdf"
    linked.symlink_to(os.devnull)
    refuses(linked, "ふつうのファイルではありません")
    assert linked.is_symlink()
    with pytest.raises(OutputFailed, match="ふつうのファイルではありません"):
        write_whole(Path(os.devnull), lambda out: out.write(b"paper"))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@posix
def test_a_link_is_followed_and_stays_one(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    linked, real = tmp_path / "roster.pdf", tmp_path / "elsewhere" / "名簿.pdf"
    linked.symlink_to(real)
    for said in (b"one", b"two"):
        write_whole(linked, lambda out, said=said: out.write(said))
        assert linked.is_symlink()
        assert real.read_bytes() == said
    assert [one.name for one in real.parent.iterdir()] == ["名簿.pdf"]


@posix
def test_a_ring_of_links_and_a_name_too_long_are_said(tmp_path: Path) -> None:
    ring = tmp_path / "ring.pdf"
    ring.symlink_to(ring)
    with pytest.raises(OutputFailed, match="リンクが循環しています"):
        write_whole(ring, lambda out: out.write(b"paper"))
    with pytest.raises(OutputFailed, match="名前が長すぎます"):
        write_whole(tmp_path / f"{'あ' * 100}.pdf", lambda out: out.write(b"paper"))


def test_a_folder_without_a_name_is_named_as_it_was_typed() -> None:
    with pytest.raises(OutputFailed, match=r"「\.」を書き出せません"):
        write_whole(Path(), lambda out: out.write(b"paper"))
