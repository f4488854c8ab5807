"""A paper as a table from the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from kyodo_desktop import onetable
from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.onetable import PUBLIC, Asked
from kyodo_desktop.papers import PAPERS
from kyodo_desktop.papers.paper import of_meeting
from kyodo_desktop.storage import Store
from tests.papers.samples import PATHS
from tests.services import asking


def made(store: Store, key: str, out: Path, asked: Asked = PUBLIC) -> tuple[str, ...]:
    paper = next(one for one in PAPERS if one.key == key)
    occasion = of_meeting(store, asking.meeting(store).id)
    return tuple(one.text() for one in onetable.write(PATHS, store, paper, occasion, out, asked))


def test_a_roster_is_the_printed_page_and_a_list(sample: Store, tmp_path: Path) -> None:
    assert made(sample, "roster", tmp_path / "a.xlsx") == ()
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["委員名簿", "一覧"]
    made(sample, "roster", tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == 13


def test_what_is_internal_is_said_unless_its_name_says_it(sample: Store, tmp_path: Path) -> None:
    asked = Asked(internal=True, personal=True)
    assert made(sample, "roster", tmp_path / "a.xlsx", asked)
    assert made(sample, "roster", tmp_path / "【内部用】a.xlsx", asked) == ()
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[0].startswith("【内部用】")


def test_giving_out_what_is_personal_is_written_down_and_nothing_else_is(
    sample: Store, tmp_path: Path
) -> None:
    before = len(sample.journal())
    made(sample, "roster", tmp_path / "a.xlsx")
    made(sample, "roster", tmp_path / "b.xlsx", Asked(internal=True))
    assert len(sample.journal()) == before
    made(sample, "roster", tmp_path / "c.csv", Asked(internal=True, personal=True))
    (note, *rest) = sample.journal()
    assert (note.kind, len(rest)) == ("note", before)
    assert "委員名簿」を出力（12人分）" in note.act.text()


def test_only_tables_are_internal() -> None:
    assert onetable.is_table(Path("a.XLSX"), PUBLIC)
    assert not onetable.is_table(Path("a.pdf"), PUBLIC)
    with pytest.raises(UsageError):
        onetable.is_table(Path("a.pdf"), Asked(internal=True))


def test_an_agenda_is_no_table(sample: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        made(sample, "agenda", tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
