"""Where the characters of a set line stand; digits in the width that an office wants."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from kyodo_desktop.papers.press.linebreak import Rules, break_lines
from kyodo_desktop.papers.press.setting import grid, set_line, spread
from kyodo_desktop.papers.press.style import Digits, Style, with_digits

EM = 10.0


def measure(cluster: str) -> float:
    return EM / 2 if cluster[0].isascii() else EM


def test_spread_reaches_both_edges() -> None:
    line = spread("区分", 50, EM, measure)
    assert line.places == (0, 40)


def test_spread_counts_any_space_as_full_width() -> None:
    assert spread("梶原 純", 60, EM, measure).places == spread("梶原　純", 60, EM, measure).places


def test_spread_of_one_stands_in_the_middle() -> None:
    assert spread("林", 50, EM, measure).places == (20,)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("梶原 純", (0, 10, 20, 40)),
        ("布施富美子", (0, 10, 20, 30, 40)),
        ("林 明", (0, 10, 40)),
        ("長谷川　俊介", (0, 10, 20, 30, 30, 40)),
    ],
)
def test_five_character_grid(name: str, places: tuple[float, ...]) -> None:
    assert grid(name, 5 * EM, EM, measure).places == places


def test_justified_line_fills_its_width_and_the_last_doesn_t() -> None:
    first, last = break_lines("あいうえお！かきくけ", Rules(6.5 * EM, EM), measure)
    assert set_line(first, 65, EM, "justify").places[-1] == pytest.approx(65 - EM)
    assert set_line(last, 65, EM, "justify").spacing == 0


def test_a_label_is_set_solid_so_that_what_follows_lines_up() -> None:
    first, _ = break_lines("１　あいうえお！かきくけ", Rules(8.5 * EM, EM), measure)
    assert set_line(replace(first, solid=2), 85, EM, "justify").places[:3] == (0, 10, 20)
    assert set_line(replace(first, solid=2), 85, EM, "justify").places[-1] == pytest.approx(85 - EM)


def test_justification_leaves_words_alone() -> None:
    first, _ = break_lines("あhelloいうえおか", Rules(5 * EM + 8, EM), measure)
    places = set_line(first, 58, EM, "justify").places
    assert [b - a for a, b in pairwise(places[1:6])] == [5, 5, 5, 5]


def test_a_line_too_open_stays_ragged() -> None:
    first, *_ = break_lines("あhttps://a.example.jp/bcdefghij", Rules(12 * EM, EM), measure)
    assert set_line(first, 120, EM, "justify").spacing == 0


def test_a_squeezed_opening_bracket_is_drawn_over_its_blank() -> None:
    (line, *_) = break_lines("あ「い、う」え」かき", Rules(7.5 * EM, EM, hang=False), measure)
    assert line.text == "あ「い、う」え」"
    placed = set_line(line, 75, EM, "left")
    assert placed.places[1] < EM
    assert placed.places[2] > placed.places[1] + EM / 2


def test_centre_and_right() -> None:
    (line,) = break_lines("あい", Rules(60, EM), measure)
    assert set_line(line, 60, EM, "center").places == (20, 30)
    assert set_line(line, 60, EM, "right").places == (40, 50)


@pytest.mark.parametrize(
    ("digits", "text", "spelt"),
    [
        ("as_is", "第1回（２０２５年）", "第1回（２０２５年）"),
        ("full", "第1回12月", "第１回１２月"),
        ("half", "第１回12月", "第1回12月"),
        ("one_full", "第1回１２月", "第１回12月"),
    ],
)
def test_digits(digits: Digits, text: str, spelt: str) -> None:
    assert with_digits(text, digits) == spelt


def test_a_resized_style_keeps_its_proportions() -> None:
    assert Style(size=10, leading=20).sized(5) == Style(size=5, leading=10)
    assert Style(size=10).sized(5).line == pytest.approx(8)
