"""Things under what they have in common, in their own order."""

from __future__ import annotations

from kyodo_desktop.domain.grouping import grouped


def test_things_stand_under_their_key_in_the_order_they_come() -> None:
    words = ["資料2", "別紙1", "資料1", "別紙3"]
    assert list(grouped(words, lambda word: word[:2]).items()) == [
        ("資料", ["資料2", "資料1"]),
        ("別紙", ["別紙1", "別紙3"]),
    ]
    assert grouped((), len) == {}
