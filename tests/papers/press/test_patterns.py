"""Fills tell apart without colour, are drawn inside their outline, and are the same every time."""

from __future__ import annotations

from itertools import combinations

import pypdfium2
import pytest
from PIL import Image, ImageChops

from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.graphics import bars, wedges
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.patterns import INKS, filled, ink, oblong
from tests.papers.press.conftest import draw

SIDE = 40.0


def _swatch(fonts: Fonts, place: int) -> Image.Image:
    def how(page: Page) -> None:
        page.operators(filled(oblong(100, 700, SIDE, SIDE), ink(place)))

    document = pypdfium2.PdfDocument(draw(fonts, how))
    picture = document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return picture


def test_every_fill_differs_from_every_other_in_black_and_white(shipped: Fonts) -> None:
    swatches = [_swatch(shipped, place) for place in range(len(INKS))]
    inside = (round(100 / 72 * 200), round(102 / 72 * 200), round(140 / 72 * 200), round(141 / 72 * 200))
    for one, other in combinations([swatch.crop(inside) for swatch in swatches], 2):
        apart = ImageChops.difference(one, other).histogram()
        assert sum(apart[64:]) / (one.width * one.height) > 0.1


def test_a_hatching_stays_inside_its_outline(shipped: Fonts) -> None:
    for place in range(len(INKS)):
        box = _swatch(shipped, place).point([255 if level < 250 else 0 for level in range(256)]).getbbox()
        assert box is not None
        left, _, right, _ = (side * 72 / 200 for side in box)
        assert left >= 99
        assert right <= 100 + SIDE + 1


def test_the_same_outline_gives_the_same_operators() -> None:
    assert filled(oblong(1, 2, 3, 4), ink(4)) == filled(oblong(1, 2, 3, 4), ink(4 + len(INKS)))


@pytest.mark.parametrize("counts", [[1], [0, 5], [3, 0, 1], [1, 999999], list(range(40))])
def test_each_slice_is_an_outline_inside_the_pie(counts: list[int]) -> None:
    found = wedges(counts, 100)
    assert [bool(outline) for outline in found] == [count > 0 for count in counts]
    for outline in found:
        assert all(-0.001 <= side <= 100.001 for point in outline for side in point)


def test_bars_run_down_in_order_and_none_is_drawn_for_nothing() -> None:
    found, rules = bars([500, 0, 100], (300, 90), 600, 200)
    (first, none, last) = found
    assert none == ()
    assert max(x for x, _ in first) == pytest.approx(250)
    assert max(x for x, _ in last) == pytest.approx(50)
    assert min(y for _, y in first) > max(y for _, y in last)
    assert [start[0] for start, _ in rules] == pytest.approx([0, 100, 200, 300])
