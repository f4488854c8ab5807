"""The command `check`: what it says, how it ends, and that it leaves the file as it was."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kyodo_desktop import __main__, app, check, i18n
from kyodo_desktop.domain import errors
from kyodo_desktop.domain.findings import Severity
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import checking, roster, sample
from kyodo_desktop.storage import create

Spoken = pytest.CaptureFixture[str]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The file of a register with the sample in it, closed."""
    store = create(tmp_path / "台帳.kyodo", who="clerk", now=app.now)
    sample.plant(store, Paths.find().sample)
    store.close()
    return tmp_path / "台帳.kyodo"


def test_it_tells_the_findings_by_severity_with_what_to_do(register: Path, capfd: Spoken) -> None:
    before = register.read_bytes()
    assert __main__.main(["check", str(register)]) == check.FOUND_ERRORS
    out = capfd.readouterr().out
    lines = out.splitlines()
    assert lines[0] == "川口市協働推進委員会 第1回 令和7年11月14日（金）"
    assert [line for line in lines if line.startswith("【")] == [
        "【誤り】2件",
        "【要確認】8件",
        "【お知らせ】2件",
    ]
    told = [line for line in lines if line.startswith("  ・")]
    assert len(told) == len([line for line in lines if line.startswith("    → ")]) == 12
    assert "1,343" in told[0]
    assert told[0].endswith("[survey.sum]")
    assert register.read_bytes() == before


def test_it_tells_the_same_as_json(register: Path, capfd: Spoken) -> None:
    assert __main__.main(["check", str(register), "--json"]) == check.FOUND_ERRORS
    (committee,) = json.loads(capfd.readouterr().out)["committees"]
    assert (committee["meeting"], committee["day"]) == (1, "2025-11-14")
    first = committee["findings"][0]
    assert (first["code"], first["severity"], first["title"]) == ("survey.sum", "error", "回答数の合計")
    assert first["place"]["record"] == "Question"
    assert committee["accepted"] == []


def test_without_errors_it_ends_with_nought(register: Path, capfd: Spoken) -> None:
    store, _ = app.open_register(register)
    (committee,) = roster.committees(store)
    held = checking.meeting_at_hand(store, committee.id, app.now().date())
    assert held is not None
    for one in checking.check_meeting(store, held.id).findings:
        if one.severity is Severity.ERROR:
            checking.accept(store, one, "公表済みのため", held.date)
    store.close()
    assert __main__.main(["check", str(register)]) == 0
    out = capfd.readouterr().out
    assert "【理由を記録済み】2件" in out
    assert out.count("理由：公表済みのため") == 2


def test_a_committee_with_nothing_wrong_is_told_so(tmp_path: Path, capfd: Spoken) -> None:
    store = create(tmp_path / "新.kyodo", who="clerk", now=app.now)
    roster.establish(store, name="委員会", city="市")
    store.close()
    assert __main__.main(["check", str(tmp_path / "新.kyodo"), "--today", "R7.11.14"]) == 0
    assert capfd.readouterr().out == "委員会 令和7年11月14日（金）\n点検の結果、問題はありません。\n"


def test_a_register_without_a_committee_is_told(tmp_path: Path, capfd: Spoken) -> None:
    create(tmp_path / "空.kyodo", who="clerk", now=app.now).close()
    assert __main__.main(["check", str(tmp_path / "空.kyodo")]) == errors.NotFound.exit_code
    assert "台帳に委員会がありません" in capfd.readouterr().err


def test_a_file_that_isnt_there_is_told(tmp_path: Path, capfd: Spoken) -> None:
    assert __main__.main(["check", str(tmp_path / "ない.kyodo")]) == errors.DatabaseMissing.exit_code
    assert capfd.readouterr().out == ""


def test_a_register_open_in_a_window_is_checked_all_the_same(register: Path, capfd: Spoken) -> None:
    store, _ = app.open_register(register)
    try:
        assert __main__.main(["check", str(register)]) == check.FOUND_ERRORS
    finally:
        store.close()


def test_it_speaks_english(register: Path, capfd: Spoken) -> None:
    try:
        assert __main__.main(["check", str(register), "--language", "en"]) == check.FOUND_ERRORS
    finally:
        i18n.use("ja", Paths.find().locale)
    lines = capfd.readouterr().out.splitlines()
    assert "[Errors] 2" in lines
    assert any("the answers sum to 1,343, 40 fewer than the 1,383 respondents." in line for line in lines)
    assert not re.search("[ぁ-ん]", "".join(line for line in lines if "→" in line))


def _altered(register: Path, sql: str) -> None:
    with closing(sqlite3.connect(register)) as other, other:
        other.execute(sql)


def test_a_record_altered_behind_the_journal_is_named(register: Path, capfd: Spoken) -> None:
    _altered(register, "UPDATE person_name SET name = '布施 富美代' WHERE name = '布施 富美子'")
    assert __main__.main(["check", str(register)]) == check.FOUND_ERRORS
    lines = capfd.readouterr().out.splitlines()
    assert lines[:2] == ["【台帳の異常】1件", "  ・氏名「布施 富美子」が履歴と異なります。"]
    assert "控え" in lines[2]
    assert any(line.startswith("川口市協働推進委員会 第1回") for line in lines)
    assert __main__.main(["check", str(register), "--json"]) == check.FOUND_ERRORS
    assert json.loads(capfd.readouterr().out)["faults"] == ["氏名「布施 富美子」が履歴と異なります。"]


def test_a_sound_register_has_no_faults(register: Path, capfd: Spoken) -> None:
    __main__.main(["check", str(register), "--json"])
    assert json.loads(capfd.readouterr().out)["faults"] == []


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_that_no_field_takes_is_named(register: Path, capfd: Spoken, day: str) -> None:
    _altered(register, f"UPDATE meeting SET date = '{day}'")
    assert __main__.main(["check", str(register), "--today", "R7.11.1"]) == check.FOUND_ERRORS
    out = capfd.readouterr().out
    assert "の「開催日」：明治6年1月1日から令和182年12月31日までの日を入力してください。" in out
    _altered(register, f"UPDATE term SET until = '{day}'")
    assert __main__.main(["check", str(register), "--today", "R7.11.1"]) == check.FOUND_ERRORS
    assert "の「終期」：" in capfd.readouterr().out


def test_a_name_that_turns_the_line_is_shown_by_its_number(register: Path, capfd: Spoken) -> None:
    _altered(register, "UPDATE committee SET name = char(8238) || '委員会'")
    assert __main__.main(["check", str(register)]) == check.FOUND_ERRORS
    out = capfd.readouterr().out
    assert "<U+202E>委員会" in out
    assert "\u202e" not in out
