"""English is a full catalogue: nothing missing, nothing stale, and every place filled."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kyodo_desktop import i18n
from tests.house import catalogue
from tests.house.sources import name_of, python_files, tree

_SOURCE = """
from kyodo_desktop.domain.fields import text
name = text("氏名", help="姓と名")
msg("「{name}」を"
    "開けません", name=name)
label = mark("委員長") if chair else i18n._("副委員長")
word = _("有" if yes else "無")
@record("委員")
class Member: ...
plain("拾わない")
lines("これも")
_(label)
"""
_FORM = '<ui><string>保存</string><string notr="true">A4</string><string/></ui>'


def test_the_catalogue_is_complete() -> None:
    assert catalogue.check() == []


def test_every_way_to_say_something_is_gathered(tmp_path: Path) -> None:
    assert set(catalogue.said_in(ast.parse(_SOURCE))) == {
        "氏名",
        "姓と名",
        "「{name}」を開けません",
        "委員長",
        "副委員長",
        "有",
        "無",
        "委員",
    }
    form = tmp_path / "one.ui"
    form.write_text(_FORM, "utf-8")
    assert list(catalogue.shown_in(form)) == ["保存"]


@pytest.mark.parametrize("path", python_files("kyodo_desktop"), ids=name_of)
def test_no_sentence_is_put_together_where_no_catalogue_sees_it(path: Path) -> None:
    assert list(catalogue.unreadable_in(tree(path))) == []


@pytest.mark.parametrize(
    ("key", "words", "complaint"),
    [
        ("{least}以上", "at least {most}", "other places than the key's ['least']: at least {most}"),
        ("委員", "委員", "still Japanese: 委員"),
        ("委員", "member ", "space around: 'member '"),
    ],
)
def test_a_bad_translation_is_found(key: str, words: str, complaint: str) -> None:
    assert list(catalogue.complaints_about(key, words)) == [complaint]


def test_the_program_speaks_the_compiled_english() -> None:
    key, words = next(iter(catalogue.translated().items()))
    i18n.use("en", catalogue.LOCALE)
    try:
        assert i18n._(key) == words
    finally:
        i18n.use("ja", catalogue.LOCALE)
