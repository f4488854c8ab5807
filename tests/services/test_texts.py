"""The texts that the secretariat writes: one for a material, gone with it."""

from __future__ import annotations

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import BodyLayout, BodyText
from kyodo_desktop.services import meetings, texts
from kyodo_desktop.storage import Store
from tests.services import asking
from tests.services.test_materials import PDF, attach, material


def test_a_text_makes_the_material_set_from_it(sample: Store) -> None:
    paper = material(sample, "参考資料1")
    assert texts.body_of(sample, paper.id) is None
    change = texts.set_body(sample, paper.id, BodyLayout.HANDOUT, "# 概要\n\n本文")
    assert change.act.text() == "資料「通称まちはみんなでつくるもの条例」の本文を保存"
    assert material(sample, "参考資料1").paper == texts.BODY
    found = texts.body_of(sample, paper.id)
    assert found is not None
    assert (found.layout, found.source) == (BodyLayout.HANDOUT, "# 概要\n\n本文")


def test_a_text_takes_the_place_of_the_one_before(sample: Store) -> None:
    owner = material(sample, "資料2").id
    before = texts.body_of(sample, owner)
    assert before is not None
    texts.set_body(sample, owner, BodyLayout.HANDOUT, "短い本文")
    assert len(sample.find(BodyText)) == 2
    sample.undo()
    again = texts.body_of(sample, owner)
    assert again is not None
    assert (again.layout, again.source) == (before.layout, before.source)
    assert texts.set_body(sample, owner, before.layout, before.source).pairs == ()


def test_a_text_goes_with_its_material(sample: Store) -> None:
    owner = material(sample, "資料2").id
    meetings.remove_material(sample, owner)
    assert texts.body_of(sample, owner) is None
    sample.undo()
    assert texts.body_of(sample, owner) is not None
    meetings.remove_meeting(sample, asking.meeting(sample).id)
    assert sample.find(BodyText) == ()
    assert sample.verify() == ()


def test_a_material_with_a_file_takes_no_text(sample: Store) -> None:
    attach(sample, "参考資料1", PDF)
    with pytest.raises(InvalidRecord, match="ファイルが添付されています") as caught:
        texts.set_body(sample, material(sample, "参考資料1").id, BodyLayout.SLIDES, "本文")
    assert caught.value.problems[0][0] == "attachment"


def test_an_empty_text_is_refused(sample: Store) -> None:
    with pytest.raises(InvalidRecord, match="本文"):
        texts.set_body(sample, material(sample, "資料2").id, BodyLayout.SLIDES, " \n")
