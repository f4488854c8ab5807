"""Errata are named by what they correct, in its order, and can't be of another meeting's material."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import Erratum, Material, MaterialFamily
from kyodo_desktop.services import errata, meetings
from kyodo_desktop.storage import Store
from tests.services import asking


def erratum(store: Store, number: str = "参考資料4", **values: object) -> Erratum:
    lines = meetings.materials(store, asking.meeting(store).id)
    material = next(one.material for one in lines if one.number == number)
    made = Erratum(
        id="",
        committee=asking.committee(store).id,
        meeting=material.meeting,
        material=material.id,
        page=2,
        place="表(6)",
        wrong="1,383",
        right="1,343",
        noticed_on=dt.date(2025, 11, 13),
    )
    return replace(made, **values)  # type: ignore[arg-type]


def test_errata_stand_by_document_and_page(sample: Store) -> None:
    for number, page in (("参考資料5", 1), ("参考資料4", 3), ("参考資料4", 2)):
        errata.record_erratum(sample, erratum(sample, number, page=page))
    errata.record_erratum(sample, erratum(sample, material=None, document="開催通知", page=None))
    found = errata.errata(sample, asking.committee(sample).id, asking.meeting(sample).id)
    assert [(one.document, one.erratum.page) for one in found] == [
        ("参考資料4", 2),
        ("参考資料4", 3),
        ("参考資料5", 1),
        ("開催通知", None),
    ]


def test_a_renumbered_material_is_named_as_it_is_numbered(sample: Store) -> None:
    errata.record_erratum(sample, erratum(sample))
    meeting = asking.meeting(sample).id
    meetings.add_material(sample, meeting, "追加", family=MaterialFamily.REFERENCE)
    last = next(one for one in sample.find(Material, meeting=meeting) if one.title == "追加")
    meetings.move_material(sample, last.id, -9)
    (found,) = errata.errata(sample, asking.committee(sample).id)
    assert found.document == "参考資料5"


def test_an_erratum_is_edited_and_removed(sample: Store) -> None:
    errata.record_erratum(sample, erratum(sample))
    (found,) = errata.errata(sample, asking.committee(sample).id)
    errata.edit_erratum(sample, replace(found.erratum, right="1,344"))
    assert sample.get(Erratum, found.erratum.id).right == "1,344"
    errata.remove_erratum(sample, found.erratum.id)
    assert errata.errata(sample, asking.committee(sample).id) == ()


def test_an_erratum_is_of_something_of_its_own_meeting(sample: Store) -> None:
    with pytest.raises(InvalidRecord):
        errata.record_erratum(sample, erratum(sample, material=None))
    with pytest.raises(InvalidRecord):
        errata.record_erratum(sample, erratum(sample, meeting=None))
    assert errata.errata(sample, asking.committee(sample).id) == ()
