"""The registries are complete: what is defined is listed, and what is listed is defined."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import typing
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import kyodo_desktop
from kyodo_desktop import papers
from kyodo_desktop.domain import fields, records, rules
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Kind, Record
from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.readings import READINGS
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.papers.paper import Paper
from kyodo_desktop.papers.tables import cells
from kyodo_desktop.storage import codec, tables
from kyodo_desktop.ui import screens
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.widgets import editors
from tests.house.sources import ROOT

FORMS = ROOT / "forms"
OTHER_FORMS = {"packet.toml", "letter.toml", "observers.toml", "report.toml", "activity.toml", "copies.toml"}
"""The packet's own, which binds papers and is none; what several papers share."""


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def _children(base: type, package: ModuleType) -> set[type]:
    """The classes that a package defines below `base` and that can be made."""
    return {
        one
        for module in _modules(package)
        for _, one in inspect.getmembers(module, inspect.isclass)
        if issubclass(one, base) and one is not base and one.__module__ == module.__name__
        if not inspect.isabstract(one) and not one.__name__.startswith("_")
    }


def _class(one: object) -> type:
    return one if isinstance(one, type) else type(one)


def test_every_record_is_registered() -> None:
    assert set(records.RECORDS) == _children(Record, records)
    assert len(set(records.RECORDS)) == len(records.RECORDS)


@pytest.mark.parametrize("one", records.RECORDS)
def test_every_reference_points_to_a_record(one: type[Record]) -> None:
    known = {other.__name__ for other in records.RECORDS}
    assert {field.target for field in fields.fields(one) if field.target} <= known


def test_every_paper_is_registered() -> None:
    assert {_class(one) for one in papers.PAPERS} == _children(Paper, papers)
    assert len({one.key for one in papers.PAPERS}) == len(papers.PAPERS)


def _is_ruled(kind: object) -> bool:
    """Whether it is a ruling, or several of what holds one."""
    several = typing.get_args(kind)
    if several:
        return any(_is_ruled(one) for one in several)
    return kind is Ruling or any(
        field.type == "Ruling" for field in getattr(kind, "__dataclass_fields__", {}).values()
    )


def test_every_rule_is_registered() -> None:
    judging = {
        one
        for module in _modules(rules)
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__ and not name.startswith("_")
        if _is_ruled(typing.get_type_hints(one).get("return"))
    }
    assert {rule.judge for rule in rules.RULES} == judging
    assert len({rule.name for rule in rules.RULES}) == len(rules.RULES)
    assert {rule.name for rule in rules.RULES} <= set(rules.__all__)


def test_every_reading_is_a_field_of_the_law() -> None:
    fields_of_law = typing.get_type_hints(Law)
    for one in READINGS:
        allowed = typing.get_args(fields_of_law[one.name])
        assert allowed == one.allowed, one.name


def test_every_form_belongs_to_one_paper() -> None:
    named = [one.form for one in papers.PAPERS]
    assert len(set(named)) == len(named)
    assert {path.name for path in (FORMS / "papers").iterdir()} == set(named) | OTHER_FORMS


def test_every_screen_is_registered() -> None:
    keys = [entry.key for entry in screens.SCREENS]
    assert sorted(keys) == sorted(one.key for one in _children(Screen, screens) if issubclass(one, Screen))
    assert all((FORMS / "screens" / f"{key}.ui").is_file() for key in keys)


def test_every_skeleton_is_loaded_by_the_window() -> None:
    skeletons = {path.stem for path in (FORMS / "screens").glob("*.ui")}
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "kyodo_desktop" / "ui").rglob("*.py"))
    assert skeletons
    assert {name for name in skeletons if f'"{name}.ui"' not in code and f'"{name}"' not in code} == set()


@pytest.mark.parametrize(
    "mapping",
    [fields._TYPES, tables.COLUMN_TYPES, codec.CODECS, editors.EDITORS, cells.CELLS],
    ids=["type", "column", "codec", "editor", "cell"],
)
def test_every_kind_is_mapped(mapping: Mapping[Kind, Any]) -> None:
    assert set(mapping) == set(Kind)


def test_every_choice_has_a_label_for_each_value() -> None:
    choices = {f.choices for one in records.RECORDS for f in fields.fields(one) if f.choices is not None}
    labels = {choice: [value.label for value in choice] for choice in choices}
    assert labels
    assert all(all(found) and len(set(found)) == len(found) for found in labels.values())


def _errors(base: type[KyodoError]) -> Iterator[type[KyodoError]]:
    for child in base.__subclasses__():
        yield child
        yield from _errors(child)


def test_every_error_has_an_exit_code_that_the_readme_lists() -> None:
    for found in pkgutil.walk_packages(kyodo_desktop.__path__, "kyodo_desktop."):
        if not found.name.endswith((".env", ".__main__")):
            importlib.import_module(found.name)
    ours = {one for one in _errors(KyodoError) if one.__module__.startswith("kyodo_desktop.")}
    codes = Counter(one.exit_code for one in ours)
    assert {code: n for code, n in codes.items() if n > 1} == {}
    readme = (ROOT / "README.md").read_text("utf-8").partition("Exit codes:")[2].partition("\n\n")[0]
    assert {code for code in codes if not re.search(rf"\b{code}\b", readme)} == set()


def test_tests_mirror_the_package() -> None:
    layers = {path.name for path in (ROOT / "kyodo_desktop").iterdir() if (path / "__init__.py").exists()}
    assert layers <= {path.name for path in Path(ROOT / "tests").iterdir()}
