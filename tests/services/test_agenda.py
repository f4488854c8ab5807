"""The agenda: a tree whose numbers follow from the places of its items."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.records import AgendaItem, ItemKind, Meeting
from kyodo_desktop.services import meetings
from kyodo_desktop.storage import Change, Store
from tests.services import asking


def printed(store: Store) -> list[str]:
    """The agenda as it prints."""
    return [f"{one.number} {one.item.title}" for one in meetings.agenda(store, asking.meeting(store).id)]


def item(store: Store, title: str) -> AgendaItem:
    """The item with this title."""
    lines = meetings.agenda(store, asking.meeting(store).id)
    return next(one.item for one in lines if one.item.title == title)


def added(change: Change) -> AgendaItem:
    """The item that an act added."""
    (pair,) = change.pairs
    assert isinstance(pair.after, AgendaItem)
    return pair.after


def other_meeting(store: Store) -> Meeting:
    """A second meeting."""
    change = meetings.call_meeting(store, asking.committee(store).id, date=asking.DAY.replace(month=12))
    made = change.pairs[0].after
    assert isinstance(made, Meeting)
    return made


def test_an_item_comes_last_of_its_siblings(sample: Store) -> None:
    owner = asking.meeting(sample).id
    act = meetings.add_item(sample, owner, "講評").act
    assert act.text() == "議事項目「講評」を追加"
    parent = item(sample, "報告事項").id
    meetings.add_item(sample, owner, "二つ目の報告", kind=ItemKind.REPORT, parent=parent)
    assert printed(sample)[-5:] == [
        "ア 川口市における協働の現状について",
        "イ 二つ目の報告",
        "（2） その他",
        "7 閉会",
        "8 講評",
    ]


def test_an_item_moves_with_all_under_it(sample: Store) -> None:
    meetings.move_item(sample, item(sample, "議事").id, -1)
    assert printed(sample)[4:] == [
        "5 議事",
        "（1） 報告事項",
        "ア 川口市における協働の現状について",
        "（2） その他",
        "6 正副委員長の選任（互選）について",
        "7 閉会",
    ]


def test_a_move_past_the_end_stops_there(sample: Store) -> None:
    before = printed(sample)
    meetings.move_item(sample, item(sample, "開会").id, 99)
    assert printed(sample)[-1] == "7 開会"
    meetings.move_item(sample, item(sample, "開会").id, -99)
    assert printed(sample) == before
    assert meetings.move_item(sample, item(sample, "開会").id, -1).pairs == ()
    assert meetings.move_item(sample, item(sample, "議事").id, 0).seq == 0


def test_a_move_stays_among_the_siblings(sample: Store) -> None:
    meetings.move_item(sample, item(sample, "その他").id, -5)
    assert printed(sample)[6:9] == ["（1） その他", "（2） 報告事項", "ア 川口市における協働の現状について"]


def test_an_item_is_renamed_and_put_under_another(sample: Store) -> None:
    meetings.edit_item(sample, replace(item(sample, "自己紹介"), title="委員自己紹介"))
    meetings.edit_item(sample, replace(item(sample, "委員自己紹介"), parent=item(sample, "議事").id))
    assert "（3） 委員自己紹介" in printed(sample)
    assert "4 正副委員長の選任（互選）について" in printed(sample)
    meetings.edit_item(sample, replace(item(sample, "報告事項"), parent=None))
    assert printed(sample)[-2:] == ["7 報告事項", "（1） 川口市における協働の現状について"]


def test_an_item_is_removed_with_all_under_it_and_undone(sample: Store) -> None:
    before = printed(sample)
    meetings.remove_item(sample, item(sample, "議事").id)
    assert printed(sample)[-2:] == ["5 正副委員長の選任（互選）について", "6 閉会"]
    sample.undo()
    assert printed(sample) == before
    assert sample.verify() == ()


def test_removing_an_item_clears_what_referred_to_it(sample: Store) -> None:
    owner = asking.meeting(sample).id
    paper = meetings.materials(sample, owner)[1].material
    child = item(sample, "川口市における協働の現状について")
    meetings.edit_material(sample, replace(paper, item=child.id))
    change = meetings.remove_item(sample, item(sample, "議事").id)
    assert meetings.materials(sample, owner)[1].material.item is None
    assert len(change.pairs) == 5
    sample.undo()
    assert meetings.materials(sample, owner)[1].material.item == child.id


@pytest.mark.parametrize("below", ["議事", "報告事項", "川口市における協働の現状について"])
def test_an_item_under_itself_is_refused(sample: Store, below: str) -> None:
    with pytest.raises(InvalidRecord, match="それ自身") as caught:
        meetings.edit_item(sample, replace(item(sample, "議事"), parent=item(sample, below).id))
    assert caught.value.problems[0][0] == "parent"


def test_a_parent_of_another_meeting_is_refused(sample: Store) -> None:
    other = other_meeting(sample)
    foreign = added(meetings.add_item(sample, other.id, "議題"))
    with pytest.raises(InvalidRecord, match="別の会議"):
        meetings.add_item(sample, asking.meeting(sample).id, "下の項目", parent=foreign.id)
    with pytest.raises(InvalidRecord, match="別の会議"):
        meetings.edit_item(sample, replace(item(sample, "開会"), parent=foreign.id))


def test_the_agenda_is_six_levels_deep_at_most(sample: Store) -> None:
    owner = asking.meeting(sample).id
    parent = item(sample, "川口市における協働の現状について").id
    for title in ("四", "五", "六"):
        parent = added(meetings.add_item(sample, owner, title, parent=parent)).id
    assert printed(sample)[7:11] == [
        "ア 川口市における協働の現状について",
        "（ア） 四",
        "a 五",
        "（a） 六",
    ]
    with pytest.raises(InvalidRecord, match="6段まで"):
        meetings.add_item(sample, owner, "七", parent=parent)
    with pytest.raises(InvalidRecord, match="6段まで"):
        meetings.edit_item(sample, replace(item(sample, "議事"), parent=item(sample, "開会").id))


def test_a_blank_title_is_refused(sample: Store) -> None:
    with pytest.raises(InvalidRecord, match="件名"):
        meetings.add_item(sample, asking.meeting(sample).id, "")


def test_an_item_that_is_gone_is_told(sample: Store) -> None:
    gone = item(sample, "その他")
    meetings.remove_item(sample, gone.id)
    with pytest.raises(NotFound):
        meetings.move_item(sample, gone.id, 1)


def test_an_item_is_added_right_after_another(sample: Store) -> None:
    first = item(sample, "自己紹介")
    before = printed(sample)
    meetings.add_item(sample, asking.meeting(sample).id, "追加", after=first.id)
    titles = [one.split(" ", 1)[1] for one in printed(sample)]
    assert titles.index("追加") == titles.index(first.title) + 1
    sample.undo()
    assert printed(sample) == before


def test_an_item_is_put_behind_the_one_it_was_under_in_one_act(sample: Store) -> None:
    before = printed(sample)
    change = meetings.outdent_item(sample, item(sample, "報告事項").id)
    assert change.act.text() == "議事項目「報告事項」を移動"
    assert item(sample, "報告事項").parent == item(sample, "議事").parent
    sample.undo()
    assert printed(sample) == before
    assert meetings.outdent_item(sample, item(sample, "議事").id).pairs == ()
