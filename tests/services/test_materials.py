"""The materials: numbered within their families, with their files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import Attachment, Material, MaterialFamily
from kyodo_desktop.services import meetings
from kyodo_desktop.storage import Store
from tests.services import asking
from tests.services.test_agenda import added, other_meeting

PDF = b"%PDF-1.7 ..."


def printed(store: Store) -> list[str]:
    """The list as it prints, with short titles."""
    lines = meetings.materials(store, asking.meeting(store).id)
    return [f"{one.number} {one.material.title[:6]}" for one in lines]


def material(store: Store, number: str) -> Material:
    """The material with this number."""
    lines = meetings.materials(store, asking.meeting(store).id)
    return next(one.material for one in lines if one.number == number)


def attach(store: Store, number: str, data: bytes = PDF, name: str = "a.pdf") -> Attachment:
    """The attachment that a material has got."""
    meetings.attach(store, material(store, number).id, name, data, "application/pdf", asking.DAY)
    found = material(store, number).attachment
    assert found is not None
    return store.get(Attachment, found)


def test_a_material_comes_last_of_its_family(sample: Store) -> None:
    owner = asking.meeting(sample).id
    act = meetings.add_material(sample, owner, "追加の資料").act
    meetings.add_material(sample, owner, "もう一枚", family=MaterialFamily.ANNEX, handed_apart=True)
    assert act.text() == "資料「追加の資料」を追加"
    assert printed(sample)[2] == "資料3 追加の資料"
    assert printed(sample)[-1] == "別紙2 もう一枚"
    assert material(sample, "別紙2").handed_apart


def test_a_material_moves_within_its_family(sample: Store) -> None:
    meetings.move_material(sample, material(sample, "参考資料6").id, -99)
    assert printed(sample)[2:4] == ["参考資料1 川口市協働推", "参考資料2 通称まちはみ"]
    meetings.move_material(sample, material(sample, "参考資料1").id, 2)
    assert printed(sample)[4] == "参考資料3 川口市協働推"
    assert meetings.move_material(sample, material(sample, "別紙1").id, 1).pairs == ()


def test_a_material_that_a_paper_is_chosen_for_is_printed(sample: Store) -> None:
    apart = material(sample, "参考資料1")
    assert apart.handed_apart
    meetings.edit_material(sample, replace(apart, paper="consultations"))
    chosen = material(sample, "参考資料1")
    assert (chosen.paper, chosen.handed_apart) == ("consultations", False)
    meetings.edit_material(sample, replace(chosen, handed_apart=True))
    assert material(sample, "参考資料1").handed_apart, "the clerk's own word holds"


def test_a_material_of_another_family_comes_last(sample: Store) -> None:
    meetings.edit_material(sample, replace(material(sample, "資料2"), family=MaterialFamily.REFERENCE))
    assert printed(sample)[7] == "参考資料7 川口市におけ"
    assert not any(line.startswith("資料2") for line in printed(sample))


def test_a_material_is_removed_and_the_numbers_close_up(sample: Store) -> None:
    meetings.remove_material(sample, material(sample, "参考資料2").id)
    assert printed(sample)[3] == "参考資料2 「川口市の協"
    assert len(printed(sample)) == 8


def test_a_file_is_kept_byte_for_byte(sample: Store) -> None:
    kept = attach(sample, "参考資料1", name="現状.pdf")
    assert (kept.name, kept.size, kept.received_on) == ("現状.pdf", len(PDF), asking.DAY)
    assert sample.blob(kept.sha256) == PDF
    assert sample.journal()[0].act.text() == "資料「通称まちはみんなでつくるもの条例」にファイルを添付"


def test_a_material_that_has_a_file_is_no_longer_handed_apart(sample: Store) -> None:
    assert material(sample, "参考資料2").handed_apart
    attach(sample, "参考資料2")
    assert not material(sample, "参考資料2").handed_apart
    sample.undo()
    assert material(sample, "参考資料2").handed_apart


def test_a_replaced_file_is_dropped_and_undo_brings_it_back(sample: Store) -> None:
    first = attach(sample, "参考資料1")
    second = attach(sample, "参考資料1", b"%PDF newer")
    assert sample.find(Attachment) == (second,)
    sample.undo()
    assert [one.id for one in sample.find(Attachment)] == [first.id]
    assert sample.blob(first.sha256) == PDF
    assert material(sample, "参考資料1").attachment == first.id


def test_a_file_that_two_materials_have_stays_for_the_other(sample: Store) -> None:
    kept = attach(sample, "参考資料1")
    meetings.edit_material(sample, replace(material(sample, "参考資料2"), attachment=kept.id))
    meetings.remove_material(sample, material(sample, "参考資料1").id)
    assert sample.find(Attachment) == (kept,)
    meetings.detach(sample, material(sample, "参考資料1").id)
    assert sample.find(Attachment) == ()


@pytest.mark.parametrize(("name", "data", "why"), [("a.pdf", b"", "0バイト"), ("../a.pdf", PDF, "区切り")])
def test_a_file_that_cant_be_used_is_refused(sample: Store, name: str, data: bytes, why: str) -> None:
    with pytest.raises(InvalidRecord, match=why):
        attach(sample, "参考資料1", data, name)
    assert sample.find(Attachment) == ()


def test_a_material_made_from_the_register_takes_no_file(sample: Store) -> None:
    with pytest.raises(InvalidRecord, match="台帳から作成"):
        attach(sample, "資料1")
    kept = attach(sample, "参考資料1")
    with pytest.raises(InvalidRecord, match="台帳から作成"):
        meetings.edit_material(sample, replace(material(sample, "参考資料1"), paper="roster"))
    assert sample.find(Attachment) == (kept,)


def test_an_item_of_another_meeting_is_refused(sample: Store) -> None:
    foreign = added(meetings.add_item(sample, other_meeting(sample).id, "議題"))
    with pytest.raises(InvalidRecord, match="別の会議"):
        meetings.edit_material(sample, replace(material(sample, "資料2"), item=foreign.id))
    with pytest.raises(InvalidRecord, match="別の会議"):
        meetings.add_material(sample, asking.meeting(sample).id, "新しい資料", item=foreign.id)


def test_an_attachment_that_isnt_kept_is_told(sample: Store) -> None:
    with pytest.raises(Exception, match="添付ファイルが見つかりません"):
        meetings.edit_material(sample, replace(material(sample, "資料2"), attachment="nowhere"))


def test_a_material_is_added_with_its_file_in_one_act(sample: Store) -> None:
    meeting = asking.meeting(sample).id
    before = meetings.materials(sample, meeting)
    change = meetings.add_received(
        sample, meeting, "調査結果", "調査結果.pdf", b"%PDF-1.4", "application/pdf", asking.DAY
    )
    assert change.act.text() == "資料「調査結果」を追加"
    (line,) = [one for one in meetings.materials(sample, meeting) if one.material.title == "調査結果"]
    assert line.material.attachment is not None
    sample.undo()
    assert meetings.materials(sample, meeting) == before
    with pytest.raises(InvalidRecord):
        meetings.add_received(sample, meeting, "空", "空.pdf", b"", "application/pdf", asking.DAY)
