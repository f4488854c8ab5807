"""The packet holds every material in the list's order, stamped, numbered through and bookmarked."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from kyodo_desktop.domain.errors import MissingGlyph
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Material, PersonName
from kyodo_desktop.papers.packet import (
    Made,
    PacketView,
    Received,
    UnknownPaper,
    bound,
    build,
    packet_view,
)
from kyodo_desktop.papers.paper import render
from kyodo_desktop.papers.press import bundle, prepare
from kyodo_desktop.papers.press.binding import Binding
from kyodo_desktop.papers.press.outline import read_outline
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.received import NotBindable, bindable
from kyodo_desktop.papers.roster import RosterPaper
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.storage import Store
from tests.papers.reading import DPI, pages, pictures, squeezed
from tests.papers.samples import DAY, FONTS, FORMS, MATERIALS, ROSTER
from tests.papers.tagged import faults


def blank(count: int = 1, **options: object) -> bytes:
    """A PDF of empty pages."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(count):
            made.add_blank_page()
        made.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def image(kind: str, mode: str = "RGB", size: tuple[int, int] = (400, 200), **options: object) -> bytes:
    """A picture all in one dark colour."""
    out = io.BytesIO()
    colour = {"RGBA": (200, 0, 0, 128), "CMYK": (0, 200, 200, 0), "L": 60, "1": 0, "I;16": 9000, "P": 0}
    Image.new(mode, size, colour.get(mode, (200, 0, 0))).save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def _meeting(store: Store) -> Id:
    return meetings.meetings(store, roster.committees(store)[0].id)[0].id


def _attach(store: Store, number: str, name: str, data: bytes) -> None:
    lines = meetings.materials(store, _meeting(store))
    material = next(line.material for line in lines if line.number == number)
    if material.paper:
        meetings.edit_material(store, replace(material, paper=""))
    meetings.attach(store, material.id, name, data, "application/octet-stream", dt.date(2025, 11, 1))


def _pdf(store: Store) -> bytes:
    return drained(build(packet_view(store, _meeting(store)), FONTS, FORMS))


def _parts(data: bytes) -> list[str]:
    """The text of the page on which each part of a packet begins."""
    text = pages(data)
    with pikepdf.open(io.BytesIO(data)) as made:
        return [text[branch.page] for branch in read_outline(made, 0) if branch.page is not None]


def test_every_material_has_a_page_in_the_order_of_the_list(sample: Store) -> None:
    begun = [squeezed(page) for page in _parts(_pdf(sample))]
    assert len(begun) == 2 + len(MATERIALS.rows)
    for page, row in zip(begun[2:], MATERIALS.rows, strict=True):
        assert squeezed(row.title) in page
        assert squeezed(row.family + row.number) in page


def test_pages_are_numbered_through_and_bookmarked(sample: Store) -> None:
    _attach(sample, "資料2", "現状.pdf", blank(3))
    data = _pdf(sample)
    text = pages(data)
    assert [page.split("\n")[-1].strip() for page in text] == [f"- {n + 1} -" for n in range(len(text))]
    with pikepdf.open(io.BytesIO(data)) as made, made.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[:4] == [
        "第1回川口市協働推進委員会\u3000次第",
        "配布資料一覧",
        "資料1\u3000川口市協働推進委員会委員名簿",
        "資料2\u3000川口市における協働の現状について",
    ]
    assert len(titles) == 2 + len(MATERIALS.rows)


def test_a_received_pdf_carries_its_number_on_its_first_page(sample: Store) -> None:
    _attach(sample, "資料2", "現状.pdf", blank(2))
    text = pages(_pdf(sample))
    assert "資料2" in text[3]
    assert "資料2" not in text[4]


def test_our_number_stands_beside_the_one_that_a_file_has_and_the_clerk_is_told(sample: Store) -> None:
    alone = drained(render(RosterPaper(), ROSTER, FONTS, FORMS))  # printed with its own 「- 1 -」
    view = PacketView(
        committee="会", number=1, day=DAY, parts=(Received("資料3", "名簿", "名簿.pdf", alone),)
    )
    made, came = drained(bound(view, FONTS, FORMS, Binding("", first_number=19)))
    before, after = pictures(alone)[0], pictures(made)[0]
    wide, tall = before.size
    foot = (wide // 4, tall * 9 // 10, wide * 3 // 4, tall)
    assert before.crop(foot).tobytes() == after.crop(foot).tobytes()
    corner = (wide * 3 // 4, tall * 9 // 10, wide, tall)
    assert before.crop(corner).tobytes() != after.crop(corner).tobytes()
    assert squeezed("- 19 -") in squeezed(pages(made)[0])
    assert [note.text() for note in came.notes] == [
        "「資料3\u3000名簿」の1ページ目は、下の中央に印字があるため、ページ番号をその横に付けました。"
    ]


def test_a_file_with_a_table_written_carelessly_is_bound_with_a_note(sample: Store) -> None:
    careless = re.sub(
        rb"/Size \d+", b"/Size 4", blank(2, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    )
    _attach(sample, "資料2", "ちらし.pdf", careless)
    assert bindable("資料2", "ちらし.pdf", careless) == careless
    _, came = drained(bound(packet_view(sample, _meeting(sample)), FONTS, FORMS))
    assert any("壊れていたため" in note.text() for note in came.notes)


@pytest.mark.parametrize(
    "data",
    [
        image("PNG"),
        image("PNG", "RGBA"),
        image("PNG", "P"),
        image("PNG", "1"),
        image("PNG", "I;16"),
        image("JPEG"),
        image("JPEG", "L"),
        image("JPEG", "CMYK"),
        image("JPEG", size=(200, 3000)),
    ],
    ids=["png", "clear", "palette", "bits", "deep", "jpeg", "grey", "cmyk", "tall"],
)
def test_a_picture_stands_on_a_page_of_its_own(data: bytes) -> None:
    page = pictures(bindable("資料2", "図.png", data))[0]
    assert {round(side / DPI * 25.4) for side in page.size} == {210, 297}
    level = page.getpixel((page.width // 2, page.height // 2))
    assert isinstance(level, int)
    assert level < 220


def test_a_photograph_is_turned_as_its_camera_says() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    upright = pictures(bindable("資料2", "写真.jpg", image("JPEG", size=(400, 200), exif=turned)))[0]
    assert upright.height > upright.width


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "空です"),
        (b"PK\x03\x04 a zip", "PDFでも画像"),
        (b"%PDF-1.7 nothing else", "壊れています"),
        (blank(2)[:-250], "壊れています"),
        (image("PNG")[:60], "画像が壊れている"),
        (image("JPEG")[:400], "画像が壊れている"),
        (blank(1, encryption=pikepdf.Encryption(owner="o", user="u")), "パスワード"),
        (
            blank(
                1,
                encryption=pikepdf.Encryption(
                    owner="o", user="", allow=pikepdf.Permissions(modify_assembly=False, modify_other=False)
                ),
            ),
            "制限",
        ),
    ],
    ids=["empty", "zip", "header", "cut", "png", "jpeg", "password", "locked"],
)
def test_what_cannot_be_bound_is_named_with_its_material(sample: Store, data: bytes, why: str) -> None:
    if data:
        _attach(sample, "参考資料4", "調査結果.pdf", data)
        view = packet_view(sample, _meeting(sample))
    else:
        view = _only(Received("参考資料4", "調査", "調査結果.pdf", data))
    with pytest.raises(NotBindable) as caught:
        drained(build(view, FONTS, FORMS))
    assert "参考資料4" in caught.value.what.text()
    assert "調査結果.pdf" in caught.value.what.text()
    assert why in caught.value.why.text()
    assert "添付し直" in caught.value.remedy.text()


def broken(**said: object) -> bytes:
    """A PDF of two pages, of which the second says these things of itself."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.add_blank_page()
        for key, value in said.items():
            made.pages[1].obj[f"/{key}"] = value
        made.save(out)
    return out.getvalue()


CIRCLE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n"
)


def _with_table(body: bytes) -> bytes:
    """`body` with the table and trailer that make it a PDF without a fault in its objects' places."""
    places = [body.index(b"%d 0 obj" % number) for number in (1, 2, 3)]
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 4\n0000000000 65535 f \n" + rows
    return body + table + b"trailer<</Root 1 0 R/Size 4>>\nstartxref\n%d\n%%%%EOF" % len(body)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (broken(Rotate=pikepdf.String("x")), "2ページ目の向き"),
        (broken(Rotate=pikepdf.Array([90])), "2ページ目の向き"),
        (broken(Rotate=True), "2ページ目の向き"),
        (broken(Rotate=45), "2ページ目の向き"),
        (broken(MediaBox=pikepdf.Array([0, 0, 0, 0])), "2ページ目の大きさ"),
        (broken(MediaBox=pikepdf.Array([0, 0, 595, 20000])), "2ページ目の大きさ"),
        (broken(CropBox=pikepdf.Array([5, 5, 5, 5])), "2ページ目の大きさ"),
        (broken(MediaBox=pikepdf.String("a")), "壊れています"),
        (broken(MediaBox=pikepdf.Array([0, 0, pikepdf.Name("/a"), 5])), "壊れています"),
        (_with_table(CIRCLE), ""),
    ],
    ids=["text", "array", "flag", "aslant", "nothing", "huge", "crop", "no box", "name", "circle"],
)
def test_a_page_that_no_printer_could_follow_is_refused(sample: Store, data: bytes, why: str) -> None:
    _attach(sample, "参考資料4", "調査結果.pdf", data)
    with pytest.raises(NotBindable, match=r"参考資料4のファイル「調査結果\.pdf」") as caught:
        _pdf(sample)
    assert why in caught.value.why.text()


@pytest.mark.parametrize("turn", [-90, 0, 90, 180, 270, 450])
def test_quarter_turns_are_bound(turn: int) -> None:
    assert bindable("資料2", "a.pdf", broken(Rotate=turn))


def test_what_binding_never_expected_is_blamed_on_its_file(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _attach(sample, "資料2", "良い.pdf", blank())
    _attach(sample, "参考資料4", "調査結果.pdf", blank(3))
    outline = prepare.read_outline

    def read(source: pikepdf.Pdf, *rest: Any) -> tuple[prepare.Branch, ...]:
        if len(source.pages) == 3:
            raise TypeError("never thought of")
        return outline(source, *rest)

    monkeypatch.setattr(prepare, "read_outline", read)
    with pytest.raises(NotBindable, match=r"参考資料4のファイル「調査結果\.pdf」"):
        _pdf(sample)


def test_a_fault_of_our_own_is_blamed_on_nobody(sample: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _attach(sample, "資料2", "良い.pdf", blank())

    whole = bundle.complete

    def complete(joiner: Any, standing: Any, *rest: Any) -> Any:
        if len(standing) > 1:
            raise TypeError("ours")
        return whole(joiner, standing, *rest)

    monkeypatch.setattr(bundle, "complete", complete)
    with pytest.raises(TypeError, match="ours"):
        _pdf(sample)


def test_the_packet_is_made_without_a_file_of_its_own(
    sample: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert _pdf(sample).startswith(b"%PDF-")


def _only(part: Made | Received) -> PacketView:
    return PacketView(committee="委員会", number=1, day=DAY, parts=(part,))


def test_a_material_handed_out_apart_gets_a_slip_even_with_a_file(sample: Store) -> None:
    _attach(sample, "参考資料2", "手引き.pdf", blank(40))
    _change(sample, "参考資料2", lambda material: replace(material, handed_apart=True))
    data = _pdf(sample)
    assert len(pages(data)) < 40
    assert "別\u3000添" in _parts(data)[5]


def test_the_same_view_gives_the_same_bytes(sample: Store) -> None:
    _attach(sample, "資料2", "図.png", image("PNG"))
    _attach(sample, "別紙1", "流れ.pdf", blank(2))
    assert _pdf(sample) == _pdf(sample)


def test_closing_the_work_leaves_nothing(sample: Store) -> None:
    work = build(packet_view(sample, _meeting(sample)), FONTS, FORMS)
    steps = [next(work) for _ in range(3)]
    assert all(0 <= step.done <= step.total for step in steps)
    work.close()


def test_progress_comes_to_its_end(sample: Store) -> None:
    steps = list(build(packet_view(sample, _meeting(sample)), FONTS, FORMS))
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == steps[-1].total


def test_a_form_that_does_not_exist_names_the_material(sample: Store) -> None:
    def edit(material: Material) -> Material:
        return Material(**{**vars(material), "paper": "no-such-form"})

    _change(sample, "資料2", edit)
    with pytest.raises(UnknownPaper, match="資料2"):
        packet_view(sample, _meeting(sample))


def _change(store: Store, number: str, edit: Callable[[Material], Material]) -> None:
    lines = meetings.materials(store, _meeting(store))
    material = next(line.material for line in lines if line.number == number)
    meetings.edit_material(store, edit(material))


def test_a_name_that_cannot_be_printed_stops_the_packet_before_anything_is_drawn(sample: Store) -> None:
    known = sample.find(PersonName, name="梶原 純")[0]
    roster.correct(sample, PersonName(**{**vars(known), "name": "𫝆原 純"}))
    work = build(packet_view(sample, _meeting(sample)), FONTS, FORMS)
    with pytest.raises(MissingGlyph, match="委員 𫝆原 純 の氏名"):
        next(work)


@pytest.mark.parametrize(
    "how",
    [None, Binding("資料一式", even=True, within=True, contents=0, stamps="every", blank_text="（白紙）")],
)
def test_the_packet_is_one_document_tagged_throughout(sample: Store, how: Binding | None) -> None:
    view = packet_view(sample, _meeting(sample))
    data = _pdf(sample) if how is None else drained(build(view, FONTS, FORMS, how))
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as made:
        document = made.Root["/StructTreeRoot"]["/K"]
        assert str(document["/S"]) == "/Document"
        assert {str(part["/S"]) for part in document["/K"]} == {"/Part"}
