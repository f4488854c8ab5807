"""The frozen program: PyInstaller's folder tries itself where no source of ours can be found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen program, built from build.spec."""
    folder = tmp_path_factory.mktemp("frozen")
    quiet = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    done = subprocess.run(
        [*quiet, *places, str(ROOT / "build.spec")], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "dist" / "KyodoDesktop" / "KyodoDesktop"


def _run(program: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return subprocess.run(
        [str(program), *arguments],
        cwd=folder,
        env=kept | {"HOME": str(folder), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_frozen_program_passes_its_self_test(program: Path, tmp_path: Path) -> None:
    done = _run(program, tmp_path, "--self-test")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "自己診断を終えました。すべて正常です。" in done.stdout
    assert "異常" not in done.stdout.replace("正常", "")


def test_the_frozen_program_speaks_english(program: Path, tmp_path: Path) -> None:
    done = _run(program, tmp_path, "--language", "en", "--help")
    assert done.returncode == 0, done.stderr
    assert "Kyodo Desktop" in done.stdout
    assert "オプション" not in done.stdout


def test_the_frozen_folder_ships_its_forms_and_fonts_and_none_of_the_tests(program: Path) -> None:
    inside = {
        path.relative_to(program.parent).as_posix() for path in program.parent.rglob("*") if path.is_file()
    }
    shipped = {
        f"_internal/{folder}/{path.relative_to(ROOT / folder).as_posix()}"
        for folder in ("forms", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert shipped <= inside
    assert [path for path in inside if path.startswith("_internal/tests/")] == []
    assert len([path for path in inside if "locale-data" in path]) < 20
