"""A workbook that a hand has edited is never written over."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from kyodo_desktop.papers import wordkeep, workbook
from kyodo_desktop.papers.tables import book
from tests.papers import samples
from tests.papers.samples import FORMS
from tests.papers.tables.payloads import texts


@pytest.mark.parametrize(
    "data",
    [book.written((texts(["一"]),)), workbook.roster(samples.ROSTER, FORMS)],
    ids=["table", "roster"],
)
def test_a_workbook_of_ours_is_replaced_until_a_hand_edits_it(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    assert wordkeep.state(path) == "nothing"
    wordkeep.keep(path, data)
    wordkeep.keep(path, data)
    assert wordkeep.state(path) == "ours"
    edited = openpyxl.load_workbook(io.BytesIO(data))
    edited.worksheets[0]["A2"] = "手で直した"
    edited.save(path)
    kept = path.read_bytes()
    with pytest.raises(wordkeep.NotOurs) as caught:
        wordkeep.keep(path, data)
    assert caught.value.found == "edited"
    assert path.read_bytes() == kept
    assert caught.value.another.name == "表（2）.xlsx"


def test_another_workbook_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(wordkeep.NotOurs):
        wordkeep.keep(path, book.written((texts(["一"]),)))
    assert openpyxl.load_workbook(path).sheetnames == ["Sheet"]
