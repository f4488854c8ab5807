"""縦書き blocks fit their box or say that they can't."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo_desktop.papers.press.kinsoku import NO_START
from kyodo_desktop.papers.press.vertical import fit


def em(cluster: str) -> float:
    return 0.5 if cluster[0].isascii() else 1.0


def said(text: str, width: float, height: float, size: float = 11) -> list[str]:
    block = fit(text, width, height, size, 5, em)
    assert block is not None
    return ["".join(unit.text for unit in column) for column in block.columns]


def test_each_paragraph_is_a_column() -> None:
    assert said("1号委員\n市民", 60, 200) == ["1号委員", "市民"]


def test_columns_are_about_equal() -> None:
    columns = said("市内の民間団体から選出された者", 60, 120)
    assert len(columns) == 2
    assert abs(len(columns[0]) - len(columns[1])) <= 2


def test_digits_stand_abreast_and_words_lie() -> None:
    block = fit("第12号ABC", 20, 300, 11, 5, em)
    assert block is not None
    assert [(unit.text, unit.stance) for unit in block.columns[0]] == [
        ("第", "upright"),
        ("12", "abreast"),
        ("号", "upright"),
        ("A", "turned"),
        ("B", "turned"),
        ("C", "turned"),
    ]


def test_what_can_t_fit_readably_is_refused() -> None:
    assert fit("市内の民間団体から選出された者" * 20, 20, 40, 11, 5, em) is None


@given(
    st.text(st.sampled_from("あ漢っー。」「1A（）"), min_size=1, max_size=40),
    st.floats(15, 80),
    st.floats(30, 300),
)
@settings(derandomize=True, deadline=None, max_examples=200)
def test_a_fitted_block_is_inside_its_box_and_whole(text: str, width: float, height: float) -> None:
    block = fit(text, width, height, 11, 5, em)
    if block is None:
        return
    assert block.width <= width + 0.01
    assert block.height <= height + 0.01
    assert "".join(unit.text for column in block.columns for unit in column) == text
    ordinary = not any(set(text[i : i + 3]) <= NO_START for i in range(len(text)))
    for column in block.columns[1:]:
        if ordinary and height > 60 and len(text) > 6 and "「" not in text and "（" not in text:
            assert column[0].text[0] not in NO_START or column[0].stance == "turned"
