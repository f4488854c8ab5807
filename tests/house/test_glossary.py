"""The README's glossary names every record, its official term and its English name, in order."""

from __future__ import annotations

from itertools import zip_longest

from kyodo_desktop.domain.fields import shape
from kyodo_desktop.domain.records import RECORDS
from tests.house.sources import ROOT


def rows() -> list[str]:
    """The glossary's rows for the records, two records to a row, read down the left half first."""
    named = [f"{shape(one).term} | {one.__name__}" for one in RECORDS]
    half = (len(named) + 1) // 2
    pairs = zip_longest(named[:half], named[half:], fillvalue=" | ")
    return [f"| {left} | | {right} |" for left, right in pairs]


def test_the_readme_names_every_record() -> None:
    glossary = (ROOT / "README.md").read_text("utf-8").partition("## Glossary")[2]
    table = glossary.partition("### Records")[2].partition("###")[0]
    assert [line for line in table.splitlines() if line.startswith("|")][2:] == rows()


def test_no_two_records_share_a_term() -> None:
    terms = [shape(one).term for one in RECORDS]
    assert sorted(terms) == sorted(set(terms))
