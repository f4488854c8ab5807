"""The rooms: added once, put right, taken off the list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.services.venues import add_venue, edit_venue, remove_venue, venues
from kyodo_desktop.storage import Store


def test_a_room_is_added_put_right_and_removed_and_each_can_be_taken_back(sample: Store) -> None:
    before = venues(sample)
    add_venue(sample, name="市民会館\n第2会議室", capacity=40)
    made = next(one for one in venues(sample) if one not in before)
    assert (made.name, made.capacity) == ("市民会館\n第2会議室", 40)
    edit_venue(sample, replace(made, capacity=36))
    assert sample.get(type(made), made.id).capacity == 36
    remove_venue(sample, made.id)
    assert venues(sample) == before
    sample.undo()
    sample.undo()
    assert sample.get(type(made), made.id).capacity == 40


def test_the_same_room_twice_is_refused_however_its_lines_break(sample: Store) -> None:
    add_venue(sample, name="市民会館\n第2会議室")
    with pytest.raises(InvalidRecord, match="同じ名前の会場"):
        add_venue(sample, name="市民会館 第2会議室")
    add_venue(sample, name="別館")
    other = next(one for one in venues(sample) if one.name == "別館")
    with pytest.raises(InvalidRecord, match="同じ名前の会場"):
        edit_venue(sample, replace(other, name="市民会館 第2会議室"))
