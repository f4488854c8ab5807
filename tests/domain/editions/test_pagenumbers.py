"""A page that was there keeps its number; one put between gets 15の2 where no whole number is free."""

from __future__ import annotations

import pytest

from kyodo_desktop.domain.editions.held import Number, numbers_read, numbers_written
from kyodo_desktop.domain.editions.pagenumbers import Wanted, allocated


def numbers(words: str, first: int = 1) -> str:
    """`?` is a new page, `_` a blank back; the others had the number that they are."""
    wanted = [
        Wanted(blank=True) if word == "_" else Wanted(None if word == "?" else numbers_read(word)[0])
        for word in words.split()
    ]
    return " ".join("-" if one is None else str(one) for one in allocated(wanted, first))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("? ? _ ?", "1 2 3 4"),
        ("1 2 ? 3", "1 2 2の2 3"),
        ("1 2 ? ? 3", "1 2 2の2 2の3 3"),
        ("1 2 ? 4", "1 2 3 4"),
        ("1 2 _ 4", "1 2 3 4"),
        ("1 2 ? _ 4", "1 2 3 - 4"),
        ("1 2 ? ? _ 4", "1 2 3 3の2 - 4"),
        ("1 2 3の2 ? 4", "1 2 3の2 3の3 4"),
        ("1 1の2 ? 1の3 2", "1 1の2 1の3 1の4 2"),
        ("? 1 2", "1 1の2 2"),
        ("1 3 2 4", "1 1の2 2 4"),
        ("1 3 4 ? _", "1 3 4 5 6"),
        ("", ""),
    ],
)
def test_numbers(words: str, said: str) -> None:
    assert numbers(words) == said


def test_numbers_begin_where_the_packet_does() -> None:
    assert numbers("? ? ?", 19) == "19 20 21"
    assert numbers("3 19 20", 19) == "19 19の2 20"


def test_numbers_are_kept_as_text() -> None:
    said = (Number(3), Number(3, 2), Number(4))
    assert numbers_written(said) == "3,3の2,4"
    assert numbers_read("3,3の2,4") == said
    assert numbers_read("") == ()
    with pytest.raises(ValueError, match="no page number"):
        numbers_read("3,x")
