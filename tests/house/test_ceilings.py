"""The ceilings that keep the house livable: 400 lines a file, 40 lines a function."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.sources import functions, name_of, python_files

LINES_A_FILE = 400
LINES_A_FUNCTION = 40
FILES = python_files("kyodo_desktop")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LINES_A_FILE


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_function_is_short(path: Path) -> None:
    long = {
        f"{one.name} (line {one.lineno})": lines
        for one in functions(path)
        if (lines := (one.end_lineno or one.lineno) - one.lineno + 1) > LINES_A_FUNCTION
    }
    assert long == {}
