"""The commands that take a whole register somewhere, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from kyodo_desktop import __main__
from kyodo_desktop.domain.errors import DatabaseDamaged, OutputFailed
from kyodo_desktop.domain.records import RECORDS
from kyodo_desktop.services import sample
from kyodo_desktop.storage import create, open_store
from kyodo_desktop.storage.tables import table_name
from tests.conftest import ticking
from tests.papers.samples import PATHS


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The sample's register, closed."""
    made = create(tmp_path / "a.kyodo", who="clerk", now=ticking())
    sample.plant(made, PATHS.sample)
    made.close()
    return tmp_path / "a.kyodo"


def carried_out(*words: object) -> int:
    return __main__.main([str(word) for word in words])


def test_out_into_files_and_back(register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert carried_out("export", register, "-o", tmp_path / "out") == 0
    assert "個人情報を含みます" in capsys.readouterr().out
    assert carried_out("rebuild", tmp_path / "out", "-o", tmp_path / "b.kyodo", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["output"], said["files"]) == (str(tmp_path / "b.kyodo"), 0)
    assert said["rows"] > 300
    assert carried_out("check", tmp_path / "b.kyodo") == carried_out("check", register)
    assert carried_out("rebuild", tmp_path / "out", "-o", tmp_path / "b.kyodo") == OutputFailed.exit_code
    assert "同じ名前のファイル" in capsys.readouterr().err


def test_taking_everything_out_is_written_into_the_journal(register: Path, tmp_path: Path) -> None:
    assert carried_out("export", register, "-o", tmp_path / "out") == 0
    store = open_store(register, who="clerk", now=ticking())
    newest = store.journal()[0]
    store.close()
    assert newest.kind == "note"
    assert newest.act.text() == "個人情報を含む「台帳の全部」を出力（12人分）"
    told = [one.read_text("utf-8") for one in (tmp_path / "out").rglob("journal*.jsonl")]
    assert any("台帳の全部" in one for one in told), "what is taken out says so itself"


def test_the_explanation_tells_every_table_and_column(register: Path, tmp_path: Path) -> None:
    assert carried_out("export", register, "-o", tmp_path / "out") == 0
    told = (tmp_path / "out" / "説明.txt").read_text("utf-8")
    tables = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["tables"]
    for cls in RECORDS:
        name = table_name(cls.__name__)
        part = told.partition(f"■ {name}（")[2].partition("■")[0]
        assert part, name
        assert [line.partition("：")[0].strip() for line in part.splitlines()[1:] if line] == tables[name][
            "columns"
        ]


def test_a_spoiled_file_is_named(register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert carried_out("export", register, "-o", tmp_path / "out") == 0
    (tmp_path / "out" / "tables" / "meeting.jsonl").write_text("")
    capsys.readouterr()
    words = ("rebuild", tmp_path / "out", "-o", tmp_path / "b.kyodo", "--json")
    assert carried_out(*words) == DatabaseDamaged.exit_code
    heard = capsys.readouterr()
    assert json.loads(heard.out)["error"]["code"] == DatabaseDamaged.exit_code
    assert "meeting.jsonl" in heard.err


def test_to_a_server_and_back(
    register: Path, tmp_path: Path, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert carried_out("move", register, "-o", postgres_url) == 0
    said = capsys.readouterr().out
    assert "どの行も元と同じです" in said
    assert "meeting：" in said
    assert carried_out("move", register, "-o", postgres_url) == OutputFailed.exit_code
    assert carried_out("move", postgres_url, "-o", tmp_path / "b.kyodo", "--json") == 0
    assert carried_out("export", postgres_url, "-o", tmp_path / "one") == 0
    assert carried_out("export", tmp_path / "b.kyodo", "-o", tmp_path / "other") == 0
    one, other = (json.loads((tmp_path / name / "manifest.json").read_bytes()) for name in ("one", "other"))
    own = {name for name in one["tables"] if name.startswith("journal")}  # each tells of its own taking out
    assert "journal" in own
    for manifest in (one, other):
        assert manifest.pop("journal")["entries"] == 2
        for name in own:
            del manifest["tables"][name]
    assert one == other
    first, second = (
        next((tmp_path / name).rglob("journal.jsonl")).read_text("utf-8").splitlines()
        for name in ("one", "other")
    )
    assert first[:-1] == second[:-1], "up to the taking out they are the same"


@pytest.mark.parametrize("as_json", [True, False])
def test_the_server_s_password_is_said_nowhere(
    as_json: bool, register: Path, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    address = sa.make_url(postgres_url).set(password="geheim").render_as_string(hide_password=False)
    words = ("move", register, "-o", address, *(["--json"] if as_json else []))
    assert carried_out(*words) == 0
    heard = capsys.readouterr()
    assert "***" in heard.out
    assert "geheim" not in heard.out + heard.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("move", "a.kyodo", "-o", "b.kyodo"), "どちらもファイルです"),
        (("move", "a.kyodo", "-o", "mysql://server/base"), "データベースサーバーの書き方ではありません"),
        (("move", "a.kyodo", "-o", "postgresql+psycopg://user:secret@localhost:1/base"), "サーバー"),
        (("export", "nowhere.kyodo", "-o", "out"), "ファイルが見つかりません"),
        (("rebuild", "nowhere", "-o", "b.kyodo"), "manifest.json"),
    ],
)
def test_what_cant_be_is_refused(
    words: tuple[str, ...],
    said: str,
    register: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(register.parent)
    assert carried_out(*words) > 1
    heard = capsys.readouterr()
    assert said in heard.err
    assert "secret" not in heard.err + heard.out
    assert sorted(one.name for one in register.parent.glob("*.kyodo")) == ["a.kyodo"]
