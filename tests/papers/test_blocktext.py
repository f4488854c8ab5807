"""Words in lines: what follows a label lines up under itself, and an address begins at the edge."""

from __future__ import annotations

import io

import pytest

from kyodo_desktop.papers.blocks import words
from kyodo_desktop.papers.blocktext import Lettering, SetWords, set_words
from kyodo_desktop.papers.press.page import POINTS, Page
from kyodo_desktop.papers.press.setting import set_line
from kyodo_desktop.papers.press.style import Style
from tests.papers.samples import FONTS

PAGE = Page(io.BytesIO(), FONTS, title="")
LOOK = Lettering(Style("gothic", 12.0), "gothic-bold", indent=1.0)
WIDTH = 120.0
SENTENCE = "多様な協働の担い手が知恵と力をともに出し合い、効果的に協働するための仕組みとルールを定めた条例"


def edges(line: SetWords) -> tuple[float, ...]:
    """Where each cluster of a line stands, in millimetres from the left of the column."""
    style = LOOK.style
    placed = set_line(line.line, (WIDTH - line.inset) * POINTS, style.size, "justify")
    return tuple(line.inset + place / POINTS for place in placed.places)


@pytest.mark.parametrize(
    "label", ["概要：　", "注: ", "1　", "（1）", "①", "I. ", "Ⅵ　", "※　", "→ ", "ア　"]
)
def test_what_follows_a_label_lines_up(label: str) -> None:
    first, *rest = set_words(PAGE, words(label + SENTENCE * 2), LOOK, WIDTH)
    assert rest
    for line in rest:
        assert edges(line)[0] == pytest.approx(edges(first)[len(label)])


@pytest.mark.parametrize("text", ["この条例の概要：　文", "「目的」： 文", "目的、概要： 文", "午後2時：文"])
def test_what_is_no_label_is_running_text(text: str) -> None:
    first, second, *_ = set_words(PAGE, words(text + SENTENCE * 2), LOOK, WIDTH)
    assert edges(first)[0] == pytest.approx(LOOK.em)
    assert edges(second)[0] == 0


def test_an_address_begins_at_the_edge_and_is_parted_between_its_folders() -> None:
    address = "https://www.city.example.lg.jp/soshiki/01060/020/annnai/syousai/24375.html"
    lines = set_words(PAGE, words(address), LOOK, WIDTH)
    assert edges(lines[0])[0] == 0
    assert [line.line.text[-1] for line in lines] == ["/", "l"]
