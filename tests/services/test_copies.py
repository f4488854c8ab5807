"""How many copies a meeting takes: from the register, from the office's habits, as the clerk decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.copies import Usual
from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.records import Meeting, PrintRun
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import copies, meetings
from kyodo_desktop.storage import Store
from tests.services import asking

USUAL = Usual(staff=8, observers=5, press=2, kept=1, spare_percent=10, spare_least=2, clip_over=40)


def test_the_members_in_office_are_counted_whoever_is_absent(sample: Store) -> None:
    found = copies.copies(sample, asking.meeting(sample).id, USUAL)
    assert found.count("members") == 12
    assert found.arithmetic == "12＋8＋5＋2＋3＋1＝31"


def test_what_the_clerk_decides_is_kept_undone_and_taken_back(sample: Store) -> None:
    meeting = asking.meeting(sample).id
    change = copies.set_copies(sample, meeting, {"observers": 10, "press": 0}, two_sided=False)
    assert change.act.japanese() == "第1回会議の印刷部数を記録"
    found = copies.printing(sample, meeting)
    assert found.given == (("observers", 10), ("press", 0))
    assert not found.two_sided
    assert found.copies(USUAL).arithmetic == "12＋8＋10＋0＋3＋1＝34"
    copies.set_copies(sample, meeting, {"observers": 7})
    assert copies.printing(sample, meeting) == copies.Printing(12, (("observers", 7),), True)
    assert len(sample.find(PrintRun, meeting=meeting)) == 1
    sample.undo()
    assert copies.printing(sample, meeting) == found
    copies.set_copies(sample, meeting, {})
    assert sample.find(PrintRun) == ()
    assert copies.printing(sample, meeting) == copies.Printing(12)


def test_what_is_as_usual_changes_nothing(sample: Store) -> None:
    assert copies.set_copies(sample, asking.meeting(sample).id, {"staff": None}).pairs == ()


@pytest.mark.parametrize("count", [-1, 1000])
def test_a_figure_that_can_t_be_is_refused(sample: Store, count: int) -> None:
    meeting = asking.meeting(sample).id
    with pytest.raises(InvalidRecord) as caught:
        copies.set_copies(sample, meeting, {"press": count})
    assert [name for name, _ in caught.value.problems] == ["press"]
    assert sample.find(PrintRun) == ()


def test_a_meeting_that_isn_t_there_is_told(sample: Store) -> None:
    with pytest.raises(NotFound):
        copies.printing(sample, "nowhere")


def test_on_a_day_without_a_term_nobody_is_in_office(sample: Store) -> None:
    held = asking.meeting(sample)
    with sample.change(msg("日を変える")) as draft:
        draft.save(replace(held, date=dt.date(2040, 1, 1)))
    assert copies.copies(sample, held.id, USUAL).arithmetic == "0＋8＋5＋2＋2＋1＝18"


def test_removing_a_meeting_takes_its_figures_along(sample: Store) -> None:
    change = meetings.call_meeting(sample, asking.meeting(sample).committee, date=dt.date(2026, 2, 10))
    made = next(pair.after for pair in change.pairs if isinstance(pair.after, Meeting))
    copies.set_copies(sample, made.id, {"press": 3})
    assert len(sample.find(PrintRun)) == 1
    meetings.remove_meeting(sample, made.id)
    assert sample.find(PrintRun) == ()
