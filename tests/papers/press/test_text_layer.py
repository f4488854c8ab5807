"""What was drawn is what is copied out, code point for code point, and the fonts are whole."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.page import A4_LANDSCAPE, Page
from kyodo_desktop.papers.press.setting import Align
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.paths import Paths
from tests.papers.press.conftest import by_pdfium, by_poppler, draw, run

HARD = "髙﨑𠮷德濵邉辻\U000e0100葛\U000e0100祇\U000e0100"
SHIPPED = "髙﨑德濵邉辻\U000e0100葛\U000e0100祇\U000e0100塚\ufa10神\ufa19か\u309a"


@pytest.mark.parametrize("face", ["gothic", "gothic-bold", "mincho", "mincho-bold"])
def test_hard_names_read_back(face: str, ipamj: Fonts, poppler: None, tmp_path: Path) -> None:
    pdf = draw(ipamj, lambda page: page.text(20, 20, HARD, Style(face, 14)))
    assert by_poppler(pdf, tmp_path).strip() == HARD
    assert by_pdfium(pdf).strip() == HARD


def test_shipped_faces_alone_read_back(shipped: Fonts, poppler: None, tmp_path: Path) -> None:
    pdf = draw(shipped, lambda page: page.text(20, 20, SHIPPED, Style("mincho", 14)))
    assert by_poppler(pdf, tmp_path).strip() == SHIPPED
    assert by_pdfium(pdf).strip() == SHIPPED


def test_selector_only_ipamj_knows_reads_back(ipamj: Fonts, poppler: None, tmp_path: Path) -> None:
    text = "渡邉\U000e010f様"
    pdf = draw(ipamj, lambda page: page.text(20, 20, text, Style("gothic", 14)))
    assert by_poppler(pdf, tmp_path).strip() == text
    assert by_pdfium(pdf).strip() == text


def test_one_glyph_for_two_characters_gives_each_its_own(
    shipped: Fonts, poppler: None, tmp_path: Path
) -> None:
    """が typed whole and か with its mark reach one glyph."""
    face = shipped.face("mincho")
    assert face.glyph("が") == face.glyph("か\u3099")
    pdf = draw(shipped, lambda page: page.text(20, 20, "がか\u3099が", Style("mincho", 14)))
    assert by_poppler(pdf, tmp_path).strip() == "がか\u3099が"
    assert by_pdfium(pdf).strip() == "がか\u3099が"


@pytest.mark.parametrize("align", ["spread", "grid"])
@pytest.mark.parametrize("text", ["梶原 純", "布施　富美子", "髙﨑德", "林"])
def test_spread_names_read_back_whole(
    text: str, align: Align, shipped: Fonts, poppler: None, tmp_path: Path
) -> None:
    pdf = draw(shipped, lambda page: page.text(20, 20, text, Style("mincho", 12), align, 60))
    assert by_poppler(pdf, tmp_path).strip() == text
    assert by_pdfium(pdf).strip() == text


@pytest.mark.parametrize("align", ["spread", "grid"])
def test_spread_rare_names_lose_no_character(
    align: Align, ipamj: Fonts, poppler: None, tmp_path: Path
) -> None:
    """Above U+FFFF pdfium drops characters from ActualText; readers may put spaces in, never leave out."""
    text = "𠮷野 辻\U000e0100子"
    pdf = draw(ipamj, lambda page: page.text(20, 20, text, Style("mincho", 12), align, 30))
    assert "".join(by_poppler(pdf, tmp_path).split()) == "".join(text.split())
    assert "".join(by_pdfium(pdf).split()) == "".join(text.split())


def test_vertical_text_reads_back_in_order(shipped: Fonts, poppler: None, tmp_path: Path) -> None:
    text = "市内の民間団体から選出された者（第12号）"
    pdf = draw(shipped, lambda page: page.vertical(20, 20, 20, 45, text, Style("mincho", 11)))
    assert "".join(by_poppler(pdf, tmp_path).split()) == text
    assert "".join(by_pdfium(pdf).split()) == text


def test_every_font_is_embedded_and_subset(ipamj: Fonts, poppler: None, tmp_path: Path) -> None:
    def all_faces(page: Page) -> None:
        for place, face in enumerate(("gothic", "gothic-bold", "mincho", "mincho-bold")):
            page.text(20, 20 + 10 * place, HARD, Style(face, 14))

    path = tmp_path / "fonts.pdf"
    path.write_bytes(draw(ipamj, all_faces))
    listed = run("pdffonts", str(path)).splitlines()[2:]
    assert len(listed) == 5
    for line in listed:
        assert re.match(r"[A-Z]{6}\+(BIZUD|IPAmj)\S+ +CID TrueType +Identity-H +yes yes yes", line)
    assert b"Helvetica" not in path.read_bytes()
    tags = [line[:6] for line in listed]
    assert len(set(tags)) == len(tags)


def test_descriptor_states_the_font_s_own_measures(shipped: Fonts) -> None:
    pdf = draw(shipped, lambda page: page.text(20, 20, "本文", Style("gothic-bold", 14)))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        font = next(iter(document.pages[0].resources.Font.values()))
        descriptor = font.DescendantFonts[0].FontDescriptor
        box = [int(edge) for edge in descriptor.FontBBox]
        assert box[0] < 0 < box[2]
        assert box[1] < 0 < box[3]
        assert int(descriptor.StemV) > 100
        assert descriptor.FontName == font.BaseFont


def test_qpdf_finds_nothing_wrong(ipamj: Fonts, qpdf: None, tmp_path: Path) -> None:
    def several(page: Page) -> None:
        page.bookmark("名簿")
        page.paragraph(20, 20, 80, HARD * 9 + "。\n" + "本文" * 80, Style())
        page.new_page(A4_LANDSCAPE)
        page.bookmark("次", 1)
        page.vertical(20, 20, 20, 60, "縦書き「試験」ー", Style())

    path = tmp_path / "check.pdf"
    path.write_bytes(draw(ipamj, several))
    said = run("qpdf", "--check", str(path))
    assert "No syntax or stream encoding errors found" in said
    assert "WARNING" not in said


def test_same_content_same_bytes(ipamj: Fonts) -> None:
    def roster(page: Page) -> None:
        page.text(20, 20, HARD, Style("gothic", 14), "spread", 100)
        page.paragraph(20, 40, 100, HARD * 5, Style())

    first = draw(ipamj, roster)
    again = draw(Fonts(Paths.find()), roster)
    assert first == again


def test_metadata_is_japanese_and_undated(shipped: Fonts) -> None:
    out = io.BytesIO()
    page = Page(out, shipped, title="𠮷川の名簿", author="川口市")
    page.text(20, 20, "本文", Style())
    page.finish()
    with pikepdf.open(out) as document:
        assert str(document.docinfo["/Title"]) == "𠮷川の名簿"
        assert str(document.docinfo["/Author"]) == "川口市"
        assert str(document.Root.Lang) == "ja-JP"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        assert "/Trans" not in document.pages[0]


def test_documents_drawn_side_by_side_are_the_same(shipped: Fonts) -> None:
    """One `Fonts` serves several documents in several threads."""

    def roster(page: Page) -> None:
        page.paragraph(20, 20, 100, SHIPPED * 30, Style("mincho"))
        page.vertical(140, 20, 30, 200, SHIPPED * 2, Style("gothic"))

    fresh = Fonts(Paths.find(), folders=())
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: draw(fresh, roster), range(24)))
    assert set(made) == {draw(shipped, roster)}
