"""The command `retention`, as it is typed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop import __main__
from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import Appointment, Person
from kyodo_desktop.services import roster
from kyodo_desktop.storage import Store

ADDRESS = "川口市カナリア町9-9-9"


@pytest.fixture
def register(sample: Store) -> Path:
    """The sample's register, closed, with the address of one member."""
    person = sample.get(Person, sample.find(Appointment)[0].person)
    roster.correct(sample, replace(person, address=ADDRESS))
    sample.close()
    assert isinstance(sample.location, Path)
    return sample.location


def carried_out(*words: object) -> int:
    return __main__.main([str(word) for word in words])


def test_the_list_names_who_and_changes_nothing(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = register.read_bytes()
    assert carried_out("retention", register, "--years", 5, "--today", "R20.4.1") == 0
    told = capsys.readouterr().out
    assert "（住所）" in told
    assert "1人分です" in told
    assert ADDRESS not in told
    assert carried_out("retention", register, "--years", 50, "--today", "R20.4.1") == 0
    assert "0人分です" in capsys.readouterr().out
    assert register.read_bytes() == before


def test_what_is_erased_is_told_and_gone(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("retention", register, "--years", 5, "--today", "R20.4.1", "--erase")
    assert ADDRESS.encode() in register.read_bytes()
    assert carried_out(*words, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["erased"], [one["fields"] for one in said["people"]]) == (True, [["住所"]])
    assert ADDRESS.encode() not in register.read_bytes()
    assert carried_out(*words) == 0
    assert "0人分です" in capsys.readouterr().out
    capsys.readouterr()
    carried_out("check", register)
    assert "台帳の異常" not in capsys.readouterr().out


def test_an_odd_number_of_years_is_refused(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert carried_out("retention", register, "--years", -1) == InvalidRecord.exit_code
    assert "0年から100年まで" in capsys.readouterr().err
