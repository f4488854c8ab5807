"""A printed form's file is read whole and exactly, or refused with the file and the key named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kyodo_desktop.papers import PAPERS
from kyodo_desktop.papers.forms import FormInvalid, load
from kyodo_desktop.papers.paper import AnyPaper
from kyodo_desktop.papers.slip import Slip, SlipForm
from tests.papers.samples import FORMS


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_every_paper_reads_its_form(paper: AnyPaper) -> None:
    assert isinstance(paper.read(FORMS), paper.layout)


@pytest.mark.parametrize(
    ("old", "new", "key", "why"),
    [
        ('apart = "別　添"\n', "", "apart", "項目がありません"),
        ("[number]\n", "extra = 1\n[number]\nsizes = 3\n", "margins.extra", "この様式にない"),
        ("size = 20", "size = 200", "number.size", "4から72まで"),
        ("size = 20", 'size = "大"', "number.size", "数で"),
        ("size = 20", "size = true", "number.size", "数で"),
        ("size = 20", "size = nan", "number.size", "4から72まで"),
        ('face = "gothic-bold"', 'face = "Comic Sans"', "label.face", "書体は"),
        ('apart = "別　添"', 'apart = "別添{title}"', "apart", "差し込み「title」"),
        ('apart = "別　添"', 'apart = "別添{"', "apart", "組が合っていません"),
        ('apart = "別　添"', 'apart = "別\\u0007添"', "apart", "制御文字"),
        ('apart = "別　添"', "apart = 3", "apart", "文字列"),
        ("[label]\n", "[labels]\n", "labels", "この様式にない"),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, old: str, new: str, key: str, why: str) -> None:
    text = (FORMS / "slip.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "slip.toml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(FormInvalid) as caught:
        Slip().read(tmp_path)
    assert (caught.value.file, caught.value.key) == ("slip.toml", key)
    assert "slip.toml" in caught.value.what.text()
    assert why in caught.value.why.text()


def test_an_attribute_of_a_value_is_no_place(tmp_path: Path) -> None:
    text = (FORMS / "agenda.toml").read_text("utf-8").replace("{committee}", "{committee.__class__}")
    (tmp_path / "agenda.toml").write_text(text, "utf-8")
    with pytest.raises(FormInvalid):
        next(paper for paper in PAPERS if paper.key == "agenda").read(tmp_path)


@pytest.mark.parametrize(
    "content",
    [None, b"title = ", b"\xff\xfe", b"", b"a = " + b"[" * 5000, b"a = " + b"9" * 5000],
    ids=["missing", "cut", "utf-16", "empty", "deep", "long"],
)
def test_a_file_that_is_missing_or_no_form_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "slip.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FormInvalid, match=r"slip\.toml"):
        load(SlipForm, path)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"apart = 1\nabsent = x\n", "2行目の10文字目"),
        (b'apart = "\x83\x5c"', "UTF-8 ではありません"),
        (b"a = " + b"[" * 5000, "入れ子"),
    ],
    ids=["cut", "shift-jis", "deep"],
)
def test_what_a_parser_says_is_told_in_japanese(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "slip.toml").write_bytes(content)
    with pytest.raises(FormInvalid) as caught:
        load(SlipForm, tmp_path / "slip.toml")
    assert why in caught.value.why.text()
    for english in ("line", "codec", "Error", "Invalid"):
        assert english not in caught.value.why.text()


def test_a_form_saved_by_notepad_is_read(tmp_path: Path) -> None:
    shutil.copy(FORMS / "slip.toml", tmp_path / "slip.toml")
    text = (tmp_path / "slip.toml").read_text("utf-8").replace("\n", "\r\n")
    (tmp_path / "slip.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert Slip().read(tmp_path) == Slip().read(FORMS)
