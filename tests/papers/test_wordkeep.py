"""A Word file that somebody has edited is never written over, and comes back as an attachment."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from kyodo_desktop import __main__
from kyodo_desktop.domain.errors import InvalidRecord, OutputFailed, UsageError
from kyodo_desktop.domain.records import Attachment, Material, Meeting
from kyodo_desktop.papers import PAPERS, saving, webpage, wordkeep
from kyodo_desktop.papers.minutes import MinutesPaper
from kyodo_desktop.papers.wordkeep import NotOurs, judged, keep, state, take_back
from kyodo_desktop.papers.zipped import packed
from kyodo_desktop.services import sample
from kyodo_desktop.storage import Store, create
from tests.conftest import ticking
from tests.papers import afterwards, word
from tests.papers.samples import DAY, FONTS, FORMS, PATHS


@pytest.fixture
def data() -> bytes:
    return word.made("minutes", afterwards.MINUTES)


def edited(data: bytes) -> bytes:
    """The file after a word was changed, its properties kept as Word keeps them."""
    document = word.opened(data)
    document.paragraphs[0].add_run("（訂正）")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def foreign() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def test_our_own_file_is_known_by_what_it_holds(data: bytes) -> None:
    assert judged(data) == "ours"
    parts = unzipped(data)
    assert judged(packed(dict(reversed(parts.items())))) == "ours", "packed anew by a mail program"
    assert judged(edited(data)) == "edited"
    assert judged(packed({**parts, "word/media/image1.png": b"x"})) == "edited"
    assert judged(foreign()) == "foreign"
    for other in (b"", b"PK", data[:400], b"%PDF-1.7", data[:-30]):
        assert judged(other) == "foreign"


def test_a_single_flipped_letter_is_an_edit(data: bytes) -> None:
    parts = unzipped(data)
    body = parts["word/document.xml"].decode()
    parts["word/document.xml"] = body.replace("会議録", "会議緑", 1).encode()
    assert judged(packed(parts)) == "edited"


def test_a_file_nobody_edited_is_replaced(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "会議録.docx"
    keep(path, data)
    keep(path, word.made("minutes", afterwards.SUMMARY))
    assert path.read_bytes() == word.made("minutes", afterwards.SUMMARY)
    assert [one.name for one in tmp_path.iterdir()] == ["会議録.docx"]


@pytest.mark.parametrize("stands", [edited, lambda _: foreign(), lambda _: b"memo", lambda _: b""])
def test_what_a_hand_has_touched_stays(stands: Callable[[bytes], bytes], tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "会議録.docx"
    path.write_bytes(stands(data))
    (tmp_path / "会議録（2）.docx").write_bytes(b"taken")
    before = path.read_bytes()
    with pytest.raises(NotOurs) as refusal:
        keep(path, data)
    assert path.read_bytes() == before
    assert refusal.value.another == tmp_path / "会議録（3）.docx"
    assert "会議録（3）.docx" in refusal.value.remedy.text()
    assert ("編集されています" in str(refusal.value)) == (judged(before) == "edited")
    keep(refusal.value.another, data)
    assert state(refusal.value.another) == "ours"


def test_what_is_too_large_to_be_ours_is_not_read(
    tmp_path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wordkeep, "_MOST", 1000)
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert state(path) == "foreign"
    assert judged(data) == "foreign"
    (tmp_path / "folder.docx").mkdir()
    assert state(tmp_path / "folder.docx") == "foreign"


def test_a_paper_is_saved_as_its_name_asks(tmp_path: Path, data: bytes) -> None:
    for name, begins in (("a.docx", b"PK"), ("a.DOCX", b"PK"), ("a.pdf", b"%PDF")):
        saving.save(tmp_path / name, MinutesPaper(), afterwards.MINUTES, FONTS, FORMS)
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert (tmp_path / "a.docx").read_bytes() == data


@pytest.mark.parametrize("name", ["a.xls", "a.foo", "a.txt", "a.doc", "第1.5回", "a.pdf.bak"])
def test_a_form_that_no_paper_has_is_refused_with_those_that_this_one_has(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with pytest.raises(UsageError) as refusal:
        saving.save(path, MinutesPaper(), afterwards.MINUTES, FONTS, FORMS)
    assert f"「{path.suffix}」" in refusal.value.why.text()
    assert refusal.value.remedy.text() == "ファイルの名前の終わりを .pdf、.docx のどれかにしてください。"
    assert not list(tmp_path.iterdir())


def test_a_name_without_an_ending_is_a_pdf(tmp_path: Path) -> None:
    saving.save(tmp_path / "会議録", MinutesPaper(), afterwards.MINUTES, FONTS, FORMS)
    assert (tmp_path / "会議録").read_bytes().startswith(b"%PDF")


def test_every_paper_tells_the_forms_that_it_has() -> None:
    for paper in PAPERS:
        told = saving.suffixes(paper)
        assert told[0] == ".pdf"
        assert (".docx" in told) is saving.has_word(paper)
        assert (".html" in told) is (paper.public and isinstance(paper, webpage.Page))


# --- coming back


@pytest.fixture
def meeting(store: Store) -> Meeting:
    """The sample's meeting, in a register of its own."""
    sample.plant(store, PATHS.sample)
    (held,) = store.find(Meeting)
    return held


def test_an_edited_file_comes_back_byte_for_byte(
    store: Store, meeting: Meeting, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "会議録（委員長確認済み）.docx"
    path.write_bytes(edited(data))
    take_back(store, path, meeting.id, DAY)
    (kept,) = store.find(Attachment, name=path.name)
    assert store.blob(kept.sha256) == path.read_bytes()
    assert (kept.media_type, kept.received_on) == (wordkeep.MEDIA_TYPE, DAY)
    (material,) = store.find(Material, attachment=kept.id)
    assert (material.meeting, material.title) == (meeting.id, "会議録（委員長確認済み）")
    store.undo()
    assert not store.find(Attachment, name=path.name)


def test_it_may_come_back_as_the_file_of_a_material(
    store: Store, meeting: Meeting, tmp_path: Path, data: bytes
) -> None:
    material = next(one for one in store.find(Material, meeting=meeting.id) if not one.paper)
    path = tmp_path / "edited.docx"
    path.write_bytes(edited(data))
    take_back(store, path, meeting.id, DAY, material.id)
    attached = store.get(Material, material.id).attachment
    assert attached is not None
    assert store.get(Attachment, attached).name == "edited.docx"


def test_what_is_no_word_file_is_not_taken_in(store: Store, meeting: Meeting, tmp_path: Path) -> None:
    path = tmp_path / "memo.docx"
    path.write_bytes(b"memo")
    with pytest.raises(InvalidRecord) as refusal:
        take_back(store, path, meeting.id, DAY)
    assert "Wordのファイル（.docx）ではありません" in str(refusal.value)
    with pytest.raises(OutputFailed):
        take_back(store, tmp_path / "gone.docx", meeting.id, DAY)


# --- the command


def test_the_command_writes_word_and_keeps_what_was_edited(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    made = create(tmp_path / "a.kyodo", who="clerk", now=ticking())
    sample.plant(made, PATHS.sample)
    made.close()
    words = ["paper", "minutes", "--db", str(tmp_path / "a.kyodo"), "-o", str(tmp_path / "m.docx")]
    assert __main__.main(words) == 0
    once = (tmp_path / "m.docx").read_bytes()
    assert judged(once) == "ours"
    assert __main__.main(words) == 0
    assert (tmp_path / "m.docx").read_bytes() == once
    by_hand = edited(once)
    (tmp_path / "m.docx").write_bytes(by_hand)
    capfd.readouterr()
    assert __main__.main(words) == NotOurs.exit_code
    assert "作成した後に編集されています" in capfd.readouterr().err
    assert (tmp_path / "m.docx").read_bytes() == by_hand
    agenda = ["paper", "agenda", "--db", str(tmp_path / "a.kyodo"), "-o", str(tmp_path / "a.docx")]
    assert __main__.main(agenda) == 2
    assert not (tmp_path / "a.docx").exists()
