"""`public` on the command line: the files, their list, and what is never overwritten."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop import __main__, app
from kyodo_desktop.domain import errors
from kyodo_desktop.domain.records import AgendaItem, Person
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import publicwriting
from kyodo_desktop.papers.leaks import LeakFound
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import sample
from kyodo_desktop.storage import create, open_store


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kyodo_desktop.paths._user_folder", lambda: tmp_path / "settings")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "台帳.kyodo"
    store = create(path, who="clerk", now=app.now)
    sample.plant(store, Paths.find().sample)
    store.close()
    return path


def test_a_file_for_each_paper_and_the_list(
    register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "公開" / "第1回"
    command = ["public", str(register), "-o", str(folder), "--meeting", "1", "--json"]
    assert __main__.main(command) == 0
    first = capfd.readouterr().out
    assert __main__.main(command) == 0  # an edition takes the place of the one before
    again = capfd.readouterr().out
    assert again == first
    said = json.loads(again)
    files = [Path(one["file"]) for one in said["papers"]]
    assert {one.name for one in folder.iterdir()} == {
        *(one.name for one in files),
        publicwriting.LIST,
        publicwriting.LINKS,
    }
    assert all(one.read_bytes().startswith(b"%PDF-") for one in files)
    assert [one["bytes"] for one in said["papers"]] == [one.stat().st_size for one in files]
    assert len(said["withheld"]) == 3
    lines = (folder / publicwriting.LIST).read_text(encoding="utf-8").splitlines()
    assert lines[2] == f"資料1\u3000川口市協働推進委員会委員名簿({said['papers'][2]['kilobytes']}KB)"
    assert (folder / publicwriting.LINKS).read_text(encoding="utf-8").count("<a href=") == len(files)
    assert __main__.main(command[:-1]) == 0
    assert "は公開版に入れていません" in capfd.readouterr().out


def test_what_an_earlier_edition_left_is_told_and_stays(
    register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "公開"
    command = ["public", str(register), "-o", str(folder), "--meeting", "1"]
    assert __main__.main(command) == 0
    assert "残っています" not in capfd.readouterr().out
    old = ["99_資料9_取りやめた資料.pdf", *(f"old{n:02}.txt" for n in range(11))]
    for name in (*old, ".hidden"):
        (folder / name).write_text("x", encoding="utf-8")
    assert __main__.main(command) == 0
    last = capfd.readouterr().out.splitlines()[-1]
    assert "この公開版でないものが残っています：「99_資料9_取りやめた資料.pdf」、「old00.txt」" in last
    assert "「old08.txt」ほか2件" in last
    assert __main__.main([*command, "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["others"] == old
    assert all((folder / name).exists() for name in old)


@pytest.mark.parametrize("inside", [False, True])
def test_a_file_is_no_folder(
    register: Path, tmp_path: Path, inside: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "公開.txt"
    file.write_text("mine", encoding="utf-8")
    out = file / "第1回" if inside else file
    code = __main__.main(["public", str(register), "-o", str(out), "--meeting", "1"])
    assert code == errors.OutputFailed.exit_code
    assert "「公開.txt」はファイルです。公開版は、フォルダーに書き出します。" in capfd.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["03_資料1_川口市協働推進委員会委員名簿.pdf", publicwriting.LINKS])
def test_what_isn_t_ours_stays(
    name: str, register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    before = {one.name for one in tmp_path.iterdir()}
    code = __main__.main(["public", str(register), "-o", str(tmp_path), "--meeting", "1"])
    assert code == errors.OutputFailed.exit_code
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    assert {one.name for one in tmp_path.iterdir()} - before <= {"settings"}
    assert name in capfd.readouterr().err


def test_nothing_is_written_where_something_personal_would_be(
    register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A line of the agenda says what is on record as a member's telephone."""
    store = open_store(register, who="clerk", now=app.now)
    with store.change(msg("変更")) as draft:
        draft.save(replace(store.find(Person)[0], phone="048-258-1110"))
        draft.save(replace(store.find(AgendaItem)[0], title="問合せ（048）258-1110"))
    store.close()
    code = __main__.main(["public", str(register), "-o", str(tmp_path / "out"), "--meeting", "1"])
    assert code == LeakFound.exit_code
    assert "電話番号" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()
