"""The source of an authored text becomes blocks, or an error that names the line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.papers import blocks as b
from kyodo_desktop.papers import markdown
from kyodo_desktop.papers.fences import SourceProblem
from tests.papers.bodies import blocks


def said(source: str) -> list[str]:
    """Every run of text in `source`."""
    return [b.plain(run) for run, _ in b.runs(blocks(source))]


def paragraph(source: str) -> b.Words:
    (found,) = blocks(source)
    assert isinstance(found, b.Paragraph)
    return found.words


def test_headings_lists_tables_and_dividers_are_read() -> None:
    found = blocks("# 題\n\n本文\n\n- あ\n  1. い\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n---\n\n> 引用")
    kinds = [type(block).__name__ for block in found]
    assert kinds == ["Heading", "Paragraph", "Items", "Grid", "Divider", "Indented"]
    grid = found[3]
    assert isinstance(grid, b.Grid)
    assert grid.aligns == ("left", "center")


@pytest.mark.parametrize("html", ["<b>太字</b>", "<script>alert(1)</script>", "<!-- x -->", "<br>", "<p>"])
def test_html_is_text(html: str) -> None:
    assert said(html) == [html]
    assert said(f"文{html}文") == [f"文{html}文"]


@pytest.mark.parametrize("source", ["**「基本方針」**を作成", "は**重要**です", "**A**", "（**注意**）"])
def test_strong_is_strong_beside_any_character(source: str) -> None:
    inner = source.split("**")[1]
    assert b.Span(inner, strong=True) in paragraph(source)
    assert "*" not in b.plain(paragraph(source))


def test_stars_that_enclose_nothing_stay() -> None:
    assert said("5 ** 3 と **") == ["5 ** 3 と **"]


def test_a_newline_is_a_newline() -> None:
    assert said("一行目\n二行目") == ["一行目\n二行目"]
    assert said("本文\n---\n次")[0] == "本文"


def test_a_cell_has_lines() -> None:
    (grid,) = blocks("| 項目 | 内容 |\n|---|---|\n| **目的** | ①あ \\ ②い |\n| C:\\x | |")
    assert isinstance(grid, b.Grid)
    assert b.plain(grid.rows[0][1]) == "①あ\n②い"
    assert b.plain(grid.rows[1][0]) == "C:\\x"


def test_links_print_words_and_address() -> None:
    assert said("[市](https://a.jp/%E5%B8%82)へ") == ["市（https://a.jp/市）へ"]
    assert said("<https://a.jp/1>") == ["https://a.jp/1"]
    assert said("<info@a.jp>") == ["info@a.jp"]


def test_figures_come_with_words() -> None:
    before, picture, after = blocks("前\n![図の説明](%E5%9B%B3.png)\n後")
    assert isinstance(picture, b.Figure)
    assert picture.words == "図の説明"
    assert isinstance(before, b.Paragraph)
    assert isinstance(after, b.Paragraph)


def test_boxes_columns_and_arrows_nest() -> None:
    left, right = ":::: column\n::: box 枠\n中\n:::\n::::", ":::: column\n右\n::::"
    source = f"::: columns 1:2\n{left}\n:::: arrow 右向き\n{right}\n:::\n"
    (found,) = blocks(source)
    assert isinstance(found, b.Columns)
    assert found.shares == (1.0, 0.0, 2.0)
    assert said(source) == ["枠", "中", "", "右"]
    assert blocks("::: arrow 下向き 着手") == (b.Arrow(True, b.words("着手")),)


def test_colons_in_literal_text_mean_nothing() -> None:
    assert said("```\n::: box\n```") == ["::: box"]


@pytest.mark.parametrize(
    ("source", "line", "why"),
    [
        ("あ\n\n::: bocks 枠\nい\n:::", 3, "bocks"),
        ("あ\n::: box 枠\nい", 2, "閉じられていません"),
        ("あ\n:::", 2, "相手がありません"),
        ("::: box\n::::", 2, "相手がありません"),
        ("::: column\n:::", 1, "columns"),
        ("::: columns\n本文\n:::", 2, "どの列にも"),
        ("::: columns\n::: box\n:::\n:::", 2, "直接"),
    ],
)
def test_a_mistake_is_named_with_its_line(source: str, line: int, why: str) -> None:
    with pytest.raises(SourceProblem) as caught:
        blocks(source)
    assert caught.value.line == line
    assert why in caught.value.why.text()
    assert caught.value.remedy.text()


def test_the_line_of_a_figure_is_its_own() -> None:
    asked: list[int] = []

    def note(name: str, words: str, line: int) -> b.Figure:
        asked.append(line)
        return b.Figure(words, b"", 1, 1)

    markdown.read("あ\n\n::: note\n\n- い\n\n  ![図](a.png)\n:::\n", lambda fence: (), note)
    assert asked == [7]


@given(st.text(alphabet="#*-|:` \n\\[]()<>!1.あ、「」_~&;", max_size=120))
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        found = blocks(source)
    except SourceProblem as problem:
        assert 1 <= problem.line <= source.count("\n") + 1
    else:
        assert all(isinstance(run, tuple) for run, _ in b.runs(found))


def test_respelling_leaves_addresses_alone() -> None:
    (found,) = b.respelt(blocks("第1 [図1](http://a/1)"), lambda text: text.replace("1", "１"))
    assert isinstance(found, b.Paragraph)
    assert b.plain(found.words) == "第１ 図１（http://a/1）"


def test_numbers_print_as_typed_or_as_an_office_numbers() -> None:
    dotted, plain = blocks("3. あ\n4. い\n\n文\n")[0], blocks("1) あ\n2) い")[0]
    assert dotted == b.Items(((b.Paragraph(b.words("あ")),), (b.Paragraph(b.words("い")),)), 3, dotted=True)
    assert isinstance(plain, b.Items)
    assert (plain.first, plain.dotted) == (1, False)
