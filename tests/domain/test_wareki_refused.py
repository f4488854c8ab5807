"""What is said of a date that can't be: the text as it was typed, why, and the date that was meant."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import InvalidDate
from kyodo_desktop.domain.periods import parse_period


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("令和7年2月30日", "令和7年2月は28日までです。"),
        ("平成31年5月1日", "平成は平成31年4月30日までです。"),
        ("明治46年1月1日", "明治は明治45年7月30日までです。"),
        ("令和元年4月30日", "令和は令和元年5月1日に始まりました。"),
        ("令和0年5月1日", "令和に0年はありません。最初の年は令和元年です。"),
        ("令和7年11月14日（木）", "令和7年11月14日は金曜日です。"),
        ("令和7年13月5日", "月は1から12までです。"),
        ("令和7年10月0日", "日は1から始まります。"),
        ("2025/2/30", "2025年2月は28日までです。"),
        ("0001/2/30", "1年2月は28日までです。"),
        ("令和2025年10月1日", "2025は令和の年ではなく、西暦の年と思われます。"),
        ("1872/12/31", "明治5年までは旧暦のため、西暦の日に換算できません。"),
    ],
)
def test_the_reason_is_said(text: str, why: str) -> None:
    with pytest.raises(InvalidDate) as caught:
        wareki.parse(text)
    assert caught.value.why.japanese() == why


def test_a_date_that_never_was_is_quoted_with_the_nearest() -> None:
    with pytest.raises(InvalidDate) as caught:
        wareki.parse("令和7年2月30日" + " " * 31 + "（金）")
    assert str(caught.value) == (
        "「令和7年2月30日" + " " * 31 + "」は日付として使えません\n"
        "令和7年2月は28日までです。\n"
        "最も近い日付は「令和7年2月28日」です。確かめて入力し直してください。"
    )
    with pytest.raises(InvalidDate) as caught:
        wareki.era_of(dt.date(1872, 12, 31))
    assert caught.value.what.japanese() == "「1872年12月31日」は日付として使えません"


def test_what_cannot_be_read_is_quoted_with_the_forms() -> None:
    with pytest.raises(InvalidDate) as caught:
        wareki.parse("そのうち" * 11)
    assert str(caught.value) == (
        "「" + "そのうち" * 10 + "」を日付として読めません\n"
        "年月日の書き方ではありません。\n"
        "「令和7年10月1日」「R7.10.1」「2025/10/1」「20251001」のように入力してください。"
    )
    with pytest.raises(InvalidDate) as caught:
        parse_period("そのうち")
    assert caught.value.remedy.japanese() == (
        "「令和8年2月～3月頃」「令和8年度」「令和8年2月20日」のように入力してください。"
    )


def test_months_the_wrong_way_round_are_said() -> None:
    with pytest.raises(InvalidDate) as caught:
        parse_period("令和8年12月～2月頃")
    assert caught.value.why.japanese() == "終わりの月が始まりの月より前です。"


@pytest.mark.parametrize(
    ("text", "nearest", "remedy"),
    [
        (
            "3885/2/30",
            "令和1867年2月28日",
            "最も近い日付は「令和1867年2月28日」です。確かめて入力し直してください。",
        ),
        ("3886/2/30", None, "年を確かめて入力し直してください。"),
    ],
)
def test_a_year_that_would_be_misread_is_not_offered(text: str, nearest: str | None, remedy: str) -> None:
    with pytest.raises(InvalidDate) as caught:
        wareki.parse(text)
    assert (caught.value.nearest, caught.value.remedy.japanese()) == (nearest, remedy)


def test_months_past_the_last_year_and_a_spring_of_two_eras() -> None:
    with pytest.raises(InvalidDate) as caught:
        parse_period("令和8年2月～令和9999年3月")
    assert caught.value.nearest is None
    with pytest.raises(InvalidDate) as caught:
        parse_period("令和2019年春")
    assert caught.value.nearest == "令和元年春"
