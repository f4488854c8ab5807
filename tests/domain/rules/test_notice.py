"""By when a meeting is to be notified: the table of cases, both ways of counting, closed days."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.rules.notice import Counting, NoticeFacts, deadline, last_day, notice
from kyodo_desktop.domain.workdays import Closed

TABLE = tomllib.loads(Path(__file__).with_name("notice.toml").read_text("utf-8"))
COUNTINGS: tuple[Counting, ...] = ("clear", "inclusive")
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))


def weekends(named: dict[str, str] | None = None) -> Closed:
    """Saturdays and Sundays, and the days that are named."""
    own = {dt.date.fromisoformat(day): why for day, why in (named or {}).items()}
    return lambda day: own.get(day, "週末" if day.weekday() >= 5 else "")


def never(day: dt.date) -> str:
    """An office that never closes."""
    return ""


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["what"])
def test_the_last_day_for_the_notice(case: dict[str, Any]) -> None:
    facts = NoticeFacts(meeting=case["meeting"], lead=case["lead"])
    ruling = notice(facts, weekends(case.get("closed")), case["counting"])
    last = wareki.long_with_weekday(case["deadline"])
    assert (ruling.verdict, ruling.read_out) == ("due", f"開催通知は、{last}までに発送してください。")
    assert ruling.margin is None
    others = [one.sentence.japanese() for one in ruling.alternatives]
    if "other" in case:
        assert [wareki.long_with_weekday(case["other"]) in said for said in others] == [True]
        assert {one.reading for one in ruling.alternatives} == {"day_counting"}
        assert {one.value for one in ruling.alternatives} == {*COUNTINGS} - {case["counting"]}
    else:
        assert others == []


@pytest.mark.parametrize("case", TABLE["sent"], ids=lambda case: case["what"])
def test_whether_a_notice_was_in_time(case: dict[str, Any]) -> None:
    facts = NoticeFacts(meeting=case["meeting"], lead=case["lead"], sent=case["sent"])
    ruling = notice(facts, weekends(), case.get("counting", "clear"))
    assert (ruling.verdict, ruling.read_out, ruling.margin) == (
        case["verdict"],
        case["sentence"],
        case["margin"],
    )
    others = [(one.verdicts, one.sentence.japanese()) for one in ruling.alternatives]
    assert others == ([((case["other"],), case["alternative"])] if "other" in case else [])


def test_a_silent_regulation_is_said_to_be_silent() -> None:
    ruling = notice(NoticeFacts(meeting=dt.date(2025, 11, 14)), never)
    assert ruling.article == "民法第140条"
    assert [note.japanese() for note in ruling.notes] == [
        "規則に開催通知の時期の定めはありません。28日前は事務局で変えられる標準で、日数は民法の初日不算入を類推して数えました。"
    ]


def test_a_regulation_that_speaks_is_cited() -> None:
    facts = NoticeFacts(meeting=dt.date(2025, 11, 14), lead=7, article="規則第3条第1項")
    ruling = notice(facts, never)
    assert (ruling.article, ruling.notes) == ("規則第3条第1項", ())


def test_the_arithmetic_says_why_a_day_was_moved() -> None:
    facts = NoticeFacts(meeting=dt.date(2025, 11, 11), lead=7)
    moved = notice(facts, weekends({"2025-11-03": "文化の日"}))
    assert moved.arithmetic.japanese() == (
        "開催日の令和7年11月11日（火）を算入せず、間に丸々7日を置く数え方では令和7年11月3日（月）まで。"
        "この日は閉庁日（文化の日）のため、令和7年10月31日（金）に繰り上げ"
    )
    kept = notice(facts, never)
    assert kept.arithmetic.japanese() == (
        "開催日の令和7年11月11日（火）を算入せず、間に丸々7日を置く数え方では令和7年11月3日（月）まで"
    )


def test_an_alternative_says_the_other_last_day() -> None:
    (other,) = notice(NoticeFacts(meeting=dt.date(2025, 11, 14), lead=7), never).alternatives
    assert other.sentence.japanese() == (
        "開催日から7日さかのぼる数え方では、期限は令和7年11月7日（金）です。"
    )
    assert other.verdicts == ("due",)


def test_a_negative_lead_is_our_mistake() -> None:
    with pytest.raises(ValueError, match=r"^a lead of -1 days"):
        NoticeFacts(meeting=dt.date(2025, 11, 14), lead=-1)


@given(DAYS, st.integers(0, 365), st.sampled_from(COUNTINGS), st.sets(DAYS, max_size=5))
def test_the_deadline_is_a_working_day_and_never_later_than_counted(
    meeting: dt.date, lead: int, counting: Counting, holidays: set[dt.date]
) -> None:
    closed: Closed = lambda day: "休" if day in holidays or day.weekday() >= 5 else ""  # noqa: E731
    facts = NoticeFacts(meeting=meeting, lead=lead)
    day = deadline(facts, counting, closed)
    assert not closed(day)
    assert day <= last_day(facts, counting) <= meeting
    assert all(closed(day + dt.timedelta(n)) for n in range(1, (last_day(facts, counting) - day).days + 1))
    assert deadline(facts, "clear", closed) <= deadline(facts, "inclusive", closed)


@given(DAYS, st.integers(1, 365))
def test_a_strict_deadline_leaves_that_many_full_days(meeting: dt.date, lead: int) -> None:
    day = deadline(NoticeFacts(meeting=meeting, lead=lead), "clear", never)
    assert (meeting - day).days - 1 == lead
