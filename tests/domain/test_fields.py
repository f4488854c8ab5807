"""Records: what a field takes, what it refuses and in which words, and that a record can't be changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kyodo_desktop.domain import fields as f
from kyodo_desktop.domain.checks import shown
from kyodo_desktop.domain.fields import Choice, Kind, Record, complaints, fields, problems, record, shape
from kyodo_desktop.domain.rules import RULES
from kyodo_desktop.i18n import Message, msg


class Colour(Choice):
    """A choice of the tests' own."""

    RED = "red"
    BLUE = "blue"

    @property
    def label(self) -> str:
        return {Colour.RED: "赤", Colour.BLUE: "青"}[self]


def not_red_alone(one: Sheet) -> Message | None:
    """A check of the whole: red needs a note."""
    return msg("赤には備考が要ります。") if one.colour is Colour.RED and not one.note else None


@record("票", checks=(not_red_alone,))
class Sheet(Record):
    """A record with a field of every kind."""

    title: str = f.text("題")
    note: str = f.lines("備考", default="")
    name: str = f.person_name("氏名", default="甲")
    kana: str = f.kana("ふりがな", default="")
    count: int = f.integer("数", default=3, least=1, most=9)
    limit: int | None = f.integer("上限", default=None)
    ticked: bool = f.flag("印")
    since: dt.date = f.day("日", default=dt.date(2026, 1, 1))
    until: dt.date | None = f.day("まで", default=None)
    at: dt.time | None = f.clock("時刻", default=None)
    colour: Colour = f.choice("色", Colour, default=Colour.BLUE)
    other: str | None = f.reference("先", "Sheet", default=None)
    content: str = f.digest("中身")


GOOD = Sheet(id="1", title="題名", content="a" * 64)


def said(candidate: Record) -> list[tuple[str, str]]:
    return [(name, complaint.japanese()) for name, complaint in problems(candidate)]


def test_a_sound_record_has_no_problems() -> None:
    assert said(GOOD) == []
    assert said(replace(GOOD, title="𠮷野\U000e0100", note="一行目\n\t二行目", kana="たかさき・Lee ー")) == []


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("title", "", "「題」を入力してください。"),
        ("title", " \u3000", "「題」を入力してください。"),
        ("title", None, "「題」を入力してください。"),
        ("title", 5, "「題」を入力してください。"),
        ("title", "一\n二", "2文字目に印刷できない制御文字（U+000A）があります。"),
        ("title", "あ\x1f", "2文字目に印刷できない制御文字（U+001F）があります。"),
        ("title", "ab\x7f", "3文字目に印刷できない制御文字（U+007F）があります。"),
        ("title", "\x9f", "1文字目に印刷できない制御文字（U+009F）があります。"),
        ("title", "\ud800", "1文字目に印刷できない制御文字（U+D800）があります。"),
        ("title", "\udfff", "1文字目に印刷できない制御文字（U+DFFF）があります。"),
        ("title", "\uffff", "1文字目に印刷できない制御文字（U+FFFF）があります。"),
        ("note", "一\r\n二", "2文字目に印刷できない制御文字（U+000D）があります。"),
        ("kana", "たか﨑\u3400", "ふりがなに漢字「\u3400」が含まれています。"),
        ("kana", "𠮷だ", "ふりがなに漢字「𠮷」が含まれています。"),
        ("name", "\u202e", "1文字目に目に見えない文字（U+202E）があります。"),
        ("name", "青\u3164木", "2文字目に目に見えない文字（U+3164）があります。"),
        ("note", "一\u2028二", "2文字目に目に見えない文字（U+2028）があります。"),
        ("title", "題\U0010ffff", "2文字目に印刷できない制御文字（U+10FFFF）があります。"),
        ("title", "\ufdd0", "1文字目に印刷できない制御文字（U+FDD0）があります。"),
        ("title", "\ufdef", "1文字目に印刷できない制御文字（U+FDEF）があります。"),
        ("title", "\U0001fffe", "1文字目に印刷できない制御文字（U+1FFFE）があります。"),
        ("since", dt.date(1872, 12, 31), "明治6年1月1日から令和182年12月31日までの日を入力してください。"),
        ("until", dt.date(2201, 1, 1), "明治6年1月1日から令和182年12月31日までの日を入力してください。"),
        ("count", 0, "1から9までの整数で入力してください。"),
        ("count", 10, "1から9までの整数で入力してください。"),
        ("count", True, "「数」を入力してください。"),
        ("count", None, "「数」を入力してください。"),
        ("limit", -1, "0から999999999までの整数で入力してください。"),
        ("ticked", 1, "「印」を入力してください。"),
        ("since", None, "「日」を入力してください。"),
        ("colour", "red", "「色」を入力してください。"),
        ("content", "", "「中身」を入力してください。"),
        ("", replace(GOOD, colour=Colour.RED), "赤には備考が要ります。"),
    ],
)
def test_what_a_field_refuses_it_says(name: str, value: Any, complaint: str) -> None:
    candidate = replace(GOOD, **{name: value}) if name else value
    assert said(candidate) == [(name, complaint)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", " ~\xa0\ud7ff\ue000\ufdcf\ufdf0\ufffd\U0001fffd\U0010fffd"),
        ("name", "辻\U000e0100\u200d"),
        ("since", dt.date(1873, 1, 1)),
        ("since", dt.date(2200, 12, 31)),
        ("count", 1),
        ("count", 9),
        ("kana", "\u33ff\ua000"),
        ("limit", None),
        ("limit", 999_999_999),
        ("until", dt.date(2026, 1, 1)),
        ("at", dt.time(9, 0)),
        ("other", "2"),
    ],
)
def test_the_outermost_of_what_a_field_takes(name: str, value: Any) -> None:
    assert said(replace(GOOD, **{name: value})) == []


def test_a_terminal_is_told_what_cannot_be_seen() -> None:
    assert shown("青\u202e木\0\n\x1b[2J塚\U000e0100") == "青<U+202E>木<U+0000>\n<U+001B>[2J塚\U000e0100"
    assert shown("変わらない\n文") == "変わらない\n文"


def test_a_record_is_judged_as_a_whole_only_when_its_fields_are_sound() -> None:
    assert said(replace(GOOD, colour=Colour.RED, count=0)) == [
        ("count", "1から9までの整数で入力してください。")
    ]
    assert said(replace(GOOD, colour=Colour.RED, note="あり")) == []


def test_a_shape_tells_its_fields_in_their_order_without_id_and_version() -> None:
    assert shape(Sheet).term == "票"
    assert [one.kind for one in fields(Sheet)] == [
        *(
            Kind.TEXT,
            Kind.LINES,
            Kind.NAME,
            Kind.KANA,
            Kind.INTEGER,
            Kind.INTEGER,
            Kind.FLAG,
            Kind.DAY,
            Kind.DAY,
        ),
        *(Kind.CLOCK, Kind.CHOICE, Kind.REFERENCE, Kind.DIGEST),
    ]
    needed = [one.name for one in fields(Sheet) if one.required]
    empty = [one.name for one in fields(Sheet) if one.empty]
    assert (needed, empty) == (["title", "content"], ["limit", "until", "at", "other"])
    assert shape(Sheet).field("other").target == "Sheet"
    with pytest.raises(KeyError, match="nothing"):
        shape(Sheet).field("nothing")


def test_a_field_without_default_must_be_given_and_no_other_may() -> None:
    with pytest.raises(TypeError, match=r"Sheet lacks \['title'\], doesn't know \['titel'\]"):
        Sheet(id="1", titel="題名", content="a")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"Sheet lacks \['content'\], doesn't know \[\]"):
        Sheet(id="1", title="題名")  # type: ignore[call-arg]


def test_a_record_is_a_frozen_value() -> None:
    same = Sheet(id="1", title="題名", content="a" * 64)
    assert (same, hash(same)) == (GOOD, hash(GOOD))
    assert replace(GOOD, version=1) != GOOD
    assert GOOD != "1"
    assert repr(replace(GOOD, content="b")).startswith("Sheet(id='1', version=0, title='題名', note=''")
    with pytest.raises(dataclasses.FrozenInstanceError, match="title"):
        GOOD.title = "別の題"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="title"):
        del GOOD.title
    assert GOOD.title == "題名"


def test_what_an_editor_holds_is_judged_before_there_is_a_record() -> None:
    title, limit = shape(Sheet).field("title"), shape(Sheet).field("limit")
    assert [one.japanese() for one in complaints(title, "")] == ["「題」を入力してください。"]
    assert complaints(limit, None) == []


def test_a_rule_is_known_by_its_functions_name() -> None:
    names = [one.name for one in RULES]
    assert names[:3] == ["quorum", "decide", "elect"]
    assert len(set(names)) == len(names)
