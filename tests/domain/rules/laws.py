"""The three regulations that the rules are tried on, and their readings by the labels that a clerk reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from kyodo_desktop.domain import law
from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.readings import READINGS
from tests.plugins import ROOT

DAY: Final = dt.date(2025, 11, 14)
REGULATIONS: Final = ROOT / "resources" / "regulations"
FILES: Final = {"川口": "kawaguchi.toml", "汐見": "shiomi.toml", "高嶺": "takamine.toml"}
"""The regulations by the short names that the cases use."""


def source(name: str) -> str:
    """The TOML of a regulation."""
    return (REGULATIONS / FILES[name]).read_text("utf-8")


LAWS: Final = {name: law.read(source(name), file).on(DAY) for name, file in FILES.items()}
KAWAGUCHI: Final = LAWS["川口"]


def read_as(case: Mapping[str, object]) -> Law:
    """The law of a case: its regulation (規則), read as it says (読み方) on the ground it names (根拠)."""
    found = LAWS[str(case.get("規則", "川口"))]
    readings = {_kind(label): _value(label, value) for label, value in _table(case, "読み方").items()}
    return found.with_readings(readings, {_kind(a): b for a, b in _table(case, "根拠").items()})


def _table(case: Mapping[str, object], key: str) -> dict[str, str]:
    given = case.get(key, {})
    assert isinstance(given, dict)
    return {str(label): str(value) for label, value in given.items()}


def _kind(label: str) -> str:
    return next(one.name for one in READINGS if one.label == label)


def _value(label: str, written: str) -> str:
    kind = next(one for one in READINGS if one.label == label)
    return next(one.value for one in kind.values if one.label == written)
