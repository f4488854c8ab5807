"""Wordings side by side: what answers what, and what in it was changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain.differences import Part, aligned, likeness, marked

WORDS = st.text(st.sampled_from("委員会は出席し、議決を行う。半数"), max_size=30)


def shown(parts: tuple[Part, ...]) -> str:
    return "".join(f"[{one.text}]" if one.changed else one.text for one in parts)


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("半数以上の出席", "三分の二以上の出席", "[半数]以上の出席", "[三分の二]以上の出席"),
        ("委員長が招集する。", "委員長が招集する。", "委員長が招集する。", "委員長が招集する。"),
        (
            "委員は10人とする。",
            "委員は、10人以内とする。",
            "委員は10人とする。",
            "委員は[、]10人[以内]とする。",
        ),
        ("", "新しい", "", "[新しい]"),
    ],
)
def test_what_differs_is_marked(old: str, new: str, before: str, after: str) -> None:
    found = marked(old, new)
    assert shown(found[1]) == after
    assert shown(found[0]) == before


@given(WORDS, WORDS)
def test_nothing_is_lost_and_what_is_not_marked_is_the_same(old: str, new: str) -> None:
    before, after = marked(old, new)
    assert "".join(one.text for one in before) == old
    assert "".join(one.text for one in after) == new
    assert [one.text for one in before if not one.changed] == [one.text for one in after if not one.changed]


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
def test_every_line_stands_once_in_its_order(old: list[str], new: list[str]) -> None:
    rows = aligned(old, new, str, str)
    assert [a for a, _ in rows if a is not None] == old
    assert [b for _, b in rows if b is not None] == new
    assert all(a is not None or b is not None for a, b in rows)


@given(WORDS, WORDS)
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1


def test_a_line_put_between_moves_the_others_on() -> None:
    old = ["会議は委員長が招集する。", "庶務は協働推進課において処理する。"]
    new = [old[0], "緊急のときは書面により議決することができる。", old[1]]
    assert aligned(old, new, str, str) == ((old[0], new[0]), (None, new[1]), (old[1], new[2]))


def test_lines_too_unlike_are_taken_away_and_added() -> None:
    assert aligned(["甲乙丙丁"], ["子丑寅卯"], str, lambda one: one) == (
        ("甲乙丙丁", None),
        (None, "子丑寅卯"),
    )
