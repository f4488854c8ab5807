"""Every kind of field has a column and a form in the journal; every record goes through both unchanged."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest

from kyodo_desktop.domain.fields import Field, Kind, Record, fields, problems
from kyodo_desktop.domain.records import RECORDS
from kyodo_desktop.domain.soundness import all_sound
from kyodo_desktop.storage.codec import CODECS, canonical, decode, encode, spelled
from kyodo_desktop.storage.tables import COLUMN_TYPES, RECORD_NAMES, TABLES, from_row, table_name, to_row

SAMPLES: dict[Kind, Any] = {
    Kind.TEXT: "資料１",
    Kind.LINES: "一行目\n二行目",
    Kind.NAME: "髙﨑 𠮷辻󠄀",
    Kind.KANA: "たかさき",
    Kind.INTEGER: 7,
    Kind.FLAG: True,
    Kind.DAY: dt.date(2025, 11, 14),
    Kind.CLOCK: dt.time(18, 30, 15),
    Kind.REFERENCE: "00000000-0000-0000-0000-000000000001",
    Kind.DIGEST: "a" * 64,
}


OTHERS: dict[Kind, tuple[Any, ...]] = {Kind.TEXT: ("令和8年2月～3月頃",), Kind.INTEGER: (2025, 300)}
"""What a field takes whose own checks refuse the sample: a period, a fiscal year, a resolution."""


def sample(field: Field) -> Any:
    if field.choices:
        return list(field.choices)[-1]
    known = (SAMPLES[field.kind], *OTHERS.get(field.kind, ()))
    return next(value for value in known if not any(check(value) for check in field.checks))


@pytest.mark.parametrize("table", [COLUMN_TYPES, CODECS, SAMPLES | {Kind.CHOICE: None}])
def test_every_kind_is_mapped(table: dict[Kind, object]) -> None:
    assert set(table) == set(Kind)


def test_every_record_has_a_table_of_its_own() -> None:
    assert set(TABLES) == set(RECORDS) == set(RECORD_NAMES.values())
    assert len({table.name for table in TABLES.values()}) == len(RECORDS)
    assert table_name("AgendaItem") == "agenda_item"


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("cls", RECORDS)
def test_a_record_comes_back_from_its_row_and_from_the_journal(cls: type[Record], full: bool) -> None:
    values = {f.name: None if f.empty and not full else sample(f) for f in fields(cls)}
    record = cls(id="a", version=3, **values)
    found = [name for name, _ in problems(record) if name]
    assert not found
    assert from_row(cls, to_row(record)) == record
    halves = [json.loads(canonical(encode(record, personal=personal))) for personal in (False, True)]
    assert decode(cls, halves[0] | halves[1]) == record
    assert not set(halves[0]) & set(halves[1])
    assert {f.name for f in fields(cls) if f.personal} == set(halves[1])


@pytest.mark.parametrize("cls", RECORDS)
def test_many_records_are_spelled_and_judged_as_each_by_itself(cls: type[Record]) -> None:
    names = {one.name: one for one in fields(cls)}
    full = cls(id='a"\\', version=3, **{name: sample(one) for name, one in names.items()})
    bare = cls(id="b", **{name: None if one.empty else sample(one) for name, one in names.items()})
    for personal in (False, True):
        each = [canonical(encode(one, personal=personal)) for one in (full, bare)]
        assert spelled([full, None, bare], personal=personal) == [each[0], "null", each[1]]
    assert all_sound(cls, [full, bare]) is not bool(problems(full) or problems(bare))
    for name, one in names.items():
        for wrong in ("\x07", " ", "", 5.5, None):
            spoiled = replace(full, **{name: wrong})
            assert not (problems(spoiled) and all_sound(cls, [full, spoiled])), (one, wrong)


@pytest.mark.parametrize("cls", RECORDS)
def test_a_column_may_be_empty_only_where_the_field_may(cls: type[Record]) -> None:
    columns = TABLES[cls].c
    assert {c.name for c in columns if c.nullable} == {f.name for f in fields(cls) if f.empty}
    assert [c.name for c in columns] == [f.name for f in dataclasses.fields(cls)]
