"""The command line: what it does, and how it refuses."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kyodo_desktop import __main__, app, onepaper
from kyodo_desktop.domain import errors
from kyodo_desktop.domain.records import Committee, Meeting
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import PAPERS
from kyodo_desktop.papers.packet import UnknownPaper
from kyodo_desktop.papers.paper import AnyPaper, of_meeting, render
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, sample
from kyodo_desktop.storage import create, open_store
from tests.papers.reading import pages, squeezed
from tests.plugins import ROOT

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
Break = Callable[[Path], None]


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as a clerk starts it, where there is no screen."""
    return subprocess.run(
        [sys.executable, "-m", "kyodo_desktop", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k not in SCREENS} | environment,
        check=False,
        timeout=120,
    )


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The file of a register with the sample in it, closed."""
    store = create(tmp_path / "台帳.kyodo", who="clerk", now=app.now)
    sample.plant(store, Paths.find().sample)
    store.close()
    return tmp_path / "台帳.kyodo"


def test_the_demonstration_makes_every_file_and_says_so(tmp_path: Path) -> None:
    done = run("demo", "--out", str(tmp_path / "見本"), "--no-window")
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("demo.kyodo", "packet.pdf", "roster.pdf", "roster.xlsx"):
        assert (tmp_path / "見本" / name).stat().st_size > 0
        assert name in done.stdout
    assert not list((tmp_path / "見本").glob("*.part"))
    assert len(list((tmp_path / "見本" / "demo.kyodo.backup").glob("*.kyodo"))) == 1


def test_a_second_demonstration_keeps_the_register_and_makes_the_same_papers(tmp_path: Path) -> None:
    out = str(tmp_path)
    run("demo", "--out", out, "--no-window")
    first = {path.name: path.read_bytes() for path in tmp_path.glob("*.*") if path.is_file()}
    done = run("demo", "--out", out)
    assert done.returncode == 0, "without a screen no window is wanted"
    assert "すでにある台帳" in done.stdout
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.*") if path.is_file()} == first


def test_a_demonstration_speaks_english(tmp_path: Path) -> None:
    done = run("demo", "--out", str(tmp_path), "--no-window", "--language", "en")
    assert done.returncode == 0
    assert not re.search("[ぁ-ん]", done.stdout)


def test_without_a_word_it_asks_for_a_screen() -> None:
    done = run(QT_QPA_PLATFORM="")
    assert done.returncode == errors.DisplayMissing.exit_code
    assert "画面を開けません" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["demo"], "「--out」の指定が必要です。"),
        (["demo", "--out"], "「--out」の値がありません。"),
        (["--frobnicate"], "「--frobnicate」という指定はありません。"),
        (["--language", "xx"], "「--language」の値が正しくありません。"),
    ],
)
def test_a_wrong_word_is_named(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(words) == errors.UsageError.exit_code
    assert said in capfd.readouterr().err


@pytest.mark.parametrize(
    ("day", "nearest"),
    [
        ("平成31年5月1日", "令和元年5月1日"),
        ("2025-02-30", "令和7年2月28日"),
        ("令和0年1月1日", "令和元年5月1日"),
    ],
)
def test_a_day_that_never_was_names_the_nearest(
    day: str, nearest: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["demo", "--out", str(tmp_path / "x"), "--no-window", "--today", day]
    assert __main__.main(words) == errors.InvalidDate.exit_code
    assert nearest in capfd.readouterr().err
    assert not (tmp_path / "x").exists()


def test_the_instructions_for_printing_count_the_packet_s_pages(register: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    assert __main__.main(["paper", "print_instructions", "--db", str(register), "-o", str(out)]) == 0
    said = "".join(squeezed(one) for one in pages(out.read_bytes()))
    assert "用紙A4703枚" in said
    assert "ページ数が入っていません" not in said


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_every_paper_prints_by_itself(
    paper: AnyPaper, register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before, out = register.read_bytes(), tmp_path / "out.pdf"
    assert __main__.main(["paper", paper.key, "--db", str(register), "-o", str(out)]) == 0
    assert capfd.readouterr().out.startswith(f"{paper.title}：{out}（")
    store = open_store(register, who="clerk", now=app.now, read_only=True)
    try:
        (held,) = store.find(Meeting)
        lines = meetings.materials(store, held.id)
        kinds = {line.material.id: line.material.paper or "slip" for line in lines}
        content = next((one for one, kind in kinds.items() if kind == paper.key), None)
        view = paper.compose(store, of_meeting(store, held.id, content if paper.of_material else None))
        view = onepaper.with_pages(store, Paths.find(), held.id, view)
    finally:
        store.close()
    paths = Paths.find()
    assert out.read_bytes() == drained(render(paper, view, Fonts(paths), paths.papers))
    assert register.read_bytes() == before


def test_a_paper_for_the_public_is_a_page_of_the_web_where_the_file_is_called_so(
    register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.html"
    assert __main__.main(["paper", "results", "--db", str(register), "-o", str(out)]) == 0
    assert out.read_text("utf-8").startswith('<!DOCTYPE html>\n<html lang="ja">')
    office = tmp_path / "pay.html"
    words = ["paper", "pay", "--db", str(register), "-o", str(office)]
    assert __main__.main(words) == errors.UsageError.exit_code
    assert "ホームページに載せる様式ではありません。" in capfd.readouterr().err
    assert not office.exists()


def test_the_material_and_the_meeting_can_be_named(
    register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    made = []
    for number in ("参考資料4", "参考資料5"):
        out = tmp_path / f"{number}.pdf"
        words = ["paper", "survey", "--db", str(register), "--out", str(out), "--meeting", "1"]
        assert __main__.main([*words, "--material", number]) == 0
        made.append(out.read_bytes())
    assert made[0] != made[1]


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        (["xyz"], UnknownPaper, "agenda、materials、roster"),
        (["body", "--material", "資料1"], errors.NotFound, "「資料1」"),
        (["roster", "--meeting", "9"], errors.NotFound, "第9回"),
        (["roster", "--meeting", "x"], errors.UsageError, "「--meeting」の値が正しくありません"),
    ],
)
def test_a_paper_that_is_not_there_is_refused(
    words: list[str],
    error: type[errors.KyodoError],
    said: str,
    register: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out.pdf"
    assert __main__.main(["paper", *words, "--db", str(register), "-o", str(out)]) == error.exit_code
    assert said in capfd.readouterr().err
    assert not out.exists()


def test_what_a_paper_takes_can_be_chosen(register: Path, tmp_path: Path) -> None:
    def made(name: str, *words: str) -> str:
        out = tmp_path / f"{name}{len(words)}.pdf"
        assert __main__.main(["paper", name, "--db", str(register), "-o", str(out), *words]) == 0
        return "|".join(squeezed(one) for one in pages(out.read_bytes()))

    alone = made("notice", "--member", "若谷正巳")
    assert "若谷正巳" in alone
    assert "梶原" not in alone
    two = made("envelopes", "--member", "若谷 正巳", "--member", "梶原　純")
    assert len(two.split("|")) == 2
    assert made("report_letter", "--consultation", "1") != made(
        "report_letter", "--consultation", "4", "--language", "ja"
    )
    assert len(made("labels", "--start", "2").split("|")) == 2
    assert "令和7年10月1日" in made("consultations", "--day", "R7.10.1")


@pytest.mark.parametrize(
    ("words", "error", "told"),
    [
        (["agenda", "--start", "2"], errors.UsageError, "--start"),
        (["agenda", "--member", "梶原 純"], errors.UsageError, "--member"),
        (["notice", "--day", "R7.10.1"], errors.UsageError, "--day"),
        (["roster", "--consultation", "1"], errors.UsageError, "--consultation"),
        (["labels", "--start", "99"], errors.UsageError, "12枚"),
        (["notice", "--member", "誰か"], errors.NotFound, "梶原 純"),
        (["report_letter", "--consultation", "99"], errors.NotFound, "諮問99"),
    ],
)
def test_what_a_paper_does_not_take_or_find_is_refused(
    words: list[str],
    error: type[errors.KyodoError],
    told: str,
    register: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out.pdf"
    assert __main__.main(["paper", *words, "--db", str(register), "-o", str(out)]) == error.exit_code
    assert told in capfd.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("paper", "name", "known"),
    [
        ("agenda", "a.xls", ".pdf の"),
        ("roster", "a.txt", ".pdf、.docx、.xlsx、.csv の"),
        ("results", "a.foo", ".pdf、.html の"),
        ("labels", "a.csv", ".pdf の"),
    ],
)
def test_a_file_that_no_paper_is_written_as_is_refused(
    paper: str, name: str, known: str, register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / name
    words = ["paper", paper, "--db", str(register), "-o", str(out)]
    assert __main__.main(words) == errors.UsageError.exit_code
    told = capfd.readouterr().err
    assert f"「{out.suffix}」" in told
    assert known in told
    assert not out.exists()


@pytest.mark.parametrize("name", ["台帳.kyodo", "別名.pdf", "台帳.kyodo.backup/a.pdf"])
def test_a_paper_is_never_printed_over_the_register(
    name: str, register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "台帳.kyodo.backup").mkdir()
    (tmp_path / "別名.pdf").symlink_to(register)
    before, out = register.read_bytes(), tmp_path / name
    words = ["paper", "roster", "--db", str(register), "-o", str(out)]
    assert __main__.main(words) == errors.OutputFailed.exit_code
    assert f"「{out.name}」を書き出せません" in capfd.readouterr().err
    assert register.read_bytes() == before


def test_a_demonstration_writes_over_no_register_and_no_backups(
    register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    kept, out = tmp_path / "台帳.kyodo.backup", tmp_path / "見本"
    kept.mkdir()
    assert __main__.main(["demo", "--out", str(kept), "--no-window"]) == errors.OutputFailed.exit_code
    assert "控え" in capfd.readouterr().err
    assert list(kept.iterdir()) == []
    out.mkdir()
    register.rename(out / "roster.pdf")
    assert __main__.main(["demo", "--out", str(out), "--no-window"]) == errors.OutputFailed.exit_code
    assert [one.name for one in out.iterdir()] == ["roster.pdf"]


def test_a_name_too_long_for_the_disk_is_said(
    register: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["paper", "roster", "--db", str(register), "-o", str(tmp_path / f"{'あ' * 100}.pdf")]
    assert __main__.main(words) == errors.OutputFailed.exit_code
    assert "名前が長すぎます" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["paper", "roster", "--db", "a.kyodo", "-o", ""], "-o/--out"),
        (["paper", "roster", "--db", "", "-o", "a.pdf"], "--db"),
        (["demo", "--out", "", "--no-window"], "--out"),
        (["check", ""], "FILE"),
        ([""], "FILE"),
    ],
)
def test_an_empty_word_names_no_file(words: list[str], named: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(words) == errors.UsageError.exit_code
    assert f"「{named}」の値がありません。" in capfd.readouterr().err


def test_a_register_without_a_meeting_prints_no_paper(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    create(tmp_path / "empty.kyodo", who="clerk", now=app.now).close()
    words = ["paper", "agenda", "--db", str(tmp_path / "empty.kyodo"), "-o", str(tmp_path / "out.pdf")]
    assert __main__.main(words) == errors.NotFound.exit_code
    assert "委員会がありません" in capfd.readouterr().err


def test_the_help_is_spaced_as_its_language_spaces() -> None:
    assert run("--help", "--language", "en").stdout.startswith("Usage: kyodo-desktop ")
    assert run("--help").stdout.startswith("使い方：kyodo-desktop ")


def _gone(path: Path) -> None:
    path.unlink()


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20000])


def _zipped(path: Path) -> None:
    path.unlink()
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a", "b")


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (a)")
    other.close()


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (_gone, errors.DatabaseMissing),
        (_emptied, errors.DatabaseEmpty),
        (_cut, errors.DatabaseDamaged),
        (_zipped, errors.NotADatabase),
        (_foreign, errors.NotADatabase),
        (_newer, errors.DatabaseNewer),
    ],
)
def test_a_register_that_cant_be_read_has_its_own_answer(
    register: Path, tmp_path: Path, spoil: Break, error: type[errors.KyodoError]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    spoil(register)
    if register.exists():
        register.rename(out / "demo.kyodo")
        before = (out / "demo.kyodo").read_bytes()
        done = run("demo", "--out", str(out), "--no-window")
        assert (out / "demo.kyodo").read_bytes() == before, "it is left as it was"
    else:
        done = run(str(register), QT_QPA_PLATFORM="offscreen", KYODO_EXIT_WHEN_SHOWN="1")
    assert done.returncode == error.exit_code
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 3, "what happened, why, and what to do now"


def test_a_register_held_by_another_window_is_used_read_only(tmp_path: Path) -> None:
    run("demo", "--out", str(tmp_path), "--no-window")
    store, _ = app.open_register(tmp_path / "demo.kyodo")
    try:
        done = run("demo", "--out", str(tmp_path), "--no-window")
    finally:
        store.close()
    assert done.returncode == 0
    assert "が開いています" in done.stdout


def test_our_own_mistake_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise ZeroDivisionError("秘密の住所")

    monkeypatch.setattr(__main__, "_carry_out", fail)
    monkeypatch.setattr(Paths, "find", lambda: Paths(ROOT / "forms", ROOT / "resources", tmp_path))
    assert __main__.main([]) == 1
    err = capfd.readouterr().err
    assert "予期しない誤り" in err
    assert "Traceback" not in err
    log = (tmp_path / "faults.log").read_text("utf-8")
    assert "ZeroDivisionError" in log
    assert "秘密の住所" not in log + err


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_stream_that_takes_nothing_stops_no_work(tmp_path: Path, stream: str) -> None:
    words = {"stdout": ["demo", "--out", str(tmp_path), "--no-window"], "stderr": ["--nope"]}[stream]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kyodo_desktop", *words],
            cwd=ROOT,
            check=False,
            timeout=60,
            **{stream: full},
        )
    assert done.returncode == {"stdout": 0, "stderr": 2}[stream]
    assert stream == "stderr" or (tmp_path / "roster.xlsx").stat().st_size > 0


def test_two_demonstrations_at_once_in_one_folder_keep_one_register(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "kyodo_desktop", "demo", "--out", str(tmp_path), "--no-window"]
    both = [subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(3)]
    assert [(one.communicate(timeout=90), one.returncode)[1] for one in both] == [0, 0, 0]
    store, reason = app.open_register(tmp_path / "demo.kyodo")
    found = store.verify(), len(store.journal())
    store.close()
    assert (reason, found) == (None, ((), 1))
    assert not [*tmp_path.glob(".kyodo*"), *tmp_path.glob("*.lock")]


@pytest.mark.parametrize(("table", "said"), [("committee", "委員会"), ("meeting", "会議")])
def test_a_demonstration_of_a_register_without_a_meeting_says_so(
    tmp_path: Path, table: str, said: str
) -> None:
    store = create(tmp_path / "demo.kyodo", who="clerk", now=app.now)
    if table == "meeting":
        with store.change(msg("試験")) as draft:
            draft.add(Committee(id=draft.new_id(), name="委員会", city="市"))
    store.close()
    done = run("demo", "--out", str(tmp_path), "--no-window")
    assert done.returncode == errors.NotFound.exit_code
    assert f"台帳に{said}がありません" in done.stderr


def test_another_program_that_holds_the_file_is_waited_for_once(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "BUSY_SECONDS", 0.5)
    with closing(sqlite3.connect(register, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        with pytest.raises(errors.LockedElsewhere):
            app.open_register(register)
    assert time.monotonic() - began < 0.9
