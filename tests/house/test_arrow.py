"""One arrow: app → ui → papers → services → storage → domain; a violation is reported, and as what it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, ROOT, imported, module_of, name_of, project, python_files

ARROW = "One arrow: app, ui, papers, services, storage, domain"
QT = "Qt stays in ui and app"
SQL = "SQLAlchemy stays in storage"
DOCUMENTS = "The document libraries stay in papers"
HOLIDAYS = "jpholiday stays in services"
DESK = "Screens reach the store through the desk alone"

PLANTS = (
    ("domain/dated.py", "import kyodo_desktop.storage", ARROW),
    ("domain/dated.py", "from kyodo_desktop import paths, services", ARROW),
    ("storage/__init__.py", "import kyodo_desktop.services", ARROW),
    ("services/__init__.py", "import kyodo_desktop.papers", ARROW),
    ("papers/__init__.py", "import kyodo_desktop.ui", ARROW),
    ("ui/__init__.py", "import kyodo_desktop.app", ARROW),
    ("i18n.py", "import kyodo_desktop.domain.errors", ARROW),
    ("paths.py", "import kyodo_desktop.domain", ARROW),
    ("domain/dated.py", "import PySide6.QtCore", QT),
    ("services/__init__.py", "def late():\n    from PySide6.QtWidgets import QWidget", QT),
    ("papers/__init__.py", "from PySide6 import QtPdf", QT),
    ("domain/dated.py", "import sqlalchemy", SQL),
    ("services/__init__.py", "from sqlalchemy import select", SQL),
    ("ui/__init__.py", "import sqlite3", SQL),
    ("ui/__init__.py", "from reportlab.pdfgen import canvas", DOCUMENTS),
    ("services/__init__.py", "import openpyxl", DOCUMENTS),
    ("services/__init__.py", "import docx", DOCUMENTS),
    ("services/__init__.py", "import python_calamine", DOCUMENTS),
    ("domain/dated.py", "import pikepdf", DOCUMENTS),
    ("domain/dated.py", "import jpholiday", HOLIDAYS),
    ("papers/__init__.py", "import jpholiday", HOLIDAYS),
    ("ui/screens/__init__.py", "from kyodo_desktop.storage import Store", DESK),
    ("ui/widgets/__init__.py", "import kyodo_desktop.storage", DESK),
    ("ui/dialogs/__init__.py", "import kyodo_desktop.storage", DESK),
)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The contracts broken by the package as it is, then by each plant in a copy of it."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("planting.py"))],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        input=json.dumps([(f"{PACKAGE.name}/{file}", line) for file, line, _ in PLANTS]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_the_package_keeps_every_contract(verdicts: list[list[str]]) -> None:
    assert verdicts[0] == []


@pytest.mark.parametrize(
    "number",
    range(len(PLANTS)),
    ids=[f"{file}: {line.split(chr(10))[-1].strip()}" for file, line, _ in PLANTS],
)
def test_a_planted_import_breaks_its_contract_alone(verdicts: list[list[str]], number: int) -> None:
    assert verdicts[number + 1] == [PLANTS[number][2]]


def test_every_contract_has_a_plant() -> None:
    contracts = {one["name"] for one in project()["tool"]["importlinter"]["contracts"]}
    assert contracts == {contract for _, _, contract in PLANTS}


def test_every_module_has_a_place_in_the_layers() -> None:
    layers = project()["tool"]["importlinter"]["contracts"][0]["layers"]
    placed = {name.strip() for layer in layers for name in layer.split("|")}
    tops = {".".join(module_of(path).split(".")[:2]) for path in python_files("kyodo_desktop")}
    assert tops - {"kyodo_desktop"} == placed


@pytest.mark.parametrize("path", python_files("kyodo_desktop/domain"), ids=name_of)
def test_domain_is_the_standard_library_alone(path: Path) -> None:
    foreign = {name for name in imported(path) if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name for name in foreign if not name.startswith("kyodo_desktop.")} == set()


def test_a_message_needs_nothing_but_the_standard_library() -> None:
    assert {name.split(".")[0] for name in imported(PACKAGE / "i18n.py")} <= sys.stdlib_module_names


def test_only_the_desk_holds_the_store() -> None:
    holders = {
        name_of(path)
        for path in python_files("kyodo_desktop/ui")
        if any(name.startswith("kyodo_desktop.storage") for name in imported(path))
    }
    assert holders <= {"kyodo_desktop/ui/desk.py"}
