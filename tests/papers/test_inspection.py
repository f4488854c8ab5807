"""Received files are looked into apart, under limits, once."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from collections.abc import Generator, Iterator
from pathlib import Path

import pikepdf
import pytest

from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.child import Child, ChildEnded
from kyodo_desktop.papers.filekind import kind_of
from kyodo_desktop.papers.inspecting import inspect
from kyodo_desktop.papers.inspection import KINDS, Inspection, from_json, to_json
from kyodo_desktop.papers.inspector import Inspector
from kyodo_desktop.papers.press.bundle import Binding, Part, bind
from kyodo_desktop.papers.press.progress import Progress, drained
from kyodo_desktop.papers.received import NotBindable
from tests.papers.press.corpus import text
from tests.papers.samples import FONTS
from tests.papers.test_packet import blank, image


def saved(made: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    made.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def looked(data: bytes, password: str = "") -> Inspection:
    return drained(inspect(data, password))


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, "x")
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (blank(), "pdf"),
        (b"\n\n" + blank(), "pdf"),
        (image("PNG"), "picture"),
        (image("JPEG"), "picture"),
        (image("GIF", "P"), "gif"),
        (image("TIFF"), "tiff"),
        (image("BMP"), "bmp"),
        (image("WEBP"), "webp"),
        (zipped("word/document.xml"), "word"),
        (zipped("xl/workbook.xml"), "excel"),
        (zipped("ppt/presentation.xml"), "powerpoint"),
        (zipped("読んで.txt"), "zip"),
        (OLE + "WordDocument".encode("utf-16-le"), "word"),
        (OLE + "DocumentText".encode("utf-16-le"), "ichitaro"),
        (OLE, "office"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"{\\rtf1 x}", "rtf"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"MZ\x90\0", "program"),
        ("委員名簿\r\n".encode("cp932"), "text"),
        ("委員名簿\n".encode(), "text"),
        (b"\x01\x02\x03\xff", "unknown"),
    ],
)
def test_what_a_file_is_its_bytes_say(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind
    found = looked(data)
    assert found.kind == kind
    if kind in ("pdf", "picture"):
        assert found.refusal == ""
    else:
        assert found.why().text()
        assert KINDS[kind] in found.why().text() or kind == "empty"


def test_what_runs_is_counted_and_gone_after_binding() -> None:
    with pikepdf.open(io.BytesIO(text(FONTS, 2))) as made:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        made.Root["/OpenAction"] = script
        made.pages[0].obj["/AA"] = pikepdf.Dictionary(
            O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("a.exe"))
        )
        made.attachments["virus.exe"] = b"MZ"
        data = saved(made)
    found = looked(data)
    assert found.removed == (("embedded", 1), ("javascript", 1), ("web", 1))
    said = "".join(note.text() for note in found.notes("資料"))
    assert "添付された別のファイル1件" in said
    assert "スクリプト1件" in said
    out = io.BytesIO()
    drained(bind([Part(data, "資料")], out, FONTS, Binding("一式")))
    with pikepdf.open(out) as bound:
        assert looked(saved(bound)).removed == ()


def test_an_encrypted_file_asks_for_its_password() -> None:
    locked = blank(2, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert looked(locked).refusal == "password"
    assert looked(locked, "x").refusal == "wrong"
    opened = looked(locked, "u")
    assert (opened.refusal, opened.pages, opened.encrypted) == ("", 2, True)


def test_a_signed_file_is_told_to_lose_its_signature() -> None:
    with pikepdf.open(io.BytesIO(blank())) as made:
        signature = pikepdf.Dictionary(
            FT=pikepdf.Name.Sig, T=pikepdf.String("s"), V=pikepdf.Dictionary(Type=pikepdf.Name.Sig)
        )
        made.Root["/AcroForm"] = pikepdf.Dictionary(
            Fields=pikepdf.Array([made.make_indirect(signature)]), SigFlags=3
        )
        found = looked(saved(made))
    assert found.signed
    assert "電子署名は" in "".join(note.text() for note in found.notes("資料"))


def test_a_broken_table_is_mended_with_a_note_and_a_lost_end_is_refused() -> None:
    whole = text(FONTS, 5)
    mended = looked(whole.replace(b"startxref", b"startxxxx"))
    assert (mended.refusal, mended.repaired, mended.pages) == ("", True, 5)
    assert "直して綴じます" in mended.notes("資料")[0].text()
    assert looked(whole[: len(whole) // 2]).refusal == "damaged"


def test_a_content_that_can_t_be_unpacked_is_refused() -> None:
    with pikepdf.open(io.BytesIO(text(FONTS, 2))) as made:
        drawing = b"".join(b"q 1 0 0 1 %d %d cm Q " % (n * n, n) for n in range(500))
        raw = bytearray(zlib.compress(drawing))
        raw[200:300] = bytes(100)
        made.pages[1].obj["/Contents"] = pikepdf.Stream(made, bytes(raw))
        made.pages[1].obj["/Contents"]["/Filter"] = pikepdf.Name.FlateDecode
        data = saved(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert looked(data).refusal == "damaged"


def test_what_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kyodo_desktop.papers.inspecting.MOST_BULK", 30_000_000)
    with pikepdf.open(io.BytesIO(blank())) as made:
        bomb = pikepdf.Stream(made, zlib.compress(bytes(40_000_000)))
        bomb["/Filter"] = pikepdf.Name.FlateDecode
        made.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=bomb))
        data = saved(made, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert len(data) < 200_000
    assert looked(data).refusal == "bulk"


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    with pikepdf.open(io.BytesIO(blank())) as made:
        huge = pikepdf.Stream(made, b"x")
        huge["/Subtype"], huge["/Width"], huge["/Height"] = pikepdf.Name.Image, 100_000, 100_000
        made.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=huge))
        assert looked(saved(made)).refusal == "pixels"


def test_a_result_survives_being_kept() -> None:
    found = looked(text(FONTS, 3))
    assert from_json(to_json(found)) == found
    assert from_json(to_json(found).replace('"version":1', '"version":0')) is None
    assert from_json("{}") is None
    assert from_json("") is None
    assert "協働" not in to_json(found)


@pytest.fixture
def inspector(tmp_path: Path) -> Iterator[Inspector]:
    made = Inspector(tmp_path)
    yield made
    made.end()


def test_a_file_is_looked_into_once(inspector: Inspector, tmp_path: Path) -> None:
    data = text(FONTS, 2)
    first = drained(inspector.examine(data))
    assert first == looked(data)
    inspector.end()
    kept = list(tmp_path.rglob("*.json"))
    assert [path.stem for path in kept] == [first.sha256]
    assert list(inspector.examine(data)) == []  # not a step: it is known
    kept[0].write_text("{", "ascii")
    assert drained(inspector.examine(data)) == first


def test_a_password_leaves_no_trace(inspector: Inspector, tmp_path: Path) -> None:
    locked = blank(1, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert drained(inspector.examine(locked, "u")).refusal == ""
    assert list(tmp_path.rglob("*.json")) == []
    assert drained(inspector.examine(locked)).refusal == "password"


def sleeps(seconds: float) -> Generator[Progress, None, str]:
    for done in range(3):
        yield Progress(done, 3, msg("{done}ページ目", done=done))
        time.sleep(seconds)
    return "awake"


def falls() -> Generator[Progress, None, None]:
    import os
    import signal

    yield Progress(0, 1, msg("{done}ページ目", done=0))
    os.kill(os.getpid(), signal.SIGKILL)


def hungers() -> Generator[Progress, None, int]:
    yield Progress(0, 1, msg("{done}ページ目", done=0))
    return len(bytearray(3_000_000_000))


def refuses() -> Generator[Progress, None, None]:
    yield Progress(0, 1, msg("{done}ページ目", done=0))
    raise NotBindable("資料1", "a.pdf", msg("ファイルが空です。"), msg("ファイルが空です。"))


def test_a_child_is_ended_when_it_hangs_falls_or_takes_too_much() -> None:
    child = Child(seconds=5)
    try:
        assert drained(child.run(sleeps, 0.0)) == "awake"
        with pytest.raises(NotBindable) as caught:
            drained(child.run(refuses))
        assert (caught.value.number, caught.value.name) == ("資料1", "a.pdf")
        with pytest.raises(MemoryError):
            drained(child.run(hungers))
        with pytest.raises(ChildEnded, match="crash"):
            drained(child.run(falls))
        assert drained(child.run(sleeps, 0.0)) == "awake"
        child._seconds = 0.5
        with pytest.raises(ChildEnded, match="time"):
            drained(child.run(sleeps, 60.0))
    finally:
        child.end()


def test_a_cancelled_job_stops_by_itself_or_is_ended() -> None:
    child = Child(seconds=30)
    try:
        work = child.run(sleeps, 0.1)
        next(work)
        process = child._process
        work.close()
        assert child._process is process, "it stopped at its next step, and remembers what it knew"
        assert drained(child.run(sleeps, 0.0)) == "awake"
        work = child.run(sleeps, 60.0)
        next(work)
        begin = time.monotonic()
        work.close()
        assert time.monotonic() - begin < 5
        assert child._process is None
    finally:
        child.end()


def test_what_was_found_is_recalled_by_what_stands_in_the_file(tmp_path: Path) -> None:
    inspector, file = Inspector(tmp_path / "settings"), tmp_path / "受領.pdf"
    file.write_bytes(blank())
    try:
        assert inspector.recalled(file) is None
        found = drained(inspector.examine(file.read_bytes()))
        assert inspector.recalled(file) == found
        file.write_bytes(file.read_bytes() + b"\n")
        assert inspector.recalled(file) is None
    finally:
        inspector.end()
