"""A citation finds the words that it points to, and nothing where there are none."""

from __future__ import annotations

import pytest

from kyodo_desktop.domain.citations import provision, says
from tests.domain.rules.laws import KAWAGUCHI, LAWS


@pytest.mark.parametrize(
    ("citation", "begins"),
    [
        ("第3条第2項", "委員会は、委員の半数以上が出席しなければ"),
        ("第6条", "この規則に定めるもののほか"),
        ("第6条第1項", "この規則に定めるもののほか"),
        ("第3条", "委員会の会議は、委員長が招集し"),
        ("第3条第4項", None),
        ("第7条", None),
        ("第3条の2", None),
        ("第0条", None),
        ("3条", None),
        ("第３条", None),
        ("規則第3条", None),
        ("", None),
    ],
)
def test_a_citation_finds_its_words(citation: str, begins: str | None) -> None:
    found = provision(KAWAGUCHI.text, citation)
    assert found is None if begins is None else found is not None and found.startswith(begins)


def test_a_whole_article_has_all_its_paragraphs_and_items() -> None:
    found = provision(LAWS["汐見"].text, "第2条")
    assert found is not None
    assert found.count("\n") == 6
    assert "公募による市民" in found


def test_an_item_and_a_branch_are_found() -> None:
    assert provision(LAWS["汐見"].text, "第2条第2項第4号") == "公募による市民"
    assert provision(LAWS["汐見"].text, "第2条第2項第5号") is None
    assert provision(LAWS["汐見"].text, "第2条第1号") is None
    branch = provision(LAWS["高嶺"].text, "第4条の2")
    assert branch is not None
    assert branch.startswith("委員長は、緊急の必要があり")


@pytest.mark.parametrize(
    ("words", "phrase", "found"),
    [
        ("委員の三分の二以上の出席", "3分の2以上", True),
        ("委員の３分の２以上の出席", "3分の2以上", True),
        ("委員の3分の2以上の出席", "3分の2以上", True),
        ("二等親の者の過半数", "過半数", True),
        ("委員の半数以上", "過半数", False),
    ],
)
def test_digits_of_any_script_say_the_same(words: str, phrase: str, found: bool) -> None:
    assert says(words, ("ない文字", phrase)) is found
