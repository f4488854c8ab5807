"""The page: millimetres from the top left, texts that don't spill, hooks for a structure."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest

from kyodo_desktop.papers.press.canvas import number
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.flow import Flow
from kyodo_desktop.papers.press.page import POINTS, Page
from kyodo_desktop.papers.press.setting import Align
from kyodo_desktop.papers.press.stamp import page_number, stamp
from kyodo_desktop.papers.press.style import Style
from tests.papers.press.conftest import by_pdfium, draw, pages
from tests.papers.tagged import faults, tree_of


def extent(pdf: bytes) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the ink on the first page, in millimetres from its top left."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[0]
        image = sheet.render(scale=4).to_pil().convert("L").point(lambda level: 255 - level)
        sheet.close()
    finally:
        document.close()
    box = image.getbbox()
    assert box is not None
    left, top, right, bottom = (edge / 4 / POINTS for edge in box)
    return left, top, right, bottom


def test_text_stands_where_it_was_put(shipped: Fonts) -> None:
    left, top, right, bottom = extent(draw(shipped, lambda p: p.text(30, 50, "国国国", Style("gothic", 30))))
    em = 30 / POINTS
    assert left == pytest.approx(30, abs=em * 0.1)
    assert right == pytest.approx(30 + 3 * em, abs=em * 0.1)
    assert top == pytest.approx(50, abs=em * 0.12)
    assert bottom == pytest.approx(50 + em, abs=em * 0.12)


@pytest.mark.parametrize(
    ("align", "width", "middle"),
    [("center", None, 100), ("center", 60, 130), ("spread", 60, 130), ("right", None, None)],
)
def test_alignment(align: Align, width: float | None, middle: float | None, shipped: Fonts) -> None:
    left, _, right, _ = extent(
        draw(shipped, lambda p: p.text(100, 50, "国国", Style("gothic", 20), align, width))
    )
    if middle is None:
        assert right == pytest.approx(100, abs=0.7)
    else:
        assert (left + right) / 2 == pytest.approx(middle, abs=0.7)


@pytest.mark.parametrize("align", ["left", "center", "right", "justify", "spread", "grid"])
def test_a_line_too_long_is_made_smaller(align: Align, shipped: Fonts) -> None:
    left, _, right, _ = extent(
        draw(shipped, lambda p: p.text(50, 50, "国" * 40, Style("gothic", 20), align, 60))
    )
    assert left >= 49.9
    assert right <= 110.1


def test_a_paragraph_s_height_is_known_beforehand(shipped: Fonts) -> None:
    style = Style("mincho", 10.5)
    text = "市民等及び市は、互いの自主性を尊重する。" * 6
    page = Page(io.BytesIO(), shipped, title="")
    wanted = page.height_of(text, 80, style)
    assert page.paragraph(20, 20, 80, text, style) == pytest.approx(wanted)
    assert wanted == pytest.approx(len(page.lines(text, 80, style)) * style.line / POINTS)


def test_vertical_stays_in_its_box_or_says_no(shipped: Fonts) -> None:
    text = "市内の民間団体から選出された者"
    pdf = draw(shipped, lambda p: p.vertical(40, 60, 20, 40, text, Style("mincho", 14)))
    left, top, right, bottom = extent(pdf)
    assert 40 <= left < right <= 60
    assert 60 <= top < bottom <= 100
    page = Page(io.BytesIO(), shipped, title="")
    assert not page.vertical(40, 60, 5, 10, text * 9, Style("mincho", 14))


def test_digits_follow_the_style(shipped: Fonts) -> None:
    style = Style("mincho", 12, digits="one_full")
    assert by_pdfium(draw(shipped, lambda p: p.text(20, 20, "第1回12月", style))).strip() == "第１回12月"


def test_stamp_is_in_the_corner_within_ten_millimetres(shipped: Fonts) -> None:
    _, top, right, _ = extent(draw(shipped, lambda p: stamp(p, "参考資料10")))
    assert 8 <= top <= 10
    assert 200 <= right <= 202


def test_a_long_stamp_stays_on_the_right_half(shipped: Fonts) -> None:
    left, _, right, _ = extent(draw(shipped, lambda p: stamp(p, "参考資料" * 20)))
    assert left > 100
    assert right < 202


def test_page_number_reads(shipped: Fonts) -> None:
    assert by_pdfium(draw(shipped, lambda p: page_number(p, "2-3"))).strip() == "- 2-3 -"


def test_flow_turns_pages_and_loses_nothing(shipped: Fonts) -> None:
    turned: list[int] = []

    def turn(page: Page) -> float:
        page.new_page()
        turned.append(page.number)
        return 25

    def how(page: Page) -> None:
        flow = Flow(page, 25, 160, 25, 272, 25, turn)
        for n in range(60):
            flow.need(10)
            flow.paragraph(
                f"第{n}条　" + "委員会は、市長の諮問に応じる。" * 8, Style("mincho", 10.5), indent=1
            )
            flow.space(2)

    pdf = draw(shipped, how)
    assert turned == list(range(2, pages(pdf) + 1))
    read = "".join(by_pdfium(pdf, n) for n in range(pages(pdf)))
    assert all(read.count(f"第{n}条") == 1 for n in range(60))


def test_every_mark_is_inside_marked_content(shipped: Fonts) -> None:
    def how(page: Page) -> None:
        page.text(20, 20, "題", Style(), role="H1")
        page.paragraph(20, 30, 20, "本文" * 9, Style())
        page.new_page()
        page.vertical(20, 20, 20, 60, "縦", Style(), role="H2")
        page.rule(0, 0, 9, 9)
        page.box(0, 0, 9, 9, fill=0.5)

    pdf = draw(shipped, how)
    assert faults(pdf) == []
    assert [(one.role, one.marks) for one in tree_of(pdf).kids] == [
        ("H1", ((0, 0),)),
        ("P", ((0, 1),)),
        ("H2", ((1, 0),)),
    ]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        marks = [str(operator) for _, operator in pikepdf.parse_content_stream(document.pages[1])]
    assert marks.count("BDC") == 1, "the element's, what the characters say in it"
    assert marks.count("BMC") == 1, "what follows one another is marked together"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0001, "0"), (1.5, "1.5"), (10, "10"), (1 / 3, "0.333"), (100.0, "100")],
)
def test_numbers_as_a_content_stream_writes_them(value: float, text: str) -> None:
    assert number(value) == text
    assert re.fullmatch(r"-?\d+(\.\d+)?", text)


def test_what_is_turned_half_round_stands_on_its_head(shipped: Fonts) -> None:
    def turned(page: Page) -> None:
        with page.half_turn():
            page.text(30, 50, "国国国", Style("gothic", 30))

    left, top, right, bottom = extent(draw(shipped, lambda p: p.text(30, 50, "国国国", Style("gothic", 30))))
    drawn = extent(draw(shipped, turned))
    assert drawn == pytest.approx((210 - right, 297 - bottom, 210 - left, 297 - top), abs=0.2)
