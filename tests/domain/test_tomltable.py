"""A TOML table that a person wrote: read strictly, what is wrong named by file and key."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.tomltable import Table, read

TEXT = """
title = "名簿"
blank = " "
count = 7
on = true
day = 2025-11-14
moment = 2025-11-14T09:00:00
at = 14:00:00
lines = ["一", "二"]
holes = ["一", " "]
mixed = ["一", 2]
rows = [{n = 1}, {n = 2}]
both = ["一", {name = "二", n = 2}]
empty = []
[inner]
text = "中"
[[members]]
name = "甲"
[[members]]
name = ""
"""
TABLE = read(TEXT, "名簿.toml")


class Way(enum.Enum):
    ROOM = "room"
    ONLINE = "online"


def test_what_is_there_is_read() -> None:
    assert (TABLE.text("title"), TABLE.text("none", "既定"), TABLE.text("blank", "")) == ("名簿", "既定", " ")
    assert (TABLE.integer("count"), TABLE.integer("none", 0)) == (7, 0)
    assert (TABLE.flag("on"), TABLE.flag("none")) == (True, False)
    assert (TABLE.day("day"), TABLE.clock("at")) == (dt.date(2025, 11, 14), dt.time(14))
    assert (TABLE.texts("lines"), TABLE.texts("none")) == (("一", "二"), ())
    assert TABLE.table("inner").text("text") == "中"
    assert [row.integer("n") for row in TABLE.tables("rows")] == [1, 2]
    assert TABLE.tables("none", required=False) == ()
    assert [dict(one.values) for one in TABLE.texts_or_tables("both", "name")] == [
        {"name": "一"},
        {"name": "二", "n": 2},
    ]


def test_a_choice_is_one_of_its_values_or_the_default() -> None:
    assert read('way = "online"', "x").choice("way", Way, Way.ROOM) is Way.ONLINE
    assert read("", "x").choice("way", Way, Way.ROOM) is Way.ROOM


def test_no_other_keys_than_those_known() -> None:
    one = read("a = 1\nb = 2", "x")
    assert one.known("a", "b", "c") is one
    with pytest.raises(InvalidRecord) as caught:
        one.known("a", "c")
    assert caught.value.why.japanese() == "この項目は使えません（使えるもの：a、c）。"


@pytest.mark.parametrize(
    ("asked", "place", "why"),
    [
        (lambda t: t.text("none"), "none", "この項目がありません。"),
        (lambda t: t.text("count"), "count", "文字列ではありません。"),
        (lambda t: t.text("blank"), "blank", "空欄になっています。"),
        (lambda t: t.integer("on"), "on", "整数ではありません。"),
        (lambda t: t.integer("none"), "none", "この項目がありません。"),
        (lambda t: t.flag("count"), "count", "true か false ではありません。"),
        (lambda t: t.day("moment"), "moment", "日付（例：2025-11-14）ではありません。"),
        (lambda t: t.clock("day"), "day", "時刻（例：14:00:00）ではありません。"),
        (
            lambda t: t.choice("title", Way, Way.ROOM),
            "title",
            "「名簿」は使えません（使えるもの：room、online）。",
        ),
        (lambda t: t.table("none"), "none", "この項目がありません。"),
        (lambda t: t.table("lines"), "lines", "[lines] の形で書かれていません。"),
        (lambda t: t.tables("none"), "none", "この項目がありません。"),
        (lambda t: t.tables("title"), "title", "[[title]] の形で書かれていません。"),
        (lambda t: t.tables("mixed"), "mixed[1]", "[mixed[1]] の形で書かれていません。"),
        (lambda t: t.texts("title"), "title", "[ ] で囲んだ並びではありません。"),
        (lambda t: t.texts("mixed"), "mixed[2]", "文字列ではありません。"),
        (lambda t: t.texts("holes"), "holes[2]", "空欄になっています。"),
        (lambda t: t.texts_or_tables("empty", "name"), "empty", "一つも書かれていません。"),
        (lambda t: t.texts_or_tables("none", "name"), "none", "この項目がありません。"),
        (lambda t: t.texts_or_tables("mixed", "name"), "mixed[2]", "[mixed[2]] の形で書かれていません。"),
        (lambda t: t.tables("members")[1].text("name"), "members[2].name", "空欄になっています。"),
        (lambda t: t.table("inner").table("text"), "inner.text", "[text] の形で書かれていません。"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(asked: Callable[[Table], object], place: str, why: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        asked(TABLE)
    error = caught.value
    assert error.what.japanese() == f"「名簿.toml」の {place} を読めません"
    assert (error.why.japanese(), error.problems) == (why, ((place, error.why),))
    assert error.remedy.japanese() == "ファイルをテキストエディターで開き、この項目を直してください。"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a = 1\nb = ?", "2行目の5文字目の近くに、書き方の誤りがあります。"),
        ("a = [1,", "ファイルの終わりで、書きかけの項目が閉じられていません。"),
        ("a = " + "[" * 5000, "入れ子が深すぎるか、数字の桁が多すぎます。"),
        ("a = " + "9" * 5000, "入れ子が深すぎるか、数字の桁が多すぎます。"),
    ],
)
def test_a_file_that_is_no_toml_is_refused_with_the_place(text: str, why: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        read(text, "名簿.toml")
    assert (caught.value.what.japanese(), caught.value.why.japanese()) == ("「名簿.toml」を読めません", why)


def test_a_mark_of_the_byte_order_is_passed_over() -> None:
    assert read('\ufefftitle = "名簿"', "名簿.toml").text("title") == "名簿"
    with pytest.raises(InvalidRecord, match="1行目の1文字目"):
        read('\ufeff\ufefftitle = "名簿"', "名簿.toml")
