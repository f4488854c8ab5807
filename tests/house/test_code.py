"""How the code is written, where no tool of the shelf looks: docstrings, prints, tests that assert."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

import pytest

from tests.house.sources import functions, module_of, name_of, python_files, tree

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _public(body: list[ast.stmt], inside: str = "") -> Iterator[tuple[str, Definition]]:
    """The public classes, functions and methods of a body, with the names a reader would use."""
    for node in body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield inside + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body, f"{inside}{node.name}.")


def _plain(node: Definition) -> bool:
    """Whether a method says itself what it is: a property of one line, a protocol's or an overload's stub."""
    if isinstance(node, ast.ClassDef):
        return False
    marks = {ast.unparse(one).split(".")[-1] for one in node.decorator_list}
    return bool(marks & {"property", "overload", "override", "setter"})


@pytest.mark.parametrize("path", python_files("kyodo_desktop"), ids=name_of)
def test_what_is_public_has_a_docstring(path: Path) -> None:
    bare = [
        f"{name} (line {node.lineno})"
        for name, node in _public(tree(path).body)
        if ast.get_docstring(node) is None
        and not (_plain(node) or _qt_override(node) or _inherits(module_of(path), name))
    ]
    assert bare == []
    assert ast.get_docstring(tree(path)), "the module says nothing of its job"


def _qt_override(node: Definition) -> bool:
    """Qt documents its own methods: rowCount, paintEvent …"""
    return any(letter.isupper() for letter in node.name) and not isinstance(node, ast.ClassDef)


def _inherits(module: str, name: str) -> bool:
    """Whether a method is documented where a base declares it."""
    if "." not in name:
        return False
    return bool(inspect.getdoc(attrgetter(name)(importlib.import_module(module))))


@pytest.mark.parametrize("path", python_files("kyodo_desktop"), ids=name_of)
def test_only_the_command_line_prints(path: Path) -> None:
    prints = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not prints or path.name == "__main__.py"


def _asserts(function: ast.AST, helpers: frozenset[str]) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).split(".")[-1]
            if name in helpers or name in ("raises", "warns", "fail") or name.startswith(("assert", "wait")):
                return True
    return False


def asserting(paths: tuple[Path, ...]) -> frozenset[str]:
    """The names of the helpers in the tests that assert, or that call a helper that does."""
    known: frozenset[str] = frozenset()
    while True:
        found = frozenset(one.name for path in paths for one in functions(path) if _asserts(one, known))
        if found == known:
            return known
        known = found


@pytest.mark.parametrize(
    "path", [path for path in python_files("tests") if path.name.startswith("test_")], ids=name_of
)
def test_every_test_asserts_something(path: Path) -> None:
    helpers = asserting(python_files("tests"))
    idle = [one.name for one in functions(path) if one.name.startswith("test") and not _asserts(one, helpers)]
    assert idle == []


def test_an_idle_test_is_found() -> None:
    idle = ast.parse("def test_it():\n    build()\n")
    busy = ast.parse("def test_it():\n    with pytest.raises(KeyError):\n        build()\n")
    assert not _asserts(idle, frozenset())
    assert _asserts(busy, frozenset())
    assert _asserts(idle, frozenset({"build"}))
