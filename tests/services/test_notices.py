"""By when notices and papers are to go out, as the committee reads what its regulation leaves open."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.services import calendar, laws
from kyodo_desktop.services.notices import Sending, notice_of
from kyodo_desktop.storage import Store
from tests.services import asking


@pytest.mark.parametrize(
    ("what", "last"),
    [
        (Sending.NOTICE, "令和7年10月16日（木）"),
        (Sending.PAPERS, "令和7年10月31日（金）"),  # 11月3日 is 文化の日, after a weekend
        (Sending.PUBLIC, "令和7年10月31日（金）"),
    ],
)
def test_the_defaults(sample: Store, what: Sending, last: str) -> None:
    ruling = notice_of(sample, asking.meeting(sample).id, what=what)
    assert ruling.verdict == "due"
    assert last in ruling.read_out
    assert ruling.notes


def test_seven_days_counted_in_both_ways(sample: Store) -> None:
    owner, meeting = asking.committee(sample).id, asking.meeting(sample).id
    laws.choose_reading(sample, owner, "notice_days", 7, asking.FIRST)
    ruling = notice_of(sample, meeting)
    assert "11月6日（木）" in ruling.read_out
    assert "11月7日（金）" in ruling.alternatives[0].sentence.japanese()
    late = notice_of(sample, meeting, dt.date(2025, 11, 7))
    assert (late.verdict, late.margin, late.alternatives[0].verdicts) == ("late", -1, ("in_time",))
    laws.choose_reading(sample, owner, "day_counting", "inclusive", asking.FIRST)
    assert notice_of(sample, meeting, dt.date(2025, 11, 7)).verdict == "in_time"


def test_a_closed_day_of_the_office_moves_the_last_day(sample: Store) -> None:
    calendar.add_exception(sample, asking.committee(sample).id, dt.date(2025, 10, 16), "停電")
    ruling = notice_of(sample, asking.meeting(sample).id)
    assert "令和7年10月15日（水）" in ruling.read_out
    assert "停電" in ruling.arithmetic.japanese()
