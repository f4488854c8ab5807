"""The numbers an office writes."""

from __future__ import annotations

import pytest

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.records import MaterialFamily


@pytest.mark.parametrize(
    ("depth", "n", "written"),
    [
        (0, 1, "1"),
        (0, 12, "12"),
        (1, 1, "（1）"),
        (1, 10, "（10）"),
        (2, 1, "ア"),
        (2, 2, "イ"),
        (2, 5, "オ"),
        (2, 6, "カ"),
        (2, 44, "ワ"),
        (2, 46, "ン"),
        (2, 47, "アア"),
        (2, 48, "アイ"),
        (3, 1, "（ア）"),
        (4, 1, "a"),
        (4, 26, "z"),
        (4, 27, "aa"),
        (5, 3, "（c）"),
    ],
)
def test_an_agenda_number(depth: int, n: int, written: str) -> None:
    assert numbering.agenda_number(depth, n) == written


@pytest.mark.parametrize(("depth", "n"), [(-1, 1), (6, 1), (0, 0), (2, 0)])
def test_there_is_no_such_agenda_number(depth: int, n: int) -> None:
    with pytest.raises(ValueError, match="no agenda number"):
        numbering.agenda_number(depth, n)


def test_numbers_among_siblings_are_all_different() -> None:
    for depth in range(numbering.DEPTHS):
        written = [numbering.agenda_number(depth, n) for n in range(1, 3000)]
        assert len(set(written)) == len(written)


@pytest.mark.parametrize(
    ("family", "n", "written"),
    [
        (MaterialFamily.MATERIAL, 1, "資料1"),
        (MaterialFamily.REFERENCE, 6, "参考資料6"),
        (MaterialFamily.ANNEX, 10, "別紙10"),
    ],
)
def test_a_material_number(family: MaterialFamily, n: int, written: str) -> None:
    assert numbering.material_number(family, n) == written


def test_there_is_no_material_zero() -> None:
    with pytest.raises(ValueError, match="no material number"):
        numbering.material_number(MaterialFamily.MATERIAL, 0)


def test_a_meeting_number() -> None:
    assert numbering.meeting_number(1) == "第1回"


@pytest.mark.parametrize(("periods", "said"), [(1, "新"), (2, "2期"), (11, "11期")])
def test_a_standing(periods: int, said: str) -> None:
    assert numbering.standing(periods) == said


def test_there_is_no_standing_without_a_period() -> None:
    with pytest.raises(ValueError, match="no standing"):
        numbering.standing(0)


@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        ("開会", "開\u3000会"),
        ("議事", "議\u3000事"),
        ("日時", "日\u3000時"),
        ("場所", "場\u3000所"),
        ("市長あいさつ", "市長あいさつ"),
        ("その他", "その他"),
        ("開\u3000会", "開\u3000会"),
        ("会", "会"),
        ("", ""),
        ("AI", "AI"),
        ("１２", "１２"),
    ],
)
def test_a_heading_of_two_characters_is_spaced(heading: str, printed: str) -> None:
    assert numbering.spaced(heading) == printed
