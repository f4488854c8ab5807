"""The program's own test says which part fails, and fails with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

_RUN = """
import sys
from pathlib import Path
from kyodo_desktop import selftest
from kyodo_desktop.paths import Paths

sys.exit(selftest.run(Paths(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])), print))
"""


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A copy of the forms, to be spoilt."""
    return shutil.copytree(ROOT / "forms", tmp_path / "forms")


def _self_test(forms: Path, settings: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _RUN, str(forms), str(ROOT / "resources"), str(settings)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_all_is_well(forms: Path, tmp_path: Path) -> None:
    done = _self_test(forms, tmp_path / "settings")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "自己診断を終えました。すべて正常です。"
    assert not (tmp_path / "settings").exists(), "it works in a folder of its own"


def test_a_spoilt_form_is_named(forms: Path, tmp_path: Path) -> None:
    (forms / "papers" / "slip.toml").write_text("", "utf-8")
    done = _self_test(forms, tmp_path / "settings")
    assert done.returncode == 1
    assert "異常　様式「別添の紙」：様式「slip.toml」を読み込めません" in done.stdout
    assert "正常　様式「次第」" in done.stdout


def test_a_missing_screen_is_named(forms: Path, tmp_path: Path) -> None:
    (forms / "screens" / "meeting.ui").unlink()
    done = _self_test(forms, tmp_path / "settings")
    assert done.returncode == 1
    assert "異常　画面「会議」" in done.stdout
    assert "正常　画面「委員」" in done.stdout
