"""Tables hold whatever stands in them: every row on some page, nothing outside its cell, labels repeated."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.table import Cell, Column, Look, Row, Table
from kyodo_desktop.papers.press.tableplan import Plan
from tests.papers.press.conftest import by_pdfium, draw, pages

LEFT, TOP, BOTTOM = 25.0, 25.0, 275.0
COLUMNS = (
    Column(21, "区　分", align="center", style=Style("mincho", 11), vertical=True),
    Column(38, "氏　名", align="spread", style=Style("mincho", 12), ems=7),
    Column(83, "所属団体等"),
    Column(18, "備　考", align="center"),
)
ORGANISATION = "社会福祉法人川口市社会福祉協議会事務局長兼地域福祉推進部会長、" * 10


def roster(counts: list[int], names: list[str], organisations: list[str]) -> list[Row]:
    rows: list[Row] = []
    for number, count in enumerate(counts, 1):
        for place in range(count):
            label = Cell(f"{number}号委員\n知識経験者", rows=count) if place == 0 else None
            name, body = names[len(rows) % len(names)], organisations[len(rows) % len(organisations)]
            rows.append((label, name, body, "新"))
    return rows


def table_pdf(fonts: Fonts, rows: list[Row], look: Look | None = None) -> tuple[bytes, list[Progress]]:
    seen: list[Progress] = []

    def how(page: Page) -> None:
        table = Table(COLUMNS, rows, look=look or Look(row_height=12))
        seen.extend(table.draw(page, LEFT, 60, bottom=BOTTOM, top=TOP))

    return draw(fonts, how), seen


@pytest.mark.parametrize("count", [1, 12, 60, 200])
def test_any_number_of_rows(count: int, shipped: Fonts) -> None:
    names = [f"委員{chr(0x3041 + n // 40)}{chr(0x30A1 + n % 40)}" for n in range(count)]
    rows = roster([count // 2, count - count // 2] if count > 1 else [1], names, ["市民（公募）"])
    pdf, progress = table_pdf(shipped, rows)
    read = "".join(by_pdfium(pdf, number) for number in range(pages(pdf)))
    for name in names:
        assert read.count(name) == 1
    assert len(progress) == pages(pdf)
    assert (progress[-1].done, progress[-1].total) == (count, count)


def test_no_rows_is_a_head(shipped: Fonts) -> None:
    pdf, progress = table_pdf(shipped, [])
    assert "所属団体等" in by_pdfium(pdf)
    assert len(progress) == 1


def test_head_and_label_are_repeated_on_each_page(shipped: Fonts) -> None:
    pdf, _ = table_pdf(shipped, roster([60], ["梶原 純"], ["市民（公募）"]))
    assert pages(pdf) > 2
    for number in range(pages(pdf)):
        read = by_pdfium(pdf, number)
        assert "所属団体等" in read
        assert "知識経験者" in read


@pytest.mark.parametrize("length", range(1, 21))
def test_names_of_any_length_stay_inside(length: int, shipped: Fonts) -> None:
    name = "髙梨長谷川俊介山田花子"[:length].ljust(length, "木")
    pdf, _ = table_pdf(shipped, roster([2, 1], [name], ["市民（公募）"]))
    assert "".join(by_pdfium(pdf).split()).count(name) == 3
    assert_inside(pdf)


@pytest.mark.parametrize("length", [1, 40, 300, 3000])
def test_organisations_of_any_length_are_whole(length: int, shipped: Fonts) -> None:
    body = (ORGANISATION * 20)[:length]
    pdf, _ = table_pdf(shipped, roster([2, 1], ["林 明"], [body, "終"]))
    read = "".join("".join(by_pdfium(pdf, n).split()) for n in range(pages(pdf)))
    assert read.count("社") >= body.count("社") * 1
    assert sum(read.count(c) for c in "祉") == body.count("祉") * 2
    assert_inside(pdf)


def test_a_row_taller_than_a_page_is_divided(shipped: Fonts) -> None:
    body = "\n".join(f"第{n}段落" for n in range(150))
    pdf, _ = table_pdf(shipped, roster([2], ["林 明"], [body, "終"]))
    read = "".join(by_pdfium(pdf, number) for number in range(pages(pdf)))
    assert [n for n in range(150) if read.count(f"第{n}段落") != 1] == []
    assert_inside(pdf)


def test_a_label_of_one_short_row_lies_horizontal(shipped: Fonts) -> None:
    page = Page(io.BytesIO(), shipped, title="")
    rows = [[Cell("4号委員\n学識経験者", vertical=True)]]
    plan = Plan(page, [21.0], [], rows, Look())
    (part,) = plan.slices(200, 200)
    assert not plan.stands(part.pieces[0], part.heights[0])
    tall = Plan(page, [21.0], [], [[Cell("4号委員", vertical=True, rows=2)], [None]], Look())
    (part,) = tall.slices(200, 200)
    assert tall.stands(part.pieces[0], sum(part.heights))


def test_a_label_too_long_to_stand_makes_its_rows_grow(shipped: Fonts) -> None:
    page = Page(io.BytesIO(), shipped, title="")
    label = Cell("市内の民間団体から選出された者" * 12, vertical=True, rows=2)
    plan = Plan(page, [21.0, 30.0], [], [[label, Cell("あ")], [None, Cell("い")]], Look())
    (part,) = plan.slices(250, 250)
    assert sum(part.heights) > 20
    assert plan.fit(part.pieces[0], sum(part.heights)).height <= sum(part.heights)


def test_a_table_begins_on_the_next_page_where_not_a_row_fits(shipped: Fonts) -> None:
    def how(page: Page) -> None:
        table = Table(COLUMNS, roster([1], ["林 明"], ["市民"]))
        list(table.draw(page, LEFT, 270, bottom=BOTTOM, top=TOP))

    pdf = draw(shipped, how)
    assert pages(pdf) == 2
    assert by_pdfium(pdf, 0).strip() == ""


def test_turn_draws_the_running_head(shipped: Fonts) -> None:
    def turn(page: Page) -> float:
        page.new_page()
        page.text(LEFT, 12, "（つづき）", Style())
        return TOP

    def how(page: Page) -> None:
        table = Table(COLUMNS, roster([40], ["林 明"], ["市民"]))
        list(table.draw(page, LEFT, 60, bottom=BOTTOM, top=TOP, turn=turn))

    pdf = draw(shipped, how)
    assert "つづき" not in by_pdfium(pdf, 0)
    assert "つづき" in by_pdfium(pdf, 1)


def test_closing_stops_the_drawing(shipped: Fonts) -> None:
    page = Page(io.BytesIO(), shipped, title="")
    drawing = Table(COLUMNS, roster([100], ["林 明"], ["市民"])).draw(page, LEFT, 60, bottom=BOTTOM, top=TOP)
    next(drawing)
    drawing.close()
    assert page.number == 1


@pytest.mark.parametrize(
    "rows",
    [
        [("一", "二", "三")],
        [(Cell("一", rows=2), "二", "三", "四")],
        [(Cell("一", rows=2), "二", "三", "四"), ("五", "六", "七", "八")],
        [(None, "二", "三", "四")],
        [("一", "二", "三", Cell("四", columns=2))],
    ],
    ids=["too few", "reaches below", "covered twice", "not covered", "reaches right"],
)
def test_an_impossible_grid_is_our_mistake(rows: list[Row], shipped: Fonts) -> None:
    page = Page(io.BytesIO(), shipped, title="")
    with pytest.raises(ValueError):
        list(Table(COLUMNS, rows).draw(page, LEFT, 60, bottom=BOTTOM))


def test_rules_close_the_table_and_leave_merged_cells_open(shipped: Fonts) -> None:
    pdf, _ = table_pdf(shipped, roster([2], ["林 明"], ["市民"]))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        operators = pikepdf.parse_content_stream(document.pages[0])
        widths = [float(operands[0]) for operands, operator in operators if str(operator) == "w"]
    assert widths.count(1.0) == 1
    # below the head, between the two rows beside the label, and three verticals
    assert widths.count(0.5) == 5


def assert_inside(pdf: bytes) -> None:
    """Every glyph stands between the table's outer rules."""
    document = pypdfium2.PdfDocument(pdf)
    points = 72 / 25.4
    try:
        for sheet in document:
            text = sheet.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                if right - left <= 0:
                    continue
                assert left >= LEFT * points - 0.1
                assert right <= (LEFT + 160) * points + 0.1
                assert bottom >= 842 - BOTTOM * points - 1
                assert top <= 842 - TOP * points + 1
            text.close()
            sheet.close()
    finally:
        document.close()


def _cells(fonts: Fonts, cells: list[Cell], look: Look) -> bytes:
    table = Table((Column(60, "意見"),), [(cell,) for cell in cells], look=look)
    return draw(fonts, lambda page: list(table.draw(page, LEFT, TOP, bottom=BOTTOM)))


def _dark(pdf: bytes, box: tuple[float, float, float, float]) -> int:
    """How many dark pixels stand in a box given in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    document.close()
    part = picture.crop(tuple(round(side / 25.4 * 200) for side in box))  # type: ignore[arg-type]
    return sum(part.point([255 if level < 128 else 0 for level in range(256)]).histogram()[255:])


def test_a_joined_cell_has_no_rule_above_it_but_the_head_keeps_its_own(shipped: Fonts) -> None:
    look = Look(row_height=10, head_height=10)
    apart = _cells(shipped, [Cell("上"), Cell("下")], look)
    joined = _cells(shipped, [Cell("上", joined=True), Cell("下", joined=True)], look)
    between, below_head = (LEFT + 5, TOP + 19, LEFT + 55, TOP + 21), (LEFT + 5, TOP + 9, LEFT + 55, TOP + 11)
    assert _dark(apart, between) > 100
    assert _dark(joined, between) == 0
    assert _dark(joined, below_head) > 100


def test_hanging_lines_stand_in_and_an_inset_moves_them_all(shipped: Fonts) -> None:
    text = "1　" + "長い意見の文言" * 6
    style = Style("gothic", 10)
    look = Look(style=style, row_height=10, head_height=10, middle=False, least=10)
    plain, hung = _cells(shipped, [Cell(text)], look), _cells(shipped, [Cell(text, hang=2)], look)
    second = (LEFT + 1, TOP + 16, LEFT + 8, TOP + 19)
    assert _dark(plain, second) > 0
    assert _dark(hung, second) == 0
    inset = _cells(shipped, [Cell(text, hang=2, inset=2)], look)
    assert _dark(inset, (LEFT + 1, TOP + 11, LEFT + 8, TOP + 19)) == 0
    assert by_pdfium(inset, 0).count("意見") == 7


def test_a_table_knows_its_whole_height(shipped: Fonts) -> None:
    seen: list[tuple[float, float]] = []

    def how(page: Page) -> None:
        table = Table(COLUMNS, roster([3, 9], ["梶原　純"], [ORGANISATION[:60]]))
        work = table.draw(page, LEFT, TOP, bottom=BOTTOM)
        while True:
            try:
                next(work)
            except StopIteration as done:
                seen.append((TOP + table.height(page), done.value))
                return

    draw(shipped, how)
    assert seen[0][0] == pytest.approx(seen[0][1])
