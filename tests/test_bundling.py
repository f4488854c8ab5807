"""`bundle` and `packet` on the command line."""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from kyodo_desktop import __main__, app
from kyodo_desktop.domain import errors
from kyodo_desktop.domain.records import Committee, Meeting
from kyodo_desktop.papers.received import NotBindable
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import bindings, meetings, sample
from kyodo_desktop.storage import create
from tests.papers.press.corpus import scan, text
from tests.papers.samples import FONTS
from tests.papers.test_packet import blank, image


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kyodo_desktop.paths._user_folder", lambda: tmp_path / "settings")


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    made = {"名簿.pdf": text(FONTS, 3, mark="名"), "写真.jpg": image("JPEG"), "走査.pdf": scan(2)}
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return [str(tmp_path / name) for name in made]


def words(path: Path) -> list[str]:
    opened = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in opened]
    finally:
        opened.close()


def test_any_files_become_one(files: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "一式.pdf"
    options = [
        "--cover",
        "第1回会議資料",
        "令和7年11月14日",
        "--apart",
        "資料9=手引き",
        "--contents",
        "--even",
    ]
    asked = [files[0], f"資料1={files[1]}", files[2], "-o", str(out), *options, "--within", "--json"]
    assert __main__.main(["bundle", *asked]) == 0
    said = json.loads(capfd.readouterr().out)
    pages = words(out)
    assert said["pages"] == len(pages) == 14
    assert said["bytes"] == out.stat().st_size
    assert [part["title"] for part in said["parts"]] == [
        "表紙",
        "名簿",
        "資料1\u3000写真",
        "走査",
        "資料9\u3000手引き",
    ]
    assert [part["number"] for part in said["parts"]] == ["", "5", "9", "11", "13"]
    assert "第1回会議資料" in pages[0]
    assert "- " not in pages[0]
    assert "目次" in pages[2]
    assert "資料1" in pages[8]
    assert "別\u3000添" in pages[12]


def test_files_are_numbered_in_their_order(files: list[str], tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert __main__.main(["bundle", *files, "-o", str(out), "--number", "--no-through"]) == 0
    found = [page for page in words(out) if "資料" in page.partition("〔")[0] or "資料3" in page]
    assert out.exists()
    assert len(found) >= 1
    assert "資料2" in words(out)[3]


@pytest.mark.parametrize(
    ("name", "data", "code", "why"),
    [
        ("文書.docx", b"PK\x03\x04word/document.xml", NotBindable.exit_code, "Word文書"),
        ("壊.pdf", b"%PDF-1.7", NotBindable.exit_code, "壊れています"),
        ("秘.pdf", blank(1, encryption=pikepdf.Encryption(owner="o", user="u")), 32, "パスワード"),
        ("無.pdf", None, errors.DatabaseMissing.exit_code, "ファイルがありません"),
    ],
)
def test_what_can_t_be_bound_is_named_and_nothing_is_made(
    name: str, data: bytes | None, code: int, why: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    out = tmp_path / "out.pdf"
    assert __main__.main(["bundle", str(tmp_path / name), "-o", str(out), "--json"]) == code
    said = capfd.readouterr()
    failure = json.loads(said.out)["error"]
    assert failure["code"] == code
    assert name in failure["what"]
    assert why in failure["why"]
    assert why in said.err
    assert not out.exists()


def test_a_password_on_the_command_line_opens(tmp_path: Path) -> None:
    locked = tmp_path / "秘.pdf"
    locked.write_bytes(blank(2, encryption=pikepdf.Encryption(owner="o", user="u")))
    out = tmp_path / "out.pdf"
    assert __main__.main(["bundle", str(locked), "-o", str(out), "--password", "u"]) == 0
    with pikepdf.open(out) as made:
        assert (len(made.pages), made.is_encrypted) == (2, False)


@pytest.mark.parametrize(
    ("given", "why", "remedy"),
    [
        ([], "PDFにパスワードがかかっています。", "--password にパスワードを指定"),
        (["--password", "x"], "パスワードが違います。", "--password に正しいパスワードを指定"),
    ],
)
def test_a_wrong_password_is_told_apart_from_none(
    given: list[str], why: str, remedy: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = blank(2, encryption=pikepdf.Encryption(owner="o", user="u"))
    locked, out = tmp_path / "秘.pdf", tmp_path / "out.pdf"
    locked.write_bytes(data)
    assert __main__.main(["bundle", str(locked), "-o", str(out), "--json", *given]) == 32
    said = json.loads(capfd.readouterr().out)["error"]
    assert said["what"] == "「秘.pdf」を綴じ込めません"
    assert said["why"] == why
    assert said["remedy"].startswith(remedy)
    register = tmp_path / "台帳.kyodo"
    store = create(register, who="clerk", now=app.now)
    sample.plant(store, Paths.find().sample)
    held = store.find(Meeting)[0]
    meetings.add_received(store, held.id, "鍵", "鍵.pdf", data, "application/pdf", held.date)
    store.close()
    capfd.readouterr()
    assert made(register, out, *given) == 32
    told = capfd.readouterr().err
    assert why in told
    assert remedy in told
    assert "画面" not in told
    assert not out.exists()


def test_a_word_given_that_doesn_t_open_is_asked_for_where_somebody_sits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked, out = tmp_path / "秘.pdf", tmp_path / "out.pdf"
    locked.write_bytes(blank(2, encryption=pikepdf.Encryption(owner="o", user="u")))
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt, _stream: asked.append(prompt) or "u")
    assert __main__.main(["bundle", str(locked), "-o", str(out), "--password", "x"]) == 0
    assert asked == ["「秘.pdf」のパスワード："]
    assert len(words(out)) == 2


@pytest.mark.parametrize(
    ("name", "data", "remedy"),
    [
        ("junk", b"\x01\x02\x03", "PDFに変換したファイルを綴じるか、--apart で別添の紙を入れてください。"),
        ("壊.pdf", b"%PDF-1.7", "元のファイルからPDFを作り直すか、--apart で別添の紙を入れてください。"),
    ],
)
def test_a_file_without_a_number_is_called_by_its_name(
    name: str, data: bytes, remedy: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    out = tmp_path / "out.pdf"
    assert __main__.main(["bundle", str(tmp_path / name), "-o", str(out)]) == 32
    told = capfd.readouterr().err.splitlines()
    assert told[0] == f"「{name}」を綴じ込めません"
    assert told[2].strip() == remedy
    assert __main__.main(["bundle", f"資料1={tmp_path / name}", "-o", str(out)]) == 32
    assert capfd.readouterr().err.splitlines()[0] == f"資料1のファイル「{name}」を綴じ込めません"


@pytest.mark.parametrize("name", ["一式.txt", "一式", "一式.pdf.bak", "第1.2回"])
def test_what_is_made_is_called_a_pdf(
    name: str, files: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / name
    for command in (["bundle", *files], ["packet", str(tmp_path / "台帳.kyodo")]):
        assert __main__.main([*command, "-o", str(out)]) == errors.UsageError.exit_code
        told = capfd.readouterr().err
        assert name in told
        assert ".pdf" in told
        assert not out.exists()
    assert __main__.main(["bundle", *files, "-o", str(tmp_path / "一式.PDF")]) == 0


def test_one_page_is_one_in_english_too(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(blank(1))
    out = tmp_path / "out.pdf"
    assert __main__.main(["--language", "en", "bundle", str(tmp_path / "a.pdf"), "-o", str(out)]) == 0
    assert "pages: 1," in capfd.readouterr().out


def test_a_place_for_the_stamp_must_be_two_figures(
    files: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    asked = ["bundle", *files, "-o", "a.pdf", "--offset", "links"]
    assert __main__.main(asked) == errors.UsageError.exit_code
    assert "ミリメートル" in capfd.readouterr().err


def test_a_meeting_s_packet_is_made_from_its_register(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    register, out = tmp_path / "台帳.kyodo", tmp_path / "一式.pdf"
    store = create(register, who="clerk", now=app.now)
    sample.plant(store, Paths.find().sample)
    store.close()
    asked = ["packet", str(register), "-o", str(out), "--json", "--even", "--contents"]
    assert __main__.main([*asked, "--meeting", "1"]) == 0
    said = json.loads(capfd.readouterr().out)
    assert said["pages"] == len(words(out))
    assert any("目次" in page for page in words(out)[:3])
    first = out.read_bytes()
    assert __main__.main(asked) == 0
    assert out.read_bytes() == first, "the only meeting is the one that is meant"
    assert __main__.main([*asked, "--meeting", "99"]) == errors.NotFound.exit_code
    assert io.BytesIO(first).read(5) == b"%PDF-"


def made(register: Path, out: Path, *words_: str) -> int:
    """The exit code of `packet`."""
    return __main__.main(["packet", str(register), "-o", str(out), *words_])


def test_a_packet_is_bound_as_its_committee_has_it_and_as_the_command_says(tmp_path: Path) -> None:
    register, out = tmp_path / "台帳.kyodo", tmp_path / "一式.pdf"
    store = create(register, who="clerk", now=app.now)
    sample.plant(store, Paths.find().sample)
    committee = store.find(Committee)[0].id
    kept = replace(bindings.binding_of(store, committee), cover=True, contents=True)
    bindings.set_binding(store, kept)
    store.close()
    assert made(register, out) == 0
    assert "会議資料" in words(out)[0]
    assert "目次" in words(out)[1]
    pages = len(words(out))
    assert made(register, out, "--no-cover") == 0
    assert "目次" in words(out)[0]
    assert made(register, out, "--no-cover", "--no-contents", "--two-up", "資料2") == 0
    assert len(words(out)) == pages - 2 - 7
    assert made(register, out, "--two-up", "資料99") == errors.NotFound.exit_code


def test_a_locked_material_is_opened_with_the_word_given(tmp_path: Path) -> None:
    register, out = tmp_path / "台帳.kyodo", tmp_path / "一式.pdf"
    store = create(register, who="clerk", now=app.now)
    sample.plant(store, Paths.find().sample)
    held = store.find(Meeting)[0]
    data = blank(2, encryption=pikepdf.Encryption(owner="o", user="u"))
    meetings.add_received(store, held.id, "鍵", "鍵.pdf", data, "application/pdf", held.date)
    store.close()
    assert made(register, out) == 32
    assert not out.exists()
    assert made(register, out, "--password", "u") == 0
    assert len(words(out)) > 20


def test_a_file_that_is_bound_is_not_written_over(
    files: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = Path(files[0]).read_bytes()
    link = tmp_path / "別名.pdf"
    link.symlink_to(files[0])
    for out in (files[0], str(link)):
        assert __main__.main(["bundle", *files, "-o", out]) == errors.OutputFailed.exit_code
        assert "綴じるファイルと同じ" in capfd.readouterr().err
    assert Path(files[0]).read_bytes() == before


def test_a_label_longer_than_a_file_s_name_may_be_is_a_label(files: list[str], tmp_path: Path) -> None:
    out = tmp_path / "一式.pdf"
    assert __main__.main(["bundle", f"{'資' * 300}={files[0]}", "-o", str(out)]) == 0
    assert out.exists()
    assert __main__.main(["bundle", "資" * 300, "-o", str(out)]) == errors.DatabaseMissing.exit_code


def test_a_folder_is_called_one(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["bundle", str(tmp_path), "-o", str(tmp_path / "一式.pdf")]) == 10
    assert "フォルダーか装置で" in capfd.readouterr().err


@pytest.mark.parametrize("place", ["0", "-1", "4"])
def test_two_up_of_a_file_that_isn_t_there_is_refused(
    files: list[str], tmp_path: Path, place: str, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "一式.pdf"
    assert __main__.main(["bundle", *files, "-o", str(out), "--two-up", place]) == 2
    assert "綴じるファイルは3件です" in capfd.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("offset", ["nan,0", "0,inf"])
def test_a_place_for_the_stamp_is_on_paper(files: list[str], tmp_path: Path, offset: str) -> None:
    out = tmp_path / "一式.pdf"
    assert (
        __main__.main(["bundle", *files, "-o", str(out), f"--offset={offset}"]) == errors.UsageError.exit_code
    )
    assert not out.exists()


@pytest.mark.parametrize("offset", ["9999,0", "0,1e30", "-9999,-9999"])
def test_a_stamp_is_not_moved_off_the_page(files: list[str], tmp_path: Path, offset: str) -> None:
    out = tmp_path / "一式.pdf"
    assert __main__.main(["bundle", f"資料7={files[0]}", "-o", str(out), f"--offset={offset}"]) == 0
    opened = pypdfium2.PdfDocument(out)
    page = opened[0]
    wide, high = page.get_size()
    stamp = page.get_textpage().search("資料7").get_next()
    assert stamp is not None
    left, low, right, top = page.get_textpage().get_charbox(stamp[0])
    opened.close()
    assert 0 <= left < right <= wide
    assert 0 <= low < top <= high


def test_the_contents_say_a_number_once(files: list[str], tmp_path: Path) -> None:
    out = tmp_path / "一式.pdf"
    assert __main__.main(["bundle", f"資料7={files[0]}", "-o", str(out), "--contents"]) == 0
    assert words(out)[0].count("資料7") == 1
    assert "名簿" in words(out)[0]


@pytest.mark.parametrize(
    ("option", "odd"),
    [
        ("--first-number", "-1"),
        ("--first-number", "99999999999999999999"),
        ("--dpi", "0"),
        ("--dpi", "1"),
        ("--most-kb", "0"),
        ("--most-kb", "-1"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_and_said(
    option: str, odd: str, files: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "一式.pdf"
    asked = ["bundle", *files, "-o", str(out), f"{option}={odd}"]
    assert __main__.main(asked) == errors.UsageError.exit_code
    assert odd in capfd.readouterr().err
    assert not out.exists()


def test_a_name_that_is_no_text_is_bound_all_the_same(files: list[str], tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/y\xff.pdf"))
    try:
        odd.write_bytes(Path(files[0]).read_bytes())
    except OSError:
        pytest.skip("this disk takes no such names")
    out = Path(os.fsdecode(os.fsencode(tmp_path) + b"/z\xff.pdf"))
    assert __main__.main(["bundle", str(odd), files[1], "-o", str(out), "--contents"]) == 0
    with pikepdf.open(io.BytesIO(out.read_bytes())) as made, made.open_outline() as outline:
        assert len(made.pages) == 5
        assert [one.title for one in outline.root][-2:] == ["y?", "写真"]
