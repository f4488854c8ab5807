"""Fuzzy periods: every form that is read and printed, and what is offered in place of what never was."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo_desktop.domain.errors import InvalidDate
from kyodo_desktop.domain.periods import Period, Shape, parse_period

deterministic = settings(derandomize=True, deadline=None, max_examples=300, database=None)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "last", "about"),
    [
        ("令和8年2月～3月頃", "2026-02-01", "2026-03-31", True),
        ("令和8年5月～7月頃", "2026-05-01", "2026-07-31", True),
        ("令和8年9月～12月頃", "2026-09-01", "2026-12-31", True),
        ("令和9年1月～3月頃", "2027-01-01", "2027-03-31", True),
        ("令和9年5月～6月", "2027-05-01", "2027-06-30", False),
        ("令和8年2月頃", "2026-02-01", "2026-02-28", True),
        ("令和8年2月", "2026-02-01", "2026-02-28", False),
        ("令和8年12月～令和9年2月頃", "2026-12-01", "2027-02-28", True),
        ("平成31年4月～令和元年5月", "2019-04-01", "2019-05-31", False),
        ("令和8年春", "2026-03-01", "2026-05-31", False),
        ("令和元年春", "2019-03-01", "2019-05-31", False),
        ("令和8年秋頃", "2026-09-01", "2026-11-30", True),
        ("令和8年冬頃", "2026-12-01", "2027-02-28", True),
        ("令和元年度", "2019-04-01", "2020-03-31", False),
        ("令和8年度", "2026-04-01", "2027-03-31", False),
        ("令和8年度中", "2026-04-01", "2027-03-31", False),
        ("令和8年2月20日", "2026-02-20", "2026-02-20", False),
        ("令和8年2月20日頃", "2026-02-20", "2026-02-20", True),
        ("令和8年2月20日（金）", "2026-02-20", "2026-02-20", False),
    ],
)
def test_periods_round_trip(text: str, first: str, last: str, about: bool) -> None:
    period = parse_period(text)
    assert (period.first, period.last, period.about) == (day(first), day(last), about)
    assert period.text() == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("令和８年２月〜３月ごろ", "令和8年2月～3月頃"),
        ("R8年2月～3月頃", "令和8年2月～3月頃"),
        ("2026年12月～2027年2月頃 ", "令和8年12月～令和9年2月頃"),
        ("令和8年2月～令和8年3月", "令和8年2月～3月"),
        ("平成31年度", "令和元年度"),
        ("昭和64年1月", "平成元年1月"),
        ("R8.2.20", "令和8年2月20日"),
        ("二〇二六年度中", "令和8年度中"),
        ("二○二六年度中", "令和8年度中"),
        ("令和8年2月-3月", "令和8年2月～3月"),
        ("令和8年2月－3月頃", "令和8年2月～3月頃"),
        ("令和8年2月から3月まで", "令和8年2月～3月"),
        ("令和8年12月から令和9年2月頃", "令和8年12月～令和9年2月頃"),
        ("平成31年春", "令和元年春"),
        ("大正15年冬", "昭和元年冬"),
        ("明治45年夏頃", "大正元年夏頃"),
    ],
)
def test_periods_are_printed_one_way(text: str, printed: str) -> None:
    assert parse_period(text).text() == printed


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("平成31年5月頃", "令和元年5月頃"),
        ("令和元年4月", "平成31年4月"),
        ("令和8年13月", "令和8年12月"),
        ("令和8年2月～13月", "令和8年2月～12月"),
        ("令和8年5月～0月", "令和8年5月"),
        ("令和8年13月～令和9年3月", "令和8年12月～令和9年3月"),
        ("令和8年0月～13月頃", "令和8年1月～12月頃"),
        ("平成31年4月～5月", "平成31年4月～令和元年5月"),
        ("平成31年5月～6月頃", "令和元年5月～6月頃"),
        ("令和8年2月30日頃", "令和8年2月28日頃"),
        ("令和2008年冬", "平成20年冬"),
        ("令和2008年度", "平成20年度"),
        ("大正2115年冬", None),
        ("昭和64年春", "平成元年春"),
        ("令和8年2月から", None),
        ("令和8年12月～2月頃", "令和8年12月～令和9年2月頃"),
        ("令和9年2月～令和8年12月", "令和8年12月～令和9年2月"),
        ("昭和64年度", "平成元年度"),
        ("令和0年度中", "令和元年度中"),
        ("明治5年度", "明治6年度"),
        ("平成35年夏", "令和5年夏"),
        ("平成0年夏", "平成元年夏"),
        ("昭和0年夏", "昭和元年冬"),
        ("令和2025年秋頃", "令和7年秋頃"),
        ("令和8年2月30日", "令和8年2月28日"),
        ("来年度", None),
        ("9999年冬", None),
        ("令和8年2月～春", None),
        ("頃", None),
    ],
)
def test_periods_that_are_refused(text: str, nearest: str | None) -> None:
    with pytest.raises(InvalidDate) as caught:
        parse_period(text)
    assert caught.value.nearest == nearest


@deterministic
@given(st.dates(dt.date(1873, 1, 1), dt.date(2100, 12, 31)), st.integers(0, 400), st.booleans())
def test_any_months_round_trip(since: dt.date, length: int, about: bool) -> None:
    first = since.replace(day=1)
    after = (since + dt.timedelta(days=length)).replace(day=1) + dt.timedelta(days=32)
    period = Period(first, after.replace(day=1) - dt.timedelta(days=1), about, Shape.MONTHS)
    assert parse_period(period.text()) == period


@deterministic
@given(
    st.sampled_from(["明治", "大正", "昭和", "平成", "令和", ""]),
    st.one_of(st.integers(0, 99), st.integers(1860, 2200), st.integers(3000, 9999)),
    st.sampled_from(
        ["春", "夏", "秋", "冬", "度", "度中", "{}月", "{}月～{}月", "{}月から令和9年{}月", "{}月{}日"]
    ),
    st.tuples(st.integers(0, 13), st.integers(0, 13)),
    st.sampled_from(["", "頃"]),
)
def test_the_nearest_is_itself_read(
    era: str, number: int, rest: str, months: tuple[int, int], about: str
) -> None:
    try:
        parse_period(f"{era}{number or '元'}年{rest.format(*months)}{about}")
    except InvalidDate as error:
        assert error.nearest is None or parse_period(error.nearest).text() == error.nearest
        assert error.nearest is None or error.nearest.endswith("頃") is bool(about)
