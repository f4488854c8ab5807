"""The domain's own tests run every line and every branch of it, without storage and without a screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

LEFT_OUT = "not test_every_split"  # minutes of counting that reach nothing the others don't


@pytest.mark.long
def test_every_branch_of_the_domain_is_run_by_its_own_tests(tmp_path: Path) -> None:
    coverage = [sys.executable, "-m", "coverage"]
    told = tmp_path / "told.json"
    what = [
        "--branch",
        "--source=kyodo_desktop.domain",
        "-m",
        "pytest",
        "-n0",
        "-q",
        "-p",
        "no:cacheprovider",
    ]
    _run([*coverage, "run", *what, "-k", LEFT_OUT, str(ROOT / "tests" / "domain")], tmp_path)
    _run([*coverage, "json", "-q", "-o", str(told)], tmp_path)
    files = json.loads(told.read_text("utf-8"))["files"]
    modules = list((ROOT / "kyodo_desktop" / "domain").rglob("*.py"))
    assert len(files) == len(modules)
    missing = {
        name: (found["missing_lines"], found["missing_branches"])
        for name, found in files.items()
        if found["missing_lines"] or found["missing_branches"]
    }
    assert missing == {}


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"COVERAGE_FILE": str(folder / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
