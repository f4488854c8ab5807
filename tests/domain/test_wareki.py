"""Era dates: every day both ways, every boundary, every form that is read, everything that is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import InvalidDate
from kyodo_desktop.domain.periods import parse_period
from kyodo_desktop.domain.wareki import Digits

deterministic = settings(derandomize=True, deadline=None, max_examples=300, database=None)
DATEISH = "令和平成昭大正明治元年月日度中頃春夏秋冬～〜()（）一二十〇0123456789０１２RHSTM./-． \u3000㋿金曜"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_every_day_round_trips() -> None:
    moment = wareki.FIRST_DAY
    while moment <= dt.date(2100, 12, 31):
        printed = wareki.long_with_weekday(moment)
        assert printed.startswith(f"{wareki.long(moment)}（")
        assert wareki.parse(printed) == moment
        assert wareki.parse(wareki.short(moment)) == moment
        moment += dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("iso", "long", "short"),
    [
        ("1873-01-01", "明治6年1月1日", "M6.1.1"),
        ("1912-07-29", "明治45年7月29日", "M45.7.29"),
        ("1912-07-30", "大正元年7月30日", "T1.7.30"),
        ("1926-12-24", "大正15年12月24日", "T15.12.24"),
        ("1926-12-25", "昭和元年12月25日", "S1.12.25"),
        ("1989-01-07", "昭和64年1月7日", "S64.1.7"),
        ("1989-01-08", "平成元年1月8日", "H1.1.8"),
        ("2019-04-30", "平成31年4月30日", "H31.4.30"),
        ("2019-05-01", "令和元年5月1日", "R1.5.1"),
        ("2025-11-14", "令和7年11月14日", "R7.11.14"),
    ],
)
def test_era_changes(iso: str, long: str, short: str) -> None:
    assert (wareki.long(day(iso)), wareki.short(day(iso))) == (long, short)


def test_printed_forms() -> None:
    assert wareki.long_with_weekday(day("2025-11-14")) == "令和7年11月14日（金）"
    assert wareki.year(day("2019-12-31")) == "令和元年"
    assert wareki.weekday(day("2025-11-14")) == "金"
    assert wareki.parse(wareki.long(day("2025-11-14"))) == day("2025-11-14")
    assert wareki.span_short(day("2025-10-01"), day("2027-09-30")) == "R7.10.1～R9.9.30"


@pytest.mark.parametrize("printer", [wareki.long, wareki.short, wareki.year, wareki.long_with_weekday])
def test_lunisolar_days_are_not_printed(printer: object) -> None:
    assert callable(printer)
    with pytest.raises(InvalidDate) as caught:
        printer(dt.date(1872, 12, 31))
    assert caught.value.nearest == "明治6年1月1日"


@pytest.mark.parametrize(
    ("hour", "minute", "text"),
    [
        (0, 0, "午前0時00分"),
        (9, 5, "午前9時05分"),
        (11, 59, "午前11時59分"),
        (12, 0, "正午"),
        (12, 30, "午後0時30分"),
        (14, 0, "午後2時00分"),
        (23, 59, "午後11時59分"),
    ],
)
def test_clock(hour: int, minute: int, text: str) -> None:
    assert wareki.clock(dt.time(hour, minute)) == text


@pytest.mark.parametrize(
    ("style", "text", "printed"),
    [
        (Digits.HALF, "令和7年11月14日", "令和7年11月14日"),
        (Digits.FULL, "令和7年11月14日", "令和７年１１月１４日"),
        (Digits.ONE_FULL, "令和7年11月14日", "令和７年11月14日"),
        (Digits.ONE_FULL, "R7.10.1～R9.9.30", "R7.10.1～R9.9.30"),
        (Digits.ONE_FULL, "職員4,755名 3部", "職員4,755名 ３部"),
        (Digits.FULL, "資料なし", "資料なし"),
    ],
)
def test_digits(style: Digits, text: str, printed: str) -> None:
    assert wareki.digits(text, style) == printed


@pytest.mark.parametrize(
    ("iso", "fiscal", "name"),
    [
        ("2019-04-01", 2019, "令和元年度"),
        ("2019-03-31", 2018, "平成30年度"),
        ("2025-11-14", 2025, "令和7年度"),
        ("2026-03-31", 2025, "令和7年度"),
        ("1989-01-08", 1988, "昭和63年度"),
        ("1989-04-01", 1989, "平成元年度"),
    ],
)
def test_fiscal_years(iso: str, fiscal: int, name: str) -> None:
    assert wareki.fiscal_year(day(iso)) == fiscal
    assert wareki.fiscal_year_name(fiscal) == name


@pytest.mark.parametrize(
    ("since", "years", "end"),
    [
        ("2025-10-01", 2, "2027-09-30"),
        ("2026-01-01", 1, "2026-12-31"),
        ("2023-03-01", 1, "2024-02-29"),
        ("2024-02-29", 1, "2025-02-28"),  # no such day that year: the term ends with the month
        ("2024-02-29", 4, "2028-02-28"),
        ("2024-03-31", 1, "2025-03-30"),
    ],
)
def test_terms(since: str, years: int, end: str) -> None:
    assert wareki.term_end(day(since), years) == day(end)
    assert wareki.whole_years(day(since), day(end)) == years
    assert wareki.whole_years(day(since), day(end) - dt.timedelta(days=1)) == years - 1


def test_years_are_counted_to_the_end_of_the_calendar() -> None:
    assert wareki.whole_years(day("9999-01-01"), dt.date.max) == 1
    assert wareki.whole_years(day("9998-12-31"), dt.date.max) == 1
    assert wareki.whole_years(dt.date.min, dt.date.max) == 9999
    assert wareki.whole_years(day("2025-01-02"), day("2025-12-31")) == 0


def test_a_year_that_would_be_read_as_another_is_not_offered() -> None:
    with pytest.raises(InvalidDate) as caught:
        wareki.parse("大正2115年1月1日")
    assert caught.value.nearest is None
    assert "年を確かめて" in caught.value.remedy.japanese()


def test_a_term_is_at_least_a_year() -> None:
    with pytest.raises(ValueError, match=r"^a term of 0 years$"):
        wareki.term_end(day("2025-10-01"), 0)
    assert wareki.whole_years(day("2025-10-01"), day("2020-01-01")) == 0


@deterministic
@given(st.dates(dt.date(1873, 1, 1), dt.date(2100, 12, 31)), st.integers(1, 50))
def test_whole_years_undoes_term_end(since: dt.date, years: int) -> None:
    end = wareki.term_end(since, years)
    assert wareki.whole_years(since, end) == years
    assert wareki.whole_years(since, end - dt.timedelta(days=1)) == years - 1


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("令和7年11月14日（金）", "2025-11-14"),
        ("令和7年11月14日(金曜日)", "2025-11-14"),
        ("令和元年5月1日", "2019-05-01"),
        ("令和1年5月1日", "2019-05-01"),
        ("R7.10.1", "2025-10-01"),
        ("r7/10/1", "2025-10-01"),
        ("R7-10-01", "2025-10-01"),
        ("R元.5.1", "2019-05-01"),
        ("令7.10.1", "2025-10-01"),
        ("昭64.1.7", "1989-01-07"),
        ("㋿7.10.1", "2025-10-01"),
        ("㋿7年10月1日", "2025-10-01"),
        ("㍻31.4.30", "2019-04-30"),
        ("㍼64.1.7", "1989-01-07"),
        ("㍽15.12.24", "1926-12-24"),
        ("㍾45.7.29", "1912-07-29"),
        ("明治45.7.30", "1912-07-30"),
        ("大正15.12.25", "1926-12-25"),
        ("明治45年7月30日", "1912-07-30"),
        ("大正15年12月25日", "1926-12-25"),
        ("明治6年1月1日", "1873-01-01"),
        ("2025/10/1", "2025-10-01"),
        ("2025-10-01", "2025-10-01"),
        ("2025.10.1", "2025-10-01"),
        ("2025年10月1日", "2025-10-01"),
        ("2025年11月14日（金）", "2025-11-14"),
        ("20251001", "2025-10-01"),
        ("２０２５／１０／１", "2025-10-01"),
        ("Ｒ７．１０．１", "2025-10-01"),
        ("Ｒ７。１０。１", "2025-10-01"),
        ("２０２５ー１０ー０１", "2025-10-01"),
        ("令和７年１０月１日", "2025-10-01"),
        ("　令和 5 年 1 1 月 1 日 ", "2023-11-01"),
        ("令和七年十月一日", "2025-10-01"),
        ("令和七年十一月二十三日", "2025-11-23"),
        ("平成三十一年四月三十日", "2019-04-30"),
        ("二〇二五年一〇月一日", "2025-10-01"),
        ("二○二五年一◯月一日", "2025-10-01"),
        ("9999-12-31", "9999-12-31"),
        ("令和7981年12月31日", "9999-12-31"),
    ],
)
def test_forms_that_are_read(text: str, iso: str) -> None:
    assert wareki.parse(text) == day(iso)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("平成31年5月1日", "令和元年5月1日"),
        ("平成31.5.1", "令和元年5月1日"),
        ("H31.5.1", "令和元年5月1日"),
        ("平成35年10月1日", "令和5年10月1日"),
        ("令和元年4月30日", "平成31年4月30日"),
        ("R1.4.30", "平成31年4月30日"),
        ("昭和64年1月8日", "平成元年1月8日"),
        ("平成元年1月7日", "昭和64年1月7日"),
        ("大正15年12月26日", "昭和元年12月26日"),
        ("昭和元年12月24日", "大正15年12月24日"),
        ("明治45年7月31日", "大正元年7月31日"),
        ("大正元年7月29日", "明治45年7月29日"),
        ("令和7年2月30日", "令和7年2月28日"),
        ("令和6年2月30日", "令和6年2月29日"),
        ("2025/2/30", "令和7年2月28日"),
        ("20250431", "令和7年4月30日"),
        ("令和7年10月0日", "令和7年10月1日"),
        ("令和7年13月5日", "令和7年12月5日"),
        ("令和7年0月5日", "令和7年1月5日"),
        ("令和0年10月1日", "令和元年10月1日"),
        ("R0.10.1", "令和元年10月1日"),
        ("令和0年3月1日", "令和元年5月1日"),
        ("昭和0年5月1日", "昭和元年12月25日"),
        ("令和2025年10月1日", "令和7年10月1日"),
        ("明治5年12月2日", "明治6年1月1日"),
        ("明治元年10月23日", "明治6年1月1日"),
        ("1872-12-31", "明治6年1月1日"),
        ("0000-00-00", "明治6年1月1日"),
        ("令和7年11月14日（木）", "令和7年11月14日（金）"),
        ("2025/11/14(土)", "令和7年11月14日（金）"),
    ],
)
def test_what_never_was_is_refused(text: str, nearest: str) -> None:
    with pytest.raises(InvalidDate) as caught:
        wareki.parse(text)
    error = caught.value
    assert error.nearest == nearest
    assert text in error.what.japanese()
    assert error.why.japanese().endswith("。")
    assert nearest in error.remedy.japanese()


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "未定", "令和", "令和7年", "令和7年10月", "7.10.1", "25/10/1", "2025101", "R7.10"),
        *("令和十十年1月1日", "令和7年10月1日（祭）", "令和9999年1月1日", "X7.10.1", "2025/10/1 午後2時"),
        *("{nearest}", "\ud800", "令和7982年1月1日"),
    ],
)
def test_what_is_no_date_shows_the_accepted_forms(text: str) -> None:
    with pytest.raises(InvalidDate) as caught:
        wareki.parse(text)
    assert caught.value.nearest is None
    assert text in caught.value.what.japanese()
    assert "R7.10.1" in caught.value.remedy.japanese()


@deterministic
@given(st.one_of(st.text(), st.text(DATEISH, max_size=16)))
def test_arbitrary_text_is_read_or_refused(text: str) -> None:
    for read in (wareki.parse, parse_period):
        try:
            read(text)
        except InvalidDate as error:
            assert str(error)


@deterministic
@given(st.sampled_from(["明治", "大正", "昭和", "平成", "令和", "R", "H", ""]), *[st.integers(0, 99)] * 3)
def test_the_nearest_is_itself_read(era: str, number: int, month: int, on: int) -> None:
    for text in (f"{era}{number or '元'}年{month}月{on}日", f"{1800 + number * 4}/{month}/{on}"):
        try:
            wareki.parse(text)
        except InvalidDate as error:
            assert error.nearest is None or wareki.long(wareki.parse(error.nearest)) == error.nearest
