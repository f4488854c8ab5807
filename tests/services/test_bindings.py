"""How a committee's packets are bound: kept for each committee, undone by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.records import PacketBinding
from kyodo_desktop.services import bindings, committees
from kyodo_desktop.storage import Store
from tests.services import asking


def test_a_committee_binds_by_default_until_something_is_set(sample: Store) -> None:
    one = asking.committee(sample).id
    found = bindings.binding_of(sample, one)
    assert found == PacketBinding(id=bindings.UNKEPT, committee=one)
    assert (found.even, found.through, found.contents) == (False, True, False)


def test_what_is_set_stays_for_the_next_meeting_and_for_this_committee_alone(sample: Store) -> None:
    one = asking.committee(sample).id
    change = bindings.set_binding(sample, replace(bindings.binding_of(sample, one), even=True))
    assert change.act.text() == "資料の綴じ方を変更"
    bindings.set_binding(sample, replace(bindings.binding_of(sample, one), within=True))
    kept = bindings.binding_of(sample, one)
    assert (kept.even, kept.within) == (True, True)
    assert len(sample.find(PacketBinding)) == 1
    committees.establish(sample, name="別の委員会", city="川口市")
    other = next(c.id for c in committees.committees(sample) if c.id != one)
    assert not bindings.binding_of(sample, other).even
    sample.undo()
    sample.undo()
    assert (bindings.binding_of(sample, one).even, bindings.binding_of(sample, one).within) == (True, False)


def test_a_size_that_no_packet_fits_is_refused(sample: Store) -> None:
    one = bindings.binding_of(sample, asking.committee(sample).id)
    with pytest.raises(InvalidRecord) as caught:
        bindings.set_binding(sample, replace(one, most_kb=1))
    assert [name for name, _ in caught.value.problems] == ["most_kb"]


def test_a_committee_that_isn_t_there_is_told(sample: Store) -> None:
    with pytest.raises(NotFound):
        bindings.set_binding(sample, PacketBinding(id="", committee="nowhere"))
