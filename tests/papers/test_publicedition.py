"""The public edition: each public paper by itself, tagged, with nothing of persons and nobody's traces."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import BankAccount, Person
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import PAPERS
from kyodo_desktop.papers.leaks import LeakFound, folded, leaks, secrets
from kyodo_desktop.papers.packet import Made, Received, packet_view
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.publicedition import (
    SHOWN,
    PublicEdition,
    edition,
    listing,
    sifted,
    snippet,
    without_notes,
)
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.storage import Store
from tests.papers.press.conftest import draw
from tests.papers.press.tagged import by_hand
from tests.papers.samples import FONTS, FORMS

PHONE, MAIL, ADDRESS = "048-258-1110", "kajiwara@example.org", "川口市青木二丁目1番1号"


def held(store: Store) -> Id:
    return meetings.meetings(store, roster.committees(store)[0].id)[0].id


def told(store: Store) -> Store:
    """The sample with a member's personal data on record."""
    person = store.find(Person)[0]
    with store.change(msg("変更")) as draft:
        draft.save(
            replace(
                person, phone=PHONE, email=MAIL, address=ADDRESS, born_on=dt.date(1960, 1, 2), note="内密"
            )
        )
        draft.add(
            BankAccount(id=draft.new_id(), person=person.id, bank="銀行", number="7654321", holder="カジワラ")
        )
    return store


def made(store: Store, *received: Received) -> PublicEdition:
    view = packet_view(store, held(store))
    whole = replace(view, parts=(*view.parts, *received))
    return drained(edition(whole, secrets(store), FONTS, FORMS))


def photograph() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "撮影者 梶原".encode().decode("latin-1")
    exif[0x010F] = "CAMERA"
    Image.new("RGB", (200, 100), (200, 0, 0)).save(out, "JPEG", exif=exif, comment=b"SECRET-COMMENT")
    return out.getvalue()


def test_each_public_paper_is_a_tagged_pdf_with_its_size(sample: Store) -> None:
    done = made(told(sample))
    assert [one.number for one in done.papers[:3]] == ["", "", "資料1"]
    assert {one.number for one in done.withheld} == {"参考資料1", "参考資料2", "参考資料3"}
    for one in done.papers:
        with pikepdf.open(io.BytesIO(one.data)) as pdf:
            assert pdf.Root.MarkInfo.Marked is True
            assert str(pdf.Root.Lang) == "ja-JP"
            assert one.title in str(pdf.docinfo["/Title"])
            assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}
            with pdf.open_outline() as outline:
                assert outline.root[0].title.endswith(one.title)
            assert len(pdf.pages) == one.pages
    assert len({one.name for one in done.papers}) == len(done.papers)
    first = done.papers[0]
    assert listing(done.papers).splitlines()[0] == f"{first.title}({first.kilobytes}KB)"
    assert f'<a href="{first.name}">{first.title}（PDF：{first.kilobytes}KB）</a>' in snippet(done.papers)


def test_the_same_register_gives_the_same_bytes(sample: Store) -> None:
    one, other = made(sample), made(sample)
    assert [paper.data for paper in one.papers] == [paper.data for paper in other.papers]


def test_only_papers_for_the_public_are_shown(sample: Store) -> None:
    known = {paper.key for paper in PAPERS}
    assert known >= SHOWN
    assert not SHOWN & {"seating", "labels", "notice", "attendance", "pay", "minutes", "script", "envelopes"}
    assert {paper.key for paper in PAPERS if paper.public} <= SHOWN
    view = packet_view(sample, held(sample))
    seats = next(paper for paper in PAPERS if paper.key == "seating")
    chosen = Made("資料9", "席次表", seats.key, None)
    kept, out = sifted(replace(view, parts=(*view.parts, chosen)))
    assert chosen not in kept.parts
    assert out[-1].number == "資料9"
    assert out[-1].why.text() == "公開する様式ではありません。"


@pytest.mark.parametrize(
    "words",
    [
        "電話048-258-1110まで",
        "電話（０４８）２５８ー１１１０",
        "KAJIWARA@example.org",
        "川口市青木二丁目１番１号",
        "昭和35年1月2日生",
        "生年月日 1960/01/02",
        "口座 7654321",
    ],
)
def test_what_is_personal_is_found_on_its_page(words: str, sample: Store) -> None:
    told(sample)
    pdf = draw(FONTS, lambda page: (page.new_page(), page.text(20, 50, words, Style())))
    found = leaks(pdf, secrets(sample))
    assert [one.page for one in found] == [2]
    with pytest.raises(LeakFound) as caught:
        made(sample, Received("資料8", "案内", "a.pdf", pdf))
    assert "資料8\u3000案内" in caught.value.what.text()
    assert caught.value.why.text().startswith("2ページ目に、")


@pytest.mark.parametrize("words", ["048-258-11109", "1960年1月21日", "第7654321234号", "委員の氏名 梶原 純"])
def test_what_only_looks_like_it_isn_t(words: str, sample: Store) -> None:
    pdf = draw(FONTS, lambda page: page.text(20, 50, words, Style()))
    assert leaks(pdf, secrets(told(sample))) == ()


def test_what_is_said_beside_the_pages_is_found_too(sample: Store) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.K.K[0]["/ActualText"] = pikepdf.String(f"連絡先 {PHONE}")

    pdf = by_hand(change=change)
    assert [one.page for one in leaks(pdf, secrets(told(sample)))] == [0]
    with pytest.raises(LeakFound) as caught:
        made(sample, Received("資料8", "案内", "a.pdf", pdf))
    assert caught.value.why.text().startswith("文書の属性や読み上げ用の文字に、")


def test_traces_of_those_who_made_it_are_gone(sample: Store) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Author"] = "AUTHOR-NAME"
        with pdf.open_metadata() as said:
            said["dc:creator"] = ["AUTHOR-NAME"]
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            T=pikepdf.String("AUTHOR-NAME"),
            Rect=pikepdf.Array([1, 1, 20, 20]),
        )
        pdf.pages[0].obj["/Annots"] = pikepdf.Array([note])
        pdf.attachments["a.txt"] = b"AUTHOR-NAME"
        pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("x"))

    done = made(
        sample,
        Received("資料8", "受領", "a.pdf", by_hand(change=change)),
        Received("資料9", "写真", "b.jpg", photograph()),
    )
    received, picture = done.papers[-2:]
    with pikepdf.open(io.BytesIO(received.data)) as pdf:
        everything = b"".join(
            one.read_bytes() if isinstance(one, pikepdf.Stream) else one.unparse(resolved=True)
            for one in pdf.objects
            if isinstance(one, pikepdf.Object)
        )
        assert b"AUTHOR-NAME" not in everything
        assert b"JavaScript" not in everything
        assert b"StructElem" in everything
    with pikepdf.open(io.BytesIO(picture.data)) as pdf:
        shown = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Width" in one]
        raw = shown[0].read_raw_bytes()
        assert b"CAMERA" not in raw
        assert b"SECRET" not in raw
        assert pikepdf.PdfImage(shown[0]).as_pil_image().size == (200, 100)


def test_a_jpeg_keeps_its_picture() -> None:
    before = photograph()
    after = without_notes(before)
    assert b"CAMERA" in before
    assert b"CAMERA" not in after
    assert b"SECRET" not in after
    pixels = [Image.open(io.BytesIO(one)).convert("RGB").tobytes() for one in (before, after)]
    assert pixels[0] == pixels[1]
    assert without_notes(b"no jpeg") == b"no jpeg"


def test_a_file_with_a_layer_that_isn_t_shown_stays_out(sample: Store) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("案")))
        pdf.Root["/OCProperties"] = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
        )

    done = made(sample, Received("資料8", "受領", "a.pdf", by_hand(change=change)))
    assert done.withheld[-1].number == "資料8"
    assert "表示されないレイヤー" in done.withheld[-1].why.text()


def test_a_name_of_a_file_is_safe(sample: Store) -> None:
    done = made(sample, Received("資料8", '../..\\予算:"案" ?', "a.pdf", by_hand()))
    name = done.papers[-1].name
    assert name.endswith(".pdf")
    assert not set(name) & set('/\\:*?"<>| \u3000')


def test_width_and_hyphens_don_t_tell_apart() -> None:
    assert folded("０４８ー２５８\n－１１１０") == "048-258 -1110"
