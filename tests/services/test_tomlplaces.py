"""Where a key of a TOML file stands."""

from __future__ import annotations

import pytest

from kyodo_desktop.services.tomlplaces import line_of

SOURCE = """title = "規則"
since = 2016-04-01
# [law] isn't here
[[articles]]
number = 1
paragraphs = [
    "一",
]
[[articles]]
number = 2
[law]
cited_as = "規則"
[law.quorum]   # 定足数
share = "1/2"
[[versions]]
since = 2020-04-01
[[versions.articles]]
number = 3
[[versions.articles]]
number = 4
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("since", 2),
        ("articles[1].number", 5),
        ("articles[1].paragraphs[1]", 6),
        ("articles[2].number", 10),
        ("articles[2].heading", 9),
        ("law", 11),
        ("law.quorum.share", 14),
        ("law.quorum.article", 13),
        ("law.decisions.ordinary.share", 11),
        ("versions[1].since", 16),
        ("versions[1].articles[2].number", 20),
        ("header", None),
        ("", None),
    ],
)
def test_a_key_is_found_or_the_table_that_lacks_it(place: str, line: int | None) -> None:
    assert line_of(SOURCE, place) == line


def test_the_first_of_two_is_meant_and_odd_lines_are_passed_over() -> None:
    assert line_of("[a]\nb = 1\nb = 2\n]]\n= 3\n\x00", "a.b") == 2
