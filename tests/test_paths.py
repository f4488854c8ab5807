"""Where the program finds its files."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from kyodo_desktop import paths
from kyodo_desktop.paths import Paths


def test_in_the_source_tree_they_stand_beside_the_package(tmp_path: Path) -> None:
    found = Paths.find(tmp_path)
    assert found.settings == tmp_path
    assert (found.papers / "agenda.toml").is_file()
    assert any(found.fonts.glob("*.ttf"))
    assert all(folder.is_dir() for folder in (found.locale, found.sample, found.screens))


def test_in_an_installed_wheel_they_stand_within_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "kyodo_desktop"
    (package / "forms").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert Paths.find(tmp_path).forms == package / "forms"


def test_in_the_frozen_folder_they_stand_at_its_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert Paths.find(tmp_path).resources == tmp_path / "resources"


def test_settings_are_the_users_own_unless_a_test_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda name, appauthor: f"/settings/{name}")
    assert Paths.find().settings == Path("/settings/KyodoDesktop")
