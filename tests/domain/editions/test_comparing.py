"""What an edition changed is told part by part, page by page and line by line."""

from __future__ import annotations

import pytest

from kyodo_desktop.domain.editions.comparing import LinePair, compared, line_pairs
from kyodo_desktop.domain.editions.held import (
    MATERIALS,
    At,
    HeldPage,
    HeldPart,
    Layout,
    label,
    layout_of,
    printed,
    read,
    written,
)
from tests.domain.editions.made import held, page, part


def lines(*said: str) -> HeldPage:
    return HeldPage("".join(said), said)


def test_lines_are_paired_wrong_against_right() -> None:
    old = lines("標題", "合計は1,383です。", "以上", "終わり")
    new = lines("標題", "合計は1,343です。", "以上", "追記", "終わり")
    assert line_pairs(old, new) == (
        LinePair("合計は1,383です。", "合計は1,343です。", 2, 2),
        LinePair("", "追記", 3, 3),
    )


def test_each_change_is_named() -> None:
    old = held(
        [part("a", "", "x"), part("b", "資料1", "abcd"), part("c", "資料2", "ef"), part("d", "資料3", "g")]
    )
    after = [part("a", "", "x"), part("c", "資料1", "eF"), part("d", "資料2", "g"), part("n", "資料3", "n")]
    found = compared(old, held(after, before=old, edition=2))
    assert [(one.fate, one.old, one.new) for one in found.parts] == [
        ("renumbered", 2, 1),
        ("renumbered", 3, 2),
        ("added", None, 3),
        ("removed", 1, None),
    ]
    assert [(one.fate, one.old, one.new) for one in found.pages] == [
        ("moved", At(2, 0), At(1, 0)),
        ("changed", At(2, 1), At(1, 1)),
        ("moved", At(3, 0), At(2, 0)),
        ("added", None, At(3, 0)),
        *(("removed", At(1, place), None) for place in range(4)),
    ]


def test_a_page_that_only_has_another_number_moved() -> None:
    old = held([part("a", "", "xy"), part("b", "資料1", "ab")])
    new = held([part("a", "", "xy"), part("b", "資料1", "ab")], Layout(first_number=5), old, 2)
    assert {one.fate for one in compared(old, new).pages} == {"moved"}


def test_pages_alike_answer_each_other_where_some_came_between() -> None:
    words = ["協働の推進に関する調査の結果を報告します", "予算の執行状況と今後の見込みは次のとおりです"]
    old = held([part("b", "資料1", [lines(words[0]), lines(words[1])])])
    after = [lines("全く別のことがここに書いてあります"), lines(words[0] + "。"), lines(words[1] + "。")]
    found = compared(old, held([part("b", "資料1", after)], before=old, edition=2))
    assert [(one.fate, one.old, one.new) for one in found.pages] == [
        ("added", None, At(0, 0)),
        ("changed", At(0, 0), At(0, 1)),
        ("changed", At(0, 1), At(0, 2)),
    ]


def test_a_list_that_says_what_changed_is_no_news() -> None:
    parts = [part(MATERIALS, "", "l"), part("b", "資料1", "ab")]
    old = held(parts)
    told = held([part(MATERIALS, "", "L"), parts[1]], before=old, edition=2)
    assert compared(old, told).pages
    assert not compared(old, told).news()
    assert compared(old, held([parts[0], part("b", "資料1", "aB")], before=old, edition=2)).news()
    assert not compared(old, held(parts, before=old, edition=2)).pages


def test_pages_are_kept_and_read_back_whole() -> None:
    pages = (HeldPage("a" * 64, ("𠮷野家", "行\ud800"), wide=True), page("b"))
    kept = HeldPart(source="s", number="", title="標題", pages=pages, key="k")
    assert read(written(kept)) == ("k", pages)
    with pytest.raises((ValueError, TypeError)):
        read(b"[[1]]")


def test_a_page_is_called_by_the_number_that_it_shows() -> None:
    parts = [part("a", "", "xy"), part("b", "資料1", "ab")]
    assert label(held(parts), At(1, 1)) == "4"
    own = held(parts, Layout(through=False, within=True))
    assert label(own, At(1, 1)) == "資料1の2"
    assert printed(own, At(1, 0)) == ("資料1", "", "資料1-1")
    with pytest.raises(ValueError, match="no way to stamp"):
        layout_of({"stamps": "sometimes"})
