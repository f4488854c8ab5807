"""The papers look as they did when somebody looked at them."""

from __future__ import annotations

import pytest
from PIL import ImageDraw

from tests.papers import golden


@pytest.mark.parametrize("name", golden.PAGES)
def test_page_looks_as_it_was_approved(name: str) -> None:
    share = golden.difference(golden.page(name), golden.kept(name))
    assert share <= golden.MOST, f"{name}: {share:.2%} of the page changed; look, then tests.papers.golden"


def test_every_golden_page_belongs_to_a_paper() -> None:
    assert {path.stem for path in golden.FOLDER.glob("*.png")} == set(golden.PAGES)


def test_a_planted_difference_is_found() -> None:
    approved = golden.kept("roster")
    changed = approved.copy()
    ImageDraw.Draw(changed).rectangle((300, 300, 350, 340), fill=0)
    assert golden.difference(approved, approved.copy()) == 0
    assert golden.difference(approved, changed) > golden.MOST


def test_another_size_differs_wholly() -> None:
    approved = golden.kept("roster")
    assert golden.difference(approved, approved.resize((100, 100))) == 1.0


def test_two_papers_differ() -> None:
    assert golden.difference(golden.kept("agenda"), golden.kept("agenda-long")) > golden.MOST
