"""The checklist of a meeting: its dates over the office's calendar, what is due, what was ticked off."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.records import MeetingStatus, PreparationStep
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import calendar, checklist, meetings
from kyodo_desktop.services.checklist import ChecklistLine, Progress, Step
from kyodo_desktop.storage import Store
from tests.services import asking

KNOWN = checklist.steps(Paths.find().checklist)
STEP = {step.key: step for step in KNOWN}


def lines(store: Store) -> dict[str, ChecklistLine]:
    """The checklist of the sample's meeting, by the steps' names."""
    found = checklist.checklist(store, asking.meeting(store).id, KNOWN)
    assert len(found) == len(KNOWN)
    return {line.step.key: line for line in found}


def written(tmp_path: Path, text: str) -> Path:
    """A checklist of the office's own."""
    file = tmp_path / "checklist.toml"
    file.write_text(text, "utf-8")
    return file


def test_the_steps_are_those_of_the_office_s_year() -> None:
    assert [step.day for step in KNOWN] == sorted(step.day for step in KNOWN)
    assert {step.day for step in KNOWN} == {-60, -45, -30, -20, -14, -10, -3, -1, 0, 2, 7, 21, 30, 60}
    assert {(step.day, step.last) for step in KNOWN if step.last != step.day} == {(7, 14), (30, 45)}


@pytest.mark.parametrize(
    ("key", "since", "until"),
    [
        ("candidate_dates", "2025-09-12", "2025-09-12"),  # 9月15日 is 敬老の日, the days before a weekend
        ("ask_dates", "2025-09-30", "2025-09-30"),
        ("send_notice", "2025-10-15", "2025-10-15"),
        ("draft_materials", "2025-10-24", "2025-10-24"),  # a Saturday goes to the Friday
        ("forecast_quorum", "2025-10-31", "2025-10-31"),
        ("fix_materials", "2025-11-04", "2025-11-04"),
        ("collect_opinions", "2025-11-11", "2025-11-11"),
        ("set_table", "2025-11-13", "2025-11-13"),
        ("hold_meeting", "2025-11-14", "2025-11-14"),
        ("summarise", "2025-11-17", "2025-11-17"),  # a Sunday goes to the Monday
        ("draft_minutes", "2025-11-21", "2025-11-28"),
        ("ask_members", "2025-12-05", "2025-12-05"),
        ("fix_minutes", "2025-12-15", "2026-01-05"),  # the turn of the year is closed
        ("check_publication", "2026-01-13", "2026-01-13"),
    ],
)
def test_dates_are_moved_off_closed_days(sample: Store, key: str, since: str, until: str) -> None:
    line = lines(sample)[key]
    assert (line.since.isoformat(), line.until.isoformat()) == (since, until)


def test_the_office_s_own_days_count(sample: Store) -> None:
    calendar.add_exception(sample, asking.committee(sample).id, dt.date(2025, 10, 15), "停電")
    assert lines(sample)["send_notice"].until == dt.date(2025, 10, 14)


def test_a_meeting_on_a_closed_day_stays(sample: Store) -> None:
    meetings.call_meeting(sample, asking.committee(sample).id, date=dt.date(2026, 2, 21))
    saturday = meetings.meetings(sample, asking.committee(sample).id)[1]
    found = checklist.checklist(sample, saturday.id, KNOWN)
    assert next(one for one in found if one.step.key == "check_in").since == dt.date(2026, 2, 21)


def test_what_is_due_comes_overdue_first(sample: Store) -> None:
    meeting = asking.meeting(sample).id
    for key in ("candidate_dates", "hold_venue", "settle_agenda", "ask_dates"):
        checklist.tick(sample, meeting, STEP[key], dt.date(2025, 9, 12))
    found = checklist.checklist(sample, meeting, KNOWN)
    today = dt.date(2025, 10, 15)
    now = [line.step.key for line in checklist.due(found, today)]
    assert now == ["draft_approval", "send_notice", "draft_public_notice"]
    assert {line.progress(today) for line in found} == {Progress.DONE, Progress.DUE, Progress.AHEAD}
    later = checklist.due(found, dt.date(2025, 11, 24))
    assert later[-1].step.key == "request_pay"
    assert [line.progress(dt.date(2025, 11, 24)) for line in later[-3:]] == [
        Progress.OVERDUE,
        Progress.DUE,
        Progress.DUE,
    ]


def test_a_step_is_ticked_once_and_taken_back(sample: Store) -> None:
    meeting = asking.meeting(sample).id
    change = checklist.tick(sample, meeting, STEP["send_notice"], dt.date(2025, 10, 15), note="12通")
    assert change.act.text() == "第1回会議の手順「開催通知と出欠回答票を送る」を済みに"
    record = lines(sample)["send_notice"].tick
    assert record is not None and (record.done_on, record.note) == (dt.date(2025, 10, 15), "12通")
    with pytest.raises(InvalidRecord, match="令和7年10月15日に済み"):
        checklist.tick(sample, meeting, STEP["send_notice"], asking.DAY)
    checklist.edit_tick(sample, replace(record, done_on=dt.date(2025, 10, 16), step="else"))
    edited = lines(sample)["send_notice"].tick
    assert edited is not None and edited.done_on == dt.date(2025, 10, 16)
    checklist.untick(sample, meeting, STEP["send_notice"])
    assert lines(sample)["send_notice"].tick is None
    with pytest.raises(InvalidRecord, match="済みと記録されていません"):
        checklist.untick(sample, meeting, STEP["send_notice"])
    sample.undo()
    assert lines(sample)["send_notice"].tick == replace(edited, version=edited.version)


def test_a_meeting_removed_takes_its_ticks_along(sample: Store) -> None:
    meetings.call_meeting(sample, asking.committee(sample).id, date=dt.date(2026, 2, 20))
    second = meetings.meetings(sample, asking.committee(sample).id)[1]
    assert second.status is MeetingStatus.PLANNED
    checklist.tick(sample, second.id, STEP["hold_venue"], asking.DAY)
    meetings.remove_meeting(sample, second.id)
    assert sample.find(PreparationStep) == ()


def test_the_office_s_own_checklist_is_read_in_any_order(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        'step = [{ key = "b", day = 3, last = 5, text = "後" }, { key = "a", day = -3, text = "前" }]',
    )
    assert checklist.steps(file) == (Step("a", -3, -3, "前"), Step("b", 3, 5, "後"))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('{ key = "A", day = 1, text = "一" }', "英小文字"),
        ('{ key = "a", day = 4000, text = "一" }', "3660日を超え"),
        ('{ key = "a", day = 1, last = 4000, text = "一" }', "3660日を超え"),
        ('{ key = "a", day = 1, last = 0, text = "一" }', "前になって"),
        ('{ key = "a", day = 1, text = "" }', "空欄"),
        ('{ key = "a", text = "一" }', "ありません"),
        ('{ key = "a", day = 1, text = "一", who = "私" }', "使えません"),
        ('{ key = "a", day = 1, text = "一" }, { key = "a", day = 2, text = "二" }', "同じ名前"),
    ],
)
def test_a_fault_in_the_checklist_is_named(tmp_path: Path, row: str, why: str) -> None:
    with pytest.raises(InvalidRecord, match=why):
        checklist.steps(written(tmp_path, f"step = [{row}]"))


def test_a_missing_checklist_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        checklist.steps(tmp_path / "checklist.toml")
