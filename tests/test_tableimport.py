"""`import` on the command line: what it says of what it did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kyodo_desktop import __main__, app
from kyodo_desktop.domain import errors
from kyodo_desktop.domain.records import Person
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import sample
from kyodo_desktop.services.importing import LineKind
from kyodo_desktop.storage import create, open_store

_NEW = "山田太郎,市民,市民（公募）\n"
_LIKE = "梶原　純,市民,市民（公募）\n"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("kyodo_desktop.paths._user_folder", lambda: tmp_path / "settings")
    path = tmp_path / "台帳.kyodo"
    store = create(path, who="clerk", now=app.now)
    sample.plant(store, Paths.find().sample)
    store.close()
    return path


def people(register: Path) -> int:
    store = open_store(register, who="clerk", now=app.now, read_only=True)
    try:
        return len(store.find(Person))
    finally:
        store.close()


@pytest.mark.parametrize(
    ("rows", "more", "told"),
    [
        (_NEW, 1, "取り込みました。"),
        (_NEW + _LIKE, 1, "1件を取り込みました。1件は取り込んでいません。"),
        (_LIKE, 0, "取り込んだ行はなく、台帳は変えていません（1件）。"),
    ],
)
def test_the_last_line_says_what_was_taken_in(
    register: Path, rows: str, more: int, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    table, before = register.with_name("名簿.csv"), people(register)
    table.write_text(f"氏名,区分,所属団体等\n{rows}", encoding="utf-8")
    assert __main__.main(["import", str(table), "--db", str(register)]) == 0
    assert capfd.readouterr().out.splitlines()[-1] == told
    assert people(register) == before + more


def test_a_table_that_is_there_already_changes_nothing(
    register: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table = register.with_name("名簿.csv")
    table.write_text(f"氏名,区分,所属団体等\n{_NEW}", encoding="utf-8")
    assert __main__.main(["import", str(table), "--db", str(register)]) == 0
    assert __main__.main(["import", str(table), "--db", str(register)]) == 0
    assert capfd.readouterr().out.splitlines()[-1] == "すべて登録済みで、台帳は変えていません。"


def test_what_isn_t_a_file_is_not_read(register: Path, capfd: pytest.CaptureFixture[str]) -> None:
    asked = ["import", str(register.parent), "--db", str(register)]
    assert __main__.main(asked) == errors.TableRefused.exit_code
    assert "フォルダーか装置で" in capfd.readouterr().err


def test_our_own_workbook_is_read_from_its_list_not_from_its_printed_sheet(
    register: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table = register.with_name("名簿.xlsx")
    assert __main__.main(["paper", "roster", "--db", str(register), "-o", str(table)]) == 0
    capfd.readouterr()
    asked = ["import", str(table), "--db", str(register), "--preview", "--json"]
    assert __main__.main(asked) == 0
    told = json.loads(capfd.readouterr().out)
    assert told["sheet"] == "一覧"
    assert told["counts"] == {kind.value: 12 if kind is LineKind.SAME else 0 for kind in LineKind}
    assert any("委員名簿" in note for note in told["notes"])
    assert __main__.main([*asked, "--sheet", "委員名簿"]) == 0
    assert json.loads(capfd.readouterr().out)["counts"]["like"] == 12


@pytest.mark.parametrize("rows", ["氏名,出欠\n梶原 純,出席\n", "氏名,区分\n梶原 純,1号\n"])
def test_a_meeting_that_isn_t_there_is_refused_with_those_that_are(
    register: Path, rows: str, capfd: pytest.CaptureFixture[str]
) -> None:
    table = register.with_name("回答.csv")
    table.write_text(rows, encoding="utf-8")
    asked = ["import", str(table), "--db", str(register), "--meeting", "99"]
    assert __main__.main(asked) == errors.NotFound.exit_code
    said = capfd.readouterr().err
    assert "「回答.csv」を取り込めません" in said
    assert "第99回の会議は登録されていません" in said
    assert "登録されている会議：第1回" in said
