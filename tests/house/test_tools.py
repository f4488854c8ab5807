"""The tools that keep the house find nothing to say: one command proves everything."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.house.sources import ROOT


def _run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    found = shutil.which(tool, path=sysconfig.get_path("scripts")) or shutil.which(tool)
    assert found, f"{tool} isn't installed beside {sys.executable}"
    return subprocess.run([found, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "arguments", [("check", "--no-fix"), ("format", "--check")], ids=["ruff check", "ruff format"]
)
def test_ruff_is_content(arguments: tuple[str, ...]) -> None:
    done = _run("ruff", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_type_is_sound() -> None:
    done = _run("basedpyright", "--outputjson")
    said = json.loads(done.stdout)
    errors = [
        f"{Path(one['file']).relative_to(ROOT)}:{one['range']['start']['line'] + 1}: {one['message']}"
        for one in said["generalDiagnostics"]
        if one["severity"] == "error"
    ]
    assert not errors, "\n".join(errors)
    assert said["summary"]["filesAnalyzed"] > 0
    assert done.returncode == 0, done.stdout
