"""The structure beside the pages: what goes on over a page is one element, what is repeated is read once."""

from __future__ import annotations

import pytest

from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.flow import Flow
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.press.structure import Element, tidy
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.table import Cell, Column, Look, Table
from tests.papers.press.conftest import draw, pages
from tests.papers.tagged import Node, faults, tree_of

TWO = (Column(30, "区分"), Column(60, "内容"))


def table(
    shipped: Fonts, rows: list[tuple[Cell | str | None, ...]], columns: tuple[Column, ...] = TWO
) -> Node:
    """The only table of a PDF in which these rows are drawn."""
    made = Table(columns, rows, look=Look(head_height=10, row_height=10, together=False))
    pdf = draw(shipped, lambda page: drained(made.draw(page, 20, 250, bottom=280, top=20)))
    assert faults(pdf) == []
    (found,) = tree_of(pdf).all("Table")
    return found


def test_a_paragraph_over_pages_is_one_element(shipped: Fonts) -> None:
    def how(page: Page) -> None:
        flow = Flow(page, 20, 100, 20, 60, 20)
        flow.paragraph("委員会は、市長の諮問に応じる。" * 40, Style())

    pdf = draw(shipped, how)
    assert pages(pdf) > 2
    (paragraph,) = tree_of(pdf).kids
    assert [page for page, _ in paragraph.marks] == list(range(pages(pdf)))
    assert faults(pdf) == []


def test_the_heading_of_a_table_is_read_once(shipped: Fonts) -> None:
    found = table(shipped, [(f"第{n}号", "市民") for n in range(40)])
    assert len(found.kids) == 41
    assert [(cell.role, cell.scope) for cell in found.kids[0].kids] == [("TH", "Column")] * 2
    assert [cell.marks[0][0] for cell in found.all("TH")] == [0, 0]


def test_a_label_that_is_said_again_is_read_once(shipped: Fonts) -> None:
    rows: list[tuple[Cell | str | None, ...]] = [(Cell("市民", rows=30), "一"), *((None, "二"),) * 29]
    found = table(shipped, rows)
    (label,) = (cell for cell in found.all("TH") if cell.scope == "Row")
    assert label.rows == 30
    assert {page for page, _ in label.marks} == {0}
    assert len({page for cell in found.all("TD") for page, _ in cell.marks}) > 1


def test_a_cell_too_tall_for_a_page_is_one_cell(shipped: Fonts) -> None:
    found = table(shipped, [("一", "短い"), ("二", "長い話。" * 900), ("三", "短い")])
    assert len(found.kids) == 4
    long = found.kids[2].kids[1]
    assert long.role == "TD"
    assert len({page for page, _ in long.marks}) > 1
    assert [cell.rows for cell in found.all("TD")] == [1] * 6


def test_a_label_beside_a_cut_row_still_covers_the_rows_it_did(shipped: Fonts) -> None:
    rows: list[tuple[Cell | str | None, ...]] = [
        (Cell("区", rows=2), "長い話。" * 900),
        (None, "短い"),
        ("別", "短い"),
    ]
    found = table(shipped, rows)
    assert [cell.rows for cell in found.all("TH") if cell.scope == "Row"] == [2]
    assert len(found.kids) == 4


def test_a_table_without_headings_is_headed_by_its_shaded_cells(shipped: Fonts) -> None:
    columns = (Column(30), Column(60))
    found = table(shipped, [(Cell("日時", fill=0.9), "午後2時"), (Cell("場所", fill=0.9), "")], columns)
    assert [cell.scope for cell in found.all("TH")] == ["Row", "Row"]
    assert [len(cell.marks) for cell in found.all("TD")] == [1, 0]


def test_what_is_set_once_is_read_on_every_page(shipped: Fonts) -> None:
    def common(page: Page) -> None:
        page.text(20, 20, "通知", Style(), role="H1")
        label, said = page.entry()
        page.text(20, 30, "1", Style(), role=label)
        page.text(30, 30, "日　時", Style(), "spread", 60, role=said)
        page.box(20, 40, 9, 9)

    def how(page: Page) -> None:
        for number in range(3):
            if number:
                page.new_page()
            page.text(20, 10, f"委員{number}", Style())
            page.once("common", lambda: common(page))

    pdf = draw(shipped, how)
    assert faults(pdf) == []
    assert [one.role for one in tree_of(pdf).kids] == ["P", "H1", "L"] * 3
    for place, heading in enumerate(tree_of(pdf).all("H1")):
        assert heading.marks == ((place, 1),)


def test_what_goes_on_with_an_element_is_not_set_again_from_memory(shipped: Fonts) -> None:
    def how(page: Page) -> None:
        whole = page.element("P")
        for number in range(2):
            if number:
                page.new_page()
            page.once("same", lambda: page.text(20, 20, "続き", Style(), role=whole))

    pdf = draw(shipped, how)
    assert faults(pdf) == []
    assert [one.marks for one in tree_of(pdf).kids] == [((0, 0), (1, 0))]


def test_each_paragraph_is_its_own(shipped: Fonts) -> None:
    """Japanese has no space between words: where a line is ended on purpose, nothing else says so."""

    def how(page: Page) -> None:
        page.paragraph(20, 20, 100, "一段落\n二段落", Style())
        _, said = page.entry()
        page.paragraph(20, 60, 100, "三段落\n四段落", Style(), role=said)
        page.paragraph(20, 90, 100, "題\n名", Style(), role="H1")

    pdf = draw(shipped, how)
    assert faults(pdf) == []
    assert [one.role for one in tree_of(pdf).kids] == ["P", "P", "L", "H1"]
    assert [one.role for one in tree_of(pdf).all("LBody")[0].kids] == ["P", "P"]
    found = table(shipped, [("一", "短い\n文")])
    assert [[one.role for one in cell.kids] for cell in found.all("TD")] == [[], ["P", "P"]]


def test_a_figure_takes_all_that_is_drawn_in_it(shipped: Fonts) -> None:
    def how(page: Page) -> None:
        with page.inside(page.figure("円")):
            page.box(20, 20, 30, 30)
            page.text(20, 20, "円", Style())
            page.rule(20, 20, 30, 30)

    pdf = draw(shipped, how)
    (figure,) = tree_of(pdf).kids
    assert (figure.role, figure.alt, len(figure.marks)) == ("Figure", "円", 1)


def test_what_shows_nothing_is_left_out(shipped: Fonts) -> None:
    def how(page: Page) -> None:
        page.text(20, 20, "", Style())
        page.text(20, 30, "　", Style())
        page.element("P")
        page.entry()
        page.text(20, 40, "文", Style())

    pdf = draw(shipped, how)
    assert [one.role for one in tree_of(pdf).kids] == ["P"]
    assert faults(pdf) == []


def test_a_pdf_of_artifacts_alone_has_no_structure(shipped: Fonts) -> None:
    pdf = draw(shipped, lambda page: page.box(20, 20, 30, 30))
    assert faults(pdf) == ["no structure"]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (["H1", "H3", "H3"], ["H1", "H2", "H3"]),
        (["H2", "H2"], ["H1", "H2"]),
        (["H1", "H2", "H1"], ["H1", "H2", "H1"]),
    ],
)
def test_no_level_of_heading_is_left_out(drawn: list[str], read: list[str]) -> None:
    root = Element("Document")
    for role in drawn:
        root.add(role).kids.append((1, 0))
    assert tidy(root)
    assert [one.role for one in root.kids if isinstance(one, Element)] == read
