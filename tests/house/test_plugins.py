"""The rules that every run of the tests obeys, held to their word."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import create_engine, inspect, text

from tests.plugins import ROOT, Postgres

_SKIPPED = "import pytest\n\n\ndef test_it():\n    pytest.skip('no server')\n"
_UNLOADED = "import pytest\n\npytest.skip('no library', allow_module_level=True)\n"
_LITTER = "def test_it(tmp_path):\n    (tmp_path / 'a.pdf.part').write_text('')\n"


def _pytest(folder: Path, source: str, *, ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_one.py").write_text(source)
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "tests.plugins",
            "-p",
            "no:cacheprovider",
            "-q",
            "test_one.py",
        ],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "KYODO_CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_skip_passes_at_home_and_fails_in_ci(tmp_path: Path) -> None:
    assert _pytest(tmp_path, _SKIPPED, ci="0").returncode == 0
    strict = _pytest(tmp_path, _SKIPPED, ci="1")
    assert strict.returncode == 1
    assert "KYODO_CI=1 allows no skipped test: Skipped: no server" in strict.stdout


def test_a_skipped_module_fails_in_ci(tmp_path: Path) -> None:
    strict = _pytest(tmp_path, _UNLOADED, ci="1")
    assert strict.returncode != 0
    assert "allows no skipped test: Skipped: no library" in strict.stdout


def test_a_half_written_file_fails_its_test(tmp_path: Path) -> None:
    left = _pytest(tmp_path, _LITTER, ci="0")
    assert left.returncode == 1
    assert "half-written files were left behind: ['a.pdf.part']" in left.stdout


def _tables(url: str) -> list[str]:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            names = inspect(connection).get_table_names()
            connection.execute(text("CREATE TABLE 委員 (氏名 text)"))
            return names
    finally:
        engine.dispose()


def test_postgres_gives_each_asker_an_empty_database_of_its_own(
    new_postgres_url: Callable[[], str], postgres_url: str
) -> None:
    assert [_tables(postgres_url), _tables(new_postgres_url()), _tables(new_postgres_url())] == [[], [], []]


def test_postgres_listens_on_no_port(postgres: Postgres) -> None:
    assert postgres.sql("SHOW listen_addresses") == ""
