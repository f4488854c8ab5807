"""Drafts: on the disk at once, apart for each register, and no harm from a file that somebody has edited."""

from __future__ import annotations

from pathlib import Path

from kyodo_desktop.ui.drafts import KEY, Drafts
from kyodo_desktop.ui.settings import Settings


def test_what_is_typed_is_on_the_disk_at_once(tmp_path: Path) -> None:
    Drafts(Settings(tmp_path), "a.kyodo").keep("motion", {"ayes": "七"})
    assert "register-" in (tmp_path / "window.ini").read_text("utf-8")
    assert Drafts(Settings(tmp_path), "a.kyodo").of("motion") == {"ayes": "七"}


def test_registers_and_subjects_are_kept_apart(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    mine, theirs = Drafts(settings, "a.kyodo"), Drafts(settings, "b.kyodo")
    mine.keep("one", {"ayes": "1"})
    mine.keep("two", {"ayes": "2"})
    assert theirs.of("one") is None
    mine.keep("one", None)
    mine.keep("one", None)
    assert (mine.of("one"), mine.of("two")) == (None, {"ayes": "2"})
    mine.keep("two", None)
    assert settings.text(Settings.of("a.kyodo", KEY)) == ""


def test_a_file_that_was_spoilt_holds_no_drafts(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for spoilt in ("{", "[1]", '{"one": 3}'):
        settings.keep(Settings.of("a.kyodo", KEY), spoilt)
        assert Drafts(settings, "a.kyodo").of("one") is None
    Drafts(settings, "a.kyodo").keep("one", {"ayes": "1"})
    assert Drafts(settings, "a.kyodo").of("one") == {"ayes": "1"}
