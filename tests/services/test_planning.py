"""The plan of deliberation: lines in order, their periods as loose as they are known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import Meeting, PlanEntry
from kyodo_desktop.services import meetings, planning, roster
from kyodo_desktop.storage import Store
from tests.services import asking


def printed(store: Store) -> list[str]:
    """The plan in short."""
    return [one.content[:5] for one in planning.plan(store, asking.committee(store).id)]


def entry(store: Store, place: int) -> PlanEntry:
    """The entry at a place, from 0."""
    return planning.plan(store, asking.committee(store).id)[place]


def test_a_line_comes_last(sample: Store) -> None:
    owner = asking.committee(sample).id
    change = planning.add_plan_entry(sample, owner, "答申", period="令和9年度中", meeting_number=5)
    assert change.act.text() == "審議予定「答申」を追加"
    assert (entry(sample, 5).content, entry(sample, 5).meeting_number) == ("答申", 5)


@pytest.mark.parametrize("period", ["来年の春ごろ", "令和8年13月", "平成40年5月頃"])
def test_a_period_that_nobody_can_read_is_refused(sample: Store, period: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        planning.add_plan_entry(sample, asking.committee(sample).id, "答申", period=period)
    assert caught.value.problems[0][0] == "period"


def test_a_line_is_put_right_and_keeps_its_place(sample: Store) -> None:
    change = planning.edit_plan_entry(
        sample, replace(entry(sample, 2), period="令和8年10月", order=9, meeting=asking.meeting(sample).id)
    )
    assert change.act.text() == "審議予定「研修の実施」を変更"
    assert (entry(sample, 2).period, entry(sample, 2).content) == ("令和8年10月", "研修の実施")


def test_a_line_moves_and_is_removed(sample: Store) -> None:
    planning.move_plan_entry(sample, entry(sample, 4).id, -9)
    assert printed(sample)[0] == "上記アンケ"
    planning.remove_plan_entry(sample, entry(sample, 0).id)
    assert sample.journal()[0].act.text() == "審議予定「上記アンケート及び調査結果による、評価・改善」を削除"
    assert len(printed(sample)) == 4
    sample.undo()
    sample.undo()
    assert printed(sample)[4] == "上記アンケ"


def test_a_meeting_of_another_committee_is_refused(sample: Store) -> None:
    other = roster.establish(sample, name="別の委員会", city="川口市").pairs[0].subject.id
    roster.open_term(sample, other, since=asking.FIRST, until=asking.LAST)
    meeting = meetings.call_meeting(sample, other, date=asking.DAY).pairs[0].subject
    assert isinstance(meeting, Meeting)
    with pytest.raises(InvalidRecord, match="別の委員会のもの") as caught:
        planning.edit_plan_entry(sample, replace(entry(sample, 0), meeting=meeting.id))
    assert caught.value.problems[0][0] == "meeting"


def test_a_long_content_is_cut_in_the_name_of_the_act(sample: Store) -> None:
    change = planning.add_plan_entry(sample, asking.committee(sample).id, "長い" * 40 + "\n二行目")
    assert change.act.text() == f"審議予定「{'長い' * 14}長…」を追加"
