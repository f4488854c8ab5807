"""A regulation's words are read from TOML, and a fault in it is named by its key."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain import regulation_text
from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.regulation_text import Item, Paragraph

WHOLE = """\
title = "○○委員会規則"
number = "平成24年12月7日規則第78号"
enacted = 2012-12-07
since = 2013-04-01
amendments = ["平成28年3月29日規則第24号"]

[[articles]]
number = 1
heading = "趣旨"
paragraphs = ["この規則は、必要な事項を定める。"]

[[articles]]
number = 1
branch = 2
paragraphs = [
    "次に掲げる事項とする。",
    { text = "前項の事項は、次のとおりとする。", items = ["一つ目", { text = "二つ目", items = ["ア目"] }] },
]

[[supplements]]
title = "附 則"
paragraphs = ["この規則は、公布の日から施行する。"]
"""


def test_articles_paragraphs_and_items_are_numbered_by_their_places() -> None:
    text = regulation_text.read(WHOLE)
    assert (text.title, text.enacted, text.since) == (
        "○○委員会規則",
        dt.date(2012, 12, 7),
        dt.date(2013, 4, 1),
    )
    assert [one.label for one in text.articles] == ["第1条", "第1条の2"]
    assert text.articles[1].heading == ""
    assert text.articles[1].paragraphs == (
        Paragraph(1, "次に掲げる事項とする。"),
        Paragraph(
            2,
            "前項の事項は、次のとおりとする。",
            (Item(1, "一つ目"), Item(2, "二つ目", (Item(1, "ア目"),))),
        ),
    )
    assert text.supplements[0].title == "附 則"
    assert (text.header, text.amendments) == ((), ("平成28年3月29日規則第24号",))


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('title = "○○委員会規則"', "", "title"),
        ("enacted = 2012-12-07", 'enacted = "H24.12.7"', "enacted"),
        ("since = 2013-04-01", "since = 2012-04-01", "since"),
        ("since = 2013-04-01", "since = 2013-04-01\nkind = 1", "kind"),
        ('["平成28年3月29日規則第24号"]', '"平成28年3月29日規則第24号"', "amendments"),
        ('["平成28年3月29日規則第24号"]', "[28]", "amendments[1]"),
        ('["平成28年3月29日規則第24号"]', '[" "]', "amendments[1]"),
        ("branch = 2", "branch = 1", "articles[2].branch"),
        ("branch = 2", "", "articles[2].number"),
        ("number = 1\nheading", "number = 0\nheading", "articles[1].number"),
        ("number = 1\nheading", "number = 3\nheading", "articles[2].number"),
        ('heading = "趣旨"', 'headding = "趣旨"', "articles[1].headding"),
        ('["この規則は、必要な事項を定める。"]', "[]", "articles[1].paragraphs"),
        ('["この規則は、必要な事項を定める。"]', '[""]', "articles[1].paragraphs[1].text"),
        ('["この規則は、必要な事項を定める。"]', "[3]", "articles[1].paragraphs[1]"),
        ('["ア目"]', '[{ words = "ア" }]', "articles[2].paragraphs[2].items[2].items[1].words"),
        ('title = "附 則"', "", "supplements[1].title"),
    ],
)
def test_a_fault_is_named_by_its_key(old: str, new: str, named: str) -> None:
    assert old in WHOLE
    with pytest.raises(InvalidRecord) as caught:
        regulation_text.read(WHOLE.replace(old, new, 1), "kisoku.toml")
    assert caught.value.what.text() == f"「kisoku.toml」の {named} を読めません"
    assert caught.value.problems[0][0] == named


def test_what_is_no_toml_is_named_with_its_line() -> None:
    with pytest.raises(InvalidRecord, match=r"kisoku\.toml") as caught:
        regulation_text.read(WHOLE.replace('title = "', "title = ", 1), "kisoku.toml")
    assert "1行目" in caught.value.why.text()
