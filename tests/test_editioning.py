"""`packet --issue`, `--edition` and `--changed-since` on the command line."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from kyodo_desktop import __main__, app
from kyodo_desktop.domain import errors
from kyodo_desktop.domain.records import AgendaItem, ExceptionReason, IssuedPaper, Meeting
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.received import NotBindable
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, sample
from kyodo_desktop.services.editions import FoundErrors
from kyodo_desktop.storage import create, open_store
from tests.papers.reading import pages, squeezed


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


def issued(register: Path) -> list[int]:
    store = open_store(register, who="clerk", now=app.now, read_only=True)
    try:
        return [one.edition for one in store.find(IssuedPaper)]
    finally:
        store.close()


def reworded(register: Path) -> None:
    """A line of the agenda is put in other words."""
    store = open_store(register, who="clerk", now=app.now)
    with store.change(msg("変更")) as draft:
        draft.save(replace(store.find(AgendaItem)[0], title="開会の辞"))
    store.close()


def test_editions_from_the_first_to_the_sheets_of_the_second(
    register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out, kept, swap = (tmp_path / name for name in ("一版.pdf", "控え.pdf", "差替え.pdf"))
    asked = ["packet", str(register), "--even", "--json", "-o"]
    assert __main__.main([*asked, str(out), "--issue"]) == FoundErrors.exit_code
    assert "点検で誤りが2件" in json.loads(capfd.readouterr().out)["error"]["why"]
    assert (issued(register), out.exists()) == ([], False)

    accepted = ["--issue", "--despite", "公表済みの数値のため", "--today", "R7.11.4"]
    assert __main__.main([*asked, str(out), *accepted]) == 0
    first = out.read_bytes()
    said = json.loads(capfd.readouterr().out)
    assert (said["edition"], said["issued_on"]) == (1, "2025-11-04")
    assert said["sha256"] == hashlib.sha256(first).hexdigest()
    store = open_store(register, who="clerk", now=app.now, read_only=True)
    assert {one.reason for one in store.find(ExceptionReason)} == {"公表済みの数値のため"}
    store.close()

    assert __main__.main([*asked, str(out), "--issue"]) == errors.InvalidRecord.exit_code
    assert __main__.main([*asked, str(swap), "--changed-since", "1"]) == errors.NotFound.exit_code
    assert (issued(register), swap.exists()) == ([1], False)

    reworded(register)
    assert __main__.main([*asked, str(out), "--issue", "--today", "R7.11.10"]) == 0
    capfd.readouterr()
    assert out.read_bytes() != first
    assert __main__.main([*asked, str(kept), "--edition", "1"]) == 0
    assert kept.read_bytes() == first
    said = json.loads(capfd.readouterr().out)
    assert said["pages"] == len(pages(first))
    assert [part["number"] for part in said["parts"]][:3] == ["1", "3", "5"]
    assert __main__.main([*asked, str(swap), "--changed-since", "1"]) == 0
    said = json.loads(capfd.readouterr().out)
    assert (said["since"], said["edition"], said["pages"]) == (1, 2, 6)
    text = [squeezed(one) for one in pages(swap.read_bytes())]
    assert "差替え一覧" in text[0]
    assert "開会の辞" in text[2]
    assert "差替第2版令和7年11月10日" in text[2]
    assert "第2版(令和7年11月10日):次第を差し替え" in text[4]
    assert [one for one in text if one] == [text[0], text[2], text[4]]


def test_what_excludes_each_other_is_a_mistake_of_usage(
    register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = ["packet", str(register), "-o", str(tmp_path / "a.pdf"), "--issue"]
    for other in ("--edition", "--changed-since"):
        assert __main__.main([*asked, other, "1"]) == errors.UsageError.exit_code
        assert "一緒に使えません" in capfd.readouterr().err
    unknown = ["packet", str(register), "-o", str(tmp_path / "a.pdf"), "--edition", "3"]
    assert __main__.main(unknown) == errors.NotFound.exit_code
    assert "第3版は発行されていません" in capfd.readouterr().err


def test_a_register_that_another_holds_takes_no_edition(
    register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.pdf"
    store = open_store(register, who="other", now=app.now)
    try:
        asked = ["packet", str(register), "-o", str(out), "--issue", "--despite", "理由"]
        assert __main__.main(asked) == errors.LockedElsewhere.exit_code
    finally:
        store.close()
    assert "other" in capfd.readouterr().err
    assert (out.exists(), issued(register)) == (False, [])


def test_nothing_is_issued_where_it_cannot_be_written(register: Path, tmp_path: Path) -> None:
    asked = ["packet", str(register), "--issue", "--despite", "公表済み", "-o"]
    for out in (tmp_path / "ない" / "一式.pdf", tmp_path, register):
        assert __main__.main([*asked, str(out)]) == errors.OutputFailed.exit_code
    store = open_store(register, who="clerk", now=app.now, read_only=True)
    assert (store.find(IssuedPaper), store.find(ExceptionReason)) == ((), ())
    store.close()


def locked(password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out, encryption=pikepdf.Encryption(owner=password, user=password))
    return out.getvalue()


def test_a_locked_file_is_no_finding_where_its_password_is_given(register: Path, tmp_path: Path) -> None:
    store = open_store(register, who="clerk", now=app.now)
    meeting = store.find(Meeting)[0].id
    meetings.add_received(
        store, meeting, "秘密", "秘密.pdf", locked("ひみつ"), "application/pdf", store.now().date()
    )
    store.close()
    out = tmp_path / "一式.pdf"
    asked = ["packet", str(register), "--issue", "--despite", "公表済み", "-o", str(out)]
    assert __main__.main(asked) == NotBindable.exit_code
    assert __main__.main([*asked, "--password", "ちがう"]) == NotBindable.exit_code
    assert issued(register) == []
    assert __main__.main([*asked, "--password", "ひみつ"]) == 0
    store = open_store(register, who="clerk", now=app.now, read_only=True)
    assert "packet.file" not in {one.code for one in store.find(ExceptionReason)}, "it could be opened"
    store.close()
